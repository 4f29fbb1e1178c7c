/* SPDX-License-Identifier: ISC */
/*
 * German stretches that are nobody's words: names and titles.  All nouns have
 * capitals, so capitals alone say little; what stands before a stretch says
 * more.  Limits: titles in other languages that have small letters are missed.
 */
#include "german.h"
#include "gphrase.h"

bool
german_reported(const struct words *ws, const struct marked *m)
{
	struct sentence s = ws->s[ws->t[m->a].sent];
	size_t i = m->a - s.begin > 15 ? m->a - 15 : s.begin;

	for (; i < s.end && i < m->b + 10; i++)
		if (german_outside(ws, i) && (ws->t[i].cls & LEX_KONJ))
			return true;
	return false;
}

/* Are all words of the stretch nouns, but for small ones between them? */
static bool
all_nouns(const struct words *ws, const struct marked *m)
{
	const struct word *t;
	size_t i;

	for (i = m->a; i < m->b; i++) {
		t = &ws->t[i];
		if (t->kind == WORD_TEXT && !(t->flags & WORD_CAP) &&
		    t->end - t->begin > 3 &&
		    (i == m->a + 1 || i + 2 == m->b ||
			!(t->cls & (LEX_DET | LEX_PREP | LEX_CONJ))))
			return false;
	}
	return true;
}

bool
german_title(
    const struct words *ws, const struct marked *m, const struct answer *x)
{
	const struct word *p;

	if (x->rule != RULE_NONE && x->speaker.begin <= ws->t[m->a].begin &&
	    x->speaker.end >= ws->t[m->b - 1].end)
		return true; /* `wie die "Neue Post" berichtet' */
	if (m->n > 12 || !all_nouns(ws, m))
		return false;
	if (m->a == 0 || x->rule == RULE_VS || x->rule == RULE_CARRIED ||
	    x->rule == RULE_NAME)
		return false;
	if (x->rule == RULE_SUBJECT || x->rule == RULE_INHERIT ||
	    x->rule == RULE_FLOAT)
		return true;
	p = &ws->t[m->a - 1];
	if (x->cue_word < ws->n && (ws->t[x->cue_word].cue & CUE_CALL) &&
	    !word_is(&ws->t[x->cue_word], "genannt") &&
	    (!(p->cls & LEX_PREP) || word_is(p, "als") || word_is(p, "von")))
		return false; /* `nennt NP "Unsinn"', but not `in "Post"' */
	if (p->kind == WORD_PUNCT)
		return word_is_punct(p, '(') || word_is_punct(p, '-');
	if (german_reported(ws, m))
		return false;
	return german_noun(p) ||
	    (p->cls & (LEX_DET | LEX_CONJ | LEX_PREP) && !word_is(p, "ein") &&
		!word_is(p, "eine") && !word_is(p, "einen") &&
		!word_is(p, "einer") && !word_is(p, "einem") &&
		!word_is(p, "als") && !word_is(p, "von") &&
		!word_is(p, "keine"));
}
