# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# What every .bats file loads.  BIN is the directory of the tools; STRICT=1
# turns every skip into a failure.

bats_require_minimum_version 1.5.0
. "$BATS_TEST_DIRNAME/wait.bash"

ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
BIN=$(cd "${BIN:-$ROOT/build/bin}" && pwd)
# Beside bin: unit tests, the shim.
BUILD=$(dirname "$BIN")
FIXTURES=$ROOT/tests/fixtures
TOOLS="nsplit nnorm nquote ndedup"
PATH=$BIN:$PATH
export ROOT BIN BUILD FIXTURES TOOLS PATH

# The tests below need PROGRAM: skip them, or fail, where it is missing.
need() {
	local program

	for program; do
		command -v "$program" >/dev/null && continue
		missing "$program is not installed"
	done
}

missing() {
	if [ "${STRICT:-0}" = 1 ]; then
		echo "$1, and STRICT=1" >&2
		return 1
	fi
	skip "$1"
}

# The two files are equal to the byte; else show how they differ.
same() {
	cmp -s "$1" "$2" && return
	diff -u "$1" "$2" | cat -A | cut -c 1-400 | head -n 60
	return 1
}

# Input that TOOL likes: three articles, or three records.
input_of() {
	case $1 in
	nsplit) cat "$FIXTURES/three.txt" ;;
	*) cat "$FIXTURES/three.jsonl" ;;
	esac
}

# Run a command and expect a status: becomes STATUS COMMAND ...
# Its streams go where they went.
becomes() {
	local want=$1 got=0

	shift
	"$@" || got=$?
	[ "$got" -eq "$want" ] && return
	echo "status $got, not $want: $*" >&2
	return 1
}

# The file is as tests/golden/NAME has it; `make golden` rewrites that.
golden() {
	if [ "${GOLDEN:-0}" = 1 ]; then
		cp "$1" "$ROOT/tests/golden/$2"
	else
		same "$ROOT/tests/golden/$2" "$1"
	fi
}

# The tools were built with sanitizers, which need much memory and time.
sanitized() {
	grep -q -e -fsanitize "$BUILD/flags"
}

# amount FULL LESS: how much of something; LESS where a tool is ten or fifty
# times as slow, and more of the same would tell nothing more.
amount() {
	if sanitized; then echo "$2"; else echo "$1"; fi
}

# recipe PAGE TITLE [N]: the N-th (first) block of a section of a manual page,
# in the file recipe.
recipe() {
	awk -v title="$2" -v n="${3:-1}" '
	/^\.Ss / { here = substr($0, 5) == title }
	/^\.Ed/ { on = 0 }
	here && on { print }
	here && /^\.Bd/ { on = ++k == n }' "$ROOT/man/$1" |
	    sed 's/\\&//g; s/\\e/\\/g' >recipe
	[ -s recipe ]
}

# dump.tar.gz, two folders of the demo.
pack_demo() {
	tar -C "$ROOT/tests/demo/dump" -cf - morning wire |
	    gzip -n >dump.tar.gz
}

# The most memory that a command took, in KiB.  A process begins with the peak
# of the one that was there before exec: that is a shell here, not Python.
peak() {
	sh -c '"$@" >/dev/null || exit
	exec python3 -c "import resource as r
print(r.getrusage(r.RUSAGE_CHILDREN).ru_maxrss)"' sh "$@"
}
