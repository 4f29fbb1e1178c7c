#!/bin/sh
# SPDX-License-Identifier: ISC
# Sentence splitting beside other splitters: F1 on gold sets, and MB/s on one
# text, in one table.  PYTHON is one that has the peers (see sentences.py).
# Without TEXT one of invented words is made.
#   PYTHON=venv/bin/python sh tests/bench/nsplit.sh [TEXT GOLD.jsonl ...]    B=build
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")
B=${B:-build} PYTHON=${PYTHON:-python3}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ $# -eq 0 ]; then
	python3 "$here/corpus.py" digest 20 >"$tmp/text"
	set -- "$tmp/text"
fi
objs=$(ls "$top/$B"/tools/nsplit/sentence*.o)
# The objects' names hold no blanks.
# shellcheck disable=SC2086
${CC:-cc} -O2 -std=c11 -D_GNU_SOURCE -I"$top/common" -I"$top/tools" \
	$(pkg-config --cflags libbsd-overlay) -o "$tmp/sentence" "$here/sentence.c" \
	$objs "$top/$B/libcommon.a" $(pkg-config --libs libutf8proc libxxhash libbsd-overlay)
"$PYTHON" "$here/sentences.py" "$top/$B/bin/nsplit" "$tmp/sentence" "$@"
