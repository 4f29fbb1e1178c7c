/* SPDX-License-Identifier: ISC */
/*
 * Every line that may begin an item is a candidate with a weight from its own
 * looks; the chain of candidates of one shape whose numbers rise by one, and
 * whose weights and gaps are worth most, is found by dynamic programming.
 * Lists within articles and tables of contents lose to it, as between their
 * items there is no body.  Then items are let in whose numbers do not fit (a
 * number that comes twice, two that changed places), where the line has the
 * chain's shape and, like most of the chain's, a publication's name or no more
 * than the number.  The weights come from trials with generated digests.
 */
#include "number_chain.h"

#include <stdlib.h>
#include <string.h>

#include "head.h"
#include "number_line.h"
#include "number_scan.h"
#include "shape.h"
#include "xalloc.h"

#define CANDIDATES_MAX 60000
#define BACK_MAX 48	 /* candidates of one number looked at */
#define SKIP_MAX 3	 /* numbers that may be missing in a chain, plus one */
#define LIST_COST 1.5f	 /* of standing next to one's neighbour */
#define SCANNED_COST 1.f /* of a number that only might be one */
#define ASTRAY 4   /* how far from its neighbours' a number may be, down ... */
#define LONG 4	   /* items of a chain that others may go on with ... */
#define LEAD_MAX 5 /* ... or may lead to, with numbers so far below */
#define GAP_MAX 20 /* ... and up, where the lines are alike */
#define SURE .3	   /* more a start, for such marks */
#define NONE UINT32_MAX

struct candidate {
	size_t line;
	size_t rest; /* offset in the page's text, 0: none */
	struct number_line n;
	uint64_t begin; /* the number that its best chain begins with */
	uint32_t same;	/* the candidate before with this shape and number */
	uint32_t from;	/* the best chain's candidate before */
	uint32_t next;	/* the one behind it, when the chain is chosen */
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

/* Candidates, in the order of their lines. */
struct candidates {
	struct candidate *c;
	size_t n;
	size_t cap;
};

static void
add_candidate(const struct page *p, struct candidates *cs, size_t line,
    const struct number_line *n, struct view rest, float weight)
{
	struct candidate x = {.line = line, .n = *n};

	if (rest.len > 180 || cs->n == CANDIDATES_MAX)
		return;
	if (cs->n == cs->cap) {
		cs->cap = cs->cap == 0 ? 64 : cs->cap * 2;
		cs->c = xreallocarray(cs->c, cs->cap, sizeof(*cs->c));
	}
	x.rest = rest.len == 0 ? 0 : (size_t)(rest.p - p->text.p);
	x.weight = weigh(p, line, &x, rest) + weight;
	x.from = x.same = NONE;
	x.length = 1;
	x.begin = n->number;
	cs->c[cs->n++] = x;
}

/* Every reading that line i has. */
static void
read_line(const struct page *p, struct candidates *cs, size_t i)
{
	struct view v, rest;
	struct number_line n;
	bool plain;

	plain =
	    number_promising(p, i) && number_read(page_line(p, i), &n, &rest);
	if (plain)
		add_candidate(p, cs, i, &n, rest, 0);
	if (!number_scan_promising(p, i))
		return;
	v = page_line(p, i);
	if (number_read_scanned(v, &n, &rest))
		add_candidate(p, cs, i, &n, rest, -SCANNED_COST);
	if (number_read_letter(v, &n, &rest))
		add_candidate(p, cs, i, &n, rest, 0);
	else if (!plain && number_read_column(v, &n, &rest))
		add_candidate(p, cs, i, &n, rest, 0);
}

static size_t
find_candidates(const struct page *p, struct candidate **out)
{
	struct candidates cs = {0};
	struct candidate *c;
	size_t i;

	for (i = 0; i < p->lines.n; i++)
		if (!page_inside(p, i))
			read_line(p, &cs, i);
	c = cs.c;
	/* Neighbours without a body between are a list or a contents page. */
	for (i = 1; i < cs.n; i++)
		if (c[i].n.shape == c[i - 1].n.shape &&
		    c[i].n.number == c[i - 1].n.number + 1 &&
		    page_bodies(p, c[i - 1].line + 1, c[i].line) == 0) {
			c[i - 1].weight -=
			    i == 1 || c[i - 1].n.number == 1 ? LIST_COST : 0;
			c[i].weight -= LIST_COST;
		}
	for (i = 0; i < cs.n; i++)
		c[i].score = c[i].weight;
	*out = c;
	return cs.n;
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
		    page_bodies(p, c[best].line, c[k].line) >= 2 &&
		    c[k].weight + .5f >= c[best].weight)
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

/* What stands behind the number is a name that may be a source's, or nothing:
 * so the items of one dump look alike. */
static bool
named(const struct page *p, const struct candidate *c)
{
	struct view v;

	if (c->rest == 0)
		return (c->n.shape >> 16) != 0 || (c->n.shape & 3) != 0;
	v = (struct view){
	    p->text.p + c->rest, p->lines.v[c->line].end - c->rest};
	return (c->n.shape & 3) != 0 || (c->n.shape >> 16) == '#' ||
	    (c->n.shape >> 16) == '[' || shape_publication(v) ||
	    p->furniture.times[c->line] >= 2;
}

/* Number b may follow a: not far behind, further ahead. */
static bool
near(uint64_t a, uint64_t b)
{
	return a > b ? a - b <= ASTRAY : b - a <= GAP_MAX;
}

/* Candidate k may be an item between the chain's items a and b, of which
 * either may be NULL. */
static bool
fits_between(const struct page *p, const struct candidate *a,
    const struct candidate *k, const struct candidate *b)
{
	size_t end = b == NULL ? p->lines.n : b->line;

	return (k->line == 0 || page_blank(p, k->line - 1)) &&
	    ((a != NULL && near(a->n.number, k->n.number)) ||
		(b != NULL && near(k->n.number, b->n.number))) &&
	    (a == NULL || page_bodies(p, a->line, k->line) >= 2) &&
	    page_bodies(p, k->line, end) >= 2;
}

/* Candidate k goes on with the numbers of the chain, in which a is the item
 * before it and b the one behind; either may be NULL. */
static bool
continues(const struct page *p, const struct candidate *a,
    const struct candidate *k, const struct candidate *b)
{
	size_t end = b == NULL ? p->lines.n : b->line;

	return (k->line == 0 || page_blank(p, k->line - 1)) &&
	    (a != NULL ? k->n.number == a->n.number + 1
		       : k->n.number < b->n.number &&
			b->n.number <= k->n.number + LEAD_MAX) &&
	    (b == NULL || k->n.number < b->n.number) &&
	    (a == NULL || page_bodies(p, a->line, k->line) > 0) &&
	    page_bodies(p, k->line, end) > 0;
}

static void
add_start(struct proposal *pr, const struct candidate *c)
{
	proposal_add(pr,
	    (struct start){.mark = c->line,
		.line = c->line,
		.number = c->n.number,
		.rest = c->rest});
	if (c->n.of > pr->announced)
		pr->announced = c->n.of;
}

/* Add the chain that ends in last, and the items that went astray. */
static void
add_chain(const struct page *p, struct proposal *pr, struct candidate *c,
    size_t n, uint32_t last)
{
	const struct candidate *before = NULL, *after;
	uint32_t q, alike = 0;
	bool adopt;
	size_t i;

	for (i = 0; i < n; i++)
		c[i].same = NONE;
	for (q = last; q != NONE; q = c[q].from) {
		alike += named(p, &c[q]);
		c[q].same = q; /* of the chain */
		if (c[q].from != NONE)
			c[c[q].from].next = q;
	}
	c[last].next = NONE;
	adopt = c[last].length >= 3 && alike * 10 >= c[last].length * 6;
	for (q = last; c[q].from != NONE; q = c[q].from)
		;
	for (i = 0; i < n; i++) {
		after = q == NONE ? NULL : &c[q];
		if (c[i].same != NONE) {
			q = c[i].next;
		} else if (c[i].n.shape != c[last].n.shape ||
		    !((adopt && named(p, &c[i]) &&
			  fits_between(p, before, &c[i], after)) ||
			(c[last].length >= LONG &&
			    continues(p, before, &c[i], after))))
			continue;
		add_start(pr, &c[i]);
		before = &c[i];
	}
	/* Marks that prose has not. */
	if (pr->n >= 4 &&
	    ((c[last].n.shape & 3) != 0 || (c[last].n.shape >> 16) == '#' ||
		(c[last].n.shape >> 16) == '['))
		pr->sure = SURE;
}

void
number_chain(const struct page *p, struct proposal *pr)
{
	struct candidate *c;
	size_t n = find_candidates(p, &c);
	uint32_t last;

	last = n == 0 ? NONE : chain(p, c, n, pr->continued);
	if (last != NONE && believable(p, pr, c, last))
		add_chain(p, pr, c, n, last);
	free(c);
}
