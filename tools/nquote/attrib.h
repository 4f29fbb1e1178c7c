/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_ATTRIB_H
#define NQUOTE_ATTRIB_H

#include "quote.h"

/*
 * Who said what: from a text, its paragraphs and its marked stretches to
 * quotations with speaker and cue, direct, mixed and indirect.
 */

/* Reused memory of one worker. */
struct attrib;

struct attrib *attrib_new(void);
void attrib_free(struct attrib *);

/* Append the quotations of t to q (which the caller cleared), in order of
 * whole.begin.  Never fails; O(length of the text). */
void attrib_find(struct attrib *, const struct quote_text *t, struct quotes *q);

#endif
