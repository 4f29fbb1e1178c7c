/* SPDX-License-Identifier: ISC */
/*
 * Numbered items: "5. Moscow Times", "#12", "[3] Headline", "Article 4 of 20".
 * Every line that may be one is a candidate with a weight from its own looks;
 * the chain of candidates of one shape whose numbers rise by one, and whose
 * weights and gaps are worth most, is found by dynamic programming.  Lists
 * within articles and tables of contents lose to it, as between their items
 * there is no body.  The weights come from trials with generated digests.
 */
#include "head.h"

#include <stdlib.h>
#include <string.h>

#include "number_line.h"
#include "shape.h"
#include "xalloc.h"

#define CANDIDATES_MAX 60000
#define BACK_MAX 48    /* candidates of one number looked at */
#define SKIP_MAX 3     /* numbers that may be missing in a chain, plus one */
#define LIST_COST 1.5f /* of standing next to one's neighbour */
#define NONE UINT32_MAX

/* How the items' lines read, most of them: struct proposal.style. */
enum {
	STYLE_COLON = 1,   /* "Source: Headline" */
	STYLE_BRACKET = 2, /* "Headline (Source)" */
	STYLE_DASH = 4,	   /* "Headline - Source" */
	STYLE_LEAD = 8,	   /* "Source - Headline" */
	STYLE_TITLE = 16   /* the headline, though it may be short */
};

struct candidate {
	size_t line;
	size_t rest; /* offset in the page's text, 0: none */
	struct number_line n;
	uint64_t begin; /* the number that its best chain begins with */
	uint32_t same;	/* the candidate before with this shape and number */
	uint32_t from;	/* the best chain's candidate before */
	uint32_t length;
	float weight;
	float score;
};

/* What a candidate's own looks are worth. */
static float
weigh(
    const struct page *p, size_t i, const struct candidate *c, struct view rest)
{
	size_t words = shape_words(rest), next;
	float w = 0;

	if (c->n.of > 0 || (c->n.shape >> 16) == '#' || (c->n.shape & 2) != 0)
		w += 3;
	else if (rest.len == 0)
		w += 1;
	if (i > 0 && !page_blank(p, i - 1) && !page_furniture(p, i - 1) &&
	    !shape_symbols(page_line(p, i - 1)))
		w -= 2;
	if (shape_full_stop(rest))
		w -= words > 6 ? 2 : 1;
	if (words <= 6)
		w += 1.5f;
	if (i + 1 >= p->lines.n)
		return w;
	next = p->lines.v[i + 1].end - p->lines.v[i + 1].text;
	if (next == 0)
		w += 1;
	else if (p->wrapped && (double)next > .72 * (double)p->width &&
	    (double)rest.len > .6 * (double)p->width)
		w -= 2;
	return w;
}

static size_t
find_candidates(const struct page *p, struct candidate **out)
{
	struct candidate *c = NULL, x;
	struct view rest;
	size_t n = 0, cap = 0, i;

	for (i = 0; i < p->lines.n && n < CANDIDATES_MAX; i++) {
		if (!number_promising(p, i) ||
		    !number_read(page_line(p, i), &x.n, &rest) ||
		    rest.len > 180)
			continue;
		if (n == cap) {
			cap = cap == 0 ? 64 : cap * 2;
			c = xreallocarray(c, cap, sizeof(*c));
		}
		x.line = i;
		x.rest = rest.len == 0 ? 0 : (size_t)(rest.p - p->text.p);
		x.weight = weigh(p, i, &x, rest);
		x.score = x.weight;
		x.from = x.same = NONE;
		x.length = 1;
		x.begin = x.n.number;
		c[n++] = x;
	}
	/* Neighbours without a body between are a list or a contents page. */
	for (i = 1; i < n; i++)
		if (c[i].n.shape == c[i - 1].n.shape &&
		    c[i].n.number == c[i - 1].n.number + 1 &&
		    page_bodies(p, c[i - 1].line + 1, c[i].line) == 0) {
			c[i - 1].weight -=
			    i == 1 || c[i - 1].n.number == 1 ? LIST_COST : 0;
			c[i].weight -= LIST_COST;
		}
	for (i = 0; i < n; i++)
		c[i].score = c[i].weight;
	*out = c;
	return n;
}

/* A chain from q to k: what the step is worth. */
static float
step(const struct page *p, const struct candidate *q, const struct candidate *k)
{
	size_t bodies = page_bodies(p, q->line + 1, k->line);
	float s = bodies >= 2 ? 1.5f : bodies == 1 ? .5f : -1.5f;

	return s - 2.f * (float)(k->n.number - q->n.number - 1);
}

static size_t
slot_of(const struct candidate *c, const uint32_t *head, size_t mask,
    uint32_t shape, uint64_t number)
{
	size_t i = (size_t)((number * 31 + shape) * 0x9E3779B1u >> 7) & mask;

	while (head[i] != NONE &&
	    (c[head[i]].n.shape != shape || c[head[i]].n.number != number))
		i = (i + 1) & mask;
	return i;
}

static void
extend(struct candidate *c, uint32_t q, size_t k, float worth)
{
	float score = c[q].score + c[k].weight + worth;

	if (score <= c[k].score)
		return;
	c[k].score = score;
	c[k].from = q;
	c[k].begin = c[q].begin;
	c[k].length = c[q].length + 1;
}

/* Find the best chain; returns its last candidate, NONE when there is none.
 * After an article the numbers may begin at 1 again: dumps are put together
 * from dumps. */
static uint32_t
chain(const struct page *p, struct candidate *c, size_t n, bool continued)
{
	uint32_t *head, q, best = NONE;
	size_t mask = 16, k, s, tries;
	uint64_t skip;

	while (mask < 2 * n)
		mask *= 2;
	head = xmallocarray(mask, sizeof(*head));
	memset(head, 0xFF, mask-- * sizeof(*head));
	for (k = 0; k < n; k++) {
		for (skip = 1; skip <= SKIP_MAX && skip < c[k].n.number;
		     skip++) {
			s = slot_of(
			    c, head, mask, c[k].n.shape, c[k].n.number - skip);
			q = head[s];
			for (tries = 0; q != NONE && tries < BACK_MAX;
			     q = c[q].same, tries++)
				extend(c, q, k, .5f + step(p, &c[q], &c[k]));
		}
		if (best != NONE &&
		    (c[k].n.number == 1 || c[k].n.number == c[best].begin) &&
		    (c[best].length >= 2 || continued) &&
		    c[best].n.shape == c[k].n.shape &&
		    page_bodies(p, c[best].line, c[k].line) >= 2)
			extend(c, best, k, 0);
		s = slot_of(c, head, mask, c[k].n.shape, c[k].n.number);
		c[k].same = head[s];
		head[s] = (uint32_t)k;
		if (best == NONE || c[k].score > c[best].score)
			best = (uint32_t)k;
	}
	free(head);
	return best;
}

static struct view
rest_of(const struct page *p, const struct start *s)
{
	if (s->rest == 0)
		return (struct view){0};
	return (struct view){
	    p->text.p + s->rest, p->lines.v[s->line].end - s->rest};
}

/* "Source: Headline"; the source is short. */
static bool
at_colon(struct view v, struct view *left, struct view *right)
{
	const unsigned char *colon = memchr(v.p, ':', v.len);

	if (colon == NULL || colon - v.p > 48 || colon - v.p < 2)
		return false;
	*left = shape_trim((struct view){v.p, (size_t)(colon - v.p)});
	*right = shape_skip(v, (size_t)(colon - v.p) + 1);
	return right->len >= 8 && right->p > colon + 1 &&
	    shape_words(*left) <= 6;
}

/* "Headline (Source)". */
static bool
at_bracket(struct view v, struct view *left, struct view *right)
{
	size_t i = v.len;

	if (v.len < 8 || v.p[v.len - 1] != ')')
		return false;
	while (i > 0 && v.p[i - 1] != '(')
		i--;
	if (i < 5)
		return false;
	*left = shape_trim((struct view){v.p, i - 1});
	*right = (struct view){v.p + i, v.len - i - 1};
	return shape_words(*right) <= 6 && right->len >= 2;
}

/* "Headline - Source". */
static bool
at_dash(struct view v, struct view *left, struct view *right)
{
	size_t i, n;

	for (i = v.len; i-- > 5;) {
		n = v.p[i] == '-' || v.p[i] == '|'
		    ? 1
		    : shape_long_dash((struct view){v.p + i, v.len - i});
		if (n == 0 || v.p[i - 1] != ' ')
			continue;
		*left = shape_trim((struct view){v.p, i});
		*right = shape_skip(v, i + n);
		return right->len >= 2 && shape_words(*right) <= 5 &&
		    shape_words(*left) >= 2;
	}
	return false;
}

/* "Source - Headline". */
static bool
at_lead(struct view v, struct view *left, struct view *right)
{
	size_t i, n;

	for (i = 2; i + 4 < v.len && i < 48; i++) {
		n = v.p[i] == '-' || v.p[i] == '|'
		    ? 1
		    : shape_long_dash((struct view){v.p + i, v.len - i});
		if (n == 0 || v.p[i - 1] != ' ' || v.p[i + n] != ' ')
			continue;
		*left = shape_trim((struct view){v.p, i});
		*right = shape_skip(v, i + n);
		return shape_words(*left) <= 5 && shape_words(*right) >= 2;
	}
	return false;
}

/* The line under the number is set in: the headline goes on there. */
static bool
hanging(const struct page *p, size_t line)
{
	size_t i = line + 1;

	return i < p->lines.n && !page_blank(p, i) && !page_body(p, i) &&
	    page_indent(p, i) >= page_indent(p, line) + 2 &&
	    !head_bracketed(page_line(p, i));
}

/* Is what follows the numbers the headline, rather than the source? */
static bool
titles(const struct page *p, const struct proposal *pr)
{
	size_t i, title = 0, source = 0;
	struct view v;

	for (i = 0; i < pr->n; i++) {
		v = rest_of(p, &pr->s[i]);
		if (v.len == 0)
			continue;
		if (shape_publication(v) ||
		    p->furniture.times[pr->s[i].line] >= 2)
			source++;
		else if (shape_words(v) > 6 || hanging(p, pr->s[i].line))
			title++;
	}
	return title > 2 && title > source;
}

/* How most of the items read. */
static unsigned
find_style(const struct page *p, const struct proposal *pr)
{
	size_t i, colon = 0, bracket = 0, dash = 0, lead = 0, n = 0;
	size_t words_dash = 0, words_lead = 0;
	struct view v, a, b;

	for (i = 0; i < pr->n; i++) {
		v = rest_of(p, &pr->s[i]);
		if (v.len == 0)
			continue;
		n++;
		colon += at_colon(v, &a, &b);
		bracket += at_bracket(v, &a, &b);
		if (at_dash(v, &a, &b)) {
			dash++;
			words_dash += shape_words(b);
		}
		if (at_lead(v, &a, &b)) {
			lead++;
			words_lead += shape_words(a);
		}
	}
	if (n < 3)
		return 0;
	/* The side with fewer words is the source. */
	if (dash > 0 && lead > 0 && words_lead * dash < words_dash * lead)
		dash = 0;
	else
		lead = 0;
	return (titles(p, pr) ? STYLE_TITLE : 0u) |
	    (lead * 4 >= n * 3 ? STYLE_LEAD : 0u) |
	    (colon * 4 >= n * 3 ? STYLE_COLON : 0u) |
	    (bracket * 4 >= n * 3 ? STYLE_BRACKET : 0u) |
	    (dash * 4 >= n * 3 ? STYLE_DASH : 0u);
}

/* Is the chain one to believe?  A lone number must begin the text. */
static bool
believable(const struct page *p, const struct proposal *pr,
    const struct candidate *c, uint32_t last)
{
	const struct candidate *k = &c[last];

	if (k->length >= 3 || pr->continued)
		return k->score > 0;
	if (k->length == 2)
		return k->weight >= 1.5f && c[k->from].weight >= 1.5f &&
		    page_bodies(p, c[k->from].line, k->line) > 0;
	return k->weight >= 2.5f && page_next(p, 0, p->lines.n) == k->line &&
	    page_bodies(p, k->line, p->lines.n) > 0;
}

static void
number_propose(const struct page *p, struct proposal *pr)
{
	struct candidate *c;
	size_t n, i;
	uint32_t k;

	n = find_candidates(p, &c);
	k = n == 0 ? NONE : chain(p, c, n, pr->continued);
	if (k == NONE || !believable(p, pr, c, k)) {
		free(c);
		return;
	}
	for (; k != NONE; k = c[k].from) {
		proposal_add(pr,
		    (struct start){.mark = c[k].line,
			.line = c[k].line,
			.number = c[k].n.number,
			.rest = c[k].rest});
		if (c[k].n.of > pr->announced)
			pr->announced = c[k].n.of;
	}
	for (i = 0; i < pr->n / 2; i++) {
		struct start t = pr->s[i];

		pr->s[i] = pr->s[pr->n - 1 - i];
		pr->s[pr->n - 1 - i] = t;
	}
	pr->style = pr->n < 3 ? (unsigned)pr->keep : find_style(p, pr);
	pr->keep = pr->style;
	free(c);
}

/* Fields from what follows the number on its line; false: nothing certain. */
static bool
dress_rest(struct page *p, const struct proposal *pr, struct article *a,
    struct view rest)
{
	struct view title, source, date = {0};

	if (head_fields(p, a, rest))
		return true;
	if (!head_in_brackets(rest, &title, &source, &date) &&
	    ((pr->style & STYLE_COLON) == 0 ||
		!at_colon(rest, &source, &title)) &&
	    ((pr->style & STYLE_LEAD) == 0 ||
		!at_lead(rest, &source, &title)) &&
	    ((pr->style & STYLE_BRACKET) == 0 ||
		!at_bracket(rest, &title, &source)) &&
	    ((pr->style & STYLE_DASH) == 0 || !at_dash(rest, &title, &source)))
		return false;
	if (date.len > 0)
		head_set_date(p, a, date);
	head_set_source(p, a, source);
	page_set(p, a, FIELD_TITLE, title);
	return true;
}

/*
 * A few words after the number: the source, if a headline stands below and
 * nothing else says what the source is; else the headline.
 */
static void
dress_short(struct page *p, struct article *a, struct view rest)
{
	struct article trial = *a;
	bool found = head_find(p, &trial, a->first + 1);

	if (found && (!trial.sourced || shape_publication(rest))) {
		page_mark(p, a->first + 1, a->last, ROLE_TEXT);
		page_set(p, a, FIELD_SOURCE, rest);
		a->headed = head_find(p, a, a->first + 1);
		return;
	}
	page_mark(p, a->first + 1, a->last, ROLE_TEXT);
	page_set(p, a, FIELD_TITLE, rest);
	a->headed = head_find(p, a, a->first + 1) ||
	    page_bodies(p, a->first, a->last) > 0;
}

static bool
number_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view rest = rest_of(p, &pr->s[k]), x, y;
	size_t from = a->first + 1;

	p->role[a->first] = ROLE_FIELD;
	if (rest.len > 0 && !dress_rest(p, pr, a, rest)) {
		if (head_source_date(rest, &x, &y)) {
			page_set(p, a, FIELD_SOURCE, x);
			head_set_date(p, a, y);
		} else if (shape_words(rest) <= 6 && !hanging(p, a->first) &&
		    (pr->style & STYLE_TITLE) == 0) {
			dress_short(p, a, rest);
			return true;
		} else {
			page_set(p, a, FIELD_TITLE, rest);
			from = head_continue(p, a, a->first, rest);
		}
	}
	a->headed = head_find(p, a, from);
	return true;
}

const struct cue cue_number = {"number", 1.35, number_propose, number_dress};
