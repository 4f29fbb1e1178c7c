/* SPDX-License-Identifier: ISC */
/* ASCII by comparison, the rest by decoding and, for letters, utf8proc. */
#include "sentence_char.h"

#include <utf8proc.h>

#include "utf8.h"

/* How capitals and small letters take turns in the stretches of the alphabets
 * of Europe. */
enum turn {
	UPPER_ALL, /* the small one is step further on */
	LOWER_ALL,
	UPPER_EVEN, /* the small one is next */
	UPPER_ODD
};

static const struct stretch {
	uint16_t from;
	uint16_t to; /* half-open */
	unsigned char turn;
	unsigned char step;
} stretches[] = {
    {0x430, 0x460, LOWER_ALL, 0},
    {0x410, 0x430, UPPER_ALL, 0x20},
    {0xE0, 0xF7, LOWER_ALL, 0},
    {0xC0, 0xD7, UPPER_ALL, 0x20},
    {0x14A, 0x178, UPPER_EVEN, 1},
    {0x100, 0x130, UPPER_EVEN, 1},
    {0x132, 0x138, UPPER_EVEN, 1},
    {0x139, 0x149, UPPER_ODD, 1},
    {0x179, 0x17F, UPPER_ODD, 1},
    {0xF8, 0x100, LOWER_ALL, 0},
    {0xD8, 0xDF, UPPER_ALL, 0x20},
    {0x400, 0x410, UPPER_ALL, 0x50},
    {0x48A, 0x4C0, UPPER_EVEN, 1},
};

/* The stretch of cp; NULL: utf8proc is to be asked. */
static const struct stretch *
stretch_of(uint32_t cp)
{
	size_t i;

	for (i = 0; i < sizeof(stretches) / sizeof(stretches[0]); i++)
		if (cp >= stretches[i].from && cp < stretches[i].to)
			return &stretches[i];
	return NULL;
}

static bool
is_capital(const struct stretch *s, uint32_t cp)
{
	return s->turn == UPPER_ALL || (s->turn == UPPER_EVEN && cp % 2 == 0) ||
	    (s->turn == UPPER_ODD && cp % 2 != 0);
}

uint32_t
char_small(uint32_t cp)
{
	const struct stretch *s = stretch_of(cp);

	if (s == NULL)
		return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
	return is_capital(s, cp) ? cp + s->step : cp;
}

static enum char_kind
letter_kind(uint32_t cp)
{
	const struct stretch *s = stretch_of(cp);

	if (s != NULL)
		return is_capital(s, cp) ? CHAR_UPPER : CHAR_LOWER;
	if (cp == 0xAA || cp == 0xBA) /* 3.a, n.o: small letters, raised */
		return CHAR_LOWER;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return CHAR_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return CHAR_LOWER;
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_LM:
		return CHAR_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return CHAR_DIGIT;
	default:
		return CHAR_OTHER;
	}
}

enum char_kind
char_wide_kind(const unsigned char *p, const unsigned char *e, size_t *len)
{
	uint32_t cp;

	*len = utf8_decode(p, (size_t)(e - p), &cp);
	return letter_kind(cp);
}

static bool
wide_space(uint32_t cp)
{
	return cp == 0x85 || cp == 0xA0 || cp == 0x1680 ||
	    (cp >= 0x2000 && cp <= 0x200B) || cp == 0x2028 || cp == 0x2029 ||
	    cp == 0x202F || cp == 0x205F || cp == 0x3000 || cp == 0xFEFF;
}

size_t
char_wide_space(const unsigned char *p, const unsigned char *e)
{
	uint32_t cp;
	size_t n;

	if (p >= e ||
	    (*p != 0xC2 && *p != 0xE1 && *p != 0xE2 && *p != 0xE3 &&
		*p != 0xEF))
		return 0;
	n = utf8_decode(p, (size_t)(e - p), &cp);
	return wide_space(cp) ? n : 0;
}

size_t
char_wide_space_before(const unsigned char *b, const unsigned char *p)
{
	uint32_t cp;
	size_t n;

	/* Letters of two bytes, of three: nearly all. */
	if (p - b < 2 || (p[-2] != 0xC2 && !utf8_is_cont(p[-2])))
		return 0;
	n = utf8_decode_last(b, (size_t)(p - b), &cp);
	return wide_space(cp) ? n : 0;
}

size_t
char_wide_closer(const unsigned char *p, const unsigned char *e)
{
	uint32_t cp;
	size_t n;

	if (*p != 0xC2 && *p != 0xE2 && *p != 0xE3 && *p != 0xEF)
		return 0;
	n = utf8_decode(p, (size_t)(e - p), &cp);
	switch (cp) {
	case 0xBB:   /* >> */
	case 0xAB:   /* << closes in German books */
	case 0x2019: /* ' */
	case 0x2018:
	case 0x201C: /* closes in German and Czech */
	case 0x201D:
	case 0x203A:
	case 0x2039:
	case 0x300D: /* corner brackets */
	case 0x300F:
	case 0x3011:
	case 0x300B:
	case 0x3009:
	case 0xFF09:
		return n;
	default:
		return 0;
	}
}

size_t
char_wide_opener(const unsigned char *p, const unsigned char *e)
{
	uint32_t cp;
	size_t n;

	if (*p != 0xC2 && *p != 0xE2 && *p != 0xE3 && *p != 0xEF)
		return 0;
	n = utf8_decode(p, (size_t)(e - p), &cp);
	switch (cp) {
	case 0xAB:
	case 0xBB:
	case 0xA1: /* inverted ! */
	case 0xBF: /* inverted ? */
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x2039:
	case 0x203A:
	case 0x300C:
	case 0x300E:
	case 0x3010:
	case 0x300A:
	case 0x3008:
	case 0xFF08:
		return n;
	default:
		return 0;
	}
}

bool
char_is_quote(const unsigned char *p, const unsigned char *e)
{
	return p < e && *p != '(' && *p != '[' && *p != '{' && *p != ')' &&
	    *p != ']' && *p != '}' && *p != '*' && *p != '_' &&
	    (char_opener(p, e) > 0 || char_closer(p, e) > 0);
}

size_t
char_terminator(
    const unsigned char *p, const unsigned char *e, bool *exclaim, bool *dots)
{
	uint32_t cp;
	size_t n;

	if (p >= e)
		return 0;
	if (*p < 0x80) {
		*exclaim |= *p == '!' || *p == '?';
		return *p == '.' || *p == '!' || *p == '?';
	}
	if (*p < 0xD6)
		return 0;
	n = utf8_decode(p, (size_t)(e - p), &cp);
	switch (cp) {
	case 0x2026: /* ... */
		*dots = true;
		return n;
	case 0x203C: /* !! */
	case 0x203D: /* ?! in one */
	case 0x2047:
	case 0x2048:
	case 0x2049:
	case 0x061F: /* Arabic ? */
		*exclaim = true;
		return n;
	case 0x0589: /* Armenian */
	case 0x06D4: /* Urdu */
		return n;
	default:
		return 0;
	}
}

size_t
char_wide_terminator(const unsigned char *p, const unsigned char *e)
{
	uint32_t cp;
	size_t n;

	if (p >= e || (*p != 0xE0 && *p != 0xE1 && *p != 0xE3 && *p != 0xEF))
		return 0;
	n = utf8_decode(p, (size_t)(e - p), &cp);
	switch (cp) {
	case 0x0964: /* danda */
	case 0x0965:
	case 0x104A: /* Burmese */
	case 0x104B:
	case 0x1362: /* Ethiopic */
	case 0x1367:
	case 0x17D4: /* Khmer */
	case 0x3002: /* ideographic full stop */
	case 0xFF01: /* full-width ! . ? */
	case 0xFF0E:
	case 0xFF1F:
	case 0xFF61:
		return n;
	default:
		return 0;
	}
}

size_t
char_dash(const unsigned char *p, const unsigned char *e)
{
	if (p >= e)
		return 0;
	if (*p == '-')
		return p + 1 < e && p[1] == '-' ? 2 : 1;
	if (*p != 0xE2 || e - p < 3)
		return 0;
	return (p[1] == 0x80 && p[2] >= 0x93 && p[2] <= 0x95) ||
		(p[1] == 0x88 && p[2] == 0x92)
	    ? 3
	    : 0;
}
