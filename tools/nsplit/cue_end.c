/* SPDX-License-Identifier: ISC */
/*
 * Articles that end in a line of their own: "ENDS", "-30-", "(END)", a web
 * address, a copyright line, or any short line that comes again and again
 * between a body and a headline.
 */
#include "head.h"

#include <string.h>

#include "label.h"
#include "shape.h"

enum {
	KIND_ADDRESS = 1,
	KIND_COPYRIGHT,
	KIND_SOURCE,
	KIND_MORE,
	KIND_DATED /* a date, with names or without */
};

/* struct proposal.style: the address stands before its article. */
#define ADDRESS_FIRST 1

#define TIMES_MIN 3
#define LONGEST 400 /* bytes of an address */
#define KINDS 24    /* kinds of lines that are counted */

/* "(Source: The Gazette)", "Quelle: dpa". */
static bool
source_of(struct view v, struct view *value)
{
	struct view name, date;

	if (v.len < 8 || v.len > 80)
		return false;
	if (v.p[0] == '(' && v.p[v.len - 1] == ')') {
		v = (struct view){v.p + 1, v.len - 2};
		if (head_source_date(v, value, &date)) {
			*value = v; /* a citation: both */
			return true;
		}
	}
	/* "-- The Gazette, 3 May 2019" */
	if (v.p[0] == '-' || shape_long_dash(v) > 0) {
		*value = head_strip(v);
		return head_source_date(*value, &name, &date);
	}
	return label_of(v, value) == LABEL_SOURCE && value->len > 1;
}

/* "See all stories on this topic", "Continue reading ...". */
static bool
leads_on(struct view v)
{
	static const char *const table[][1] = {
#include "endings.inc"
	};

	return shape_begun_sorted(v, SHAPE_WORDS(table)) > 0;
}

/* Line i, behind the end of a text, is of a date and names. */
static bool
dated(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);
	struct date d;

	return v.len > 5 && v.len < 100 &&
	    (i == 0 || page_blank(p, i - 1) ||
		shape_stop(page_line(p, i - 1))) &&
	    date_possible(v) && !shape_full_stop(v) &&
	    shape_capital_words(v) > .5 && date_find(v, &d);
}

/* What kind of an end line i may be; 0: none. */
static uint64_t
kind_of(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), value;

	if (v.len == 0 || v.len > LONGEST)
		return 0;
	if (shape_url(v))
		return KIND_ADDRESS;
	if (label_copyright(v))
		return KIND_COPYRIGHT;
	if (source_of(v, &value))
		return KIND_SOURCE;
	if (leads_on(v))
		return KIND_MORE;
	if (dated(p, i))
		return KIND_DATED;
	if (shape_symbols(v))
		return 0;
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

/* Note the lines that may be ends, their kinds as numbers: few of all, so the
 * rest of the work is done on these. */
static void
note_ends(const struct page *p, struct proposal *pr)
{
	for (size_t i = 0; i < p->lines.n; i++) {
		uint64_t kind = page_inside(p, i) ? 0 : kind_of(p, i);

		if (kind != 0)
			proposal_add(
			    pr, (struct start){.line = i, .number = kind});
	}
}

/* The first KINDS kinds of which a line ends an article. */
static size_t
find_kinds(const struct page *p, const struct proposal *pr, struct tally *t)
{
	size_t n = 0;

	for (size_t i = 0; i < pr->n && n < KINDS; i++) {
		const struct start *s = &pr->s[i];

		if (tally_of(t, n, s->number) == NULL && ends(p, s->line))
			t[n++] = (struct tally){.kind = s->number};
	}
	return n;
}

/* The kind of which most lines end articles. */
static uint64_t
best_kind(const struct page *p, const struct proposal *pr)
{
	struct tally t[KINDS], *found;
	uint64_t best = 0;
	size_t n = find_kinds(p, pr, t), most = TIMES_MIN - 1;

	for (size_t i = 0; n > 0 && i < pr->n; i++) {
		found = tally_of(t, n, pr->s[i].number);
		if (found == NULL)
			continue;
		found->n++;
		found->good += ends(p, pr->s[i].line);
	}
	for (size_t i = 0; i < n; i++)
		if (t[i].good > most && t[i].good * 5 >= t[i].n * 4) {
			most = t[i].good;
			best = t[i].kind;
		}
	return best;
}

/* Each address is an article's first line; the first note is that of line
 * first. */
static void
begin_there(const struct page *p, struct proposal *pr, size_t first)
{
	size_t i, n = 1;

	pr->style = ADDRESS_FIRST;
	pr->s[0] = (struct start){.mark = first, .line = first};
	for (i = 1; i < pr->n; i++)
		if (pr->s[i].number == KIND_ADDRESS && ends(p, pr->s[i].line))
			pr->s[n++] = (struct start){
			    .mark = pr->s[i].line, .line = pr->s[i].line};
	pr->n = n;
}

/* Lines of that kind begin articles: no text stands over the first, but behind
 * the last. */
static bool
begins(const struct page *p, const struct proposal *pr, uint64_t kind)
{
	size_t i, last = 0;
	bool seen = false;

	for (i = 0; i < pr->n; i++) {
		if (pr->s[i].number != kind)
			continue;
		last = pr->s[i].line;
		if (!seen && page_bodies(p, 0, last) > 0)
			return false;
		seen = true;
	}
	return seen && page_bodies(p, last, p->lines.n) > 0;
}

/* Starts take the places of the notes, of which there is one at least for
 * each, and the last one's. */
static void
ends_propose(const struct page *p, struct proposal *pr)
{
	uint64_t kind;
	size_t i, from = 0, line, noted;

	note_ends(p, pr);
	noted = pr->n;
	kind = best_kind(p, pr);
	line = page_next(p, 0, p->lines.n);
	if (kind == KIND_ADDRESS && line < p->lines.n &&
	    kind_of(p, line) == kind) {
		begin_there(p, pr, line);
		return;
	}
	if (!pr->continued && begins(p, pr, kind))
		kind = 0;
	for (i = pr->n = 0; kind != 0 && i < noted; i++) {
		size_t end = pr->s[i].line;

		if (pr->s[i].number != kind || !ends(p, end))
			continue;
		line = page_next(p, from, end);
		if (line < end)
			proposal_add(
			    pr, (struct start){.mark = line, .line = line});
		from = end + 1;
	}
	line = page_next(p, from, p->lines.n);
	if (kind != 0 && line < p->lines.n)
		proposal_add(pr, (struct start){.mark = line, .line = line});
}

static bool
ends_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i = a->last;
	struct view v, value;

	(void)k;
	if (pr->style == ADDRESS_FIRST)
		return a->headed = head_find(p, a, a->first);
	a->headed = head_segment(p, a);
	while (i > a->first && page_blank(p, i - 1))
		i--;
	if (i > a->first && kind_of(p, i - 1) != 0 && ends(p, i - 1)) {
		v = page_line(p, --i);
		p->role[i] = ROLE_FURNITURE;
		if (shape_url(v) && a->field[FIELD_URL].len == 0) {
			page_set(p, a, FIELD_URL, v);
			p->role[i] = ROLE_FIELD;
		} else if (source_of(v, &value)) {
			label_store(p, a, LABEL_SOURCE, value);
			p->role[i] = ROLE_FIELD;
		}
		a->last = i + 1;
	}
	return a->headed || page_bodies(p, a->first, a->last) >= 2;
}

const struct cue cue_ends = {"end-lines", 1.2, ends_propose, ends_dress};
