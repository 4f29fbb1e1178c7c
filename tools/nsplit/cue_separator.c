/* SPDX-License-Identifier: ISC */
/*
 * Articles set off by lines without letters (long rules; short ones such as
 * "* * *") or by form feeds.  The same lines part sections within articles:
 * a separator counts only where a headline stands under it.
 */
#include "cue.h"

#include <string.h>

#include "shape.h"

#define RULE_MIN 10 /* characters of a long rule */

/* A line of symbols that sets something off: few kinds of them. */
static bool
separator(struct view v, size_t *chars)
{
	unsigned char seen[3] = {0};
	size_t i, k, n = 0;

	*chars = 0;
	for (i = 0; i < v.len; i++) {
		if (v.p[i] == ' ' || v.p[i] == '\t')
			continue;
		*chars += (v.p[i] & 0xC0) != 0x80;
		for (k = 0; k < n && seen[k] != v.p[i];)
			k++;
		if (k == n) {
			if (n == 3)
				return false;
			seen[n++] = v.p[i];
		}
	}
	return strchr(".,'\"%?!()", v.p[0]) == NULL;
}

/* "o0o", "-oOo-": an ornament of letters. */
static bool
ornament(struct view v)
{
	return v.len <= 12 &&
	    (shape_equal(v, "o0o") || shape_equal(v, "oOo") ||
		shape_equal(v, "-o0o-") || shape_equal(v, "--o0o--") ||
		shape_equal(v, "xxx"));
}

/* Between two separators stands a title and no body: a box. */
static bool
boxed(const struct page *p, size_t a, size_t b)
{
	size_t n = 0;

	if (page_bodies(p, a, b) > 0)
		return false;
	for (; a < b; a++)
		n += !page_blank(p, a);
	return n >= 1 && n <= 4;
}

/* "==> name <==", which head(1) and tail(1) write before each file. */
static bool
file_name(struct view v)
{
	return v.len > 8 && memcmp(v.p, "==> ", 4) == 0 &&
	    memcmp(v.p + v.len - 4, " <==", 4) == 0;
}

static void
add_first(const struct page *p, struct proposal *pr)
{
	size_t i = page_next(p, 0, p->lines.n);

	if (i < p->lines.n)
		proposal_add(pr, (struct start){.mark = i, .line = i});
}

/* A single separator over a few words that look otherwise than the text's own
 * headline, or are much shorter, sets off a part of the text. */
static bool
sets_off_part(const struct page *p, const struct proposal *pr)
{
	struct view a, b;
	size_t i;

	if (pr->continued || pr->n != 2 || pr->s[0].mark != pr->s[0].line)
		return false;
	i = page_next(p, pr->s[1].line, p->lines.n);
	if (i == p->lines.n)
		return false;
	a = page_line(p, pr->s[0].line);
	b = page_line(p, i);
	return shape_words(b) <= 3 &&
	    (shape_capitals(a) != shape_capitals(b) ||
		shape_words(a) > 2 * shape_words(b));
}

enum which { RULES, STARS, ANY };

static void
propose(const struct page *p, struct proposal *pr, enum which which)
{
	const struct line *l;
	size_t i, chars, last = SIZE_MAX;
	struct view v;

	for (i = 0; i < p->lines.n; i++) {
		l = &p->lines.v[i];
		if (page_inside(p, i) || l->end - l->text < 3 ||
		    l->end - l->text > 400)
			continue;
		/* Most lines fail on their first byte. */
		if (((p->text.p[l->text] | 0x20) >= 'a' &&
			(p->text.p[l->text] | 0x20) <= 'z' &&
			(which == RULES || l->end - l->text > 12)) ||
		    page_furniture(p, i))
			continue;
		v = page_line(p, i);
		if (!(shape_symbols(v) && separator(v, &chars)) &&
		    !(ornament(v) && (chars = 3) == 3) &&
		    !(file_name(v) && (chars = RULE_MIN) > 0))
			continue;
		if (which != ANY && (chars >= RULE_MIN) != (which == RULES))
			continue;
		if (pr->n == 0 && page_next(p, 0, i) < i)
			add_first(p, pr);
		if (last != SIZE_MAX && boxed(p, last + 1, i)) {
			last = i;
			continue;
		}
		last = i;
		proposal_add(pr, (struct start){.mark = i, .line = i + 1});
	}
	while (pr->n > 0 && pr->s[pr->n - 1].line >= p->lines.n)
		pr->n--;
	if ((pr->n == 1 && pr->s[0].mark == pr->s[0].line) ||
	    sets_off_part(p, pr))
		pr->n = 0;
}

static void
rules_propose(const struct page *p, struct proposal *pr)
{
	propose(p, pr, RULES);
}

static void
stars_propose(const struct page *p, struct proposal *pr)
{
	propose(p, pr, STARS);
}

static void
separators_propose(const struct page *p, struct proposal *pr)
{
	propose(p, pr, ANY);
}

static void
feed_propose(const struct page *p, struct proposal *pr)
{
	const struct line *l;
	size_t i;

	if (memchr(p->text.p, '\f', p->text.len) == NULL)
		return;
	for (i = 0; i < p->lines.n; i++) {
		l = &p->lines.v[i];
		if (memchr(p->text.p + l->at, '\f', l->text - l->at) == NULL)
			continue;
		if (pr->n == 0 && page_next(p, 0, i) < i)
			add_first(p, pr);
		proposal_add(pr, (struct start){.mark = i, .line = i});
	}
}

static bool
segment_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	(void)pr;
	(void)k;
	return a->headed = head_segment(p, a);
}

const struct cue cue_rules = {"rules", 1.25, rules_propose, segment_dress};
const struct cue cue_stars = {"stars", 1.2, stars_propose, segment_dress};
const struct cue cue_feed = {"form-feeds", 1, feed_propose, segment_dress};
const struct cue cue_separators = {
    "separators", 1.1, separators_propose, segment_dress};
