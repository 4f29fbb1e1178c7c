/* SPDX-License-Identifier: ISC */
#ifndef NR_LAYOUT_H
#define NR_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * Where the paragraphs of a text lie, and which of its line ends are only
 * wrapping.  Blank lines and indents decide; line fill, end and beginning of
 * the lines tell wrapped prose from verse, tables and lists, which keep their
 * lines.  In a text of one paragraph a line with blank lines between (what
 * nnorm writes) every such line is given back as a paragraph.
 *
 * Blanks are space, tab, CR, FF, VT, U+00A0 and U+3000; a line ends in LF.
 */

enum layout_kind {
	LAYOUT_PROSE, /* every line end inside is soft */
	LAYOUT_LINES, /* verse, addresses, headings: lines are kept */
	LAYOUT_LIST,  /* items: soft inside an item, hard between items */
	LAYOUT_TABLE  /* columns: lines are kept, blanks inside them mean it */
};

/* A mark of a line: there may be more between its words than single blanks. */
#define LAYOUT_BLANKS 32

struct layout_line {
	size_t begin; /* bytes of the text; blanks at both ends are left out */
	size_t end;   /* begin == end: a blank line */
	uint32_t indent;      /* blanks before begin, a tab is up to eight */
	uint32_t width;	      /* code points from begin to end */
	uint32_t first_width; /* of its first word */
	uint8_t first; /* class of its first letter or digit, see layout.c */
	uint8_t last;  /* class of its end */
	uint8_t marks; /* bullet, columns, LAYOUT_BLANKS */
	bool soft;     /* the line end after it is only wrapping */
};

struct layout_para {
	size_t begin; /* bytes: from the first line's begin ... */
	size_t end;   /* ... to the last line's end; never empty */
	size_t line;  /* index of its first line */
	size_t n_lines;
	enum layout_kind kind;
};

/* The arrays are reused from text to text.  All zero is ready for use. */
struct layout {
	struct layout_para *para;
	size_t n_paras;
	size_t cap_paras;
	struct layout_line *line;
	size_t n_lines;
	size_t cap_lines;
	bool wrapped;	  /* the text is hard-wrapped ... */
	uint32_t columns; /* ... at about this width, in code points */
	bool structured;  /* blank lines or indents show the paragraphs */

	/* Its own. */
	bool guess;
	int ragged;
	size_t mean; /* lines of a paragraph, for guesses; 0: not known */
};

enum {
	/* Where neither blank lines nor indents show paragraphs: guess them
	 * from line fill, ends and beginnings.  Without it the lines of such a
	 * text are kept, unless all but the last are full. */
	LAYOUT_GUESS = 1
};

/* Find the paragraphs of text, which is not kept.  O(text.len); no memory is
 * allocated once the arrays have seen the longest text. */
void layout_scan(struct layout *, struct view text, unsigned flags);

void layout_free(struct layout *);

/* Bytes of the blank (see above) that begins p[0..len), 0 when none does. */
size_t layout_blank(const unsigned char *p, size_t len);

#endif
