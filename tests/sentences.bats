#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# nsplit -u sentence as a filter.  The rules are in tests/unit/nsplit_sentence.c.

load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || return 1
}

# The sentences of stdin, one JSON string a line.
sentences() {
	nsplit -u sentence "$@" | jq -c .text
}

@test "nsplit cuts the text of a record into sentences" {
	printf '%s\n' '{"id":"a","text":"Dr. Venn came at 5 p.m. Tuesday. She left.\n\nNo one saw her."}' |
		sentences >out
	printf '%s\n' '"Dr. Venn came at 5 p.m. Tuesday."' '"She left."' '"No one saw her."' >want
	same want out
}

@test "each sentence is the bytes of its parent that it names" {
	printf 'Die Fähre sank.\r\n»Alle«, sagte er,\r\nschwammen. Am 3. Mai kam\x93 Hilfe.' >text
	jq -Rsc '{id: "p", text: .}' <text >in.jsonl
	nsplit -u sentence --language de in.jsonl >out
	[ "$(wc -l <out)" -eq 3 ]
	jq -jr .text in.jsonl >parent
	while read -r offset length; do
		tail -c +$((offset + 1)) parent | head -c "$length"
	done < <(jq -r '.metadata | "\(.parent_offset) \(.parent_length)"' out) >got
	jq -jr .text out >want
	same want got
}

@test "--quotes=keep leaves a quotation whole" {
	echo '{"id":"a","text":"He said: \"We go. Now.\" They went."}' >in.jsonl
	[ "$(sentences <in.jsonl | wc -l)" -eq 3 ]
	[ "$(sentences --quotes=keep <in.jsonl | wc -l)" -eq 2 ]
}

@test "--abbreviations adds a list, with or without the stops" {
	printf '%s\n' '# ours' 'facs.' 'Obkomm' >list
	echo '{"id":"a","text":"See facs. Two for Obkomm. Orr. It is old."}' >in.jsonl
	[ "$(sentences <in.jsonl | wc -l)" -eq 4 ]
	[ "$(sentences --abbreviations list <in.jsonl | wc -l)" -eq 2 ]
}

@test "the language is the option's, else the record's, else the text's" {
	text='Er kam am 3. Mai. Es war kalt.'
	echo '{"id":"a","text":"'"$text"'"}' >plain.jsonl
	echo '{"id":"a","language":"en","text":"'"$text"'"}' >marked.jsonl
	[ "$(sentences <plain.jsonl | wc -l)" -eq 2 ]
	[ "$(sentences <marked.jsonl | wc -l)" -eq 3 ]
	[ "$(sentences --language de <marked.jsonl | wc -l)" -eq 2 ]
	[ "$(sentences --language none <plain.jsonl | wc -l)" -eq 3 ]
}

@test "hard wraps change no sentence" {
	need fold
	text='The mayor of St. Orrin said at 5 p.m. that Wexley Corp. would close. Mr. Abara, who is 51, agreed. "Why now?" he asked. The U.S. Navy had no answer. They waited.'
	printf '%s' "$text" | jq -Rsc '{id: "p", text: .}' | sentences >want
	for width in 30 48 72; do
		printf '%s' "$text" | fold -sw $width | sed 's/ *$//' |
			jq -Rsc '{id: "p", text: .}' |
			nsplit -u sentence | jq -c '.text | gsub("\n"; " ")' >got
		same want got
	done
}
