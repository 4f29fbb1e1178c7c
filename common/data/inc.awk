# SPDX-License-Identifier: ISC
# Turns a table (fields separated by tabs, # begins a comment line) into lines
# of C: { "field", "field" },  After a line "# order: bytes" they are put in the
# order of their bytes, so that they can be searched.
BEGIN { FS = "\t"; out = "cat" }
/^# order: bytes$/ { out = "sort" }
/^#/ || /^$/ { next }
{
	line = ""
	for (i = 1; i <= NF; i++) {
		gsub(/[\\"]/, "\\\\&", $i)
		line = line (i > 1 ? ", " : "") "\"" $i "\""
	}
	print "{ " line " }," | out
}
