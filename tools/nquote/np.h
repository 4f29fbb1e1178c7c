/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_NP_H
#define NQUOTE_NP_H

#include <stdbool.h>
#include <stddef.h>

#include "word.h"

/*
 * Noun phrases that can speak, without a tagger: found from the verb
 * backwards, from it forwards, or at the head of a clause.  All ranges are of
 * tokens of one paragraph, end exclusive; an empty one means none.
 */

struct range {
	size_t a;
	size_t b;
};

enum { NP_MAX = 28 /* words of a noun phrase, longer ones are cut */ };

static inline bool
range_any(struct range r)
{
	return r.b > r.a;
}

static inline bool
word_is_punct(const struct word *t, uint8_t ch)
{
	return t->kind == WORD_PUNCT && t->ch == ch;
}

/* A word in small letters. */
static inline bool
word_small(const struct word *t)
{
	return t->kind == WORD_TEXT && !(t->flags & WORD_CAP);
}

/* Of a word with a capital. */
bool word_names(const struct word *);

/* A word with a capital that is none for its place in the sentence alone. */
static inline bool
word_name(const struct word *t)
{
	return (t->flags & WORD_CAP) && word_names(t);
}

/* Is the small word at i, after one with a capital and before hi, of a name:
 * `Vera von Alten', `Ana de la Torre'? */
bool np_particle(const struct words *, size_t i, size_t hi);

/* A verb form that ends a subject: was, has, went, argued, says. */
bool word_finite(const struct words *, size_t i);

/* Is t the word that w, a literal, spells in lower case? */
static inline __attribute__((always_inline)) bool
word_is(const struct word *t, const char *w)
{
	return t->key == vocab_key(w) && t->kind == WORD_TEXT;
}

/* Where the phrase is, in bytes of the text. */
static inline struct span
np_bytes(const struct words *ws, struct range r)
{
	return (struct span){ws->t[r.a].begin, ws->t[r.b - 1].end};
}

/* The phrase that begins at i, before hi, as after "said". */
struct range np_forward(const struct words *, size_t i, size_t hi);

/* The phrase that ends at end, not before lo. */
struct range np_backward(const struct words *, size_t end, size_t lo);

/* The subject of the verb at v, not before lo: steps over adverbs, auxiliaries
 * and appositions; "who" counts as one.  *verb receives where the verb group
 * begins. */
struct range np_subject(
    const struct words *, size_t v, size_t lo, size_t *verb);

/* The subject of the clause in lo..hi: that of its first finite verb. */
struct range np_main(const struct words *, size_t lo, size_t hi);

/* Does a sentence begin at i with a participle, `Asked about it,' or `Citing
 * the law,', not with a name? */
bool np_participle(const struct words *, size_t i, size_t hi);

/* Is the verb at v in a phrase that leads the sentence from lo on: `Asked to
 * explain it, NP', `In announcing it, NP'? */
bool np_leads(const struct words *, size_t lo, size_t v);

/* The subject after the comma that ends such a phrase. */
struct range np_after_lead(const struct words *, size_t v, size_t hi);

/* Whose the noun at v is: "his", or the whole name before 's, one or two words
 * before it. */
struct range np_owner(const struct words *, size_t v, size_t lo);

/* Who is of the opinion, the noun at v. */
struct range np_of_opinion(const struct words *, size_t v, size_t lo);

/* What the relative pronoun at i stands for, not before lo. */
struct range np_antecedent(const struct words *, size_t i, size_t lo);

/* Can the phrase speak?  strict: only names, persons, groups and documents;
 * else any noun with a determiner, as beside quotation marks. */
bool np_valid(const struct words *, struct range, bool strict);

#endif
