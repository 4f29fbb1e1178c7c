#!/bin/sh
# SPDX-License-Identifier: ISC
# ndedup: how well it finds reprints, how fast, in how much memory, and how
# both grow.  Seconds are user and system of the whole process, memory is its
# peak.  What README.md has of it stands at the end, in Markdown.
#   sh tests/bench/ndedup.sh [RECORDS]       BIN=build/bin
#       quality and speed by options
#   PEERS=1 sh tests/bench/ndedup.sh         beside other programs alone, which
#       are installed by their names into a directory that is removed (huniq
#       with cargo, the others with pip); equal lines (LINES=10000000 of them)
#       beside huniq, sort -u and awk
#   GROWTH=1 sh tests/bench/ndedup.sh        the cost of 10^4, 10^5 and 10^6
#       records, and of days added to an index of 10^6, alone (5 GB in TMPDIR)
#   LABELLED=FILE sh tests/bench/ndedup.sh   a set of {id,text,cluster} instead
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BIN=${BIN:-build/bin} n=${1:-100000} lines=${LINES:-10000000}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# cost LABEL FILE COMMAND ...: the command reads FILE on stdin.  Also a line of
# $tmp/costs: label, records, kept, seconds, bytes, peak.
cost() {
	python3 - "$tmp/costs" "$@" <<'P'
import os
import resource
import subprocess
import sys

costs, label, path, command = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
with open(path, "rb") as f:
    records = sum(1 for _ in f)
with open(path, "rb") as f:
    p = subprocess.Popen(command, stdin=f, stdout=subprocess.PIPE, env=dict(os.environ, LC_ALL="C"))
    kept = sum(1 for _ in p.stdout)
    status = p.wait()
if status:
    sys.exit("%s: status %d" % (label, status))
u = resource.getrusage(resource.RUSAGE_CHILDREN)
s, size, peak = max(u.ru_utime + u.ru_stime, 1e-3), os.path.getsize(path), u.ru_maxrss * 1024
kept = kept or records
print("%-24s %9d records, %9d kept: %8.0f a second, %6.1f MB/s, %6d bytes a kept record"
      % (label, records, kept, records / s, size / 1e6 / s, peak / max(1, kept)))
with open(costs, "a") as f:
    print(label, records, kept, s, size, peak, sep="\t", file=f)
P
}

# score LABEL SET CLUSTERS DROPPED; also a line of $tmp/scores: label, ARI, P, R.
score() {
	printf '%-24s ' "$1"
	python3 "$here/reprints.py" score "$2" "$3" "$4" | tee "$tmp/score"
	awk -v label="$1" -v OFS='\t' '{ print label, $2, $5, $7 }' \
	    "$tmp/score" >>"$tmp/scores"
}

quality() { # LABEL SET [OPTION ...]
	label=$1 set=$2
	shift 2
	"$BIN/ndedup" "$@" --clusters "$set" >"$tmp/clusters"
	"$BIN/ndedup" "$@" --pairs "$set" | cut -f 1 >"$tmp/dropped"
	score "$label" "$set" "$tmp/clusters" "$tmp/dropped"
}

# What is called LABEL in the lines of costs and scores has the row NAME.
row() { # LABEL NAME
	awk -F '\t' -v label="$1" -v name="$2" '
	function share(x) { x = sprintf("%.3f", x); sub(/^0/, "", x); return x }
	FILENAME ~ /scores$/ && $1 == label {
		quality = sprintf(" %s | %s | %s |", share($2), share($3), share($4))
	}
	FILENAME ~ /costs$/ && $1 == label { s = $4 }
	END {
		if (quality != "")
			printf "| %s |%s %.*f |\n", name, quality, s < 1 ? 2 : 1, s
	}' "$tmp/scores" "$tmp/costs"
}

peers() {
	set=$tmp/peers.jsonl
	python3 "$here/reprints.py" make 1500 1 >"$set"
	for option in '' --noisy; do
		# shellcheck disable=SC2086 # perhaps none
		quality "ndedup $option" "$set" $option
		# shellcheck disable=SC2086
		cost "ndedup $option" "$set" "$BIN/ndedup" $option
	done
	python3 -m venv "$tmp/venv"
	"$tmp/venv/bin/pip" -q install datasketch rensa text-dedup \
	    'datatrove[processing]' spacy orjson
	for peer in text-dedup rensa datasketch datatrove; do
		# It writes no records: the memory is per record.
		cost "$peer" "$set" "$tmp/venv/bin/python" \
		    "$here/duplicates.py" "$peer" "$set" "$tmp/$peer" || continue
		score "$peer" "$set" "$tmp/$peer/clusters" "$tmp/$peer/dropped"
	done
}

version() {
	"$tmp/venv/bin/pip" list 2>/dev/null | awk -v p="$1" '$1 == p { print $2 }'
}

peer_table() {
	date -u +'%n%F%n'
	echo '| | ARI | drops P | R | seconds |'
	echo '|---|---|---|---|---|'
	row 'ndedup ' ndedup
	row 'ndedup --noisy' 'ndedup --noisy'
	row text-dedup \
	    "text-dedup $(version text-dedup), its NEWS-COPY configuration"
	row rensa "rensa $(version rensa), words by five, threshold .5"
	row datasketch "datasketch $(version datasketch), the same"
	row datatrove "datatrove $(version datatrove), its defaults"
}

# day DAYS INDEX DAY: what the day costs alone, in a new index, and added to a
# copy of INDEX; the median of three.  Also a line of $tmp/days.
day() {
	python3 - "$BIN/ndedup" "$tmp" "$@" <<'P'
import os
import resource
import shutil
import subprocess
import sys

ndedup, tmp, days, index, day = sys.argv[1:]


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
print("a day of %s: alone %.2f s, new index %.2f s, old index %.2f s" % (days, alone, new, old))
with open(tmp + "/days", "a") as f:
    print("| {:,} | {:.2f} | {:.2f} | {:.2f} | {:.0f} % | {:.0f} % |".format(
        int(days), alone, new, old, 100 * alone / old, 100 * new / old), file=f)
P
}

growth() {
	python3 "$here/reprints.py" bulk 1000000 2 >"$tmp/all.jsonl"
	for part in 10000 100000 1000000; do
		head -n "$part" "$tmp/all.jsonl" >"$tmp/part.jsonl"
		cost near "$tmp/part.jsonl" "$BIN/ndedup"
	done
	rm "$tmp/part.jsonl"
	"$BIN/ndedup" --index "$tmp/index" "$tmp/all.jsonl" >/dev/null
	rm "$tmp/all.jsonl"
	for days in 10000 50000 100000; do
		python3 "$here/reprints.py" bulk "$days" 3 >"$tmp/day.jsonl"
		day "$days" "$tmp/index" "$tmp/day.jsonl"
	done
}

# Lines of costs, as a table of speed.
commas='function commas(x, r) {
	for (x = sprintf("%d", x); length(x) > 3; x = substr(x, 1, length(x) - 3))
		r = "," substr(x, length(x) - 2) r
	return x r
}'

growth_tables() {
	echo
	echo '| records | a second | bytes a kept record |'
	echo '|---|---|---|'
	awk -F '\t' "$commas"'{
		printf "| %s | %s | %s |\n", commas($2),
		    commas(int($2 / $4 / 100 + .5) * 100), commas($6 / $3)
	}' "$tmp/costs"
	echo
	echo '| a day of | alone | in a new index | in the index | speed of alone | of a new index |'
	echo '|---|---|---|---|---|---|'
	cat "$tmp/days"
}

equal_lines() {
	python3 - "$lines" >"$tmp/lines.txt" <<'P'
import random
import sys
r = random.Random(7)
words = ["".join(r.choices("etaoinshrdlu", k=r.randint(2, 9))) for _ in range(20000)]
for _ in range(int(sys.argv[1])):
    print(" ".join(r.choices(words, k=5)) if r.random() > .05 else words[r.randrange(9000)])
P
	cost 'ndedup --exact --lines' "$tmp/lines.txt" \
	    "$BIN/ndedup" --exact --lines
	cost 'sort -u -S 1G' "$tmp/lines.txt" sort -u -S 1G
	cost "awk '!seen[\$0]++'" "$tmp/lines.txt" awk '!seen[$0]++'
	if command -v cargo >/dev/null; then
		cargo install -q --root "$tmp/cargo" huniq
		cost "$(cargo install --list --root "$tmp/cargo" |
		    sed -n 's/^\(huniq\) v\(.*\):$/\1 \2/p')" \
		    "$tmp/lines.txt" "$tmp/cargo/bin/huniq"
	fi
}

equal_table() {
	echo
	echo '| | MB/s | bytes a distinct line |'
	echo '|---|---|---|'
	grep -E '^(ndedup --exact|huniq|sort|awk)' "$tmp/costs" |
	    awk -F '\t' -v OFS='\t' '{ print $5 / $4 / 1e6, $0 }' | sort -rn |
	    awk -F '\t' '{ printf "| %s | %.0f | %.1f |\n", $2, $1, $7 / $4 }'
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

# By option: of each set ARI, precision and recall of the drops; then the cost.
option_table() {
	echo
	echo '| ARI, drops P, R | plain | noisy | hard | noisy and hard | a second | MB/s | bytes a kept record |'
	echo '|---|---|---|---|---|---|---|---|'
	for option in '' ' --noisy' ' --fast' ' --batch' ' --mem 256M'; do
		printf '| `ndedup%s` |' "$option"
		for set in plain noisy hard noisy-hard; do
			awk -F '\t' -v label="$set$option" '$1 == label {
				x = sprintf(" %.3f, %.3f, %.3f |", $2, $3, $4)
			} END { gsub(/ 0/, " ", x); printf "%s", x == "" ? " - |" : x }' \
			    "$tmp/scores"
		done
		awk -F '\t' -v label="near$option" "$commas"'$1 == label {
			printf " %s | %.0f | %s |\n",
			    commas(int($2 / $4 / 100 + .5) * 100),
			    $5 / 1e6 / $4, commas($6 / $3)
		}' "$tmp/costs"
	done
}

: >"$tmp/scores"
: >"$tmp/costs"
if [ -n "${GROWTH:-}" ]; then
	growth
	growth_tables
	exit
fi
if [ -n "${PEERS:-}" ]; then
	peers
	equal_lines
	peer_table
	equal_table
	exit
fi
for set in $(sets); do
	name=$(basename "$set" .jsonl)
	quality "$name" "$set"
	for option in --noisy --fast --batch; do
		quality "$name $option" "$set" $option
	done
done
[ -z "${LABELLED:-}" ] || exit 0
python3 "$here/reprints.py" make "$n" 1 >"$tmp/all.jsonl"
for option in '' --fast --noisy --batch '--mem 256M'; do
	# shellcheck disable=SC2086 # none, one or two words
	cost "near${option:+ $option}" "$tmp/all.jsonl" "$BIN/ndedup" $option
done
option_table
