/* SPDX-License-Identifier: ISC */
/*
 * Sources in German that need no subject to be found: `laut NP', `NP zufolge',
 * `nach Angaben von NP', `wie NP mitteilte', `so NP', and the cue after a comma
 * later in the sentence.
 */
#include "gsource.h"

#include "gphrase.h"

#define NO_WORD SIZE_MAX

static const struct answer no_answer = {.cue_word = NO_WORD};

/* The answer, when there is a phrase that can speak: not es, not man. */
struct answer
gsource_make(const struct words *ws, struct range r, size_t cue, enum rule rule)
{
	if (range_any(r) &&
	    (word_is(&ws->t[r.a], "es") || word_is(&ws->t[r.a], "man") ||
		word_is(&ws->t[r.a], "dies") ||
		word_is(&ws->t[r.a], "nichts") ||
		word_is(&ws->t[r.a], "alles")))
		return no_answer;
	return range_any(r) ? answer_make(ws, r, cue, rule) : no_answer;
}

/* `heißt es in NP', with the verb at v. */
struct answer
gsource_heard_in(const struct words *ws, size_t v, size_t hi)
{
	size_t i;

	for (i = v + 1; i < hi && i < v + 9; i++)
		if (ws->t[i].cls & LEX_PREP)
			break;
	return gsource_make(ws, german_np(ws, i + 1, hi), v, RULE_VS);
}

/* `sei "..." und brauche Zeit, sagte NP.': the cue after a comma, later in the
 * sentence. */
struct answer
gsource_late(const struct words *ws, const struct marked *m, struct sentence s)
{
	struct range r;
	size_t i, v;

	for (i = m->b; i + 2 < s.end && i < m->b + 40; i++) {
		if (!word_is_punct(&ws->t[i], ',') || !german_outside(ws, i))
			continue;
		v = i + 1;
		if (word_is(&ws->t[v], "so") && v + 2 < s.end) {
			if (word_is(&ws->t[v + 1], "heißt"))
				return gsource_heard_in(ws, v + 1, s.end);
			r = german_np(ws, v + 1, s.end);
			if (range_any(r) &&
			    (r.b == s.end || ws->t[r.b].kind == WORD_PUNCT))
				return gsource_make(ws, r, v, RULE_ACCORDING);
			v++;
		}
		if (!german_outside(ws, v) || !german_finite(&ws->t[v]) ||
		    !(ws->t[v].cue & CUE_STRONG) ||
		    !(ws->t[v].cue & CUE_CLAUSE))
			continue;
		r = german_np(ws, german_over_objects(ws, v + 1, s.end), s.end);
		if (german_nominative(ws, r))
			return gsource_make(ws, r, v, RULE_LATE);
	}
	return no_answer;
}

/* The sentence, but no farther than 60 words from the stretch. */
static struct sentence
near_mark(struct sentence s, const struct marked *m)
{
	if (m->a - s.begin > 60)
		s.begin = m->a - 60;
	if (s.end - m->b > 60)
		s.end = m->b + 60;
	return s;
}

/* `Wie NP am Montag sagte, ist "..."': a clause of its own. */
struct answer
gsource_as_said(
    const struct words *ws, const struct marked *m, struct sentence s)
{
	struct range r;
	size_t i, v;

	s = near_mark(s, m);
	for (i = s.begin; i + 2 < s.end; i++) {
		if (!word_is(&ws->t[i], "wie") || !german_outside(ws, i) ||
		    (i > s.begin && !word_is_punct(&ws->t[i - 1], ',')))
			continue;
		for (v = i + 1; v < s.end && v < i + 40; v++)
			if (word_is_punct(&ws->t[v], ',') &&
			    (ws->t[v - 1].cue & CUE_ANY))
				break;
		if (v >= s.end || v >= i + 40 || v == i + 1 ||
		    (v > m->a && i < m->a))
			continue;
		if (!german_outside(ws, v) || !german_finite(&ws->t[v - 1]))
			continue;
		r = german_np(ws, german_over_objects(ws, i + 1, v), v);
		if (german_nominative(ws, r) &&
		    !word_is(&ws->t[v - 1], "heißt"))
			return gsource_make(ws, r, v - 1, RULE_ACCORDING);
	}
	return no_answer;
}

/* `in NP ist von "..." die Rede': what the letter or speech says. */
static struct answer
talk_of(const struct words *ws, const struct marked *m, struct sentence s)
{
	size_t i = m->a;

	if (m->a < s.begin + 4 || m->b + 1 >= s.end ||
	    !word_is(&ws->t[m->a - 1], "von") ||
	    !word_is(&ws->t[m->b], "die") || !word_is(&ws->t[m->b + 1], "rede"))
		return no_answer;
	while (i > s.begin && !word_is(&ws->t[i - 1], "in") &&
	    !word_is(&ws->t[i - 1], "im") && m->a - i < 20)
		i--;
	return i > s.begin && m->a - i < 20
	    ? gsource_make(ws, german_np(ws, i, m->a), NO_WORD, RULE_ACCORDING)
	    : no_answer;
}

/* `laut NP', `NP zufolge', `nach Angaben von NP' with the word at i. */
static struct answer
due_at(
    const struct words *ws, const struct marked *m, struct sentence s, size_t i)
{
	struct range r;

	if (!german_outside(ws, i))
		return no_answer;
	if (i > s.begin && i < m->a && i + 8 > m->a &&
	    word_is(&ws->t[i], "so") && word_is_punct(&ws->t[i - 1], ',')) {
		size_t k;

		r = german_np(ws, i + 1, s.end);
		for (k = r.b; k < s.end && (ws->t[k].cls & LEX_ADV); k++)
			;
		if (range_any(r) && k < s.end && ws->t[k].kind == WORD_PUNCT)
			return gsource_make(ws, r, i, RULE_ACCORDING);
	}
	if (i + 2 < s.end && (ws->t[i].cls & LEX_POSS) &&
	    (ws->t[i + 1].cls & LEX_SPEECH) && word_is(&ws->t[i + 2], "nach"))
		return gsource_make(
		    ws, (struct range){i, i + 1}, i + 1, RULE_ACCORDING);
	if (i == s.begin && word_is(&ws->t[i], "nach")) {
		r = german_np(ws, i + 1, s.end);
		if (r.b > i + 2 && r.b < s.end &&
		    (ws->t[r.b - 1].cls & LEX_SPEECH) &&
		    german_small(&ws->t[r.b]))
			return gsource_make(ws, r, i, RULE_ACCORDING);
	}
	if (word_is(&ws->t[i], "laut") ||
	    ((ws->t[i].cls & LEX_SPEECH) && i > s.begin &&
		(word_is(&ws->t[i - 1], "nach") ||
		    word_is(&ws->t[i - 1], "mit") ||
		    word_is(&ws->t[i - 1], "den")))) {
		r = german_np(
		    ws, i + 1 + (word_is(&ws->t[i + 1], "von")), s.end);
		if (range_any(r) && word_is(&ws->t[i], "laut"))
			return gsource_make(ws, r, i, RULE_ACCORDING);
		if (range_any(r) && i < m->a &&
		    (!word_is(&ws->t[i - 1], "den") ||
			(i > s.begin + 1 &&
			    (word_is(&ws->t[i - 2], "nach") ||
				word_is(&ws->t[i - 2], "in")))))
			return gsource_make(ws, r, i, RULE_ACCORDING);
	}
	if (word_is(&ws->t[i], "zufolge")) {
		r = german_np_back(ws, i, s.begin);
		if (range_any(r))
			return gsource_make(ws, r, i, RULE_ACCORDING);
	}
	return no_answer;
}

/* `laut NP', `NP zufolge', `nach Angaben von NP' near the stretch. */
struct answer
gsource_due(const struct words *ws, const struct marked *m, struct sentence s)
{
	struct answer x = talk_of(ws, m, s);
	size_t i;

	s = near_mark(s, m);
	for (i = s.begin; i + 1 < s.end && x.rule == RULE_NONE; i++)
		x = due_at(ws, m, s, i);
	return x;
}

/* `für NP ist "..."': to whom something is so. */
struct answer
gsource_holder(
    const struct words *ws, const struct marked *m, struct sentence s)
{
	struct range r;

	if (s.begin + 3 >= m->a || !word_is(&ws->t[s.begin], "für"))
		return no_answer;
	r = german_np(ws, s.begin + 1, m->a);
	if (!range_any(r) || r.b >= m->a || !(ws->t[r.b].cls & LEX_AUX))
		return no_answer;
	return gsource_make(ws, r, r.b, RULE_ACCORDING);
}

/* Where something is to be read: `In dem Entwurf steht: "..."', `Auf dem Plakat
 * war "..." zu lesen', the verb at v. */
struct answer
gsource_read_in(
    const struct words *ws, const struct marked *m, struct sentence s, size_t v)
{
	const struct word *t = &ws->t[m->b];
	struct range r;
	size_t i;

	if (!(m->b + 1 < s.end && word_is(t, "zu") &&
		(word_is(t + 1, "lesen") || word_is(t + 1, "hören"))) &&
	    !((word_is(&ws->t[v], "steht") || word_is(&ws->t[v], "stand") ||
		  word_is(&ws->t[v], "standen")) &&
		(v + 1 == m->a ||
		    (word_is_punct(&ws->t[m->a - 1], ':') &&
			(v + 2 == m->a ||
			    (ws->t[m->a - 2].cls & LEX_SPEECH))))))
		return no_answer;
	for (i = german_clause(ws, v, s.begin); i < m->a; i++) {
		if (!(ws->t[i].cls & LEX_PREP) || !german_outside(ws, i))
			continue;
		r = german_np(ws, i + 1, m->a);
		if (range_any(r))
			return gsource_make(ws, r, v, RULE_LEFT);
	}
	return no_answer;
}
