/* SPDX-License-Identifier: ISC */
/*
 * Pages of a newspaper: headlines in capitals, each on a line of its own over
 * its text, however short; a short rule between some of them, or none.  Lines
 * in capitals are subheads elsewhere, so something has to speak for a page: a
 * line that tells volume, date or price of an issue, short rules over some of
 * the headlines, the full stop that old headlines end in, or datelines and
 * bylines under most.
 *
 * What stands over the first headline is the masthead, which tells source and
 * date.  Several lines in capitals over one text are a headline and its decks.
 */
#include "head.h"

#include <string.h>

#include "issue.h"
#include "shape.h"

#define WORDS_MAX 14
#define BYTES_MAX 110
#define BYTES_WIDE 160
#define ISSUE_MIN 8
#define NAME_ABOVE 6 /* lines between a newspaper's name and its issue */
#define PIECES 2     /* lines between parts of an issue's line */
#define STARTS_MIN 3 /* where no masthead speaks */
#define RULES_MIN 2  /* over headlines */
#define SIGNS_MIN 2  /* datelines, beside a rule */
#define SURE_ISSUE .5
#define SURE_RULES .3

/* What speaks for a page. */
struct tally {
	size_t issues;
	size_t rules;  /* starts under a rule */
	size_t stops;  /* that end in a full stop */
	size_t signs;  /* over a byline or a dateline */
	size_t others; /* that are names of sources */
};

/* A rule or an ornament, of any length. */
static bool
rule(struct view v)
{
	return shape_symbols(v) && v.p[0] != '.' && v.p[0] != '"';
}

/* A line at the right margin, under a letter or a poem. */
static bool
signature(const struct page *p, size_t i)
{
	size_t indent = page_indent(p, i);

	return indent * 2 >= p->width && p->width > 0 &&
	    (indent + page_line(p, i).len) * 10 >= p->width * 8;
}

/* Line i stands alone in capitals: a headline, a deck, a name. */
static bool
in_capitals(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), above;

	if (v.len < 4 || v.len > BYTES_MAX || page_furniture(p, i) ||
	    !shape_begins(v) || v.p[v.len - 1] == ':' ||
	    v.p[v.len - 1] == ',' || !shape_capitals(v) ||
	    shape_words(v) > WORDS_MAX || signature(p, i))
		return false;
	if (i == 0 || page_blank(p, i - 1) || page_furniture(p, i - 1))
		return true;
	above = page_line(p, i - 1);
	return shape_symbols(above) || shape_stop(above) ||
	    shape_capitals(above) ||
	    (!page_body(p, i - 1) && above.len * 10 < p->width * 8);
}

/* "HALVIK, Tuesday.": a place in capitals and a day, on a line of its own. */
static bool
place_line(struct view v)
{
	const unsigned char *comma = memchr(v.p, ',', v.len < 40 ? v.len : 40);

	return comma != NULL && comma > v.p + 2 && v.len < 60 &&
	    shape_words(v) <= 6 &&
	    shape_capitals((struct view){v.p, (size_t)(comma - v.p)}) &&
	    !shape_capitals(v) &&
	    shape_begins(shape_skip(v, (size_t)(comma - v.p) + 1));
}

/* The line under line i that has text is a byline, a dateline or an agency's
 * name in brackets. */
static bool
signed_under(const struct page *p, size_t i)
{
	struct view v, name;

	i = page_next(p, i + 1, p->lines.n);
	if (i == p->lines.n)
		return false;
	v = page_line(p, i);
	return head_byline(p, i, &name) || head_bracketed(v) || place_line(v) ||
	    (shape_dateline(v) && !shape_capitals(v));
}

/* The newspaper's name over the issue's line i, from line top on: what reads
 * as a publication, or the first in capitals without a figure; i: none. */
static size_t
name_line(const struct page *p, size_t top, size_t i)
{
	size_t k, first = i;
	struct view v;

	for (k = top; k < i; k++) {
		v = page_line(p, k);
		if (page_blank(p, k) || v.len > BYTES_MAX || shape_digit(v) ||
		    shape_symbols(v) || !shape_words_min(v, 2))
			continue;
		if (shape_publication(v))
			return k;
		if (first == i &&
		    (shape_capitals(v) || shape_capital_words(v) == 1))
			first = k;
	}
	return first;
}

/* First line of the masthead whose issue is told on line i. */
static size_t
masthead_top(const struct page *p, size_t i)
{
	size_t top = i, k, n;

	for (k = i, n = 0; k > 0 && n < NAME_ABOVE; k--) {
		struct view v = page_line(p, k - 1);

		if (v.len == 0)
			continue;
		if (!shape_capitals(v) &&
		    (page_body(p, k - 1) || shape_lower_first(v) ||
			shape_stop(v)))
			break;
		top = k - 1;
		n++;
	}
	return top;
}

/* A date right under a volume or a number, or over it. */
static bool
in_pieces(const struct page *p, size_t i, struct date *d)
{
	struct date other;
	size_t k;

	if (!date_possible(page_line(p, i)) ||
	    !issue_part(page_line(p, i), d) || d->end == 0)
		return false;
	for (k = i > PIECES ? i - PIECES : 0; k < p->lines.n && k <= i + PIECES;
	     k++)
		if (k != i && issue_part(page_line(p, k), &other) &&
		    other.end == 0)
			return true;
	return false;
}

/* Columns, or capitals. */
static bool
set_wide(struct view v)
{
	return shape_gap(v, v.len) < v.len || shape_capitals(v);
}

/* Line i tells an issue: it has a figure, and columns, capitals or a name in
 * capitals over it. */
static bool
tells_issue(const struct page *p, size_t i, struct date *d)
{
	struct view name, v = page_line(p, i);
	bool wide;

	if (v.len < ISSUE_MIN || v.len > BYTES_WIDE || page_inside(p, i) ||
	    !shape_digit(v))
		return false;
	wide = set_wide(v);
	if (!wide &&
	    (page_body(p, i) || i == 0 || !shape_capitals(page_line(p, i - 1))))
		return false;
	return issue_line(v, d) || (wide && issue_head(v, &name, d)) ||
	    in_pieces(p, i, d);
}

/* An issue's line: the starts from line top on are its masthead. */
static void
begin_issue(struct proposal *pr, struct tally *t, size_t top)
{
	while (pr->n > 0 && pr->s[pr->n - 1].line >= top)
		pr->n--;
	if (pr->n == 0)
		*t = (struct tally){.issues = t->issues};
	t->issues++;
}

static void
add_start(const struct page *p, struct proposal *pr, struct tally *t, size_t i,
    size_t issue, bool ruled)
{
	/* struct start.rest: the line that tells its issue, from 1. */
	proposal_add(pr, (struct start){.mark = i, .line = i, .rest = issue});
	t->rules += ruled;
	t->stops += shape_stop(page_line(p, i));
	t->signs += signed_under(p, i);
}

/* A heading that is not in capitals, right under one that is: that was the
 * name of its source. */
static bool
other_heading(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), name;

	return !page_body(p, i) && i + 1 < p->lines.n &&
	    !shape_lower_first(page_line(p, i + 1)) && shape_begins(v) &&
	    shape_title(v) && shape_words_min(v, 3) &&
	    !head_byline(p, i, &name) && !head_bracketed(v);
}

/* Line i in capitals is the name of a publication, or comes again. */
static bool
source_name(const struct page *p, size_t i)
{
	return p->furniture.times[i] > 1 ||
	    (shape_words(page_line(p, i)) <= 4 &&
		shape_publication(page_line(p, i)));
}

static bool
speaks(const struct proposal *pr, const struct tally *t, bool first)
{
	if (pr->continued)
		return pr->n > 0;
	if (t->issues > 0)
		return pr->n >= 2 && t->others * 2 <= pr->n;
	return pr->n >= STARTS_MIN && first && t->others * 3 <= pr->n &&
	    (t->rules >= RULES_MIN || t->stops * 3 >= pr->n * 2 ||
		t->signs * 3 >= pr->n * 2 ||
		(t->rules > 0 && t->signs >= SIGNS_MIN));
}

/* The line, from 1, of the first running head, and the name in it; 0: there is
 * none. */
static size_t
running_head(const struct page *p, struct view *name)
{
	struct date d;
	size_t i;

	for (i = 0; i < p->lines.n; i++)
		if (!page_blank(p, i) && !page_inside(p, i) &&
		    issue_head(page_line(p, i), name, &d) &&
		    set_wide(page_line(p, i)))
			return i + 1;
	*name = (struct view){0};
	return 0;
}

static bool
same(struct view a, struct view b)
{
	return a.len > 0 && a.len == b.len && memcmp(a.p, b.p, a.len) == 0;
}

/* What the masthead says whose issue is told on line i. */
static struct masthead
read_masthead(const struct page *p, size_t i)
{
	struct masthead m = {.len = 0};
	struct view v = page_line(p, i), name = {0};
	size_t k;

	if (!issue_head(v, &name, &m.date) &&
	    (issue_line(v, &m.date) || issue_part(v, &m.date))) {
		k = name_line(p, masthead_top(p, i), i);
		if (k < i)
			name = page_line(p, k);
	}
	m.len = name.len < sizeof(m.name) ? name.len : 0;
	if (m.len > 0)
		memcpy(m.name, name.p, m.len);
	return m;
}

static void
paper_propose(const struct page *p, struct proposal *pr)
{
	struct view v, name;
	struct tally t = {0};
	size_t i, issue = 0, first = page_next(p, 0, p->lines.n);
	bool text = true, ruled = false;
	struct date d;

	pr->masthead[0] =
	    pr->continued ? pr->masthead[1] : (struct masthead){.len = 0};
	pr->style = (unsigned)running_head(p, &name);
	for (i = 0; i < p->lines.n; i++) {
		if (page_blank(p, i) || page_inside(p, i))
			continue;
		v = page_line(p, i);
		if (rule(v)) {
			ruled = true;
		} else if (tells_issue(p, i, &d)) {
			begin_issue(pr, &t, masthead_top(p, i));
			issue = i + 1;
			text = true;
		} else if (same(v, name)) {
			text = true;
		} else if (!page_body(p, i) && in_capitals(p, i)) {
			if (text)
				add_start(p, pr, &t, i, issue, ruled);
			t.others += text && source_name(p, i);
			text = ruled = false;
		} else if (!text && !head_debris(p, i)) {
			t.others += other_heading(p, i);
			text = true;
			ruled = false;
		} else if (text)
			ruled = false;
	}
	if (!speaks(pr, &t, pr->n > 0 && pr->s[0].line == first))
		pr->n = 0;
	else if (t.issues > 0)
		pr->sure = SURE_ISSUE;
	else if (t.rules >= RULES_MIN)
		pr->sure = SURE_RULES;
	pr->masthead[1] = pr->n > 0 && pr->s[pr->n - 1].rest > 0
	    ? read_masthead(p, pr->s[pr->n - 1].rest - 1)
	    : pr->masthead[0];
}

/* Source and date from the masthead over an article. */
static void
take_masthead(struct page *p, struct article *a, struct masthead m)
{
	if (m.len > 0)
		head_set_source(p, a, (struct view){m.name, m.len});
	if (m.date.end > 0)
		page_set_date(p, a, &m.date);
}

/* Mastheads and running heads within an article are furniture. */
static void
mark_mastheads(struct page *p, const struct article *a)
{
	size_t i, k;
	struct date d;

	for (i = a->body; i < a->last; i++) {
		if (!tells_issue(p, i, &d))
			continue;
		for (k = i; k > a->body; k--)
			if (!page_blank(p, k - 1) &&
			    !head_page_number(page_line(p, k - 1)) &&
			    !(shape_capitals(page_line(p, k - 1)) &&
				!page_body(p, k - 1)))
				break;
		page_mark(p, k, i + 1, ROLE_FURNITURE);
	}
}

static bool
paper_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i = a->first + 1, issue = pr->s[k].rest;
	struct view name;
	struct date d;

	page_set(p, a, FIELD_TITLE, page_line(p, a->first));
	p->role[a->first] = ROLE_FIELD;
	for (; i < a->last && !page_blank(p, i) && in_capitals(p, i) &&
	     !shape_stop(page_line(p, i - 1));
	     i++) {
		page_add(p, a, FIELD_TITLE, page_line(p, i));
		p->role[i] = ROLE_FIELD;
	}
	i = page_next(p, i, a->last);
	if (i < a->last && head_byline(p, i, &name)) {
		page_set(p, a, FIELD_AUTHOR, name);
		p->role[i] = ROLE_FIELD;
		i = page_next(p, i + 1, a->last);
	}
	a->body = i;
	take_masthead(
	    p, a, issue > 0 ? read_masthead(p, issue - 1) : pr->masthead[0]);
	if (issue == 0 && a->field[FIELD_SOURCE].len == 0 && pr->style > 0 &&
	    issue_head(page_line(p, pr->style - 1), &name, &d))
		head_set_source(p, a, name);
	mark_mastheads(p, a);
	return a->headed = i < a->last;
}

const struct cue cue_paper = {"newspaper", .8, paper_propose, paper_dress};
