/* SPDX-License-Identifier: ISC */
/*
 * UTF-8 that was read as a single-byte code page shows each of its characters
 * as two to four odd ones.  For every code page that could have done it the
 * text is searched for runs of characters whose bytes in that page are one
 * well-formed sequence; each such hit is judged by its looks (judge.c) as
 * strong, medium or weak.  The page with the best score over the whole text is
 * undone: strong hits always, the others only beside strong ones.  One layer a
 * round; the chain comes again.
 *
 * The method is that of the project's study (classes of sequences, a decision
 * for the whole record), which in turn learnt from ftfy
 * (https://github.com/rspeer/python-ftfy) what damage there is.  Blanks and
 * U+FFFD stand for lost bytes only beside other hits.
 */
#include "repairs.h"

#include <utf8proc.h>

#include "chartab.h"
#include "judge.h"
#include "mojibake_search.h"
#include "skip.h"
#include "utf8.h"

/* A script that the rest is written in has so many letters. */
#define HOME_MIN 3
/* Hits side by side that are looked at together. */
#define RUN_MAX 32

/* What one page would mean for a text. */
struct tally {
	size_t strong;
	size_t medium;
	size_t weak;
	size_t clean;	/* strong ones with nothing lost */
	size_t blanks;	/* hits with a blank for a byte */
	size_t script;	/* characters of hits of the commonest script but
			 * Latin, */
	unsigned main;	/* which that is, */
	size_t chars;	/* and of all hits */
	size_t misses;	/* characters beyond ASCII that are no part of a hit */
	size_t poor;	/* hits that make no good text */
	size_t foreign; /* controls in a page that has other characters there */
	size_t n_home;	/* hits of the script that the rest is written in */
	unsigned home;	/* that script, 0 where there is none */
};

static void
count_page(struct view t, enum codepage page, struct tally *a)
{
	struct mojibake_search s = {.t = t, .page = page};
	struct mojibake_hit h;
	size_t scripts[MOJIBAKE_SCRIPTS + 1] = {0};
	size_t hits[MOJIBAKE_SCRIPTS + 1] = {0};
	unsigned i;

	memset(a, 0, sizeof(*a));
	while (mojibake_next(&s, &h)) {
		if (h.blanks == 0 || h.n_src > 2) {
			scripts[mojibake_script(h.d)] += h.n_src;
			a->chars += h.n_src;
		}
		if (mojibake_is_western(&h))
			hits[mojibake_script(h.d)]++;
		a->strong += h.strength == MOJIBAKE_STRONG;
		a->medium += h.strength == MOJIBAKE_MEDIUM;
		a->weak += h.strength == MOJIBAKE_WEAK;
		a->clean += h.strength == MOJIBAKE_STRONG && h.lost == 0 &&
		    (h.blanks == 0 || h.src[0] == 0xC2);
		a->blanks += h.blanks > 0;
		a->poor += mojibake_is_poor(&h);
		for (i = 1; i < h.n_src; i++)
			a->foreign += h.src[i] >= 0x80 && h.src[i] < 0xA0 &&
			    codepage_table[page][h.src[i] - 0x80] != h.src[i];
	}
	a->misses = s.misses;
	for (i = 1; i <= MOJIBAKE_SCRIPTS; i++)
		if (scripts[i] > a->script) {
			a->script = scripts[i];
			a->main = i;
		}
	if (s.n_home >= HOME_MIN) {
		a->home = s.home;
		a->n_home = hits[s.home];
	}
}

/* The page explains everything, and what comes out are words of one script:
 * that does not happen by chance. */
static bool
is_coherent(const struct tally *a)
{
	return a->misses == 0 && a->script >= MOJIBAKE_RUN &&
	    a->script * 5 >= a->chars * 4;
}

/* Thirtieths of a strong hit: medium ones count 13, weak ones 3, and what the
 * page cannot explain takes 5 away, what makes no good text 10. */
static long
score(const struct tally *a)
{
	long hits = is_coherent(a)
	    ? 30 * (long)(a->strong + a->medium + a->weak)
	    : 30 * (long)a->strong + 13 * (long)a->medium + 3 * (long)a->weak;

	hits += 30 * (long)a->n_home;
	return hits - 5 * (long)a->misses - 10 * (long)a->poor -
	    2 * (long)a->foreign;
}

/* The pages that two neighbours speak for. */
static unsigned
suspects(struct view t)
{
	uint32_t c, lead = 0, class;
	unsigned pages = 0;
	size_t i, n;

	for (i = 0; i < t.len; i += n) {
		n = (size_t)(skip_ascii(t.p + i, t.p + t.len) - t.p) - i;
		if (n > 0) {
			if (t.p[i] == ' ' || t.p[i] == '?')
				pages |= lead;
			lead = 0;
			continue;
		}
		n = utf8_decode(t.p + i, t.len - i, &c);
		class = char_class(c);
		pages |= c == UTF8_REPLACEMENT
		    ? lead
		    : lead & char_conts(class);
		lead = char_leads(class);
	}
	return pages;
}

/* Is this hit undone, given what the whole text looks like? */
static bool
is_undone(const struct tally *a, const struct mojibake_hit *h)
{
	size_t n = a->strong + a->medium + a->weak;
	bool sure = a->clean >= 1 || a->medium >= 3;
	bool full = (a->strong >= 1 || a->medium >= 2) && a->misses * 2 <= n;
	bool grave = h->src[0] == 0xC3 && h->n_src == 2 && h->blanks > 0;

	if (is_coherent(a) ||
	    (a->home != 0 && mojibake_is_western(h) &&
		mojibake_script(h->d) == a->home))
		return true;
	if (mojibake_lost_blank(h))
		return true;
	if (grave)
		return sure &&
		    (h->prev == 0 || h->prev == ' ' || h->prev == '\'' ||
			h->prev == 0x2019 || mojibake_is_lower(h->prev));
	if (h->blanks > 0 && h->n_src == 2 &&
	    mojibake_script(h->d) != a->main)
		return false;
	if (h->blanks > 0 &&
	    !(sure && a->misses * 20 <= n * 7 && a->blanks * 2 <= n))
		return false;
	if (h->strength == MOJIBAKE_STRONG)
		return true;
	if (h->strength == MOJIBAKE_MEDIUM && (a->strong > 0 || a->medium >= 2))
		return true;
	return full;
}

static bool
begins_with(struct view t, size_t at, const char *s)
{
	return t.len - at >= strlen(s) && memcmp(t.p + at, s, strlen(s)) == 0;
}

/* "A tilde, blank" is an a with a grave accent, and the blank often was the
 * one after it as well, unless two blanks still stand behind another (in kept,
 * -1 for not known yet): "à la", but "às", "àquele" in Portuguese. */
static bool
wants_blank(struct view t, const struct mojibake_hit *h, int *kept)
{
	size_t at = h->at + h->len;

	if (h->d != 0xE0 || h->blanks == 0 || at >= t.len || t.p[at] == ' ')
		return false;
	if (*kept < 0)
		*kept = memmem(t.p, t.len, "\xC3\x83  ", 4) != NULL;
	return !*kept && !begins_with(t, at, "s ") &&
	    !begins_with(t, at, "quel") && !begins_with(t, at, "quil");
}

/* Hits that stand side by side. */
struct run {
	struct mojibake_hit v[RUN_MAX];
	size_t n;
	int blanks_kept; /* see wants_blank() */
};

/* Of hits side by side all are undone when one of them is for good reason. */
static void
undo_run(struct pass *p, const struct tally *a, struct run *r)
{
	const struct mojibake_hit *h;
	unsigned char out[5];
	bool sure = false;
	size_t i, n;

	for (i = 0; i < r->n; i++)
		sure |= r->v[i].strength > MOJIBAKE_WEAK &&
		    r->v[i].blanks + r->v[i].lost == 0 &&
		    is_undone(a, &r->v[i]);
	for (i = 0; i < r->n; i++) {
		h = &r->v[i];
		if (!is_undone(a, h) && !(sure && h->blanks + h->lost == 0))
			continue;
		n = utf8_encode(h->d, out);
		if (wants_blank(p->in, h, &r->blanks_kept))
			out[n++] = ' ';
		pass_edit(p, h->at, h->len, RULE_MOJIBAKE, out, n);
	}
	r->n = 0;
}

static void
undo(struct pass *p, enum codepage page, const struct tally *a)
{
	struct mojibake_search s = {.t = p->in, .page = page};
	struct run r = {.n = 0, .blanks_kept = -1};
	struct mojibake_hit h;

	while (mojibake_next(&s, &h)) {
		if (r.n == RUN_MAX ||
		    (r.n > 0 && r.v[r.n - 1].at + r.v[r.n - 1].len != h.at))
			undo_run(p, a, &r);
		r.v[r.n++] = h;
	}
	undo_run(p, a, &r);
}

void
repair_mojibake(struct pass *p)
{
	unsigned pages = suspects(p->in), page;
	struct tally a, best = {0};
	int found = -1;

	for (page = 0; page < N_CODEPAGES; page++) {
		if (!(pages >> page & 1))
			continue;
		count_page(p->in, (enum codepage)page, &a);
		if (a.strong + a.n_home == 0 && !is_coherent(&a) &&
		    (a.medium == 0 || score(&a) <= 0))
			continue;
		if (found < 0 || score(&a) > score(&best)) {
			found = (int)page;
			best = a;
		}
	}
	if (found >= 0)
		undo(p, (enum codepage)found, &best);
}
