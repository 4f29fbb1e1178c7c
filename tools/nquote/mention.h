/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_MENTION_H
#define NQUOTE_MENTION_H

#include "entity.h"

/* What a pronoun, a title or a noun says of the gender. */
enum gender mention_gender(const struct word *);

/* Does a German noun end as those do that are feminine: Ministerin, Leitung? */
bool mention_feminine(const struct words *, const struct word *);

/*
 * The name that begins at i, at the latest before hi: titles are skipped, and
 * tell the gender.  *end receives where the run of capitals ends.
 */
struct mention mention_name(
    const struct words *, size_t i, size_t hi, size_t *end);

/* Is the word i a noun for a person, by the lists or, in German, by what it
 * ends in? */
bool mention_person(const struct words *, size_t i);

/* The key of a noun that somebody can be; that of an abbreviated title is the
 * title's. */
uint64_t mention_role(const struct word *);

#endif
