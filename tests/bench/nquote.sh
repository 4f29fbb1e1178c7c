#!/bin/sh
# SPDX-License-Identifier: ISC
# The speed of nquote, one core, MB of JSON Lines a second of processor time
# (the best of RUNS), its memory on a small and a large input, and beside it
# the peers that are installed:
#   NODE_PATH  a node_modules with compromise (npm install compromise)
#   PYTHON     a python with textacy, spacy and en_core_web_sm
#   CORENLP    a class path with Stanford CoreNLP
# A peer that is not there is said to be missing, not passed over.
#   sh tests/bench/nquote.sh [MEGABYTES]      BIN=build/bin
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-build/bin} RUNS=${RUNS:-5} PYTHON=${PYTHON:-python3} mb=${1:-60}
export RUNS
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# speed LABEL FILE COMMAND ...: MB/s of user and system time, and peak memory.
speed() {
	python3 - "$@" <<'P'
import os
import resource
import subprocess
import sys

label, path, command = sys.argv[1], sys.argv[2], sys.argv[3:]
size = os.path.getsize(path)
best = None
for _ in range(int(os.environ["RUNS"])):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(path, "rb") as f:
        subprocess.run(command, stdin=f, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    t = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    best = t if best is None else min(best, t)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print("%-40s %8.2f MB/s %8d KB" % (label, size / 1e6 / max(best, 1e-9), peak))
P
}

python3 "$here/corpus.py" records "$mb" >"$tmp/large.jsonl"
head -c 2000000 "$tmp/large.jsonl" | sed '$d' >"$tmp/small.jsonl"
tr -d "\"'" <"$tmp/large.jsonl" | sed 's/.*/{"text":"&"}/; s/\\//g' >"$tmp/plain.jsonl"

speed "nquote -r" "$tmp/large.jsonl" "$BIN/nquote" -r
speed "nquote -r, 2 MB" "$tmp/small.jsonl" "$BIN/nquote" -r
speed "nquote -r, no marks in the text" "$tmp/plain.jsonl" "$BIN/nquote" -r
speed "nquote -r --style=curly" "$tmp/large.jsonl" "$BIN/nquote" -r --style=curly
speed "nquote --marks-only" "$tmp/large.jsonl" "$BIN/nquote" --marks-only
speed "nquote" "$tmp/large.jsonl" "$BIN/nquote"
speed "nquote, 2 MB" "$tmp/small.jsonl" "$BIN/nquote"

RUNS=1
head -n 100 "$tmp/small.jsonl" >"$tmp/few.jsonl"
cat >"$tmp/peer.cjs" <<'P'
const nlp = require("compromise");
for (const line of require("fs").readFileSync(0, "utf8").trim().split("\n"))
	nlp(JSON.parse(line).text).quotations().json();
P
cat >"$tmp/peer.py" <<'P'
import json
import sys

import spacy
import textacy.extract

nlp = spacy.load("en_core_web_sm")
for line in sys.stdin:
    try:
        list(textacy.extract.direct_quotations(nlp(json.loads(line)["text"])))
    except ValueError:
        pass
P
if node -e 'require("compromise")' 2>/dev/null; then
	speed "compromise quotations()" "$tmp/few.jsonl" node "$tmp/peer.cjs"
else
	echo "compromise: missing"
fi
if "$PYTHON" -c 'import textacy, en_core_web_sm' 2>/dev/null; then
	speed "textacy direct_quotations" "$tmp/few.jsonl" "$PYTHON" "$tmp/peer.py"
else
	echo "textacy: missing"
fi
if [ -n "${CORENLP:-}" ]; then
	python3 -c 'import json, sys
for line in sys.stdin:
    print(json.loads(line)["text"])' <"$tmp/few.jsonl" >"$tmp/few.txt"
	speed "CoreNLP quote" "$tmp/few.txt" java -cp "$CORENLP" \
		edu.stanford.nlp.pipeline.StanfordCoreNLP \
		-annotators tokenize,ssplit,quote -quote.attributeQuotes false \
		-outputFormat text -file "$tmp/few.txt" -outputDirectory "$tmp"
else
	echo "CoreNLP: missing"
fi
