/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_MARK_H
#define NR_SENTENCE_MARK_H

#include "sentence_rules.h"

/* The mark that may end a sentence: how far it reaches. */

/* Past the blanks at p; *newlines counts the line ends among them, and a
 * paragraph separator as two. */
const unsigned char *mark_skip_blanks(
    const unsigned char *p, const unsigned char *e, unsigned *newlines);

/* Past the run of . ! ? and the like at p; says in *pl whether a ! or ? is
 * among them and whether they are an ellipsis. */
const unsigned char *mark_terminators_end(
    const unsigned char *p, struct place *pl);

/* Past what closes at p: quotes, brackets, notes, and after a blank >> (French)
 * or a note. */
const unsigned char *mark_closers_end(
    const unsigned char *p, const unsigned char *e);

/* "the end.Then": a blank was lost.  Not in names (Node.js, Amazon.Com). */
bool mark_lost_blank(const struct place *pl);

#endif
