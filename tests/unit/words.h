/* SPDX-License-Identifier: ISC */
#ifndef NR_WORDS_H
#define NR_WORDS_H

#include <stdint.h>

#include "buf.h"

/* Invented text for tests: the same for the same seed, on every machine. */

static inline uint64_t
words_next(uint64_t *state)
{
	uint64_t x = *state += 0x9E3779B97F4A7C15u;

	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

/* n letters. */
static inline void
put_letters(struct buf *b, uint64_t seed, size_t n)
{
	static const char often[] = "eeetaoinshrdlucmwfgypbvk";

	while (n-- > 0)
		buf_putc(b, (unsigned char)often[words_next(&seed) % 24]);
}

/* n words, some capital letters, commas and line ends. */
static inline void
put_words(struct buf *b, uint64_t seed, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		size_t at, letters;

		if (i > 0)
			buf_putc(b, i % 9 == 0 ? '\n' : ' ');
		at = b->len;
		letters = 2 + words_next(&seed) % 8;
		put_letters(b, words_next(&seed), letters);
		if (i % 14 == 0)
			b->data[at] = (unsigned char)(b->data[at] - 32);
		if (i % 14 == 13)
			buf_putc(b, '.');
	}
}

/* One letter in n becomes another. */
static inline void
spoil(struct buf *b, uint64_t seed, unsigned n)
{
	size_t i;

	for (i = 0; i < b->len; i++)
		if (b->data[i] >= 'a' && words_next(&seed) % n == 0)
			b->data[i] =
			    (unsigned char)('a' + words_next(&seed) % 26);
}

#endif
