# SPDX-License-Identifier: ISC
# shellcheck shell=bash

# wrap DIR REAL BEFORE AFTER: in DIR/bin each tool is `BEFORE REAL/tool AFTER'
# and then its arguments; BEFORE and AFTER are words, a space between two.
wrap() {
	local tool

	mkdir -p "$1/bin" || exit 2
	for tool in nsplit nnorm nquote ndedup; do
		cc -o "$1/bin/$tool" -DREAL="\"$2/$tool\"" \
		    -DBEFORE="$(listed "$3")" -DAFTER="$(listed "$4")" \
		    tests/long/wrap.c || exit 2
	done
}

# The words as strings of C, a comma behind each.
listed() {
	local word

	for word in $1; do
		printf '"%s",' "$word"
	done
}
