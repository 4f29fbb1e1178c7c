#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# What nsplit does with dumps, texts and records.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	cat >digest.txt <<-'E'
		5. Ostwick Gazette

		%)
		ALL THE NEWS OF THE COAST

		The

		Council Keeps Lighthouse Open After
		Long Debate
		 The harbour council of Ostwick voted on Tuesday to keep the old
		lighthouse open until the spring, after a long and loud debate.

		"The lamp never went out," Dr. Holm said. Nobody in the hall
		asked what it had cost.

		6. Marren Herald

		Seed Prices Worry Growers
		By Jane Holloway

		Farmers in the Vale of Marren are paying twice as much for their
		seed as they did a year ago, a survey by the growers' union says.
	E
}

@test "a digest's articles have item, source, headline and author" {
	nsplit digest.txt >out
	jq -r '[.metadata.item, .source, .title, .author] | @tsv' out >got
	printf '%s\t%s\t%s\t%s\n' \
	    5 "Ostwick Gazette" \
	    "Council Keeps Lighthouse Open After Long Debate" "" \
	    6 "Marren Herald" "Seed Prices Worry Growers" "Jane Holloway" >want
	same want got
}

@test "the fields stand in the order of newsreel(5)" {
	nsplit digest.txt | jq -c keys_unsorted >got
	printf '%s\n' '["id","text","source","title","metadata"]' \
	    '["id","text","source","title","author","metadata"]' >want
	same want got
	nsplit digest.txt | head -n 1 | jq -c '.metadata | keys_unsorted' >got
	echo '["member","offset","length","item","cue","confidence","furniture"]' >want
	same want got
}

@test "debris goes to metadata.furniture, and the text keeps its wraps" {
	nsplit digest.txt | head -n 1 >one
	[ "$(jq -c .metadata.furniture one)" = \
	    '["%)","ALL THE NEWS OF THE COAST","The"]' ]
	jq -r .text one >got
	sed -n '10,14p' digest.txt >want
	same want got
}

@test "offset and length select what a record came from" {
	nsplit digest.txt >out
	while read -r offset length; do
		tail -c +$((offset + 1)) digest.txt | head -c "$length"
		printf '\n\n'
	done < <(jq -r '[.metadata.offset, .metadata.length] | @tsv' out) >got
	{ cat digest.txt; echo; } >want
	same want got
}

@test "offsets are bytes of the member, whatever it was encoded in" {
	nsplit digest.txt | jq -c 'del(.metadata.encoding, .id)' >want
	sed 's/Holm/Hölm/' digest.txt | iconv -f UTF-8 -t latin1 >latin1.txt
	nsplit --name digest.txt <latin1.txt | jq -c \
	    'del(.metadata.encoding, .id) | .text |= sub("ö"; "o")' >got
	same want got
	nsplit latin1.txt | head -n 1 | jq -e '.metadata.encoding != null'
}

@test "an id depends on the name, the place and the bytes, on nothing else" {
	nsplit digest.txt | jq -r .id >want
	mkdir far
	cp digest.txt far
	nsplit far/digest.txt | jq -r .id >got
	same want got
	nsplit --name digest.txt <digest.txt | jq -r .id >got
	same want got
	nsplit --name other.txt <digest.txt | jq -r .id >got
	run ! cmp -s want got
	run ! grep -v '^n[0-9a-v]\{20\}$' want
}

@test "sentences and paragraphs point at their parent and at their bytes" {
	nsplit digest.txt | head -n 1 >one
	id=$(jq -r .id one)
	nsplit -u sentence digest.txt | jq -c 'select(.title | test("Council"))' >out
	[ "$(wc -l <out)" -eq 3 ]
	[ "$(sed -n 2p out | jq -r .id)" = "$id.s2" ]
	[ "$(sed -n 2p out | jq -r .metadata.parent)" = "$id" ]
	while read -r line; do
		jq -j .text <<<"$line" >want
		offset=$(jq .metadata.offset <<<"$line")
		length=$(jq .metadata.length <<<"$line")
		tail -c +$((offset + 1)) digest.txt | head -c "$length" >got
		same want got
		offset=$(jq .metadata.parent_offset <<<"$line")
		length=$(jq .metadata.parent_length <<<"$line")
		jq -j .text one | tail -c +$((offset + 1)) | head -c "$length" >got
		same want got
	done <out
	[ "$(nsplit -u paragraph digest.txt | wc -l)" -eq 3 ]
}

@test "records cut from records keep their other fields, but none derived from the whole" {
	echo '{"n": 1.50, "id":"x", "text":"One. Two.", "quotes":[], "dup":{"of":"y"}, "metadata":{"offset":3,"length":9,"member":"m","furniture":["f"]}, "z":null}' >in
	nsplit -u sentence in >got
	cat >want <<-'E'
		{"n": 1.50, "id":"x.s1", "text":"One.", "metadata":{"member":"m","furniture":["f"],"parent":"x","parent_offset":0,"parent_length":4}, "z":null}
		{"n": 1.50, "id":"x.s2", "text":"Two.", "metadata":{"member":"m","parent":"x","parent_offset":5,"parent_length":4}, "z":null}
	E
	same want got
}

@test "a record that holds one article passes as it came" {
	echo '{"id": 7,  "text":"Just a text.","k":[ 1 ]}' >in
	nsplit in >got
	same in got
}

@test "a record that holds a digest becomes a record an article" {
	jq -Rsc '{id:"d", text:., from:"me"}' digest.txt >in
	nsplit in | jq -r '[.id, .from, .metadata.parent, (.text | split("\n")[0])] | @tsv' >got
	printf '%s\tme\td\t%s\n' d.a1 "5. Ostwick Gazette" \
	    d.a2 "6. Marren Herald" >want
	same want got
}

@test "--input says what the input is" {
	echo '{"id":"x","text":"One. Two."}' >in
	[ "$(nsplit --input text in | jq -r .metadata.cue)" = none ]
	[ "$(nsplit --input records in | jq -r .id)" = x ]
	becomes 1 nsplit --input records digest.txt >out 2>err
	[ ! -s out ]
}

@test "--lines gives each unit's text as one plain line" {
	nsplit -u sentence --lines digest.txt >got
	cat >want <<-'E'
		The harbour council of Ostwick voted on Tuesday to keep the old lighthouse open until the spring, after a long and loud debate.
		"The lamp never went out," Dr. Holm said.
		Nobody in the hall asked what it had cost.
		Farmers in the Vale of Marren are paying twice as much for their seed as they did a year ago, a survey by the growers' union says.
	E
	same want got
}

@test "--format forces a cue, and none makes a file one article" {
	[ "$(nsplit --format none digest.txt | wc -l)" -eq 1 ]
	[ "$(nsplit --format number digest.txt | wc -l)" -eq 2 ]
	becomes 2 nsplit --format nonsense digest.txt 2>err
	grep -q "no such format" err
}

@test "--check exits 1 when a text holds fewer articles than it says" {
	for n in 1 2; do
		printf '%20d of 3 DOCUMENTS\n\n\nHeadline Number %d\n\nLENGTH: 9 words\n\nThe text of the article stands here and is short.\n\n' $n $n
	done >nexis.txt
	becomes 0 nsplit nexis.txt >out
	[ "$(wc -l <out)" -eq 2 ]
	becomes 1 nsplit --check nexis.txt >out 2>err
	[ "$(wc -l <out)" -eq 2 ]
	grep -q 'nexis.txt.*3 articles announced, 2 found' err
}

@test "what stands before the first article is kept as its preamble" {
	{ printf 'COAST DIGEST\n3 May 2019\n\nCONTENTS\n\n5. Lighthouse\n6. Seed\n\n'
	    cat digest.txt; } >in
	nsplit in >out
	[ "$(wc -l <out)" -eq 2 ]
	[ "$(head -n 1 out | jq -r .metadata.preamble | head -n 1)" = \
	    "COAST DIGEST" ]
	[ "$(tail -n 1 out | jq .metadata.preamble)" = null ]
}

@test "running heads and page numbers leave the text, and sentences go on" {
	n=0
	for word in lamp ferry clock bridge; do
		n=$((n + 1))
		printf '#%d\nOstwick Gazette\nKeepers Speak Up for Their %s\n\n' \
		    $n $word
		printf 'The keepers of the %s told the council that they had seen no\n\n' \
		    $word
		printf 'Page %d\n\fCOAST DIGEST\n\n' $n
		printf 'reason to give up the %s on that night or on any other.\n\n' \
		    $word
	done >in
	nsplit in >out
	[ "$(wc -l <out)" -eq 4 ]
	run ! grep -q 'Page\|DIGEST' <(jq -r .text out)
	sed -n 2p out | jq -r .text >got
	printf '%s\n' \
	    "The keepers of the ferry told the council that they had seen no" \
	    "reason to give up the ferry on that night or on any other." >want
	same want got
	[ "$(sed -n 2p out | jq -c .metadata.furniture)" = \
	    '["Page 2","COAST DIGEST"]' ]
}

@test "a text of nothing but page numbers, or of one line again and again, is kept" {
	for text in '1\n2\n3\n4' 'Page 1\nPage 2\nPage 3' 'Fog\nFog\nFog\nFog'; do
		printf '%b\n' "$text" | nsplit | jq -j .text >got
		printf '%b' "$text" | cmp - got
	done
}

@test "a long stream of articles is cut as it comes, in flat memory" {
	for _ in $(seq 400); do
		cat digest.txt
		echo
	done >many
	for _ in $(seq 20); do cat many; done >in
	[ "$(nsplit in | wc -l)" -eq 16000 ]
	nsplit in | jq -c '[.metadata.item, .title]' | sort | uniq -c >got
	[ "$(awk '{ print $1 }' got | sort -u)" = 8000 ]
	sanitized || (ulimit -v 400000 && nsplit in >/dev/null)
}

@test "an article of several MiB is whole" {
	{ sed -n 1,14p digest.txt
	    yes "The council sat on, and the lamp burned on, and nobody left the hall." |
		head -n 60000
	    echo
	    sed -n '16,$p' digest.txt; } >in
	nsplit in >out
	[ "$(wc -l <out)" -eq 2 ]
	[ "$(head -n 1 out | jq '.text | length')" -gt 4000000 ]
}

@test "the last article of a member that is cut short is marked partial" {
	for _ in $(seq 50); do cat digest.txt; done | gzip -c >whole.gz
	head -c $(($(wc -c <whole.gz) - 20)) whole.gz >cut.gz
	becomes 1 nsplit cut.gz >out 2>err
	[ "$(tail -n 1 out | jq .metadata.partial)" = true ]
	[ "$(jq -c 'select(.metadata.partial)' out | wc -l)" -eq 1 ]
}

@test "a page, by its number or its name, is no part of a source" {
	cat >pages <<-'E'
		1) Fishermen block the port (Coast Tribune, front page)

		Fishermen blocked the port of Salt Bay for a third day, and the
		harbour master said that nothing could leave.

		2) Bakers end strike (The Loaf, Page One)

		Bakers went back to their ovens on Monday.

		3) Uhr geht wieder (Der Bote, Titelseite)

		Die Uhr am Rathaus geht wieder, sagte der Uhrmacher.

		4) Library forgives a book (The Shelf, p. A3)

		A book came back after ninety years.
	E
	nsplit pages | jq -r .source >got
	printf '%s\n' "Coast Tribune" "The Loaf" "Der Bote" "The Shelf" >want
	same want got
}
