/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_TALLY_H
#define NDEDUP_TALLY_H

#include <stddef.h>
#include <stdint.h>

#define TALLY_NONE UINT32_MAX

/* Counts how often each of a few groups comes up. */
struct tally {
	struct tally_slot {
		uint32_t group; /* TALLY_NONE: free */
		uint32_t count;
	} * slot;
	uint32_t *touched; /* slots in use */
	uint32_t used, cap;
};

void tally_init(struct tally *);
void tally_free(struct tally *);

/* Count the n groups. */
void tally_add(struct tally *, const uint32_t *group, size_t n);

/* The i-th group (< used) that was counted, in no order. */
static inline struct tally_slot
tally_at(const struct tally *t, uint32_t i)
{
	return t->slot[t->touched[i]];
}

/* Begin anew.  O(used). */
void tally_clear(struct tally *);

#endif
