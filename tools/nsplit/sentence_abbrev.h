/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_ABBREV_H
#define NR_SENTENCE_ABBREV_H

#include <stdbool.h>

#include "sentence.h"
#include "sentence_facts.h"

/* The classes that make a word an abbreviation. */
enum {
	ABBREV_CLASSES = WORD_TITLE | WORD_STREET | WORD_NUMBER | WORD_MID |
	    WORD_ANY | WORD_SUFFIX | WORD_ORG | WORD_STATE | WORD_NEVER |
	    WORD_END | WORD_UNIT
};

/*
 * Does a sentence end at a stop after a word that is no ordinary one: of the
 * lists, one letter, letters with stops?  What follows may begin a sentence.
 * *why is set when it was for one of these that it does; true for any other
 * word.
 */
bool abbrev_decide(const struct facts *, enum sentence_rule *why);

/* Letters one or two at a time with stops between: U.S, Ph.D, A.T.&T. */
bool abbrev_is_acronym(const unsigned char *p, size_t len);

#endif
