/* SPDX-License-Identifier: ISC */
#ifndef NR_JSON_SKIP_H
#define NR_JSON_SKIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Steps over the inside of a JSON string, json.c's own. */

/* What was passed: bytes beyond ASCII, raw control characters. */
enum { SEEN_HIGH = 1, SEEN_CONTROL = 2 };

static bool
is_hex(unsigned char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Step over the escape at p (a backslash), or NULL. */
static const unsigned char *
skip_escape(const unsigned char *p, const unsigned char *end)
{
	if (end - p < 2)
		return NULL;
	switch (p[1]) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		return p + 2;
	case 'u':
		if (end - p >= 6 && is_hex(p[2]) && is_hex(p[3]) &&
		    is_hex(p[4]) && is_hex(p[5]))
			return p + 6;
		return NULL;
	default:
		return NULL;
	}
}

#ifdef __SSE2__
/* The inside of a string from p on, 64 bytes at a time, escapes and all.  Stops
 * before the 64 bytes that hold its end or a bad escape. */
__attribute__((target("avx2"))) static const unsigned char *
skip_blocks_avx2(
    const unsigned char *p, const unsigned char *end, unsigned *seen)
{
	const __m256i quote = _mm256_set1_epi8('"');
	const __m256i slash = _mm256_set1_epi8('\\');
	const __m256i low = _mm256_set1_epi8(0x1F);
	__m256i high = _mm256_setzero_si256(), least = _mm256_set1_epi8(-1);
	const unsigned char *base, *next;
	uint64_t stop;

	while (end - p >= 64) {
		__m256i a =
		    _mm256_loadu_si256((const __m256i *)(const void *)p);
		__m256i b =
		    _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));

		base = p;
		stop = (uint64_t)(unsigned)_mm256_movemask_epi8(
			   _mm256_or_si256(_mm256_cmpeq_epi8(b, quote),
			       _mm256_cmpeq_epi8(b, slash)))
			<< 32 |
		    (unsigned)_mm256_movemask_epi8(
			_mm256_or_si256(_mm256_cmpeq_epi8(a, quote),
			    _mm256_cmpeq_epi8(a, slash)));
		next = base;
		while (stop != 0) {
			next = base + __builtin_ctzll(stop);
			if (*next == '"' ||
			    (next = skip_escape(next, end)) == NULL)
				goto done;
			if (next - base >= 64)
				break;
			stop &= UINT64_MAX << (next - base);
		}
		high = _mm256_or_si256(high, _mm256_or_si256(a, b));
		least = _mm256_min_epu8(least, _mm256_min_epu8(a, b));
		p = next - base > 64 ? next : base + 64;
	}
done:
	if (_mm256_movemask_epi8(high) != 0)
		*seen |= SEEN_HIGH;
	if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(
		_mm256_min_epu8(least, low), least)) != 0)
		*seen |= SEEN_CONTROL;
	return p;
}

/*
 * Step to the first quote or backslash at or after p, noting in *seen what was
 * passed.  Stops within 15 bytes of end at the latest.
 */
static inline const unsigned char *
skip_plain(const unsigned char *p, const unsigned char *end, unsigned *seen)
{
	const __m128i quote = _mm_set1_epi8('"');
	const __m128i slash = _mm_set1_epi8('\\');
	const __m128i low = _mm_set1_epi8(0x1F);
	__m128i acc_high = _mm_setzero_si128();
	__m128i acc_low = _mm_setzero_si128();

	while (end - p >= 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i c = _mm_cmpeq_epi8(_mm_min_epu8(v, low), v);
		unsigned stop = (unsigned)_mm_movemask_epi8(_mm_or_si128(
		    _mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash)));

		if (stop != 0) {
			unsigned n = (unsigned)__builtin_ctz(stop);
			unsigned before = (1u << n) - 1;

			if ((unsigned)_mm_movemask_epi8(v) & before)
				*seen |= SEEN_HIGH;
			if ((unsigned)_mm_movemask_epi8(c) & before)
				*seen |= SEEN_CONTROL;
			p += n;
			break;
		}
		acc_high = _mm_or_si128(acc_high, v);
		acc_low = _mm_or_si128(acc_low, c);
		p += 16;
	}
	if (_mm_movemask_epi8(acc_high) != 0)
		*seen |= SEEN_HIGH;
	if (_mm_movemask_epi8(acc_low) != 0)
		*seen |= SEEN_CONTROL;
	return p;
}
#else
/* The same, eight bytes in a word (SWAR, Hacker's Delight 6-1). */
static inline const unsigned char *
skip_plain(const unsigned char *p, const unsigned char *end, unsigned *seen)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	uint64_t w, q, b;

	while (end - p >= 8) {
		memcpy(&w, p, 8);
		q = w ^ ones * '"';
		b = w ^ ones * '\\';
		if ((((q - ones) & ~q) | ((b - ones) & ~b)) & tops)
			break;
		if (w & tops)
			*seen |= SEEN_HIGH;
		if ((w - ones * 0x20) & ~w & tops)
			*seen |= SEEN_CONTROL;
		p += 8;
	}
	return p;
}
#endif

#endif
