/* SPDX-License-Identifier: ISC */
/*
 * Articles over which stands a whole reference, of one to four lines: 'Doe,
 * Jane. "Headline." The Gazette, 3 May 2019, p. 4.'  In a bibliography the
 * next reference follows, here a text does.
 */
#include "head.h"

#include <string.h>

#include "cited.h"
#include "shape.h"

#define LINES_MAX 4

/* The block of lines that begins on line i, on one line, to buf; *end is the
 * line after it.  len 0: it is too long, or has no year. */
static struct view
join(const struct page *p, size_t i, size_t *end, unsigned char *buf)
{
	size_t at = p->lines.v[i].text, len, k;

	for (*end = i; *end < p->lines.n && !page_blank(p, *end);)
		++*end;
	len = p->lines.v[*end - 1].end - at;
	if (*end - i > LINES_MAX || len > CITED_MAX ||
	    !date_possible((struct view){p->text.p + at, len}))
		return (struct view){buf, 0};
	for (k = 0; k < len; k++)
		buf[k] = p->text.p[at + k] < ' ' ? ' ' : p->text.p[at + k];
	return (struct view){buf, len};
}

/* A block that may be a reference: it begins one, after a blank line. */
static bool
promising(const struct page *p, size_t i)
{
	return !page_blank(p, i) && (i == 0 || page_blank(p, i - 1)) &&
	    !page_furniture(p, i) && shape_begins(page_line(p, i));
}

static void
cite_propose(const struct page *p, struct proposal *pr)
{
	unsigned char buf[CITED_MAX];
	size_t i, end = 0, next, idle = 0;
	struct cited c;
	struct view v;

	for (i = 0; i < p->lines.n; i++) {
		if (!promising(p, i))
			continue;
		v = join(p, i, &end, buf);
		if (v.len == 0 || !cited_read(v, &c))
			continue;
		if (pr->n > 0 && page_bodies(p, pr->s[pr->n - 1].rest, i) == 0)
			idle++;
		next = page_next(p, end, p->lines.n);
		proposal_add(
		    pr, (struct start){.mark = i, .line = i, .rest = next});
	}
	if ((pr->n < 2 && !pr->continued) || idle * 4 > pr->n)
		pr->n = 0;
}

static void
set(struct page *p, struct article *a, enum field f, struct view v,
    const unsigned char *buf)
{
	/* The same place in the page. */
	if (v.len > 0)
		page_set(p, a, f,
		    (struct view){
			p->text.p + p->lines.v[a->first].text + (v.p - buf),
			v.len});
}

static bool
cite_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	unsigned char buf[CITED_MAX];
	struct cited c;
	size_t end;
	struct view v = join(p, a->first, &end, buf);

	if (v.len == 0 || !cited_read(v, &c))
		return false;
	set(p, a, FIELD_TITLE, c.title, buf);
	set(p, a, FIELD_SOURCE, c.source, buf);
	set(p, a, FIELD_AUTHOR, c.author, buf);
	if (c.date.end > 0)
		page_set_date(p, a, &c.date);
	a->sourced = true;
	page_mark(p, a->first, end, ROLE_FIELD);
	a->headed = head_find(p, a, pr->s[k].rest);
	return a->headed || pr->s[k].rest < a->last;
}

const struct cue cue_cite = {"citations", 1.3, cite_propose, cite_dress};
