#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# ndedup, end to end.
# shellcheck disable=SC2154 # run sets $stderr

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return
}

# N words of an invented language, ten a line, the same for the same SEED.
words() {
	awk -v seed="$1" -v n="$2" 'BEGIN {
		split("ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu", s)
		x = seed * 7919 + 17
		for (i = 1; i <= n; i++) {
			w = ""
			x = (x * 16807) % 2147483647
			for (k = 2 + x % 3; k > 0; k--) {
				x = (x * 16807) % 2147483647
				w = w s[1 + int(x / 1000) % 20]
			}
			printf "%s%s", w, i % 10 == 0 || i == n ? "\n" : " "
		}
	}'
}

# A record of the text on stdin.
record() {
	jq -Rsc --arg id "$1" '{id: $id, text: .}'
}

# a; its copy with a masthead and other wraps; b; a's first half; another text
# with a quotation of a; a record that holds b and more; a itself.
sample() {
	words 1 120 | record a
	{ echo 'THE QUILLBY CLARION' && words 1 120 | tr '\n' ' ' | fold -w 34; } |
		record copy
	words 2 120 | record b
	words 1 60 | record half
	{ words 3 90 && words 1 30 && words 4 60; } | record quoting
	{ words 5 60 && words 2 120; } | record holding
	words 1 120 | record again
}

@test "ndedup keeps the first of equal and of nearly equal records" {
	sample >in
	ndedup in >out
	grep -E '"id":"(a|b|quoting)"' in >want
	same want out
}

@test "ndedup writes each dropped record with what it duplicates, how and where" {
	need jq
	sample >in
	ndedup --duplicates dropped in >out
	[ "$(($(wc -l <out) + $(wc -l <dropped)))" -eq "$(wc -l <in)" ]
	jq -r '[.id, .dup.of, .dup.kind] | @tsv' dropped >got
	printf '%s\t%s\t%s\n' copy a copy half a abridged holding b contains \
		again a exact >want
	same want got
	jq -e -s 'map(.dup.score >= 0.9) | all' dropped
	grep '"id":"holding"' dropped >holding
	jq -e '.dup.coverage | . > 0.5 and . < 0.8' holding
	# Sixty other words come before the copy, which goes on to the end.
	words 5 60 | wc -c >before
	jq -e --slurpfile n before '.dup.spans[0].begin - $n[0] | . >= -5 and . < 60' holding
	jq -e '(.text | length) - .dup.spans[-1].end | . >= 0 and . < 60' holding
}

@test "spans count code points and bytes" {
	need jq
	words 1 100 | sed 's/a/ä/g' | record a >in
	words 1 100 | sed 's/a/ä/g; s/ce/cé/' | record b >>in
	ndedup --mark in | tail -n 1 >out
	[ -s out ]
	jq -e '.dup.kind == "folded" and .dup.spans == [{begin: 0,
		end: (.text | length), byte_begin: 0,
		byte_end: (.text | utf8bytelength)}]' out
}

@test "a duplicate that is marked keeps every other byte" {
	printf '%s\n' '{"text":"Nine geese crossed the ferry.","n":1.50,  "id": "x"}' \
		'{ "id":7, "text":"nine geese, crossed the ferry", "big":1e400 ,"z":null}' >in
	ndedup --mark in >out
	{
		sed -n 1p in
		printf '%s\n' '{ "id":7, "text":"nine geese, crossed the ferry", "big":1e400 ,"z":null,"dup":{"of":"x","kind":"folded","score":1.000,"coverage":1.000,"spans":[{"begin":0,"end":29,"byte_begin":0,"byte_end":29}]}}'
	} >want
	same want out
	ndedup --mark out >again
	same out again
}

@test "--pairs names each duplicate and its original" {
	sample >in
	ndedup --pairs in | cut -f 1-3 >got
	printf '%s\t%s\t%s\n' copy a copy half a abridged holding b contains \
		again a exact >want
	same want got
}

@test "a record with a copy and an article more holds one, however long it is" {
	{ words 1 120 | record long
	  words 1 80 | record cut
	  { words 1 70 && words 2 60; } | record both
	  { words 2 45 && words 1 70; } | record behind; } >in
	for how in --pairs '--batch --pairs' '--noisy --pairs'; do
		# shellcheck disable=SC2086
		ndedup $how in | cut -f 1-3 >got
		printf '%s\tlong\t%s\n' cut abridged both contains \
			behind contains >want
		same want got
	done
}

@test "--clusters names a root for every record, after merges" {
	{
		{ words 1 60 && words 2 30; } | record one
		{ words 2 30 && words 4 60; } | record two
		words 3 90 | record three
		{ words 1 60 && words 2 30 && words 4 60; } | record whole
	} >in
	ndedup --clusters in >got
	printf '%s\t%s\n' one one two one three three whole one >want
	same want got
}

# Two articles in one record, as bad segmentation has them; then the second
# alone, and its copy.
@test "two articles in one record: neither is glued to the other nor lost" {
	{
		words 1 90 | record one
		{ words 2 90 && words 1 90; } | record both
		words 2 90 | record two
		{ words 2 90 && words 3 90; } | record more
		words 3 90 | record three
	} >in
	ndedup --clusters in >got
	printf '%s\t%s\n' one one both one two two more two three three >want
	same want got
	ndedup --noisy --clusters in >got
	same want got
	# All at once: every article is in a record that is kept.
	ndedup --batch in >kept
	for n in 1 2 3; do
		head -n 1 <(words $n 90) >line
		grep -qFf line kept
	done
}

@test "a day's report is no copy of another day's, its reprint is" {
	need jq
	report() {
		awk -v day="$1" 'BEGIN {
			print "NORTHWICK MARKET. Prices of the day, by the bushel."
			n = split("Wheat Barley Oats Beans Peas Rye Maize Malt Hops Seed", g)
			for (i = 1; i <= n; i++)
				printf "%s was quoted at %ds. %dd. to %ds. %dd.\n", g[i],
				    2 + (day * 7 + i * 3) % 17, (day * 5 + i) % 12,
				    21 + (day * 11 + i * 5) % 27, (day * 7 + i) % 12
			print "Trade was quiet, and beasts were in short supply."
		}'
	}
	for day in 1 2 3; do
		report $day | record "day$day"
		report $day | tr '\n' ' ' | sed 's/Barley/Barlev/; s/quiet/qniet/' | record "copy$day"
	done >in
	for how in --pairs "--batch --pairs" "--noisy --pairs"; do
		# shellcheck disable=SC2086 # words
		ndedup $how in | cut -f 1-3 >got
		printf '%s\t%s\t%s\n' copy1 day1 copy copy2 day2 copy copy3 day3 copy >want
		same want got
	done
	ndedup --why day1,day2 in | jq -e '.score == 0 and (.reason | test("figures"))'
}

@test "a short report is no copy of another day's, a reprint of it is" {
	eggs() { # DAY PRICE PRICE PRICE
		echo "Eggs sold at $2d. a dozen in the Wexcombe market on $1; butter fetched 1s. $3d. a pound, and cheese $4d. The attendance was fair and most stalls had sold out by noon."
	}
	consols() {
		echo "Consols opened at $1 and closed at $4; Great Northern $2, Midland deferred $3 1-2. Business was slack all through the session, said brokers."
	}
	{
		eggs Monday 14 9 11 | record eggs1
		eggs Thursday 16 7 10 | record eggs2
		eggs Thursday 16 7 10 | sed 's/^/FROM THE NORTH. /' | record again2
		consols 55 87 62 57 | record consols1
		consols 56 89 63 58 | record consols2
	} >in
	for how in --pairs "--batch --pairs"; do
		# shellcheck disable=SC2086 # words
		ndedup $how in | cut -f 1-3 >got
		printf '%s\t%s\t%s\n' again2 eggs2 copy >want
		same want got
	done
}

@test "an update, rewritten, is kept, its reprint and a short notice are not lost" {
	{
		words 1 80 | record first
		{ words 2 50 && words 1 20 && words 3 60; } | record update
		words 1 80 | sed 's/a/e/3' | record copy
		{ words 2 50 && words 1 20 && words 3 40; } | record cut
		words 9 14 | record notice
		{ echo LOCAL && words 9 14; } | record renotice
		words 8 14 | record other
	} >in
	ndedup --pairs in | cut -f 1,2 >got
	printf '%s\t%s\n' copy first cut update renotice notice >want
	same want got
	ndedup --batch --pairs in | cut -f 1,2 >got
	same want got
}

@test "--exact compares bytes, --folded letters and digits" {
	printf '%s\n' 'Nine geese' 'nine geese!' 'Nine geese' '***' '***' >in
	ndedup --lines --exact in >got
	printf '%s\n' 'Nine geese' 'nine geese!' '***' >want
	same want got
	ndedup --lines --folded in >got
	printf '%s\n' 'Nine geese' '***' '***' >want
	same want got
	ndedup --lines --folded --pairs in | cut -f 3 >got
	printf '%s\n' folded exact >want
	same want got
}

@test "records without letters are never duplicates" {
	printf '%s\n' '{"text":""}' '{"text":""}' '{"text":"* * *"}' '{"text":"* * *"}' >in
	ndedup in >out
	same in out
}

@test "records without an id are known by a hash of their line" {
	printf '%s\n' '{"text":"Nine geese"}' '{"text":"nine geese"}' '{"id":4,"text":"Nine geese!"}' >in
	ndedup --pairs in | cut -f 1,2 >got
	run -0 cut -c 1 got
	[ "$output" = "l
4" ]
	[ "$(cut -f 2 got | sort -u | wc -l)" -eq 1 ]
	[[ $(cut -f 2 got | head -n 1) =~ ^l[0-9a-v]{20}$ ]]
}

@test "copies are found in five scripts" {
	need jq
	local alphabet
	for alphabet in 'а-я' 'α-ω' 'א-ת' 'ア-ン' '一-丟'; do
		python3 - "$alphabet" <<'P' >in
import json, random, sys
lo, hi = sys.argv[1].split("-")
r = random.Random(5)
a = [chr(c) for c in range(ord(lo), ord(hi) + 1)]
word = lambda: "".join(r.choice(a) for _ in range(r.randint(2, 7)))
text = [word() for _ in range(150)]
other = [word() for _ in range(150)]
noisy = [w if r.random() > .05 else word() for w in text]
for i, t in (("a", text), ("b", other), ("c", noisy), ("d", text[:70])):
    print(json.dumps({"id": i, "text": " ".join(t)}, ensure_ascii=False))
P
		ndedup --pairs in | cut -f 1-3 >got
		printf '%s\t%s\t%s\n' c a copy d a abridged >want
		same want got
	done
}

# Five texts in five languages, of our own invention.
tongues() {
	cat <<'T'
en	The harbour master of Wend said on Tuesday that the ferry would not sail before the ice had gone, although three ships with grain were waiting outside the breakwater. Bakers in the upper town have flour for nine days, and the council has asked households to share their ovens. A second icebreaker is expected from the south at the end of the week, if the wind allows it.
de	Der Hafenmeister von Wendau erklärte am Dienstag, die Fähre werde nicht ablegen, bevor das Eis verschwunden sei, obwohl drei Schiffe mit Getreide vor der Mole warten. Die Bäcker der Oberstadt haben noch Mehl für neun Tage, und der Rat bat die Haushalte, ihre Öfen zu teilen. Ein zweiter Eisbrecher wird zum Ende der Woche aus dem Süden erwartet, falls der Wind es zulässt.
ru	Начальник порта Вендово сообщил во вторник, что паром не выйдет в море, пока не сойдёт лёд, хотя за волноломом ждут три судна с зерном. У пекарей верхнего города муки осталось на девять дней, и совет попросил жителей пользоваться печами сообща. Второй ледокол ожидают с юга к концу недели, если позволит ветер.
zh	文德港的港务长星期二表示，在冰层融化之前渡轮不会起航，尽管三艘运粮船正在防波堤外等候。上城的面包师只剩下九天的面粉，市议会已请求各家各户共用炉灶。如果风向允许，第二艘破冰船预计将于本周末从南方抵达，届时码头工人会连夜卸货，学校也会重新开放食堂。
el	Ο λιμενάρχης του Βέντου δήλωσε την Τρίτη ότι το πορθμείο δεν θα αποπλεύσει πριν λιώσουν οι πάγοι, αν και τρία πλοία με σιτάρι περιμένουν έξω από τον κυματοθραύστη. Οι φουρνάρηδες της άνω πόλης έχουν αλεύρι για εννέα ημέρες και το συμβούλιο ζήτησε από τα νοικοκυριά να μοιραστούν τους φούρνους τους. Ένα δεύτερο παγοθραυστικό αναμένεται από τον νότο.
ar	قال مدير ميناء وندة يوم الثلاثاء إن العبارة لن تبحر قبل أن يذوب الجليد، مع أن ثلاث سفن محملة بالقمح تنتظر خارج حاجز الأمواج. ولدى خبازي المدينة العليا دقيق يكفي تسعة أيام، وطلب المجلس من الأسر أن تتقاسم أفرانها. ومن المتوقع أن تصل كاسحة جليد ثانية من الجنوب في نهاية الأسبوع إذا سمحت الريح بذلك.
T
}

@test "a text, its noisy, cut and rewrapped copies are one in every language" {
	tongues >texts
	python3 - <<'P' >in
import json, random
r = random.Random(11)
rows = [l.rstrip("\n").split("\t") for l in open("texts", encoding="utf-8")]
for tag, t in rows:
    noisy = "".join(r.choice(t) if r.random() < .02 else c for c in t)
    cut = t[: len(t) * 6 // 10]
    wrapped = "\n".join(t[i : i + 31] for i in range(0, len(t), 31)).upper()
    for kind, x in (("text", t), ("noisy", noisy), ("cut", cut), ("wrapped", wrapped)):
        print(json.dumps({"id": tag + "-" + kind, "text": x}, ensure_ascii=False))
P
	ndedup --clusters in | awk -F '\t' '{ split($1, a, "-")
		if ($2 != a[1] "-text") print }' >wrong
	same /dev/null wrong
	ndedup --batch --clusters in | cut -f 2 | sort -u | wc -l >n
	[ "$(cat n)" -eq 6 ]
	ndedup --pairs in | grep -c '	folded	' >n
	[ "$(cat n)" -ge 5 ]
}

@test "ndedup writes the same bytes for any number of threads" {
	for i in 1 2 3 4 5 6 7 8; do sample | jq -c --arg i "$i" '.id += $i'; done >in
	while [ "$(wc -c <in)" -lt 2000000 ]; do cat in in >in2 && mv in2 in; done
	ndedup --mark --duplicates d1 in >one
	ndedup -j 3 --mark --duplicates d3 in >three
	cmp one three
	cmp d1 d3
}

@test "--batch sees what comes later, and knows one record of a cluster" {
	{
		words 1 90 | record one
		words 2 90 | record two
		words 1 45 | record half
		{ words 1 90 && words 2 90; } | record both
	} >in
	ndedup --batch --clusters in >got
	[ "$(cut -f 1 got)" = "one
two
half
both" ]
	[ "$(cut -f 2 got | sort | uniq -c | wc -l)" -lt 4 ]
	# Every record is either kept or dropped for one that is kept.
	ndedup --batch --duplicates dropped in >kept
	[ "$(($(wc -l <kept) + $(wc -l <dropped)))" -eq 4 ]
	jq -r .id kept | sort >ids
	jq -r .dup.of dropped | sort -u | comm -23 - ids >unknown
	[ ! -s unknown ]
}

@test "--batch gives the same bytes for any number of threads and from its file" {
	for i in $(seq 40); do
		words "$i" 300 | record "r$i"
		words "$i" $((100 + i)) | tr a e | record "s$i"
	done >in
	while [ "$(wc -c <in)" -lt 20000000 ]; do cat in in >in2 && mv in2 in; done
	ndedup --batch --mark in >one
	ndedup -j 3 --batch --mark in >three
	cmp one three
	[ "$(wc -l <one)" -eq "$(wc -l <in)" ]
	TMPDIR=/nowhere run -2 --separate-stderr ndedup --batch in
	[[ $stderr == *"/nowhere"* ]]
}

@test "--mem writes what --batch writes, in whatever memory" {
	python3 "$ROOT/tests/bench/reprints.py" make 3000 1 .3 >in
	ndedup --batch --mark in >want
	ndedup --batch --clusters in >roots
	for size in 1M 18M 200M; do
		ndedup --mem $size --mark in >got
		cmp want got
		ndedup --mem $size -j 3 --clusters in >got
		cmp roots got
	done
	ndedup --keep longest --pairs in >want
	ndedup --keep longest --mem 1M --pairs in >got
	cmp want got
	run -2 --separate-stderr ndedup --mem 10K in
	[[ $stderr == *"less than 1M"* ]]
}

@test "--mem leaves no file behind, killed or not" {
	mkdir tmp
	python3 "$ROOT/tests/bench/reprints.py" make 2000 1 >in
	mkfifo pipe
	TMPDIR=$PWD/tmp ndedup --mem 1M <pipe >/dev/null 3>&- &
	exec 9>pipe
	cat in >&9
	[ -z "$(ls -A tmp)" ]
	kill -9 $!
	exec 9>&-
	wait $! || true
	[ -z "$(ls -A tmp)" ]
	TMPDIR=$PWD/tmp ndedup --mem 1M in >out
	[ -s out ]
	[ -z "$(ls -A tmp)" ]
}

@test "--mem: a full disk under TMPDIR stops ndedup with status 2" {
	python3 "$ROOT/tests/bench/reprints.py" make 3000 1 >in
	# A file may not grow beyond 1 MB.
	run -2 --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 1000
		"$BIN/ndedup" --mem 1M -o out in'
	[[ $stderr == *"temporary file: write:"* ]]
	[ ! -e out ]
	TMPDIR=/nowhere run -2 --separate-stderr ndedup --mem 1M in
	[[ $stderr == *"/nowhere"* ]]
}

@test "at the end of the input SIGUSR1 tells the phase" {
	python3 "$ROOT/tests/bench/reprints.py" make 300 0 >in
	mkfifo pipe
	ndedup --batch in 2>err >pipe 3>&- &
	exec 9<pipe
	takes_usr1 $!
	for _ in $(seq 50); do
		kill -USR1 $!
		sleep 0.1
		grep -q '; writing' err && break
	done
	cat <&9 >/dev/null
	exec 9<&-
	wait
	grep -q '; writing' err
}

@test "--keep chooses the longest or the newest of a cluster" {
	{
		words 1 60 | record short | jq -c '.date = "2003-05"'
		words 1 120 | record long | jq -c '.date = "2001-01-01"'
		words 1 90 | record new | jq -c '.date = "2003-05-02"'
		words 7 90 | record other
	} >in
	for keep in first:short longest:long newest:new; do
		ndedup --keep "${keep%:*}" in | jq -r .id | sort >got
		printf '%s\n' "${keep#*:}" other | sort >want
		same want got
	done
	ndedup --keep longest --clusters in >got
	printf '%s\t%s\n' short long long long new long other other >want
	same want got
	run -2 ndedup --keep best in
}

@test "--index knows the records of earlier runs" {
	sample >in
	head -n 3 in | ndedup --index seen >first
	tail -n +4 in | ndedup --index seen >second
	ndedup in >want
	cat first second >got
	same want got
	tail -n 1 in | jq -c '.id = "new"' | ndedup --index seen --pairs |
		cut -f 1-3 >got
	printf 'new\ta\texact\n' >want
	same want got
}

@test "--index: a rerun gives the same output, and leaves the same index" {
	for i in 1 2 3 4 5 6; do
		words "$i" 120 | record "r$i"
		words "$i" $((60 + i)) | tr a e | record "s$i"
		{ words "$i" 80 && words $((i + 1)) 80; } | record "t$i"
	done >in
	cat in in >twice
	ndedup --index seen --mark --duplicates d1 twice >one
	cp seen before
	ndedup --index seen --mark --duplicates d2 twice >two
	same one two
	same d1 d2
	cmp seen before
	ndedup --index seen --clusters in >c1
	ndedup --index seen --clusters in >c2
	same c1 c2
}

@test "--index: cut anywhere, the runs together give the same" {
	for i in $(seq 30); do
		words "$i" 120 | record "r$i"
		words "$i" $((60 + i)) | tr a e | record "s$i"
	done >in
	ndedup --index whole --mark in >want
	for n in 1 17 59; do
		rm -f part
		head -n "$n" in | ndedup --index part --mark >got
		tail -n +$((n + 1)) in | ndedup --index part --mark >>got
		same want got
		# Both know the same from then on.
		for i in $(seq 31 34) 3 8; do
			words "$i" 110 | record "u$i"
			words "$i" $((70 + i)) | tr e i | record "v$i"
		done >more
		cp whole w
		ndedup --index w --mark more >want2
		ndedup --index part --mark more >got
		same want2 got
	done
}

@test "--index: many days, one after the other, are as all at once" {
	python3 "$ROOT/tests/bench/reprints.py" make 4000 1 .3 >all
	ndedup --index whole --mark all >want
	head -n 2500 all | ndedup --index days --mark >got
	for from in $(seq 2501 100 3901); do
		tail -n +"$from" all | head -n 100 |
			ndedup --index days --mark >>got
	done
	cmp want got
	# The file holds no more than half as much again.
	[ "$(wc -c <days)" -lt $(($(wc -c <whole) * 2)) ]
	# A rerun of the first and the last day, and of all.
	head -n 2500 all | ndedup --index days --mark | cmp - <(head -n 2500 want)
	tail -n 100 all | ndedup --index days --mark | cmp - <(tail -n 100 want)
	ndedup --index days --mark all | cmp - want
}

@test "--index: what is new is appended, and damage there is told, too" {
	python3 "$ROOT/tests/bench/reprints.py" make 900 1 .3 >all
	head -n 600 all >first
	sed -n 601,680p all >second
	sed -n 681,760p all >third
	ndedup --mark all | tail -n +601 | head -n 160 >want
	ndedup --index seen first >/dev/null
	cp seen one
	ndedup --index seen --mark second >got
	cp seen two
	[ "$(ls -i seen)" != "" ]
	tail -c +137 one | cmp -n "$(($(wc -c <one) - 136))" - <(tail -c +137 seen)
	ndedup --index seen --mark third >>got
	same want got
	# A rerun of each, and the last as if the kill came before its commit.
	ndedup --index seen --mark third | cmp - <(tail -n 80 want)
	cp two seen
	ndedup --index seen --mark third | cmp - <(tail -n 80 want)
	# What was written, but not committed, does not count ...
	{ cat two && head -c 5000 /dev/zero; } >seen
	ndedup --index seen --mark third | cmp - <(tail -n 80 want)
	# ... and what was committed does.
	python3 - <<'P'
b = bytearray(open("two", "rb").read())
n = len(open("one", "rb").read())
for name, at in (("bent1", n + (len(b) - n) // 2), ("bent2", n // 2)):
    c = bytearray(b)
    c[at] ^= 1
    open(name, "wb").write(c)
open("cut", "wb").write(b[:-1])
c = bytearray(b)
c[56:104] = bytes(48)
open("headless", "wb").write(c)
P
	for f in bent1 bent2 cut headless; do
		run -2 --separate-stderr ndedup --index $f third
		[[ $stderr == *"damaged"* ]]
	done
	# A full disk leaves the old index in force.
	cp two seen
	run -2 bash -c 'trap "" XFSZ; ulimit -f $(($(wc -c <seen) / 1024 + 1))
		"$BIN/ndedup" --index seen third >out'
	ndedup --index seen --mark third | cmp - <(tail -n 80 want)
}

@test "--index: damaged prints stop the run that compares with them" {
	for i in $(seq 9); do words "$i" 120 | record "r$i"; done >in
	ndedup --index seen in >/dev/null
	# The first part is the prints, those of r1 first.
	python3 -c '
b = bytearray(open("seen", "rb").read())
b[200] ^= 1
open("bent", "wb").write(b)'
	cp bent before
	words 1 100 | record cut1 >copy1
	words 2 100 | record cut2 >copy2
	run -2 --separate-stderr ndedup --index bent -o out copy1
	[[ $stderr == *"bent: the index is damaged"* ]]
	[ ! -e out ]
	cmp bent before
	run -2 --separate-stderr ndedup --index bent --pairs copy1
	ndedup --index bent --pairs copy2 | cut -f 1-3 >got
	printf 'cut2\tr2\tcopy\n' >want
	same want got
	# So does a damaged index, which comes last.
	python3 -c '
b = bytearray(open("seen", "rb").read())
for i in range(len(b) - 40000, len(b), 64):
    b[i] ^= 1
open("torn", "wb").write(b)'
	run -2 --separate-stderr ndedup --index torn -o out copy1
	[[ $stderr == *"torn: the index is damaged"* ]]
	[ ! -e out ]
	# Nor are they written anew as if they were good.
	for i in $(seq 20 40); do words "$i" 120 | record "s$i"; done >more
	cp bent before
	run -2 --separate-stderr ndedup --index bent more
	[[ $stderr == *"bent: the index is damaged"* ]]
	cmp bent before
}

@test "--index is not touched by a run that fails, and none is left behind" {
	sample >in
	ndedup --index seen in >/dev/null
	cp seen before
	words 9 90 | record new >more
	becomes 2 ndedup --index seen -o /dev/full more
	cmp seen before
	becomes 2 ndedup --index fresh -o /dev/full more
	[ ! -e fresh ]
	echo '{"text":1}' | becomes 2 ndedup --strict --index seen >/dev/null
	cmp seen before
	echo '{"text":1}' | becomes 1 ndedup --index seen >/dev/null
}

@test "--index refuses what is no index of these options, or damaged" {
	sample >in
	ndedup --index seen in >/dev/null
	run -2 --separate-stderr ndedup --noisy --index seen in
	[[ $stderr == *"seen: index made with other options"* ]]
	[[ $stderr != *usage* ]]
	run -2 --separate-stderr ndedup --folded --index seen in
	[[ $stderr == *"other options"* ]]
	run -2 --separate-stderr ndedup --index in in
	[[ $stderr == *"not an index"* ]]
	head -c "$(($(wc -c <seen) / 2))" seen >cut
	run -2 --separate-stderr ndedup --index cut in
	[[ $stderr == *"damaged"* ]]
	python3 -c '
b = bytearray(open("seen", "rb").read())
b[len(b) // 2] ^= 1
open("bent", "wb").write(b)'
	run -2 --separate-stderr ndedup --index bent in
	[[ $stderr == *"damaged"* ]]
	run -2 ndedup --batch --index seen in
}

@test "--index is for one process at a time" {
	sample >in
	ndedup --index seen in >/dev/null
	mkfifo pipe
	ndedup --index seen <pipe >/dev/null 3>&- &
	exec 9>pipe
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		run --separate-stderr ndedup --index seen in
		[ "$status" -eq 2 ] && break
		sleep 0.1
	done
	exec 9>&-
	wait
	[ "$status" -eq 2 ]
	[[ $stderr == *"another process"* ]]
	ndedup --index seen in >/dev/null
}

@test "--against drops what another file holds, plain or packed" {
	sample >in
	head -n 1 in >a
	sed -n 3p in | gzip >b.gz
	tail -n +4 in >rest
	ndedup --against a --against b.gz rest >out
	grep '"id":"quoting"' in >want
	same want out
	ndedup --against a --pairs rest | cut -f 1-3 | head -n 1 >got
	printf 'half\ta\tabridged\n' >want
	same want got
	ndedup --exact --against a in >out
	[ "$(wc -l <out)" -eq 5 ]
	run -2 --separate-stderr ndedup --against missing in
	[[ $stderr == *missing* ]]
	echo nonsense >>a
	becomes 1 ndedup --against a rest >out 2>err
	grep -q 'a:2: ' err
}

@test "-u paragraph drops paragraphs that were there before" {
	need jq
	{
		printf 'Nine geese crossed the ferry to Wend.\n\nShare this.\n\nThe mill of Tarn\ngrinds finer.\n' |
			record a
		printf 'SHARE THIS\n\nA clock struck thirteen.\n\nnine geese crossed\nthe ferry to Wend\n\nIt stopped.' |
			record b | jq -c '.quotes = []'
		printf 'Share this.\n\n* * *\n\nThe mill of Tarn grinds finer.' | record c
		printf 'Share this.\n' | record d
		printf 'Nobody knows why.\n\n\n' | record e
		printf '\n' | record f
	} >in
	ndedup -u paragraph --duplicates dropped in >out
	{
		sed -n 1p in
		printf 'A clock struck thirteen.\n\nIt stopped.' | record b
		printf '* * *' | record c
		sed -n 5,6p in
	} >want
	same want out
	jq -r '[.id, .dup.of, .text] | @tsv' dropped >got
	{
		printf '%s\t%s\t%s\n' b.p1 a.p2 'SHARE THIS'
		printf '%s\t%s\t%s\n' b.p3 a.p1 'nine geese crossed\nthe ferry to Wend'
		printf '%s\t%s\t%s\n' c.p1 a.p2 'Share this.'
		printf '%s\t%s\t%s\n' c.p3 a.p3 'The mill of Tarn grinds finer.'
		printf '%s\t%s\t%s\n' d.p1 a.p2 'Share this.'
	} >want
	same want got
}

@test "-u line drops lines, -u paragraph near copies, too" {
	printf 'one goose\ntwo geese\n' | record a >in
	printf 'Two geese\nthree geese' | record b >>in
	ndedup -u line in >out
	{
		sed -n 1p in
		printf 'three geese' | record b
	} >want
	same want out
	{
		words 1 80 | record a
		{ echo 'Other words come first.' && echo && words 1 80 | sed 's/ba/bo/2'; } | record b
	} >in
	ndedup -u paragraph in | tail -n 1 >out
	printf 'Other words come first.' | record b >want
	same want out
	run -2 ndedup -u line --lines in
	run -2 ndedup -u word in
}

@test "--why tells what two records share and what the rule says" {
	need jq
	sample >in
	ndedup --why half,copy in >out
	jq -e '.a.id == "half" and .b.id == "copy" and .a.root == "a" and
		.b.root == "a" and .score > 0.9 and .a.coverage > 0.9 and
		.b.coverage < 0.6 and (.reason | test("enough between"))' out
	# The run in one text and in the other hold the same letters.
	jq -r --rawfile a <(jq -rj 'select(.id == "half").text' in) \
		'.runs[] | $a[.a.begin:.a.end] | gsub("[^a-z]"; "")' out >run_a
	jq -r --rawfile b <(jq -rj 'select(.id == "copy").text' in) \
		'.runs[] | $b[.b.begin:.b.end] | gsub("[^a-z]"; "")' out >run_b
	same run_a run_b
	ndedup --why a,quoting in | jq -e '.score < 0.45 and .b.root == "quoting"
		and (.reason | test("not enough"))'
	ndedup --why a,again in | jq -e '.reason == "the texts are equal"'
	run -2 --separate-stderr ndedup --why a,nobody in
	[[ $stderr == *nobody* ]]
	run -2 ndedup --why a in
}

@test "a full disk under --duplicates stops ndedup with status 2" {
	sample >in
	run -2 --separate-stderr ndedup --duplicates /dev/full -o out in
	[[ $stderr == *"/dev/full"* ]]
}

@test "options that exclude each other are refused" {
	run -2 --separate-stderr ndedup --mark --pairs </dev/null
	[[ $stderr == *"exclude"* ]]
	run -2 --separate-stderr ndedup --lines --mark </dev/null
	[[ $stderr == *"--mark"* ]]
}
