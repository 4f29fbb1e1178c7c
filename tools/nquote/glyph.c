/* SPDX-License-Identifier: ISC */
/* Quote-like characters, and skipping what is none, 16 bytes at a time. */
#include "glyph.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static const uint8_t glyph_lens[GLYPH_COUNT] = {
    0, 1, 3, 3, 3, 3, 2, 2, 3, 5, 2, 1, 3, 3, 3, 3, 3, 3, 1, 2};

size_t
glyph_len(uint8_t g)
{
	return glyph_lens[g];
}

static inline bool
may_begin(const unsigned char *p, size_t at, size_t end)
{
	switch (p[at]) {
	case '"':
	case '\'':
	case '`':
	case 0xC2:
	case 0xE2:
	case 0xEF:
		return true;
	case ',':
		return at + 1 < end && p[at + 1] == ',';
	default:
		return false;
	}
}

size_t
glyph_skip(const unsigned char *p, size_t at, size_t end)
{
#ifdef __SSE2__
	const __m128i dq = _mm_set1_epi8('"'), sq = _mm_set1_epi8('\'');
	const __m128i grave = _mm_set1_epi8('`'), comma = _mm_set1_epi8(',');
	const __m128i c2 = _mm_set1_epi8((char)0xC2);
	const __m128i e2 = _mm_set1_epi8((char)0xE2);
	const __m128i ef = _mm_set1_epi8((char)0xEF);

	for (; at + 17 <= end; at += 16) {
		__m128i a = _mm_loadu_si128((const void *)(p + at));
		__m128i b = _mm_loadu_si128((const void *)(p + at + 1));
		__m128i m = _mm_or_si128(
		    _mm_or_si128(_mm_cmpeq_epi8(a, dq), _mm_cmpeq_epi8(a, sq)),
		    _mm_or_si128(_mm_cmpeq_epi8(a, c2), _mm_cmpeq_epi8(a, e2)));
		int bits;

		m = _mm_or_si128(m,
		    _mm_or_si128(
			_mm_cmpeq_epi8(a, grave), _mm_cmpeq_epi8(a, ef)));
		m = _mm_or_si128(m,
		    _mm_and_si128(
			_mm_cmpeq_epi8(a, comma), _mm_cmpeq_epi8(b, comma)));
		bits = _mm_movemask_epi8(m);
		if (bits != 0)
			return at + (size_t)__builtin_ctz((unsigned)bits);
	}
#endif
	while (at < end && !may_begin(p, at, end))
		at++;
	return at;
}

/* General punctuation, E2 80 xx and the two singles of E2 80 B9 and BA. */
static uint8_t
punctuation(unsigned char c)
{
	switch (c) {
	case 0x98:
		return GLYPH_LSQ;
	case 0x99:
		return GLYPH_RSQ;
	case 0x9A:
		return GLYPH_LOWS;
	case 0x9B:
		return GLYPH_HIGHS;
	case 0x9C:
		return GLYPH_LDQ;
	case 0x9D:
		return GLYPH_RDQ;
	case 0x9E:
		return GLYPH_LOW;
	case 0x9F:
		return GLYPH_HIGH;
	case 0xB9:
		return GLYPH_LGUS;
	case 0xBA:
		return GLYPH_RGUS;
	default:
		return GLYPH_NONE;
	}
}

/* "a circumflex, euro sign" and nothing that a third byte became: the bytes E2
 * 80 9D of U+201D were read as Windows-1252, which has no 9D. */
static bool
broken(const unsigned char *p, size_t left)
{
	return left >= 5 && memcmp(p, "\xC3\xA2\xE2\x82\xAC", 5) == 0 &&
	    (left == 5 || p[5] < 0x80 ||
		(left > 6 && p[5] == 0xC2 && p[6] == 0xA0));
}

uint8_t
glyph_at(const unsigned char *p, size_t at, size_t end, size_t *len)
{
	size_t left = end - at;

	*len = 1;
	switch (p[at]) {
	case '"':
		return GLYPH_DQ;
	case '\'':
		return GLYPH_SQ;
	case '`':
		return GLYPH_GRAVE;
	case ',':
		*len = 2;
		return left >= 2 && p[at + 1] == ',' ? GLYPH_COMMAS
						     : GLYPH_NONE;
	case 0xC2:
		*len = 2;
		if (left < 2)
			return GLYPH_NONE;
		return p[at + 1] == 0xAB ? GLYPH_LGU
		    : p[at + 1] == 0xBB	 ? GLYPH_RGU
		    : p[at + 1] == 0xB4	 ? GLYPH_ACUTE
					 : GLYPH_NONE;
	case 0xC3:
		*len = 5;
		return broken(p + at, left) ? GLYPH_BROKEN : GLYPH_NONE;
	case 0xE2:
		*len = 3;
		return left >= 3 && p[at + 1] == 0x80 ? punctuation(p[at + 2])
						      : GLYPH_NONE;
	case 0xEF:
		*len = 3;
		return left >= 3 && p[at + 1] == 0xBC && p[at + 2] == 0x82
		    ? GLYPH_WIDE
		    : GLYPH_NONE;
	default:
		return GLYPH_NONE;
	}
}
