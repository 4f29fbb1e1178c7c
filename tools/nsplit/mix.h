/* SPDX-License-Identifier: ISC */
#ifndef NR_MIX_H
#define NR_MIX_H

#include <stdbool.h>
#include <stddef.h>

#include "arbiter.h"
#include "page.h"

/*
 * Where the format of a text changes: dumps are put together from dumps.  A
 * cue that does not know the other format takes all of it for one long
 * article, or for what stands before the first one.  Such a stretch is voted
 * on by itself, without that cue.
 */
struct mix {
	struct page page;
	struct arbiter arbiter;
};

struct change {
	size_t n;    /* articles that stand, the last of them up to line;
		      * 0: what stands before line has a format of its own */
	size_t line; /* of the page, where the other format begins */
};

/*
 * Look for the first change in a page that was cut, within the first limit
 * articles and what stands before them.  The last article that stands has been
 * shortened.  Costs little where no article stands out, else a vote on each
 * that does.
 */
bool mix_find(struct mix *, struct arbiter *, struct page *, size_t limit,
    struct change *);

void mix_free(struct mix *);

#endif
