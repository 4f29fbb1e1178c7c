/* SPDX-License-Identifier: ISC */
/*
 * German phrases.  Nouns have capitals; the finite verb is the second
 * constituent of a main clause and the last of a subordinate one, and the
 * subject stands on either side of it.
 */
#include "gphrase.h"

#include <string.h>

#include "mention.h"

#define NAME_MAX_WORDS 8 /* of a name in marks, with its marks */

#define NOT_NOUN                                                        \
	(LEX_DET | LEX_SUBJ | LEX_PREP | LEX_SUB | LEX_CONJ | LEX_ADV | \
	    LEX_AUX | LEX_WH | LEX_OBJ | LEX_NEG | LEX_VERB | LEX_SAYSO)

bool
german_outside(const struct words *ws, size_t i)
{
	return !(ws->t[i].flags & WORD_IN);
}

/* A noun or a name. */
bool
german_noun(const struct word *t)
{
	return t->kind == WORD_TEXT && (t->flags & WORD_CAP) &&
	    !(t->cls & NOT_NOUN);
}

bool
german_small(const struct word *t)
{
	return t->kind == WORD_TEXT &&
	    (!(t->flags & WORD_CAP) || (t->flags & WORD_FIRST));
}

/* A finite verb form, cue or auxiliary. */
bool
german_finite(const struct word *t)
{
	if (!german_small(t) || t->cls & (LEX_PREP | LEX_DET))
		return false;
	if (t->cls & (LEX_AUX | LEX_VERB))
		return true;
	return (t->cue & CUE_ANY) && t->cue & (CUE_S | CUE_PAST | CUE_ING);
}

/* A small word that no class holds: an adjective in a phrase. */
bool
german_adjective(const struct word *t)
{
	return t->kind == WORD_NUMBER ||
	    (t->kind == WORD_TEXT && !(t->flags & WORD_CAP) &&
		!(t->cls & NOT_NOUN) && t->cue == 0);
}

/* Past the stretch that opens at i when it is a name, as in `die "Neue Post"';
 * else i. */
static size_t
over_name(const struct words *ws, size_t i, size_t hi)
{
	size_t j;

	if (ws->t[i].kind != WORD_OPEN || i + 1 >= hi ||
	    !(ws->t[i + 1].flags & WORD_CAP))
		return i;
	for (j = i + 1; j < hi && j < i + NAME_MAX_WORDS; j++) {
		if (ws->t[j].kind == WORD_CLOSE)
			return j + 1;
		if (ws->t[j].kind == WORD_PUNCT ||
		    (german_small(&ws->t[j]) &&
			!(ws->t[j].cls & (LEX_DET | LEX_PREP | LEX_CONJ)) &&
			ws->t[j].end - ws->t[j].begin > 3))
			return i;
	}
	return i;
}

/* Back over the stretch that ends before j when it is a name in a phrase. */
static size_t
before_name(const struct words *ws, size_t j, size_t lo)
{
	size_t i;

	for (i = j; i > lo + 1 && j - i < NAME_MAX_WORDS; i--)
		if (ws->t[i - 1].kind == WORD_OPEN)
			break;
	if (i <= lo + 1 || ws->t[i - 1].kind != WORD_OPEN ||
	    over_name(ws, i - 1, j) != j || ws->t[i - 2].kind != WORD_TEXT)
		return j;
	return i - 1;
}

static bool
genitive(const struct word *t)
{
	return word_is(t, "der") || word_is(t, "des") || word_is(t, "von") ||
	    word_is(t, "vom") || word_is(t, "für") || word_is(t, "aus") ||
	    (t->cls & LEX_POSS);
}

/* `schrieb dieser:' */
static bool
pointing(const struct word *t)
{
	return word_is(t, "dieser") || word_is(t, "diese") ||
	    word_is(t, "jener") || word_is(t, "jene");
}

/* The bracket that closes the one at j, or j. */
static size_t
over_bracket(const struct words *ws, size_t j, size_t hi)
{
	size_t k;

	for (k = j; k < hi && k < j + 12; k++)
		if (word_is_punct(&ws->t[k], ')'))
			return k;
	return j;
}

/* `CDU/CSU', `die Liste 90/Die Freien': a stroke at j with no blank. */
static bool
slash(const struct words *ws, size_t j, size_t lo, size_t hi)
{
	const struct word *t = &ws->t[j];

	return word_is_punct(t, '/') && j > lo && j + 1 < hi &&
	    (t[1].flags & WORD_CAP) && !((t->flags | t[1].flags) & WORD_BLANK);
}

/* Is the small word at j of the phrase from i on, whose noun has been met or
 * not? */
static bool
goes_on(const struct words *ws, size_t j, size_t i, size_t hi, bool head)
{
	const struct word *t = &ws->t[j], *p;

	if (t->kind == WORD_PUNCT)
		return false;
	if (!head)
		return (t->cls & LEX_DET) || german_adjective(t);
	p = t - 1;
	if (t->cls & LEX_DET && (genitive(t) || word_is_punct(p, '/')))
		return true;
	if (j + 1 < hi &&
	    (genitive(t) ||
		((word_is(t, "und") || word_is(t, "de") || word_is(t, "van")) &&
		    german_noun(t + 1) && german_noun(p))))
		return true;
	return german_adjective(t) &&
	    (genitive(p) || (p->cls & LEX_DET) ||
		(german_adjective(p) && j > i + 1));
}

/* The phrase that begins at i. */
struct range
german_np(const struct words *ws, size_t i, size_t hi)
{
	const struct range none = {i, i};
	const struct word *t;
	bool head = false;
	size_t j, k;

	if (i < hi && (ws->t[i].cls & LEX_SUBJ) && german_outside(ws, i) &&
	    (i + 1 >= hi || !german_noun(&ws->t[i + 1]) ||
		!(ws->t[i].cls & LEX_DET)))
		return (struct range){i, i + 1};
	if (i + 1 < hi && german_outside(ws, i) && pointing(&ws->t[i]) &&
	    ws->t[i + 1].kind == WORD_PUNCT)
		return (struct range){i, i + 1};
	for (j = i; j < hi && j < i + NP_MAX; j++) {
		t = &ws->t[j];
		if (!german_outside(ws, j)) {
			k = over_name(ws, j, hi);
			if (k == j || (head && !(t[-1].cls & LEX_DET)))
				break;
			head = true;
			j = k - 1;
			continue;
		}
		if (german_noun(t)) {
			if (t->cls & (LEX_DAY | LEX_MONTH) && head)
				break;
			head = true;
			continue;
		}
		if (word_is_punct(t, '(') && head) {
			k = over_bracket(ws, j, hi);
			if (k == j)
				break;
			j = k;
			continue;
		}
		if (!slash(ws, j, i, hi) && !goes_on(ws, j, i, hi, head))
			break;
	}
	while (j > i && !german_noun(&ws->t[j - 1]) &&
	    ws->t[j - 1].kind != WORD_CLOSE &&
	    !word_is_punct(&ws->t[j - 1], ')'))
		j--;
	return head ? (struct range){i, j} : none;
}

/* The phrase that ends at end, back to its article or a pause. */
struct range
german_np_back(const struct words *ws, size_t end, size_t lo)
{
	const struct word *t;
	size_t j = end, k;
	bool head = false;

	while (j > lo && end - j < NP_MAX) {
		t = &ws->t[j - 1];
		if (!german_outside(ws, j - 1)) {
			k = before_name(ws, j, lo);
			if (k == j)
				break;
			head = true;
			j = k;
			continue;
		}
		if (t->kind == WORD_PUNCT) {
			if (!word_is_punct(t, ')') && !word_is_punct(t, '(') &&
			    !slash(ws, j - 1, lo, end))
				break;
		} else if (german_noun(t)) {
			head = true;
		} else if (t->cls & LEX_SUBJ && !(t->cls & LEX_DET)) {
			if (!head)
				return (struct range){j - 1, j};
			break;
		} else if (t->cls & (LEX_SUB | LEX_AUX | LEX_ADV | LEX_VERB)) {
			break;
		} else if (german_finite(t) && !german_adjective(t)) {
			break;
		}
		j--;
	}
	while (j < end && !german_noun(&ws->t[j]) &&
	    !(ws->t[j].cls & LEX_DET) && !german_adjective(&ws->t[j]) &&
	    !(ws->t[j].cls & LEX_PREP))
		j++;
	return head ? (struct range){j, end} : (struct range){end, end};
}

/* Can it be a subject: no preposition before it, no time, no dative that can
 * be told. */
bool
german_nominative(const struct words *ws, struct range r)
{
	const struct word *t;
	size_t i;

	if (!range_any(r))
		return false;
	t = &ws->t[r.a];
	if (t->cls & LEX_PREP && !(t->flags & WORD_CAP && german_noun(t)))
		return false;
	if (word_is(t, "dem") || word_is(t, "den"))
		return false;
	for (i = r.a + 1; i < r.b && !german_noun(&ws->t[i]);)
		i++;
	if (word_is(t, "der") && i < r.b && mention_feminine(ws, &ws->t[i]))
		return false;
	for (i = r.a; i < r.b && !(ws->t[i].cls & LEX_PREP); i++)
		if (ws->t[i].cls & (LEX_MONTH | LEX_TIME))
			return false;
	return !(ws->t[r.b - 1].cls & (LEX_DAY | LEX_MONTH | LEX_TIME));
}

/* Where the clause of i begins: after a comma, a semicolon or a colon. */
size_t
german_clause(const struct words *ws, size_t i, size_t lo)
{
	size_t from = i;

	while (i > lo && from - i < 120 &&
	    !(ws->t[i - 1].kind == WORD_PUNCT && german_outside(ws, i - 1) &&
		strchr(",;:", ws->t[i - 1].ch) != NULL))
		i--;
	return i;
}

/* Back over `NP, Vorsitzender des Verbands, sagte'. */
static struct range
over_apposition(const struct words *ws, size_t v, size_t lo)
{
	struct range r;
	size_t k, commas = 0;

	for (k = v; k > lo && v - k < 60 && commas < 4; k--) {
		if (!word_is_punct(&ws->t[k - 1], ',') ||
		    !german_outside(ws, k - 1))
			continue;
		commas++;
		if (k == v)
			continue;
		r = german_np_back(ws, k - 1, lo);
		if (german_nominative(ws, r) &&
		    r.a == german_clause(ws, r.a, lo))
			return r;
	}
	return (struct range){v, v};
}

/* Is the first word of a sentence an adverb, whatever its capital says? */
bool
german_adverb(const struct words *ws, struct range r)
{
	const struct word *t = &ws->t[r.a];

	return (t->flags & WORD_FIRST) &&
	    (t->flags & (WORD_ING | WORD_LY)) != 0;
}

/* `NP kam und sagte': the subject of the verb before the conjunction at c. */
static struct range
shared_subject(const struct words *ws, size_t c, size_t lo)
{
	size_t v, a = german_clause(ws, c, lo);

	for (v = c; v > a + 1 && c - v < 40; v--) {
		if (!german_outside(ws, v - 1) ||
		    !german_finite(&ws->t[v - 1]) ||
		    (ws->t[v - 2].cls & LEX_CONJ))
			continue;
		if (!(ws->t[v - 1].cls & LEX_KONJ))
			return german_subject(ws, v - 1, lo, c);
		a = lo; /* reported: the verb is of who reports it */
	}
	return (struct range){c, c};
}

/* `Von der Leyen sagte' */
static bool
von_name(const struct words *ws, size_t a, size_t v)
{
	return v > a + 1 && v <= a + 3 && (ws->t[a].flags & WORD_CAP) &&
	    word_is(&ws->t[a], "von") && german_noun(&ws->t[v - 1]) &&
	    (ws->t[v].cue & CUE_STRONG) && (ws->t[v].cue & CUE_CLAUSE) &&
	    (v == a + 2 || (ws->t[a + 1].cls & LEX_DET));
}

/* `NP, der kam': does a relative clause begin at a, which speaks for what it
 * hangs on? */
static bool
relative(const struct words *ws, size_t a, size_t v, size_t lo)
{
	return a > lo + 1 && a + 1 < v &&
	    (word_is(&ws->t[a], "der") || word_is(&ws->t[a], "die") ||
		word_is(&ws->t[a], "das")) &&
	    !german_noun(&ws->t[a + 1]) && !german_adjective(&ws->t[a + 1]) &&
	    word_is_punct(&ws->t[a - 1], ',');
}

static bool
ends_en(const struct words *ws, const struct word *t)
{
	return t->end - t->begin > 3 &&
	    memcmp(ws->p + t->end - 2, "en", 2) == 0;
}

/* Is the phrase before the verb at v no subject of it, by their numbers: `Die
 * Forderungen nannte NP', `Das Vorhaben nannten NP'? */
static bool
disagrees(const struct words *ws, struct range r, size_t v)
{
	const struct word *t = &ws->t[r.a];
	size_t i = r.a + 1;

	while (i < r.b && !german_noun(&ws->t[i]) && !(ws->t[i].cls & LEX_CONJ))
		i++;
	if (!ends_en(ws, &ws->t[v]))
		return i < r.b && word_is(t, "die") && ends_en(ws, &ws->t[i]);
	if (!word_is(t, "das") && !word_is(t, "der") && !word_is(t, "ein") &&
	    !word_is(t, "eine"))
		return false;
	for (; i < r.b; i++)
		if (ws->t[i].cls & LEX_CONJ)
			return false;
	return true;
}

struct range
german_subject(const struct words *ws, size_t v, size_t lo, size_t hi)
{
	struct range l, r;
	size_t a = german_clause(ws, v, lo), i = v + 1;

	if (v > lo + 1 && (ws->t[v - 1].cls & LEX_CONJ) &&
	    german_outside(ws, v - 1)) {
		l = shared_subject(ws, v - 1, lo);
		if (range_any(l))
			return l;
	}
	if (v > lo && word_is_punct(&ws->t[v - 1], ',')) {
		l = over_apposition(ws, v, lo);
		if (range_any(l))
			return l;
	}
	while (i < hi && german_outside(ws, i) &&
	    ((ws->t[i].cls & (LEX_ADV | LEX_OBJ | LEX_DAY)) &&
		!german_noun(&ws->t[i])))
		i++;
	r = german_np(ws, i, hi);
	/* a pronoun right after the verb is its subject, but that sie may be an
	 * object when the subject stands before it */
	l = german_np_back(ws, v, a);
	if (range_any(r) && (ws->t[r.a].cls & LEX_SUBJ) &&
	    !(ws->t[r.a].cls & LEX_DET) &&
	    !(word_is(&ws->t[r.a], "sie") && german_nominative(ws, l) &&
		l.a == a && r.a == v + 1))
		return r;
	if (a < v && ws->t[a].cls & LEX_SUB && german_small(&ws->t[a])) {
		l = german_np(ws, a + 1, v);
		/* `Als Grund nannte NP' is a main clause */
		if (word_is(&ws->t[a], "als") && range_any(r) &&
		    (l.b == v ||
			(ws->t[v - 1].kind == WORD_CLOSE &&
			    ws->t[a + 1].kind == WORD_OPEN)))
			return r;
		return german_nominative(ws, l) ? l : (struct range){v, v};
	}
	if (relative(ws, a, v, lo))
		return german_np_back(ws, a - 1, lo);
	if (von_name(ws, a, v))
		return (struct range){a, v};
	l = german_np_back(ws, v, a);
	/* `Die Pläne nannte der Chef': an object at the head */
	if (german_nominative(ws, r) && word_is(&ws->t[r.a], "der") &&
	    range_any(l) &&
	    (word_is(&ws->t[l.a], "die") || word_is(&ws->t[l.a], "das") ||
		word_is(&ws->t[l.a], "den")) &&
	    r.a == v + 1)
		return r;
	if (german_nominative(ws, r) && range_any(l) && r.a == v + 1 &&
	    disagrees(ws, l, v))
		return r;
	if (german_nominative(ws, l) && l.a <= a + 1 && !german_adverb(ws, l))
		return l;
	return german_nominative(ws, r) ? r : (struct range){v, v};
}

/* Past `ihn', `sich', `dazu' after a verb. */
size_t
german_over_objects(const struct words *ws, size_t i, size_t hi)
{
	while (i < hi && german_outside(ws, i) &&
	    (ws->t[i].cls & (LEX_ADV | LEX_OBJ)) && !german_noun(&ws->t[i]))
		i++;
	return i;
}

/* The subject behind the verb that no list knows, after what the sentence leads
 * with: `Hier sparte NP nicht mit Kritik', `Den Ärger brachte NP zum Ausdruck'.
 */
struct range
german_second(const struct words *ws, size_t lo, size_t hi)
{
	const struct range none = {lo, lo};
	struct range r;
	size_t i = lo;

	if (ws->t[i].cls & LEX_ADV) {
		i++;
	} else {
		do {
			r = german_np(
			    ws, i + ((ws->t[i].cls & LEX_PREP) != 0), hi);
			if (!range_any(r) || r.b >= hi)
				return none;
			i = r.b;
		} while (ws->t[i].cls & LEX_PREP);
	}
	if (i + 1 >= hi || !word_small(&ws->t[i]) ||
	    !german_adjective(&ws->t[i]))
		return none;
	r = german_np(ws, german_over_objects(ws, i + 1, hi), hi);
	return german_nominative(ws, r) ? r : none;
}
