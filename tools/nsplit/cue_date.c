/* SPDX-License-Identifier: ISC */
/*
 * Articles that have a date in their heads: "3 May 2019" on a line of its own,
 * "The Gazette, 3 May 2019", "2019-05-03 | The Gazette | Headline".  The block
 * of lines with the date begins the article, or the headline above it does
 * when the block holds none.
 */
#include "cue.h"

#include <string.h>

#include "date.h"
#include "head.h"
#include "label.h"
#include "shape.h"

#define HEAD_LINES 8

/* Cheap: a date has a digit, and its line is short. */
static bool
may_be_date(const struct page *p, size_t i)
{
	const struct line *l = &p->lines.v[i];

	return !page_inside(p, i) && l->end - l->text >= 6 &&
	    l->end - l->text <= 200 && date_possible(line_view(p->text, l));
}

static bool
has_date(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), x, y;
	struct date d;

	if (shape_full_stop(v) || page_furniture(p, i) ||
	    label_of(v, &x) != LABEL_NONE)
		return false;
	return head_date(v, &d) || head_source_date(v, &x, &y) ||
	    head_posted(v, &d, &x) || head_fields_date(v) ||
	    head_stamp(v, &x, &d);
}

/* Line i ends a sentence of the text above; a question that stands alone is a
 * headline. */
static bool
ends_above(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	return shape_full_stop(v) ||
	    (shape_stop(v) && i > 0 && page_body(p, i - 1));
}

/* The line is nearer to the text above than to what is below: it ends an
 * article. */
static bool
closes(const struct page *p, size_t i)
{
	size_t above = page_gap_above(p, i);

	return page_gap_below(p, i) > above && above < i &&
	    ends_above(p, i - 1 - above);
}

/* The block of lines without a blank round line i: its first line. */
static size_t
block_start(const struct page *p, size_t i)
{
	size_t n = 0;

	while (i > 0 && !page_blank(p, i - 1) && !page_furniture(p, i - 1) &&
	    !page_body(p, i - 1) && !ends_above(p, i - 1) &&
	    !shape_symbols(page_line(p, i - 1)) && n++ < HEAD_LINES)
		i--;
	return i;
}

/* The block from line a to the date on line i holds a headline. */
static bool
block_has_title(const struct page *p, size_t a, size_t date)
{
	struct view name, v;
	size_t i;

	if (head_is_fields(page_line(p, date)))
		return true;
	for (i = a; i < p->lines.n && !page_blank(p, i) && !page_body(p, i) &&
	     i < a + HEAD_LINES;
	     i++) {
		v = page_line(p, i);
		if (i != date && !head_byline(p, i, &name) &&
		    shape_words(v) >= 3 && !shape_publication(v) &&
		    shape_title(v))
			return true;
	}
	return false;
}

/* A headline in a block of its own right above line a. */
static size_t
title_above(const struct page *p, size_t a)
{
	struct view value;
	size_t i = a, first;

	while (i > 0 && page_blank(p, i - 1))
		i--;
	if (i == 0 || i == a || a - i > 2 || page_body(p, i - 1) ||
	    !shape_title(page_line(p, i - 1)) || page_furniture(p, i - 1) ||
	    label_of(page_line(p, i - 1), &value) != LABEL_NONE ||
	    label_copyright(page_line(p, i - 1)))
		return a;
	first = block_start(p, i - 1);
	if (i - first > 4 || !shape_begins(page_line(p, first)))
		return a;
	return i - first == 1 && first > 1 && page_blank(p, first - 1) &&
		!page_body(p, first - 2) && head_standfirst(p, first - 2, first)
	    ? first - 2
	    : first;
}

/* The first line of body under a date on line i; lines.n: none. */
static size_t
body_under(const struct page *p, size_t i)
{
	size_t end = i + 12 < p->lines.n ? i + 12 : p->lines.n;
	size_t body = page_first_body(p, i, end);

	return body < end && page_body(p, body) ? body : p->lines.n;
}

/* A headline in a block of its own between lines i and body. */
static bool
title_below(const struct page *p, size_t i, size_t body)
{
	struct view v, name;

	for (i++; i < body; i++) {
		v = page_line(p, i);
		if (v.len > 0 && page_blank(p, i - 1) && shape_title(v) &&
		    !shape_publication(v) && !head_byline(p, i, &name) &&
		    !page_furniture(p, i) && shape_words_min(v, 3))
			return true;
	}
	return false;
}

/* The lines with a date over a body, as starts; their bodies as struct
 * start.rest. */
static void
find_dates(const struct page *p, struct proposal *pr)
{
	size_t i, body;

	for (i = 0; i < p->lines.n; i++) {
		if (!may_be_date(p, i) || !has_date(p, i) || closes(p, i))
			continue;
		body = body_under(p, i);
		if (body < p->lines.n)
			proposal_add(pr,
			    (struct start){.mark = i, .line = i, .rest = body});
	}
}

/* The dates end articles: a text stands over the first of them, a date under
 * the last text. */
static bool
end_articles(const struct page *p, const struct proposal *pr)
{
	size_t i = p->lines.n;

	if (pr->continued || pr->n < 2 ||
	    page_bodies(p, 0, block_start(p, pr->s[0].line)) == 0)
		return false;
	while (i > 0 &&
	    (page_blank(p, i - 1) || shape_symbols(page_line(p, i - 1))))
		i--;
	return i > 0 && !page_body(p, i - 1) && may_be_date(p, i - 1) &&
	    has_date(p, i - 1) && pr->s[pr->n - 1].line < i - 1;
}

static void
dates_propose(const struct page *p, struct proposal *pr)
{
	size_t i, k, n, a, last = SIZE_MAX, above = 0, below = 0;

	find_dates(p, pr);
	if (end_articles(p, pr))
		pr->n = 0;
	for (k = 0; k < pr->n; k++) {
		i = pr->s[k].line;
		if (block_has_title(p, a = block_start(p, i), i))
			continue;
		above += title_above(p, a) < a;
		below += title_below(p, i, pr->s[k].rest);
	}
	for (k = n = 0; k < pr->n; k++) {
		i = pr->s[k].line;
		a = block_start(p, i);
		if (below <= above && !block_has_title(p, a, i))
			a = title_above(p, a);
		if (last != SIZE_MAX &&
		    (a <= last || page_bodies(p, last, a) == 0))
			continue;
		last = a;
		pr->s[n++] = (struct start){.mark = a, .line = a};
	}
	pr->n = n;
	if (pr->n < 2 && !pr->continued)
		pr->n = 0;
}

static bool
dates_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	(void)pr;
	(void)k;
	a->headed = head_find(p, a, a->first);
	return a->headed && page_filled(p, a->first, a->body) <= 12;
}

const struct cue cue_dates = {"dates", 1.15, dates_propose, dates_dress};
