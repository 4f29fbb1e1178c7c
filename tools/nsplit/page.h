/* SPDX-License-Identifier: ISC */
#ifndef NR_PAGE_H
#define NR_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "date.h"
#include "furniture.h"
#include "heads.h"
#include "lines.h"

/*
 * A stretch of a member's text that the article splitter looks at, with what
 * it found out about its lines.  Offsets count from the start of the stretch.
 * It looks at a plain copy (plain.h) where the text has no-break spaces, and
 * what it puts into records as text are the original's bytes.
 */

enum field {
	FIELD_TITLE,
	FIELD_AUTHOR,
	FIELD_DATE, /* ISO 8601 */
	FIELD_URL,
	FIELD_LANGUAGE,
	FIELD_SECTION,
	FIELD_SOURCE,
	FIELD_ITEM,
	FIELD_COUNT
};

/* What a line of an article is. */
enum role {
	ROLE_TEXT,	/* the article's text, or a blank line in it */
	ROLE_FIELD,	/* its content went to a field */
	ROLE_FURNITURE, /* goes to metadata.furniture */
	ROLE_MARK	/* a separator that says nothing */
};

/* A string in page->strings; len 0: none. */
struct string {
	size_t at;
	size_t len;
};

/* One article: lines first..last (half-open) of the page. */
struct article {
	size_t first;
	size_t last;
	size_t body;  /* line on which the text begins; last: no text */
	size_t start; /* the proposal's that it comes from */
	struct string field[FIELD_COUNT];
	struct string text; /* the text, when it is no lines of the page */
	bool composed;	    /* so it is */
	uint64_t number;    /* of the item; 0: none */
	size_t words;	    /* that it says its text has; 0: nothing */
	bool sourced;	    /* a line said what the source is */
	bool headed;	    /* has a headline of its own and a body under it */
};

struct page {
	struct view text;
	struct view origin; /* what text is, or is a plain copy of */
	struct buf plain;
	struct lines lines;
	struct furniture furniture;
	unsigned char *role; /* a line: enum role */
	uint16_t *skip;	     /* a line: bytes at its start that are no text */
	size_t role_cap;
	uint32_t *bodies; /* body lines before a line */
	bool *inside;	  /* a line: page_inside() */
	size_t width;	  /* what a full line measures, bytes; 0: no lines */
	bool wrapped;	  /* lines are broken at that width */
	uint16_t *part;	  /* a line: the width of its own part of the text,
			   * where it is another; 0 */
	struct buf strings;
	struct heads heads;
	bool date_known;	    /* date_order is known */
	enum date_order date_order; /* of dates with slashes; or open */
	struct view level; /* of headings, a byte a line, where the text's
			    * format tells; borrowed, else empty */
};

/* Index text.  Furniture known from earlier windows of the member stays until
 * furniture_reset(), what is known of headlines until heads_forget(). */
void page_index(struct page *, struct view text);
void page_free(struct page *);

static inline struct view
page_line(const struct page *p, size_t i)
{
	return line_view(p->text, &p->lines.v[i]);
}

static inline bool
page_blank(const struct page *p, size_t i)
{
	return line_blank(&p->lines.v[i]);
}

/* The line is a running head, a foot or a page number. */
static inline bool
page_furniture(const struct page *p, size_t i)
{
	return p->furniture.is[i] != 0;
}

/* Bytes of blanks before the line's text. */
static inline size_t
page_indent(const struct page *p, size_t i)
{
	return p->lines.v[i].text - p->lines.v[i].at;
}

/* The offset in p->origin of offset at of p->text, which is on line i. */
size_t page_origin(const struct page *, size_t i, size_t at);

/* The bytes of the lines first..last (half-open, not empty) from offset from
 * of p->text, which is on the first, to the end of what the last one says. */
struct view page_bytes(
    const struct page *, size_t first, size_t last, size_t from);

/* The first line from i on, below end, that is neither blank nor furniture;
 * end when there is none. */
size_t page_next(const struct page *, size_t i, size_t end);

/* Blank lines right above and right below line i. */
size_t page_gap_above(const struct page *, size_t i);
size_t page_gap_below(const struct page *, size_t i);

/* Lines first..last (half-open) that are not blank. */
size_t page_filled(const struct page *, size_t first, size_t last);

/* The line cannot but be part of an article's text. */
static inline bool
page_body(const struct page *p, size_t i)
{
	return p->bodies[i + 1] != p->bodies[i];
}

/* The line is within a wrapped sentence, it and the one above body lines, so
 * that nothing begins or ends there: most lines of wrapped prose. */
static inline bool
page_inside(const struct page *p, size_t i)
{
	return p->inside[i];
}

/* How many body lines there are from line a to line b, half-open. */
static inline size_t
page_bodies(const struct page *p, size_t a, size_t b)
{
	return b > a ? p->bodies[b] - p->bodies[a] : 0;
}

/* The first body line from i on, below end; end when there is none. */
size_t page_first_body(const struct page *, size_t i, size_t end);

/* Make a field of a view of the text: outer blanks off, runs of blanks as
 * one.  An empty view leaves the field as it was. */
void page_set(struct page *, struct article *, enum field, struct view);

/* The same where the field is not set yet. */
static inline void
page_offer(struct page *p, struct article *a, enum field f, struct view v)
{
	if (a->field[f].len == 0)
		page_set(p, a, f, v);
}

/* Make a date the article's, whole where the text's other dates tell the order
 * of its parts. */
void page_set_date(struct page *, struct article *, struct date *);

/* The same where it has none yet. */
static inline void
page_offer_date(struct page *p, struct article *a, struct date *d)
{
	if (a->field[FIELD_DATE].len == 0)
		page_set_date(p, a, d);
}

/* Add a further line to the field, after a blank. */
void page_add(struct page *, struct article *, enum field, struct view);

/* Forget the fields' strings; none that comes will be at 0. */
static inline void
page_clear_strings(struct page *p)
{
	buf_clear(&p->strings);
	buf_putc(&p->strings, '\0');
}

static inline struct view
page_string(const struct page *p, struct string s)
{
	return (struct view){p->strings.data + s.at, s.len};
}

/* Give lines first..last (half-open) a role; blank ones too. */
void page_mark(struct page *, size_t first, size_t last, enum role);

#endif
