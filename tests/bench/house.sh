#!/bin/sh
# SPDX-License-Identifier: ISC
# The speed of the house: what the shell, the records and the reading cost,
# beside the limits cat and gzip.  Medians of RUNS (7) alternating runs of
# whole processes, in seconds of wall time.
#   sh tests/bench/house.sh [MEGABYTES]      BIN=build/bin
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-build/bin} RUNS=${RUNS:-7} mb=${1:-200}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# pair LABEL COMMAND OTHER: alternate them, print both medians and the ratio.
pair() {
	python3 - "$RUNS" "$@" <<'P'
import statistics
import subprocess
import sys
import time

runs, label, a, b = int(sys.argv[1]), *sys.argv[2:]
times = {a: [], b: []}
for i in range(runs + 1):
    for c in (a, b):
        t = time.perf_counter()
        subprocess.run(["sh", "-c", c], check=True, stdout=subprocess.DEVNULL)
        if i:
            times[c].append(time.perf_counter() - t)
ratio = statistics.median(x / y for x, y in zip(times[a], times[b]))
print("| %s | %.2f | %.2f, %s | %.2f |" % (label.split(" beside ")[0], statistics.median(times[a]),
      statistics.median(times[b]), label.split(" beside ")[1], ratio))
P
}

python3 "$here/corpus.py" records "$mb" >"$tmp/clean.jsonl"
python3 "$here/corpus.py" digest "$mb" >"$tmp/digest.txt"
tar -C "$tmp" -czf "$tmp/dump.tar.gz" digest.txt
for k in 1 2 3 4 5 6 7 8; do
	tail -c +$((k * mb * 100000)) "$tmp/digest.txt" | head -c $((mb * 100000)) >"$tmp/part$k.txt"
done
tar -C "$tmp" -czf "$tmp/parts.tar.gz" part1.txt part2.txt part3.txt part4.txt part5.txt part6.txt part7.txt part8.txt

date -u +%F
printf '| | seconds | beside it | ratio |\n|---|---|---|---|\n'
pair "\`cat clean.jsonl \\| nnorm \\| cat\` beside \`cat \\| cat\`" \
    "cat $tmp/clean.jsonl | $BIN/nnorm | cat" "cat $tmp/clean.jsonl | cat | cat"
pair "\`nsplit dump.tar.gz\` beside \`gzip -dc\` alone" \
    "$BIN/nsplit $tmp/dump.tar.gz" "gzip -dc $tmp/dump.tar.gz"
pair "\`nsplit -j2 parts.tar.gz\` beside \`gzip -dc\` alone" \
    "$BIN/nsplit -j2 $tmp/parts.tar.gz" "gzip -dc $tmp/parts.tar.gz"
