/* SPDX-License-Identifier: ISC */
/*
 * Speaker phrases by closed classes, capitals and agent nouns.  The rules were
 * worked out on English news; where a phrase cannot be told from what stands
 * around it, the shorter one is taken, as its head is what counts.
 */
#include "np.h"

#include <string.h>

#define CLOSED                                                          \
	(LEX_DET | LEX_SUBJ | LEX_PREP | LEX_SUB | LEX_CONJ | LEX_ADV | \
	    LEX_AUX | LEX_WH | LEX_REL | LEX_OBJ | LEX_NEG)
#define SPEAKS (LEX_AGENT | LEX_GROUP | LEX_DOC | LEX_TITLE)

bool
word_names(const struct word *t)
{
	if (t->kind != WORD_TEXT)
		return false;
	if (t->cls & (LEX_SUBJ | LEX_DAY | LEX_MONTH | LEX_SAYSO | LEX_WH))
		return false;
	return !(t->cls & CLOSED) ||
	    (!(t->flags & WORD_FIRST) &&
		(t->cls & (LEX_DET | LEX_CONJ | LEX_PREP | LEX_REL)) == 0);
}

bool
np_particle(const struct words *ws, size_t i, size_t hi)
{
	const struct word *t = &ws->t[i], *n = t + 1;

	if (i == 0 || i + 1 >= hi || !word_small(t) || t->end - t->begin > 3 ||
	    ((t->flags | n->flags) & WORD_IN) != 0)
		return false;
	if (word_is(t, "der") || word_is(t, "den") || word_is(t, "la"))
		return word_name(n) && i > 1 && word_name(t - 2) &&
		    (word_is(t - 1, "von") || word_is(t - 1, "van") ||
			word_is(t - 1, "de"));
	if (!word_name(t - 1) || (t[-1].flags & WORD_OWNER))
		return false;
	if (!word_is(t, "von") && !word_is(t, "van") && !word_is(t, "de") &&
	    !word_is(t, "del") && !word_is(t, "di") && !word_is(t, "da") &&
	    !word_is(t, "dos") && !word_is(t, "bin") && !word_is(t, "ibn") &&
	    !word_is(t, "al") && !word_is(t, "ten") && !word_is(t, "ter"))
		return false;
	return word_name(n) ||
	    (i + 2 < hi && word_small(n) && word_name(n + 1));
}

static bool
open_class(const struct word *t)
{
	return word_small(t) && !(t->cls & CLOSED);
}

bool
word_finite(const struct words *ws, size_t i)
{
	const struct word *t = &ws->t[i], *p;

	if (!word_small(t) || (t->flags & WORD_IN))
		return t->kind == WORD_TEXT && (t->flags & WORD_SHORT);
	if (t->cls & (LEX_AUX | LEX_VERB) || (t->flags & WORD_SHORT))
		return true;
	p = i > 0 && !(t->flags & WORD_FIRST) ? t - 1 : NULL;
	if (p == NULL || p->cls & (LEX_DET | LEX_PREP) ||
	    (p->flags & WORD_OWNER))
		return false;
	if (t->cue & (CUE_PAST | CUE_S))
		return !(t->cue & CUE_BASE) && !(p->cls & LEX_BE);
	return (t->flags & WORD_ED) && !(t->cls & SPEAKS);
}

static bool
speaks_soon(const struct words *ws, size_t i, size_t hi)
{
	size_t k;

	for (k = i; k < hi && k < i + 4; k++) {
		if (!word_small(&ws->t[k]) && !word_name(&ws->t[k]))
			return false;
		if (ws->t[k].cls & CLOSED)
			return false;
		if (ws->t[k].cls & SPEAKS)
			return true;
	}
	return false;
}

static bool
number(const struct word *t)
{
	return t->kind == WORD_NUMBER || (t->cls & LEX_NUM);
}

/* `aides say', `many believe': a verb after several, and no noun. */
static bool
several_say(const struct words *ws, size_t i)
{
	const struct word *t = &ws->t[i];

	return i > 0 && (t->cue & CUE_BASE) && (t->cue & CUE_STRONG) &&
	    (t->cue & CUE_CLAUSE) &&
	    !(t->cls & (SPEAKS | LEX_SPEECH | LEX_PLURAL)) &&
	    !(t->flags & WORD_CAP) && !(t[-1].flags & WORD_IN) &&
	    ((t[-1].cls & LEX_PLURAL) ||
		((t[-1].flags & WORD_S) && (t[-1].cls & SPEAKS)));
}

/* Does the phrase go on over the preposition or conjunction at j? */
static bool
joins(const struct words *ws, size_t j, size_t lo, size_t hi)
{
	const struct word *t = &ws->t[j], *p, *n;

	if (j <= lo || j + 1 >= hi)
		return false;
	p = t - 1;
	n = t + 1;
	if (p->kind == WORD_PUNCT || n->kind == WORD_PUNCT ||
	    ((p->flags | n->flags) & WORD_IN))
		return false;
	if (t->cls & LEX_CONJ) {
		if (word_is(t, "but") || word_is(t, "so") || word_is(t, "yet"))
			return false;
		if (word_name(p) &&
		    (word_name(n) || n->cls & (LEX_TITLE | LEX_POSS) ||
			(word_is(n, "the") && speaks_soon(ws, j + 2, hi))))
			return true;
		return word_small(p) && word_small(n) &&
		    !word_finite(ws, j + 1) && (p->cls & SPEAKS) &&
		    (n->cls & (SPEAKS | LEX_DET) || speaks_soon(ws, j + 1, hi));
	}
	if (t->cls & LEX_OF)
		return !(p->cls & (LEX_AUX | LEX_SUBJ)) && p->cue == 0;
	if (word_is(t, "in") && number(p) && number(n))
		return true; /* six in 10 */
	if (word_is(t, "to") && word_is(p, "close") && j > lo + 1)
		return (t[-2].cls & SPEAKS) != 0; /* a source close to */
	if ((word_is(t, "for") || word_is(t, "on")) && word_name(p) &&
	    (p->cls & LEX_GROUP) && word_name(n))
		return true; /* the Institute for Budgets */
	if (!(n->cls & LEX_DET) && !word_name(n) && !open_class(n))
		return false;
	if (n->cls & (LEX_DAY | LEX_TIME | LEX_LAST | LEX_MONTH))
		return false;
	return word_small(p) && (p->cls & SPEAKS) != 0 &&
	    (word_is(t, "for") || word_is(t, "from") || word_is(t, "with") ||
		word_is(t, "at") || word_is(t, "to") || word_is(t, "in") ||
		word_is(t, "on") || word_is(t, "by") || word_is(t, "against") ||
		word_is(t, "near") || word_is(t, "behind") ||
		word_is(t, "close"));
}

/* `recent data', `early returns': an adjective of time, and no time. */
static bool
late_noun(const struct words *ws, size_t i, size_t hi)
{
	const struct word *t = &ws->t[i];

	return (t->cls & LEX_LAST) && !(t->cls & (LEX_DET | LEX_OBJ)) &&
	    i + 1 < hi && word_small(t + 1) && !(t[1].flags & WORD_IN) &&
	    !(t[1].flags & WORD_ED) && !(t[1].cue & CUE_PAST) &&
	    !(t[1].cls & (CLOSED | LEX_TIME | LEX_DAY | LEX_LAST));
}

struct range
np_forward(const struct words *ws, size_t i, size_t hi)
{
	const struct range none = {i, i};
	const struct word *t, *p;
	size_t j;

	if (i >= hi || (ws->t[i].flags & WORD_IN))
		return none;
	t = &ws->t[i];
	if (t->kind == WORD_PUNCT ||
	    (t->cls & (LEX_DAY | LEX_LAST | LEX_OBJ) &&
		!(t->flags & WORD_DOT) && /* M. is no m' */
		!late_noun(ws, i, hi)))
		return none;
	if (t->cls & LEX_SUBJ)
		return (struct range){i, i + 1};
	if (!(t->flags & WORD_CAP) && !(t->cls & (LEX_DET | LEX_TITLE)) &&
	    (t->cls & CLOSED))
		return none;
	if ((t->cls & (LEX_PREP | LEX_SUB | LEX_AUX)) && !word_name(t))
		return none;
	j = i + 1 + late_noun(ws, i, hi);
	for (; j < hi && j < i + NP_MAX; j++) {
		t = &ws->t[j];
		p = t - 1;
		if ((t->flags & WORD_IN) || t->kind == WORD_PUNCT)
			break;
		if (t->cls & LEX_SUBJ ||
		    ((t->cls & (LEX_DAY | LEX_LAST)) && !(p->cls & LEX_DET)))
			break;
		if (word_name(t) || t->kind == WORD_NUMBER ||
		    np_particle(ws, j, hi))
			continue;
		if (t->cls & (LEX_PREP | LEX_CONJ)) {
			if (!joins(ws, j, i, hi))
				break;
			continue;
		}
		if (t->cls & (LEX_SUB | LEX_REL | LEX_WH | LEX_ADV | LEX_AUX))
			break;
		if (p->cls & (LEX_DET | LEX_PREP | LEX_CONJ))
			continue;
		if ((t->cls & LEX_DET) || word_finite(ws, j) ||
		    several_say(ws, j))
			break;
		if ((p->flags & WORD_CAP) && !(p->flags & WORD_OWNER) &&
		    !(t->cls & SPEAKS) && !speaks_soon(ws, j, hi))
			break;
		if ((t->flags & (WORD_ING | WORD_ED)) && (p->cls & SPEAKS) &&
		    word_small(p) && !speaks_soon(ws, j, hi))
			break;
	}
	while (j > i + 1 && ws->t[j - 1].kind == WORD_TEXT &&
	    !(ws->t[j - 1].flags & WORD_CAP) &&
	    (ws->t[j - 1].cls & (LEX_PREP | LEX_CONJ | LEX_DET)))
		j--;
	return (struct range){i, j};
}

/* Index of the bracket that opens what the one at j closes, or j. */
static size_t
open_bracket(const struct words *ws, size_t j, size_t lo)
{
	size_t k;

	for (k = j; k > lo && k + 12 > j; k--)
		if (word_is_punct(&ws->t[k - 1], '('))
			return k - 1;
	return j;
}

/* May the word at j, left of j + 1, belong to the phrase? */
static bool
extends(const struct words *ws, size_t j, size_t lo, size_t end)
{
	const struct word *t = &ws->t[j], *n = t + 1;

	if (t->flags & WORD_IN)
		return false;
	if (t->kind == WORD_NUMBER)
		return true;
	if (t->kind != WORD_TEXT)
		return word_is_punct(t, '#') || word_is_punct(t, '%');
	if (word_name(t) || np_particle(ws, j, end))
		return true;
	if (t->cls & (LEX_PREP | LEX_CONJ))
		return joins(ws, j, lo, end);
	if (t->cls &
		(LEX_DAY | LEX_SUB | LEX_REL | LEX_WH | LEX_AUX | LEX_NEG |
		    LEX_SUBJ | LEX_OBJ) &&
	    !(t->cls & LEX_DET))
		return false;
	if ((word_is(t, "all") && j > lo && (t[-1].cls & LEX_BE)) ||
	    (word_is(t, "something") && word_name(n)))
		return false; /* `that is all NP would say', `something NP
				 calls' */
	if (t->cls & LEX_DET)
		return !(n->cls & LEX_DET) || word_is(t, "all") ||
		    word_is(t, "both") || (n->cls & LEX_NUM) ||
		    word_is(t, "the");
	if (t->cls & LEX_ADV || several_say(ws, j))
		return false;
	if (j > lo && (t->cue & CUE_PP) && word_is(t - 1, "those"))
		return true; /* half of those asked */
	if (word_finite(ws, j) || t->cue & (CUE_PAST | CUE_S | CUE_ING))
		return (t->cls & SPEAKS) != 0 && !(t->cue & CUE_PAST);
	if ((n->flags & WORD_CAP) && t->cls & (LEX_DOC | LEX_TIME) &&
	    !(t->cls & (LEX_AGENT | LEX_TITLE)))
		return false;
	return true;
}

struct range
np_backward(const struct words *ws, size_t end, size_t lo)
{
	const struct range none = {end, end};
	const struct word *t;
	size_t j = end, a;

	if (end <= lo)
		return none;
	t = &ws->t[end - 1];
	if (word_is_punct(t, ')')) {
		j = open_bracket(ws, end, lo);
		if (j == end || j <= lo)
			return none;
		t = &ws->t[j - 1];
	}
	if (t->flags & WORD_IN || t->kind == WORD_PUNCT)
		return none;
	if (t->cls & LEX_SUBJ)
		return (struct range){j - 1, end};
	if ((t->cls &
		(LEX_PREP | LEX_SUB | LEX_AUX | LEX_CONJ | LEX_NEG |
		    LEX_OBJ)) &&
	    !word_name(t) && !(t->cls & LEX_DET))
		return none;
	while (j > lo && end - j < NP_MAX && extends(ws, j - 1, lo, end)) {
		j--;
		if ((ws->t[j].cls & LEX_DET) && !word_name(&ws->t[j]) &&
		    j > lo && !(ws->t[j - 1].cls & (LEX_PREP | LEX_DET)) &&
		    !((ws->t[j - 1].cls & LEX_CONJ) &&
			joins(ws, j - 1, lo, end)))
			break;
	}
	for (a = j; a < end; a++) {
		t = &ws->t[a];
		if (t->kind != WORD_PUNCT &&
		    (word_name(t) ||
			!(t->cls & (LEX_PREP | LEX_CONJ | LEX_ADV)) ||
			t->cls & LEX_DET))
			break;
	}
	return (struct range){a, end};
}

struct range
np_antecedent(const struct words *ws, size_t i, size_t lo)
{
	if (i > lo && word_is_punct(&ws->t[i - 1], ','))
		i--;
	return np_backward(ws, i, lo);
}

/* The head: the last word before a preposition, a comma or a relative. */
static const struct word *
head_of(const struct words *ws, struct range r)
{
	const struct word *h = NULL, *t;
	size_t i;

	for (i = r.a; i < r.b; i++) {
		t = &ws->t[i];
		if (word_is_punct(t, '(') || word_is_punct(t, ',') ||
		    ((t->cls & (LEX_PREP | LEX_REL)) && !word_name(t) &&
			!(t->cls & LEX_DET)))
			break;
		if (t->kind != WORD_PUNCT && !word_is(t, "close"))
			h = t;
	}
	return h;
}

bool
np_valid(const struct words *ws, struct range r, bool strict)
{
	const struct word *f, *h;
	size_t i;

	if (!range_any(r))
		return false;
	f = &ws->t[r.a];
	if ((f->flags & WORD_IN) || f->kind == WORD_PUNCT)
		return false;
	if (r.b - r.a == 1 && (f->cls & (LEX_SUBJ | LEX_INDEF | LEX_REL)))
		return f->cls & (LEX_SUBJ | LEX_INDEF) ? true
						       : word_is(f, "who") ||
			word_is(f, "which") || word_is(f, "qui") ||
			(word_is(f, "that") && !(f->flags & WORD_FIRST));
	if (r.b - r.a == 1 && (f->cue & CUE_PP) &&
	    np_participle(ws, r.a, ws->n))
		return false; /* Preguntado por ello */
	for (i = r.a; i < r.b; i++)
		if ((ws->t[i].flags & WORD_SHORT) ||
		    ((ws->t[i].cls & LEX_AUX) && !word_name(&ws->t[i])))
			return false;
	h = head_of(ws, r);
	if (h == NULL || h->cls & (LEX_DAY | LEX_MONTH | LEX_TIME | LEX_OBJ))
		return false;
	if (h->flags & WORD_OWNER)
		return word_name(h) && !strict;
	if (word_name(h) || h->cls & SPEAKS)
		return true;
	if (word_name(f))
		return !strict || !word_small(h);
	if (h < &ws->t[r.b - 1] && (number(h) || h->cls & LEX_INDEF) &&
	    (number(&ws->t[r.b - 1]) || ws->t[r.b - 1].cls & SPEAKS))
		return true; /* six in 10, many of the voters */
	if (r.b - r.a > 1 && (ws->t[r.b - 1].flags & WORD_ED) &&
	    word_is(&ws->t[r.b - 2], "those"))
		return true;			      /* half of those asked */
	if (h != f && number(h) && word_is(f, "the")) /* the two */
		return !strict;
	if (f->cls & LEX_DET || f->kind == WORD_NUMBER)
		return !strict && !(r.b - r.a == 1) && !(h->cls & CLOSED);
	return false;
}

struct range
np_owner(const struct words *ws, size_t v, size_t lo)
{
	size_t i;

	for (i = v; i > lo && i + 3 > v; i--) {
		const struct word *t = &ws->t[i - 1];

		if (t->kind != WORD_TEXT || (t->flags & WORD_IN))
			break;
		if (t->cls & LEX_POSS)
			return (struct range){i - 1, i};
		if (t->flags & WORD_OWNER)
			return np_backward(ws, i, lo);
	}
	return (struct range){v, v};
}

struct range
np_of_opinion(const struct words *ws, size_t v, size_t lo)
{
	struct range r = {v, v};
	size_t verb;

	if (v < lo + 4 || !word_is(&ws->t[v - 1], "the") ||
	    !word_is(&ws->t[v - 2], "of") || !(ws->t[v - 3].cls & LEX_BE))
		return r;
	r = np_subject(ws, v - 3, lo, &verb);
	return np_valid(ws, r, true) ? r : (struct range){v, v};
}
