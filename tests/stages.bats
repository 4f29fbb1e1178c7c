#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# ndedup --stage: the steps of --batch, each alone, give what --batch gives.
# shellcheck disable=SC2154 # run sets $stderr

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export LC_ALL=C
}

# 200 records of an invented language, some reprinted with noise.
reprints() {
	python3 "$ROOT/tests/bench/reprints.py" make 200 1 0.2 |
	    awk '{ sub(/^\{/, "{\"date\":\"2024-0" NR % 7 + 1 "\","); print }'
}

# partitions P <LINES: by their first field into part.0 ... part.P-1.
partitions() {
	rm -f part.*
	awk -F '\t' -v p="$1" '!($1 in at) { at[$1] = n++ % p }
	    { print >("part." at[$1]) }'
}

# stages P FILE [OPTION ...]: ID and ROOT of each record, sorted.
stages() {
	local p=$1 in=$2 step part

	shift 2
	ndedup --stage=sketch "$@" "$in" >lines || return
	for step in match join score; do
		partitions "$p" <lines
		for part in part.*; do
			sort "$part" | ndedup --stage="$step" "$@" || return
		done >lines
	done
	ndedup --stage=link "$@" lines | sort
}

@test "the stages give the clusters of --batch on 1, 3 and 7 partitions" {
	reprints >in
	ndedup --rank date --clusters in | sort >want
	[ "$(cut -f 2 want | sort -u | wc -l)" -lt 180 ]
	for p in 1 3 7; do
		stages $p in --rank date >got
		same want got
	done
}

@test "the stages agree with --batch under other rules, too" {
	reprints >in
	for rule in --exact --folded --noisy --fast --max-bucket={1,2,6,12}; do
		ndedup --rank id "$rule" --clusters in | sort >want
		stages 3 in --rank id "$rule" >got
		same want got
	done
}

@test "the stages and --rank do not mind the order of the input" {
	reprints >in
	tac in >back
	stages 3 in --rank date >want
	stages 3 back --rank date >got
	same want got
	ndedup --rank date --clusters back | sort >got
	same want got
}

@test "--stage=drop leaves the records that --batch leaves" {
	reprints >in
	stages 3 in --rank date >roots
	ndedup --stage=drop --roots roots in >got
	ndedup --rank date in >want
	same want got
	[ "$(wc -l <got)" -lt 180 ]
}

@test "--stage=drop -d with the records that were kept writes what --batch -d writes" {
	{ reprints; echo '{"id":"x","text":"Same. Words"}'; } >in
	for id in w y; do
		echo '{"id":"'$id'","dup":7,"text":"same words","n": 1.50}'
	done >>in
	for rule in --noisy --fast --exact --folded; do
		stages 3 in --rank id "$rule" >roots
		ndedup "$rule" --stage=drop --roots roots -o kept in
		ndedup "$rule" --stage=drop --roots roots --against kept \
		    -d dropped in >got
		same kept got
		ndedup "$rule" --batch --rank id -d want in >got
		same kept got
		same want dropped
		# Of parts of the input, and of what is wanted of the kept.
		split -n l/3 in cut.
		tac kept | tee kept.1 >kept.2
		for part in cut.*; do
			ndedup "$rule" -j 2 --stage=drop --roots roots \
			    --against kept.1 --against kept.2 -d d "$part" >&2
			cat d
		done 2>got >dropped
		same kept got
		same want dropped
		rm cut.*
	done
}

@test "--stage=drop -d alone tells what was kept, not how it is like it" {
	need jq
	reprints >in
	stages 1 in --rank id >roots
	ndedup --stage=drop --roots roots -d dropped in >got
	ndedup --batch --rank id -d full in >want
	same want got
	jq -c '.dup |= {of}' full >want
	jq -c . dropped >got
	same want got
	head -n 1 want >few
	run -2 --separate-stderr ndedup --stage=drop --roots roots \
	    --against few -d dropped in
	[[ $stderr == *"no record of --against is called "* ]]
}

@test "--rank keeps the least, records without the field last, then the id" {
	for r in '"id":"c"' '"id":"b","day":"2"' '"id":"a","day":"2"'; do
		printf '{%s,"text":"the same few words"}\n' "$r"
	done >in
	[ "$(ndedup --rank day in)" = \
	    '{"id":"a","day":"2","text":"the same few words"}' ]
	stages 1 in --rank day >got
	printf '%s\ta\n' a b c | cmp - got
}

@test "an id that cannot stand in a line of a stage is refused" {
	printf '{"id":"a\\tb","text":"words"}\n{"id":"c","text":"words"}\n' >in
	run -1 --separate-stderr ndedup --stage=sketch in
	[[ $stderr == *"in:1:1: the id holds a control character"* ]]
	[[ $output == *$'\tm\t~\tc'* ]]
}

@test "lines that are of no stage, or of another, are rejected by number" {
	reprints | head -n 20 >in
	ndedup --stage=sketch in | sort >lines
	{ head -n 3 lines && echo nonsense; } >bad
	run -1 --separate-stderr ndedup --stage=match --rejects no bad
	[[ $stderr == *"bad:4:1: not a line of a stage"* ]]
	echo nonsense | cmp - no
	run -1 --separate-stderr ndedup --stage=link lines
	[[ $stderr == *"a line of another stage"* ]]
	run -2 ndedup --stage=match --strict bad
}

@test "lines that are not sorted, or not all there, stop a stage" {
	reprints | head -n 40 >in
	ndedup --stage=sketch in | sort >lines
	sort -r lines >back
	run -2 --separate-stderr ndedup --stage=match back
	[[ $stderr == *"not sorted by the first field"* ]]
	ndedup --stage=match lines | sort | grep -v "$(printf '\ts\t')" >less
	run -2 --separate-stderr ndedup --stage=join less
	[[ $stderr == *"no sketch of n"* ]]
}

@test "a stage without lines writes none" {
	for step in sketch match join score link; do
		[ -z "$(ndedup --stage=$step </dev/null)" ]
	done
}

@test "--stats of a stage tells how many fingerprints were over --max-bucket" {
	need jq
	reprints >in
	ndedup --stage=sketch in | sort |
	    ndedup --stage=match --max-bucket 1 --stats few >out
	[ "$(jq .over_max_bucket few)" -gt 0 ]
	[ "$(jq .largest_bucket few)" -gt 2 ]
}

# N records of one passage and some words of their own.
one_passage() {
	awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) {
	    printf "{\"id\":\"%d\",\"text\":\"", i
	    for (k = 1; k < 200; k++) {
		word = ""
		for (x = k * 7919 % 8999; x > 0; x = int(x / 6))
			word = word substr("aeioun", x % 6 + 1, 1) \
			    substr("bdfgkl", x % 6 + 1, 1)
		printf "the %s ", word
	    }
	    printf "and %d of its own\"}\n", i * 7919 } }'
}

@test "a fingerprint of more than 16 times --max-bucket texts leads to none" {
	one_passage 17 >many
	head -n 16 many >few
	[ "$(ndedup --batch --max-bucket=1 few | wc -l)" -lt 16 ]
	[ "$(ndedup --batch --max-bucket=1 many | wc -l)" -eq 17 ]
	[ "$(ndedup --batch --max-bucket=8 many | wc -l)" -lt 17 ]
}

# N records that have seven short phrases in common, far from each other; or
# NEAR.
phrases() {
	awk -v n="$1" -v near="$2" 'BEGIN {
	    m = split("the harbour bell had rung/herring boats lay still/" \
		"smoke of a hundred roofs/burgesses met again/the price of " \
		"barley rose/frost upon the ferry/no word from the pilot",
		phrase, "/")
	    srand(7)
	    for (i = 1; i <= n; i++) {
		printf "{\"id\":\"%d\",\"text\":\"", i
		for (k = 1; k <= m; k++) {
		    printf "%s ", phrase[k]
		    for (w = 0; w < (near ? 1 : 60); w++)
			printf "%c%c%c%c%c ", 97 + rand() * 26, 97 + rand() * 26,
			    97 + rand() * 26, 97 + rand() * 26, 97 + rand() * 26
		}
		print "\"}" } }'
}

# How many pairs match finds in FILE.
paired() {
	ndedup --stage=sketch "$1" | sort | ndedup --stage=match |
	    awk '$2 == "p" { n += (NF - 2) / 2 } END { print n + 0 }'
}

@test "phrases that many texts have lead from one to another only where they stand together" {
	local -a far near

	for n in 80 100; do
		phrases $n "" >in
		far[n]=$(paired in)
		phrases $n 1 >in
		near[n]=$(paired in)
	done
	echo "${far[*]} ${near[*]}"
	[ $((20 * far[100])) -lt "${far[80]}" ]
	[ "${near[100]}" -gt "${near[80]}" ]
	ndedup --batch --clusters in | sort >want
	stages 3 in >got
	same want got
}

@test "of fingerprints that many texts have fewer lead to others, enough for copies" {
	local -a pairs

	for n in 250 400 1000; do
		one_passage $n >in
		pairs[n]=$(paired in)
		[ $n -eq 1000 ] || [ "$(ndedup --batch in | wc -l)" -eq 1 ]
	done
	echo "${pairs[@]}"
	[ "${pairs[400]}" -lt $((2 * pairs[250])) ]
	[ "${pairs[1000]}" -lt $((4 * pairs[250])) ]
}

@test "what does not go with --stage is told" {
	run -2 --separate-stderr ndedup --stage=match --pairs </dev/null
	[[ $stderr == *"--stage is one step"* ]]
	run -2 --separate-stderr ndedup --stage=drop </dev/null
	[[ $stderr == *"needs --roots"* ]]
	run -2 ndedup --roots in </dev/null
	run -2 ndedup --stage=match -d x </dev/null
	: >none
	run -2 ndedup --stage=drop --roots none --against none </dev/null
	echo one >bad
	run -2 --separate-stderr ndedup --stage=drop --roots bad </dev/null
	[[ $stderr == *"bad: line 1 is not ID, tab, ROOT"* ]]
}
