# SPDX-License-Identifier: ISC
# Shows records to a person.  It looks for members by their quoted names, which
# cannot stand inside a JSON string, where each quote has a backslash.

# The string that is the first member called key in json; "" without one.
function get(json, key,    at, s) {
	if (!(at = index(json, "\"" key "\":\"")))
		return ""
	s = substr(json, at + length(key) + 4)
	match(s, /^([^"\\]|\\.)*/)
	return plain(substr(s, 1, RLENGTH))
}

function number(json, key) {
	if (!match(json, "\"" key "\":[0-9.]+"))
		return ""
	return substr(json, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
}

# The text of an array or object that is a member called key.
function inside(json, key, last,    at) {
	at = index(json, "\"" key "\":")
	return at ? substr(json, at, index(substr(json, at), last)) : ""
}

function plain(s) {
	gsub(/\\n/, "\n", s)
	gsub(/\\"/, "\"", s)
	gsub(/\\\\/, "\\", s)
	return s
}

# Print s behind label, wrapped at 78 columns.
function say(label, s,    word, n, i, line) {
	n = split(s, word, /[ \n]+/)
	line = sprintf("  %-10s", label)
	for (i = 1; i <= n; i++) {
		if (length(line) + 1 + length(word[i]) > 78) {
			print line
			line = sprintf("%12s", "")
		}
		line = line " " word[i]
	}
	print line
}

function first_paragraph(s) {
	sub(/\n.*/, "", s)
	return s
}

function said(json,    quote, n, i, who) {
	n = split(inside(json, "quotes", "]}]"), quote, /\{"text":/)
	for (i = 2; i <= n; i++) {
		if (quote[i] ~ /"kind":"indirect"/)
			continue
		who = get(quote[i], "speaker_name")
		if (who == "")
			who = get(quote[i], "speaker")
		say("said", (who == "" ? "somebody" : who) ": " \
		    get("\"text\":" quote[i], "text"))
	}
}

# What was mended, with the words around it.  Offsets are bytes, and so are
# awk's in the C locale.
function mended(json, text,    fix, n, i, at, before, after, from, to) {
	n = split(inside(json, "repairs", "]"), fix, /\{"offset":/)
	for (i = 2; i <= n; i++) {
		at = number(fix[i], "byte_offset")
		from = get(fix[i], "from")
		to = get(fix[i], "to")
		before = substr(text, at > 16 ? at - 15 : 1, at > 16 ? 16 : at)
		after = substr(text, at + length(to) + 1, 16)
		if (before ~ /[ \n]/)
			sub(/^[^ \n]*[ \n]+/, "", before)
		if (after ~ /[ \n]/)
			sub(/[ \n]+[^ \n]*$/, "", after)
		sub(/.*\n/, "", before)
		say("mended", before from after "  (" get(fix[i], "rule") ")")
	}
}

function taken_out(json,    line, n, i) {
	json = inside(json, "furniture", "]")
	gsub(/^"furniture":\["|"\]$/, "", json)
	n = split(json, line, /","/)
	for (i = 1; i <= n; i++)
		say(i == 1 ? "taken out" : "", plain(line[i]))
}

function heading(json,    from) {
	print get(json, "title")
	from = get(json, "member")
	if (get(json, "item") != "")
		from = get(json, "source") ", item " get(json, "item") " of " from
	if (get(json, "encoding") != "")
		from = from ", which was in " get(json, "encoding")
	say("from", from)
}

FNR == NR {
	title[get($0, "id")] = get($0, "title")
	heading($0)
	say("begins", first_paragraph(get($0, "text")))
	said($0)
	mended($0, get($0, "text"))
	taken_out($0)
	print ""
	next
}

{
	dup = inside($0, "dup", "}")
	print "Dropped:"
	say("from", get($0, "member"))
	say("because", sprintf("it is a copy (%s) of: %s", get(dup, "kind"),
	    title[get(dup, "of")]))
	say("", sprintf("%d %% of its text is there", 100 * number(dup, "coverage")))
}
