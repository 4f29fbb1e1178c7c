#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# nsplit --check: what an export says of itself against what is in it.

load helper

setup() {
	need jq
	STYLES=$FIXTURES/styles
	cd "$BATS_TEST_TMPDIR" || return 1
}

# nsplit --check of a file complains, and says so.
complains() { # file, what is said
	becomes 1 nsplit --check "$1" >out 2>err
	grep -qF -- "$2" err || { cat err; return 1; }
}

@test "--check finds nothing wrong with whole exports" {
	(cd "$STYLES" && nsplit --check -- *.txt) >out 2>err
	[ ! -s err ]
}

@test "--check tells which article of an export is missing, and where" {
	awk '/ 2 of 4 DOCUMENTS/ { off = 1 } / 3 of 4 DOCUMENTS/ { off = 0 }
	    !off' "$STYLES/nexis-old.txt" >in
	complains in 'article 2 is missing, before byte'
	complains in '4 articles announced, 3 found'
}

@test "--check tells that a text is shorter than its LENGTH" {
	sed '0,/^LENGTH:.*/s//LENGTH: 900 words/' "$STYLES/nexis-old.txt" >in
	complains in 'the article at byte 0 says it has 900 words'
	sed '0,/^LENGTH:.*/s//LENGTH: 60 words/' "$STYLES/nexis-old.txt" >in
	becomes 0 nsplit --check in >out 2>err
	[ ! -s err ]
}

@test "--check reads the counts of words of other databases" {
	for s in factiva-tags factiva-lines factiva-de nexis-uni newsbank \
	    westlaw nexis-de nexis-es; do
		sed -E '0,/[0-9]+ ([Ww]ords|Wörter|palabras)/s//800 \1/
		    0,/(Word Count: )[0-9]+/s//\1800/' "$STYLES/$s.txt" >in
		complains in 'says it has 800 words' ||
		    { echo "$s"; return 1; }
	done
}

@test "--check tells which line of the contents has no article" {
	awk '/^\[3\]$/ { off = 1 } /^\[4\]$/ { off = 0 } !off' \
	    "$STYLES/item-bracket.txt" >in
	line=$(sed -n 's/^\[3\] //p' "$STYLES/item-bracket.txt")
	complains in "no article for this line of the contents: $line"
	title=$(awk -F '\t' '$1 == "pressespiegel" { t = $7 } END { print t }' \
	    "$STYLES/styles.tsv")
	awk -v t="$title" '$0 == t { exit } { print }' \
	    "$STYLES/pressespiegel.txt" >in
	complains in "no article for this line of the contents: $title"
}

@test "--check compares the count of a search with what was found" {
	sed 's/^Results Found.*/Results Found\t7/' \
	    "$STYLES/factiva-display.txt" >in
	complains in '7 articles announced, 4 found'
	sed 's/(4 new results)/(6 new results)/' >in <<-'END'
		News Alert for: harbour   (4 new results)

		Ferry pilots vote to strike over night shifts
		The Harbour Gazette

		Pilots of the ferries between Velmouth and Port Anselm voted to stop work for two days.


		Council shelves plan for new harbour wall
		The Lantern

		The town council of Bexmoor has shelved its plan for a new harbour wall until the autumn.
	END
	complains in '6 articles announced, 2 found'
}

@test "--check looks at each format of a dump by itself" {
	cat "$STYLES/nexis-old.txt" "$STYLES/factiva-display.txt" >in
	becomes 0 nsplit --check in >out 2>err
	[ ! -s err ]
}
