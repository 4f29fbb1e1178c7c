/* SPDX-License-Identifier: ISC */
/*
 * The decision, in this order: a byte order mark; UTF-16 by where its NULs
 * stand; escapes of ISO 2022 and HZ in 7-bit text; valid UTF-8; UTF-8 with
 * stray bytes; what HTML and XML declare; else charset_detect() (see there).
 *
 * Names follow the Encoding Standard (https://encoding.spec.whatwg.org/), also
 * in that a label stands for the superset that is really used: ISO 8859-1 is
 * read as windows-1252, GB 2312 as GB 18030.
 */
#include "charset.h"

#include <dlfcn.h>
#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "charset_declared.h"
#include "charset_detect.h"
#include "utf8.h"
#include "xalloc.h"

/* windows-1252 from 0x80 to 0x9F as in the Encoding Standard, where the five
 * bytes without a character are controls and nothing is lost; the rest is
 * ISO 8859-1. */
static const uint16_t cp1252[32] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E,
    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
    0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/* Label, and what it is read as; what iconv calls that, when it is none of
 * the tables. */
static const struct {
	const char *label;
	const char *name;
	const char *codec;
} aliases[] = {
    {"ascii", "windows-1252", NULL},
    {"us-ascii", "windows-1252", NULL},
    {"latin1", "windows-1252", NULL},
    {"iso-8859-1", "windows-1252", NULL},
    {"cp1252", "windows-1252", NULL},
    {"iso-8859-9", "windows-1254", NULL},
    {"iso-8859-11", "windows-874", NULL},
    {"tis-620", "windows-874", NULL},
    {"mac-cyrillic", "x-mac-cyrillic", NULL},
    {"mac-centraleurope", "x-mac-ce", NULL},
    {"gb2312", "gb18030", "GB18030"},
    {"gbk", "gb18030", "GB18030"},
    {"shift_jis", "shift_jis", "CP932"},
    {"sjis", "shift_jis", "CP932"},
    {"euc-kr", "euc-kr", "CP949"},
    {"uhc", "euc-kr", "CP949"},
    {"big5", "big5", "BIG5-HKSCS"},
};

uint32_t
charset_1252(unsigned char c)
{
	return c >= 0x80 && c < 0xA0 ? cp1252[c - 0x80] : c;
}

static void
set_name(struct charset *cs, const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(cs->name) - 1 && *name != '\0'; i++, name++)
		cs->name[i] =
		    *name >= 'A' && *name <= 'Z' ? (char)(*name | 0x20) : *name;
	cs->name[i] = '\0';
}

static void
set_kind(struct charset *cs, enum charset_kind kind, const char *name, bool big,
    unsigned bom)
{
	cs->kind = kind;
	cs->big = big;
	cs->bom = bom;
	set_name(cs, name);
}

static const struct {
	const char *name;
	const char *hex; /* 128 times four digits */
} tables[] = {
#include "charsets.inc"
};

static unsigned
digit(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

static bool
table_named(struct charset *cs, const char *name)
{
	const char *h;
	size_t i, k;

	for (k = 0; strcasecmp(name, tables[k].name) != 0;)
		if (++k == sizeof(tables) / sizeof(tables[0]))
			return false;
	set_kind(cs, CHARSET_TABLE, tables[k].name, false, 0);
	for (i = 0, h = tables[k].hex; i < 128; i++, h += 4)
		cs->table[i] = (uint16_t)(digit(h[0]) << 12 | digit(h[1]) << 8 |
		    digit(h[2]) << 4 | digit(h[3]));
	return true;
}

/* "utf-16le" and the like, which we do ourselves. */
static bool
unicode_named(struct charset *cs, const char *name)
{
	if (strcasecmp(name, "utf-8") == 0)
		set_kind(cs, CHARSET_UTF8, "utf-8", false, 0);
	else if (strcasecmp(name, "utf-16le") == 0)
		set_kind(cs, CHARSET_UTF16, "utf-16le", false, 0);
	else if (strcasecmp(name, "utf-16be") == 0)
		set_kind(cs, CHARSET_UTF16, "utf-16be", true, 0);
	else if (strcasecmp(name, "utf-32le") == 0)
		set_kind(cs, CHARSET_UTF32, "utf-32le", false, 0);
	else if (strcasecmp(name, "utf-32be") == 0)
		set_kind(cs, CHARSET_UTF32, "utf-32be", true, 0);
	else
		return false;
	return true;
}

/* The characters of registered names (RFC 2978, 2.3).  glibc passes over any
 * others, and a name with them would stand in messages and statistics. */
static bool
is_name(const char *s)
{
	for (; *s != '\0'; s++)
		if (!(*s >= '0' && *s <= '9') &&
		    !((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z') &&
		    strchr("-_.:+()", *s) == NULL)
			return false;
	return true;
}

int
charset_named(struct charset *cs, const char *name)
{
	const char *codec = NULL;
	iconv_t cd;
	size_t i;

	memset(cs, 0, sizeof(*cs));
	for (i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcasecmp(name, aliases[i].label) == 0) {
			codec = aliases[i].codec;
			name = aliases[i].name;
			break;
		}
	if (table_named(cs, name) || unicode_named(cs, name))
		return 0;
	if (codec == NULL)
		codec = name;
	if (strlen(codec) >= sizeof(cs->codec) || !is_name(codec))
		return -1;
	if ((cd = iconv_open("UTF-8", codec)) == (iconv_t)-1) {
		if (errno == ENOMEM)
			xalloc_fail();
		return -1;
	}
	iconv_close(cd);
	set_kind(cs, CHARSET_ICONV, name, false, 0);
	strlcpy(cs->codec, codec, sizeof(cs->codec));
	return 0;
}

static bool
by_mark(struct charset *cs, const unsigned char *p, size_t len)
{
	if (len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		set_kind(cs, CHARSET_UTF8, "utf-8", false, 3);
	else if (len >= 4 && memcmp(p, "\xFF\xFE\0\0", 4) == 0)
		set_kind(cs, CHARSET_UTF32, "utf-32le", false, 4);
	else if (len >= 4 && memcmp(p, "\0\0\xFE\xFF", 4) == 0)
		set_kind(cs, CHARSET_UTF32, "utf-32be", true, 4);
	else if (len >= 2 && memcmp(p, "\xFF\xFE", 2) == 0)
		set_kind(cs, CHARSET_UTF16, "utf-16le", false, 2);
	else if (len >= 2 && memcmp(p, "\xFE\xFF", 2) == 0)
		set_kind(cs, CHARSET_UTF16, "utf-16be", true, 2);
	else
		return false;
	return true;
}

/* Do so many high bytes, zero[0] of the even and zero[1] of the odd places,
 * make UTF-16 with its zeros at high?  Few units must nearly all be ASCII. */
static bool
zeros_fit(const size_t *zero, int high, size_t units)
{
	if (zero[high] < 2 || zero[!high] * 10 > zero[high])
		return false;
	return zero[high] * 4 >= units * 3 ||
	    (units >= 32 && zero[high] * 20 >= units);
}

/* UTF-32 has a zero in the most significant byte of each unit, and next to it
 * hardly ever more than a zero. */
static bool
by_zeros32(struct charset *cs, const unsigned char *p, size_t len)
{
	bool big = true, little = true;
	size_t i;

	for (i = 0; i + 4 <= len && (big || little); i += 4) {
		big = big && p[i] == 0 && p[i + 1] <= 0x10;
		little = little && p[i + 3] == 0 && p[i + 2] <= 0x10;
	}
	if (i < 8 || big == little)
		return false;
	set_kind(cs, CHARSET_UTF32, big ? "utf-32be" : "utf-32le", big, 0);
	return true;
}

static bool
by_zeros(struct charset *cs, const unsigned char *p, size_t len)
{
	size_t zero[2] = {0, 0}, i, n = len < 4096 ? len : 4096;

	if (memchr(p, 0, n) == NULL)
		return false;
	if (by_zeros32(cs, p, n))
		return true;
	for (i = 0; i < n; i++)
		zero[i & 1] += p[i] == 0;
	if (zeros_fit(zero, 1, n / 2))
		set_kind(cs, CHARSET_UTF16, "utf-16le", false, 0);
	else if (zeros_fit(zero, 0, n / 2))
		set_kind(cs, CHARSET_UTF16, "utf-16be", true, 0);
	else
		return false;
	return true;
}

/* Records begin with an ASCII character, so one zero in two bytes tells. */
static void
decide_records(struct charset *cs, const unsigned char *p, size_t len)
{
	if (len >= 2 && p[0] > ' ' && p[0] < 0x7F && p[1] == 0)
		set_kind(cs, CHARSET_UTF16, "utf-16le", false, 0);
	else if (len >= 2 && p[0] == 0 && p[1] > ' ' && p[1] < 0x7F)
		set_kind(cs, CHARSET_UTF16, "utf-16be", true, 0);
	else
		set_kind(cs, CHARSET_RAW, "utf-8", false, 0);
}

/* Is p[0..len), len < 4, the start of a UTF-8 sequence? */
static bool
is_start(const unsigned char *p, size_t len)
{
	size_t i;

	if (len == 0 || utf8_lead(p[0]) <= len)
		return len == 0;
	for (i = 1; i < len; i++)
		if (!utf8_is_cont(p[i]))
			return false;
	return true;
}

size_t
charset_utf8_tail(const unsigned char *p, size_t len)
{
	size_t n;

	for (n = 1; n <= 3 && n <= len; n++)
		if (!utf8_is_cont(p[len - n]))
			return p[len - n] >= 0xC2 && is_start(p + len - n, n)
			    ? n
			    : 0;
	return 0;
}

/* UTF-8 where the sequences outnumber the stray bytes two to one, or the lines
 * that hold sequences alone those with stray bytes: damage stands in one place,
 * and text of another set hits on a sequence now and then at most, and hardly
 * on a whole line of them. */
static bool
mostly_utf8(const unsigned char *p, size_t len)
{
	size_t good = 0, bad = 0, good_lines = 0, bad_lines = 0, i, n;
	bool sound = false, damaged = false;
	uint32_t cp;

	for (i = 0; i < len; i += n) {
		n = utf8_decode(p + i, len - i, &cp);
		good += n > 1;
		bad += n == 1 && cp == UTF8_REPLACEMENT;
		sound |= n > 1;
		damaged |= n == 1 && cp == UTF8_REPLACEMENT;
		if (p[i] != '\n' && i + n < len)
			continue;
		good_lines += sound && !damaged;
		bad_lines += damaged;
		sound = damaged = false;
	}
	return good > 0 && (good >= 2 * bad || good_lines >= 2 * bad_lines);
}

void
charset_decide(struct charset *cs, const unsigned char *p, size_t len,
    bool whole, bool records)
{
	memset(cs, 0, sizeof(*cs));
	if (by_mark(cs, p, len)) {
		if (records && cs->kind == CHARSET_UTF8)
			cs->kind = CHARSET_RAW;
		return;
	}
	if (records) {
		decide_records(cs, p, len);
		return;
	}
	if (len > CHARSET_WINDOW) {
		len = CHARSET_WINDOW;
		whole = false;
	}
	set_kind(cs, CHARSET_UTF8, "utf-8", false, 0);
	if (len > 0 && !by_zeros(cs, p, len)) {
		if (!whole)
			len -= charset_utf8_tail(p, len);
		if (utf8_valid(p, len) == len)
			charset_detect_7bit(cs, p, len);
		else if (mostly_utf8(p, len))
			set_name(cs, "utf-8, windows-1252");
		else if (!charset_declared(cs, p, len))
			charset_detect(cs, p, len, whole);
	}
}

bool
charset_cr(const unsigned char *p, size_t len)
{
	if (len > CHARSET_WINDOW)
		len = CHARSET_WINDOW;
	/* In UTF-16 and UTF-32 too they are bytes, among others. */
	return len > 0 && memchr(p, '\r', len) != NULL &&
	    memchr(p, '\n', len) == NULL;
}

void
charset_put_utf8(struct buf *out, const void *p, size_t len)
{
	const unsigned char *s = p;
	unsigned char cp[4];
	size_t n;

	for (;;) {
		n = utf8_valid(s, len);
		buf_put(out, s, n);
		if (n == len)
			return;
		buf_put(out, cp, utf8_encode(charset_1252(s[n]), cp));
		s += n + 1;
		len -= n + 1;
	}
}

void
charset_module_dir(struct buf *b)
{
	Dl_info info;
	const char *slash;

	/* glibc keeps them beside itself. */
	if (dladdr((void *)(uintptr_t)iconv_open, &info) == 0 ||
	    info.dli_fname == NULL ||
	    (slash = strrchr(info.dli_fname, '/')) == NULL)
		return;
	buf_put(b, info.dli_fname, (size_t)(slash - info.dli_fname));
	buf_puts(b, "/gconv");
}
