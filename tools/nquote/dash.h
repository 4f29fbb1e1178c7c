/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_DASH_H
#define NQUOTE_DASH_H

#include "clause.h"

/* A paragraph of dialogue that begins with a dash, in French and Spanish:
 * append what is said and return true, or false when nobody is named. */
bool dash_turns(const struct direct *, struct clauses *);

#endif
