/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_GERMAN_H
#define NQUOTE_GERMAN_H

#include "direct.h"

/* The answer for m from the words around it, by the word order of German;
 * rule RULE_NONE when they give none. */
struct answer german_answer(const struct direct *, const struct marked *m);

#endif
