/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_EXACT_H
#define NDEDUP_EXACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"

/*
 * A set of hashes, each with a number.  72 bits of a hash are kept: among ten
 * million texts the chance of one false match is about 10^-8.  Thirteen bytes
 * an entry, filled to 79-89 %.  All zero is an empty set.
 */
struct exact_set {
	unsigned char *slot;
	uint64_t cap;	/* homes */
	uint64_t slots; /* and some room for what does not fit at the end */
	uint64_t n;
};

void exact_prefetch(const struct exact_set *, struct hash128 h);

/* Whether h is there; *number is what it was added with. */
bool exact_find(const struct exact_set *, struct hash128 h, uint32_t *number);

/* Add h with its number unless it is there: false.  Amortised O(1). */
bool exact_add(struct exact_set *, struct hash128 h, uint32_t number);

#define EXACT_SIZE 13 /* bytes of a slot */

/* s becomes all of a and b, which have none in common.  O(slots). */
void exact_merge(
    struct exact_set *s, const struct exact_set *a, const struct exact_set *b);

/* Whether searches in a set that was read from a file end.  What they find may
 * be anything.  O(1). */
bool exact_check(const struct exact_set *);

void exact_free(struct exact_set *);

#endif
