# SPDX-License-Identifier: ISC
# Turns a table (fields separated by tabs, # begins a comment line) into lines
# of C: { "field", "field" },
BEGIN { FS = "\t" }
/^#/ || /^$/ { next }
{
	line = ""
	for (i = 1; i <= NF; i++) {
		gsub(/[\\"]/, "\\\\&", $i)
		line = line (i > 1 ? ", " : "") "\"" $i "\""
	}
	print "{ " line " },"
}
