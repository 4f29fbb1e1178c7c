/* SPDX-License-Identifier: ISC */
#ifndef NR_LABEL_H
#define NR_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "page.h"

/* Lines that say what they are: "BYLINE: Jane Doe". */
enum label {
	LABEL_NONE,
	LABEL_TITLE,
	LABEL_AUTHOR,
	LABEL_DATE,
	LABEL_URL,
	LABEL_LANGUAGE,
	LABEL_SECTION,
	LABEL_SOURCE,
	LABEL_ITEM,
	LABEL_TEXT, /* the article's text begins here */
	LABEL_HEAD, /* no field, stands before the text */
	LABEL_TAIL, /* no field, stands after it */
	LABEL_BOTH,
	LABEL_SUBJECT /* the headline in a mail's head, else both */
};

/* Which label a line has; *value is what follows it, which may be empty. */
enum label label_of(struct view line, struct view *value);

/* What the word means that the data files have for a label: "title". */
enum label label_meaning(const char *);

/* The length of a line's tag where it is one of a reference manager's: "TI  -
 * x" (RIS), "%T x" (refer, EndNote); else 0. */
size_t label_tag(struct view line);

/* How many lines from i on look like labels that are not known, "Status:
 * draft", with a known one right under them; 0: none. */
size_t label_unknown(const struct page *, size_t i, size_t last);

/* How many lines under line i, which is a label without a value, are its value,
 * as they stand before another label; 0: none. */
size_t label_below(const struct page *, size_t i, size_t last);

/* Where in a label's value another label follows, behind a bar, a semicolon or
 * three blanks: "x | DATE: y"; v.len when none does. */
size_t label_next(struct view v);

/* LABEL_TITLE where a subject may be the headline: there is none yet, and it is
 * no list of keywords; else l. */
enum label label_subject(
    const struct article *, enum label l, struct view value);

/* Store a labelled value in the article's field, unless that is set.  A date
 * becomes ISO 8601, a language its code. */
void label_store(struct page *, struct article *, enum label, struct view);

/*
 * Take labelled lines and what belongs to them from line i on: labels, their
 * continued values, blank lines between.  Stops at the first line that is
 * none of these, or at a text label, whose value begins the text; returns
 * that line.  Roles are set.  *found: how many labels there were.
 */
size_t label_head(struct page *, struct article *, size_t i, size_t *found);

/* Take one label on line i and the lines its value goes on in; returns the line
 * after them. */
size_t label_take(
    struct page *, struct article *, size_t i, enum label, struct view value);

/* Line i stands right between labels, so that it is more of the value above. */
bool label_between(const struct page *, size_t i, size_t last);

/* Take the block of labels, copyright lines and end marks off the end of an
 * article's text; a->last stays, roles are set. */
void label_tail(struct page *, struct article *);

/* Lines of a head may stand above its labels, which begin on line i: the
 * publication, the date, the headline, with one blank line between.  Returns
 * the first. */
size_t label_above(const struct page *, size_t i);

/* "Copyright 2019 ...", "(c) 2019 ...", "All rights reserved". */
bool label_copyright(struct view line);

/* Note the words that a label on the line counts: "LENGTH: 512 words", "Word
 * Count: 512". */
void label_count(
    const struct page *, struct article *, size_t line, struct view value);

/* "246 words", "1.204 Wörter". */
bool label_word_count(struct view line, size_t *n);

#endif
