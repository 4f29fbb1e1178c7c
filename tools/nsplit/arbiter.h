/* SPDX-License-Identifier: ISC */
#ifndef NR_ARBITER_H
#define NR_ARBITER_H

#include <stdbool.h>
#include <stddef.h>

#include "cue.h"
#include "page.h"

/*
 * Chooses between the cues' proposals for one member of text and cuts the
 * member's windows into articles.  All zero is ready for use; reused.
 */
struct vote {
	const struct cue *cue;
	size_t starts;
	size_t headed;
	double score;
};

struct arbiter {
	bool started;	       /* articles of cue were found before this page */
	const struct cue *cue; /* the chosen one; NULL: not chosen yet */
	const struct cue *used;	  /* the one of the last cut */
	const struct cue *except; /* not to be voted for; or NULL */
	double confidence;	  /* in it, 0 to 1 */
	struct article *a;	  /* what arbiter_cut() found */
	size_t n;
	size_t cap;
	struct proposal proposal;
	bool explain;	    /* votes has the families that cannot win, too */
	struct vote *votes; /* the last vote, for --explain */
	size_t n_votes;
	size_t cap_votes;
	uint64_t announced; /* articles that the text says it holds; 0 */
};

/* Forget the choice: another member begins.  forced: a cue to use, or NULL. */
void arbiter_reset(struct arbiter *, const struct cue *forced);
void arbiter_free(struct arbiter *);

/*
 * Cut a page into a->n articles, in order; what lies before the first is the
 * page's preamble.  The cue is voted on unless it is chosen already;
 * arbiter_keep() makes the last winner the choice.  At least one article comes
 * out of a page with a line that is not blank.
 */
void arbiter_cut(struct arbiter *, struct page *);

/* Make article i of the last cut end before line last, and be the last. */
void arbiter_shorten(struct arbiter *, struct page *, size_t i, size_t last);

/* Stay with the cue of the last cut for the rest of the text. */
void arbiter_keep(struct arbiter *);

/* The cue of that name (--format), or NULL. */
const struct cue *arbiter_cue(const char *name);

#endif
