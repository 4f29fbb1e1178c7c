#!/bin/sh
# SPDX-License-Identifier: ISC
# What make dist-binary packs runs where it is unpacked: with nothing of the
# system but its C library, also in a root that has nothing else (as root only).
# usage: B=build BIN=build/bin tests/long/bundle.sh
set -eu
cd "$(dirname "$0")/../.."
B=${B:-build} BIN=${BIN:-$B/bin}
here=$PWD
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

env -u MAKEFLAGS -u MAKELEVEL make -s B="$B" wheel >/dev/null
cp "$B"/newsreel-*-manylinux_*.whl "$dir"
tar -C "$dir" -xzf "$B"/newsreel-*-linux-*.tar.gz
set -- "$dir"/newsreel-*
mv "$1" "$dir/moved"
tar -C tests/demo/dump -cf - morning wire | gzip -n >"$dir/dump.tar.gz"

# pipe BIN: all four tools over a dump with a legacy character set.
pipe() {
	"$1/nsplit" dump.tar.gz | "$1/nnorm" | "$1/nquote" | "$1/ndedup"
}
case $BIN in /*) ;; *) BIN=$here/$BIN ;; esac
cd "$dir"
pipe "$BIN" >want
[ "$(wc -l <want)" -eq 5 ]

outside() {
	env -u LD_LIBRARY_PATH ldd moved/bin/nsplit moved/bin/nnorm \
	    moved/bin/nquote moved/bin/ndedup |
	    awk '$2 == "=>" { print $3 }' | grep -v "^$dir/moved/" | sort -u
}
outside | while read -r library; do
	case ${library##*/} in
	libc.so.6 | libm.so.6) ;;
	*) echo "$library is not in the bundle" >&2; exit 1 ;;
	esac
done
pipe "$dir/moved/bin" >got
cmp want got
echo "ok - the bundle runs where it is unpacked, on the C library alone"

python3 -m venv venv
venv/bin/pip install -q --no-index --disable-pip-version-check newsreel-*.whl
venv/bin/python -c '
import newsreel
for r in newsreel.dedup(newsreel.quote(newsreel.norm(newsreel.split("dump.tar.gz")))):
    print(r["text"])' >texts
jq -r .text want >want.texts
cmp want.texts texts
ldd venv/lib/python3*/site-packages/newsreel/bin/nsplit |
    grep -c "site-packages/newsreel/bin/../lib" >n
[ "$(cat n)" -gt 10 ]
echo "ok - the wheel brings its libraries, and gives what the pipe gives"

[ "$(id -u)" -eq 0 ] || exit 0
root=$dir/root
mkdir -p "$root/lib64" "$root/lib/x86_64-linux-gnu" "$root/usr/lib/x86_64-linux-gnu" "$root/tmp"
cp -R "moved" "$root/newsreel"
cp -L /lib64/ld-linux-x86-64.so.2 "$root/lib64"
cp -L /lib/x86_64-linux-gnu/libc.so.6 /lib/x86_64-linux-gnu/libm.so.6 \
    "$root/lib/x86_64-linux-gnu"
cp -R /usr/lib/x86_64-linux-gnu/gconv "$root/usr/lib/x86_64-linux-gnu"
cp dump.tar.gz "$root/dump.tar.gz"
in_root() {
	tool=$1
	shift
	# $ORIGIN is found through /proc, which is not there.
	LD_ORIGIN_PATH=/newsreel/bin chroot "$root" "/newsreel/bin/$tool" "$@"
}
in_root nsplit /dump.tar.gz | in_root nnorm | in_root nquote |
    in_root ndedup >got
jq -c .text want >want.text
jq -c .text got >got.text
cmp want.text got.text
echo "ok - the bundle runs in a root with nothing but the C library"
