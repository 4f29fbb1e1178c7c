/* SPDX-License-Identifier: ISC */
/* 16 bytes at a time with SSE2, which every x86-64 has. */
#include "sentence_scan.h"

#include <stdbool.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool
is_candidate(unsigned char c)
{
	return c == '.' || c == '!' || c == '?' || c == '\n' || c >= 0xD6;
}

const unsigned char *
scan_candidate_plain(const unsigned char *p, const unsigned char *e)
{
	while (p < e && !is_candidate(*p))
		p++;
	return p;
}

const unsigned char *
scan_candidate(const unsigned char *p, const unsigned char *e)
{
#ifdef __SSE2__
	const __m128i stop = _mm_set1_epi8('.'), nl = _mm_set1_epi8('\n');
	const __m128i excl = _mm_set1_epi8('!'), quest = _mm_set1_epi8('?');
	const __m128i lead = _mm_set1_epi8((char)0xD6);

	for (; e - p >= 16; p += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i hit = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, stop),
					       _mm_cmpeq_epi8(v, nl)),
		    _mm_or_si128(
			_mm_cmpeq_epi8(v, excl), _mm_cmpeq_epi8(v, quest)));
		unsigned bits;

		/* max(v, 0xD6) == v: an unsigned comparison. */
		hit =
		    _mm_or_si128(hit, _mm_cmpeq_epi8(_mm_max_epu8(v, lead), v));
		bits = (unsigned)_mm_movemask_epi8(hit);
		if (bits != 0)
			return p + __builtin_ctz(bits);
	}
#endif
	return scan_candidate_plain(p, e);
}
