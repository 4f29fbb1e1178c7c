/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_GPHRASE_H
#define NQUOTE_GPHRASE_H

#include "np.h"

/* Words, phrases and subjects of German; np.h is for English. */

/* Not inside quotation marks. */
bool german_outside(const struct words *, size_t i);

/* A noun or a name. */
bool german_noun(const struct word *);

/* A word whose capital, if any, comes from its place. */
bool german_small(const struct word *);

/* A finite verb form, cue or auxiliary. */
bool german_finite(const struct word *);

/* A small word that no class holds: an adjective in a phrase. */
bool german_adjective(const struct word *);

/* The phrase that begins at i, before hi. */
struct range german_np(const struct words *, size_t i, size_t hi);

/* The phrase that ends at end, back to its article or a pause. */
struct range german_np_back(const struct words *, size_t end, size_t lo);

/* Can the phrase be a subject: no preposition before it, no time? */
bool german_nominative(const struct words *, struct range);

/* Where the clause of i begins, not before lo. */
size_t german_clause(const struct words *, size_t i, size_t lo);

/* Is the phrase at the head of a sentence an adverb, whatever its capital
 * says? */
bool german_adverb(const struct words *, struct range);

/* The subject of the finite verb at v, in lo..hi. */
struct range german_subject(
    const struct words *, size_t v, size_t lo, size_t hi);

/* Past `ihn', `sich', `dazu' after a verb. */
size_t german_over_objects(const struct words *, size_t i, size_t hi);

/* The subject behind a verb that no list knows, after what the sentence leads
 * with. */
struct range german_second(const struct words *, size_t lo, size_t hi);

#endif
