/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_SCARE_H
#define NQUOTE_SCARE_H

#include "direct.h"

/* Is the stretch a value of markup, name="value"? */
bool scare_markup(const struct words *, const struct marked *);

/* Does the title of a work stand there: `author of "...,"', `the novel "..."',
 * `on TV3's "..."'? */
bool scare_title(const struct words *, const struct marked *);

/* Is the stretch nobody's speech, given the answer x to who speaks? */
bool scare_marks(
    const struct words *, const struct marked *, const struct answer *x);

#endif
