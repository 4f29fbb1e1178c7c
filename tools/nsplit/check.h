/* SPDX-License-Identifier: ISC */
#ifndef NR_CHECK_H
#define NR_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "page.h"

/*
 * Is an export complete?  What a text says of itself against what was found in
 * it: how many articles, their numbers, the words of each, the contents list in
 * front.  All zero is ready for use; memory is bounded by the contents list.
 */
struct check {
	uint64_t announced; /* by a line of a database's cover; 0 */
	uint64_t last;	    /* number of the article before; 0 */
	struct buf text;    /* entries of the contents list, as they are and
			     * as letters alone */
	struct check_entry *v;
	size_t n;
	size_t cap;
	struct buf key; /* scratch */
};

/* Another text, or another format, begins. */
void check_begin(struct check *);
void check_free(struct check *);

/* Lines first..last stand before the first article, or after the last: read
 * counts, and if contents is set the contents list. */
void check_cover(struct check *, const struct page *, size_t first, size_t last,
    bool contents);

/* Note an article.  true: what it says of itself is not so, and why tells it.
 * offset: where it begins, in the member. */
bool check_article(struct check *, const struct page *, const struct article *,
    uint64_t offset, struct buf *why);

/* The next entry of the contents list that no article had; false: none is
 * left, or what stands in front is no contents list. */
bool check_missing(struct check *, size_t *i, struct view *entry);

#endif
