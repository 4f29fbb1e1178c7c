/* SPDX-License-Identifier: ISC */
#ifndef NR_PATTERN_H
#define NR_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cue.h"
#include "template.h"

/*
 * The beginning or the end of a template (template.h) that most often stands
 * over text in a page, and which of its tokens is what.
 */

#define NO_COLUMN 31u
#define REST_COLUMN 30u /* what the pattern leaves of the line */
struct pattern {
	uint32_t hash;
	unsigned n;	 /* tokens; 0: no pattern */
	unsigned weight; /* of them, template_weight() */
	bool end;	 /* they end the line */
	bool above;	 /* the headline stands over the line */
	unsigned title;	 /* token, REST_COLUMN or NO_COLUMN */
	unsigned source; /* the same */
	bool section;	 /* the source is a section */
};

#define PATTERN_COUNT_MIN 3 /* lines with it */
#define PATTERN_HEAVY 5	    /* weight that nothing but heads has */

/* The one that most lines have, without the columns.  O(bytes of short lines
 * that begin blocks). */
struct pattern pattern_find(const struct page *);

/* A line's tokens, all of them, have the pattern. */
bool pattern_matches(const struct pattern *, const struct token *, size_t all);

/* Line i of the page has it, and may stand over an article. */
bool pattern_line(const struct page *, const struct pattern *, size_t i);

/* What a column holds on a line that matches; len 0: nothing. */
struct view pattern_column(const struct pattern *, struct view line,
    const struct token *, size_t all, unsigned column);

/* Find out which columns are the headline and the source: headlines are long
 * and all different, names come again.  The starts are lines that match. */
void pattern_columns(
    const struct page *, const struct proposal *, struct pattern *);

#endif
