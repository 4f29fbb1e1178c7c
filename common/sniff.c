/* SPDX-License-Identifier: ISC */
/*
 * Each pattern is compared as far as there are bytes: it fits, it cannot fit,
 * or it still may; only the last asks for more.  So the answer is a function
 * of the bytes, not of how they arrive.
 *
 * tar has no magic in its first bytes: a header of 512 bytes is one when its
 * checksum is right (POSIX.1 pax, "ustar Interchange Format"; Unix v7 the
 * same).  Two blocks of zeros are an empty archive.
 */
#include "sniff.h"

#include <stdint.h>
#include <string.h>

enum match { NO, MAYBE, YES };

struct magic {
	const char *pattern;
	const char *name;
	const char *advice;
};

static const struct magic magics[] = {
#include "magic.inc"
};

static const struct {
	enum sniff_kind kind;
	const char *pattern;
	const char *name;
} packed[] = {
    {SNIFF_GZIP, "1f8b08", "gzip"},
    {SNIFF_ZSTD, "28b52ffd", "zstd"},
    {SNIFF_XZ, "fd377a585a00", "xz"},
    /* Level, then the magic of a block or of the end of the stream. */
    {SNIFF_BZIP2, "425a683_314159265359", "bzip2"},
    {SNIFF_BZIP2, "425a683_177245385090", "bzip2"},
    {SNIFF_LZ4, "04224d18", "lz4"},
    {SNIFF_LZIP, "4c5a49500_", "lzip"},
    {SNIFF_ZIP, "504b0304", "zip"},
    {SNIFF_ZIP, "504b0506", "zip"},
    {SNIFF_ZIP, "504b3030504b0304", "zip"}, /* split, one part */
    {SNIFF_ZIP, "504b0708504b0304", "zip"},
    {SNIFF_7Z, "377abcaf271c", "7z"},
};

static unsigned
hex(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* Controls that text does not hold: not BS HT LF VT FF CR, nor SUB (end of a
 * DOS file) and ESC (ISO 2022). */
static bool
is_noise(unsigned char c)
{
	return c < 0x20 && (0x0C003F00u >> c & 1) == 0;
}

/* One byte against two characters of a pattern: '_' leaves the lower half
 * open, but 0_ is any noise. */
static bool
fits(const char *pat, unsigned char c)
{
	if (pat[0] == '.')
		return true;
	if (pat[1] == '_')
		return pat[0] == '0' ? is_noise(c) : c >> 4 == hex(pat[0]);
	return c == (hex(pat[0]) << 4 | hex(pat[1]));
}

static enum match
match(const char *pat, const unsigned char *p, size_t len)
{
	size_t i;

	for (i = 0; pat[2 * i] != '\0'; i++) {
		if (i == len)
			return MAYBE;
		if (!fits(pat + 2 * i, p[i]))
			return NO;
	}
	return YES;
}

/* The number in a header's field: octal, blanks around it. */
static bool
octal(const unsigned char *p, size_t len, unsigned *n)
{
	size_t i = 0;

	while (i < len && p[i] == ' ')
		i++;
	if (i == len || p[i] < '0' || p[i] > '7')
		return false;
	for (*n = 0; i < len && p[i] >= '0' && p[i] <= '7'; i++)
		*n = *n << 3 | (unsigned)(p[i] - '0');
	return i == len || p[i] == ' ' || p[i] == '\0';
}

static bool
tar_header(const unsigned char *p)
{
	unsigned sum = 0, told;
	int ssum = 0;
	size_t i;

	/* The checksum is at 148; for the sum it counts as eight blanks. */
	for (i = 0; i < 512; i++) {
		unsigned char c = i >= 148 && i < 156 ? ' ' : p[i];

		sum += c;
		ssum += (signed char)c; /* as some old programs did */
	}
	if (sum == 8 * ' ')
		return true; /* all zeros */
	return octal(p + 148, 8, &told) &&
	    (told == sum || (int64_t)told == ssum);
}

static enum match
match_tar(const unsigned char *p, size_t len)
{
	const unsigned char *lf, *nul;

	if (len == 0)
		return MAYBE;
	if (len > SNIFF_MAX)
		len = SNIFF_MAX;
	lf = memchr(p, '\n', len);
	nul = memchr(p, '\0', len);
	if (lf != NULL && (nul == NULL || lf < nul))
		return NO;
	if (len < SNIFF_MAX)
		return MAYBE;
	return tar_header(p) ? YES : NO;
}

bool
sniff(struct sniff *s, const unsigned char *p, size_t len, bool whole)
{
	bool maybe = false;
	enum match m;
	size_t i;

	*s = (struct sniff){.kind = SNIFF_TEXT, .name = "text"};
	for (i = 0; i < sizeof(packed) / sizeof(packed[0]); i++) {
		if ((m = match(packed[i].pattern, p, len)) == YES) {
			s->kind = packed[i].kind;
			s->name = packed[i].name;
			return true;
		}
		maybe |= m == MAYBE;
	}
	for (i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		if ((m = match(magics[i].pattern, p, len)) == YES) {
			s->kind = SNIFF_BINARY;
			s->name = magics[i].name;
			s->advice = magics[i].advice;
			return true;
		}
		maybe |= m == MAYBE;
	}
	if ((m = match_tar(p, len)) == YES) {
		s->kind = SNIFF_TAR;
		s->name = "tar";
		return true;
	}
	maybe |= m == MAYBE;
	return whole || !maybe;
}

static bool
holds(const unsigned char *p, size_t len, const char *what)
{
	return memmem(p, len, what, strlen(what)) != NULL;
}

static const struct {
	const char *mime;
	const char *name;
	const char *advice;
} documents[] = {
    {"application/vnd.oasis.opendocument.text", "ODT",
	"convert it with odt2txt or pandoc"},
    {"application/vnd.oasis.opendocument", "OpenDocument",
	"convert it with libreoffice"},
    {"application/epub+zip", "EPUB", "convert it with pandoc"},
};

static const struct {
	const char *part;
	const char *name;
	const char *advice;
} office[] = {
    {"word/", "DOCX", ""},
    {"xl/", "XLSX", "write it as CSV or JSON Lines"},
    {"ppt/", "PPTX", "convert it with libreoffice"},
    {"", "Office document", "convert it with libreoffice"},
};

bool
sniff_zip_document(struct sniff *s, const unsigned char *p, size_t len)
{
	size_t i, n;

	if (len < 30 || p[2] != 3)
		return false;
	n = (size_t)p[26] | (size_t)p[27] << 8;
	if (n > len - 30)
		return false;
	s->kind = SNIFF_BINARY;
	if (n == 8 && memcmp(p + 30, "mimetype", 8) == 0) {
		for (i = 0; i < sizeof(documents) / sizeof(documents[0]); i++)
			if (holds(p + 38, len - 38 < 128 ? len - 38 : 128,
				documents[i].mime)) {
				s->name = documents[i].name;
				s->advice = documents[i].advice;
				return true;
			}
	} else if (holds(p + 30, n, "[Content_Types].xml") ||
	    holds(p + 30, n, "_rels/.rels") ||
	    holds(p + 30, n, "docProps/") ||
	    (n == 17 && memcmp(p + 30, "word/document.xml", n) == 0)) {
		for (i = 0; !holds(p, len, office[i].part); i++)
			;
		if (i == 0)
			s->kind = SNIFF_DOCX;
		s->name = office[i].name;
		s->advice = office[i].advice;
		return true;
	}
	s->kind = SNIFF_ZIP;
	return false;
}

bool
sniff_noise(const unsigned char *p, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	size_t i, end, n = 0;
	uint64_t x;

	/* 32 of them and one in twenty: random bytes have one in nine, a text
	 * of any charset next to none. */
	for (i = 0; i < len; i = end) {
		end = len - i < sizeof(x) ? len : i + sizeof(x);
		if (end - i == sizeof(x)) {
			/* Most times no byte is below a blank. */
			memcpy(&x, p + i, sizeof(x));
			if (((x - ones * 0x20) & ~x & ones * 0x80) == 0)
				continue;
		}
		for (; i < end; i++)
			n += is_noise(p[i]);
	}
	return n >= 32 && n > len / 20;
}
