/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_GERMAN_H
#define NQUOTE_GERMAN_H

#include "direct.h"

/* The answer for m from the words around it, by the word order of German;
 * rule RULE_NONE when they give none. */
struct answer german_answer(const struct direct *, const struct marked *m);

/* Is the stretch a name after what it names, as in `der Verein "Gute Tat"', in
 * the sentence that begins at lo? */
bool german_named(const struct words *, const struct marked *m, size_t lo);

/* Who spoke last in the paragraph, marks or no marks. */
struct answer german_last(const struct words *);

/* Is the Konjunktiv of reported speech about the stretch? */
bool german_reported(const struct words *, const struct marked *m);

/* Is the stretch a name in the speaker's, or, all nouns, a title or a name by
 * what stands before it? */
bool german_title(
    const struct words *, const struct marked *m, const struct answer *);

#endif
