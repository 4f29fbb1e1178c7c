/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_INDEX_H
#define NDEDUP_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * An inverted index: for each fingerprint the numbers it was posted with, at
 * most a few; one posted more often says nothing and is skipped by its user.
 * Eight bytes a posting, filled to 67-80 %.
 */

struct index_entry {
	uint32_t hash;
	uint32_t value; /* INDEX_NONE: the slot is empty */
};

#define INDEX_NONE UINT32_MAX

/* All zero is an empty index. */
struct index_table {
	struct index_entry *slot;
	uint64_t cap;	/* homes */
	uint64_t slots; /* and some room for what does not fit at the end */
	uint64_t n;	/* postings */
};

/* Ask the memory for hash's slots: a later lookup will not wait.  (Not inlined
 * early, gcc 12 takes it for a pure function and drops the call.) */
__attribute__((always_inline)) static inline void
index_prefetch(const struct index_table *t, uint32_t hash)
{
	const struct index_entry *e;

	if (t->cap == 0)
		return;
	e = t->slot + ((uint64_t)hash * t->cap >> 32);
	__builtin_prefetch(e);
	__builtin_prefetch(e + 7);
}

/* The postings of hash: *n of them from the returned one on, in the order they
 * were added.  Valid until the next index_add(). */
const struct index_entry *index_find(
    const struct index_table *, uint32_t hash, size_t *n);

/* Post value (not INDEX_NONE) under hash.  at is where the postings of hash
 * end, as index_find() told since the last change, or NULL.  Amortised O(1). */
void index_add(struct index_table *, uint32_t hash, uint32_t value,
    const struct index_entry *at);

/* t becomes all of a and b; of one hash those of a come first.  O(slots). */
void index_merge(struct index_table *t, const struct index_table *a,
    const struct index_table *b);

/* Whether searches in an index that was read from a file end.  What they find
 * may be anything.  O(1). */
bool index_check(const struct index_table *);

void index_free(struct index_table *);

#endif
