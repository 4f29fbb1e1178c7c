#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# Dumps in many styles, mixed and broken ones, and mail.  The styles are
# tests/fixtures/styles; styles.tsv says what is in them: the file, the cue, and
# of each article item, source, date, author, headline, and how its text
# begins and ends.

load helper

setup() {
	need jq
	STYLES=$FIXTURES/styles
	cd "$BATS_TEST_TMPDIR" || return 1
}

# What nsplit finds in files, as styles.tsv has it.
found() {
	nsplit "$@" | jq -r '[(.metadata.member | sub(".*/"; "") | sub("[.].*"; "")),
	    .metadata.cue, .metadata.item // "", (if .source == .metadata.member
	    then "" else .source end), .date // "", .author // "", .title // "",
	    (.text | gsub("\\s+"; " ") | .[:12]),
	    (.text | gsub("\\s+"; " ") | .[-12:])] | @tsv'
}

# The headlines that styles.tsv has of styles, in order.
titles() {
	local style

	for style; do
		awk -F '\t' -v s="$style" '$1 == s { print $7 }' "$STYLES/styles.tsv"
	done
}

# The headlines that nsplit finds in standard input.
heads() {
	nsplit "$@" | jq -r '.title // "-"'
}

@test "articles of 162 styles are found with what their heads tell" {
	(cd "$STYLES" && found -- *.txt) >got
	same "$STYLES/styles.tsv" got
}

@test "styles are the same with CRLF and a byte order mark" {
	mkdir crlf
	for f in "$STYLES"/*.txt; do
		{ printf '\357\273\277' && sed 's/$/\r/' "$f"; } \
		    >"crlf/$(basename "$f")"
	done
	(cd crlf && found -- *.txt) >got
	same "$STYLES/styles.tsv" got
}

# What found() says of every style, rewritten by a sed script.
rewritten() {
	mkdir styles
	for f in "$STYLES"/*.txt; do
		LC_ALL=C sed "$1" "$f" >"styles/$(basename "$f")"
	done
	(cd styles && found -- *.txt)
}

@test "styles are the same with no-break spaces, which stay in the texts" {
	local nb

	nb=$(printf '\302\240')
	rewritten "s/ /$nb/3g" >got
	same "$STYLES/styles.tsv" got
	nsplit -- "$STYLES"/*.txt | jq -j .text | wc -w >want
	nsplit -- styles/*.txt | jq -j .text | sed "s/$nb/ /g" | wc -w >got
	same want got
	nsplit -- styles/*.txt | jq -r .text | grep -q "$nb"
}

@test "styles are the same where blank lines are doubled" {
	rewritten '/^$/s//\n/' >got
	same "$STYLES/styles.tsv" got
}

@test "each article's bytes hold its headline's first word" {
	(cd "$STYLES" && nsplit -- *.txt) >got
	jq -r '[.metadata.member, .metadata.offset, .metadata.length,
	    (.title | split(" ")[0])] | @tsv' got |
	while IFS="$(printf '\t')" read -r file from len word; do
		tail -c +$((from + 1)) "$STYLES/$file" | head -c "$len" |
		    grep -qiF -- "$word" ||
		    { echo "$file $from $len $word"; exit 1; }
	done
}

@test "dumps that were put together are cut as each alone" {
	while read -r a b; do
		cat "$STYLES/$a.txt" "$STYLES/$b.txt" >both.txt
		heads both.txt >got
		titles "$a" "$b" >want
		same want got || { echo "$a $b"; return 1; }
	done <<-END
	nexis-old item-bracket
	item-bracket nexis-old
	factiva-tags rnews
	rnews factiva-tags
	factiva-tab pressespiegel
	gigaword pipes
	forwarded iptc
	nexis-uni eqnum
	slashn proquest
	END
}

@test "three formats in one dump, one of them twice" {
	set -- factiva-de nexis-old trec-ft nexis-old
	for s; do cat "$STYLES/$s.txt"; done >all.txt
	heads all.txt >got
	titles "$@" >want
	same want got
}

@test "a change of format is seen behind a mebibyte of the first" {
	for i in 1 2 3 4 5 6 7 8 9; do cat "$STYLES/nexis-old.txt"; done >nine
	for i in 1 2 3 4 5 6 7 8 9; do cat nine nine nine nine; done >many
	for i in 1 2 3 4 5; do cat many; done >dump.txt
	[ "$(wc -c <dump.txt)" -gt 1048576 ]
	cat "$STYLES/gigaword.txt" >>dump.txt
	heads dump.txt | tail -n 5 >got
	{ titles nexis-old | tail -n 1 && titles gigaword; } >want
	same want got
}

@test "a numbered list within a long article is no other format" {
	{
		printf '1 of 2 DOCUMENTS\n\n     The Gazette\n\n     May 3, 2019\n\n'
		printf 'Five walks by the sea\n\nLENGTH: 900 words\n\n'
		for i in 1 2 3 4 5; do
			printf '%d. The walk number %d\n\n' $i $i
			for k in 1 2 3 4; do
				printf 'This walk leads along the water for a mile or two, and then it\nturns to the hills, where a farm sells apples and cold milk %d%d.\n\n' $i $k
			done
		done
		printf '2 of 2 DOCUMENTS\n\n     The Gazette\n\n     May 4, 2019\n\n'
		printf 'Bridge closed\n\nLENGTH: 20 words\n\nThe bridge was closed on Friday, the council said, as its piers have been damaged.\n'
	} >dump.txt
	heads dump.txt >got
	printf 'Five walks by the sea\nBridge closed\n' >want
	same want got
}

@test "a broken document costs no other" {
	# The second article has lost its labels, its count, its end mark.
	sed '/^LENGTH/{x;s/^/x/;/^xx$/{x;d};x}' "$STYLES/nexis-old.txt" >a.txt
	heads a.txt >got
	titles nexis-old >want
	same want got
	sed '/^LA/d; /^WC/d; /^PD/d' "$STYLES/factiva-tags.txt" >b.txt
	heads b.txt >got
	titles factiva-tags >want
	same want got
	sed '0,/^<.TEXT>$/s/^<.TEXT>$//' "$STYLES/gigaword.txt" >c.txt
	heads c.txt >got
	titles gigaword >want
	same want got
}

mail() { # subject, further header lines, body
	printf 'From a@example.org Tue Mar  4 09:14:00 2014\n'
	printf 'From: A. Bly <a@example.org>\nSubject: %s\n' "$1"
	printf 'Date: Tue, 4 Mar 2014 09:14:00 +0100\n%b\n%b\n\n' "$2" "$3"
}

@test "mail is decoded: encoded words, quoted-printable, base64, HTML" {
	{
		mail '=?iso-8859-1?Q?=DCber?= =?utf-8?B?IGRlbiBIYWZlbg==?=' \
		    'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n' \
		    'Die Gr=FC=DFe kamen =\nan.'
		mail 'Second' 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n' \
		    'R3LDvMOfZQ=='
		mail 'Third' 'Content-Type: text/html; charset=utf-8\n' \
		    '<p>One &amp; two.</p><p>Three.</p>'
	} >m.mbox
	nsplit m.mbox | jq -r '[.title, .text] | @json' >got
	cat >want <<-'END'
	["Über den Hafen","Die Grüße kamen an."]
	["Second","Grüße"]
	["Third","One & two.\n\nThree."]
	END
	same want got
}

@test "of a mail in parts the plain one is the text, the others are named" {
	mail 'Parts' 'Content-Type: multipart/mixed; boundary="b"\n' \
	    'none\n--b\nContent-Type: text/html\n\n<p>No.</p>\n--b\nContent-Type: text/plain\n\nYes.\n--b\nContent-Type: image/png; name=x.png\n\niVBO\n--b--' >m.mbox
	nsplit m.mbox | jq -r '.text, (.metadata.furniture | map(select(test("image"))) | .[])' >got
	printf 'Yes.\nContent-Type: image/png; name=x.png\n' >want
	same want got
}

@test "broken encodings of a mail lose nothing and cost no other" {
	{
		mail 'First' 'Content-Transfer-Encoding: quoted-printable\n' 'a =ZZ b = c ='
		mail 'Second' 'Content-Transfer-Encoding: base64\n' '!!!'
		mail 'Third' 'Content-Type: multipart/mixed; boundary=q\n' '--q\nContent-Type: text/plain\n\nOpen.'
	} >m.mbox
	nsplit m.mbox | jq -r '[.title, .text] | @json' >got
	cat >want <<-'END'
	["First","a =ZZ b = c"]
	["Second",""]
	["Third","Open."]
	END
	same want got
}

@test "a date with slashes is whole where the dump tells which part is the day" {
	printf 'Title: Ferry stops for the winter\nSource: Courier\nDate: %s\n\nThe ferry will not sail until the ice is gone, the company said on Monday.\n\n' \
	    3/5/2019 13/5/2019 4/6/2019 >day.txt
	sed 's,13/5,5/13,' day.txt >month.txt
	cat day.txt month.txt >both.txt
	nsplit day.txt month.txt | jq -r .date | xargs >got
	echo 2019-05-03 2019-05-13 2019-06-04 2019-03-05 2019-05-13 2019-04-06 >want
	same want got
	nsplit both.txt | jq -r .date | xargs >got
	echo 2019 2019-05-13 2019 2019 2019-05-13 2019 >want
	same want got
}

@test "bare headlines behind another format are cut" {
	grep -v '^==>' "$STYLES/head-files.txt" |
	    sed 's/^\(.*[a-z]\)$/\n\n\1/' | fold -s -w 72 >bare.txt
	heads bare.txt >want
	[ "$(wc -l <want)" -eq 4 ]
	for s in factiva-tags nexis-old ris item-bracket proquest genios newsbank; do
		cat "$STYLES/$s.txt" bare.txt >both.txt
		heads both.txt >got
		{ titles $s && cat want; } >all
		same all got || { echo "$s"; return 1; }
	done
}

@test "pages of newspapers are cut at their headlines, articles with subheads are not" {
	(cd "$FIXTURES/papers" && nsplit -- *.txt) | jq -r '[.metadata.member,
	    .metadata.cue, (if .source == .metadata.member then "" else .source
	    end), .date // "", .author // "", .title // "",
	    (.text | gsub("\\s+"; " ") | .[-12:])] | @tsv' >got
	same "$FIXTURES/papers/papers.tsv" got
}

# The lines of FILE with LEAST words of three small letters or more, of which one
# in ten is in no field of any record of nsplit's as often as in the lines above.
lost() { # LEAST FILE
	nsplit -- "$2" | jq -r 'del(.id) | [.. | strings] | .[]' >words
	awk -v least="$1" '
		{
			gsub(/[^A-Za-z\200-\377]+/, " ")
			$0 = $0
			for (i = 1; i <= NF; i++)
				if ($i !~ /[a-z][a-z][a-z]/)
					$i = ""
			$0 = $0
		}
		NR != FNR && NF < least {
			next
		}
		{
			for (i = 1 + (gone = 0); i <= NF; i++)
				if (NR == FNR)
					have[$i]++
				else
					gone += have[$i]-- <= 0
			if (gone * 10 > NF)
				print FILENAME ": " $0
		}' words "$2"
}

@test "no word of a newspaper's page is lost, and what comes once is no furniture" {
	for f in "$FIXTURES"/papers/*.txt; do
		lost 1 "$f"
		case $f in
		*page-7* | *article*) ;; # they have running heads, a label
		*) nsplit -- "$f" | jq -r '.metadata.furniture // [] | .[]' ;;
		esac
	done >got
	same /dev/null got
}

@test "a newspaper's masthead holds for articles a mebibyte behind it" {
	awk 'function word(i, s, k) {
		for (k = 0; k < 4; k++) {
			s = s substr("BCDFGHKLMNPRSTVWXZ", i % 18 + 1, 1) \
			    substr("AEIOU", i % 5 + 1, 1)
			i = int(i / 3)
		}
		return s
	}
	BEGIN {
		for (i = 0; i < 900; i++) {
			if (i == 0 || i == 500)
				printf "THE %s\nNo. 4,112.          OSTWICK, SATURDAY, JUNE %d, 1902.          ONE PENNY.\n\n",
				    i ? "NORTHPORT ARGUS" : "OSTWICK OBSERVER", i ? 14 : 7
			printf "%s FIRE AT %s MILL.\n\n", word(i), word(i * 7 + 3)
			for (k = 0; k < 13; k++)
				printf "Shortly after nine on Thursday evening those who live in Lower Wharf\nwere alarmed by cries of fire, and it was found that the upper floor\nof the flax mill was well alight. The loss is %d and %d pounds.\n\n", i, k
		}
	}' >page.txt
	[ "$(wc -c <page.txt)" -gt 2400000 ]
	nsplit page.txt | jq -r '[.source, .date] | @tsv' | uniq -c |
	    awk '{ $1 = $1; print }' >got
	printf '500 THE OSTWICK OBSERVER 1902-06-07\n400 THE NORTHPORT ARGUS 1902-06-14\n' >want
	same want got
}

@test "a pattern holds behind a mebibyte" {
	awk 'BEGIN {
		split("WORLD SPORT POLITICS", kicker)
		split("The mayor,Nobody,A widow (71),The council - again -", who, ",")
		for (i = 0; i < 700; i++) {
			printf "%s | %s of Odde sells ferry %d\n\n", kicker[i % 3 + 1], who[i % 4 + 1], i
			for (k = 0; k < 12; k++)
				printf "The ferry between Odde and the islands sails again from Monday, the company said, as its ship has got %d new plates below the water line.\n\n", k
			printf "\n"
		}
	}' >in.txt
	[ "$(wc -c <in.txt)" -gt 1100000 ]
	nsplit in.txt | jq -r '[.section, .title] | @tsv' | awk '!(NR % 100)' >got
	for i in 99 199 299 399 499 599 699; do
		printf '%s\tThe council - again - of Odde sells ferry %d\n' \
		    "$(set -- WORLD SPORT POLITICS; shift $((i % 3)); echo "$1")" $i
	done >want
	same want got
}

@test "an article's own clock times set off no articles" {
	{
		printf 'Ostwick waits for the flood\n\n'
		for i in 1 2 3; do
			printf 'The river rose all night, and in the morning the mayor told the %d streets at the quay to leave; most had gone before, as the sirens had not been heard for years.\n\n' $i
		done
		for i in 'The last bus leaves' 'Water at the mill door' \
		    'Mayor walks the quay' 'Sirens at the bridge' 'Boats for all'; do
			printf '* 15:05 - %s\nThe water stands at the doors, and the last bus has left the bridge for the hills.\n\n' "$i"
		done
	} >in.txt
	[ "$(nsplit in.txt | wc -l)" -eq 1 ]
}

@test "a list of references is no list of articles" {
	cat >list.txt <<-END
	The wall at Bexmoor: what has been written

	Nobody has written more about the wall than the town's own paper, which has asked for it since 1911.

	Kestrel, Dana. "The wall that never was." The Quay Review, 3 Mar. 2011, p. A2.

	Horak, Pavel. "Stones for Bexmoor." Northport Dispatch, 4 Mar. 2011, p. A3.

	Lindqvist, S. (2011, March 6). Who pays for the wall? Helm News Agency.
	END
	[ "$(nsplit list.txt | wc -l)" -eq 1 ]
}

@test "no line of text of any style is lost" {
	for f in "$STYLES"/*.txt; do
		lost 14 "$f"
	done >got
	same /dev/null got
}

@test "the author may stand in a paragraph between Factiva's headline and its count of words" {
	cat >in <<'X'
Storm Closes the Northern Ports

By Lena Aldous
41 words
14 March 2024
The Orrin Courier
ORRCOU
English

OSTMERE - Harbour masters closed their gates on Wednesday.

Document ORRCOU0020240314ek3e0002x
X
	[ "$(nsplit in | jq -r '[.title, .author, .source, .date] | @tsv')" = \
	    "$(printf '%s\t' "Storm Closes the Northern Ports" "Lena Aldous" "The Orrin Courier")2024-03-14" ]
}

@test "End of Document is no text, where nothing stands between them" {
	cat >two.txt <<-END
	Ferry to Odde stops for the winter
	The Quay Review
	March 4, 2011 Friday

	Length: 20 words

	Body

	The ferry between Odde and the islands will not sail until the ice is gone.

	End of Document

	Council of Brackwell buys the old mill
	Northport Dispatch
	March 5, 2011 Saturday

	Length: 14 words

	Body

	The old mill at the weir has been sold to the council.

	End of Document
	END
	[ "$(nsplit two.txt | jq -r .text | grep -c .)" -eq 2 ]
	run -1 grep 'End of Document' <(nsplit two.txt)
}
