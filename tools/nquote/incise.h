/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_INCISE_H
#define NQUOTE_INCISE_H

#include "direct.h"

/* Who says a stretch, set inside its marks as French and Spanish do: `« Le
 * pont, dit NP, tiendra. »'.  Sets m->aside to the words of it, commas left
 * out, and m->by to who is named; both stay empty when there is nothing such.
 * ws: the words of d, as they were when it returns. */
void incise_find(const struct direct *, struct words *ws, struct marked *m);

/* Does the incise of m tell who speaks, whatever stands beside the marks? */
bool incise_sure(const struct words *, const struct marked *m);

#endif
