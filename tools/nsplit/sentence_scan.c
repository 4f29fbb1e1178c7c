/* SPDX-License-Identifier: ISC */
/* 64 bytes at a time, by SSE2, which every x86-64 has, become the bits of a
 * word; the candidates are its ones. */
#include "sentence_scan.h"

#include <stdbool.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BLOCK = 64 };

static inline bool
is_candidate(unsigned char c)
{
	return c == '.' || c == '!' || c == '?' || c == '\n' || c >= 0xD6;
}

const unsigned char *
scan_plain(const unsigned char *p, const unsigned char *e)
{
	while (p < e && !is_candidate(*p))
		p++;
	return p;
}

#ifdef __SSE2__
static inline uint64_t
mask16(const unsigned char *p)
{
	const __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	const __m128i lead = _mm_set1_epi8((char)0xD6);
	__m128i hit = _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('.')),
	    _mm_cmpeq_epi8(v, _mm_set1_epi8('\n')));

	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(v, _mm_set1_epi8('!')));
	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(v, _mm_set1_epi8('?')));
	/* max(v, 0xD6) == v: an unsigned comparison. */
	hit = _mm_or_si128(hit, _mm_cmpeq_epi8(_mm_max_epu8(v, lead), v));
	return (uint64_t)(unsigned)_mm_movemask_epi8(hit);
}

static inline uint64_t
mask64(const unsigned char *p)
{
	return mask16(p) | mask16(p + 16) << 16 | mask16(p + 32) << 32 |
	    mask16(p + 48) << 48;
}
#else
static inline uint64_t
mask64(const unsigned char *p)
{
	uint64_t mask = 0;

	for (unsigned i = 0; i < BLOCK; i++)
		mask |= (uint64_t)is_candidate(p[i]) << i;
	return mask;
}
#endif

void
scan_begin(struct scan *s, const unsigned char *e)
{
	s->from = e;
	s->mask = 0;
}

const unsigned char *
scan_next(struct scan *s, const unsigned char *p, const unsigned char *e)
{
	while (p < e) {
		if (p >= s->from && p - s->from < BLOCK) {
			uint64_t rest = s->mask >> (p - s->from);

			if (rest != 0)
				return p + __builtin_ctzll(rest);
			p = s->from + BLOCK;
		}
		if (e - p < BLOCK)
			return scan_plain(p, e);
		s->from = p;
		s->mask = mask64(p);
	}
	return e;
}
