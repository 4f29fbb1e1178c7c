#!/usr/bin/env bash
# SPDX-License-Identifier: ISC
# coverage.sh: lines and branches of common/ and tools/ that the unit tests, the
# fuzzers over their seeds, the tests of the whole tools and the torture reach,
# by gcovr; the report by file is build-coverage/coverage.txt.  LINES_MIN and
# BRANCHES_MIN (0) fail it.
#
# A tool that is killed or ends by _exit() does not tell what it reached, and
# the sandbox would keep it from telling: so the tools run with --no-sandbox,
# but in sandbox.bats.
#
# The keys of literal words in nquote/vocab.h are worked out by any compiler
# that optimises: what -O0 makes of them are no branches.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/long/wrap.bash
command -v gcovr >/dev/null || {
	echo "1..0 # skip: no gcovr"
	exit 0
}
B=build-coverage
flags=(B="$B" CC=gcc CFLAGS='-O0 -g --coverage' LDFLAGS=--coverage)
make -s -j2 "${flags[@]}" all "$B/fault.so" "$B/shim.so" "$B/probe.so" \
    "$B/gen/completions" || exit 1
find $B -name '*.gcda' -delete
make -s -k "${flags[@]}" unit replay >$B/unit.log 2>&1
wrap=$B/wrapped
wrap $wrap "$PWD/$B/bin" "" --no-sandbox
mkdir -p $wrap/gen
cp $B/*.so $wrap && cp $B/gen/completions $wrap/gen
BIN=$wrap/bin bats --tap tests/*.bats >$B/bats.log 2>&1
BIN=$B/bin bats --tap tests/sandbox.bats >>$B/bats.log 2>&1
[ "${TORTURE:-1}" = 0 ] || STEP=${STEP:-3} BIN=$wrap/bin tests/torture \
    >$B/torture.log 2>&1
folded='.*(vocab_byte\(w|n = strlen\(w\)|vocab_key\(w\)).*'
# gcovr 5.2 asserts that a function of a header stands once (-O: no asserts).
PYTHONOPTIMIZE=1 gcovr --root . --object-directory $B --filter common/ \
    --filter tools/ --exclude 'tools/.*/gen/' --exclude-throw-branches \
    --exclude-branches-by-pattern "$folded" \
    --txt $B/coverage.txt --print-summary \
    ${LINES_MIN:+--fail-under-line $LINES_MIN} \
    ${BRANCHES_MIN:+--fail-under-branch $BRANCHES_MIN} $B >$B/gcovr.log 2>&1 \
    && status=0 || status=$?
lines=$(sed -n 's/^lines: *//p' $B/gcovr.log)
branches=$(sed -n 's/^branches: *//p' $B/gcovr.log)
if [ "$status" -eq 0 ]; then
	echo "ok 1 - lines $lines, branches $branches"
else
	echo "not ok 1 - lines $lines, branches $branches"
fi
echo 1..1
exit "$status"
