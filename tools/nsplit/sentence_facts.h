/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_FACTS_H
#define NR_SENTENCE_FACTS_H

#include <stdbool.h>

#include "sentence_char.h"
#include "sentence_rules.h"
#include "sentence_words.h"

/*
 * What the rules want to know of a place: what follows the mark, the word
 * before it, the word before that.  Each is read when it is first asked for,
 * since most places are decided by the first two looks.
 */
struct facts {
	const struct words *words;
	enum language lang;
	const struct place *p;

	/* What follows: facts_next(). */
	const unsigned char *m; /* past openers and a dash */
	enum char_kind kind;	/* of the character at m */
	bool opened;		/* a mark that opens stands before m */
	bool bracket;		/* and the first one is a bracket */
	bool dashed;
	bool digit;
	bool capital; /* upper case, or a script without case */

	/* The word at m: facts_next_word(). */
	bool roman;	 /* a number: IV */
	bool pronoun;	 /* I */
	bool next_upper; /* in capitals all through */
	bool strong;	 /* a closed-class word that begins sentences */
	bool next_word;	 /* these have been read */
	unsigned next_class;

	/* The word before the mark: facts_word(). */
	const unsigned char *token; /* with the marks that open it */
	const unsigned char *w;	    /* without, and past hyphens */
	size_t len;
	enum char_kind first;
	bool single; /* it is one character */
	unsigned char key[WORD_MAX];
	size_t key_len;
	unsigned class;
};

void facts_next(struct facts *);
void facts_next_word(struct facts *);
void facts_word(struct facts *);

/* The word before the token, where it begins; *end is where it ends.  Empty at
 * the start of the paragraph. */
const unsigned char *facts_previous(
    const struct facts *, const unsigned char **end);

/* What that word is: its classes; does it end in a digit or a comma, begin in
 * a capital or a small letter; is it 1st, 42nd? */
unsigned facts_previous_class(const struct facts *);
bool facts_after_number(const struct facts *);
bool facts_after_comma(const struct facts *);
bool facts_after_capital(const struct facts *);
bool facts_after_small(const struct facts *);
bool facts_after_ordinal(const struct facts *);

/* A number and a name: 410 Main St.; letters: A, C and D.; a preposition and
 * the: in the U.S. */
bool facts_after_address(const struct facts *);
bool facts_after_letter(const struct facts *);
bool facts_after_the(const struct facts *);

/* Is the word before the mark all small letters; *letters counts them. */
bool facts_small_word(const struct facts *, unsigned *letters);

/* The key of the word before the mark is s. */
bool facts_key_is(const struct facts *, const char *s);

/* Mr. Mrs. Ms. follows: the abbreviation that most often begins a clause. */
bool facts_next_mister(const struct facts *);

/* End of the run of letters at p, WORD_MAX bytes on at most. */
const unsigned char *facts_letters_end(
    const unsigned char *p, const unsigned char *e);

/* How many small letters of ASCII stand before p, where they are all of a word
 * (up to a blank) and it is short; else 0.  b: how far it may look. */
size_t facts_small_letters(const unsigned char *b, const unsigned char *p);

/* p[0..len) is a Roman number, or all digits. */
bool facts_is_roman(const unsigned char *p, size_t len);
bool facts_is_digits(const unsigned char *p, size_t len);

static inline bool
facts_is_letter(enum char_kind k)
{
	return k == CHAR_UPPER || k == CHAR_LOWER || k == CHAR_LETTER;
}

#endif
