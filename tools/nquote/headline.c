/* SPDX-License-Identifier: ISC */
/* What a name and a colon stand before: headlines and transcripts. */
#include "clause.h"
#include "content.h"

/* Past the NP that begins at a and, in a headline, `to NP' or `on NP' after it:
 * where a colon must stand. */
static struct range
head_speaker(const struct words *ws, size_t a, size_t b, size_t *colon)
{
	struct range np = np_forward(ws, a, b), to;

	*colon = np.b;
	if (np.b + 1 < b &&
	    (word_is(&ws->t[np.b], "to") || word_is(&ws->t[np.b], "on"))) {
		to = np_forward(ws, np.b + 1, b);
		if (range_any(to))
			*colon = to.b;
	}
	return np;
}

/* The headline `NAME: C'; elsewhere than at the head of the text C must be a
 * clause, as places and dates have colons too. */
bool
clause_headline(const struct words *ws, size_t a, size_t b, struct clauses *out)
{
	const struct range none = {0, 0};
	const struct word *t = &ws->t[a];
	struct range np;
	size_t colon;

	np = head_speaker(ws, a, b, &colon);
	if (np.b - np.a > 6 || colon + 3 > b ||
	    !word_is_punct(&ws->t[colon], ':') || !np_valid(ws, np, true))
		return false;
	/* `The Latest:', `Revealed:' */
	if (((t->cls & LEX_DET) && np.b - np.a == 2 &&
		!(t[1].cls & (LEX_AGENT | LEX_GROUP | LEX_DOC))) ||
	    (np.b - np.a == 1 &&
		((t->flags & (WORD_ED | WORD_ING)) ||
		    t->end - t->begin == 1)) || /* Q: and A: */
	    (t->begin > 0 && !content_has_verb(ws, colon + 1, b)))
		return false;
	clauses_add(
	    out, content_trim(ws, colon + 1, b), none, np, SIZE_MAX, RULE_NAME);
	return true;
}

bool
clause_transcript(const struct words *ws, struct clauses *out)
{
	const struct range none = {0, 0};
	size_t i;

	for (i = 0; i < ws->n && i < 6; i++)
		if (ws->t[i].kind == WORD_PUNCT ||
		    !(ws->t[i].flags & (WORD_ALLCAP | WORD_DOT)))
			break;
	if (i == 0 || i + 3 > ws->n || !word_is_punct(&ws->t[i], ':') ||
	    !(ws->t[i - 1].flags & WORD_ALLCAP) ||
	    (ws->t[i - 1].cls & (LEX_DOC | LEX_SPEECH)))
		return false;
	clauses_add(out, content_trim(ws, i + 1, ws->n), none,
	    (struct range){0, i}, SIZE_MAX, RULE_NAME);
	return true;
}
