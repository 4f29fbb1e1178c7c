/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_SUFFIX_H
#define NQUOTE_SUFFIX_H

#include <stddef.h>
#include <stdint.h>
#ifdef __x86_64__
#include <emmintrin.h>
#endif

#include "word.h"

/*
 * What the end of a word says of it.  Without a branch: what a word ends in
 * nobody can guess.
 */

/* The last bytes of a text as a number, the very last the highest. */
#define TAIL2(a, b) ((uint32_t)(a) | (uint32_t)(b) << 8)
#define TAIL3(a, b, c) (TAIL2(a, b) | (uint32_t)(c) << 16)
#define TAIL4(a, b, c, d) (TAIL3(a, b, c) | (uint32_t)(d) << 24)

/* Which suffixes count in a word of n bytes: a stem must be left. */
static inline unsigned
suffix_row(size_t n)
{
	return n < 6 ? (unsigned)n : 6;
}

/* The flags of a word of n bytes by its last four, tail: zeros, or what is
 * before it, for those that it has not. */
static inline uint32_t
suffix_flags_plain(uint32_t tail, size_t n)
{
	uint32_t t3 = tail >> 8, t2 = tail >> 16, s = tail >> 24 == 's';
	uint32_t ed = t2 == TAIL2('e', 'd'), ly = t2 == TAIL2('l', 'y');
	uint32_t ing =
	    (t3 == TAIL3('i', 'n', 'g')) | (t3 == TAIL3('e', 'n', 'd'));
	uint32_t lich = tail == TAIL4('l', 'i', 'c', 'h');
	uint32_t ss = t2 == TAIL2('s', 's');

	ed &= n > 3;
	ly = (ly & (n > 3)) | (lich & (n > 5));
	ing &= n > 4;
	s &= (n > 2) & ~(ss & (n > 3));
	return ed * WORD_ED | ing * WORD_ING | ly * WORD_LY | s * WORD_S;
}

#ifdef __x86_64__
_Static_assert(WORD_ING == WORD_ED << 1 && WORD_LY == WORD_ED << 2 &&
	WORD_S == WORD_ED << 3,
    "flags in the order of the lanes");

/* The same, all suffixes at once: four lanes of ed, ing, ly, s, and four of
 * what also counts as these (end, lich) or against the last (ss). */
static inline uint32_t
suffix_flags(uint32_t tail, size_t n)
{
	static const uint8_t rows[7][2] = {
	    {0, 0}, {0, 0}, {0, 0}, {8, 0}, {13, 8}, {15, 10}, {15, 14}};
	const __m128i t = _mm_set1_epi32((int)tail);
	const __m128i a = _mm_setr_epi32((int)TAIL4(0, 0, 'e', 'd'),
	    (int)TAIL4(0, 'i', 'n', 'g'), (int)TAIL4(0, 0, 'l', 'y'),
	    (int)TAIL4(0, 0, 0, 's'));
	const __m128i of_a = _mm_setr_epi32(
	    (int)0xFFFF0000, (int)0xFFFFFF00, (int)0xFFFF0000, (int)0xFF000000);
	const __m128i b = _mm_setr_epi32(1, (int)TAIL4(0, 'e', 'n', 'd'),
	    (int)TAIL4('l', 'i', 'c', 'h'), (int)TAIL4(0, 0, 's', 's'));
	const __m128i of_b =
	    _mm_setr_epi32(0, (int)0xFFFFFF00, -1, (int)0xFFFF0000);
	const uint8_t *row = rows[suffix_row(n)];
	unsigned x = (unsigned)_mm_movemask_ps(_mm_castsi128_ps(
			 _mm_cmpeq_epi32(_mm_and_si128(t, of_a), a))) &
	    row[0];
	unsigned y = (unsigned)_mm_movemask_ps(_mm_castsi128_ps(
			 _mm_cmpeq_epi32(_mm_and_si128(t, of_b), b))) &
	    row[1];

	return ((x | (y & 6)) & ~(y & 8)) * WORD_ED;
}
#else
#define suffix_flags suffix_flags_plain
#endif

#endif
