/* SPDX-License-Identifier: ISC */
/*
 * An article stands out when it is several times as long as the median of its
 * neighbours, or is the last.  Another format is believed in it when a
 * signature finds an article with fields there, or when another cue finds
 * several, most of which tell their source or their date: sections and lists
 * within an article do not.  The numbers are from trials with dumps that were
 * put together.
 */
#include "mix.h"

#include <stdlib.h>
#include <string.h>

#include "shape.h"

#define BYTES_MIN 400  /* in what is looked at */
#define TIMES_MEDIAN 3 /* as long as others are */
#define LAST_HALVES 3  /* the last article: 3/2 times */
#define SAMPLE 64      /* articles that the median is taken of */
#define ARTICLES_MIN 3 /* of a cue that is no signature */

static int
by_size(const void *x, const void *y)
{
	size_t a = *(const size_t *)x, b = *(const size_t *)y;

	return a < b ? -1 : a > b;
}

/* Bytes: lines may be long in one format and short in another. */
static size_t
length(const struct page *p, const struct article *a)
{
	return p->lines.v[a->last - 1].end - p->lines.v[a->first].at;
}

/* The median of the lengths of articles, of some where there are many. */
static size_t
median(const struct arbiter *ar, const struct page *p)
{
	size_t v[SAMPLE], n = 0, i, step = ar->n / SAMPLE + 1;

	for (i = 0; i < ar->n && n < SAMPLE; i += step)
		v[n++] = length(p, &ar->a[i]);
	if (n == 0)
		return 0;
	qsort(v, n, sizeof(*v), by_size);
	return v[n / 2];
}

/* Articles of the trial that tell more than a headline; sure: any name will do
 * as a source. */
static size_t
telling(const struct mix *m, bool sure)
{
	const struct arbiter *ar = &m->arbiter;
	const struct article *a;
	size_t i, n = 0;

	for (i = 0; i < ar->n; i++) {
		a = &ar->a[i];
		n += a->headed && a->field[FIELD_TITLE].len > 0 &&
		    (a->field[FIELD_DATE].len > 0 ||
			a->field[FIELD_ITEM].len > 0 ||
			a->field[FIELD_AUTHOR].len > 0 ||
			(a->field[FIELD_SOURCE].len > 0 &&
			    (sure ||
				shape_publication(page_string(
				    &m->page, a->field[FIELD_SOURCE])))));
	}
	return n;
}

/* Bare headlines are told from an article's subheads by the gap before them,
 * which paragraphs do not have. */
static bool
set_off(const struct arbiter *ar)
{
	size_t i, n = 0;

	for (i = 1; i < ar->n; i++)
		n += ar->a[i].headed &&
		    ar->proposal.s[ar->a[i].start].shape >= 2;
	return ar->n >= ARTICLES_MIN && n + 1 == ar->n;
}

/* rest: no cue explains the text so far, so anything will do. */
static bool
accepted(const struct mix *m, bool rest)
{
	const struct arbiter *ar = &m->arbiter;
	bool sure = ar->used->prior <= 0 || ar->proposal.sure > 0;
	size_t n = telling(m, ar->used != &cue_bare);

	if (ar->n == 0 || ar->used == &cue_single || ar->used == &cue_feed)
		return false;
	if (sure)
		return n * 2 >= ar->n;
	if (rest)
		return ar->n >= ARTICLES_MIN;
	if (ar->used == &cue_bare && set_off(ar))
		return true;
	return ar->n >= ARTICLES_MIN && n * 10 >= ar->n * 7 &&
	    page_bodies(&m->page, ar->a[0].first, m->page.lines.n) >= 2 * ar->n;
}

/* Vote on lines first..last, whose text begins on line body, without the cue;
 * *line is where the first article
 * of another format begins. */
static bool
trial(struct mix *m, const struct page *p, size_t first, size_t body,
    size_t last, const struct cue *except, bool rest, size_t *line)
{
	size_t at = p->lines.v[first].at, i, k = 0;
	bool bare;

	page_index(&m->page,
	    (struct view){p->text.p + at, p->lines.v[last - 1].end - at});
	heads_forget(&m->page.heads);
	arbiter_reset(&m->arbiter, NULL);
	m->arbiter.except = except;
	arbiter_cut(&m->arbiter, &m->page);
	if (!accepted(m, rest))
		return false;
	/* The first may be the article that the other cue found. */
	bare = m->arbiter.used == &cue_bare;
	for (i = 0; i < m->arbiter.n; i++) {
		k = m->arbiter.proposal.s[m->arbiter.a[i].start].mark;
		if (rest || m->arbiter.n == 1 ||
		    (bare ? first + k > body
			  : i > 0 ||
				k > page_next(&m->page, 0, m->page.lines.n)))
			break;
	}
	*line = first + k;
	return true;
}

/* Lines from line a on that may be of a head: short, and not the end of a
 * paragraph. */
static bool
has_heads(const struct page *p, size_t a, size_t last)
{
	size_t i;

	for (i = a; i < last; i++)
		if (!page_body(p, i) && !page_blank(p, i) &&
		    (page_blank(p, i - 1) || !shape_stop(page_line(p, i))))
			return true;
	return false;
}

bool
mix_find(struct mix *m, struct arbiter *ar, struct page *p, size_t limit,
    struct change *c)
{
	size_t i, usual, n;
	bool rest;

	if (ar->n == 0 || ar->used == &cue_single)
		return false;
	c->n = 0;
	c->line = ar->proposal.s[ar->a[0].start].mark;
	if (p->lines.v[c->line].at >= BYTES_MIN &&
	    page_bodies(p, 0, c->line) > 0 &&
	    trial(m, p, 0, 0, c->line, ar->used, false, &i))
		return true;
	usual = median(ar, p);
	for (i = 0; i < limit && i < ar->n; i++) {
		n = length(p, &ar->a[i]);
		if (n < BYTES_MIN ||
		    (ar->n > 1 && n < TIMES_MEDIAN * usual &&
			(i + 1 < ar->n || 2 * n < LAST_HALVES * usual)))
			continue;
		rest = ar->proposal.s[ar->a[i].start].shape == START_REST;
		if (!rest && !has_heads(p, ar->a[i].body + 1, ar->a[i].last))
			continue;
		if (!trial(m, p, ar->a[i].first, ar->a[i].body, ar->a[i].last,
			ar->used, rest, &c->line))
			continue;
		if (c->line > ar->a[i].first) {
			c->n = i + 1;
			arbiter_shorten(ar, p, i, c->line);
			return true;
		}
		if (i > 0 && rest) {
			c->n = ar->n = i;
			return true;
		}
	}
	return false;
}

void
mix_free(struct mix *m)
{
	page_free(&m->page);
	arbiter_free(&m->arbiter);
}
