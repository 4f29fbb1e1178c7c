/* SPDX-License-Identifier: ISC */
/*
 * Subjects of verbs, over what may stand between: appositions, dashes, relative
 * clauses, participles and places.  Worked out on English news; where nothing
 * is sure, the nearest phrase is taken.
 */
#include "np.h"

#define SPEAKS (LEX_AGENT | LEX_GROUP | LEX_DOC | LEX_TITLE)

/* Does the phrase hang on a preposition? */
static bool
place_of(const struct words *ws, struct range r, size_t lo)
{
	return r.a > lo && (ws->t[r.a - 1].cls & LEX_PREP) &&
	    !word_name(&ws->t[r.a - 1]);
}

/* `who, on Friday, said', `which - NP noted - says': the pronoun before the
 * comma or dash at j, if any. */
static struct range
pronoun_before(const struct words *ws, size_t j, size_t lo)
{
	if (j > lo && !(ws->t[j - 1].flags & WORD_IN) &&
	    (word_is(&ws->t[j - 1], "who") || word_is(&ws->t[j - 1], "which")))
		return (struct range){j - 1, j};
	return (struct range){j, j};
}

/*
 * Left of the comma at j: `NAME, 45, a lawyer from X, said'.  The phrase
 * before a comma that begins the clause, else the best of those on the way.
 */
static struct range
before_apposition(const struct words *ws, size_t j, size_t lo)
{
	struct range best = {j, j}, r;
	size_t k, commas = 0, inside = 0;

	for (k = j; k > lo && j - k < 45 && commas < 6; k--) {
		const struct word *t = &ws->t[k - 1];

		inside += (t->flags & WORD_IN) != 0;
		if (inside > 6 || word_is_punct(t, ';') ||
		    word_is_punct(t, ':') || word_is_punct(t, '-'))
			break;
		if (!word_is_punct(t, ','))
			continue;
		commas++;
		r = pronoun_before(ws, k - 1, lo);
		if (range_any(r))
			return r;
		r = np_backward(ws, k - 1, lo);
		if (!range_any(r) || !np_valid(ws, r, true))
			continue;
		if (r.a == lo)
			return r;
		if (!range_any(best) || place_of(ws, best, lo) ||
		    (word_name(&ws->t[r.b - 1]) && !place_of(ws, r, lo)))
			best = r;
	}
	return best;
}

static bool
verb_group(const struct word *t)
{
	if (t->flags & WORD_IN || t->kind != WORD_TEXT)
		return false;
	if (word_name(t))
		return false;
	return (t->cls & (LEX_AUX | LEX_ADV | LEX_NEG | LEX_DAY)) != 0 ||
	    word_is(t, "s") || word_is(t, "se") ||
	    (!(t->flags & WORD_CAP) && (t->flags & WORD_LY) &&
		!(t->cls & SPEAKS));
}

/* `NP - after a pause - said': left of the second dash, at j. */
static struct range
between_dashes(const struct words *ws, size_t j, size_t lo)
{
	size_t k;

	for (k = j; k > lo && j - k < 30; k--)
		if (word_is_punct(&ws->t[k - 1], '-')) {
			struct range r = pronoun_before(ws, k - 1, lo);

			return range_any(r) ? r : np_backward(ws, k - 1, lo);
		}
	return (struct range){j, j};
}

/* Is the word at i a participle that hangs on what speaks before it: `a report
 * published', `the letter sent'? */
static bool
hanging(const struct words *ws, size_t i, size_t lo)
{
	const struct word *t = &ws->t[i];

	return i > lo && word_small(t) && !(t->flags & WORD_IN) &&
	    ((t->flags & WORD_ED) || (t->cue & CUE_PP)) &&
	    (t[-1].cls & (LEX_DOC | LEX_AGENT | LEX_GROUP)) != 0 &&
	    word_small(t - 1);
}

/* `NP in his speech said': the phrase before the preposition, if any. */
static struct range
before_place(const struct words *ws, struct range r, size_t lo)
{
	const struct word *t;
	struct range p;
	size_t end;

	if (r.a < lo + 2)
		return r;
	t = &ws->t[r.a - 1];
	if (!word_small(t) || !(t->cls & LEX_PREP) || t->cls & LEX_OF ||
	    word_is(t, "to") || word_is(t, "as"))
		return r;
	/* `fell after the company said' */
	if ((t->cls & LEX_SUB) && np_valid(ws, r, true))
		return r;
	/* `a letter obtained by NP says', `a study published Monday in NP' */
	end = r.a - 1;
	while (end > lo + 1 &&
	    ((ws->t[end - 1].cls & LEX_DAY) ||
		(word_is(&ws->t[end - 1], "on") && end < r.a - 1)))
		end--;
	if (!hanging(ws, end - 1, lo))
		end = r.a - 1;
	if ((word_is(t, "by") && (t[-1].flags & WORD_ED)) ||
	    hanging(ws, end - 1, lo))
		end--;
	p = np_backward(ws, end, lo);
	if (!np_valid(ws, p, true))
		return r;
	/* "the Secretary of State for European Affairs Karen Dow" */
	if (word_is(t, "for") && word_name(&ws->t[r.b - 1]))
		return (struct range){p.a, r.b};
	return p;
}

/* A finite verb at i, adverbs stepped over. */
static bool
verb_at(const struct words *ws, size_t i, size_t hi)
{
	while (i < hi && (ws->t[i].cls & LEX_ADV))
		i++;
	return i < hi && word_finite(ws, i);
}

/* Does a relative clause begin at k, before hi: `who left', `whose ship sank',
 * `where the fire began'? */
static bool
relative_at(const struct words *ws, size_t k, size_t hi)
{
	const struct word *t = &ws->t[k];
	struct range r;

	if (word_is(t, "who") &&
	    ((t[-1].cls & LEX_PLURAL) != 0 || (t[-1].flags & WORD_S)))
		return k + 1 < hi && word_small(t + 1) &&
		    !(t[1].cls &
			(LEX_PREP | LEX_DET | LEX_SUBJ | LEX_CONJ | LEX_OBJ));
	if (word_is(t, "who") ||
	    ((word_is(t, "that") || word_is(t, "which")) &&
		(t[-1].cls & SPEAKS)))
		return verb_at(ws, k + 1, hi);
	if (!word_is(t, "whose") && !word_is(t, "where"))
		return false;
	r = np_forward(ws, k + 1, hi);
	return range_any(r) && verb_at(ws, r.b, hi);
}

/* `people who have fought the plan say': r, or what precedes the relative
 * clause that r is the object of. */
static struct range
before_relative(const struct words *ws, struct range r, size_t lo)
{
	const struct word *t;
	struct range p;
	size_t k;

	for (k = r.a; k > lo + 1 && r.a - k < 20; k--) {
		t = &ws->t[k - 1];
		if (t->kind == WORD_PUNCT || (t->flags & WORD_IN) ||
		    (t->cls & LEX_SUBJ))
			break;
		if (k >= r.a || !relative_at(ws, k - 1, r.a))
			continue;
		p = np_backward(ws, k - 1, lo);
		return np_valid(ws, p, true) ? p : r;
	}
	return r;
}

/* `officials speaking to NP said', `a man walking past NP said': r, or who does
 * what r is the object of. */
static struct range
before_doing(const struct words *ws, struct range r, size_t lo)
{
	const struct word *t;
	struct range p;
	size_t k;

	for (k = r.a; k > lo + 1 && r.a - k < 10; k--) {
		t = &ws->t[k - 1];
		if (t->kind == WORD_PUNCT || (t->flags & WORD_IN) ||
		    word_finite(ws, k - 1) || (t->cls & (LEX_SUBJ | LEX_SUB)))
			break;
		if (!(t->flags & WORD_ING) || !word_small(t) ||
		    t->cls & (LEX_SAYSO | LEX_PREP | LEX_TIME) ||
		    !(t[-1].cls & (LEX_AGENT | LEX_GROUP | LEX_DOC)))
			continue;
		p = np_backward(ws, k - 1, lo);
		return np_valid(ws, p, true) ? p : r;
	}
	return r;
}

/* Where the time begins that ends at j, behind the subject: `NP late on Friday
 * evening', `NP earlier this month'; j when there is none. */
static size_t
before_time(const struct words *ws, size_t j, size_t lo)
{
	const uint32_t time = LEX_TIME | LEX_DAY, last = LEX_LAST | LEX_ADV;
	bool day = false;
	size_t k = j;

	while (k > lo && (ws->t[k - 1].cls & time) &&
	    !(ws->t[k - 1].flags & (WORD_IN | WORD_OWNER)))
		day |= (ws->t[--k].cls & LEX_DAY) != 0;
	if (k == j || k == lo || (!day && !(ws->t[k - 1].cls & LEX_LAST)))
		return j;
	if (word_is(&ws->t[k - 1], "on"))
		k--;
	while (k > lo && (ws->t[k - 1].cls & last) && word_small(&ws->t[k - 1]))
		k--;
	return k;
}

/* `who in May said', `who at the time warned': the pronoun before a place or
 * time that ends at j; none when a verb lies between. */
static struct range
pronoun_of(const struct words *ws, size_t j, size_t lo)
{
	const struct range none = {j, j};
	const struct word *t = NULL;
	size_t k, i;

	for (k = j; k > lo + 1 && j - k < 7; k--) {
		t = &ws->t[k - 1];
		if (t->kind == WORD_PUNCT || (t->flags & WORD_IN) ||
		    (t->cls & LEX_SUBJ))
			return none;
		if (word_is(t, "who") || word_is(t, "which"))
			break;
	}
	if (k == j || k <= lo + 1 || j - k == 7 || !(t[1].cls & LEX_PREP))
		return none;
	for (i = k; i < j; i++)
		if (word_finite(ws, i))
			return none;
	return (struct range){k - 1, k};
}

struct range
np_subject(const struct words *ws, size_t v, size_t lo, size_t *verb)
{
	struct range r = {v, v};
	const struct word *t;
	size_t j = v;

	while (j > lo &&
	    (verb_group(&ws->t[j - 1]) ||
		(j < v && word_is(&ws->t[j - 1], "on") &&
		    (ws->t[j].cls & LEX_DAY))))
		j--;
	*verb = j = before_time(ws, j, lo);
	if (j == lo)
		return r;
	if (j > lo + 1 && hanging(ws, j - 1, lo))
		j--; /* `a report published Wednesday said' */
	t = &ws->t[j - 1];
	if (t->flags & WORD_SHORT)
		return (struct range){j - 1, j};
	if ((word_is(t, "who") || word_is(t, "which") || word_is(t, "qui") ||
		(word_is(t, "that") && j - 1 > lo && (t[-1].cls & SPEAKS))) &&
	    np_valid(ws, np_antecedent(ws, j - 1, lo), true))
		return (struct range){j - 1, j};
	r = pronoun_of(ws, j, lo);
	if (range_any(r) && np_valid(ws, np_antecedent(ws, r.a, lo), true))
		return r;
	if (word_is_punct(t, '-'))
		return between_dashes(ws, j - 1, lo);
	if (word_is_punct(t, ',')) {
		/* `Preguntado por NP, contestó': who answers is not named */
		if (np_participle(ws, lo, v) && np_leads(ws, lo, j - 1))
			return (struct range){v, v};
		r = before_apposition(ws, j - 1, lo);
		if (range_any(r))
			return r;
		return np_backward(ws, j - 1, lo);
	}
	r = np_backward(ws, j, lo);
	if (range_any(r))
		r = before_doing(ws, before_place(ws, r, lo), lo);
	return before_relative(ws, range_any(r) ? r : (struct range){j, j}, lo);
}

bool
np_participle(const struct words *ws, size_t i, size_t hi)
{
	const struct word *t = &ws->t[i];

	return (t->flags & WORD_FIRST) &&
	    ((t->flags & (WORD_ING | WORD_ED)) ||
		((t->cue & CUE_PP) && !(t->cue & CUE_BASE))) &&
	    i + 1 < hi && t[1].kind == WORD_TEXT && !word_name(t + 1) &&
	    !word_finite(ws, i + 1) &&
	    ((t->cue & (CUE_ING | CUE_PP)) ||
		(t[1].cls & (LEX_DET | LEX_PREP | LEX_SUB | LEX_OBJ)));
}

/* Past a prepositional phrase at the head of a clause. */
static size_t
skip_lead(const struct words *ws, size_t i, size_t hi)
{
	size_t k;

	while (i < hi &&
	    (ws->t[i].kind == WORD_PUNCT ||
		((ws->t[i].cls & (LEX_CONJ | LEX_ADV)) &&
		    !word_name(&ws->t[i]) && !(ws->t[i].cls & LEX_DET))))
		i++;
	if (i >= hi ||
	    !(np_participle(ws, i, hi) ||
		((ws->t[i].cls & (LEX_PREP | LEX_SUB)) &&
		    !word_name(&ws->t[i]))))
		return i;
	for (k = i + 1; k < hi && k < i + 40 && !(ws->t[k].flags & WORD_IN);
	     k++) {
		if (word_is_punct(&ws->t[k], ','))
			return k + 1 < hi ? k + 1 : i;
		if ((ws->t[k].cls & LEX_DAY) && k + 1 < hi &&
		    ws->t[k + 1].kind == WORD_TEXT)
			return k + 1;
	}
	return i;
}

bool
np_leads(const struct words *ws, size_t lo, size_t v)
{
	size_t i;

	if (!np_participle(ws, lo, v + 1) &&
	    !((ws->t[lo].cls & LEX_PREP) && !(ws->t[lo].flags & WORD_IN)))
		return false;
	for (i = lo; i < v; i++)
		if (ws->t[i].kind != WORD_TEXT)
			return false;
	return true;
}

struct range
np_after_lead(const struct words *ws, size_t v, size_t hi)
{
	struct range r = {v, v};
	size_t k;

	for (k = v + 1; k + 1 < hi && k < v + 60; k++)
		if (word_is_punct(&ws->t[k], ',') &&
		    !(ws->t[k].flags & WORD_IN)) {
			r = np_forward(ws, k + 1, hi);
			if (np_valid(ws, r, true) && r.b < hi &&
			    word_finite(ws, r.b))
				return r;
			return (struct range){v, v};
		}
	return r;
}

/* `NP, who came late, left': NP, of whom the clause with the verb at i says
 * more, when that is over before hi. */
static struct range
whom_it_means(
    const struct words *ws, struct range r, size_t i, size_t lo, size_t hi)
{
	struct range p;

	if (r.b - r.a != 1 || !(ws->t[r.a].cls & LEX_REL) ||
	    (ws->t[r.a].cls & LEX_SUBJ) || r.a == lo)
		return r;
	while (i < hi &&
	    (!word_is_punct(&ws->t[i], ',') || (ws->t[i].flags & WORD_IN)))
		i++;
	if (i == hi)
		return r;
	p = np_antecedent(ws, r.a, lo);
	return np_valid(ws, p, true) ? p : r;
}

/* `NP, Ann Lee, put': a name set off at i, and a small word behind it. */
static bool
over_name(const struct words *ws, size_t i, size_t hi)
{
	size_t k = i + 1;

	if (!word_is_punct(&ws->t[i], ','))
		return false;
	while (k < hi && k < i + 6 && word_name(&ws->t[k]))
		k++;
	return k > i + 1 && k + 1 < hi && word_is_punct(&ws->t[k], ',') &&
	    word_small(&ws->t[k + 1]);
}

struct range
np_main(const struct words *ws, size_t lo, size_t hi)
{
	struct range r;
	size_t i, verb;

	lo = skip_lead(ws, lo, hi);
	for (i = lo; i < hi && i < lo + 60; i++) {
		if (ws->t[i].flags & WORD_IN)
			break;
		if (!word_finite(ws, i) &&
		    !((ws->t[i].cue & CUE_ANY) && word_small(&ws->t[i]) &&
			i > lo && !(ws->t[i - 1].cls & (LEX_DET | LEX_PREP))))
			continue;
		r = np_subject(ws, i, lo, &verb);
		if (ws->t[i].flags & WORD_SHORT)
			r = (struct range){i, i + 1};
		if (np_valid(ws, r, false))
			return whom_it_means(ws, r, i, lo, hi);
	}
	/* no verb that is known: the phrase at the head */
	r = np_forward(ws, lo, hi);
	return np_valid(ws, r, true) && r.b < hi &&
		(word_small(&ws->t[r.b]) || over_name(ws, r.b, hi))
	    ? r
	    : (struct range){lo, lo};
}
