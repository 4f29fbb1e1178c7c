/* SPDX-License-Identifier: ISC */
/*
 * Articles that end in a line of their own: "ENDS", "-30-", "(END)", a web
 * address, a copyright line, or any short line that comes again and again
 * between a body and a headline.
 */
#include "cue.h"

#include <string.h>

#include "label.h"
#include "shape.h"

enum { KIND_ADDRESS = 1, KIND_COPYRIGHT = 2 };

#define TIMES_MIN 3
#define KINDS 24 /* kinds of lines that are counted */

/* What kind of an end line i may be; 0: none. */
static uint64_t
kind_of(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	if (v.len == 0)
		return 0;
	if (shape_url(v))
		return KIND_ADDRESS;
	if (label_copyright(v))
		return KIND_COPYRIGHT;
	/* What comes again may also begin articles: a number, a source. */
	if (v.len > 60 || p->furniture.times[i] < TIMES_MIN ||
	    (v.p[0] >= '0' && v.p[0] <= '9') || shape_publication(v) ||
	    page_furniture(p, i))
		return 0;
	return p->furniture.key[i];
}

/* Does an article end in line i: text above, a headline or nothing below? */
static bool
ends(const struct page *p, size_t i)
{
	size_t above = i, below;
	struct view v;

	while (above > 0 &&
	    (page_blank(p, above - 1) || page_furniture(p, above - 1) ||
		shape_symbols(page_line(p, above - 1))))
		above--;
	below = page_next(p, i + 1, p->lines.n);
	if (above == 0 || !shape_stop(page_line(p, above - 1)))
		return false;
	if (below == p->lines.n)
		return true;
	v = page_line(p, below);
	return below > i + 1 && !page_body(p, below) && shape_title(v) &&
	    shape_begins(v) && !shape_symbols(v);
}

/* A kind of line, how many there are, and how many of them end articles. */
struct tally {
	uint64_t kind;
	size_t n;
	size_t good;
};

static struct tally *
tally_of(struct tally *t, size_t n, uint64_t kind)
{
	for (size_t i = 0; i < n; i++)
		if (t[i].kind == kind)
			return &t[i];
	return NULL;
}

/* The first KINDS kinds of which a line ends an article. */
static size_t
find_kinds(const struct page *p, struct tally *t)
{
	size_t n = 0;

	for (size_t i = 0; i < p->lines.n && n < KINDS; i++) {
		uint64_t kind = kind_of(p, i);

		if (kind != 0 && tally_of(t, n, kind) == NULL && ends(p, i))
			t[n++] = (struct tally){.kind = kind};
	}
	return n;
}

/* The kind of which most lines end articles. */
static uint64_t
best_kind(const struct page *p)
{
	struct tally t[KINDS], *found;
	uint64_t best = 0;
	size_t n = find_kinds(p, t), most = TIMES_MIN - 1;

	for (size_t i = 0; n > 0 && i < p->lines.n; i++) {
		uint64_t kind = kind_of(p, i);

		if (kind == 0 || (found = tally_of(t, n, kind)) == NULL)
			continue;
		found->n++;
		found->good += ends(p, i);
	}
	for (size_t i = 0; i < n; i++)
		if (t[i].good > most && t[i].good * 5 >= t[i].n * 4) {
			most = t[i].good;
			best = t[i].kind;
		}
	return best;
}

static void
ends_propose(const struct page *p, struct proposal *pr)
{
	uint64_t kind = best_kind(p);
	size_t i, from = 0, line;

	if (kind == 0)
		return;
	for (i = 0; i < p->lines.n; i++) {
		if (kind_of(p, i) != kind || !ends(p, i))
			continue;
		line = page_next(p, from, i);
		if (line < i)
			proposal_add(
			    pr, (struct start){.mark = line, .line = line});
		from = i + 1;
	}
	line = page_next(p, from, p->lines.n);
	if (line < p->lines.n)
		proposal_add(pr, (struct start){.mark = line, .line = line});
}

static bool
ends_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i = a->last;
	struct view v;

	(void)pr;
	(void)k;
	a->headed = head_segment(p, a);
	while (i > a->first && page_blank(p, i - 1))
		i--;
	if (i > a->first && kind_of(p, i - 1) != 0 && ends(p, i - 1)) {
		v = page_line(p, --i);
		p->role[i] = ROLE_FURNITURE;
		if (shape_url(v) && a->field[FIELD_URL].len == 0) {
			page_set(p, a, FIELD_URL, v);
			p->role[i] = ROLE_FIELD;
		}
		a->last = i + 1;
	}
	return a->headed || page_bodies(p, a->first, a->last) >= 2;
}

const struct cue cue_ends = {"end-lines", 1.2, ends_propose, ends_dress};
