/* SPDX-License-Identifier: ISC */
/*
 * ASCII goes through a table.  Anything else is folded by utf8proc (NFKD, full
 * case folding: Unicode 15, annex 15 and CaseFolding.txt), then the combining
 * marks of Latin, Greek and Cyrillic and the vowel points of Arabic and Hebrew
 * are dropped, for print and OCR lose them.  Marks of other scripts spell
 * vowels, so they stay.  What a code point folds to is kept in a small
 * direct-mapped table, since a text uses few.
 *
 * Limits: Hangul is compared by its jamo; a letter's unit holds its low seven
 * bits, enough within one alphabet, and an ideograph's two hold fourteen.
 */
#include "canon.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "utf8.h"
#include "xalloc.h"

static const unsigned char ascii_unit[128] = {['0'] = '0',
    ['1'] = '1',
    ['2'] = '2',
    ['3'] = '3',
    ['4'] = '4',
    ['5'] = '5',
    ['6'] = '6',
    ['7'] = '7',
    ['8'] = '8',
    ['9'] = '9',
    ['A'] = 'a',
    ['B'] = 'b',
    ['C'] = 'c',
    ['D'] = 'd',
    ['E'] = 'e',
    ['F'] = 'f',
    ['G'] = 'g',
    ['H'] = 'h',
    ['I'] = 'i',
    ['J'] = 'j',
    ['K'] = 'k',
    ['L'] = 'l',
    ['M'] = 'm',
    ['N'] = 'n',
    ['O'] = 'o',
    ['P'] = 'p',
    ['Q'] = 'q',
    ['R'] = 'r',
    ['S'] = 's',
    ['T'] = 't',
    ['U'] = 'u',
    ['V'] = 'v',
    ['W'] = 'w',
    ['X'] = 'x',
    ['Y'] = 'y',
    ['Z'] = 'z',
    ['a'] = 'a',
    ['b'] = 'b',
    ['c'] = 'c',
    ['d'] = 'd',
    ['e'] = 'e',
    ['f'] = 'f',
    ['g'] = 'g',
    ['h'] = 'h',
    ['i'] = 'i',
    ['j'] = 'j',
    ['k'] = 'k',
    ['l'] = 'l',
    ['m'] = 'm',
    ['n'] = 'n',
    ['o'] = 'o',
    ['p'] = 'p',
    ['q'] = 'q',
    ['r'] = 'r',
    ['s'] = 's',
    ['t'] = 't',
    ['u'] = 'u',
    ['v'] = 'v',
    ['w'] = 'w',
    ['x'] = 'x',
    ['y'] = 'y',
    ['z'] = 'z'};

static bool
is_optional_mark(uint32_t cp)
{
	return (cp >= 0x0300 && cp <= 0x036F) || /* Latin, Greek, Cyrillic */
	    (cp >= 0x0591 && cp <= 0x05C7) ||	 /* Hebrew points */
	    (cp >= 0x0610 && cp <= 0x061A) ||
	    (cp >= 0x064B && cp <= 0x0652) || /* Arabic vowels */
	    cp == 0x0670 || cp == 0x0640;
}

static bool
is_ideograph(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9FFF) ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* The units of one folded code point, 0 to 2 at u. */
static unsigned
put_units(uint32_t cp, uint8_t *u)
{
	if (cp < 0x80) {
		u[0] = ascii_unit[cp];
		return u[0] != 0;
	}
	if (is_optional_mark(cp))
		return 0;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		break;
	default:
		return 0;
	}
	u[0] = (uint8_t)(0x80 | (cp & 0x7F));
	if (!is_ideograph(cp))
		return 1;
	u[1] = (uint8_t)(0x80 | (cp >> 7 & 0x7F));
	return 2;
}

static uint32_t
stir(uint32_t h, uint32_t x)
{
	h = (h ^ x) * 0x9E3779B1u;
	return h ^ h >> 15;
}

static void
fold(uint32_t cp, struct canon_memo *m)
{
	utf8proc_int32_t to[4 * sizeof(m->unit)];
	utf8proc_ssize_t n, i;
	int last = 0;

	m->cp = cp;
	m->len = 0;
	m->wide = 0;
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, to,
	    (utf8proc_ssize_t)(sizeof(to) / sizeof(to[0])),
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &last);
	if (n < 0 || (size_t)n > sizeof(to) / sizeof(to[0]))
		return;
	for (i = 0; i < n && m->len + 2u <= sizeof(m->unit); i++) {
		uint8_t *u = m->unit + m->len;
		unsigned k = put_units((uint32_t)to[i], u);

		m->len = (uint8_t)(m->len + k);
		if (k > 0 && u[0] >= 0x80)
			m->wide = stir(m->wide, (uint32_t)to[i]);
	}
}

static const struct canon_memo *
folded(struct canon *c, uint32_t cp)
{
	struct canon_memo *m;

	if (c->memo == NULL)
		c->memo = xcalloc(CANON_MEMO, sizeof(*c->memo));
	m = &c->memo[(cp ^ cp >> 12) % CANON_MEMO];
	if (m->cp != cp)
		fold(cp, m);
	return m;
}

/* Room for a unit for each of the bytes that are left, and for one memo. */
static unsigned char *
make_room(struct canon *c, unsigned char *out, size_t bytes)
{
	c->units.len = (size_t)(out - c->units.data);
	return buf_reserve(&c->units, bytes + sizeof(c->memo->unit));
}

void
canon_text(struct canon *c, struct view text)
{
	const unsigned char *p = text.p, *end = text.p + text.len;
	const struct canon_memo *m;
	unsigned char *out;
	uint32_t cp;
	size_t n;

	buf_clear(&c->units);
	c->wide = 0;
	out = make_room(c, c->units.data, text.len);
	while (p < end) {
		for (; p < end && *p < 0x80; p++) {
			*out = ascii_unit[*p];
			out += *out != 0;
		}
		if (p == end)
			break;
		n = utf8_decode(p, (size_t)(end - p), &cp);
		p += n;
		if (n == 1)
			continue;
		m = folded(c, cp);
		if (m->len == 0)
			continue;
		out = make_room(c, out, (size_t)(end - p));
		memcpy(out, m->unit, sizeof(m->unit));
		out += m->len;
		if (m->wide != 0)
			c->wide = (c->wide << 7 | c->wide >> 57) ^
			    m->wide * 0x9E3779B97F4A7C15u;
	}
	c->units.len = (size_t)(out - c->units.data);
}

struct hash128
canon_hash(const struct canon *c)
{
	struct hash128 h = hash128(c->units.data, c->units.len);

	h.hi ^= c->wide;
	return h;
}

void
canon_free(struct canon *c)
{
	buf_free(&c->units);
	free(c->memo);
	c->memo = NULL;
}

void
canon_locate(struct canon *c, struct view text, const uint32_t *at, size_t n,
    struct canon_place *first, struct canon_place *past)
{
	struct canon_place from = {0, 0}, to;
	size_t i = 0, unit = 0, len, k;
	uint32_t cp;

	for (; from.byte < text.len && i < n; from = to) {
		len =
		    utf8_decode(text.p + from.byte, text.len - from.byte, &cp);
		to = (struct canon_place){from.byte + len, from.cp + 1};
		if (cp < 0x80)
			k = ascii_unit[cp] != 0;
		else
			k = len == 1 ? 0 : folded(c, cp)->len;
		for (unit += k; i < n && at[i] < unit; i++) {
			first[i] = from;
			past[i] = to;
		}
	}
	for (; i < n; i++)
		first[i] = past[i] = from;
}
