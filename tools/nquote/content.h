/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_CONTENT_H
#define NQUOTE_CONTENT_H

#include "cue.h"

/*
 * Where what is said begins and ends, seen from its cue.  Indexes are of words
 * of one paragraph; b is where the sentence ends, its full stop left out.
 */

/* Words looked at to either side; what is farther decides nothing, and the
 * cost stays linear. */
enum { CONTENT_LOOK = 80 };

static inline bool
word_in_marks(const struct words *ws, size_t i)
{
	return (ws->t[i].flags & WORD_IN) != 0;
}

/* A comma of the skeleton. */
static inline bool
word_comma(const struct words *ws, size_t i)
{
	return word_is_punct(&ws->t[i], ',') && !word_in_marks(ws, i);
}

/* A comma, or a closing mark that holds one, or a `?' or `!'. */
bool content_pause(const struct words *, size_t i);

/* Is there a finite verb in a..b? */
bool content_has_verb(const struct words *, size_t a, size_t b);

/* Is there one at i, adverbs stepped over? */
bool content_verb_at(const struct words *, size_t i, size_t b);

/* Does a clause begin at c: with "that", or a subject and its verb? */
bool content_is_clause(const struct words *, size_t c, size_t b);

/* a..b without commas, dashes and stops at its ends. */
struct range content_trim(const struct words *, size_t a, size_t b);

/* Where the content of the cue at v begins, by what the verb takes; b when it
 * has none. */
size_t content_begin(const struct words *, size_t v, size_t b);

/* Where the content that begins at c ends; under: its cue stands in a clause
 * that hangs on another, so that a comma ends it. */
size_t content_end(const struct words *, size_t c, size_t b, bool under);

#endif
