/* SPDX-License-Identifier: ISC */
/* Cue verbs in their sentence: are they verbs there, and whose. */
#include "cue.h"

/* Of a verb's form: it is a noun's as well. */
#define NOUNS (LEX_SPEECH | LEX_GROUP | LEX_DOC | LEX_AGENT)

/* The word before v, adverbs and negations stepped over; NULL at lo. */
static const struct word *
before(const struct words *ws, size_t v, size_t lo)
{
	while (v > lo) {
		const struct word *p = &ws->t[--v];

		if (p->kind == WORD_TEXT && !(p->flags & WORD_CAP) &&
		    !(p->cls & LEX_DET) &&
		    ((p->cls & (LEX_ADV | LEX_NEG)) || (p->flags & WORD_LY)))
			continue;
		return p;
	}
	return NULL;
}

static bool
several(const struct word *t)
{
	return ((t->flags & WORD_S) && (t->cls & (LEX_AGENT | LEX_GROUP))) ||
	    (t->cls & LEX_PLURAL);
}

/* `critics of the plan say', `people who live in town say': does the phrase
 * before v hang on a preposition or a clause, or hold one, behind several who
 * can speak? */
static bool
plural_head(const struct words *ws, size_t v, size_t lo)
{
	struct range r = np_backward(ws, v, lo);
	size_t i;

	for (i = r.a > lo ? r.a - 1 : r.a; i < r.b; i++)
		if (i > lo && (ws->t[i].cls & LEX_PREP))
			break;
	if (i > lo + 1 && i < r.b && word_is(&ws->t[i - 1], "close"))
		i--; /* sources close to NP */
	if (i > lo && i < r.b && several(&ws->t[i - 1]))
		return true;
	for (i = r.a; i > lo + 1 && r.a - i < 10; i--)
		if (word_is(&ws->t[i - 1], "who"))
			return several(&ws->t[i - 2]);
	return false;
}

static enum cue_use
use_base(const struct words *ws, size_t v, const struct word *p, size_t lo)
{
	const struct word *t = &ws->t[v];

	if (word_is(p, "to"))
		return USE_INFINITIVE;
	if (p->cls & LEX_AUX || p->flags & WORD_SHORT)
		return (p->cls & LEX_BE) && !(t->cue & CUE_PP) ? USE_NONE
							       : USE_FINITE;
	if (p->cls & (LEX_DET | LEX_PREP) &&
	    (!(p->cls & (LEX_SUBJ | LEX_INDEF)) ||
		(t->cls & LEX_SPEECH && !(p->cls & LEX_SUBJ))))
		return USE_NONE;
	if (p->flags & WORD_OWNER)
		return USE_NONE;
	if (p->cls & (LEX_SUBJ | LEX_REL | LEX_PLURAL | LEX_NUM) ||
	    (p->kind == WORD_NUMBER && !(t->cls & NOUNS)))
		return USE_FINITE;
	if (t->cue & CUE_S)
		return (t->cls & NOUNS) && p->kind == WORD_TEXT &&
			!(p->cls & NOUNS) && !word_name(p)
		    ? USE_NONE
		    : USE_FINITE;
	/* a noun's singular and the verb's plural do not go together */
	if ((t->cls & NOUNS) && p->kind == WORD_TEXT && !(p->flags & WORD_S) &&
	    !(p->cls & LEX_CONJ))
		return !word_name(p) && plural_head(ws, v, lo) ? USE_FINITE
							       : USE_NONE;
	if (p->cls & (LEX_CONJ | LEX_AGENT | LEX_GROUP | LEX_DOC) ||
	    word_name(p) || p->flags & WORD_S)
		return t->cls & LEX_DOC ? USE_NONE : USE_FINITE;
	if (p->kind == WORD_PUNCT)
		return t->cls & LEX_DOC ? USE_NONE : USE_FINITE;
	return plural_head(ws, v, lo) ? USE_FINITE : USE_NONE;
}

/* Does nothing follow the participle at v that could be said: `a letter written
 * in May'? */
static bool
published(const struct words *ws, size_t v)
{
	const struct word *n = &ws->t[v + 1];

	return v + 1 < ws->n && n->kind == WORD_TEXT && !(n->flags & WORD_IN) &&
	    !word_is(n, "that") && !word_is(n, "about") && !word_is(n, "of") &&
	    !word_is(n, "for") && !word_is(n, "on") &&
	    ((n->cls & (LEX_DAY | LEX_LAST | LEX_TIME)) ||
		(n->flags & WORD_LY) ||
		((n->cls & LEX_PREP) && !(n->cls & LEX_SUB)));
}

/* `the plan, announced Friday, would': is what begins at v between commas, the
 * verb behind? */
static bool
set_off(const struct words *ws, size_t v)
{
	size_t i;

	for (i = v + 1; i < ws->n && i < v + 8; i++)
		if (ws->t[i].kind == WORD_PUNCT || (ws->t[i].flags & WORD_IN))
			return word_is_punct(&ws->t[i], ',') && i + 1 < ws->n &&
			    word_finite(ws, i + 1);
	return false;
}

/* `said by telephone that' */
static bool
that_soon(const struct words *ws, size_t v)
{
	size_t i;

	for (i = v + 2; i < ws->n && i < v + 6; i++)
		if (word_is(&ws->t[i], "that"))
			return true;
	return false;
}

enum cue_use
cue_use(const struct words *ws, size_t v, size_t lo)
{
	const struct word *t = &ws->t[v], *p;

	if (!(t->cue & CUE_ANY) || (t->flags & (WORD_IN | WORD_OWNER)))
		return USE_NONE;
	if ((t->flags & WORD_CAP) && !(t->flags & WORD_FIRST))
		return USE_NONE;
	if ((t->cue & CUE_OUT) && (v + 1 >= ws->n || !word_is(t + 1, "out")))
		return USE_NONE;
	p = before(ws, v, lo);
	if (t->cue & CUE_ING) {
		if (p == NULL)
			return USE_PARTICIPLE;
		if (p->cls & LEX_BE || p->flags & WORD_SHORT)
			return USE_FINITE;
		if ((p->cls & LEX_DET) || (p->flags & WORD_OWNER))
			return USE_NONE;
		return USE_PARTICIPLE;
	}
	if (p == NULL)
		return v + 1 < ws->n && word_is(t + 1, "by") ? USE_PASSIVE
							     : USE_PARTICIPLE;
	if (t->cue & (CUE_BASE | CUE_S) && !(t->cue & CUE_PAST))
		return use_base(ws, v, p, lo);
	if (t->cue & CUE_PP && published(ws, v) &&
	    ((p->cls & LEX_DOC && !word_name(p)) ||
		(word_is_punct(p, ',') && (t->cue & CUE_NOUN) &&
		    !(t->cue & CUE_CALL) && set_off(ws, v))))
		return USE_PASSIVE;
	if ((t->cue & CUE_PP) && (t->cue & CUE_TO) &&
	    (word_is(p, "when") || (word_is_punct(p, ',') && set_off(ws, v))))
		return USE_PASSIVE; /* when asked about it; NP, told of it, said
				     */
	if ((t->cue & CUE_PP) && (t->cue & CUE_CALL) && word_is_punct(p, ',') &&
	    v + 1 < ws->n && word_is(t + 1, "by"))
		return USE_PASSIVE; /* the tax, described by NP as "..." */
	if ((p->cls & LEX_BE) && p > ws->t + lo &&
	    (word_is(p - 1, "s") || word_is(p - 1, "se")))
		return USE_FINITE; /* s'est dite */
	if (p->cls & LEX_BE ||
	    (v + 1 < ws->n && word_is(t + 1, "by") && p->kind == WORD_TEXT &&
		!word_name(p) && !(p->cls & LEX_SUBJ) && !that_soon(ws, v)))
		return USE_PASSIVE;
	if ((p->cls & LEX_DET) &&
	    !(p->cls & (LEX_REL | LEX_SUB | LEX_INDEF | LEX_NUM)))
		return USE_NONE;
	if (p->flags & WORD_OWNER || ((t->cue & CUE_PP) && word_is(p, "those")))
		return USE_NONE;
	return USE_FINITE;
}

/* "by NP" after a passive. */
static struct range
by_whom(const struct words *ws, size_t v, size_t hi)
{
	struct range r = {v, v};
	size_t k;

	for (k = v + 1; k + 1 < hi && k < v + 40; k++)
		if (word_is(&ws->t[k], "by") && !(ws->t[k].flags & WORD_IN)) {
			r = np_forward(ws, k + 1, hi);
			return np_valid(ws, r, false) ? r
						      : (struct range){v, v};
		}
	return r;
}

/* A verb that only speakers do, in a form that no noun has. */
static bool
sure(const struct words *ws, size_t v)
{
	uint32_t cue = ws->t[v].cue;

	return (cue & CUE_STRONG) && (cue & CUE_CLAUSE) &&
	    (cue & (CUE_PAST | CUE_S | CUE_ING)) && !(cue & CUE_BASE);
}

/* `NP said, adding': who spoke before the participle at v. */
static struct range
said_before(const struct words *ws, size_t v, size_t lo, size_t hi, bool loose)
{
	size_t u;

	for (u = v; u > lo && v - u < 12; u--) {
		const struct word *t = &ws->t[u - 1];

		if ((t->cue & CUE_STRONG) && (t->cue & CUE_CLAUSE) &&
		    cue_use(ws, u - 1, lo) == USE_FINITE)
			return cue_speaker(
			    ws, u - 1, USE_FINITE, lo, hi, loose);
	}
	return (struct range){v, v};
}

/* `NP answered on the radio saying': does a preposition stand before the
 * phrase, other than "with" and "of"? */
static bool
beside_place(const struct words *ws, struct range r, size_t lo)
{
	const struct word *t;

	if (r.a <= lo)
		return false;
	t = &ws->t[r.a - 1];
	return (t->cls & LEX_PREP) && !(t->cls & LEX_OF) && !word_is(t, "with");
}

/* Who, not what: a pronoun, a name alone, a noun for somebody. */
static bool
person(const struct words *ws, struct range r)
{
	return !(ws->t[r.a].cls & LEX_DET) ||
	    (ws->t[r.b - 1].cls & (LEX_AGENT | LEX_TITLE | LEX_SUBJ)) != 0;
}

/* `NP1 left when NP2 rose, saying', `NP1 left after NP2 refused to say': the
 * subject of the last clause before the verb at v that is joined to another. */
static struct range
joined_subject(const struct words *ws, size_t v, size_t lo)
{
	struct range r;
	size_t k;

	for (k = v; k > lo + 1 && v - k < 25; k--) {
		const struct word *t = &ws->t[k - 1];

		if ((t->flags & WORD_IN) || (t->kind == WORD_PUNCT && k != v))
			break;
		if (!word_is(t, "as") && !word_is(t, "when") &&
		    !word_is(t, "where") && !word_is(t, "while") &&
		    !word_is(t, "after") && !word_is(t, "before") &&
		    !word_is(t, "because"))
			continue;
		r = np_forward(ws, k, v);
		if (np_valid(ws, r, true) && r.b < v && word_finite(ws, r.b) &&
		    person(ws, r))
			return r;
		break;
	}
	return (struct range){v, v};
}

/* `a move NAME called "..."': r without what the name calls so, where the verb
 * at v has no other object. */
static struct range
without_object(const struct words *ws, struct range r, size_t v)
{
	size_t i = r.b;

	if (!(ws->t[v].cue & CUE_CALL) || v + 1 >= ws->n ||
	    ws->t[v + 1].kind != WORD_OPEN || !(ws->t[r.a].cls & LEX_DET))
		return r;
	while (i > r.a && word_name(&ws->t[i - 1]))
		i--;
	return i > r.a + 1 && i < r.b && word_small(&ws->t[i - 1]) &&
		!(ws->t[i - 1].cls & (LEX_AGENT | LEX_TITLE | LEX_GROUP))
	    ? (struct range){i, r.b}
	    : r;
}

struct range
cue_speaker(const struct words *ws, size_t v, enum cue_use use, size_t lo,
    size_t hi, bool loose)
{
	struct range r;
	/* with NP loudly saying */
	size_t verb = v, n = v - (v > lo && (ws->t[v - 1].flags & WORD_LY));

	if (use == USE_PASSIVE)
		return by_whom(ws, v, hi);
	if (use == USE_FINITE) {
		r = np_subject(ws, v, lo, &verb);
		if (np_valid(ws, r, !loose && !sure(ws, v)))
			return without_object(ws, r, v);
	} else if (use == USE_PARTICIPLE && n > lo &&
	    ws->t[n - 1].kind == WORD_TEXT &&
	    !(ws->t[n - 1].cls & (LEX_PREP | LEX_CONJ | LEX_SUB | LEX_ADV))) {
		r = np_backward(ws, n, lo);
		if (np_valid(ws, r, true) && !beside_place(ws, r, lo) &&
		    !(r.a > lo && (ws->t[n - 1].cls & LEX_DOC)))
			return r;
	}
	if (use == USE_PARTICIPLE && v > lo &&
	    ws->t[v - 1].kind == WORD_PUNCT) {
		r = said_before(ws, v, lo, hi, loose);
		if (range_any(r))
			return r;
	}
	if (use == USE_FINITE && verb > lo &&
	    !(ws->t[verb - 1].cls & (LEX_CONJ | LEX_AUX)) &&
	    ws->t[verb - 1].kind != WORD_PUNCT &&
	    !(ws->t[verb - 1].flags & WORD_IN))
		return (struct range){v, v};
	if (use != USE_FINITE) {
		r = joined_subject(ws, v, lo);
		if (range_any(r))
			return r;
	}
	r = np_main(ws, lo, v);
	if (np_valid(ws, r, !loose))
		return r;
	return use != USE_FINITE && np_leads(ws, lo, v)
	    ? np_after_lead(ws, v, hi)
	    : (struct range){v, v};
}
