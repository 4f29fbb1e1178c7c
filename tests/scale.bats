#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# What newsreel(7) promises whoever runs the tools as tasks of something, and
# its recipes, each run as it stands there.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export LC_ALL=C
}

# 120 dumps, in a list.
dumps() {
	mkdir dumps
	for n in $(seq 100 219); do
		printf 'HARBOUR %d\n\n"Boat %d is late," said Ilse Brandvold.\n' \
		    "$n" "$n" >"dumps/$n.txt"
	done
	ls dumps/*.txt >list
}

# 300 records, some reprinted, with something for nnorm and nquote.
records() {
	python3 "$ROOT/tests/bench/reprints.py" make 300 1 0.2 |
	    sed "s/\",\"cluster/. \`\`Late,'' said Ilse Brandvold.&/"
}

@test "recipe: parallel gives nsplit a list of dumps, fifty at a time" {
	need parallel
	dumps
	recipe newsreel.7 "On many cores" 1
	bash -o pipefail recipe
	nsplit --files-from list >want
	same want split.jsonl
	[ "$(wc -l <want)" -eq 120 ]
}

@test "recipe: parallel gives nnorm and nquote blocks of records" {
	need parallel
	records >split.jsonl
	recipe newsreel.7 "On many cores" 2
	sed -i 's/20M/50K/' recipe
	bash -o pipefail recipe
	nnorm split.jsonl | nquote >want
	same want norm.jsonl
}

@test "recipe: parallel and sort do ndedup's steps" {
	need parallel
	records >norm.jsonl
	recipe newsreel.7 "On many cores" 3
	sed -i 's/20M/50K/' recipe
	bash -o pipefail recipe
	ndedup --rank id norm.jsonl >want
	same want clean.jsonl
	[ "$(wc -l <want)" -lt 280 ]
}

# streaming MAPPER REDUCER N IN OUT: what Hadoop Streaming does.  Each part of IN
# goes through a mapper; lines of one key to one of N reducers, sorted by key, and
# what a reducer writes is a part of OUT.  Nothing else reaches either.
streaming() {
	local part

	rm -rf sent "$5"
	mkdir sent "$5"
	for part in "$4"/*; do
		env -i PATH="$BIN:/usr/bin:/bin" sh -c "$1" <"$part" || return
	done | awk -F '\t' -v n="$3" '!($1 in at) { at[$1] = k++ % n }
	    { print >("sent/" at[$1]) }'
	for part in sent/*; do
		sort -s -t '	' -k 1,1 "$part" |
		    env -i PATH="$BIN:/usr/bin:/bin" sh -c "$2" \
			>"$5/${part#sent/}" || return
	done
}

@test "recipe: the steps as mappers and reducers of Hadoop Streaming" {
	recipe newsreel.7 "On many machines" 1
	records >norm.jsonl
	mkdir in
	split -n l/3 norm.jsonl in/
	eval "mapper=$(sed -n 's/^-mapper //p' recipe)"
	eval "reducer=$(sed -n 's/^-reducer //p' recipe)"
	streaming "$mapper" "$reducer" 4 in prints
	streaming cat "${reducer%match}join" 4 prints pairs
	streaming cat "${reducer%match}score" 4 pairs edges
	streaming cat "${reducer%match}link" 1 edges roots
	ndedup --rank id --clusters norm.jsonl | sort >want
	sort roots/0 >got
	same want got
	[ "$(cut -f 2 got | sort -u | wc -l)" -lt 280 ]
}

@test "recipe: the line of an array of Slurm's jobs, run for each part" {
	dumps
	split -n l/4 -d -a 1 list list.
	recipe newsreel.7 "On many machines" 2
	for n in 0 1 2 3; do
		SLURM_ARRAY_TASK_ID=$n bash -o pipefail recipe
	done
	nsplit --files-from list | nnorm | nquote >want
	cat norm.?.jsonl | cmp - want
}

# Dask's own where tests/long/recipes.sh installed it.
@test "recipe: a function of Python for Dask" {
	records >in
	recipe newsreel.7 "On many machines" 3
	cat >>recipe <<-'P'
	import sys
	if __name__ == "__main__":
	    lines = open("in", "rb").read().splitlines(True)
	    parts = [b"".join(lines[at:at + 37])
	             for at in range(0, len(lines), 37)]
	    if sys.argv[1:]:
	        import dask.bag
	        done = dask.bag.from_sequence(parts, npartitions=3) \
	            .map(norm).compute(scheduler="processes", num_workers=2)
	    else:
	        done = map(norm, parts)
	    sys.stdout.buffer.writelines(done)
	P
	if [ -n "$RECIPES" ]; then
		mv recipe recipe.py
		"$RECIPES/dask/bin/python" recipe.py dask >got
	else
		python3 recipe >got
	fi
	nnorm in >want
	same want got
}

@test "a task needs no environment, and tells nothing of its own" {
	for tool in $TOOLS; do
		input_of "$tool" >in
		"$BIN/$tool" <in >want
		env -i "$BIN/$tool" <in >got
		same want got
		env -i LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo HOME=/nowhere USER=x \
		    TMPDIR="$PWD" "$BIN/$tool" -j 2 <in >got
		same want got
	done
}

@test "records may be cut anywhere: the parts give the whole" {
	records >in
	for tool in nnorm nquote "ndedup --stage=sketch"; do
		$tool in >want
		for n in 1 2 7; do
			split -n "l/$n" in part.
			for part in part.*; do $tool "$part"; done >got
			rm part.*
			same want got
		done
	done
}

@test "a task without input writes nothing, with status 0" {
	for tool in nnorm nquote ndedup; do
		[ -z "$($tool </dev/null)" ]
	done
	[ -z "$(nsplit --files-from /dev/null)" ]
	for step in sketch match join score link; do
		[ -z "$(ndedup --strict --stage=$step </dev/null)" ]
	done
	: >roots
	[ -z "$(ndedup --stage=drop --roots roots </dev/null)" ]
}

@test "-Q leaves status 2 to what should be done again" {
	echo "no record" >in
	for tool in nnorm nquote "ndedup --stage=sketch"; do
		$tool -Q -q --rejects no in
		same in no
		becomes 2 $tool -Q -q missing
		becomes 2 $tool -Q -q --strict in
	done
}

@test "a task that is done three times at once leaves one whole file" {
	records >in
	nnorm in >want
	for _ in 1 2 3; do nnorm in -o got & done
	wait
	same want got
	nnorm in -o got
	same want got
	[ "$(ls -A | wc -l)" -eq 3 ]
}

@test "keys sort alike by bytes, by Java's UTF-16 and by Python's code points" {
	records | ndedup --stage=sketch | cut -f 1 | sort -u >keys
	[ "$(grep -c -v -E '^(h[0-9a-f]{8}|[nz][0-9a-v]{20})$' keys)" -eq 0 ]
	python3 -c 'import sys
k = open("keys").read().split()
assert k == sorted(k) == sorted(k, key=lambda x: x.encode("utf-16-be"))'
}
