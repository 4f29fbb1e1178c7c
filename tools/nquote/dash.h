/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_DASH_H
#define NQUOTE_DASH_H

#include "clause.h"

/* A paragraph of dialogue that begins with a dash, in French and Spanish:
 * append what is said by somebody who is named. */
void dash_turns(const struct direct *, struct clauses *);

#endif
