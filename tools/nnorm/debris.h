/* SPDX-License-Identifier: ISC */
#ifndef NNORM_DEBRIS_H
#define NNORM_DEBRIS_H

#include <stdbool.h>

#include "buf.h"

/* Longer lines are never debris: bytes. */
#define DEBRIS_MAX 32

/*
 * Is a line, without the blanks round it, a scanner's dirt: marks that nobody
 * writes on a line of their own, one letter among them at most?  Ornaments,
 * list marks, smileys and what may be the end of a sentence are none.  The lines
 * above and below it, empty where there is none, must be prose.
 */
bool debris_line(struct view line, struct view above, struct view below);

#endif
