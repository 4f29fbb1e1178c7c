#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# One sha256 a tool: whatever the threads, the sizes of the reads, the locale,
# the time zone, the environment, the addresses, the compiler and its options.
# COMPILERS= leaves out the builds.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/long/tap.bash
B=${B:-build}
BIN=$(cd "${BIN:-$B/bin}" && pwd)
shim=$PWD/$B/shim.so
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

python3 - "$dir" <<'END'
import gzip, io, json, sys, tarfile
d = sys.argv[1]
towns = ["Marlby", "Ostholm", "Weston Mere", "Köln-Süd", "Pell's Quay"]
def text(i):
    return ("Fog over the harbour, day %d\n\n%s - \"No boat left today,\" said "
            "the harbour master, Ada Thorne (%d). \u201cNot one.\u201d\r\n\n"
            "The  ferry-\nmen wait for wind number %d; caf\u00c3\u00a9 owners "
            "do not.\n\n" % (i, towns[i % 5].upper(), i % 90, i * 7919 % 1000))
with open(d + "/jsonl", "w") as f:
    for i in range(4000):
        f.write(json.dumps({"id": "r%d" % i, "text": text(i // 2 * 2 if i % 7
                else i)}, ensure_ascii=i % 2 == 0) + "\n")
with open(d + "/text", "w") as f:
    f.write("".join(text(i) for i in range(3000)))
for name in ("jsonl", "text"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        t.add(d + "/" + name, "a." + name)
    with open(d + "/" + name + ".tar.gz", "wb") as f:
        f.write(gzip.compress(out.getvalue(), mtime=0))
END

input() { case $1 in nsplit) echo text ;; *) echo jsonl ;; esac; }

# sum NAME TOOL COMMAND ...: its output has the tool's sum.
sum() {
	local name=$1 tool=$2 got

	shift 2
	got=$(cd "$dir" && "$@" 2>/dev/null | sha256sum)
	[ "$got" = "${want[$tool]}" ] && return
	echo "# $tool: $name differs: $*"
	bad=$((bad + 1))
}

declare -A want
for tool in nsplit nnorm nquote ndedup; do
	in=$(input "$tool")
	want[$tool]=$(cd "$dir" && "$BIN/$tool" --name x <"$in" | sha256sum)
	bad=0
	for jobs in 1 2 8; do
		sum "-j $jobs" "$tool" sh -c "'$BIN/$tool' -j $jobs --name x <$in"
		for read in 1 4093 1048576; do
			[ "$read" = 1 ] && [ "$jobs" != 2 ] && continue
			sum "reads of $read" "$tool" sh -c "SHIM_READ=$read \
			    LD_PRELOAD='$shim' '$BIN/$tool' -j $jobs --name x <$in"
		done
	done
	for env in LANG=C LANG=tr_TR.UTF-8 LC_ALL=C.UTF-8 LC_ALL=de_DE.ISO-8859-1 \
	    TZ=Pacific/Auckland TZ=UTC MALLOC_PERTURB_=165 HOME=/nonexistent; do
		sum "$env" "$tool" sh -c "$env '$BIN/$tool' --name x <$in"
	done
	sum "env -i" "$tool" sh -c "env -i '$BIN/$tool' --name x <$in"
	sum "no ASLR" "$tool" sh -c "setarch -R '$BIN/$tool' --name x <$in"
	sum "no sandbox" "$tool" sh -c "'$BIN/$tool' --no-sandbox --name x <$in"
	sum "a pipe" "$tool" sh -c "cat $in | '$BIN/$tool' --name x"
	sum "-o" "$tool" sh -c "'$BIN/$tool' -o /dev/stdout --name x <$in"
	told "$bad" "$tool: threads, reads, locale, zone, environment, addresses"
	case $tool in nsplit) ;; *)
		bad=0
		sum "tar.gz" "$tool" sh -c "'$BIN/$tool' $in.tar.gz"
		told "$bad" "$tool: records in an archive are the plain ones" ;;
	esac
done

build() {
	make -s -j2 all B="build-det-$1" "${@:2}" >/dev/null 2>&1 || {
		echo "# $1 does not build"
		return 1
	}
}

san='-fsanitize=address,undefined -fno-sanitize-recover=undefined'
for c in ${COMPILERS-gcc-O0 gcc-O3 clang-O2 sanitizers}; do
	case $c in
	gcc*) build "$c" CC=gcc CFLAGS="${c#gcc} -g" ;;
	clang*) build "$c" CC=clang CFLAGS="${c#clang} -g" ;;
	*) build "$c" CC=gcc CFLAGS="-O1 -g $san" LDFLAGS="$san" ;;
	esac && bad=0 || bad=1
	for tool in nsplit nnorm nquote ndedup; do
		sum "$c" "$tool" sh -c "'$PWD/build-det-$c/bin/$tool' --name x \
		    <$(input "$tool")"
	done
	told "$bad" "$c gives the same bytes"
done
plan
