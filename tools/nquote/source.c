/* SPDX-License-Identifier: ISC */
/* Sources that need no verb, in English, French and Spanish: `according to NP',
 * `selon NP', `de l'avis de NP', `pour NP'. */
#include "source.h"

static const struct answer no_answer = {.cue_word = SIZE_MAX};

/* `de l'avis de', `a juicio de', `aux yeux du': whose opinion. */
static bool
viewed(const struct words *ws, size_t v, size_t lo)
{
	const struct word *t = &ws->t[v];

	return v > lo && (t->cls & LEX_VIEW) && v + 1 < ws->n &&
	    (t[1].cls & LEX_OF) && !word_is(t + 1, "of") &&
	    ((t[-1].cls & LEX_PREP) || word_is(t - 1, "l"));
}

/* Is it "according", "selon", the last of "d'après" or of "de acuerdo con"? */
static bool
due(const struct words *ws, size_t v, size_t lo)
{
	const struct word *t = &ws->t[v];

	if ((t->cls & LEX_SAYSO) || viewed(ws, v, lo))
		return true;
	if (v > lo + 2 && word_is(t, "of") && word_is(t - 2, "the") &&
	    word_is(t - 3, "in") &&
	    (word_is(t - 1, "words") || word_is(t - 1, "view") ||
		word_is(t - 1, "opinion")))
		return true;
	return v > lo &&
	    ((word_is(t, "après") && word_is(t - 1, "d")) ||
		(word_is(t, "croire") && word_is(t - 1, "en")) ||
		(word_is(t, "acuerdo") && word_is(t - 1, "de") &&
		    v + 1 < ws->n && word_is(t + 1, "con")));
}

/* To whom, behind the word at v that says so. */
static struct range
due_to(const struct words *ws, size_t v, size_t lo, size_t hi)
{
	size_t i = v + 1;
	bool view = viewed(ws, v, lo);
	struct range r;

	i += view || word_is(&ws->t[i], "to") || word_is(&ws->t[i], "con");
	r = np_forward(ws, i, hi);
	/* "des habitants" has its article before */
	return np_valid(ws, r, false) || view ? r : (struct range){v, v};
}

/* `Pour NP, "..."', `Para NP, esto es "..."': the phrase before the comma, when
 * nobody says anything between. */
static struct range
holder(const struct words *ws, const struct marked *m, size_t lo)
{
	struct range r = {lo, lo};
	size_t c;

	if (!word_is(&ws->t[lo], "pour") && !word_is(&ws->t[lo], "para"))
		return r;
	r = np_forward(ws, lo + 1, m->a);
	for (c = r.b; c < m->a && c < lo + 24; c++)
		if ((ws->t[c].cue & CUE_ANY) && !(ws->t[c - 1].cls & LEX_DET))
			break;
	return c == m->a && r.b < m->a && word_is_punct(&ws->t[r.b], ',') &&
		np_valid(ws, r, true)
	    ? r
	    : (struct range){lo, lo};
}

struct answer
source_due(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = ws->s[ws->t[m->b - 1].sent];
	struct range r;
	size_t v;

	for (v = m->a; v > s.begin && m->a - v < 20; v--) {
		if (!due(ws, v - 1, s.begin))
			continue;
		r = due_to(ws, v - 1, s.begin, m->a);
		if (range_any(r))
			return answer_make(ws, r, v - 1, RULE_ACCORDING);
	}
	if (!d->clauses && m->a > s.begin + 2) {
		r = holder(ws, m, s.begin);
		if (range_any(r))
			return answer_make(ws, r, s.begin, RULE_ACCORDING);
	}
	for (v = m->b; v + 2 < s.end && v < m->b + 14; v++) {
		if (!due(ws, v, s.begin))
			continue;
		r = due_to(ws, v, s.begin, s.end);
		if (range_any(r))
			return answer_make(ws, r, v, RULE_ACCORDING);
		break;
	}
	return no_answer;
}

/* `"..." was the verdict of NP', `"..." is NP's motto': a noun of speech for
 * the marks. */
struct answer
source_was_said(const struct words *ws, size_t i, size_t hi)
{
	struct range r;
	size_t n;

	i += i < hi &&
	    (word_is(&ws->t[i], "that") || word_is(&ws->t[i], "this"));
	if (i + 3 > hi || !(ws->t[i].cls & LEX_BE) ||
	    (ws->t[i].flags & WORD_IN))
		return no_answer;
	for (n = i + 1; n < hi && n < i + 7; n++)
		if ((ws->t[n].cls & LEX_SPEECH) || ws->t[n].kind != WORD_TEXT)
			break;
	if (n >= hi || !(ws->t[n].cls & LEX_SPEECH))
		return no_answer;
	r = np_owner(ws, n, i + 1);
	if (!range_any(r) && n + 2 < hi && ws->t[i + 1].cls & LEX_DET &&
	    (word_is(&ws->t[n + 1], "of") || word_is(&ws->t[n + 1], "from")))
		r = np_forward(ws, n + 2, hi);
	return np_valid(ws, r, true) || (range_any(r) && r.b <= n)
	    ? answer_make(ws, r, n, RULE_OWNER)
	    : no_answer;
}
