/* SPDX-License-Identifier: ISC */
#ifndef NR_HEAD_H
#define NR_HEAD_H

#include "cue.h"
#include "date.h"

/* What a line of a head is. */
enum kind { BLANK, DATE, BYLINE, URL, PLACE, LABEL, TEXT, DEBRIS, OTHER };

#define HEAD_MAX 40 /* lines; what has more before its body has no head */

/* What lies between the cue and the text. */
struct head {
	size_t from; /* line of kind[0] */
	size_t n;
	unsigned char kind[HEAD_MAX];
};

/* The run of OTHER lines that ends before line end of the head; *begin is its
 * first, *last the line after it.  false: there is none. */
bool head_run_before(
    const struct head *, size_t end, size_t *begin, size_t *last);

/*
 * Most headlines of the dump are in the same block of their heads, from the
 * first or from the last: so is this one, of lines *first..*last, which are
 * counted.  text: line on which the text begins when there is no deck; *body:
 * where it does begin.
 */
void head_usual_block(struct page *, const struct head *, size_t *first,
    size_t *last, size_t *body, size_t text);

/* Which it is; what it says goes to the article's fields that are not set.
 * TEXT: a label that the text follows. */
enum kind head_classify(struct page *, struct article *, size_t line);

/* What may go when something better is below: a line that comes again, or
 * is a few words in capitals. */
bool head_weak(const struct page *, size_t line);

/* A line of fields between bars, tabs or the like: "3 | Source | 3 May 2019 |
 * Headline".  Sets those that it tells; false when it is no such line. */
bool head_fields(struct page *, struct article *, struct view);

/* "(The Gazette, p. 4, by Jane Doe)": a line of parts of which each can be
 * told, and a name or two, but no headline; the same. */
bool head_list(struct page *, struct article *, struct view);

/* It is such a line, with a date in it. */
bool head_dated_list(struct view);

/* A name with a mark in it that names do not have: it may be several. */
bool head_joined(struct view);

/* Without brackets, stars and separators at both ends. */
struct view head_strip(struct view);

/* The name of a part of a paper: "Politics", "Wirtschaft". */
bool head_section(struct view);

/* v without a page's number at its end: ", p. 3", " (page A4)". */
struct view head_without_page(struct view v);

/* A page's number and nothing else: "p. 3", "page A4", "S. 12". */
bool head_page_number(struct view);

/* A date and nothing else but a page's number. */
bool head_date(struct view, struct date *);

/* "[3.5.2019 12:05] Gazette:", as chats are saved: a date and a name. */
bool head_stamp(struct view, struct view *name, struct date *);

/* "Posted on 3 May 2019 by Jane Doe": the date, and the name or nothing. */
bool head_posted(struct view, struct date *, struct view *name);

/* A few words in brackets and nothing else. */
bool head_bracketed(struct view);

/* It is such a line, dates and all; with a headline in it, or with any. */
bool head_is_fields(struct view);
bool head_fields_date(struct view);

/* Lines that a headline may have. */
#define HEAD_TITLE_LINES 4

/* Line i is a byline: "By Jane Doe", or "Jane Doe in Port Anselm" over a
 * date. */
bool head_byline(const struct page *, size_t i, struct view *name);

/* Line lower is long and reads as a sentence without its stop, and line upper
 * as a headline over it: a deck, as pages of the web have. */
bool head_standfirst(const struct page *, size_t upper, size_t lower);

/* Gazette, "Headline": a name and a quotation to the end. */
bool head_quoted(struct view, struct view *source, struct view *title);

/* "Staff Reporter", "Moscow correspondent": what a person is, no name. */
bool head_post(struct view);

/* A few words that may be a name. */
bool head_short_name(struct view);

/* Make lines first..last the headline, without the debris and the names that
 * stand among them.  Returns its first line. */
size_t head_take_title(
    struct page *, struct article *, size_t first, size_t last);

/* "Jane Doe in Port Anselm": the name. */
bool head_person_in(struct view v, struct view *name);

/* Store what stands beside the headline v of one line, and the headline where
 * something does.  Returns v without what is no part of it in any case. */
struct view head_cut_title(struct page *, struct article *, struct view v);

/* Store the credits under or over a headline: "Jane Doe, The Gazette". */
void head_credits(struct page *, struct article *, size_t line);

/* A name that the dump repeats, or that reads as a publication's, or a
 * person's with something after a comma. */
bool head_source_like(const struct page *, size_t line);

#endif
