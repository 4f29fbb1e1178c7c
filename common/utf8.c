/* SPDX-License-Identifier: ISC */
/*
 * Validation follows Unicode 15 table 3-7 by the lead byte; runs of ASCII are
 * skipped a vector at a time (SSE2 is the floor on amd64; elsewhere eight bytes
 * in a word).
 */
#include "utf8.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* The first byte at or after p that is not ASCII, or end. */
static const unsigned char *
skip_ascii(const unsigned char *p, const unsigned char *end)
{
#ifdef __SSE2__
	while (end - p >= 32) {
		__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + 16));
		unsigned m = (unsigned)_mm_movemask_epi8(a) |
		    (unsigned)_mm_movemask_epi8(b) << 16;

		if (m != 0)
			return p + __builtin_ctz(m);
		p += 32;
	}
#else
	uint64_t w;

	while (end - p >= 8) {
		memcpy(&w, p, 8);
		if ((w & 0x8080808080808080u) != 0)
			break;
		p += 8;
	}
#endif
	while (p < end && *p < 0x80)
		p++;
	return p;
}

/* Length of the well-formed sequence at p, whose first byte is not ASCII; 0
 * when there is none. */
static inline size_t
sequence(const unsigned char *p, const unsigned char *end)
{
	size_t left = (size_t)(end - p);
	unsigned char c = p[0];

	if (c < 0xE0)
		return c >= 0xC2 && left >= 2 && utf8_is_cont(p[1]) ? 2 : 0;
	if (c < 0xF0) {
		if (left < 3 || !utf8_is_cont(p[1]) || !utf8_is_cont(p[2]) ||
		    (c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F))
			return 0;
		return 3;
	}
	if (c > 0xF4 || left < 4 || !utf8_is_cont(p[1]) ||
	    !utf8_is_cont(p[2]) || !utf8_is_cont(p[3]) ||
	    (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F))
		return 0;
	return 4;
}

size_t
utf8_valid(const unsigned char *p, size_t len)
{
	const unsigned char *q = p, *end = p + len;
	size_t n;

	while ((q = skip_ascii(q, end)) < end) {
		do {
			if ((n = sequence(q, end)) == 0)
				return (size_t)(q - p);
			q += n;
		} while (q < end && *q >= 0x80);
	}
	return len;
}

size_t
utf8_decode(const unsigned char *p, size_t len, uint32_t *cp)
{
	size_t n;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	n = sequence(p, p + len);
	if (n == 0 && len >= 3 && p[0] == 0xED && p[1] >= 0xA0 &&
	    utf8_is_cont(p[1]) && utf8_is_cont(p[2]))
		n = 3;
	switch (n) {
	case 2:
		*cp = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu);
		return 2;
	case 3:
		*cp = (uint32_t)(p[0] & 0x0F) << 12 |
		    (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
		return 3;
	case 4:
		*cp = (uint32_t)(p[0] & 0x07) << 18 |
		    (uint32_t)(p[1] & 0x3F) << 12 |
		    (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
		return 4;
	default:
		*cp = UTF8_REPLACEMENT;
		return 1;
	}
}

size_t
utf8_decode_last(const unsigned char *p, size_t len, uint32_t *cp)
{
	size_t back = 1, n;

	while (back < 4 && back < len && utf8_is_cont(p[len - back]))
		back++;
	n = utf8_decode(p + len - back, back, cp);
	if (n == back)
		return n;
	*cp = UTF8_REPLACEMENT;
	return 1;
}

size_t
utf8_encode(uint32_t cp, unsigned char *p)
{
	if (cp < 0x80) {
		p[0] = (unsigned char)cp;
		return 1;
	}
	if (cp < 0x800) {
		p[0] = (unsigned char)(0xC0 | cp >> 6);
		p[1] = (unsigned char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		p[0] = (unsigned char)(0xE0 | cp >> 12);
		p[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
		p[2] = (unsigned char)(0x80 | (cp & 0x3F));
		return 3;
	}
	p[0] = (unsigned char)(0xF0 | cp >> 18);
	p[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3F));
	p[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
	p[3] = (unsigned char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t
utf8_count(const unsigned char *p, size_t len)
{
	size_t i, n = 0;

	/* Plain enough for the compiler to vectorise. */
	for (i = 0; i < len; i++)
		n += (signed char)p[i] >= -64;
	return n;
}
