/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_LEX_H
#define NQUOTE_LEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "glyph.h"
#include "quote.h"

/*
 * The lexer of quotation marks: every run of quote-like characters becomes one
 * token with the kinds of characters on both sides, and the census of a text
 * tells which marks it is written with.
 */

/* What stands beside a mark. */
enum side {
	SIDE_EDGE, /* begin or end of the paragraph */
	SIDE_BLANK,
	SIDE_LETTER,
	SIDE_DIGIT,
	SIDE_STOP,  /* . ! ? and the ellipsis */
	SIDE_COMMA, /* , ; : */
	SIDE_OPEN,  /* opening bracket */
	SIDE_CLOSE, /* closing bracket */
	SIDE_DASH,
	SIDE_SYMBOL,
	SIDE_EQUALS,
	SIDE_QUOTE, /* a blank and another mark */
	SIDE_COUNT
};

#define TOKEN_GLYPHS 6 /* longer runs are no quotation marks */

enum {
	TOKEN_ELISION = 1,  /* 'tis, '90s follows */
	TOKEN_MIDWORD = 2,  /* an apostrophe between letters */
	TOKEN_TAG = 4,	    /* inside <...>: markup */
	TOKEN_LONG = 8,	    /* a run of more than TOKEN_GLYPHS */
	TOKEN_PUNCT_L = 16, /* before the blank before: letter or stop */
	TOKEN_WORD_R = 32,  /* after the blank after: letter or digit */
	TOKEN_S = 64,	    /* s, x, z or "in" comes before */
	TOKEN_FEET = 128,   /* a digit, and before it N' */
	TOKEN_UPPER = 256,  /* an upper-case ASCII letter follows */
	TOKEN_LONE = 1024,  /* a lone single stands before, after any double */
	TOKEN_STOP_L = 512  /* a sentence ends before the blank before */
};

struct token {
	size_t at;
	uint32_t len;
	uint16_t flags;
	uint8_t n;    /* glyphs; 0 for a TOKEN_LONG */
	uint8_t left; /* enum side */
	uint8_t right;
	uint8_t blank_l; /* bytes of the one blank before, 0: none or more */
	uint8_t blank_r;
	uint8_t g[TOKEN_GLYPHS];
};

/* How the marks of a text are used. */
struct census {
	size_t count[GLYPH_COUNT];
	size_t opens[GLYPH_COUNT];  /* of these, where only an opener can be */
	size_t closes[GLYPH_COUNT]; /* likewise a closer */
	size_t doubled;		    /* runs of "" */
	size_t lone;		    /* runs with an odd number of " */
	size_t spaced;	  /* marks of tokenised text: blank on both sides and a
			   * blank before the comma as well */
	size_t pairs;	  /* runs of two equal singles, or of two commas */
	size_t loose;	  /* straight marks with a blank inside */
	bool graves;	  /* runs of two graves: as in TeX */
	size_t sq_opens;  /* runs of two ' that can only open */
	size_t sq_closes; /* and only close */
	bool wiki;	  /* runs of three ' : wiki markup */
};

struct tokens {
	struct token *t;
	size_t n;
	size_t cap;
};

/* Append the tokens of one paragraph, text[para.begin .. para.end), to ts, and
 * the apostrophes between letters to mid, unless that is NULL.  O(length). */
void lex_paragraph(struct tokens *ts, struct tokens *mid, struct census *,
    struct view text, struct span para);

/* What kind of character cp is. */
uint8_t lex_side(uint32_t cp);

#endif
