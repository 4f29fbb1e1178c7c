/* SPDX-License-Identifier: ISC */
/*
 * Articles over which stands a line that is written the same way each time,
 * whatever that way is: "06:12  Radio Northport - Today  13/03/2019", "WORLD |
 * Headline", "Headline - The Gazette (3 May 2019)".  The way is a template
 * (template.h), or the beginning or the end of one, that most often begins a
 * block of lines with text between: counted, none is known beforehand.  What
 * stands in a line's columns is then told by how its values differ: headlines
 * all do and are long, names of sources come again.
 */
#include "pattern.h"

#include <string.h>

#include "head.h"
#include "number_line.h"
#include "shape.h"

#define SURE .1 /* more a start, for a heavy pattern */

/* What a proposal keeps of a pattern. */
static uint64_t
pack(const struct pattern *q)
{
	return (uint64_t)q->hash << 32 | (uint64_t)q->n << 24 |
	    (uint64_t)q->end << 23 | (uint64_t)q->above << 22 |
	    (uint64_t)q->section << 21 | (uint64_t)q->title << 8 | q->source;
}

static struct pattern
unpack(uint64_t v)
{
	return (struct pattern){.hash = (uint32_t)(v >> 32),
	    .n = (unsigned)(v >> 24) & 31,
	    .end = (v >> 23) & 1,
	    .above = (v >> 22) & 1,
	    .section = (v >> 21) & 1,
	    .title = (unsigned)(v >> 8) & 31,
	    .source = (unsigned)v & 31};
}

/* The lines that have the pattern, as starts. */
static void
find_lines(const struct page *p, struct proposal *pr, const struct pattern *q)
{
	size_t i;

	for (i = 0; i < p->lines.n; i++) {
		if (!pattern_line(p, q, i))
			continue;
		if (pr->n > 0 && page_bodies(p, pr->s[pr->n - 1].line, i) == 0)
			pr->n--;
		proposal_add(pr, (struct start){.mark = i, .line = i});
	}
}

/* What may be a headline stands under line i, and text under that. */
static bool
title_under(const struct page *p, size_t i)
{
	i = page_next(p, i + 1, p->lines.n);
	return i + 1 < p->lines.n && !page_body(p, i) &&
	    shape_title(page_line(p, i)) &&
	    shape_words_min(page_line(p, i), 3) &&
	    !shape_lower_first(page_line(p, i));
}

/* A headline stands right over line i, in a block of its own, which is set off
 * from what is above more than from line i: the first line of it, else i. */
static size_t
title_over(const struct page *p, size_t i)
{
	size_t end = i - page_gap_above(p, i), first, gap;

	for (first = end; first > 0 && end - first < HEAD_TITLE_LINES &&
	     !page_blank(p, first - 1) && !page_furniture(p, first - 1);)
		first--;
	gap = page_gap_above(p, first);
	if (i - end > 2 || first == end || (gap == 0 && first > 0) ||
	    page_bodies(p, first, end) > 0 || p->furniture.times[first] > 1 ||
	    !shape_words_min(page_line(p, first), 3) ||
	    !shape_title(page_line(p, end - 1)) ||
	    !shape_begins(shape_unframe(page_line(p, first))))
		return i;
	return first == gap || gap > i - end || !title_under(p, i) ? first : i;
}

/* Where headlines stand over most of the lines, articles begin with them. */
static bool
move_up(const struct page *p, struct proposal *pr)
{
	size_t i, first, n = 0;

	for (i = 0; i < pr->n; i++)
		n += title_over(p, pr->s[i].line) < pr->s[i].line;
	if (n * 4 < pr->n * 3)
		return false;
	for (i = 0; i < pr->n; i++) {
		first = title_over(p, pr->s[i].line);
		pr->s[i].rest = pr->s[i].line;
		pr->s[i].line = pr->s[i].mark = first;
	}
	return true;
}

/* Lines that begin with numbers, most of them one more than the one before:
 * the items'. */
static void
number_items(const struct page *p, struct proposal *pr)
{
	struct number_line n;
	struct view rest;
	uint64_t last = 0;
	size_t i, rising = 0;

	for (i = 0; i < pr->n; i++) {
		if (!number_read(page_line(p, pr->s[i].line), &n, &rest))
			return;
		rising += n.number == last + 1;
		last = n.number;
	}
	for (i = 0; i < pr->n && rising * 4 >= pr->n * 3; i++)
		if (number_read(page_line(p, pr->s[i].line), &n, &rest))
			pr->s[i].number = n.number;
}

/* The starts set off parts of one text: more of it stands before the first than
 * two of them have on the average, as where an article tells of many matches.
 */
static bool
parts(const struct page *p, const struct proposal *pr)
{
	size_t first = pr->s[0].line;

	return page_bodies(p, 0, first) * pr->n >
	    2 * page_bodies(p, first, p->lines.n);
}

static void
pattern_propose(const struct page *p, struct proposal *pr)
{
	struct pattern q = unpack(pr->keep);
	size_t i, ends = 0;

	if (pr->continued && q.n > 0) {
		find_lines(p, pr, &q);
		if (q.above)
			move_up(p, pr);
		return;
	}
	q = pattern_find(p);
	if (q.n == 0)
		return;
	find_lines(p, pr, &q);
	for (i = 0; i < pr->n; i++)
		/* Nearer to the text above than to what is below. */
		ends += page_gap_below(p, pr->s[i].line) >
		    page_gap_above(p, pr->s[i].line);
	if (pr->n < PATTERN_COUNT_MIN || ends * 2 > pr->n || parts(p, pr)) {
		pr->n = 0;
		return;
	}
	pattern_columns(p, pr, &q);
	number_items(p, pr);
	q.above = q.title == NO_COLUMN && move_up(p, pr);
	pr->keep = pack(&q);
	pr->sure = q.weight >= PATTERN_HEAVY ? SURE : 0;
}

/* Where no text was recognized: a headline on line i, something under it. */
static bool
short_article(struct page *p, struct article *a, size_t i)
{
	size_t body;
	struct view v;

	i = page_next(p, i, a->last);
	while (i + 1 < a->last && head_section(page_line(p, i)))
		i = page_next(p, i + 1, a->last);
	if (i == a->last)
		return false;
	v = page_line(p, i);
	body = a->field[FIELD_TITLE].len > 0 ? i : page_next(p, i + 1, a->last);
	if (body > i) {
		if (!shape_title(v) || shape_lower_first(v) ||
		    body == a->last || shape_lower_first(page_line(p, body)))
			return false;
		head_set_title(p, a, v);
		p->role[i] = ROLE_FIELD;
	}
	a->body = body;
	return true;
}

/* "Headline. Jane Doe" without the author, who is stored. */
static struct view
without_author(struct page *p, struct article *a, struct view v)
{
	struct view title = {v.p, 0}, name;

	for (; title.len + 4 < v.len; title.len++) {
		if (v.p[title.len] != '.' || v.p[title.len + 1] != ' ')
			continue;
		name = shape_skip(v, title.len + 1);
		if (shape_words_min(name, 4) || !shape_person(name) ||
		    !shape_words_min(title, 3))
			continue;
		page_set(p, a, FIELD_AUTHOR, name);
		return title;
	}
	return v;
}

/* The headline, which is what the pattern leaves of the line, without what
 * stands at its other side: "A1   Headline", "Headline   0:45". */
static struct view
without_edges(const struct pattern *q, struct view title, struct view line,
    const struct token *t, size_t all)
{
	const unsigned char *end;
	size_t i;

	if (q->title != REST_COLUMN || title.len == 0)
		return title;
	end = title.p + title.len;
	if (q->end) {
		if (all > 2 && t[0].type == TOKEN_NUMBER &&
		    t[1].type == TOKEN_GAP && line.p + t[1].end < end)
			return (struct view){line.p + t[1].end,
			    (size_t)(end - line.p) - t[1].end};
		return title;
	}
	for (i = all;
	     i > 1 && (t[i - 1].type == TOKEN_NUMBER || t[i - 1].type == ':');)
		i--;
	return i > 1 && i < all && t[i - 1].type == TOKEN_GAP &&
		line.p + t[i - 1].at > title.p
	    ? shape_trim((struct view){
		  title.p, (size_t)(line.p + t[i - 1].at - title.p)})
	    : title;
}

/* What line i, which has the pattern, tells; returns its headline. */
static struct view
read_line(struct page *p, struct article *a, const struct pattern *q, size_t i)
{
	struct token t[TEMPLATE_MAX];
	struct view v = page_line(p, i);
	size_t all = template_read(v, t), k;

	p->role[i] = ROLE_FIELD;
	if (all == 0 || !pattern_matches(q, t, all))
		return (struct view){0};
	for (k = 0; k < all; k++)
		if (t[k].type == TOKEN_DATE)
			head_set_date(p, a,
			    (struct view){
				v.p + t[k].at, (size_t)(t[k].end - t[k].at)});
	if (q->section)
		page_set(p, a, FIELD_SECTION,
		    pattern_column(q, v, t, all, q->source));
	else
		head_set_source(p, a, pattern_column(q, v, t, all, q->source));
	a->sourced = a->field[FIELD_SOURCE].len > 0;
	v = without_edges(q, pattern_column(q, v, t, all, q->title), v, t, all);
	/* A row of marks may stand at the end, too. */
	return q->n == 1 ? head_strip(shape_unframe(page_line(p, i)))
	    : q->end	 ? without_author(p, a, v)
			 : v;
}

static bool
pattern_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct pattern q = unpack(pr->keep);
	size_t i = q.above ? pr->s[k].rest : a->first, from = i + 1, last;
	struct view title;

	title = read_line(p, a, &q, i);
	if (i > a->first) {
		for (last = a->first; last < i && !page_blank(p, last);)
			last++;
		head_take_title(p, a, a->first, last);
	}
	if (title.len > 0) {
		head_set_title(p, a, title);
		if (title.p + title.len ==
		    page_line(p, i).p + page_line(p, i).len)
			from = head_continue(p, a, i, title);
	}
	a->headed = head_find(p, a, from);
	return a->headed || short_article(p, a, from);
}

const struct cue cue_pattern = {
    "pattern", 1.02, pattern_propose, pattern_dress};
