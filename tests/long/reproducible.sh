#!/bin/sh
# SPDX-License-Identifier: ISC
# Two builds of the same sources in two folders, at other times, in another
# locale and time zone and with another umask and number of jobs, are equal:
# tools, library, wheel.
# usage: [CC=cc] tests/long/reproducible.sh
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
unset MAKEFLAGS MAKELEVEL MFLAGS B BIN

# The sources as they are now, without what was built.
mkdir "$dir/source"
tar -C "$root" --exclude='./build*' --exclude=./.git -cf - . |
    tar -C "$dir/source" -xf -

# build FOLDER JOBS
build() {
	mkdir -p "$(dirname "$1")"
	cp -R "$dir/source" "$1"
	make -C "$1" -s -j"$2" all wheel >"$1.log" 2>&1 || {
		tail -n 20 "$1.log"
		exit 1
	}
}

(umask 022; TZ=UTC LC_ALL=C build "$dir/one" 2)
(umask 077; TZ=Asia/Tokyo LC_ALL=C.UTF-8 build "$dir/another/and/deeper" 1)

n=0
for file in bin/nsplit bin/nnorm bin/nquote bin/ndedup libcommon.a \
    newsreel-*.whl; do
	for a in "$dir/one/build/"$file; do
		cmp "$a" "$dir/another/and/deeper/build/${a#"$dir"/one/build/}"
		n=$((n + 1))
	done
done
[ "$n" -eq 6 ]
if strings -a "$dir"/one/build/bin/* | grep -F "$dir"; then
	echo "a tool knows where it was built" >&2
	exit 1
fi
echo "ok - two builds in two folders are equal, $n files"
