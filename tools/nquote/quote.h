/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_QUOTE_H
#define NQUOTE_QUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * What the parts of nquote hand to each other.  marks.c and repair.c turn a
 * text into paragraphs and marked stretches; attrib.c turns these into
 * quotations; emit.c writes them.  All offsets here are bytes of the text that
 * the quotations speak of: the repaired one, or with -a the one that came.
 * Code points are emit.c's affair.
 */

struct span {
	size_t begin;
	size_t end; /* one past the last byte; begin == end: none */
};

/* A stretch of text inside quotation marks, in order of begin; an inner one
 * comes after the one that holds it. */
struct stretch {
	size_t begin;	    /* first byte, its opening mark included */
	size_t end;	    /* past the closing mark, or past the last letter */
	size_t inner_begin; /* the same without the marks */
	size_t inner_end;
	size_t para;   /* number of its paragraph, from 0 */
	uint8_t level; /* 1: outermost, 2: inside another */
	bool single;   /* single marks */
	bool opened;   /* has an opening mark; else it begins a paragraph */
	bool closed;   /* has a closing mark; else it ends its paragraph */
	bool carried;  /* goes on from the stretch before, a paragraph ago */
	bool goes_on;  /* the next paragraph goes on with it */
};

enum quote_kind {
	QUOTE_DIRECT,  /* as good as all of it inside marks */
	QUOTE_MIXED,   /* a clause, some of it inside marks */
	QUOTE_INDIRECT /* no marks */
};

struct quotation {
	struct span whole; /* what was said, marks included, first to last */
	enum quote_kind kind;
	size_t mark;	     /* its marked stretches are */
	size_t n_marks;	     /* quotes->spans[mark .. mark + n_marks) */
	size_t part;	     /* its parts likewise, when it is interrupted: */
	size_t n_parts;	     /* 0 or at least 2 */
	struct span speaker; /* the mention nearest to the cue */
	struct span name;    /* resolved: bytes of quotes->names */
	struct span cue;
	const char *rule;  /* a constant: which rule found the speaker */
	double confidence; /* 0 to 1 */
};

/* The quotations of one text, in order of whole.begin.  All zero is ready and
 * empty; quotes_clear() keeps the memory. */
struct quotes {
	struct quotation *q;
	size_t n;
	size_t cap;
	struct span *spans;
	size_t n_spans;
	size_t cap_spans;
	struct buf names;
};

void quotes_clear(struct quotes *);
void quotes_free(struct quotes *);

/* Append a quotation that is all zero; the pointer is good until the next. */
struct quotation *quotes_add(struct quotes *);

/* Append a span to quotes->spans; returns its index. */
size_t quotes_add_span(struct quotes *, struct span);

/* What attrib.c is given.  Everything is borrowed. */
struct quote_text {
	struct view text;
	const struct span *paras; /* in order; blanks around them not in */
	size_t n_paras;
	const struct stretch *stretches;
	size_t n_stretches;
	const char *language; /* "en", "de", ...; "" when not known */
	bool marks_only;      /* no indirect speech */
};

#endif
