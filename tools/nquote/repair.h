/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_REPAIR_H
#define NQUOTE_REPAIR_H

#include "marks.h"

/* Append text with the fixes of m applied.  Applied backwards, from last to
 * first (to_len bytes at at give way to the from_len ones), they undo it. */
void repair_apply(const struct marks *m, struct view text, struct buf *out);

/*
 * Move offsets from the text that came to the repaired one: those of n
 * paragraphs (in order) and of m's stretches.  A mark that was put in lies
 * inside its stretch.  O(n + stretches + fixes).
 */
void repair_move(struct marks *m, struct span *paras, size_t n);

#endif
