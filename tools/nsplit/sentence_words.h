/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_WORDS_H
#define NR_SENTENCE_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "language.h"

/*
 * What the rules know of words: for each language a table from a word, in
 * lower case and without its last stop, to the classes it is in.  The words
 * come from data/sentence-LL.txt.
 */
enum {
	WORD_TITLE = 1 << 0,  /* stands before a name: never ends */
	WORD_STREET = 1 << 1, /* stands after a name: Main St., Fifth Ave. */
	WORD_NUMBER = 1 << 2, /* stands before a number */
	WORD_MID = 1 << 3,    /* an abbreviation when capitalised */
	WORD_ANY = 1 << 4,    /* an abbreviation in either case */
	WORD_SUFFIX = 1 << 5, /* stands after a person's name */
	WORD_ORG = 1 << 6,    /* ends a firm's name */
	WORD_STATE = 1 << 7,  /* a state; after a comma it ends the place */
	WORD_NEVER = 1 << 8,  /* something always follows */
	WORD_END = 1 << 9,    /* ends a list or a measure: a capital decides */
	WORD_EXCLAIM = 1 << 10, /* a name that ends in ! */
	WORD_AFTER = 1 << 11,	/* what follows a time of day: zones, days */
	WORD_ROLE = 1 << 12,	/* an office named after a firm */
	WORD_LABEL = 1 << 13,	/* what a single letter names: vitamin C */
	WORD_START = 1 << 14,	/* a closed-class word that begins sentences */
	WORD_UNIT = 1 << 15,	/* a measure after a number */
	WORD_SAY = 1 << 16,	/* a verb that goes with a quotation */
	WORD_BEGUN = 1 << 17,	/* a preposition of time: At 5 a.m. */
	WORD_COUNTED = 1 << 18, /* goes before a cardinal, not an ordinal */
	WORD_LAND = 1 << 19,	/* a country of initials */
	WORD_BODY = 1 << 20,	/* what a country has: U.S. Treasury */
	WORD_PREP = 1 << 21,	/* a preposition, or and, or than */
	WORD_NAMED = 1 << 22,	/* what is named after people: Jr. Library */
	WORD_DATE = 1 << 23	/* a day or a month, cut short */
};

/* Longest word the tables hold, in bytes. */
#define WORD_MAX 40

struct words;

/* The table of a language, plus the user's abbreviations: one a line, with or
 * without the stop; # begins a comment.  Freed with words_free(). */
struct words *words_new(enum language, struct view user);
void words_free(struct words *);

/* Classes of a key (see word_key()), 0 for a word that is not there. */
unsigned words_class(
    const struct words *, const unsigned char *key, size_t len);

/* Write p[0..len) in lower case to key, room for WORD_MAX bytes; returns the
 * length, 0 when it is longer than that. */
size_t word_key(const unsigned char *p, size_t len, unsigned char *key);

#endif
