/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_ROLL_H
#define NDEDUP_ROLL_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* A list of names (ids of records), packed; the first ones may lie in a file.
 */
struct roll {
	struct {
		const unsigned char *bytes;
		const uint64_t *end;
		size_t n, len;
	} file;
	struct buf bytes; /* of the others */
	uint64_t *end;	  /* of the others: where they end in all bytes */
	size_t n, cap;	  /* of all; of end */
};

void roll_add(struct roll *, struct view name);
void roll_free(struct roll *);

/* Name i (< n), valid until the next roll_add(). */
static inline struct view
roll_name(const struct roll *r, size_t i)
{
	const size_t first = r->file.n, len = r->file.len;
	uint64_t at;

	if (i < first) {
		at = i == 0 ? 0 : r->file.end[i - 1];
		return (struct view){r->file.bytes + at, r->file.end[i] - at};
	}
	at = i == first ? len : r->end[i - first - 1];
	return (struct view){
	    r->bytes.data + (at - len), r->end[i - first] - at};
}

#endif
