/* SPDX-License-Identifier: ISC */
/*
 * The rules for what stands beside marks see no words in marks: those behind a
 * comma are shown to them as if they were outside, and hidden again.
 *
 * Limit: only the first incise of a stretch is found.
 */
#include "incise.h"

#include <string.h>

#include "english.h"

enum { INCISE_MAX = 24 /* words */ };

static bool
is_sign(const struct word *t, const char *signs)
{
	return t->kind == WORD_PUNCT && strchr(signs, t->ch) != NULL;
}

/* Is a verb of saying among the first words from i on? */
static bool
cue_soon(const struct words *ws, size_t i, size_t hi)
{
	size_t k;

	for (k = i; k < hi && k < i + 4; k++)
		if (ws->t[k].kind != WORD_TEXT)
			return false;
		else if (ws->t[k].cue & CUE_ANY)
			return true;
	return false;
}

/* Does the comma at k begin what belongs to the speaker, up to another one:
 * `the owner of the yard', `Ann Lee', `54 years'? */
static bool
apposition(const struct words *ws, size_t k, size_t hi)
{
	size_t i = k + 1;

	if (k + 2 >= hi)
		return false;
	if ((ws->t[i].cls | ws->t[i + 1].cls) & (LEX_AGENT | LEX_TITLE) ||
	    (ws->t[i].kind == WORD_NUMBER && i + 2 < hi &&
		word_is_punct(&ws->t[i + 2], ',')))
		return true;
	while (i < hi && word_name(&ws->t[i]))
		i++;
	return i > k + 2 && i < hi && ws->t[i].kind == WORD_PUNCT;
}

/* Where the sign is that ends the incise whose speaker ends at i; hi when none
 * does soon. */
static size_t
incise_end(const struct words *ws, size_t i, size_t hi)
{
	size_t k, np = i;

	for (k = i; k < hi && k < i + INCISE_MAX; k++) {
		const struct word *t = &ws->t[k];

		if (word_finite(ws, k) || (t->cls & (LEX_SUB | LEX_REL)))
			break;
		if (t->kind != WORD_PUNCT)
			continue;
		if (!is_sign(t, ",-.?!"))
			break;
		if (t->ch != ',' || k > np || !apposition(ws, k, hi))
			return k;
	}
	return hi;
}

/* Hide the words a..b in the marks, or show them as if they were outside. */
static void
hide(struct words *ws, size_t a, size_t b, bool in)
{
	size_t i;

	for (i = a; i < b; i++)
		ws->t[i].flags =
		    (ws->t[i].flags & ~(uint32_t)WORD_IN) | (in ? WORD_IN : 0);
}

static bool
pronoun(const struct words *ws, struct range np)
{
	return np.b - np.a == 1 && (ws->t[np.a].cls & LEX_SUBJ);
}

/* The incise behind the sign at i, if one is there. */
static bool
incise_at(const struct direct *d, const struct words *ws, size_t i, size_t hi,
    struct marked *m)
{
	struct marked before = {.b = word_is_punct(&ws->t[i], ',') ? i : i + 1};
	struct range np;
	size_t end;

	m->by = english_inverted(d, &before, &np);
	if (m->by.rule == RULE_NONE)
		return false;
	end = incise_end(ws, np.b, hi);
	if (!pronoun(ws, np) &&
	    (!np_valid(ws, np, true) || end == hi ||
		!(ws->t[m->by.cue_word].cue & CUE_CLAUSE)))
		return false;
	m->aside = (struct range){i + 1, end};
	return true;
}

void
incise_find(const struct direct *d, struct words *ws, struct marked *m)
{
	size_t i, hi = m->b - (ws->t[m->b - 1].kind == WORD_CLOSE), end;
	bool found = false;

	for (i = m->a + 2; i + 2 < hi && !found; i++) {
		if (!is_sign(&ws->t[i], ",?!-") || !cue_soon(ws, i + 1, hi))
			continue;
		end = hi < i + INCISE_MAX ? hi : i + INCISE_MAX;
		hide(ws, i, end, false);
		found = incise_at(d, ws, i, end, m);
		hide(ws, i, end, true);
	}
	if (!found)
		m->by.rule = RULE_NONE;
}

bool
incise_sure(const struct words *ws, const struct marked *m)
{
	size_t i;

	for (i = m->aside.a; i < m->aside.b; i++)
		if ((ws->t[i].cls & LEX_SUBJ) && i > m->aside.a)
			return true;
	return false;
}
