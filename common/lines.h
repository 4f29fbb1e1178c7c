/* SPDX-License-Identifier: ISC */
#ifndef NR_LINES_H
#define NR_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * Where the lines of a text lie.  Blanks are space, tab, CR, VT, FF and
 * U+00A0; a line's own bytes are those between its outer blanks.
 */
struct line {
	size_t at;   /* first byte; the line ends where the next begins */
	size_t text; /* first byte that is no blank; end on a blank line */
	size_t end;  /* past the last byte that is no blank */
};

/* Reused from text to text; all zero is empty.  v[n].at is the length of the
 * text, so that every line has a next one. */
struct lines {
	struct line *v;
	size_t n;
	size_t cap;
};

/* Index text, replacing what was there.  A text that ends in a line feed has
 * no empty line after it.  O(len), one memchr(3) a line. */
void lines_index(struct lines *, struct view text);

void lines_free(struct lines *);

static inline bool
line_blank(const struct line *l)
{
	return l->text == l->end;
}

/* The line's own bytes. */
static inline struct view
line_view(struct view text, const struct line *l)
{
	return (struct view){text.p + l->text, l->end - l->text};
}

#endif
