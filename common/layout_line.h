/* SPDX-License-Identifier: ISC */
#ifndef NR_LAYOUT_LINE_H
#define NR_LAYOUT_LINE_H

#include "layout.h"

/*
 * What layout.c knows of a line by itself: the classes of its first letter or
 * digit and of its end, quotation marks and brackets left aside, and marks.
 */
enum { FIRST_OTHER, FIRST_UPPER, FIRST_LOWER, FIRST_DIGIT, FIRST_LETTER };
enum { LAST_OTHER, LAST_TERMINAL, LAST_COMMA, LAST_HYPHEN };
enum {
	MARK_BULLET = 1, /* begins with a bullet, a number or a letter */
	MARK_DASH = 2,	 /* begins with a dash: an item or a speech */
	MARK_GAP = 4,	 /* a tab or three blanks inside: columns */
	MARK_CAPS = 8,	 /* capitals only, two at least */
	MARK_QUOTED = 16, /* the end of a sentence, and of a quotation */
	MARK_BLANKS = LAYOUT_BLANKS,
	MARK_OPENS = 64 /* begins with a quotation mark */
};

#define LAYOUT_WRAP_MAX 200 /* nobody wraps wider than this */

/* Measure the lines of text into l->line.  soft is not set.  O(text.len). */
void layout_measure(struct layout *l, struct view text);

#endif
