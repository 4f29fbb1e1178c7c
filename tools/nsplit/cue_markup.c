/* SPDX-License-Identifier: ISC */
/*
 * Headings that are marked as such: "# Headline" in Markdown, and "== Headline
 * ==", "**Headline**", an underlined line, a bullet.  One kind of them, at one
 * level, begins articles; the others are subheads.
 */
#include "cue.h"

#include <string.h>

#include "shape.h"

#define LEVELS 4

/* The level of a Markdown heading, 0 for none. */
static size_t
level_of(struct view v)
{
	size_t n = 0;

	while (n < v.len && n <= LEVELS && v.p[n] == '#')
		n++;
	return n > 0 && n <= LEVELS && n + 1 < v.len && v.p[n] == ' ' ? n : 0;
}

/* The level at which articles begin: the first that is there twice, or else
 * the first at all; but a title over a text is the only one. */
static size_t
article_level(const struct page *p)
{
	size_t count[LEVELS + 1] = {0};
	size_t i, k, first = p->lines.n, second = p->lines.n;

	for (i = 0; i < p->lines.n; i++)
		if (!page_blank(p, i) && p->text.p[p->lines.v[i].text] == '#' &&
		    (k = level_of(page_line(p, i))) > 0) {
			count[k]++;
			if (first == p->lines.n)
				first = i;
			else if (second == p->lines.n)
				second = i;
		}
	/* One heading over a text: the others are its sections. */
	if (first < p->lines.n &&
	    count[k = level_of(page_line(p, first))] == 1 &&
	    page_bodies(p, first + 1, second) > 0)
		return k;
	for (k = 1; k <= LEVELS; k++)
		if (count[k] >= 2)
			return k;
	for (k = 1; k <= LEVELS; k++)
		if (count[k] > 0)
			return k;
	return 0;
}

static void
markdown_propose(const struct page *p, struct proposal *pr)
{
	size_t i, level = article_level(p);

	if (level == 0)
		return;
	for (i = 0; i < p->lines.n; i++)
		if (!page_blank(p, i) && level_of(page_line(p, i)) == level)
			proposal_add(pr, (struct start){.mark = i, .line = i});
}

/* The headline, which may be a link: "[Headline](address)". */
static void
set_title(struct page *p, struct article *a, struct view v)
{
	const unsigned char *end = memmem(v.p, v.len, "](", 2);
	struct view url;

	if (v.len > 4 && v.p[0] == '[' && end != NULL &&
	    v.p[v.len - 1] == ')') {
		url = (struct view){end + 2, v.len - (size_t)(end - v.p) - 3};
		if (shape_url(url))
			page_set(p, a, FIELD_URL, url);
		v = (struct view){v.p + 1, (size_t)(end - v.p) - 1};
	}
	head_set_title(p, a, v);
}

static bool
markdown_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view v = page_line(p, a->first);
	size_t n = level_of(v);

	(void)pr;
	(void)k;
	v = shape_skip(v, n);
	while (v.len > 0 && (v.p[v.len - 1] == '#' || v.p[v.len - 1] == ' '))
		v.len--;
	set_title(p, a, v);
	p->role[a->first] = ROLE_FIELD;
	head_find(p, a, a->first + 1);
	a->headed = page_bodies(p, a->first, a->last) > 0;
	return true;
}

const struct cue cue_markdown = {
    "markdown", 1.3, markdown_propose, markdown_dress};

/* Other marks; one of them at a time. */
enum kind { NONE, WIKI, BOLD, DOUBLE, SINGLE, WAVE, BULLET, KINDS };

/* The line is made of c alone. */
static bool
underline(struct view v, unsigned char c)
{
	size_t i;

	for (i = 0; i < v.len; i++)
		if (v.p[i] != c)
			return false;
	return v.len >= 3;
}

static bool
framed(struct view v, const char *mark)
{
	size_t n = strlen(mark);

	return v.len > 2 * n + 3 && memcmp(v.p, mark, n) == 0 &&
	    memcmp(v.p + v.len - n, mark, n) == 0;
}

static enum kind
kind_of(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), next;

	if (v.len < 4 || v.len > 240 || shape_symbols(v) ||
	    (i > 0 && !page_blank(p, i - 1)))
		return NONE;
	if (framed(v, "=="))
		return WIKI;
	if (framed(v, "**") || framed(v, "__"))
		return BOLD;
	if (v.p[0] == 0xE2 && shape_unframe(v).len < v.len && !shape_symbols(v))
		return BULLET;
	if (i + 1 >= p->lines.n || shape_symbols(v))
		return NONE;
	next = page_line(p, i + 1);
	if (next.len > v.len + 8 || next.len + 8 < v.len)
		return NONE;
	return underline(next, '=') ? DOUBLE
	    : underline(next, '-')  ? SINGLE
	    : underline(next, '~')  ? WAVE
				    : NONE;
}

/* The heading is a publication's name, and the headline stands under it. */
static bool
source_over_title(const struct page *p, size_t i)
{
	struct view v = shape_unframe(page_line(p, i));

	return (shape_publication(v) || p->furniture.times[i] >= 2) &&
	    i + 1 < p->lines.n && !page_body(p, i + 1) &&
	    shape_title(page_line(p, i + 1)) &&
	    !shape_symbols(page_line(p, i + 1));
}

static void
markup_propose(const struct page *p, struct proposal *pr)
{
	size_t count[KINDS] = {0};
	size_t i, end, sources = 0;
	int k, best = NONE;

	for (i = 0; i < p->lines.n; i++) {
		if (page_inside(p, i) || page_blank(p, i) ||
		    (k = (int)kind_of(p, i)) == NONE)
			continue;
		end = i + 12 < p->lines.n ? i + 12 : p->lines.n;
		count[k] += page_bodies(p, i + 1, end) > 0;
		if (best == NONE || count[k] > count[best])
			best = k;
	}
	if (best == NONE || count[best] < 2)
		return;
	for (i = 0; i < p->lines.n; i++)
		if (!page_inside(p, i) && !page_blank(p, i) &&
		    (int)kind_of(p, i) == best) {
			sources += source_over_title(p, i);
			proposal_add(pr,
			    (struct start){
				.mark = i, .line = i, .shape = best});
		}
	/* The name of the whole may be marked, too. */
	if (pr->n > 3 && page_bodies(p, pr->s[0].line, pr->s[1].line) == 0)
		memmove(pr->s, pr->s + 1, --pr->n * sizeof(*pr->s));
	pr->style = sources * 2 > pr->n;
}

static bool
markup_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	int kind = pr->s[k].shape;
	size_t i = a->first;
	struct view v = shape_unframe(page_line(p, i)), name, date;

	p->role[i] = ROLE_FIELD;
	if (pr->style != 0 || head_source_date(v, &name, &date)) {
		head_set_source(p, a, v);
		return a->headed = head_find(p, a, i + 1);
	}
	head_set_title(p, a, v);
	i++;
	if (kind == DOUBLE || kind == SINGLE || kind == WAVE)
		p->role[i++] = ROLE_MARK;
	else if (kind == BULLET)
		i = head_continue(p, a, a->first, page_line(p, a->first));
	head_find(p, a, i);
	a->headed = page_bodies(p, a->first, a->last) > 0;
	return true;
}

const struct cue cue_markup = {"markup", 1.25, markup_propose, markup_dress};
