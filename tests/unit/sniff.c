/* SPDX-License-Identifier: ISC */
/* What bytes are, and that the answer does not depend on how many of them are
 * shown at a time. */
#include <stdint.h>
#include <string.h>

#include "sniff.h"

#include "tap.h"

#define S(s) s, sizeof(s) - 1

static unsigned char head[1024];

/* The first answer, given more and more bytes; it must be the last one too. */
static bool
is(const char *bytes, size_t len, enum sniff_kind want, const char *name)
{
	struct sniff s, later;
	size_t n, k;

	memset(head, 0, sizeof(head));
	memcpy(head, bytes, len);
	for (n = 1; !sniff(&s, head, n, n == len); n++)
		if (n == len)
			return false;
	for (k = n; k <= len; k++)
		if (!sniff(&later, head, k, k == len) || later.kind != s.kind ||
		    later.name != s.name)
			return false;
	return s.kind == want && (name == NULL || strcmp(s.name, name) == 0);
}

static void
test_text(void)
{
	struct sniff s;

	ok(is(S("The harbour is closed.\n"), SNIFF_TEXT, NULL),
	    "prose is text");
	ok(is(S("{\"text\":\"x\"}\n"), SNIFF_TEXT, NULL), "records are text");
	ok(is(S("<html>"), SNIFF_TEXT, NULL), "HTML is text");
	ok(is(S("!<arch>\n"), SNIFF_TEXT, NULL), "!<arch> is text");
	ok(is(S("070707"), SNIFF_TEXT, NULL), "070707 is text");
	ok(is(S("#mtree\n"), SNIFF_TEXT, NULL), "#mtree is text");
	ok(is(S("begin 644 x\n"), SNIFF_TEXT, NULL), "begin 644 is text");
	ok(is(S("PK\n"), SNIFF_TEXT, NULL), "PK is text");
	ok(is(S("BZh9 is here\n"), SNIFF_TEXT, NULL), "BZh9 is text");
	ok(is(S("ID3\n"), SNIFF_TEXT, NULL), "ID3 is text");
	ok(is(S("MZ and others\n"), SNIFF_TEXT, NULL), "MZ is text");
	ok(is(S("PAR1\nx"), SNIFF_TEXT, NULL), "PAR1 is text");
	ok(is(S("RIFF raff\n"), SNIFF_TEXT, NULL), "RIFF is text");
	ok(is(S("\xFF\xFEI\0\n\0"), SNIFF_TEXT, NULL), "UTF-16 is text");
	ok(sniff(&s, (const unsigned char *)"x\n", 2, false) &&
		s.kind == SNIFF_TEXT,
	    "one short line is enough to tell text");
	ok(!sniff(&s, (const unsigned char *)"\x1F", 1, false),
	    "half a magic is not");
}

static void
test_rest(void)
{
	ok(is(S("\x1F\x8B\x08\0"), SNIFF_GZIP, NULL), "gzip");
	ok(is(S("\x28\xB5\x2F\xFD"), SNIFF_ZSTD, NULL), "zstd");
	ok(is(S("\xFD"
		"7zXZ\0"),
	       SNIFF_XZ, NULL),
	    "xz");
	ok(is(S("BZh91AY&SY"), SNIFF_BZIP2, NULL), "bzip2");
	ok(is(S("\x04\x22\x4D\x18"), SNIFF_LZ4, NULL), "lz4");
	ok(is(S("LZIP\1"), SNIFF_LZIP, NULL), "lzip");
	ok(is(S("PK\3\4"), SNIFF_ZIP, NULL), "zip");
	ok(is(S("PK\5\6"), SNIFF_ZIP, NULL), "an empty zip");
	ok(is(S("PK00PK\3\4"), SNIFF_ZIP, NULL), "a zip of one part");
	ok(is(S("7z\xBC\xAF\x27\x1C"), SNIFF_7Z, NULL), "7z");
	ok(is(S("%PDF-1.4\n"), SNIFF_BINARY, "PDF"), "PDF");
	ok(is(S("{\\rtf1"), SNIFF_BINARY, "RTF"), "RTF");
	ok(is(S("WARC/1.0\r\n"), SNIFF_BINARY, "WARC"), "WARC");
	ok(is(S("RIFF\1\2\3\4WEBPVP8"), SNIFF_BINARY, "WebP image"), "WebP");
	ok(is(S("\0\0\0\x18"
		"ftypmp42"),
	       SNIFF_BINARY, "MP4 film"),
	    "MP4");
}

/* A tar header by hand: name, mode, size and checksum. */
static void
test_tar(void)
{
	struct sniff s;
	unsigned char h[512] = "harbour.txt";
	unsigned sum = 0;
	size_t i;

	memcpy(h + 100, "0000644", 7);
	memcpy(h + 124, "00000000012", 11);
	memset(h + 148, ' ', 8);
	for (i = 0; i < sizeof(h); i++)
		sum += h[i];
	snprintf((char *)h + 148, 8, "%06o", sum);
	ok(sniff(&s, h, sizeof(h), false) && s.kind == SNIFF_TAR,
	    "a header with a right checksum is tar's, without any magic");
	for (i = 0; i < sizeof(h) && !sniff(&s, h, i, false); i++)
		;
	ok(i == sizeof(h), "and all of it is needed to tell");
	h[0] ^= 1;
	ok(sniff(&s, h, sizeof(h), false) && s.kind == SNIFF_TEXT,
	    "with a wrong checksum it is not");
	memset(h, 0, sizeof(h));
	ok(sniff(&s, h, sizeof(h), false) && s.kind == SNIFF_TAR,
	    "zeros are an empty tar archive");
}

static void
test_noise(void)
{
	unsigned char b[4096];
	uint32_t r = 1;
	size_t i;

	for (i = 0; i < sizeof(b); i++) {
		r = r * 1664525 + 1013904223;
		b[i] = (unsigned char)(r >> 24);
	}
	ok(sniff_noise(b, sizeof(b)), "random bytes are no text");
	memset(b, 'a', sizeof(b));
	memset(b, '\0', 31);
	ok(!sniff_noise(b, sizeof(b)), "a few NULs make no noise");
	memset(b, '\x1B', sizeof(b));
	ok(!sniff_noise(b, sizeof(b)), "nor do escapes");
}

int
main(void)
{
	test_text();
	test_rest();
	test_tar();
	test_noise();
	return done();
}
