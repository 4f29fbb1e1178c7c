#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# nsplit on tables: CSV and its kin.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

@test "a row of a table is an article, its columns are fields or are kept beside" {
	cat >dump.csv <<'X'
id,title,publication,author,date,content
17,"Ferry Sinks, Goat Saved",The Orrin Courier,Greta Palm,14 March 2024,"A ferry sank.

""We saw it go down,"" said Ivo Kline."
18,Bread Prices Up,The Orrin Courier,,2024-03-15,Bakers blamed the flour.
X
	run -0 nsplit dump.csv
	jq -e -n --args '[inputs]
	    | (map(.title) == ["Ferry Sinks, Goat Saved", "Bread Prices Up"])
	    and (map(.source) == ["The Orrin Courier", "The Orrin Courier"])
	    and (map(.author) == ["Greta Palm", null])
	    and (map(.date) == ["2024-03-14", "2024-03-15"])
	    and (.[0].text ==
	        "A ferry sank.\n\n\"We saw it go down,\" said Ivo Kline.")
	    and (map(.metadata.columns) == [{"id":"17","date":"14 March 2024"}, {"id":"18"}])
	    and (map(.metadata.cue) == ["table", "table"])' <<<"$output"
	# The offsets are those of the rows.
	while read -r offset length; do
		tail -c +$((offset + 1)) dump.csv | head -c "$length"
		echo
	done < <(jq -r '.metadata | "\(.offset) \(.length)"' <<<"$output") >rows
	tail -n +2 dump.csv | cmp - rows
}

@test "tables have tabs, semicolons or bars too, line ends of DOS, a byte order mark" {
	printf '\357\273\277url;Headline;published_at;full_text\r\nhttp://orrin.invalid/1;A Goat;2024-03-14T10:22:00Z;"One; two.\r\nThree."\r\n\r\n' >a
	[ "$(nsplit a | jq -c '[.title, .url, .date, .text]')" = \
	    '["A Goat","http://orrin.invalid/1","2024-03-14T10:22:00Z","One; two.\r\nThree."]' ]
	printf 'title\tbody\nA Goat\tIt bleats, "now" and\tthen\nB\tIt "is" well.\n' >b
	run -1 --separate-stderr nsplit b
	[ "$(jq -r .text <<<"$output")" = 'It "is" well.' ]
	[ "$stderr" = "nsplit: b:2:1: 3 cells under 2 columns" ]
	printf 'Titel|Datum|Inhalt\nZiege|1.2.2024|Sie meckert.\n' >c
	[ "$(nsplit c | jq -c '[.title, .date, .text]')" = \
	    '["Ziege","2024-02-01","Sie meckert."]' ]
}

@test "--text-field names the column of the texts where its name says nothing" {
	printf 'n,words\n1,Hello there.\n' >a
	[ "$(nsplit a | jq -r .metadata.cue)" = none ]
	[ "$(nsplit --text-field words a | jq -c '[.text, .metadata.columns]')" = \
	    '["Hello there.",{"n":"1"}]' ]
}

@test "a damaged row costs itself alone, and is told and kept" {
	cat >a <<'X'
title,text
A,One.
B,"Two "and" a half."
C
D,"Three.
E,Four.
F,
G,"Five, ""six""."
X
	run -1 --separate-stderr nsplit --rejects bad a
	[ "$(jq -r .title <<<"$output" | tr -d '\n')" = AEG ]
	cat >want <<'X'
nsplit: a:3:8: a quotation mark in a cell that is not doubled
nsplit: a:4:1: 1 cells under 2 columns
nsplit: a:8:3: a quotation mark in a cell that is not doubled
nsplit: a:7:1: no text in column text
X
	sed -n '3,5p; 7p' a >lines
	cmp bad lines
	diff want - <<<"$stderr"
}

@test "a row longer than --max-record is passed over" {
	{
		echo title,text
		printf 'A,'
		head -c 300000 /dev/zero | tr '\0' x
		printf '\nB,"'
		head -c 2100000 /dev/zero | tr '\0' y
		printf '\nZ"\nC,Here.\n'
	} >a
	run -1 --separate-stderr nsplit --max-record 1M a
	[ "$(jq -r .title <<<"$output" | tr -d '\n')" = AC ]
	[[ $stderr = "nsplit: a:3:3: a quotation mark that is not closed"* ]]
}

@test "a table that is cut short gives the part of its last row" {
	{
		echo title,text,n
		echo 'A,One.,1'
		printf 'B,"'
		for i in $(seq 20000); do
			printf 'The goat of ""Orrin"" %d. ' "$i"
		done
		echo '",2'
	} | gzip -c | head -c 20000 >a.csv.gz
	run -1 nsplit -o out a.csv.gz
	jq -e -n '[inputs] | length == 2 and .[1].metadata.partial
	    and (.[1].text | startswith("The goat of \"Orrin\" 1. "))' out
}

@test "a table is the same however it is read, and cut into smaller units" {
	{
		echo "id,text,title"
		for i in $(seq 300); do
			printf '%d,"He said ""no"", it is\nwritten %d times. And why?","T ""%d"""\n' "$i" "$i" "$i"
		done
	} >a.csv
	nsplit a.csv >want
	[ "$(wc -l <want)" -eq 300 ]
	SHIM_READ=1 LD_PRELOAD="$BUILD/shim.so" nsplit --no-sandbox a.csv | cmp - want
	nsplit -j 3 - <a.csv >got
	jq -c '.text, .title' want >w
	jq -c '.text, .title' got | cmp - w
	[ "$(nsplit -u sentence a.csv | wc -l)" -eq 600 ]
	nsplit -u sentence a.csv | jq -e -n '[limit(2; inputs)]
	    | .[0].parent == .[1].parent and .[1].text == "And why?"'
}

@test "prose that begins like a table's first line is no table" {
	printf 'Text, title and date\nare words, not columns.\n' >a
	printf 'Title; text; date of the plate\nA; B; C\n' >b
	printf 'date,title\n2024-01-01,A goat\n' >c
	for f in a b c; do
		[ "$(nsplit "$f" | jq -r .metadata.cue)" != table ]
	done
	printf 'title,text\nA,One.\n' >d
	[ "$(nsplit --format none d | jq -r .metadata.cue)" = none ]
}
