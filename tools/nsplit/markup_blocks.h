/* SPDX-License-Identifier: ISC */
#ifndef NR_MARKUP_BLOCKS_H
#define NR_MARKUP_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* The text of a document as lines, each with the gap before it and with the
 * place of the markup that it came from. */

enum gap {
	GAP_NONE,
	GAP_LINE, /* a line in the same paragraph */
	GAP_DIV,  /* a line or a paragraph: who reads it knows */
	GAP_PARA
};

struct block {
	size_t at; /* its text, in blocks.text */
	size_t len;
	size_t from; /* bytes from..to of what was parsed */
	size_t to;
	size_t linked;	/* bytes of its text that are links, the caller's */
	uint32_t group; /* the caller's, as it was when the text came */
	uint16_t where; /* the same */
	unsigned char level; /* of a heading, 1 is the highest; 0: none */
	unsigned char gap;   /* enum gap, before it */
};

/* Reused; all zero is empty. */
struct blocks {
	struct buf text;
	struct block *v;
	size_t n;
	size_t cap;
	/* What the next block gets; set by the caller. */
	uint32_t group;
	uint16_t where;
	unsigned char level;
	bool verbatim; /* blanks stay as they are */
	bool parts;    /* a blank line in the text parts paragraphs */
	size_t pre;    /* > 0: a line end in the text parts lines */
	/* Own. */
	bool open;    /* v[n - 1] may grow */
	size_t feeds; /* line ends since the last text */
	bool begun;   /* from is set */
	bool blank;   /* a blank is due */
	bool tab;     /* or a tab */
	size_t from;
	enum gap gap;
};

void blocks_clear(struct blocks *);
void blocks_free(struct blocks *);

/* A tag that begins at `at` parts what is before it from what is after. */
void blocks_break(struct blocks *, enum gap, size_t at);
/* A tag that ends at `end` does so. */
void blocks_end(struct blocks *, enum gap, size_t end);
/* A tag that begins at `at` does not. */
void blocks_tag(struct blocks *, size_t at);

/* Add text: blanks and line ends become one blank, none at a line's ends.  at:
 * where it lies, SIZE_MAX when that is not known. */
void blocks_text(struct blocks *, struct view, size_t at);
/* Add a tab, when something comes before and behind it. */
void blocks_tab(struct blocks *);

static inline struct view
block_view(const struct blocks *b, size_t i)
{
	return (struct view){b->text.data + b->v[i].at, b->v[i].len};
}

#endif
