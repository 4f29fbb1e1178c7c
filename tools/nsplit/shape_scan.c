/* SPDX-License-Identifier: ISC */
/* What is asked of nearly every line, sixteen bytes at a time by SSE2, which
 * every x86-64 has; elsewhere a byte at a time. */
#include "shape.h"

#include <string.h>

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

/* Words that begin at v's last bytes, from i on, which are fewer than 16. */
static size_t
words_last(struct view v, size_t i)
{
	size_t n = 0;

#ifdef __SSE2__
	const unsigned char *p = v.p + v.len - 16;
	unsigned begin;

	if (v.len > 16 && i < v.len) {
		begin = (unsigned)_mm_movemask_epi8(
		    _mm_andnot_si128(blank_bytes(p), blank_bytes(p - 1)));
		for (begin >>= i - (v.len - 16); begin != 0; n++)
			begin &= begin - 1;
		return n;
	}
#endif
	for (; i < v.len; i++)
		n += !is_blank(v.p[i]) && is_blank(v.p[i - 1]);
	return n;
}

size_t
shape_words(struct view v)
{
	size_t i = 1, n;

	if (v.len == 0)
		return 0;
	n = !is_blank(v.p[0]) + words_ahead(v, &i, SIZE_MAX);
	return n + words_last(v, i);
}

bool
shape_words_min(struct view v, size_t want)
{
	size_t i = 1, n;

	if (v.len + 1 < 2 * want || v.len == 0)
		return want == 0;
	n = !is_blank(v.p[0]) + words_ahead(v, &i, want);
	return n >= want || n + words_last(v, i) >= want;
}

#ifdef __SSE2__
/* Of 16 bytes those that are digits, as bits. */
static inline unsigned
digits_in(const unsigned char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i d = _mm_sub_epi8(v, _mm_set1_epi8('0'));

	return (unsigned)_mm_movemask_epi8(
	    _mm_cmpeq_epi8(_mm_min_epu8(d, _mm_set1_epi8(9)), d));
}
#endif

size_t
shape_next_digit(struct view v, size_t i)
{
#ifdef __SSE2__
	unsigned bits;

	for (; i + 16 <= v.len; i += 16)
		if ((bits = digits_in(v.p + i)) != 0)
			return i + (size_t)__builtin_ctz(bits);
	if (v.len >= 16 && i < v.len) {
		/* The last step goes back over bytes before i. */
		bits = digits_in(v.p + v.len - 16) >> (i - (v.len - 16));
		return bits != 0 ? i + (size_t)__builtin_ctz(bits) : v.len;
	}
#endif
	while (i < v.len && !(v.p[i] >= '0' && v.p[i] <= '9'))
		i++;
	return i;
}

bool
shape_digit(struct view v)
{
	return shape_next_digit(v, 0) < v.len;
}

#ifdef __SSE2__
/* Of 16 bytes those that shape_unmarked() allows, as bits. */
static inline int
unmarked_bytes(const unsigned char *p)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i letter = _mm_sub_epi8(
	    _mm_or_si128(v, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
	__m128i digit = _mm_sub_epi8(v, _mm_set1_epi8('0'));

	letter =
	    _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
	digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
	v = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(' ')),
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('\'')));
	return _mm_movemask_epi8(_mm_or_si128(v, _mm_or_si128(letter, digit)));
}
#endif

bool
shape_unmarked(struct view v)
{
	enum { STEP = 16 };
	size_t i = 0;

#ifdef __SSE2__
	for (; i + STEP <= v.len; i += STEP)
		if (unmarked_bytes(v.p + i) != 0xFFFF)
			return false;
	if (v.len > STEP)
		return unmarked_bytes(v.p + v.len - STEP) == 0xFFFF;
#endif
	for (; i < v.len; i++)
		if ((unsigned char)((v.p[i] | 0x20) - 'a') >= 26 &&
		    !(v.p[i] >= '0' && v.p[i] <= '9') && v.p[i] != ' ' &&
		    v.p[i] != '\'')
			return false;
	return true;
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

#ifdef __SSE2__
/* Of the 16 places from p on those, as bits, where the first of n bytes of s
 * stands and its last one n - 1 bytes on. */
static inline unsigned
places(const unsigned char *p, const char *s, size_t n)
{
	__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + n - 1));

	return (unsigned)_mm_movemask_epi8(
	    _mm_and_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8(s[0])),
		_mm_cmpeq_epi8(b, _mm_set1_epi8(s[n - 1]))));
}
#endif

const unsigned char *
shape_find(struct view v, const char *s)
{
	size_t n = strlen(s), i = 0, end;

	if (n > v.len)
		return NULL;
	if (n == 1)
		return memchr(v.p, s[0], v.len);
	end = v.len - n + 1;
#ifdef __SSE2__
	for (unsigned bits; end >= 16 && i < end; i += 16) {
		/* The last step goes back over places it looks at again. */
		i = i + 16 > end ? end - 16 : i;
		for (bits = places(v.p + i, s, n); bits != 0; bits &= bits - 1)
			if (memcmp(v.p + i + __builtin_ctz(bits), s, n) == 0)
				return v.p + i + __builtin_ctz(bits);
	}
#endif
	for (; i < end; i++)
		if (v.p[i] == (unsigned char)s[0] && memcmp(v.p + i, s, n) == 0)
			return v.p + i;
	return NULL;
}

const unsigned char *
shape_find_last(struct view v, const char *s)
{
	size_t n = strlen(s), i;

	if (n > v.len)
		return NULL;
	if (n == 1)
		return memrchr(v.p, s[0], v.len);
	i = v.len - n + 1;
#ifdef __SSE2__
	for (unsigned bits; i >= 16; i -= 16)
		for (bits = places(v.p + i - 16, s, n); bits != 0;) {
			unsigned k = 31 - (unsigned)__builtin_clz(bits);

			if (memcmp(v.p + i - 16 + k, s, n) == 0)
				return v.p + i - 16 + k;
			bits ^= 1u << k;
		}
#endif
	while (i-- > 0)
		if (v.p[i] == (unsigned char)s[0] && memcmp(v.p + i, s, n) == 0)
			return v.p + i;
	return NULL;
}
