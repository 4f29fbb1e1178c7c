/* SPDX-License-Identifier: ISC */
#ifndef NNORM_WORDS_H
#define NNORM_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * Words are known by a hash of 32 bits, of their bytes as they are or of their
 * small letters.  In a vocabulary of a million words one word in 4,000 that is
 * not in it is taken for one that is.
 */
#define WORD_HASH_INIT 2166136261u

static inline uint32_t
word_hash_byte(uint32_t h, unsigned char c)
{
	return (h ^ c) * 16777619u;
}

uint32_t word_hash(const unsigned char *p, size_t len, uint32_t h);

/* The hash of the small letters of p[0..len). */
uint32_t word_hash_lower(const unsigned char *p, size_t len, uint32_t h);

/* Is it one of the built-in English words? */
bool words_builtin(uint32_t hash);

/* How often words were seen.  All zero is empty; words_free() at the end. */
struct words {
	struct word_slot {
		uint32_t hash; /* 0: free */
		uint32_t count;
	} * slot;
	size_t n_slots; /* 0 or a power of two */
	size_t n;
	size_t max; /* no more words than this; 0: any number */
};

/* Count a word n times more; over max a new word is not taken in. */
void words_add(struct words *, uint32_t hash, uint32_t n);

/* 0 for what was never seen. */
uint32_t words_count(const struct words *, uint32_t hash);

/* Forget all, keep the memory. */
void words_clear(struct words *);
void words_free(struct words *);

/*
 * Step to the next word of text at or after *at: letters and digits of any
 * script, with single hyphens inside.  False at the end.  *simple is set when
 * it is made of small letters of ASCII and hyphens; *hash is that of its
 * bytes.  Words cut by a hyphen at a line's end, and the rest of them on the
 * next line, are left out.
 */
bool words_next(struct view text, size_t *at, struct view *word, uint32_t *hash,
    bool *simple);

#endif
