/* SPDX-License-Identifier: ISC */
/*
 * Attribution in German, by the order of its words: `NP sagte: "..."', `Am
 * Montag sagte NP, "..."', `"...", so NP', `NP hat ... als "..." bezeichnet',
 * `laut NP', `nach Angaben von NP', and the Konjunktiv of reported speech.
 */
#include "german.h"

#include <string.h>

#include "gphrase.h"
#include "gsource.h"

#define NO_WORD SIZE_MAX

static const struct answer no_answer = {.cue_word = NO_WORD};

/* Does the stretch end in `?' or `!', so that no comma is due? */
static bool
ends_open(const struct words *ws, const struct marked *m)
{
	return m->b > m->a + 1 && ws->t[m->b - 1].kind == WORD_CLOSE &&
	    ws->t[m->b - 2].kind == WORD_PUNCT &&
	    strchr("?!,", ws->t[m->b - 2].ch) != NULL;
}

/* The infinitive of a cue, which is the plural of the present as well. */
static bool
plural(const struct word *t)
{
	return german_small(t) && (t->cue & CUE_ANY) && (t->cue & CUE_BASE);
}

/* `", sagte NP', `", so NP', `", heißt es in NP', `" zitiert X NP'. */
static struct answer
right(const struct words *ws, const struct marked *m, struct sentence s)
{
	size_t i = m->b, v;
	struct range r;
	bool comma = false;

	while (i < s.end &&
	    (word_is_punct(&ws->t[i], ',') || word_is_punct(&ws->t[i], '-'))) {
		comma = true;
		i++;
	}
	if (i >= s.end || !german_outside(ws, i))
		return no_answer;
	v = i;
	if (word_is(&ws->t[v], "so") || (ws->t[v].cls & LEX_SAYSO)) {
		r = german_np(ws, v + 1, s.end);
		if (v + 1 < s.end && german_finite(&ws->t[v + 1])) {
			if (word_is(&ws->t[v + 1], "heißt"))
				return gsource_heard_in(ws, v + 1, s.end);
			if (!(ws->t[v + 1].cue & CUE_STRONG))
				return no_answer;
			r = german_np(
			    ws, german_over_objects(ws, v + 2, s.end), s.end);
		}
		return gsource_make(ws, r, v, RULE_ACCORDING);
	}
	if (!comma && !(ends_open(ws, m) && m->n > 1) &&
	    (m->a > s.begin || m->n < 4 || !(ws->t[v].cue & CUE_STRONG)))
		return no_answer;
	if (german_finite(&ws->t[v]) || plural(&ws->t[v]) ||
	    (comma && m->n > 3 && german_adjective(&ws->t[v]))) {
		i = german_over_objects(ws, v + 1, s.end);
		if (i + 1 < s.end && word_is(&ws->t[i], "es"))
			return gsource_heard_in(ws, v, s.end);
		r = german_np(ws, i, s.end);
		/* `" zitiert X den NP' */
		if (range_any(r) && word_is(&ws->t[v], "zitiert") &&
		    range_any(german_np(ws, r.b, s.end)))
			r = german_np(ws, r.b, s.end);
		if (range_any(r))
			return gsource_make(ws, r, v,
			    ws->t[v].cue & CUE_ANY ? RULE_VS : RULE_ACT);
	}
	return no_answer;
}

/* A cue after the stretch in its clause: `als "..." bezeichnet'. */
static size_t
cue_after(const struct words *ws, const struct marked *m, struct sentence s)
{
	size_t i;

	for (i = m->b; i < s.end && i < m->b + 25; i++) {
		if (!german_outside(ws, i))
			continue;
		if (ws->t[i].kind == WORD_PUNCT && strchr(",;:", ws->t[i].ch))
			break;
		if (word_is(&ws->t[i], "und") && i + 1 < s.end &&
		    german_outside(ws, i + 1))
			break;
		if ((ws->t[i].cue & CUE_ANY) && german_small(&ws->t[i]))
			return i;
	}
	return NO_WORD;
}

/* The plural of the present, `Die Kanadier sagen', not an infinitive: no
 * auxiliary in its clause, no "zu" before it, a noun in front. */
static bool
plural_main(const struct words *ws, size_t v, size_t lo)
{
	size_t i, a = german_clause(ws, v, lo);
	bool noun = false;

	if (!plural(&ws->t[v]) || v == a || word_is(&ws->t[v - 1], "zu"))
		return false;
	for (i = a; i < v; i++) {
		if ((ws->t[i].cls & (LEX_AUX | LEX_VERB | LEX_SUB)) ||
		    german_finite(&ws->t[i]))
			return false;
		noun |= german_noun(&ws->t[i]);
	}
	return noun;
}

/* `NP hat angekündigt, er werde': the participle at v with its auxiliary. */
static bool
perfect_cue(const struct words *ws, size_t v, size_t lo)
{
	size_t i, a;

	if (!(ws->t[v].cue & CUE_PP) || !(ws->t[v].cue & CUE_STRONG) ||
	    !word_is_punct(&ws->t[v + 1], ','))
		return false;
	a = german_clause(ws, v, lo);
	for (i = v; i > a; i--)
		if ((ws->t[i - 1].cls & LEX_AUX) && german_outside(ws, i - 1))
			return !(ws->t[i - 1].cls & LEX_BE);
	return false;
}

/* The nearest finite verb before i; in the clause of i when near. */
static size_t
verb_before(const struct words *ws, size_t i, size_t lo, bool cues)
{
	size_t v;

	for (v = i; v > lo && i - v < 60; v--) {
		const struct word *t = &ws->t[v - 1];

		if (!german_outside(ws, v - 1) ||
		    (!german_finite(t) && !plural_main(ws, v - 1, lo) &&
			!(cues && v < i && perfect_cue(ws, v - 1, lo))))
			continue;
		if (!cues || (t->cue & CUE_ANY))
			return v - 1;
	}
	return NO_WORD;
}

/* The head of a sentence whose verb no list knows. */
static struct range
first_phrase(const struct words *ws, size_t lo, size_t hi)
{
	struct range r = german_np(ws, lo, hi);

	return german_nominative(ws, r) && r.b < hi &&
		german_small(&ws->t[r.b]) && !german_adverb(ws, r)
	    ? r
	    : (struct range){lo, lo};
}

/* Is the verb at v one of reported speech, sei and its kind? */
static bool
konjunktiv(const struct words *ws, size_t v, size_t hi)
{
	return v < hi && (ws->t[v].cls & LEX_KONJ) != 0;
}

/* The auxiliary of the participle at v in its clause, else v. */
static size_t
auxiliary(const struct words *ws, size_t v, size_t lo)
{
	size_t i, a = german_clause(ws, v, lo);

	if (!(ws->t[v].cue & CUE_PP))
		return v;
	for (i = v; i > a; i--)
		if ((ws->t[i - 1].cls & LEX_AUX) && german_outside(ws, i - 1) &&
		    german_small(&ws->t[i - 1]))
			return i - 1;
	return v;
}

/* `NP hat gefragt: "..."': the participle right before the stretch. */
static size_t
perfect(const struct words *ws, const struct marked *m, struct sentence s)
{
	size_t v = m->a;

	if (v < s.begin + 3 || ws->t[v - 1].kind != WORD_PUNCT ||
	    !german_outside(ws, v - 2) || !(ws->t[v - 2].cue & CUE_PP) ||
	    auxiliary(ws, v - 2, s.begin) == v - 2)
		return NO_WORD;
	return v - 2;
}

/* Of a passive: `von NP', `in den Medien'. */
static struct answer
by_whom(const struct words *ws, size_t v, struct sentence s)
{
	size_t i, lo = v > s.begin + 15 ? v - 15 : s.begin;

	for (i = lo; i < s.end && i < v + 20; i++)
		if (german_outside(ws, i) &&
		    (word_is(&ws->t[i], "von") || word_is(&ws->t[i], "vom")))
			return gsource_make(
			    ws, german_np(ws, i + 1, s.end), v, RULE_LEFT);
	if (word_is(&ws->t[lo], "in") || word_is(&ws->t[lo], "im"))
		return gsource_make(
		    ws, german_np(ws, lo + 1, s.end), v, RULE_LEFT);
	return no_answer;
}

/* `In dem Brief heißt es', `So heißt es in dem Brief': the letter. */
static struct answer
heard(const struct words *ws, size_t v, size_t lo, size_t hi)
{
	size_t i;

	for (i = lo; i < v; i++)
		if (ws->t[i].cls & LEX_PREP)
			return gsource_make(
			    ws, german_np(ws, i + 1, v), v, RULE_LEFT);
	return v + 1 < hi && word_is(&ws->t[v + 1], "es")
	    ? gsource_heard_in(ws, v, hi)
	    : no_answer;
}

/* The cue and its subject before the stretch, or around it. */
static struct answer
left(const struct words *ws, const struct marked *m, struct sentence s)
{
	size_t v, after = cue_after(ws, m, s);
	struct answer x;

	if (after != NO_WORD && word_is(&ws->t[after], "genannt") && m->n < 5)
		return no_answer;
	if (after != NO_WORD) {
		v = verb_before(ws, m->a, s.begin, false);
		if ((german_finite(&ws->t[after]) ||
			(v == NO_WORD && plural(&ws->t[after]))) &&
		    (v == NO_WORD || german_clause(ws, m->a, s.begin) > v))
			v = after;
		if (v != NO_WORD && (ws->t[v].cls & LEX_BE) &&
		    (ws->t[after].cue & CUE_PP))
			return by_whom(ws, v, s);
		x = gsource_make(ws,
		    v == NO_WORD ? (struct range){0, 0}
				 : german_subject(ws, v, s.begin, s.end),
		    after, RULE_LEFT);
		if (x.rule != RULE_NONE)
			return x;
	}
	v = perfect(ws, m, s);
	if (v == NO_WORD)
		v = verb_before(ws, m->a, s.begin, true);
	if (v != NO_WORD && (ws->t[v].cue & CUE_WEAK) && m->a - v > 8 &&
	    !word_is_punct(&ws->t[m->a - 1], ':'))
		v = NO_WORD;
	if (v != NO_WORD && konjunktiv(ws, v, m->a) &&
	    (v = verb_before(ws, v, s.begin, true)) == NO_WORD)
		return no_answer;
	if (v != NO_WORD) {
		after = v;
		v = auxiliary(ws, v, s.begin);
		if (word_is(&ws->t[v], "hieß") || word_is(&ws->t[v], "heißt") ||
		    word_is(&ws->t[after], "geheißen"))
			return heard(ws, v, s.begin, m->a);
		if (word_is(&ws->t[v], "zitierte") ||
		    word_is(&ws->t[v], "zitiert")) {
			x = gsource_make(
			    ws, german_np(ws, v + 1, m->a), v, RULE_LEFT);
			if (x.rule != RULE_NONE)
				return x;
		}
		x = gsource_make(ws, german_subject(ws, v, s.begin, s.end),
		    after, RULE_LEFT);
		if (x.rule == RULE_NONE)
			x = gsource_make(
			    ws, first_phrase(ws, s.begin, v), after, RULE_LEFT);
		if (x.rule == RULE_NONE &&
		    (v = verb_before(ws, v, s.begin, false)) != NO_WORD)
			x = gsource_make(ws,
			    german_subject(ws, v, s.begin, s.end), after,
			    RULE_LEFT);
		return x;
	}
	return no_answer;
}

/* A sentence in the Konjunktiv is spoken by whom the ones before it name. */
static struct answer
sentence_before(
    const struct words *ws, const struct marked *m, size_t back, bool cues)
{
	struct marked end = {0};
	struct sentence s;
	struct answer x;
	size_t k = ws->t[m->a].sent, i, v;

	for (i = 0; i < back && k > 0; i++) {
		s = ws->s[--k];
		end.a = end.b = s.end;
		x = gsource_as_said(ws, &end, s);
		if (x.rule == RULE_NONE)
			x = gsource_due(ws, &end, s);
		if (x.rule != RULE_NONE)
			return x;
		v = verb_before(ws, s.end, s.begin, cues);
		if (v == NO_WORD ||
		    (cues && i > 0 && !(ws->t[v].cue & CUE_STRONG)))
			continue;
		x = gsource_make(
		    ws, german_subject(ws, v, s.begin, s.end), v, RULE_BEFORE);
		if (x.rule != RULE_NONE)
			return x;
	}
	return no_answer;
}

/* `NP: "..."', and the subject of whatever clause the stretch is in. */
static struct answer
subject(const struct words *ws, const struct marked *m, struct sentence s)
{
	struct range r;
	size_t v;

	if (m->a > s.begin + 1 && word_is_punct(&ws->t[m->a - 1], ':')) {
		r = german_np(ws, s.begin, m->a);
		if (range_any(r) &&
		    (r.b + 5 >= m->a ||
			(word_is_punct(&ws->t[r.b], ',') && m->a - r.b < 15 &&
			    verb_before(ws, m->a, s.begin, false) == NO_WORD)))
			return gsource_make(ws, r, NO_WORD, RULE_NAME);
	}
	v = verb_before(ws, m->a, s.begin, false);
	if (v != NO_WORD && konjunktiv(ws, v, m->a))
		return sentence_before(ws, m, 6, true);
	if (v != NO_WORD) {
		struct answer x = gsource_read_in(ws, m, s, v);

		if (x.rule != RULE_NONE)
			return x;
	}
	if (m->n < 3)
		return no_answer;
	r = v == NO_WORD ? first_phrase(ws, s.begin, m->a)
			 : german_subject(ws, v, s.begin, s.end);
	if (!range_any(r) && word_is_punct(&ws->t[m->a - 1], ':'))
		r = german_second(ws, s.begin, m->a);
	return gsource_make(ws, r, NO_WORD, RULE_SUBJECT);
}

struct answer
german_last(const struct words *ws)
{
	struct marked end = {.a = ws->n - 1, .b = ws->n};
	size_t v;
	struct sentence s;
	struct answer x = no_answer;

	if (ws->n == 0)
		return x;
	s = ws->s[ws->n_s - 1];
	v = verb_before(ws, s.end, s.begin, true);
	if (v != NO_WORD && (ws->t[v].cue & CUE_STRONG))
		x = gsource_make(
		    ws, german_subject(ws, v, s.begin, s.end), v, RULE_BEFORE);
	return x.rule != RULE_NONE ? x : sentence_before(ws, &end, 6, true);
}

bool
german_named(const struct words *ws, const struct marked *m, size_t lo)
{
	const struct word *p;

	if (m->a == lo || m->n > 7)
		return false;
	p = &ws->t[m->a - 1];
	if (m->a + 1 >= m->b || !(ws->t[m->a + 1].flags & WORD_CAP))
		return false;
	return german_noun(p) && !(p->cls & LEX_SPEECH) && !ends_open(ws, m) &&
	    !(p->flags & WORD_FIRST);
}

/* `"...". Das sagte NP': the next sentence says who. */
static struct answer
sentence_after(const struct words *ws, const struct marked *m)
{
	size_t k = ws->t[m->b - 1].sent + 1, i, v;
	struct sentence s;
	bool cue = false;

	if (k >= ws->n_s || m->n < 4 || !(ws->t[m->a].flags & WORD_FIRST))
		return no_answer;
	s = ws->s[k];
	v = s.begin + 1;
	if (s.begin + 2 >= s.end || s.begin > m->b + 1 ||
	    (!word_is(&ws->t[s.begin], "das") &&
		!word_is(&ws->t[s.begin], "dies") &&
		!word_is(&ws->t[s.begin], "so")) ||
	    !german_finite(&ws->t[v]) || (ws->t[v].cls & LEX_BE))
		return no_answer;
	for (i = v; i < s.end; i++)
		cue |= german_outside(ws, i) && german_small(&ws->t[i]) &&
		    (ws->t[i].cue & CUE_ANY);
	if (!cue)
		return no_answer;
	return gsource_make(ws,
	    german_np(ws, german_over_objects(ws, v + 1, s.end), s.end), v,
	    RULE_VS);
}

struct answer
german_answer(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = ws->s[ws->t[m->b - 1].sent];
	struct answer x = right(ws, m, s), act = x;

	/* a verb that no list knows is heard when nobody else is */
	if (act.rule == RULE_ACT)
		x = no_answer;
	s.begin = ws->s[ws->t[m->a].sent].begin;
	if (x.rule == RULE_NONE)
		x = sentence_after(ws, m);
	if (x.rule == RULE_NONE)
		x = gsource_late(ws, m, s);
	if (x.rule == RULE_NONE)
		x = gsource_as_said(ws, m, s);
	if (x.rule == RULE_NONE)
		x = gsource_due(ws, m, s);
	if (x.rule == RULE_NONE)
		x = gsource_holder(ws, m, s);
	if (x.rule == RULE_NONE && act.rule == RULE_ACT)
		x = act;
	if (x.rule == RULE_NONE)
		x = left(ws, m, s);
	if (german_named(ws, m, s.begin) &&
	    (x.rule == RULE_NONE ||
		(x.rule == RULE_LEFT && !(ws->t[x.cue_word].cue & CUE_STRONG))))
		return no_answer;
	if (x.rule == RULE_NONE && m->a > s.begin)
		x = subject(ws, m, s);
	if (x.rule == RULE_NONE && m->a == s.begin && m->n > 3 &&
	    ws->t[m->a].sent > 0 &&
	    (!d->mem->any ||
		ws->t[ws->s[ws->t[m->a].sent - 1].begin].begin >=
		    d->mem->last_end))
		x = sentence_before(ws, m, 1, true);
	if (x.rule == RULE_NONE && m->n > 4 &&
	    (!d->mem->any || d->mem->last_para != d->para))
		x = sentence_before(ws, m, 3, true);
	if (x.rule == RULE_NONE && d->mem->act.rule == RULE_NONE &&
	    (m->n > 4 || german_reported(ws, m)))
		x = sentence_before(ws, m, 2, false);
	return x;
}
