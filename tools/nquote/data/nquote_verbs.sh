#!/bin/sh
# SPDX-License-Identifier: ISC
# Makes nquote_verbs.txt from WordNet's verbs (Debian's package wordnet-base):
#	sh nquote_verbs.sh >nquote_verbs.txt
# The third person of a single lower-case verb is taken when the texts that
# WordNet's senses were counted in have it more often as a verb than as a noun;
# of irregular verbs the past as well, by the same count.
set -eu
dir=${1:-/usr/share/wordnet}
cat <<'H'
# Finite verbs of English that no ending shows: third person, irregular past.
# Source: WordNet 3.0, verbs that are commoner than the noun of the same
# spelling; made by nquote_verbs.sh.  Licence: WordNet 3.0,
# Copyright 2006 by Princeton University.  All rights reserved.  Permission to
# use, copy, modify and distribute this software and database and its
# documentation for any purpose and without fee or royalty is hereby granted,
# provided that you agree to comply with the copyright notice and statements,
# including the disclaimer, and that the same appear on all copies.  THIS
# SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO
# REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.
H
LC_ALL=C awk '
FILENAME ~ /cntlist/ {
	split($1, k, /[%:]/)
	if (k[2] == 2) verb[k[1]] += $3
	else other[k[1]] += $3
	next
}
FILENAME ~ /verb.exc/ {
	if ($1 !~ /^[a-z]+$/ || $2 !~ /^[a-z]+$/ || $1 ~ /(ing|ed|s)$/) next
	form[$1] = $2
	next
}
$1 ~ /^[a-z][a-z]+$/ && verb[$1] >= 1 {
	v = $1
	if (v ~ /[^aeiou]y$/) s = substr(v, 1, length(v) - 1) "ies"
	else if (v ~ /(s|x|z|ch|sh|[^aeiou]o)$/) s = v "es"
	else s = v "s"
	if (verb[v] > 2 * other[v]) print s "\tv"
}
END {
	for (f in form)
		if (!(f in verb) && !(f in other) && verb[form[f]] >= 1) print f "\tv"
}' "$dir/cntlist.rev" "$dir/verb.exc" "$dir/index.verb" | LC_ALL=C sort -u
