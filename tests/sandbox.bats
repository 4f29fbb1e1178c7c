#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# The sandbox, newsreel(7): what a tool that was taken over can do, and that
# everything that a tool is asked for still works inside.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	for tool in $TOOLS; do
		input_of "$tool" >"in.$tool"
	done
}

# What tests/probe.c could do inside a command that reads stdin.
probe() {
	rm -rf secrets
	mkdir secrets
	echo secret >secrets/secret
	PROBE_DIR=$PWD/secrets LD_PRELOAD=$BUILD/probe.so "$@" \
	    9>told >out
}

# Landlock and seccomp are there, or the test is skipped.
holds() {
	case $(cat "$BUILD/flags") in
	*-fsanitize*) skip "sanitizer builds trace themselves" ;;
	esac
	python3 -c '
import ctypes, sys
call = ctypes.CDLL(None).syscall
sys.exit(call(444, None, 0, 1) < 3)' ||
	    skip "the kernel has no Landlock, or an old one"
	grep -q '^Seccomp:' /proc/self/status || skip "no seccomp"
}

# Run a command as it is and with --no-sandbox, in a directory of its own each:
# status, output, messages and files are the same.
alike() {
	local way got

	for way in --progress --no-sandbox; do
		rm -rf w
		mkdir w
		(
			cd w || exit
			prepare
			got=0
			"$1" "$way" "${@:2}" <../in >stdout 2>stderr || got=$?
			echo "$got" >status
		)
		sed -i '/ in, .* out, /d' w/stderr
		rm -rf "as$way"
		mv w "as$way"
	done
	diff -r --no-dereference as--progress as--no-sandbox
}

prepare() {
	:
}

@test "inside a tool no file, socket, program or tracer can be had" {
	holds
	for tool in $TOOLS; do
		mkdir -p outputs
		for o in "" "-o outputs/o" "-j 3" "--stats outputs/s"; do
			echo "$tool $o"
			# shellcheck disable=SC2086 # options
			probe "$tool" $o <"in.$tool"
			cat told
			[ "$(wc -l <told)" -eq 14 ]
			run ! grep allowed told
			[ "$(cat secrets/secret)" = secret ]
		done
	done
}

@test "--no-sandbox does without, and the manual says so" {
	for tool in $TOOLS; do
		echo "$tool"
		probe "$tool" --no-sandbox <"in.$tool"
		for what in read write truncate create mkdir list unlink exec \
		    unix socketpair; do
			grep -qx "$what allowed" told
		done
		"$tool" --help | grep -q -e '--no-sandbox'
	done
	grep -q 'Fl -no-sandbox' "$ROOT/man/newsreel.7"
	grep -q '^.Ss Sandbox' "$ROOT/man/newsreel.7"
}

@test "operands may be links, directories, devices and lists of names" {
	prepare() {
		mkdir -p real/deep
		cp "../in" real/deep/a
		ln -s real/deep/a link
		ln -s link again
		ln -s real dirlink
		printf 'link\nreal\n' >names
	}
	for tool in $TOOLS; do
		cp "in.$tool" in
		for args in link again dirlink real /dev/stdin /dev/null \
		    /dev/fd/0 /proc/self/fd/0 - "real/deep/a -" \
		    "--files-from names" "nosuch link" "real/deep/../deep/a"; do
			echo "$tool $args"
			# shellcheck disable=SC2086 # options
			alike "$tool" $args
			[ "$args" = /dev/null ] || [ -s as--progress/stdout ]
		done
	done
}

@test "outputs may be links, devices and in other directories" {
	prepare() {
		mkdir d other
		ln -s ../other/real d/link
		ln -s d/link chain
		echo old >old
		echo broken >bad
	}
	for tool in $TOOLS; do
		cp "in.$tool" in
		for args in "-o new" "-o d/link" "-o chain" "-o old" \
		    "--if-changed -o old" "-o /dev/stdout" "-o /dev/null" \
		    "-o d/a --stats d/b --explain other/c --rejects chain" \
		    "--stats /dev/stdout" "--stats /dev/stderr" \
		    "--explain chain" "--rejects d/link bad -" \
		    "-o no/such" "-j 2 -o d/../d/x"; do
			echo "$tool $args"
			# shellcheck disable=SC2086 # options
			alike "$tool" $args
		done
		[ "$(cat as--progress/status)" = 0 ]
	done
}

@test "what a tool alone writes and reads works inside" {
	prepare() {
		mkdir d t
		cat ../in ../in >twice
		cp ../in old.jsonl
		printf 'Fog.\n' >extra
		export TMPDIR=$PWD/t
	}
	cp in.ndedup in
	for args in "-d d/dups twice" "--index d/idx twice" "--batch twice" \
	    "--keep longest twice" "--against old.jsonl twice" \
	    "--index d/idx -d d/dups --stats t/s twice" \
	    "--pairs twice" "--clusters twice" "-u paragraph twice"; do
		echo "ndedup $args"
		# shellcheck disable=SC2086 # options
		alike ndedup $args
		[ "$(cat as--progress/status)" = 0 ]
	done
	# An index of an earlier run.
	ndedup --index idx in >first
	[ -s first ]
	sed 's/"id":"/&new-/' in | ndedup --index idx >second
	[ ! -s second ]
	[ -s idx ]
}

@test "archives and character sets are read inside" {
	python3 "$ROOT/tests/make-fixtures" "$PWD/fix"
	: >in
	for f in fix/*; do
		echo "$f"
		alike nsplit --max-record 1M "../$f"
	done
	alike nsplit ../fix/three.7z ../fix/three.zip
	[ "$(wc -l <as--progress/stdout)" -eq 6 ]
}
