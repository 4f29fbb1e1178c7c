/* SPDX-License-Identifier: ISC */
#ifndef NR_CUE_H
#define NR_CUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "page.h"

/*
 * Every family of cues proposes where articles begin, and dresses what lies
 * between two starts: finds fields, headline and text.  Which family is
 * believed is the arbiter's work.
 */

/* struct start.shape: lines that the cue does not explain, not even their
 * beginning. */
#define START_REST (-1)

struct start {
	size_t mark;	 /* separators lie on lines mark..line */
	size_t line;	 /* the article's first own line */
	uint64_t number; /* of the item; 0: none */
	size_t rest;	 /* offset of what follows the number in the page's
			  * text; 0: nothing */
	int shape;	 /* the cue's own */
};

/* Reused; all zero is empty. */
struct proposal {
	struct start *s; /* ascending lines */
	size_t n;
	size_t cap;
	bool continued;	    /* earlier pages of the text had articles of this
			     * cue: a single start is enough */
	uint64_t keep;	    /* the cue's own, from page to page of a text */
	unsigned style;	    /* the cue's own: how its heads are written */
	uint64_t announced; /* articles that the text says it holds; 0 */
	/* The newspaper's: what stands over the articles that begin before the
	 * page's first masthead, and what will over the next page's. */
	struct masthead {
		unsigned char name[64];
		size_t len;	  /* of name; 0: none */
		struct date date; /* end 0: none */
	} masthead[2];
	double sure; /* by how much the starts are worth more than the cue's
		      * prior says; 0: nothing */
};

struct cue {
	const char *name;
	/* How much a start is worth beside those of other families; 0: a
	 * signature that nothing else writes, believed at once. */
	double prior;
	/* Add starts to an empty proposal. */
	void (*propose)(const struct page *, struct proposal *);
	/* Find fields, headline and text of a, whose lines are known.  false:
	 * nothing begins here, the lines belong to the article before. */
	bool (*dress)(struct page *, const struct proposal *, size_t k,
	    struct article *a);
};

void proposal_add(struct proposal *, struct start);
void proposal_free(struct proposal *);

extern const struct cue cue_bare, cue_capitals, cue_cite, cue_dates,
    cue_document, cue_end, cue_ends, cue_factiva, cue_feed, cue_labels,
    cue_mail, cue_markdown, cue_markup, cue_number, cue_paper, cue_pattern,
    cue_rules, cue_runin, cue_separators, cue_sgml, cue_single, cue_stars,
    cue_wire;

/*
 * The headline and what stands round it, for an article whose head has no
 * labels: in lines from..a->last, upwards from the first line of its body.
 * Sets fields that are not set yet, a->body and the roles of the head's lines.
 * false when no headline was found; a->body is set all the same.
 */
bool head_find(struct page *, struct article *a, size_t from);

/* Further lines of a headline that began on line i; returns the line after
 * it. */
size_t head_continue(
    struct page *, struct article *a, size_t i, struct view title);

/* Dress an article of which only the limits are known; false when nothing
 * begins there: it is more of the article before. */
bool head_segment(struct page *, struct article *a);

/* "Moscow Times, 3 May 2019", "(Reuters - 3 May 2019)": a name and a date. */
bool head_source_date(struct view, struct view *source, struct view *date);

/* "Headline (Source, 3 May 2019)". */
bool head_in_brackets(
    struct view, struct view *title, struct view *source, struct view *date);

/* "- Jane Doe", "-- The Gazette": a few words behind a dash, in *name. */
bool head_dashed(struct view, struct view *name);

/* Store a date as ISO 8601 where v is one; false when it is not. */
bool head_set_date(struct page *, struct article *, struct view v);

/* A line that is a control or a caption of a web page, a masthead in capitals,
 * or hardly has a letter. */
bool head_debris(const struct page *, size_t line);

/* It may be a headline; one in capitals may end in a stop, as they did of
 * old. */
bool head_title(struct view);

/* A caption, a link to another article or the like, by its first words. */
bool head_aside(struct view);

/* Make v the source, without a page's number at its end. */
void head_set_source(struct page *, struct article *, struct view v);

/* Make v, one whole line, the headline; the source is cut from it where it
 * reads as one, or where most headlines of the dump have one so. */
void head_set_title(struct page *, struct article *, struct view v);

/* Whether the break between two lines of a heading is only wrapping: the
 * second line's first word would not have fitted.  width: what fits. */
bool head_wraps(struct view upper, struct view lower, size_t width);

#endif
