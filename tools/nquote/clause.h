/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_CLAUSE_H
#define NQUOTE_CLAUSE_H

#include "direct.h"

/* Reported speech: what somebody is said to say, marked or not. */
struct clause {
	struct range part[2]; /* words; the second may be empty */
	struct range speaker;
	size_t cue; /* SIZE_MAX: none */
	enum rule rule;
};

/* Room for the clauses of one paragraph.  All zero is ready. */
struct clauses {
	struct clause *c;
	size_t n;
	size_t cap;
};

/* Append the clauses of the sentence s, in order; they do not overlap, and of
 * nested ones only the outermost is there.  O(words of the sentence) for
 * sentences of bounded length, at most a constant look-around a word. */
void clause_find(const struct words *, struct sentence s, struct clauses *);

/* The headline `NAME: C' of the words a..b: append C and return true. */
bool clause_headline(
    const struct words *, size_t a, size_t b, struct clauses *);

/* Append one, unless it is too short: its parts, of which the second may be
 * empty, its speaker and its cue (SIZE_MAX: none). */
void clauses_add(struct clauses *, struct range p, struct range q,
    struct range speaker, size_t cue, enum rule);

/* A paragraph of a transcript, `ANN MOORE: ...': append all of it as one clause
 * and return true. */
bool clause_transcript(const struct words *, struct clauses *);

void clauses_free(struct clauses *);

#endif
