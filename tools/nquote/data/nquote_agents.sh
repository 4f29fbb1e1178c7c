#!/bin/sh
# SPDX-License-Identifier: ISC
# Makes nquote_agents.txt from WordNet's nouns (Debian's package wordnet-base):
#	sh nquote_agents.sh >nquote_agents.txt
# A lower-case single word is taken when one of its two most frequent senses is
# a person (p), a group (g) or a piece of communication (c); the class is that
# of the first such sense.
set -eu
dir=${1:-/usr/share/wordnet}
cat <<'H'
# Nouns of English that can speak: persons (p), groups (g), communications.
# Source: WordNet 3.0, noun.person and noun.group among a
# word's two most frequent senses; made by nquote_agents.sh.  Licence: WordNet 3.0,
# Copyright 2006 by Princeton University.  All rights reserved.  Permission to
# use, copy, modify and distribute this software and database and its
# documentation for any purpose and without fee or royalty is hereby granted,
# provided that you agree to comply with the copyright notice and statements,
# including the disclaimer, and that the same appear on all copies.  THIS
# SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO
# REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.
H
LC_ALL=C awk '
FNR == NR { if ($1 ~ /^[0-9]+$/) lex[$1] = $2; next }
$1 ~ /^[a-z][a-z-]*[a-z]$/ {
	n = $3; first = NF - n + 1
	for (i = first; i < first + 2 && i <= NF; i++) {
		l = lex[$i]
		c = l == "18" ? "p" : l == "14" ? "g" : ""
		if (c != "") { print $1 "\t" c; break }
	}
}' "$dir/data.noun" "$dir/index.noun" | LC_ALL=C sort
