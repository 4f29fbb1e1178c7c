/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_SOURCE_H
#define NQUOTE_SOURCE_H

#include "direct.h"

/* To whom the stretch is due by a phrase of its sentence, up to 20 words before
 * or 14 after it; rule RULE_NONE: to nobody. */
struct answer source_due(const struct direct *, const struct marked *);

/* Behind the marks, in i..hi: `was the verdict of NP', `is NP's motto'. */
struct answer source_was_said(const struct words *, size_t i, size_t hi);

#endif
