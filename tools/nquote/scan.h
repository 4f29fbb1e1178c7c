/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_SCAN_H
#define NQUOTE_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#ifdef __x86_64__
#include <emmintrin.h>
#endif

#include "vocab.h"

/*
 * The bytes of one word: where it ends, how it is written, and the hashes of
 * the forms that lists may have it under.  Not Unicode's rules: letters are
 * ASCII's and every byte from 0x80 on that is no punctuation known here.
 */

/* B_STOP: no word of letters goes on after it. */
enum byte_class { B_STOP, B_BLANK, B_OTHER, B_UPPER, B_LOWER, B_DIGIT, B_HIGH };

extern const uint8_t scan_classes[256];

static inline enum byte_class
byte_class(unsigned char c)
{
	return (enum byte_class)scan_classes[c];
}

/* Text of size bytes, read at at, of which words end at end. */
struct reader {
	const struct vocab *lex;
	const unsigned char *p;
	size_t at;
	size_t end;
	size_t size;
};

/* How a word is written. */
struct forms {
	struct vocab_hash h;	/* all of it so far */
	struct vocab_hash stem; /* up to the last apostrophe */
	size_t apos;		/* where that was; 0: none */
	unsigned upper;		/* capitals; two stand for more */
	unsigned lower;		/* 0: no small letter */
};

/* Punctuation and blanks beyond ASCII at p: their length, and in *ch what
 * they count as: ' ' a blank, '-' a dash, '.' the ellipsis, '\'' an
 * apostrophe, '"' another quotation mark, '*' a bullet.  0: a letter. */
size_t scan_punct(const unsigned char *p, size_t len, uint8_t *ch);

/* Bytes of an apostrophe at i, 0 for none. */
size_t scan_apostrophe(const struct reader *, size_t i);

bool scan_letter_at(const struct reader *, size_t i);

static inline bool
scan_digit_at(const struct reader *r, size_t i)
{
	return i < r->end && byte_class(r->p[i]) == B_DIGIT;
}

/* Is there a pronoun behind a verb at i, after the hyphen of "dit-il",
 * "a-t-elle"?  How many bytes lie between verb and pronoun, 0: no. */
size_t scan_clitic(const struct reader *, size_t i);

/* One run of letters and digits from at on, with what may join them: moves at
 * past it.  f: all zero but for an empty hash. */
void scan_word(struct reader *, struct forms *f);

#ifdef __x86_64__
/* How many of the 15 bytes at p, of which 16 can be read, are ASCII letters
 * before anything else; *big receives a bit for each capital. */
static inline unsigned
scan_letters(const unsigned char *p, unsigned *big)
{
	__m128i c = _mm_loadu_si128((const void *)p);
	__m128i s = _mm_or_si128(c, _mm_set1_epi8(0x20));
	/* a to z become the 26 lowest signed bytes */
	__m128i in =
	    _mm_cmplt_epi8(_mm_add_epi8(s, _mm_set1_epi8((char)(128 - 'a'))),
		_mm_set1_epi8((char)(26 - 128)));
	unsigned run = (unsigned)_mm_movemask_epi8(in);

	/* bit 5 tells small letters */
	*big = ~(unsigned)_mm_movemask_epi8(_mm_slli_epi16(c, 2));
	return (unsigned)__builtin_ctz(~run | 1u << 15);
}

/* The hash of n < 16 ASCII letters at p, where 16 bytes can be read. */
static inline struct vocab_hash
scan_hash_letters(const unsigned char *p, unsigned n)
{
	static const uint8_t keep[32] = {255, 255, 255, 255, 255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255};
	__m128i c = _mm_loadu_si128((const void *)p);

	c = _mm_and_si128(_mm_or_si128(c, _mm_set1_epi8(0x20)),
	    _mm_loadu_si128((const void *)(keep + 16 - n)));
	return (struct vocab_hash){VOCAB_SEED,
	    {(uint64_t)_mm_cvtsi128_si64(c),
		(uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(c, c))},
	    n};
}
#endif

#endif
