#!/bin/sh
# SPDX-License-Identifier: ISC
# The speed of nnorm, in MB of input a CPU second (user and system, of the
# whole process; the best of RUNS, 5), beside what else is installed of: cat,
# sed with three rules, uconv (ICU), ftfy.
#   sh tests/bench/nnorm.sh [MEGABYTES]      BIN=build/bin
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-build/bin} RUNS=${RUNS:-5} mb=${1:-100}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# speed LABEL FILE COMMAND ...: the command reads FILE on stdin.
speed() {
	python3 - "$RUNS" "$@" <<'P'
import os
import resource
import subprocess
import sys

runs, label, path, command = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
best = 0
for _ in range(runs):
    with open(path, "rb") as f:
        p = subprocess.Popen(command, stdin=f, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(p.pid, 0)
    if status:
        sys.exit("%s: status %d" % (label, status))
    best = max(best, os.path.getsize(path) / 1e6 / (used.ru_utime + used.ru_stime))
print("%-36s %8.0f MB/s" % (label, best))
P
}

# Blanks, entities, line ends, invisible characters and mojibake in every text.
damage() {
	python3 - "$1" "$2" <<'P'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as f, open(sys.argv[2], "w", encoding="utf-8") as out:
    for line in f:
        r = json.loads(line)
        t = r["text"].replace(" the ", "  the ").replace(" and ", " &amp; ")
        t = t.replace("\n", "\r\n").replace(" bridge", "\u00a0bri\u00addge")
        t = t.replace(" council", " co\u00c3\u00bcncil", 1)
        r["text"] = t
        out.write(json.dumps(r, ensure_ascii=False) + "\n")
P
}

for kind in records russian wrapped; do
	python3 "$here/corpus.py" $kind "$mb" >"$tmp/$kind.jsonl"
	speed "nnorm $kind" "$tmp/$kind.jsonl" "$BIN/nnorm"
done
damage "$tmp/wrapped.jsonl" "$tmp/dirty.jsonl"
speed "nnorm dirty" "$tmp/dirty.jsonl" "$BIN/nnorm"
speed "cat" "$tmp/records.jsonl" cat
speed "sed, three rules" "$tmp/records.jsonl" \
    sed -e 's/  */ /g' -e 's/&amp;/\&/g' -e 's/ *$//'
if command -v uconv >/dev/null; then
	speed "uconv any-nfc" "$tmp/records.jsonl" \
	    uconv -f utf-8 -t utf-8 -x any-nfc
fi
if python3 -c 'import ftfy' 2>/dev/null; then
	head -c 5000000 "$tmp/records.jsonl" >"$tmp/small"
	speed "ftfy" "$tmp/small" python3 -m ftfy.cli
fi
