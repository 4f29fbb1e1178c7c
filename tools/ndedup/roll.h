/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_ROLL_H
#define NDEDUP_ROLL_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* A list of names (ids of records), packed. */
struct roll {
	struct buf bytes;
	uint64_t *end;
	size_t n, cap;
};

void roll_add(struct roll *, struct view name);
void roll_free(struct roll *);

/* Name i (< n), valid until the next roll_add(). */
static inline struct view
roll_name(const struct roll *r, size_t i)
{
	size_t at = i == 0 ? 0 : r->end[i - 1];

	return (struct view){r->bytes.data + at, r->end[i] - at};
}

#endif
