#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# nquote as a filter.  How single marks are read is in tests/unit/nquote_*.c.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
	cat >broken.jsonl <<'END'
{"id":"a1","text":"\"We will wait,'\" Harrow said. ''The ferry is late.''","source":"Oldmere Post"}
END
	cat >sound.jsonl <<'END'
{"id":"b1", "n":1.50, "text":"\"We will wait,\" Mayor Anna Harrow said.", "source":"Oldmere Post"}
END
}

@test "nquote repairs marks and tells each repair" {
	nquote broken.jsonl >out
	[ "$(jq -r .text out)" = '"We will wait," Harrow said. "The ferry is late."' ]
	[ "$(jq -c '[.repairs[] | [.offset, .from, .to, .rule]]' out)" = \
	    '[[14,"'"'"'\"","\"","stray-single"],[29,"'"''"'","\"","two-singles"],[48,"'"''"'","\"","two-singles"]]' ]
}

@test "repairs applied from the last to the first give back the text that came" {
	need python3
	for style in keep straight curly; do
		printf '%s\n' '{"text":"„Ärger“ – ``so,'"''"' said Zoë.\n\n\"We wait, Ann said. \"“ Now.”","id":"u"}' |
			nquote -r --style=$style >out
		python3 - out <<'END'
import json, sys
r = json.loads(open(sys.argv[1], encoding="utf-8").readline())
t = r["text"]
b = t.encode()
assert r["repairs"]
for f in reversed(r["repairs"]):
    o, n = f["offset"], len(f["to"])
    assert t[o:o + n] == f["to"]
    t = t[:o] + f["from"] + t[o + n:]
    o, n = f["byte_offset"], len(f["to"].encode())
    b = b[:o] + f["from"].encode() + b[o + n:]
want = "„Ärger“ – ``so,'' said Zoë.\n\n\"We wait, Ann said. \"“ Now.”"
assert t == want, t
assert b.decode() == want
END
	done
}

@test "a record whose marks are sound keeps every byte; only quotes is new" {
	nquote sound.jsonl >out
	head -c "$(($(wc -c <sound.jsonl) - 2))" sound.jsonl >want
	head -c "$(wc -c <want)" out >got
	same want got
	[ "$(jq -c 'has("repairs")' out)" = false ]
	[ "$(jq -r '.quotes[0].speaker' out)" = "Mayor Anna Harrow" ]
}

@test "nquote -r leaves a record of sound marks alone, byte for byte" {
	nquote -r sound.jsonl >out
	same sound.jsonl out
}

@test "quotes is an array though nobody says anything" {
	[ "$(echo '{"text":""}' | nquote | jq -c .quotes)" = "[]" ]
	[ "$(echo '{"text":"It rained."}' | nquote | jq -c .quotes)" = "[]" ]
}

@test "a second run changes nothing" {
	nquote broken.jsonl >one
	nquote one >two
	same one two
}

@test "nquote -a leaves the text alone and points into it" {
	nquote -a broken.jsonl >out
	[ "$(jq -c 'has("repairs")' out)" = false ]
	[ "$(jq -c .text out)" = "$(jq -c .text broken.jsonl)" ]
	[ "$(jq -r '.quotes[0] | .text + "|" + .speaker' out)" = "\"We will wait,'\"|Harrow" ]
	[ "$(jq -r '.text[.quotes[0].begin:.quotes[0].end]' out)" = "\"We will wait,'\"" ]
}

@test "offsets count code points and bytes of the repaired text" {
	printf '%s\n' '{"text":"Zoë – “Größe,“ said Jürg. “É,” he added."}' | nquote >out
	jq -e '.text as $t | .quotes | length == 2 and
	    all(.[]; . as $q | $t[$q.begin:$q.end] == $q.text and
		$q.byte_end - $q.byte_begin == ($q.text | utf8bytelength))' out
	[ "$(jq -r '.quotes[0].text' out)" = "“Größe,”" ]
}

@test "old quotes are replaced in place, and dropped when -r changes the text" {
	printf '%s\n' '{"text":"\"Go,'"'"'\" Ann said.","quotes":[1],"z":0}' >in
	[ "$(nquote in | jq -r 'keys_unsorted | join(" ")')" = "text quotes z repairs" ]
	[ "$(nquote -r in | jq -r 'keys_unsorted | join(" ")')" = "text z repairs" ]
}

@test "nquote -x writes a record a quotation, with the id of its parent" {
	nquote -x broken.jsonl >out
	[ "$(jq -r .id out | paste -sd ' ')" = "a1.q1 a1.q2" ]
	[ "$(jq -r .source out | sort -u)" = "Oldmere Post" ]
	[ "$(jq -r '.metadata.parent' out | sort -u)" = a1 ]
	[ "$(jq -r '.text' out | head -n 1)" = '"We will wait,"' ]
	jq -es '.[0].metadata.parent_offset == 0 and
	    all(.[]; .metadata.parent_length == (.text | utf8bytelength))' out
}

@test "nquote -x -w tsv writes nine fields a line, whatever is in the text" {
	printf '%s\n' '{"id":"a\tb","text":"\"Wait\there, now,\" Anna Harrow said."}' |
		nquote -x -w tsv >out
	printf 'a b.q1\t0\t17\tdirect\tAnna Harrow\tsaid\n' >want
	cut -f 1-5,7 out >got
	same want got
	[ "$(awk -F '\t' '{ print NF }' out)" = 9 ]
	[ "$(cut -f 9 out)" = '"Wait here, now,"' ]
}

@test "--style makes the marks of the result straight or curly" {
	printf '%s\n' "“It's ‘late,’” he said. \"Go.\"" >in
	[ "$(nquote --lines --style=straight in)" = "\"It's 'late,'\" he said. \"Go.\"" ]
	[ "$(nquote --lines --style=curly in)" = "“It’s ‘late,’” he said. “Go.”" ]
	[ "$(nquote --lines in)" = "$(cat in)" ]
}

@test "--lines repairs plain lines, one out for one in" {
	printf "\"\"We wait,' Harrow told them.\n\nA 12\" pipe\n" >in
	printf '"We wait," Harrow told them.\n\nA 12" pipe\n' >want
	nquote --lines in >got
	same want got
}

@test "--marks-only finds no indirect speech" {
	echo '{"text":"Harrow said that the ferry was late. \"We wait,\" she said."}' >in
	[ "$(nquote in | jq '[.quotes[] | select(.kind == "indirect")] | length')" -ge 1 ]
	[ "$(nquote --marks-only in | jq -c '[.quotes[].kind]')" = '["direct"]' ]
}

@test "few words that look French are read as English unless the record says so" {
	text='Le pain de la mer: \"We are late for the boat,\" said Anna Tell.'
	echo "{\"text\":\"$text\"}" >in
	[ "$(nquote in | jq -r '.quotes[0].speaker')" = "Anna Tell" ]
	echo "{\"text\":\"$text\",\"language\":\"fr\"}" >in
	[ "$(nquote in | jq -r '.quotes[0].speaker')" != "Anna Tell" ]
}

@test "a single after an opening mark of a CSV file opens, though its partner is lost" {
	printf '%s\n' '{"id":"s","text":"She said it was \"\"'"'"'unlikely.\"\" But \"\"'"'"'tis so,\"\" he said."}' |
		nquote -r --style=curly | jq -r .text >out
	[ "$(cat out)" = "She said it was “‘unlikely.” But “’tis so,” he said." ]
}

@test "a noun is named by who was introduced with it, and by nobody else" {
	printf '%s\n' '{"id":"r","text":"Gov. Ann Lee came late. \"No,\" the governor said. \"No,\" said the clerk. \"Go,\" she added.\n\nOdo Fenn, the harbour engineer, left. \"It leaks,\" said the engineer."}' |
		nquote >out
	[ "$(jq -r '.quotes[].speaker_name' out | tr '\n' ,)" = \
	    'Ann Lee,the clerk,Ann Lee,Odo Fenn,' ]
}

@test "an apposition names the speaker, a dateline nobody" {
	printf '%s\n' '{"id":"r","text":"A clerk, Lina Maro, said it was late.\n\nThe Ministry of Supply said it would wait."}' \
	    '{"id":"d","text":"NORTHWICK, Friday.--The vote was lost. \"It is a shame,\" he said."}' \
	    '{"id":"n","text":"Three clerks, who asked not to be named, said the fund was empty."}' |
		nquote >out
	[ "$(jq -r '.quotes[].speaker_name' out | tr '\n' ,)" = \
	    'Lina Maro,Ministry of Supply,null,Three clerks,' ]
}

@test "--explain tells each repair with its record" {
	nquote -r --explain why broken.jsonl >/dev/null
	[ "$(jq -r '[.record, .rule, .before, .after] | join(" ")' why | head -n 1)" = \
	    "a1 stray-single '\" \"" ]
	[ "$(wc -l <why)" -eq 3 ]
}

@test "options that contradict each other are refused" {
	run -2 --separate-stderr nquote -r -a sound.jsonl
	[[ $stderr == *"-r does not go with -a"* ]]
	run -2 nquote -r -x sound.jsonl
	run -2 nquote -w tsv sound.jsonl
	run -2 nquote -a --style=curly sound.jsonl
	run -2 nquote --style=fancy sound.jsonl
	run -2 nquote --language=xx sound.jsonl
}

@test "any bytes pass: NUL, controls, odd marks, one line of a megabyte" {
	printf '%s\n' '{"text":"\u0000\"a\u0000\" \u0007 \"\"\"\"\" '"'''''"' \ud800 “”„”“"}' >in
	becomes 0 nquote in >out
	[ "$(wc -l <out)" -eq 1 ]
	head -c 1000000 /dev/zero | tr '\0' '"' | sed 's/^/{"text":"/; s/""/\\"\\"/3g; s/$/\\"x"}/' >odd
	becomes 1 nquote odd >out
	head -c 500000 /dev/zero | sed 's/\x00/\\" /g; s/^/{"text":"/; s/$/"}/' >many
	becomes 0 nquote many >out
	cmp <(jq -r .text many) <(jq -r .text out)
}

@test "the output is the same for any number of threads" {
	for i in $(seq 300); do
		sed "s/a1/a$i/" broken.jsonl
		sed "s/b1/b$i/" sound.jsonl
	done >in
	nquote -j 1 in >one
	nquote -j 4 in >four
	same one four
	LC_ALL=C nquote in >plain
	same one plain
}

@test "nquote finds who said what in its own texts, in four languages" {
	need python3
	python3 "$ROOT/tests/bench/attribution.py" --min 0.89 >out
	[ "$(grep -c ' F1 [01]' out)" = 4 ]
	grep -q '^    cue-speaker .* right' out
}
