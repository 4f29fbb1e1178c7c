#!/bin/sh
# SPDX-License-Identifier: ISC
# The speed of nnorm beside cat, sed with three rules, uconv and ICU in memory
# (NFC alone), where they are installed, and ftfy, in one run and one table: MB of
# input a second of CPU (user and system, of the whole process; the best of RUNS,
# 5), MiB at the peak.  Then what nnorm and ftfy undo of misread text.  ftfy is
# installed into a folder that is removed afterwards, or PYTHON is one that has it.
#   sh tests/bench/nnorm.sh [MEGABYTES]      BIN=build/bin
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-build/bin} RUNS=${RUNS:-5} mb=${1:-100}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
if [ -z "${PYTHON:-}" ]; then
	python3 -m venv "$tmp/venv"
	PYTHON=$tmp/venv/bin/python
	"$PYTHON" -m pip install -q --disable-pip-version-check ftfy==6.3.1 >&2 ||
		echo "nnorm.sh: no ftfy: it could not be installed" >&2
fi
kinds="records french german russian chinese wrapped dirty"

# speed FILE COMMAND ...: the command reads FILE on stdin; MB/s, MiB.
speed() {
	python3 - "$RUNS" "$@" <<'P'
import os
import re
import subprocess
import sys
import time

runs, path, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
best = peak = 0
for _ in range(runs):
    with open(path, "rb") as f:
        p = subprocess.Popen(command, stdin=f, stdout=subprocess.DEVNULL)
        while os.waitid(os.P_PID, p.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
            m = re.search(r"VmHWM:\s*(\d+)", open("/proc/%d/status" % p.pid).read())
            peak = max(peak, int(m[1]) if m else 0)
            time.sleep(.005)
        _, status, used = os.wait4(p.pid, 0)
    if status:
        sys.exit("%s: status %d" % (command[0], status))
    best = max(best, os.path.getsize(path) / 1e6 / (used.ru_utime + used.ru_stime))
print("%.0f %.0f" % (best, peak / 1024))
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

# row LABEL COMMAND ...: one line of the table; @ stands for the file.
row() {
	printf '| %s |' "$1"
	shift
	memory=
	for kind in $kinds; do
		file=$tmp/$kind.jsonl
		got=$(case $1 in
		ftfy) RUNS=1 speed "$tmp/$kind.small" "$PYTHON" -m ftfy.cli ;;
		nfc) "$tmp/nfc" "$file" "$RUNS" ;;
		*) speed "$file" "$@" ;;
		esac)
		printf ' %s |' "${got% *}"
		[ -n "$memory" ] || memory=${got#* }
	done
	echo " $memory |"
}

for kind in $kinds; do
	[ "$kind" = dirty ] ||
		python3 "$here/corpus.py" "$kind" "$mb" >"$tmp/$kind.jsonl"
done
damage "$tmp/wrapped.jsonl" "$tmp/dirty.jsonl"
for kind in $kinds; do
	head -n 200 "$tmp/$kind.jsonl" >"$tmp/$kind.small"
done
echo '| MB a CPU second | English | French | German | Russian | Chinese | hard-wrapped | dirty | MiB |'
echo '|---|---|---|---|---|---|---|---|---|'
row nnorm "$BIN/nnorm"
if command -v g++ >/dev/null && pkg-config --exists icu-uc 2>/dev/null; then
	# shellcheck disable=SC2046
	g++ -O2 -o "$tmp/nfc" "$here/nfc.cc" $(pkg-config --cflags --libs icu-uc)
	row 'ICU, NFC, in memory' nfc
fi
if command -v uconv >/dev/null; then
	RUNS=1 row 'uconv any-nfc' uconv -f utf-8 -t utf-8 -x any-nfc
fi
row 'sed, three rules' \
    sed -e 's/  */ /g' -e 's/&amp;/\&/g' -e 's/ *$//'
if "$PYTHON" -c 'import ftfy' 2>/dev/null; then
	row "ftfy $("$PYTHON" -c 'import ftfy; print(ftfy.__version__)')" ftfy
fi
row cat cat
echo
python3 "$here/mojibake.py" "$BIN/nnorm" "$PYTHON"
