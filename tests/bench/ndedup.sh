#!/bin/sh
# SPDX-License-Identifier: ISC
# ndedup: how well it finds reprints, how fast, in how much memory, and how
# both grow; for equal lines beside sort -u and awk.  Seconds are user and
# system of the whole process, memory is the peak, per record that is kept.
#   sh tests/bench/ndedup.sh [RECORDS]       BIN=build/bin
#   GROWTH=1 sh tests/bench/ndedup.sh        the cost of 10^4, 10^5 and 10^6
#       records, and of days added to an index of 10^6, alone (5 GB in TMPDIR)
#   LABELLED=FILE sh tests/bench/ndedup.sh   a set of {id,text,cluster} instead
#   PEERS=1 sh tests/bench/ndedup.sh         beside other programs, which are
#       installed by their names into a directory that is removed (huniq with
#       cargo, the others with pip)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-build/bin} n=${1:-100000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# cost LABEL FILE COMMAND ...: the command reads FILE on stdin.
cost() {
	python3 - "$@" <<'P'
import os
import resource
import subprocess
import sys

label, path, command = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(path, "rb") as f:
    records = sum(1 for _ in f)
with open(path, "rb") as f:
    p = subprocess.Popen(command, stdin=f, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
    kept = sum(1 for _ in p.stdout)
    status = p.wait()
if status:
    sys.exit("%s: status %d" % (label, status))
u = resource.getrusage(resource.RUSAGE_CHILDREN)
s = max(u.ru_utime + u.ru_stime, 1e-3)
print("%-24s %9d records, %9d kept: %8.0f a second, %6.1f MB/s, %6d bytes a kept record"
      % (label, records, kept, records / s, os.path.getsize(path) / 1e6 / s, u.ru_maxrss * 1024 / max(1, kept or records)))
P
}

quality() { # LABEL SET [OPTION ...]
	label=$1 set=$2
	shift 2
	"$BIN/ndedup" "$@" --clusters "$set" >"$tmp/clusters"
	"$BIN/ndedup" "$@" --pairs "$set" | cut -f 1 >"$tmp/dropped"
	printf '%-24s ' "$label"
	python3 "$here/reprints.py" score "$set" "$tmp/clusters" "$tmp/dropped"
}

peers() { # SET
	python3 -m venv "$tmp/venv"
	"$tmp/venv/bin/pip" -q install datasketch rensa text-dedup \
	    'datatrove[processing]' spacy orjson
	"$tmp/venv/bin/pip" list 2>/dev/null |
	    grep -E '^(datasketch|rensa|text-dedup|datatrove) '
	date -u +%F
	for peer in datasketch rensa text-dedup datatrove; do
		# It writes no records: the memory is per record.
		cost "$peer" "$1" "$tmp/venv/bin/python" \
		    "$here/duplicates.py" "$peer" "$1" "$tmp/$peer" || continue
		printf '%-24s ' "$peer"
		python3 "$here/reprints.py" score "$1" "$tmp/$peer/clusters" \
		    "$tmp/$peer/dropped"
	done
}

sets() {
	if [ -n "${LABELLED:-}" ]; then
		echo "$LABELLED"
		return
	fi
	python3 "$here/reprints.py" make 5000 1 >"$tmp/plain.jsonl"
	python3 "$here/reprints.py" make 5000 2 >"$tmp/noisy.jsonl"
	python3 "$here/reprints.py" make 5000 1 .6 >"$tmp/hard.jsonl"
	python3 "$here/reprints.py" make 5000 2 .6 >"$tmp/noisy-hard.jsonl"
	echo "$tmp/plain.jsonl $tmp/noisy.jsonl $tmp/hard.jsonl $tmp/noisy-hard.jsonl"
}

# day LABEL INDEX DAY: what the day costs alone, in a new index, and added to a
# copy of INDEX; the median of three.
day() {
	python3 - "$BIN/ndedup" "$tmp" "$@" <<'P'
import os
import resource
import shutil
import subprocess
import sys

ndedup, tmp, label, index, day = sys.argv[1:]


def seconds(*options):
    a = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([ndedup, *options, day], check=True, stdout=subprocess.DEVNULL)
    b = resource.getrusage(resource.RUSAGE_CHILDREN)
    return b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime


rows = []
for _ in range(3):
    old, new = tmp + "/old.index", tmp + "/new.index"
    shutil.copyfile(index, old)
    with open(old, "rb+") as f:
        os.fsync(f.fileno())
    if os.path.exists(new):
        os.unlink(new)
    rows.append((seconds(), seconds("--index", new), seconds("--index", old)))
alone, new, old = (sorted(r[k] for r in rows)[1] for k in range(3))
print("%-24s alone %.2f s, new index %.2f s, old index %.2f s: %.0f %% of alone, %.0f %% of new"
      % (label, alone, new, old, 100 * alone / old, 100 * new / old))
P
}

growth() {
	python3 "$here/reprints.py" bulk 1000000 2 >"$tmp/all.jsonl"
	for part in 10000 100000 1000000; do
		head -n "$part" "$tmp/all.jsonl" >"$tmp/part.jsonl"
		cost "near" "$tmp/part.jsonl" "$BIN/ndedup"
	done
	rm "$tmp/part.jsonl"
	"$BIN/ndedup" --index "$tmp/index" "$tmp/all.jsonl" >/dev/null
	rm "$tmp/all.jsonl"
	for days in 10000 50000 100000; do
		python3 "$here/reprints.py" bulk "$days" 3 >"$tmp/day.jsonl"
		day "a day of $days" "$tmp/index" "$tmp/day.jsonl"
	done
}

if [ -n "${GROWTH:-}" ]; then
	growth
	exit
fi

for set in $(sets); do
	name=$(basename "$set" .jsonl)
	quality "$name" "$set"
	for option in --noisy --fast --batch; do
		quality "$name $option" "$set" $option
	done
done
if [ -n "${PEERS:-}" ]; then
	set=$(sets | cut -d ' ' -f 1)
	cost "near" "$set" "$BIN/ndedup" --clusters
	peers "$set"
fi
[ -z "${LABELLED:-}" ] || exit 0

python3 "$here/reprints.py" make "$n" 1 >"$tmp/all.jsonl"
for part in $((n / 10)) $((n / 3)) "$n"; do
	head -n "$part" "$tmp/all.jsonl" >"$tmp/part.jsonl"
	cost "near" "$tmp/part.jsonl" "$BIN/ndedup"
done
for option in --fast --noisy --batch "--mem 256M"; do
	# shellcheck disable=SC2086 # two words
	cost "near $option" "$tmp/all.jsonl" "$BIN/ndedup" $option
done

python3 - "$((n * 20))" >"$tmp/lines.txt" <<'P'
import random
import sys
r = random.Random(7)
words = ["".join(r.choices("etaoinshrdlu", k=r.randint(2, 9))) for _ in range(20000)]
for _ in range(int(sys.argv[1])):
    print(" ".join(r.choices(words, k=3)) if r.random() > .07 else words[r.randrange(9000)])
P
cost "lines --exact" "$tmp/lines.txt" "$BIN/ndedup" --lines --exact
cost "sort -u" "$tmp/lines.txt" sort -u
cost "awk '!seen[\$0]++'" "$tmp/lines.txt" awk '!seen[$0]++'
if [ -n "${PEERS:-}" ] && command -v cargo >/dev/null; then
	cargo install -q --root "$tmp/cargo" huniq
	cost "huniq" "$tmp/lines.txt" "$tmp/cargo/bin/huniq"
fi
