/* SPDX-License-Identifier: ISC */
#ifndef NNORM_SKIP_H
#define NNORM_SKIP_H

#include <stddef.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * Steps over bytes that a pass does not look at, sixteen at a time where there
 * is SSE2.  Each returns the first byte at or after p that its plain twin (the
 * same name with _plain, which a test holds equal) would stop at, or end.
 */

/* At bytes beyond ASCII. */
static inline const unsigned char *
skip_ascii_plain(const unsigned char *p, const unsigned char *end)
{
	while (p < end && *p < 0x80)
		p++;
	return p;
}

/* At bytes beyond ASCII and at controls. */
static inline const unsigned char *
skip_printable_plain(const unsigned char *p, const unsigned char *end)
{
	while (p < end && *p >= 0x20 && *p < 0x7F)
		p++;
	return p;
}

/* At controls, the first of two blanks, and the leads of U+00A0 and U+3000. */
static inline const unsigned char *
skip_single_blanks_plain(const unsigned char *p, const unsigned char *end)
{
	while (p < end && *p >= 0x20 && *p != 0xC2 && *p != 0xE3 &&
	    !(*p == ' ' && p + 1 < end && p[1] == ' '))
		p++;
	return p;
}

#ifdef __SSE2__
static inline __m128i
skip_load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline const unsigned char *
skip_ascii(const unsigned char *p, const unsigned char *end)
{
	unsigned m;

	for (; end - p >= 16; p += 16)
		if ((m = (unsigned)_mm_movemask_epi8(skip_load(p))) != 0)
			return p + __builtin_ctz(m);
	return skip_ascii_plain(p, end);
}

/* As signed bytes what is beyond ASCII is less than a blank, too. */
static inline const unsigned char *
skip_printable(const unsigned char *p, const unsigned char *end)
{
	__m128i a;
	unsigned m;

	for (; end - p >= 16; p += 16) {
		a = skip_load(p);
		m = (unsigned)_mm_movemask_epi8(
		    _mm_or_si128(_mm_cmplt_epi8(a, _mm_set1_epi8(' ')),
			_mm_cmpeq_epi8(a, _mm_set1_epi8(0x7F))));
		if (m != 0)
			return p + __builtin_ctz(m);
	}
	return skip_printable_plain(p, end);
}

static inline const unsigned char *
skip_single_blanks(const unsigned char *p, const unsigned char *end)
{
	const __m128i space = _mm_set1_epi8(' ');
	__m128i a, b, stop;
	unsigned m;

	for (; end - p >= 17; p += 16) {
		a = skip_load(p);
		b = skip_load(p + 1);
		/* As unsigned bytes: 0x1F less than the byte leaves none. */
		stop = _mm_cmpeq_epi8(
		    _mm_subs_epu8(a, _mm_set1_epi8(0x1F)), _mm_setzero_si128());
		stop = _mm_or_si128(stop,
		    _mm_or_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xC2)),
			_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xE3))));
		stop = _mm_or_si128(stop,
		    _mm_and_si128(
			_mm_cmpeq_epi8(a, space), _mm_cmpeq_epi8(b, space)));
		if ((m = (unsigned)_mm_movemask_epi8(stop)) != 0)
			return p + __builtin_ctz(m);
	}
	return skip_single_blanks_plain(p, end);
}
#else
#define skip_ascii skip_ascii_plain
#define skip_printable skip_printable_plain
#define skip_single_blanks skip_single_blanks_plain
#endif

#endif
