/* SPDX-License-Identifier: ISC */
/*
 * Lines at the edges of blocks go, one after the other, to the family whose
 * first line is most like them by its pairs of letters (edges.c); there are
 * few families at a time, of which the smallest makes room.  One whose lines
 * are as far from each other as pages are long, and count up or lie behind form
 * feeds, is a head or a foot.  Limits: a head whose half was misread, and heads
 * of pages that vary in length as chapters do.
 */
#include "heads.h"

#include <string.h>

#include <utf8proc.h>

#include "chartab.h"
#include "edges.h"
#include "utf8.h"

#define FAMILIES 48
#define LONG_LINE 90
/* Shorter ones have too few pairs to be compared. */
#define PAIRS_MIN 6
#define ALIKE 60 /* in a hundred pairs */
/* As in pages.c: so many lines has a page, so many such lines a text. */
#define PAGE_LINES_MIN 12
#define TIMES_MIN 3
/* Distances that are looked at, the last ones. */
#define GAPS_MAX 64
/* So near to a head stands a number of its page, in a line so short. */
#define BESIDE 3
#define NUMBER_LINE 30
#define NUMBERS_MAX 16
/* Shorter lines may be heads. */
#define BODY_MIN 25

struct family {
	struct edge_shape shape;
	uint32_t last; /* its last line, from 1; 0: none */
	uint32_t n;
};

struct search {
	struct view text;
	const struct lines *ls;
	const struct line *l;
	size_t n_lines;
	uint32_t *before; /* a line: the one before it in its family, from 1 */
	unsigned char *edge;
	struct family family[FAMILIES];
};

static bool
has_feed(const struct search *s, size_t i)
{
	return i < s->n_lines && s->text.p[s->l[i].at] == '\f';
}

/* Is a line the first or the last of its block? */
static bool
at_edge(const struct search *s, size_t i)
{
	return i == 0 || i + 1 == s->n_lines || line_blank(&s->l[i - 1]) ||
	    line_blank(&s->l[i + 1]) || has_feed(s, i) || has_feed(s, i + 1);
}

/* Is there a form feed among the last lines before line i, or behind it? */
static bool
feed_beside(const struct search *s, size_t i)
{
	size_t k, seen;

	for (k = i, seen = 0; seen < BESIDE; k--) {
		if (has_feed(s, k))
			return true;
		if (k == 0)
			break;
		seen += !line_blank(&s->l[k]);
	}
	for (k = i + 1, seen = 0; k < s->n_lines && seen < BESIDE; k++) {
		if (has_feed(s, k))
			return true;
		seen += !line_blank(&s->l[k]);
	}
	return false;
}

/* The numbers of a line, behind the n that v has room for NUMBERS_MAX of. */
static size_t
line_numbers(struct view line, unsigned long *v, size_t n)
{
	size_t i;

	for (i = 0; i < line.len && n < NUMBERS_MAX; i++) {
		if (!ascii_is_digit(line.p[i]))
			continue;
		for (v[n] = 0; i < line.len && ascii_is_digit(line.p[i]); i++)
			if (v[n] < 100000)
				v[n] = v[n] * 10 + line.p[i] - '0';
		n++;
	}
	return n;
}

/* The numbers of line i and of short lines round it. */
static size_t
numbers_beside(const struct search *s, size_t i, unsigned long *v)
{
	size_t n, k, seen;

	n = line_numbers(line_view(s->text, &s->l[i]), v, 0);
	for (k = i, seen = 0; k-- > 0 && seen < BESIDE;)
		if (!line_blank(&s->l[k])) {
			seen++;
			if (s->l[k].end - s->l[k].text <= NUMBER_LINE)
				n = line_numbers(
				    line_view(s->text, &s->l[k]), v, n);
		}
	for (k = i + 1, seen = 0; k < s->n_lines && seen < BESIDE; k++)
		if (!line_blank(&s->l[k])) {
			seen++;
			if (s->l[k].end - s->l[k].text <= NUMBER_LINE)
				n = line_numbers(
				    line_view(s->text, &s->l[k]), v, n);
		}
	return n;
}

/* Is line b a page, or a few, behind line a? */
static bool
counts_up(const struct search *s, size_t a, size_t b)
{
	unsigned long from[NUMBERS_MAX], to[NUMBERS_MAX];
	size_t n_from, n_to, i, k;

	if (feed_beside(s, a) && feed_beside(s, b))
		return true;
	n_from = numbers_beside(s, a, from);
	n_to = numbers_beside(s, b, to);
	for (i = 0; i < n_from; i++)
		for (k = 0; k < n_to; k++)
			if (to[k] > from[i] && to[k] - from[i] <= 3)
				return true;
	return false;
}

/* The middle one of n gaps, which are put in order. */
static size_t
median(size_t *gap, size_t n)
{
	size_t i, k, g;

	for (i = 1; i < n; i++) {
		g = gap[i];
		for (k = i; k > 0 && gap[k - 1] > g; k--)
			gap[k] = gap[k - 1];
		gap[k] = g;
	}
	return gap[n / 2];
}

/* Is a line long enough, and small enough its letters, to be of a text? */
static bool
is_body(struct view v)
{
	size_t i, small = 0;

	for (i = 0; i < v.len; i++)
		small += (unsigned)v.p[i] - 'a' < 26u || v.p[i] >= 0x80;
	return v.len >= BODY_MIN && small * 2 > v.len;
}

/* Is line i full, as long nearly as those above it, and does its sentence go
 * on? */
static bool
breaks_off(struct view text, const struct lines *ls, size_t i)
{
	struct view v = line_view(text, &ls->v[i]);
	size_t k, len, most = 0;

	for (k = i; k > 0 && i - k < 4; k--) {
		len = ls->v[k - 1].end - ls->v[k - 1].text;
		if (len > most)
			most = len;
	}
	return v.len * 5 >= most * 4 && most > 0 &&
	    (ascii_is_alpha(v.p[v.len - 1]) || v.p[v.len - 1] == ',' ||
		v.p[v.len - 1] == '-');
}

static bool
goes_on(struct view v)
{
	uint32_t c;

	utf8_decode(v.p, v.len, &c);
	return c < 0x80 ? c - 'a' < 26
			: utf8proc_islower((utf8proc_int32_t)c) != 0;
}

/* Is line i of a text: long enough, or the end of a paragraph? */
static bool
is_text(struct view text, const struct lines *ls, size_t i)
{
	return is_body(line_view(text, &ls->v[i])) ||
	    (i > 0 && is_body(line_view(text, &ls->v[i - 1])));
}

bool
heads_interrupt(struct view text, const struct lines *ls, size_t i)
{
	size_t k, seen;

	for (k = i, seen = 0; k-- > 0 && seen <= BESIDE;) {
		if (line_blank(&ls->v[k]))
			continue;
		if (is_text(text, ls, k)) {
			if (breaks_off(text, ls, k))
				return true;
			break;
		}
		seen++;
	}
	for (k = i + 1, seen = 0; k < ls->n && seen <= BESIDE; k++) {
		if (is_body(line_view(text, &ls->v[k])))
			return goes_on(line_view(text, &ls->v[k]));
		seen += !line_blank(&ls->v[k]);
	}
	return false;
}

/* Do its lines stand a page from each other? */
static bool
is_head(const struct search *s, const struct family *f)
{
	size_t gap[GAPS_MAX], n = 0, i, page, even = 0, up = 0, inside = 0;
	uint32_t at, before;

	if (f->n < TIMES_MIN)
		return false;
	for (at = f->last; n < GAPS_MAX && (before = s->before[at - 1]) != 0;
	     at = before) {
		gap[n++] = at - before;
		up += counts_up(s, before - 1, at - 1);
		inside += heads_interrupt(s->text, s->ls, at - 1);
	}
	if (n == 0)
		return false;
	page = median(gap, n);
	for (i = 0; i < n; i++) /* a page may have been missed */
		even += (gap[i] * 3 >= page * 2 && gap[i] * 2 <= page * 3) ||
		    (gap[i] * 3 >= page * 5 && gap[i] * 3 <= page * 7);
	return page >= PAGE_LINES_MIN && even >= 2 && even * 5 >= n * 3 &&
	    up * 2 >= n && inside * 3 >= n;
}

static void
settle(struct search *s, struct family *f)
{
	uint32_t at;

	if (f->n > 0 && is_head(s, f))
		for (at = f->last; at != 0; at = s->before[at - 1])
			s->edge[at - 1] = 1;
	f->n = 0;
	f->last = 0;
}

/* The family that a line belongs to, or the one that makes room for it. */
static struct family *
find_family(struct search *s, const struct edge_shape *shape, size_t i)
{
	struct family *f, *best = NULL, *least = &s->family[0];
	unsigned alike, most = edge_alike(shape, ALIKE);

	for (f = s->family; f < s->family + FAMILIES; f++) {
		if (f->n < least->n ||
		    (f->n == least->n && f->last < least->last))
			least = f;
		if (f->n == 0 || f->shape.n * 2 < shape->n ||
		    f->shape.n > shape->n * 2)
			continue;
		alike = edge_likeness(shape, &f->shape);
		if (alike >= most) {
			most = alike;
			best = f;
		}
	}
	if (best != NULL && i + 1 - best->last < PAGE_LINES_MIN)
		return NULL; /* twice on a page: no head */
	if (best == NULL) {
		settle(s, least);
		least->shape = *shape;
		return least;
	}
	return best;
}

static void
add_line(struct search *s, size_t i)
{
	struct edge_shape shape;
	struct family *f;

	edge_shape(&shape, line_view(s->text, &s->l[i]));
	if (shape.n < PAIRS_MIN || (f = find_family(s, &shape, i)) == NULL)
		return;
	s->before[i] = f->last;
	f->last = (uint32_t)i + 1;
	f->n++;
}

void
heads_find(struct view text, const struct lines *ls, const uint32_t *times,
    unsigned char *edge, struct buf *scratch)
{
	struct search s = {
	    .text = text, .ls = ls, .l = ls->v, .n_lines = ls->n, .edge = edge};
	size_t i, size = ls->n * sizeof(*s.before);
	bool again = false;

	for (i = 0; i < ls->n && !again; i++)
		again = times[i] >= 2 && at_edge(&s, i);
	if (!again)
		return;
	buf_clear(scratch);
	s.before = (uint32_t *)(void *)buf_reserve(scratch, size);
	memset(s.before, 0, size);
	for (i = 0; i < ls->n; i++)
		if (!line_blank(&ls->v[i]) &&
		    ls->v[i].end - ls->v[i].text < LONG_LINE && at_edge(&s, i))
			add_line(&s, i);
	for (i = 0; i < FAMILIES; i++)
		settle(&s, &s.family[i]);
}
