/* SPDX-License-Identifier: ISC */
#ifndef NNORM_HEADS_H
#define NNORM_HEADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "lines.h"

/*
 * Heads and feet of a text whose letters were misread: set edge[i] for lines
 * that are nearly alike and come again at the distance of a page, in the middle
 * of sentences, with numbers that count up or form feeds beside them.  times[i] is how often line i is
 * there as it is, digits apart, 0 for long lines; where nothing is there twice
 * nothing is looked for.  edge has a byte a line.  scratch is for the
 * function's own use.  O(lines).
 */
void heads_find(struct view text, const struct lines *, const uint32_t *times,
    unsigned char *edge, struct buf *scratch);

/* Does a sentence break off above line i, and what is short round it, or go on
 * below?  Pages end inside sentences, chapters do not. */
bool heads_interrupt(struct view text, const struct lines *, size_t i);

#endif
