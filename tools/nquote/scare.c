/* SPDX-License-Identifier: ISC */
/*
 * Marked words that are nobody's speech: titles, names, words held at arm's
 * length.  Told by capitals, by what stands before them and by how sure the
 * rule is that found a speaker.
 */
#include "scare.h"

#include "german.h"

static bool
all_names(const struct words *ws, const struct marked *m)
{
	size_t i;

	for (i = m->a; i < m->b; i++)
		if (ws->t[i].kind == WORD_TEXT &&
		    !(ws->t[i].flags & WORD_CAP) &&
		    (ws->t[i].end - ws->t[i].begin > 3 ||
			(m->n > 1 &&
			    !(ws->t[i].cls & (LEX_DET | LEX_PREP | LEX_CONJ)))))
			return false;
	return true;
}

/* Is the stretch a value of markup, name="value"? */
bool
scare_markup(const struct words *ws, const struct marked *m)
{
	return m->a > 0 && word_is_punct(&ws->t[m->a - 1], '=');
}

/* Does a verb of saying stand right before the stretch? */
static bool
cue_beside(
    const struct words *ws, const struct marked *m, const struct answer *x)
{
	return x->cue_word < m->a && m->a - x->cue_word <= 3 &&
	    (ws->t[x->cue_word].cue & CUE_STRONG) &&
	    (ws->t[x->cue_word].cue & CUE_CLAUSE);
}

/* Are the words of the stretch written as titles are: capitals but for small
 * words between them? */
static bool
title_case(const struct words *ws, const struct marked *m)
{
	const struct word *t;
	size_t i, n = 0;

	for (i = m->a; i < m->b; i++) {
		t = &ws->t[i];
		if (t->kind != WORD_TEXT)
			continue;
		n += (t->flags & WORD_CAP) != 0;
		if (!(t->flags & WORD_CAP) &&
		    (n == 0 || !(t->cls & (LEX_DET | LEX_PREP | LEX_CONJ))))
			return false;
	}
	return n > 0;
}

/* Does the title of a work stand there: `author of "...,"', `the novel "..."',
 * `on TV3's "..."'? */
bool
scare_title(const struct words *ws, const struct marked *m)
{
	size_t i, a = ws->s[ws->t[m->a].sent].begin;
	const struct word *t;

	if (m->a < a + 1 || !title_case(ws, m))
		return false;
	i = m->a - 1;
	if (i > a && word_is_punct(&ws->t[i], ','))
		i--;
	t = &ws->t[i];
	if (t->cls & LEX_WORK || (t->cue & CUE_NEEDS_TO)) /* told "Town Talk" */
		return true;
	if (m->b < ws->n && (ws->t[m->b].cls & LEX_WORK))
		return true;
	if (i > a && word_is(t, "of") && (t[-1].cls & LEX_WORK))
		return true;
	return (t->flags & WORD_OWNER) && word_name(t) && i > a &&
	    word_is(t - 1, "on");
}

/* A title of a book, a show, a law: `on "Good Morning Town"'. */
static bool
title(const struct words *ws, const struct marked *m, const struct answer *x)
{
	if (ws->ordinals)
		return german_title(ws, m, x);
	if (scare_title(ws, m))
		return true;
	return m->n <= 8 && !(ws->t[m->a].flags & WORD_FIRST) &&
	    all_names(ws, m) && !word_is_punct(&ws->t[m->a - 1], ':') &&
	    x->rule != RULE_VS && x->rule != RULE_SV && x->rule != RULE_ACT &&
	    x->rule != RULE_CARRIED && !cue_beside(ws, m, x);
}

/* Nobody's speech: a name, a title, a word held at arm's length. */
bool
scare_marks(
    const struct words *ws, const struct marked *m, const struct answer *x)
{
	if (m->n == 0 || scare_markup(ws, m) || title(ws, m, x))
		return true;
	if (m->doubt)
		return x->rule != RULE_VS && x->rule != RULE_SV &&
		    x->rule != RULE_NAME && x->rule != RULE_CARRIED &&
		    !cue_beside(ws, m, x);
	if (ws->ordinals && german_reported(ws, m))
		return false;
	switch (x->rule) {
	case RULE_NONE:
		return m->n <= 3 || (m->n < 6 && m->a > 0);
	case RULE_LATE:
		if (ws->ordinals) /* German: a cue that has its own clause */
			return false;
		/* FALLTHROUGH */
	case RULE_INHERIT:
	case RULE_SUBJECT:
		/* few words inside a sentence, and no cue beside them */
		return !(ws->t[m->a].flags & WORD_FIRST) &&
		    (m->n <= 2 ||
			(ws->ordinals && m->n < 8 && m->a > 0 &&
			    m->a + 1 < m->b &&
			    !word_is_punct(&ws->t[m->a - 1], ':') &&
			    (ws->t[m->a + 1].flags & WORD_CAP)));
	default:
		return false;
	}
}
