/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_KNOWN_H
#define NDEDUP_KNOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hash.h"

/*
 * A set of hashes that only grows.  74 bits of a hash are kept: among ten
 * million texts the chance of one false match is about 10^-8.  Eight bytes an
 * entry, filled to 75-87 %.  All zero is an empty set.
 */
struct known {
	uint64_t *slot; /* parts, one after the other */
	uint64_t cap;	/* homes of a part */
	uint64_t share; /* slots of a part: some more at the end */
	uint32_t *n;	/* entries of each part */
	uint64_t *spare;
	void *map;
	size_t mapped; /* bytes of addresses; less is memory */
};

#define KNOWN_PARTS 1024

/* Where h belongs, or some slots before. */
static inline uint64_t *
known_home(const struct known *s, struct hash128 h)
{
	return s->slot + h.lo % KNOWN_PARTS * s->share +
	    ((h.hi >> 32) * s->cap >> 32);
}

/* The memory that known_add() will need soon.  (See index_prefetch().) */
__attribute__((always_inline)) static inline void
known_prefetch(const struct known *s, struct hash128 h)
{
	const uint64_t *e;

	if (s->slot == NULL)
		return;
	e = known_home(s, h);
	__builtin_prefetch(e);
	__builtin_prefetch(e + 8);
	__builtin_prefetch(e + 16);
	__builtin_prefetch(e + 24);
}

/* Add h unless it is there: false.  Amortised O(1). */
bool known_add(struct known *, struct hash128 h);

void known_free(struct known *);

#endif
