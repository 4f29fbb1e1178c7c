#!/usr/bin/env bats
# SPDX-License-Identifier: ISC
# What the reader makes of operands: compression, archives, damage, directories
# and character sets.  The files come from tests/make-fixtures.

load helper

setup_file() {
	export READ=$BATS_FILE_TMPDIR
	python3 "$BATS_TEST_DIRNAME/make-fixtures" "$READ"
}

setup() {
	cd "$READ" || return
}

# nsplit's status, output and messages for the operands.
reads() {
	local want=$1

	shift
	becomes "$want" nsplit "$@" >"$BATS_TEST_TMPDIR/out" \
	    2>"$BATS_TEST_TMPDIR/err"
}

# The members that records came from, on one line.
members() {
	jq -r '.metadata.member' "$BATS_TEST_TMPDIR/out" | tr '\n' ' '
}

# The records came from these members, in this order.
from() {
	[ "$(members)" = "$*${*:+ }" ] && return
	echo "members: $(members)" >&2
	return 1
}

# Exactly these messages, in this order.
says() {
	local line

	for line; do
		echo "nsplit: $line"
	done | diff -u - "$BATS_TEST_TMPDIR/err"
}

# The text of all records is that of plain.txt.
is_plain() {
	jq -r .text "$BATS_TEST_TMPDIR/out" >"$BATS_TEST_TMPDIR/text"
	nsplit "$READ/plain.txt" | jq -r .text | same - \
	    "$BATS_TEST_TMPDIR/text"
}

# Text of the only record, decoded from a character set, is good.
decodes() {
	reads 0 "$1"
	says
	[ "$(jq -r .metadata.encoding "$BATS_TEST_TMPDIR/out")" = "$2" ]
	jq -r .text "$BATS_TEST_TMPDIR/out" >"$BATS_TEST_TMPDIR/text"
	printf '%s\n' "$3" | same - "$BATS_TEST_TMPDIR/text"
}

FRENCH="L'été dernier, le maire a fêté les élèves à la mairie.
L'été dernier, le maire a fêté les élèves à la mairie.
L'été dernier, le maire a fêté les élèves à la mairie.
L'été dernier, le maire a fêté les élèves à la mairie."

@test "an archive is read through every compression" {
	for x in "" .gz .xz .bz2 .zst .lz4 .lz; do
		echo "three.tar$x"
		reads 0 "three.tar$x"
		from harbour.txt library.txt ferry.txt
		says
	done
}

@test "a compressed archive is read from a pipe" {
	for x in "" .gz .xz .bz2 .zst .lz4 .lz; do
		echo "three.tar$x"
		cat "three.tar$x" | nsplit --name "three.tar$x" \
		    >"$BATS_TEST_TMPDIR/piped"
		nsplit "three.tar$x" >"$BATS_TEST_TMPDIR/named"
		same "$BATS_TEST_TMPDIR/named" "$BATS_TEST_TMPDIR/piped"
	done
}

@test "a compressed text is read as the text" {
	for x in gz xz bz2 zst lz4 lz; do
		echo "plain.txt.$x"
		reads 0 "plain.txt.$x"
		is_plain
	done
}

@test "two layers of compression are unpacked, three are skipped" {
	reads 0 twice.tar.gz.xz
	from harbour.txt library.txt ferry.txt
	reads 1 thrice.gz
	from
	says "thrice.gz: skipped: compressed more than twice; unpack it first"
}

@test "zip and 7z are read" {
	for x in zip 7z; do
		reads 0 three.$x
		from harbour.txt library.txt ferry.txt
		says
	done
}

@test "a zip is read from a pipe, a 7z is refused there" {
	cat three.zip | reads 0 -
	from harbour.txt library.txt ferry.txt
	cat three.7z | reads 2 -
	says "-: 7z cannot be read from a pipe; give the file's name"
}

@test "a wrong gzip checksum is told and the members come out" {
	for x in crc length; do
		reads 1 $x.tar.gz
		from harbour.txt library.txt ferry.txt
		says "$x.tar.gz: damaged: the gzip checksum is wrong"
	done
}

@test "a flipped byte of payload is told" {
	reads 1 payload.tar.gz
	from harbour.txt library.txt ferry.txt
	says "payload.tar.gz: damaged: the gzip checksum is wrong"
}

@test "a flipped byte in a tar header costs that member alone" {
	reads 1 header.tar.gz
	from harbour.txt ferry.txt
	[ "$(wc -l <"$BATS_TEST_TMPDIR/err")" -eq 2 ]
	reads 1 badheader.tar
	from harbour.txt ferry.txt
	says "badheader.tar: damaged: 2 blocks that are no header were passed over"
}

@test "of a truncated archive the whole members come out, the last is partial" {
	for x in tar tar.gz zip; do
		echo "cut.$x"
		reads 1 "cut.$x"
		from harbour.txt library.txt
		[ "$(jq -c .metadata.partial "$BATS_TEST_TMPDIR/out" |
		    tr '\n' ' ')" = "null true " ]
		grep -q "^nsplit: cut.$x:library.txt: cut short: " \
		    "$BATS_TEST_TMPDIR/err"
		[ "$(wc -l <"$BATS_TEST_TMPDIR/err")" -eq 1 ]
	done
}

@test "truncation is told in every compression" {
	for x in xz bz2 zst lz4 lz; do
		echo "cut.tar.$x"
		reads 1 "cut.tar.$x"
		grep -q "^nsplit: cut.tar.$x: cut short: truncated" \
		    "$BATS_TEST_TMPDIR/err"
	done
}

@test "a truncated gzip text comes out as far as it goes" {
	reads 1 cut.txt.gz
	[ "$(jq -c .metadata.partial "$BATS_TEST_TMPDIR/out")" = true ]
	says "cut.txt.gz: cut short: truncated gzip data"
	reads 1 nocrc.txt.gz
	is_plain
	says "nocrc.txt.gz: cut short: truncated gzip data"
	reads 1 damaged.txt.gz
	says "damaged.txt.gz: cut short: damaged gzip data"
}

@test "concatenated gzip members are one text, zeros between them are padding" {
	reads 0 concatenated.txt.gz
	says
	grep -q "Ada Thorne.*Jonas Pell" "$BATS_TEST_TMPDIR/out"
	reads 0 padded-between.txt.gz
	says
	reads 0 padded.tar.gz
	from harbour.txt library.txt ferry.txt
	says
}

@test "a wrong checksum of one gzip member does not hide the next" {
	reads 1 concatenated-crc.txt.gz
	grep -q "Ada Thorne.*Jonas Pell" "$BATS_TEST_TMPDIR/out"
	says "concatenated-crc.txt.gz: damaged: the gzip checksum is wrong"
}

@test "bytes after compressed data are told" {
	reads 1 junk.tar.gz
	from harbour.txt library.txt ferry.txt
	says "junk.tar.gz: damaged: bytes after the gzip data were ignored"
	reads 1 half-magic.txt.gz
	is_plain
	reads 1 junk.txt.bz2
	is_plain
	says "junk.txt.bz2: damaged: bytes after the bzip2 data were ignored"
}

@test "a second tar archive appended to the first is read" {
	for x in tar tar.gz; do
		reads 0 two.$x
		from harbour.txt library.txt ferry.txt
		says
	done
}

@test "a tar archive without its end mark is told" {
	reads 1 noend.tar
	from harbour.txt library.txt ferry.txt
	says "noend.tar: cut short: the archive has no end mark"
}

@test "an old tar archive without magic is one" {
	reads 0 v7.tar
	from harbour.txt
}

@test "holes of a sparse member are filled" {
	reads 0 --input text sparse.tar
	[ "$(jq .metadata.length "$BATS_TEST_TMPDIR/out")" -ge 69646 ]
}

@test "names keep their letters in the C locale" {
	for x in names.zip pax.tar; do
		LC_ALL=C reads 0 "$x"
		from "Zeitung/Köln-Ω.txt"
		says
	done
	LC_ALL=C reads 0 latin1name.tar
	from "Köln.txt"
}

@test "a newline or an escape in a name reaches no terminal" {
	reads 1 --include '*b*' --max-member 5 newline.tar
	says "newline.tar:a?b?[31m.txt: cut short: longer than --max-member"
	jq -e '.metadata.member == "a\nb\u001b[31m.txt"' \
	    "$BATS_TEST_TMPDIR/out"
}

@test "a wrong checksum in a zip is told and the next member read" {
	reads 1 crc.zip
	from harbour.txt library.txt
	grep -q "^nsplit: crc.zip:harbour.txt: damaged: .*CRC" \
	    "$BATS_TEST_TMPDIR/err"
}

@test "an encrypted member is skipped and the next one read" {
	reads 1 encrypted.zip
	from harbour.txt again-harbour.txt
	says "encrypted.zip:secret.txt: skipped: encrypted; decrypt it first"
}

@test "empty files and empty archives are no fault" {
	for x in empty.txt empty.tar empty.tar.gz empty.zip empty.txt.gz; do
		echo "$x"
		reads 0 "$x"
		from
		says
	done
}

@test "text is never taken for an archive" {
	for x in begin ar cpio cpio1 words pk bz nul; do
		echo "$x.txt"
		reads 0 --input text "$x.txt"
		[ "$(jq .metadata.length "$BATS_TEST_TMPDIR/out")" -ge \
		    $(($(wc -c <"$x.txt") - 1)) ]
		says
	done
}

@test "JSON Lines are never taken for an mtree list" {
	reads 1 mtree.jsonl
	grep -q "A mole was seen" "$BATS_TEST_TMPDIR/out"
	nnorm mtree.jsonl >"$BATS_TEST_TMPDIR/out" || [ $? -eq 1 ]
	grep -q "A mole was seen" "$BATS_TEST_TMPDIR/out"
}

@test "what is no text is skipped with advice" {
	while read -r file what; do
		echo "$file"
		reads 1 "$file"
		from
		says "$file: skipped: $what"
	done <<-END
		article.rtf RTF; convert it with unrtf
		article.pdf PDF; convert it with pdftotext
		pages.warc WARC; take the pages out with a WARC reader
		pages.warc.gz WARC; take the pages out with a WARC reader
		rows.parquet Parquet; write it as JSON Lines
		photo.png PNG image; run an OCR program on it
		empty.docx a DOCX file without a text
		letter.odt ODT; convert it with odt2txt or pandoc
		book.epub EPUB; convert it with pandoc
		noise.bin binary data; it is no text
	END
}

@test "what is no text in an archive is skipped, the rest is read" {
	reads 1 mixed.tar
	from harbour.txt
	says "mixed.tar:a.pdf: skipped: PDF; convert it with pdftotext" \
	    "mixed.tar:b.rtf: skipped: RTF; convert it with unrtf" \
	    "mixed.tar:n.bin: skipped: binary data; it is no text"
}

@test "what is no text is skipped by the tools for records too" {
	for tool in nnorm nquote ndedup; do
		becomes 1 "$tool" article.pdf >"$BATS_TEST_TMPDIR/out" \
		    2>"$BATS_TEST_TMPDIR/err"
		grep -q "^$tool: article.pdf: skipped: PDF" \
		    "$BATS_TEST_TMPDIR/err"
	done
}

@test "forks of a Mac are left out in silence" {
	reads 0 mac.tar
	from harbour.txt
	says
}

@test "compressed members are unpacked, archives in archives are skipped" {
	reads 1 inner.tar
	from harbour.txt.gz library.txt.xz
	says "inner.tar:more.tar.gz: skipped: tar archive in an archive; unpack it first" \
	    "inner.tar:more.zip: skipped: zip archive in an archive; unpack it first" \
	    "inner.tar:twice.gz: skipped: compressed more than twice; unpack it first"
	reads 1 inner.zip
	from harbour.txt
}

@test "a bomb is stopped and told" {
	for x in bomb.gz bomb.xz; do
		echo "$x"
		reads 1 --max-record 1M "$x"
		grep -q "^nsplit: $x: cut short: .*--max-ratio" \
		    "$BATS_TEST_TMPDIR/err"
	done
	reads 1 --max-record 1M bomb.tar.gz
	grep -q "^nsplit: bomb.tar.gz:bomb.txt: cut short: .*--max-ratio" \
	    "$BATS_TEST_TMPDIR/err"
	reads 1 --max-record 1M --exclude 'bomb*' bomb.tar.gz
	grep -q "^nsplit: bomb.tar.gz: cut short: .*--max-ratio" \
	    "$BATS_TEST_TMPDIR/err"
}

@test "--max-member cuts a member short and goes on with the next" {
	reads 1 --max-member 100 three.tar.gz
	from harbour.txt library.txt ferry.txt
	[ "$(jq -c '.metadata | [.partial, .length <= 100]' \
	    "$BATS_TEST_TMPDIR/out" | sort -u)" = "[true,true]" ]
	[ "$(grep -c "longer than --max-member" "$BATS_TEST_TMPDIR/err")" -eq 3 ]
}

@test "a directory is walked in order, hidden files are left out" {
	reads 1 dir
	from a/z.txt b.txt ferry.txt
	says "dir/d.rtf: skipped: RTF; convert it with unrtf"
}

@test "a symbolic link to a directory is not followed" {
	cd "$BATS_TEST_TMPDIR"
	mkdir loop
	cp "$READ/plain.txt" loop
	ln -s ../loop loop/again
	ln -s plain.txt loop/link.txt
	reads 0 loop
	from link.txt plain.txt
	says "loop/again: left out: a symbolic link to a directory"
}

@test "in a directory what is no file, and what leads nowhere, is told" {
	cd "$BATS_TEST_TMPDIR"
	mkdir walked
	cp "$READ/plain.txt" walked
	mkfifo walked/fifo
	ln -s nowhere walked/dangling
	reads 2 walked
	from plain.txt
	says "walked/dangling: No such file or directory" \
	    "walked/fifo: left out: no plain file"
}

@test "bytes that are no text in their set are told with line and column" {
	cd "$BATS_TEST_TMPDIR"
	printf '\xFF\xFEF\0o\0g\0.\0\n\0N\0o\0 \0\0\xDCb\0o\0a\0t\0' >half.txt
	reads 1 half.txt
	says "half.txt:2:4: 2 bytes are no text in utf-16le, now U+FFFD"
	[ "$(jq -r .text "$BATS_TEST_TMPDIR/out")" = $'Fog.\nNo \xEF\xBF\xBDboat' ]
	# Four in all: the first place is told.
	printf '\xFF\xFEa\0\0\xDC\n\0b\0\0\xD8' >half.txt
	reads 1 half.txt
	says "half.txt:1:2: 4 bytes are no text in utf-16le, now U+FFFD"
}

@test "a missing file among good ones is told and the others read" {
	reads 2 plain.txt nosuch.txt three.zip
	from plain.txt harbour.txt library.txt ferry.txt
	says "nosuch.txt: cannot open: No such file or directory"
}

@test "--include and --exclude choose members and walked files" {
	reads 0 --include 'l*' three.tar.gz
	from library.txt
	reads 0 --exclude 'l*' --exclude 'f*' three.tar.gz
	from harbour.txt
	reads 0 --include '*.txt' --exclude a dir
	from b.txt
	reads 0 --exclude '*' plain.txt
	from plain.txt
}

@test "--files-from reads names ended by a newline or a NUL" {
	printf 'plain.txt\n\nthree.zip\n' >"$BATS_TEST_TMPDIR/list"
	reads 0 --files-from "$BATS_TEST_TMPDIR/list"
	from plain.txt harbour.txt library.txt ferry.txt
	printf 'plain.txt\0three.zip' | reads 0 -0 --files-from -
	from plain.txt harbour.txt library.txt ferry.txt
}

@test "UTF-16 and UTF-32 are decoded, with and without a byte order mark" {
	decodes utf16.txt utf-16le "$FRENCH"
	decodes utf16-nobom.txt utf-16le "$FRENCH"
	decodes utf32.txt utf-32le "$FRENCH"
	reads 0 utf16be.txt
	grep -q "Мэр города сообщил" "$BATS_TEST_TMPDIR/out"
}

@test "legacy character sets are told and decoded" {
	decodes latin1.txt windows-1252 "$FRENCH"
	while read -r file set words; do
		echo "$file"
		reads 0 "$file"
		says
		grep -qF "$words" "$BATS_TEST_TMPDIR/out"
		[ "$(jq -r .metadata.encoding "$BATS_TEST_TMPDIR/out")" = \
		    "$set" ]
	done <<-END
		cp1251.txt windows-1251 Мэр города сообщил, что мост
		koi8r.txt koi8-r Мэр города сообщил, что мост
		sjis.txt shift_jis 市長は橋を六週間閉鎖すると述べた。
		eucjp.txt euc-jp 市長は橋を六週間閉鎖すると述べた。
		iso2022jp.txt iso-2022-jp 市長は橋を六週間閉鎖すると述べた。
		gb18030.txt gb18030 市长说，大桥将关闭六个星期。
		quotes1252.txt windows-1252 “We are glad,” said the mayor’s wife. It cost €1,000.
	END
}

@test "the set is decided for each member of an archive" {
	reads 0 charsets.tar
	[ "$(jq -r .metadata.encoding "$BATS_TEST_TMPDIR/out" | tr '\n' ' ')" = \
	    "windows-1252 utf-16le windows-1251 " ]
}

@test "a stray byte in UTF-8 is read as windows-1252" {
	reads 0 stray.txt
	grep -q 'café\\nL' "$BATS_TEST_TMPDIR/out"
	says
}

@test "lines that end in CR alone are lines, whatever the set" {
	nsplit <"$FIXTURES/three.txt" >want
	[ "$(wc -l <want)" -eq 3 ]
	tr '\n' '\r' <"$FIXTURES/three.txt" >cr
	iconv -t utf-16 cr >cr16
	for f in cr cr16; do
		nsplit <$f >out
		same <(jq -c '[.title, .text]' want) <(jq -c '[.title, .text]' out)
	done
	nsplit <cr | jq .metadata.offset >offsets
	same <(jq .metadata.offset want) offsets
	# One line feed, and CR is what it is elsewhere.
	{ cat cr && echo; } >mixed
	[ "$(nsplit mixed | wc -l)" -eq 1 ]
}

@test "offsets are those of the member's own bytes" {
	local file set at len

	while read -r file set; do
		echo "$file"
		nsplit "$file.txt" >"$BATS_TEST_TMPDIR/out"
		at=$(jq .metadata.offset "$BATS_TEST_TMPDIR/out")
		len=$(jq .metadata.length "$BATS_TEST_TMPDIR/out")
		tail -c "+$((at + 1))" "$file.txt" | head -c "$len" |
		    iconv -f "$set" -t utf-8 >"$BATS_TEST_TMPDIR/cut"
		jq -rj .text "$BATS_TEST_TMPDIR/out" >"$BATS_TEST_TMPDIR/text"
		same "$BATS_TEST_TMPDIR/cut" "$BATS_TEST_TMPDIR/text"
	done <<-END
		latin1 windows-1252
		utf16 utf-16le
		utf16-nobom utf-16le
		utf16be utf-16be
		utf32 utf-32le
		bom utf-8
		cp1251 windows-1251
		sjis cp932
		gb18030 gb18030
	END
}

@test "records in UTF-16 are read" {
	reads 0 utf16.jsonl
	jq -e '.id == "u1"' "$BATS_TEST_TMPDIR/out"
	nnorm utf16.jsonl >"$BATS_TEST_TMPDIR/out"
	jq -e '.id == "u1"' "$BATS_TEST_TMPDIR/out"
}

@test "a pipe that nobody closes does not hold up who has read enough" {
	local writer got=0

	cd "$BATS_TEST_TMPDIR"
	seq 400000 | gzip | head -c 60000 >big.gz
	mkfifo pipe
	(
		cat big.gz
		exec sleep 60
	) >pipe 3>&- &
	writer=$!
	timeout 20 nsplit --max-member 100 pipe >out 2>err || got=$?
	kill "$writer" || true
	[ "$got" -eq 1 ]
	[ "$(wc -l <out)" -eq 1 ]
}
