# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# What the long tests share: lines of TAP, numbered, and the plan at the end.

n=0 failed=0

# told STATUS SENTENCE [WHY]: ok when STATUS is 0, else not ok, and why.  Its
# status is STATUS, good or bad.
told() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2${3:+: $3}"
		failed=1
	fi
	[ "$1" -eq 0 ]
}

# To end with.
plan() {
	echo "1..$n"
	exit "$failed"
}
