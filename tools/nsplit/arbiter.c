/* SPDX-License-Identifier: ISC */
/*
 * Signatures are believed at once, in the order of the table.  Else every
 * family's proposal is dressed, and is worth the number of its starts under
 * which a headline stands over a body, times the family's prior, times the
 * share of the text's body that it covers.  Starts under which nothing begins
 * count against it.
 */
#include "arbiter.h"

#include <stdlib.h>
#include <string.h>

#include "frame.h"
#include "shape.h"
#include "xalloc.h"

static const struct cue *const cues[] = {
    /* Signatures, the least mistakable first. */
    &cue_mail,
    &cue_document,
    &cue_end,
    &cue_factiva,
    &cue_sgml,
    &cue_wire,
    /* What may stand in prose too. */
    &cue_number,
    &cue_labels,
    &cue_rules,
    &cue_stars,
    &cue_separators,
    &cue_feed,
    &cue_ends,
    &cue_cite,
    &cue_dates,
    &cue_markdown,
    &cue_markup,
    &cue_capitals,
    &cue_runin,
    &cue_bare,
    &cue_paper,
    &cue_pattern,
    &cue_single,
};

/* What a start of a signature is worth that does not explain the text. */
#define UNBELIEVED 1.5
#define SIGNED_MIN 3 /* starts of a signature that are no accident */

#define N_CUES (sizeof(cues) / sizeof(cues[0]))

void
proposal_add(struct proposal *p, struct start s)
{
	if (p->n == p->cap) {
		p->cap = p->cap == 0 ? 64 : p->cap * 2;
		p->s = xreallocarray(p->s, p->cap, sizeof(*p->s));
	}
	p->s[p->n++] = s;
}

void
proposal_free(struct proposal *p)
{
	free(p->s);
	*p = (struct proposal){0};
}

void
arbiter_reset(struct arbiter *ar, const struct cue *forced)
{
	ar->cue = forced;
	ar->confidence = forced != NULL ? 1 : 0;
	ar->n = 0;
	ar->announced = 0;
	ar->n_votes = 0;
	ar->started = false;
	ar->except = NULL;
}

void
arbiter_free(struct arbiter *ar)
{
	free(ar->a);
	free(ar->votes);
	proposal_free(&ar->proposal);
	*ar = (struct arbiter){0};
}

static struct article *
new_article(struct arbiter *ar)
{
	if (ar->n == ar->cap) {
		ar->cap = ar->cap == 0 ? 64 : ar->cap * 2;
		ar->a = xreallocarray(ar->a, ar->cap, sizeof(*ar->a));
	}
	ar->a[ar->n] = (struct article){0};
	return &ar->a[ar->n++];
}

static void
trim_end(const struct page *p, struct article *a)
{
	while (a->last > a->first + 1 &&
	    (page_blank(p, a->last - 1) ||
		(!a->composed &&
		    (p->role[a->last - 1] == ROLE_MARK ||
			shape_symbols(page_line(p, a->last - 1))))))
		a->last--;
	if (a->body > a->last)
		a->body = a->last;
}

/* "(U) Headline", "(U//FOUO) Headline": the mark that says who may read it is
 * no part of the headline. */
static void
drop_marking(const struct page *p, struct article *a)
{
	static const char *const word[] = {"(u) ", "(c) ", "(s) ", "(ts) ",
	    "(u//", "(s//", "(sbu) ", "(cui) ", "(fouo) ", "(r) ", "(nr) "};
	struct view v = page_string(p, a->field[FIELD_TITLE]), rest;
	const unsigned char *close;

	if (v.len < 8 || v.p[0] != '(' ||
	    shape_begun(v, SHAPE_WORDS(word)) == 0 ||
	    (close = memchr(v.p, ')', 16 < v.len ? 16 : v.len)) == NULL ||
	    !shape_capitals((struct view){v.p, (size_t)(close - v.p) + 2}) ==
		(close - v.p > 2))
		return;
	rest = shape_skip(v, (size_t)(close - v.p) + 1);
	if (rest.len < 4 || shape_is_digit(rest.p[0]))
		return;
	a->field[FIELD_TITLE].at += (size_t)(rest.p - v.p);
	a->field[FIELD_TITLE].len = rest.len;
}

/* No article begins here after all: what was read as its fields is text. */
static void
undo_fields(struct page *p, size_t i, size_t end)
{
	for (; i < end; i++)
		if (p->role[i] == ROLE_FIELD)
			p->role[i] = ROLE_TEXT;
}

/* The separators after line i that end before a start belong to nobody. */
static void
dress(struct arbiter *ar, struct page *p, const struct cue *cue)
{
	struct proposal *pr = &ar->proposal;
	struct article *a;
	size_t k, end;
	int role;

	ar->n = 0;
	page_clear_strings(p);
	page_mark(p, 0, p->lines.n, ROLE_TEXT);
	for (k = 0; k < pr->n; k++) {
		end = k + 1 < pr->n ? pr->s[k + 1].mark : p->lines.n;
		a = new_article(ar);
		a->first = pr->s[k].line;
		a->last = end;
		a->body = end;
		a->number = pr->s[k].number;
		a->start = k;
		page_mark(p, pr->s[k].mark, pr->s[k].line, ROLE_MARK);
		if (cue->dress(p, pr, k, a)) {
			drop_marking(p, a);
			continue;
		}
		ar->n--;
		undo_fields(p, pr->s[k].line, end);
		role = ar->n > 0 ? ROLE_FURNITURE : ROLE_MARK;
		for (; ar->n > 0 && pr->s[k].mark < pr->s[k].line;
		     pr->s[k].mark++)
			if (!page_blank(p, pr->s[k].mark))
				p->role[pr->s[k].mark] = (unsigned char)role;
			else
				p->role[pr->s[k].mark] = ROLE_TEXT;
		if (ar->n > 0)
			ar->a[ar->n - 1].last = end;
	}
	for (k = 0; k < ar->n; k++)
		trim_end(p, &ar->a[k]);
}

/* What s starts are worth of which the first is on this line. */
static double
worth(const struct arbiter *ar, const struct page *p, const struct cue *cue,
    double s, size_t first)
{
	size_t all = page_bodies(p, 0, p->lines.n);
	double cover = all == 0
	    ? 1
	    : (double)page_bodies(p, first, p->lines.n) / (double)all;

	return s *
	    ((cue->prior > 0 ? cue->prior : UNBELIEVED) + ar->proposal.sure) *
	    (.3 + .7 * cover);
}

static double
score(const struct arbiter *ar, const struct page *p, const struct cue *cue,
    struct vote *v)
{
	size_t k;
	double s = 0;

	v->cue = cue;
	v->starts = ar->proposal.n;
	v->headed = 0;
	if (ar->n == 0)
		return v->score = 0;
	for (k = 0; k < ar->n; k++) {
		v->headed += ar->a[k].headed;
		s += ar->a[k].headed ? 1 : .3;
	}
	s -= .7 * (double)(ar->proposal.n - ar->n);
	return v->score = worth(ar, p, cue, s, ar->a[0].first);
}

/* Even if every start had a head, the proposal would be worth no more than
 * the second best: no need to dress it. */
static bool
outdone(const struct arbiter *ar, const struct page *p, const struct cue *cue,
    double second)
{
	return cue->prior > 0 &&
	    worth(ar, p, cue, (double)ar->proposal.n, ar->proposal.s[0].line) <=
	    second;
}

static void
propose(struct arbiter *ar, const struct page *p, const struct cue *cue)
{
	ar->proposal.n = 0;
	ar->proposal.style = 0;
	ar->proposal.announced = 0;
	ar->proposal.sure = 0;
	ar->proposal.continued =
	    ar->started && ar->cue != NULL && ar->cue == cue;
	if (!ar->proposal.continued)
		ar->proposal.keep = 0;
	cue->propose(p, &ar->proposal);
}

/* A signature is believed where it explains the text: most of its starts have
 * heads, and no more than half of the text stands before the first. */
static bool
believed(const struct arbiter *ar, const struct page *p, const struct vote *v)
{
	size_t all = page_bodies(p, 0, p->lines.n);

	return ar->n > 0 && v->headed * 2 >= ar->n &&
	    page_bodies(p, ar->a[0].first, p->lines.n) * 2 >= all;
}

/* Dress a proposal while nothing is known of headlines. */
static void
dress_first(struct arbiter *ar, struct page *p, const struct cue *cue)
{
	heads_forget(&p->heads);
	dress(ar, p, cue);
}

/* The cue that wins; p->heads is as dressing its proposal left it. */
static const struct cue *
vote(struct arbiter *ar, struct page *p)
{
	const struct cue *best = &cue_single;
	struct heads heads = {0};
	double s, first = 0, second = 0;
	struct vote *v, *sign = NULL;
	size_t i, most = 0;

	if (ar->cap_votes == 0) {
		ar->cap_votes = N_CUES;
		ar->votes = xmallocarray(N_CUES, sizeof(*ar->votes));
	}
	ar->n_votes = 0;
	ar->confidence = 0;
	for (i = 0; i < N_CUES; i++) {
		if (cues[i] == ar->except)
			continue;
		propose(ar, p, cues[i]);
		if (ar->proposal.n == 0 ||
		    (!ar->explain && outdone(ar, p, cues[i], second)))
			continue;
		dress_first(ar, p, cues[i]);
		v = &ar->votes[ar->n_votes++];
		s = score(ar, p, cues[i], v);
		if (cues[i]->prior <= 0 && believed(ar, p, v)) {
			ar->confidence = 1;
			return cues[i];
		}
		if (cues[i]->prior <= 0 && v->headed >= SIGNED_MIN &&
		    (sign == NULL || v->headed > sign->headed))
			sign = v;
		if (cues[i] == &cue_bare)
			most = v->headed;
		if (s > first) {
			second = first;
			first = s;
			best = cues[i];
			heads = p->heads;
		} else if (s > second)
			second = s;
	}
	p->heads = heads;
	/* Headlines are found everywhere, and signatures where they are. */
	if (best == &cue_bare && sign != NULL && sign->headed * 3 >= most) {
		best = sign->cue;
		propose(ar, p, best);
		dress_first(ar, p, best);
	}
	if (first > 0)
		ar->confidence = first / (first + .5 * second);
	return best;
}

/* What headlines are like, from the first time that the winner's proposal was
 * dressed; once more where that was misled. */
static void
learn(struct arbiter *ar, struct page *p, const struct cue *cue)
{
	heads_learn(&p->heads);
	if (!p->heads.repeated && !p->heads.capitals)
		return;
	propose(ar, p, cue);
	dress(ar, p, cue);
	heads_learn(&p->heads);
}

void
arbiter_cut(struct arbiter *ar, struct page *p)
{
	const struct cue *cue = ar->cue;
	size_t i;

	if (cue == NULL)
		cue = vote(ar, p);
	else if (!ar->started) {
		propose(ar, p, cue);
		dress_first(ar, p, cue);
	}
	/* Once for how headlines are written, and once knowing it; one
	 * headline tells nothing. */
	if (!ar->started && cue != &cue_single)
		learn(ar, p, cue);
	else if (!ar->started)
		heads_forget(&p->heads);
	propose(ar, p, cue);
	dress(ar, p, cue);
	if (!ar->started && cue != &cue_single)
		frame_learn(p, ar->a, ar->n);
	for (i = 0; i < ar->n; i++)
		frame_apply(p, &ar->a[i]);
	if (ar->n == 0) {
		propose(ar, p, &cue_single);
		dress(ar, p, &cue_single);
		if (cue != ar->cue)
			cue = &cue_single;
	}
	if (ar->announced < ar->proposal.announced)
		ar->announced = ar->proposal.announced;
	ar->used = cue;
}

void
arbiter_shorten(struct arbiter *ar, struct page *p, size_t i, size_t last)
{
	struct article *a = &ar->a[i];
	size_t k = a->start;
	struct article b = {.first = ar->proposal.s[k].line,
	    .last = last,
	    .body = last,
	    .number = a->number,
	    .start = k};

	page_mark(p, b.first, last, ROLE_TEXT);
	if (ar->used->dress(p, &ar->proposal, k, &b)) {
		trim_end(p, &b);
		frame_apply(p, &b);
		*a = b;
	}
	ar->n = i + 1;
}

void
arbiter_keep(struct arbiter *ar)
{
	ar->cue = ar->used;
	ar->started = true;
}

const struct cue *
arbiter_cue(const char *name)
{
	size_t i;

	for (i = 0; i < N_CUES; i++)
		if (strcmp(cues[i]->name, name) == 0)
			return cues[i];
	return NULL;
}
