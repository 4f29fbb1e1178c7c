/* SPDX-License-Identifier: ISC */
/* What is asked of nearly every line, sixteen bytes at a time by SSE2, which
 * every x86-64 has; elsewhere a byte at a time. */
#include "shape.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

#ifdef __SSE2__
static inline __m128i
blank_bytes(const unsigned char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i d = _mm_sub_epi8(v, _mm_set1_epi8('\t'));

	return _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')),
	    _mm_cmpeq_epi8(_mm_min_epu8(d, _mm_set1_epi8('\r' - '\t')), d));
}
#endif

/* Words that begin in p[1..], as far as 16 bytes at a time go (*at moves
 * there from 1), until want are found: perhaps some more are counted. */
static size_t
words_ahead(struct view v, size_t *at, size_t want)
{
	size_t n = 0;

#ifdef __SSE2__
	__m128i sum;

	for (; *at + 16 <= v.len && n < want; *at += 16) {
		sum = _mm_andnot_si128(
		    blank_bytes(v.p + *at), blank_bytes(v.p + *at - 1));
		sum = _mm_sad_epu8(_mm_sub_epi8(_mm_setzero_si128(), sum),
		    _mm_setzero_si128());
		n += (size_t)_mm_cvtsi128_si32(sum) +
		    (size_t)_mm_extract_epi16(sum, 4);
	}
#else
	(void)v;
	(void)at;
	(void)want;
#endif
	return n;
}

size_t
shape_words(struct view v)
{
	size_t i = 1, n;

	if (v.len == 0)
		return 0;
	n = !is_blank(v.p[0]) + words_ahead(v, &i, SIZE_MAX);
	for (; i < v.len; i++)
		n += !is_blank(v.p[i]) && is_blank(v.p[i - 1]);
	return n;
}

bool
shape_words_min(struct view v, size_t want)
{
	size_t i = 1, n;

	if (v.len + 1 < 2 * want || v.len == 0)
		return want == 0;
	n = !is_blank(v.p[0]) + words_ahead(v, &i, want);
	for (; i < v.len && n < want; i++)
		n += !is_blank(v.p[i]) && is_blank(v.p[i - 1]);
	return n >= want;
}

#ifdef __SSE2__
static inline bool
digit_in(const unsigned char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i d = _mm_sub_epi8(v, _mm_set1_epi8('0'));

	return _mm_movemask_epi8(
		   _mm_cmpeq_epi8(_mm_min_epu8(d, _mm_set1_epi8(9)), d)) != 0;
}
#endif

bool
shape_digit(struct view v)
{
	size_t i = 0;

#ifdef __SSE2__
	for (; i + 16 <= v.len; i += 16)
		if (digit_in(v.p + i))
			return true;
	if (v.len >= 16)
		return i < v.len && digit_in(v.p + v.len - 16);
#endif
	for (; i < v.len; i++)
		if (v.p[i] >= '0' && v.p[i] <= '9')
			return true;
	return false;
}

size_t
shape_gap(struct view v, size_t max)
{
	size_t i = 0;

	max = max < v.len ? max : v.len;
#ifdef __SSE2__
	for (; i + 18 <= v.len && i < max; i += 16) {
		__m128i a = blank_bytes(v.p + i), b = blank_bytes(v.p + i + 1);
		__m128i tab = _mm_cmpeq_epi8(
		    _mm_loadu_si128((const __m128i *)(const void *)(v.p + i)),
		    _mm_set1_epi8('\t'));

		b = _mm_and_si128(b, blank_bytes(v.p + i + 2));
		if (_mm_movemask_epi8(_mm_or_si128(tab, _mm_and_si128(a, b))) !=
		    0)
			break;
	}
#endif
	for (; i < max; i++)
		if (v.p[i] == '\t' ||
		    (i + 2 < v.len && is_blank(v.p[i]) &&
			is_blank(v.p[i + 1]) && is_blank(v.p[i + 2])))
			return i;
	return max;
}
