/* SPDX-License-Identifier: ISC */
#ifndef NR_TEMPLATE_H
#define NR_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * The template of a line: its words, numbers and dates as one token each, and
 * its marks.  "The Gazette, 3 May 2019, p. 4" is WORDS , DATE , PAGE.  Lines
 * that a dump writes over each article have a template in common where their
 * words differ, or at least the beginning or the end of one.
 */

enum token_type {
	TOKEN_WORDS = 1,
	TOKEN_NUMBER,
	TOKEN_DATE,
	TOKEN_PAGE,  /* "p. 4" */
	TOKEN_GAP,   /* a tab, or three blanks */
	TOKEN_QUOTE, /* any quotation mark */
	TOKEN_DASH   /* any dash; other marks: their code, over 31; a row of
		      * one mark is a type of its own */
};

#define TEMPLATE_MAX 48	  /* tokens */
#define TEMPLATE_LINE 200 /* bytes; longer lines have no template */

struct token {
	unsigned char type;
	uint16_t at; /* bytes of the line, half-open */
	uint16_t end;
};

/* A line's tokens to t, of TEMPLATE_MAX; returns how many; 0: too many, or the
 * line is too long. */
size_t template_read(struct view line, struct token *t);

/* The type of a character that is no blank, letter or digit. */
unsigned char template_mark(uint32_t cp);

#define TEMPLATE_ROW 3 /* what a row of marks weighs */

/* How little prose has a token of that type: 0 for words. */
unsigned template_weight(unsigned char type);

#endif
