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

/* Are all words of the stretch nouns, but for small ones between them?  What
 * ends as a sentence does, or begins with "ein", is no name. */
static bool
all_nouns(const struct words *ws, const struct marked *m)
{
	const struct word *t = &ws->t[m->b - 1];
	size_t i;

	if (t->kind == WORD_CLOSE && m->n > 2 && word_is_punct(t - 1, '.'))
		return false;
	t = &ws->t[m->a + 1];
	if (m->n > 1 && !(t->flags & WORD_CAP) &&
	    (word_is(t, "ein") || word_is(t, "eine") || word_is(t, "einen")))
		return false;
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

/* The definite article, alone or in a preposition: of a name, not of a word
 * that somebody chose. */
static bool
definite(const struct word *t)
{
	static const char *const words[] = {"der", "die", "das", "den", "dem",
	    "des", "vom", "im", "am", "beim", "zum", "zur", "ins"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (word_is(t, words[i]))
			return true;
	return false;
}

/* Does what stands before the mark at a lead up to a name: `der neue', `Leiter
 * von', not `eine'? */
static bool
of_name(const struct words *ws, size_t a)
{
	const struct word *p = &ws->t[a - 1];

	if (definite(p))
		return true;
	if (a < 2 || !german_outside(ws, a - 2))
		return false;
	return (german_adjective(p) && definite(p - 1)) ||
	    (word_is(p, "von") && german_noun(p - 1));
}

/* The word before the mark at a, a bracket stepped over. */
static const struct word *
before(const struct words *ws, size_t a)
{
	size_t i;

	if (word_is_punct(&ws->t[a - 1], ')'))
		for (i = a - 1; i > 1 && a - i < 6; i--)
			if (word_is_punct(&ws->t[i - 1], '('))
				return &ws->t[i - 2];
	return &ws->t[a - 1];
}

/* `nennt sie sich "..."' */
static bool
called(const struct words *ws, const struct marked *m)
{
	size_t i;

	if (!word_is(&ws->t[m->a - 1], "sich"))
		return false;
	for (i = m->a - 1; i > 0 && m->a - i < 4; i--)
		if (word_is(&ws->t[i - 1], "nennt") ||
		    word_is(&ws->t[i - 1], "nannte") ||
		    word_is(&ws->t[i - 1], "nannten") ||
		    word_is(&ws->t[i - 1], "nennen"))
			return true;
	return false;
}

/* What follows a name at b: `"..."-Kampagne', `"..." (UPM)', `"...", so heißt'.
 */
static bool
named_after(const struct words *ws, size_t b)
{
	const struct word *t = ws->t + b;

	if (b + 2 >= ws->n)
		return false;
	if (word_is_punct(t, '-') && !(t->flags & WORD_BLANK) &&
	    !(t[1].flags & WORD_BLANK))
		return german_noun(t + 1);
	if (word_is_punct(t, '('))
		return (t[1].flags & WORD_ALLCAP) && word_is_punct(t + 2, ')');
	return word_is_punct(t, ',') && word_is(t + 1, "so") &&
	    (word_is(t + 2, "heißt") || word_is(t + 2, "hieß") ||
		word_is(t + 2, "lautet")) &&
	    b + 3 < ws->n && !word_is(t + 3, "es");
}

/* Does what stands around the stretch say that it is a name: `die Zeitung
 * "..."', `laut "..."', `das "..." hieß'? */
static bool
name(const struct words *ws, const struct marked *m)
{
	const struct word *p, *n;

	if (m->n > 8 || m->a + 1 >= m->b)
		return false;
	if (named_after(ws, m->b))
		return true;
	if (m->a == 0)
		return false;
	p = before(ws, m->a);
	n = m->b < ws->n ? &ws->t[m->b] : NULL;
	while (p > ws->t && (p->cls & LEX_ADV)) /* hieß früher "..." */
		p--;
	if (word_is(p, "hieß") || word_is(p, "heißt"))
		return m->n <= 3;
	if (called(ws, m))
		return true;
	p = before(ws, m->a);
	if ((p->cls & LEX_DOC) || word_is(p, "laut") || word_is(p, "kurz"))
		return true;
	if (!(ws->t[m->a + 1].flags & WORD_CAP))
		return false;
	return n != NULL &&
	    (word_is(n, "zufolge") || word_is(n, "hieß") ||
		word_is(n, "heißt") || word_is(n, "getauft"));
}

bool
german_title(
    const struct words *ws, const struct marked *m, const struct answer *x)
{
	const struct word *p;

	if (x->rule != RULE_NONE && x->speaker.begin <= ws->t[m->a].begin &&
	    x->speaker.end >= ws->t[m->b - 1].end)
		return true; /* `wie die "Neue Post" berichtet' */
	if (name(ws, m))
		return true;
	if (m->n > 12 || !all_nouns(ws, m))
		return false;
	if (m->n > 1 && m->a > 0 && of_name(ws, m->a) &&
	    !(x->cue_word < ws->n && (ws->t[x->cue_word].cue & CUE_CALL)))
		return true;
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
