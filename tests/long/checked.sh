#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# checked.sh [tsan2] [tsan8] [msan] [memcheck]: the contract tests with every
# tool under ThreadSanitizer with 2 and with 8 threads, under MemorySanitizer
# and under valgrind.  What these find is a status of its own, 66, which no test
# expects.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/long/wrap.bash
files=${bats_files:-tests/contract.bats}
failed=0

# beside DIR BEFORE AFTER: the tools of $real in DIR, wrapped, and what the tests
# want beside them.
beside() {
	wrap "$1" "$real/bin" "$2" "$3"
	cp build-checked/*.so "$1"
	mkdir -p "$1/gen" && cp build-checked/gen/completions "$1/gen"
	# Tests of memory ask there what this is.
	echo "-fsanitize: $1" >"$1/flags"
}

run() {
	echo "# $1"
	# shellcheck disable=SC2086
	BIN=$1/bin bats --tap $files || failed=1
}

built() {
	make -s -j2 B="$1" "${@:2}" all >build-checked/log 2>&1 || {
		tail -n 20 build-checked/log
		exit 1
	}
	real=$PWD/$1
}

# What stands beside the tools is loaded into a shell too: it is as ever.
make -s B=build-checked build-checked/shim.so build-checked/probe.so \
    build-checked/gen/completions >/dev/null || exit 1
[ $# -gt 0 ] || set -- tsan2 tsan8 msan memcheck
export TSAN_OPTIONS="exitcode=66 halt_on_error=1"
export MSAN_OPTIONS="exitcode=66 poison_in_malloc=0 poison_in_free=0"
for what; do
	case $what in
	tsan*)
		built build-tsan CC=gcc CFLAGS='-O1 -g -fsanitize=thread' \
		    LDFLAGS=-fsanitize=thread
		beside "build-tsan/$what" "" "-j ${what#tsan}"
		run "build-tsan/$what" ;;
	msan)
		san="-fsanitize=memory -fno-omit-frame-pointer"
		san="$san -fsanitize-memory-param-retval"
		# What makes tables during the build is not told of libraries.
		echo "src:*/gen/*.c" >build-msan.list
		san="$san -fsanitize-ignorelist=$PWD/build-msan.list"
		clang -c $san -O1 -I/usr/include/libxml2 -o build-msan.o tests/msan.c
		MSAN_OPTIONS=intercept_strcmp=0 \
		    built build-msan CC=clang ISAL= CFLAGS="-O1 -g $san" \
		    LDFLAGS="-fsanitize=memory $PWD/build-msan.o $(sed -n \
		    's/^WRAP([^,]*, \([a-zA-Z_0-9]*\),.*/-Wl,--wrap=\1/p' \
		    tests/msan.c | tr '\n' ' ')"
		beside build-msan/checked "" ""
		run build-msan/checked ;;
	memcheck)
		built build-memcheck CC=gcc CFLAGS='-O1 -g' ISAL=
		# Not valgrind(1) itself: a shim would meet its reads first.
		core=$(find /usr/libexec/valgrind /usr/lib*/valgrind \
		    -name "memcheck-$(dpkg --print-architecture)-linux" \
		    2>/dev/null | head -n 1)
		VALGRIND_LAUNCHER=$(command -v valgrind)
		export VALGRIND_LAUNCHER
		# It tells of the signals that end a tool, too: not on its
		# stderr, for there tests look.
		logs=$PWD/build-memcheck/log
		rm -rf "$logs" && mkdir "$logs"
		# The sandbox would refuse what valgrind does.
		beside build-memcheck/checked "$core -q --error-exitcode=66 \
--log-file=$logs/%p --leak-check=full --errors-for-leak-kinds=definite" \
		    --no-sandbox
		run build-memcheck/checked
		grep -hE "Invalid|ninit|overlap|Mismatch|fishy|definitely" \
		    "$logs"/* && failed=1 ;;
	esac
done
exit "$failed"
