#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# checked.sh [tsan2] [tsan8] [memcheck]: the contract tests with every tool
# under ThreadSanitizer with 2 and with 8 threads, and under valgrind.  What
# these find is a status of its own, 66, which no test expects.
set -u
cd "$(dirname "$0")/../.." || exit 2
files=${bats_files:-tests/contract.bats}
failed=0

# wrap DIR BEFORE AFTER: each tool is `BEFORE tool AFTER arguments'.
wrap() {
	local tool

	mkdir -p "$1/bin"
	for tool in nsplit nnorm nquote ndedup; do
		printf '#!/bin/sh\nexec %s %s/bin/%s %s "$@"\n' \
		    "$2" "$real" "$tool" "$3" >"$1/bin/$tool"
		chmod +x "$1/bin/$tool"
	done
	cp "$real"/*.so "$1"
	mkdir -p "$1/gen" && cp "$real/gen/completions" "$1/gen"
}

run() {
	echo "# $1"
	# shellcheck disable=SC2086
	BIN=$1/bin bats --tap $files || failed=1
}

built() {
	make -s -j2 B="$1" "${@:2}" all "$1/shim.so" "$1/probe.so" \
	    "$1/gen/completions" >/dev/null 2>&1 || exit 1
	real=$PWD/$1
}

[ $# -gt 0 ] || set -- tsan2 tsan8 memcheck
export TSAN_OPTIONS="exitcode=66 halt_on_error=1"
for what; do
	case $what in
	tsan*)
		built build-tsan CC=gcc CFLAGS='-O1 -g -fsanitize=thread' \
		    LDFLAGS=-fsanitize=thread
		wrap "build-tsan/$what" "" "-j ${what#tsan}"
		run "build-tsan/$what" ;;
	memcheck)
		built build-memcheck CC=gcc CFLAGS='-O1 -g' ISAL=
		# The sandbox would refuse what valgrind does.
		wrap build-memcheck/checked "valgrind -q --error-exitcode=66 \
--leak-check=full --errors-for-leak-kinds=definite" --no-sandbox
		run build-memcheck/checked ;;
	esac
done
exit "$failed"
