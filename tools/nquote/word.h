/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_WORD_H
#define NQUOTE_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vocab.h"
#include "quote.h"

/*
 * One paragraph as words, marks and sentences.  A sentence is one of the
 * skeleton: what stands in quotation marks counts as a single word of it, so
 * that `"Go. Now," she said.' is one sentence.
 */

enum word_kind {
	WORD_TEXT,
	WORD_NUMBER,
	WORD_PUNCT, /* ch says which */
	WORD_OPEN,  /* the opening mark of an outermost stretch */
	WORD_CLOSE
};

enum word_flag {
	WORD_CAP = 1u << 0,    /* begins with a capital */
	WORD_ALLCAP = 1u << 1, /* two capitals or more, no small letter */
	WORD_OWNER = 1u << 2,  /* ends in 's or s' */
	WORD_SHORT = 1u << 3,  /* he's, they'll: a verb is in it */
	WORD_DOT = 1u << 4,    /* an abbreviation with its full stop */
	WORD_ED = 1u << 5,     /* ends in ed */
	WORD_ING = 1u << 6,
	WORD_LY = 1u << 7,
	WORD_S = 1u << 8,      /* ends in s, not ss */
	WORD_IN = 1u << 9,     /* in an outermost stretch, its marks too */
	WORD_BLANK = 1u << 10, /* a blank before it */
	WORD_FIRST = 1u << 11  /* first of its sentence */
};

struct word {
	size_t begin;
	size_t end;
	uint64_t key;	/* vocab hash without 's */
	uint32_t cls;	/* of LEX_ */
	uint32_t cue;	/* of CUE_ */
	uint32_t flags; /* of WORD_ */
	uint32_t st;	/* its stretch, from 1 in the text; 0: none */
	uint32_t sent;	/* its sentence */
	uint8_t bare;	/* bytes before 's, 0: all, or too long */
	uint8_t kind;
	uint8_t ch; /* '-' for a dash, '.' for the ellipsis too */
};

struct sentence {
	size_t begin; /* words */
	size_t end;
	bool headline; /* as good as every word has a capital */
	uint32_t cls;  /* the classes of all its words */
	uint32_t cue;  /* and their cues */
};

/* The words from a up to the next run are in the stretch st, as in a word. */
struct run {
	size_t a;
	uint32_t st;
};

/* Memory reused from paragraph to paragraph.  All zero is ready. */
struct words {
	struct word *t;
	size_t n;
	size_t cap;
	size_t *who; /* those with a capital, and pronouns */
	size_t n_who;
	bool ordinals;		/* of the language */
	const unsigned char *p; /* the text */
	size_t *stop;		/* words that can end a sentence */
	size_t n_stops;
	size_t cap_stops;
	struct run *run;
	size_t n_runs;
	size_t cap_runs;
	struct sentence *s;
	size_t n_s;
	size_t cap_s;
};

/* Read the paragraph para of text.  st: the text's stretches, of which those
 * from *next on are not over yet; moves *next past the paragraph.  O(bytes). */
void words_read(struct words *, const struct vocab *, struct view text,
    struct span para, const struct stretch *st, size_t n_st, size_t *next);

void words_free(struct words *);

#endif
