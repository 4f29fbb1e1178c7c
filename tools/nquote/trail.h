/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_TRAIL_H
#define NQUOTE_TRAIL_H

#include "clause.h"

/* What one sentence is searched with. */
struct scan {
	const struct words *ws;
	size_t a; /* the sentence without its full stop */
	size_t b;
	struct clauses *out;
};

/* `according to NP' anywhere in the sentence: append what is due to NP. */
bool trail_according(struct scan *);

/* `C, NP said.', `C, said NP.' and `C, NP said, C': append C; *who receives NP,
 * *rest what comes after. */
bool trail_find(struct scan *, size_t *rest, struct range *who);

#endif
