/* SPDX-License-Identifier: ISC */
#ifndef NR_UNIT_H
#define NR_UNIT_H

#include <stddef.h>

#include "buf.h"
#include "job.h"
#include "language.h"
#include "layout.h"
#include "sentence.h"

/* What a record holds: --unit. */
enum unit { UNIT_ARTICLE, UNIT_PARAGRAPH, UNIT_SENTENCE };

/* A stretch of a text, bytes, half-open. */
struct span {
	size_t begin;
	size_t end;
};

/* Cuts texts into paragraphs or sentences; reused from text to text.  All zero
 * but for unit and splitter is ready for use. */
struct cutter {
	enum unit unit;
	const struct splitter *splitter; /* for UNIT_SENTENCE */
	struct layout layout;
	struct sentences sentences;
	struct span *v; /* what cutter_cut() found */
	size_t n;
	size_t cap;
};

/* The units of text, in order, none of them blank; v and n receive them. */
void cutter_cut(struct cutter *, struct view text, enum language);
/* Make room for n units that the caller fills in; returns c->v. */
struct span *cutter_room(struct cutter *, size_t n);

void cutter_free(struct cutter *);

/* Tell, when --explain was given, why each sentence of the record id ends. */
void cutter_explain(
    const struct cutter *, struct job *, struct view id, struct view text);

/* Append a text as one plain line: a blank for each run of line ends. */
void unit_put_line(struct buf *, struct view text);

/* The letter of a unit in the ids of what is cut from a record. */
char unit_letter(enum unit);

#endif
