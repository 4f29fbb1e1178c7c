/* SPDX-License-Identifier: ISC */
#ifndef NR_MARKUP_H
#define NR_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "job.h"
#include "markup_blocks.h"
#include "markup_parse.h"
#include "page.h"
#include "window.h"

/*
 * Members that have a structure of their own: HTML, feeds, NITF, NewsML and
 * the text of a DOCX.  Such a member is read as a whole, up to --max-record.
 */

enum markup_kind {
	MARKUP_UNKNOWN, /* more bytes are needed */
	MARKUP_TEXT,	/* none of these */
	MARKUP_DOCX,
	MARKUP_HTML,
	MARKUP_RSS, /* and RSS 1.0, WXR */
	MARKUP_ATOM,
	MARKUP_NITF,
	MARKUP_NEWSML, /* 1.x */
	MARKUP_NEWSML_G2
};

/* What a text is whose first bytes are these; whole: that is all of it.  Told
 * by "<!DOCTYPE html", "<html" or the root element of XML in its first
 * MARKUP_SNIFF bytes, never guessed. */
#define MARKUP_SNIFF ((size_t)4096)
enum markup_kind markup_sniff(struct view start, bool whole);

/* One member's.  All zero is ready for use; reused. */
struct markup {
	enum markup_kind kind;
	bool over; /* too long: the rest is passed over */
	struct blocks blocks;
	struct blocks spare;
	struct markup_fault fault;
	size_t skip; /* elements deep in one that does not count */
	size_t out;  /* the same, in one that names things, but is no text */
	struct {
		size_t properties; /* deep */
		bool text;
	} docx;
	struct buf captured; /* the text of an element that is a field */
	struct buf summary;
	struct buf composed;
	struct buf columns; /* of a table's row, see struct occasion */
	struct buf defaults[FIELD_COUNT]; /* what a feed says of all */
	/* The text as lines, and where they come from. */
	struct buf lines;
	struct mark *marks;
	size_t n_marks;
	size_t cap_marks;
	struct buf levels; /* of headings, a byte a line */
};

struct member;

/* Another member begins. */
void markup_begin(struct markup *);
void markup_free(struct markup *);

/*
 * The next block of a member is in its window: what is to be done?
 * MARKUP_LINES: the member has ended, and the text that its structure held is
 * in the place of its bytes in the window; m->step covers it.
 */
enum markup_turn {
	MARKUP_PASS,  /* it is text, take it as such */
	MARKUP_TAKEN, /* nothing */
	MARKUP_LINES
};
enum markup_turn markup_member(struct member *, struct job *);

#endif
