/* SPDX-License-Identifier: ISC */
#ifndef NR_MEMBER_H
#define NR_MEMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "arbiter.h"
#include "check.h"
#include "emit.h"
#include "job.h"
#include "mail.h"
#include "markup.h"
#include "mix.h"
#include "page.h"
#include "table.h"
#include "window.h"

/*
 * The text of one member, block by block, into articles.  Looks at stretches
 * of MEMBER_STEP bytes, longer ones only while an article does not end in
 * one, so memory is bounded by the longest article.  What comes out depends
 * on the bytes alone, not on how they were cut into blocks.
 */
#define MEMBER_STEP (1u << 20)

struct member {
	struct window window;
	struct page page;
	struct arbiter arbiter;
	struct emitter emitter;
	struct table table;
	struct markup markup;
	struct mail mail;
	struct mix mix;
	struct check check;
	const struct cue *forced; /* --format, or NULL */
	bool want_check;	  /* --check */
	uint64_t max_record;

	uint64_t at;	/* text offset up to which all is decided */
	uint64_t step;	/* how much is looked at now */
	uint64_t part;	/* the last part that was cut off; 0: none */
	uint64_t found; /* articles so far */
	uint64_t since; /* articles since the format changed last */
	unsigned depth; /* of formats before formats */
	struct buf why;
};

/* Take in the next block; job->first begins another member. */
void member_text(struct member *, struct job *);
void member_free(struct member *);

#endif
