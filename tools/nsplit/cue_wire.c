/* SPDX-License-Identifier: ISC */
/*
 * Dispatches of news agencies as the wire carried them: IPTC 7901 and its
 * telex forerunner (ZCZC, a head, the text, NNNN), and ANPA 1312, whose lines
 * of the head begin with a circumflex and end in "<" or "=".
 */
#include "head.h"

#include <string.h>

#include "shape.h"

#define HEAD_LINES 6

/* "ZCZC VEL0012", with control characters before it. */
static bool
zczc(struct view v)
{
	while (v.len > 0 && v.p[0] < ' ')
		v = (struct view){v.p + 1, v.len - 1};
	return v.len >= 4 && v.len < 80 && memcmp(v.p, "ZCZC", 4) == 0;
}

/* "r i BC-Strike   03-04 0512": priority, category, keyword, date, words. */
static bool
anpa(struct view v)
{
	const unsigned char *q;

	if (v.len < 14 || v.len > 80 || v.p[1] != ' ' || v.p[3] != ' ' ||
	    !shape_is_digit(v.p[v.len - 1]))
		return false;
	q = v.p + v.len;
	while (q > v.p && shape_is_digit(q[-1]))
		q--;
	return q - v.p >= 10 && q[-1] == ' ' && shape_is_digit(q[-2]) &&
	    shape_is_digit(q[-3]) && q[-4] == '-' && shape_is_digit(q[-5]) &&
	    shape_is_digit(q[-6]);
}

enum { ZCZC = 1, ANPA };

static void
wire_propose(const struct page *p, struct proposal *pr)
{
	size_t i, mark;
	int shape;

	for (i = 0; i < p->lines.n; i++) {
		if (page_inside(p, i) || page_blank(p, i) ||
		    p->lines.v[i].end - p->lines.v[i].at > 80)
			continue;
		shape = zczc(page_line(p, i)) ? ZCZC
		    : anpa(page_line(p, i))   ? ANPA
					      : 0;
		if (shape == 0)
			continue;
		/* The number of the dispatch stands above ANPA's line. */
		mark = shape == ANPA && i > 0 && !page_blank(p, i - 1) &&
			page_line(p, i - 1).len < 24
		    ? i - 1
		    : i;
		proposal_add(pr,
		    (struct start){.mark = mark, .line = mark, .shape = shape});
	}
}

/* A line of ANPA's head without its marks. */
static struct view
unmarked(struct view v)
{
	if (v.len > 0 && v.p[0] == '^')
		v = (struct view){v.p + 1, v.len - 1};
	while (v.len > 0 && strchr("<=^ ", v.p[v.len - 1]) != NULL)
		v.len--;
	return v;
}

/* The lines with circumflexes: a keyword, the headline, names. */
static size_t
anpa_head(struct page *p, struct article *a, size_t i)
{
	struct view v, name;
	bool slug = true;

	for (; i < a->last && page_line(p, i).len > 0 &&
	     page_line(p, i).p[0] == '^';
	     i++, slug = false) {
		v = unmarked(page_line(p, i));
		p->role[i] = ROLE_FIELD;
		if (shape_byline(v, &name))
			page_set(p, a, FIELD_AUTHOR, name);
		else if (slug || a->field[FIELD_AUTHOR].len > 0 ||
		    shape_prefix(v, "eds:"))
			p->role[i] = ROLE_FURNITURE;
		else
			page_add(p, a, FIELD_TITLE, v);
	}
	return i;
}

/* "041522 MAR 14", "AW-NY-03-04-14 1522EST<", "xyz/jh/rb", "NNNN". */
static bool
tail_line(struct view v)
{
	size_t i, slashes = 0;

	v = unmarked(v);
	if (v.len == 0 || v.len > 40)
		return false;
	if (shape_equal(v, "nnnn"))
		return true;
	for (i = 0; i < 6 && i < v.len && shape_is_digit(v.p[i]);)
		i++;
	if (i == 6 && v.len > 8 && v.len < 20 && v.p[6] == ' ')
		return true;
	if (v.len > 12 && v.p[2] == '-' && v.p[5] == '-' &&
	    memchr(v.p, ' ', 12) == NULL)
		return true;
	for (i = 0; i < v.len; i++) {
		slashes += v.p[i] == '/';
		if (v.p[i] == ' ')
			return false;
	}
	return slashes >= 1 && v.len < 20 && !shape_url(v);
}

static bool
wire_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i = a->first, end = a->last;
	struct date d;

	p->role[i++] = ROLE_FURNITURE;
	while (i < a->last && i < a->first + HEAD_LINES && !page_blank(p, i) &&
	    page_line(p, i).p[0] != '^' && !page_body(p, i) &&
	    (pr->s[k].shape == ZCZC || anpa(page_line(p, i)))) {
		if (head_date(page_line(p, i), &d))
			page_set_date(p, a, &d);
		p->role[i++] = ROLE_FURNITURE;
	}
	while (end > i &&
	    (page_blank(p, end - 1) || tail_line(page_line(p, end - 1)))) {
		end--;
		if (!page_blank(p, end))
			p->role[end] = ROLE_FURNITURE;
	}
	if (pr->s[k].shape == ANPA)
		i = anpa_head(p, a, i);
	if (a->field[FIELD_TITLE].len == 0) {
		a->headed = head_find(p, a, i);
		return true;
	}
	a->body = page_next(p, i, a->last);
	return a->headed = true;
}

const struct cue cue_wire = {"wire", 0, wire_propose, wire_dress};
