/* SPDX-License-Identifier: ISC */
/*
 * Dialogue without marks: a dash begins what somebody says, `- C, dit NP', and
 * in Spanish a second one who says it, `-C -dijo NP-. C'.  A turn ends where
 * the next sentence begins with a dash.
 *
 * Limit: a turn that names nobody is left out, as it may be an item of a list.
 */
#include "dash.h"

#include "content.h"
#include "english.h"

/* Where the turn that begins at a ends. */
static size_t
turn_end(const struct words *ws, size_t a)
{
	size_t i;

	for (i = a + 1; i < ws->n; i++)
		if ((ws->t[i].flags & WORD_FIRST) &&
		    word_is_punct(&ws->t[i], '-'))
			break;
	return i;
}

/* What goes on behind the dash that ends the attribution, from i to b. */
static struct range
rest(const struct words *ws, size_t i, size_t b)
{
	uint32_t sent = ws->t[i - 1].sent;

	while (i < b && ws->t[i].sent == sent && !word_is_punct(&ws->t[i], '-'))
		i++;
	if (i == b || ws->t[i].sent != sent)
		return (struct range){b, b};
	i++;
	return content_trim(
	    ws, i + (i < b && word_is_punct(&ws->t[i], '.')), b);
}

/* The turn from the dash at a to b, when somebody is named for it. */
static void
turn(const struct direct *d, size_t a, size_t b, struct clauses *out)
{
	const struct words *ws = d->ws;
	struct marked m = {.a = a + 1};
	struct answer x;
	struct range np;
	size_t i;

	for (i = a + 1; i + 2 < b; i++) {
		const struct word *t = &ws->t[i];

		if (t->kind != WORD_PUNCT || word_in_marks(ws, i))
			continue;
		/* a comma is not of what it ends, as it is not of marks */
		m.b = t->ch == ',' ? i : i + 1;
		x = english_inverted(d, &m, &np);
		if (x.rule == RULE_NONE)
			continue;
		clauses_add(out, content_trim(ws, a + 1, m.b),
		    rest(ws, np.b, b), np, x.cue_word, RULE_DASH);
		return;
	}
}

void
dash_turns(const struct direct *d, struct clauses *out)
{
	const struct words *ws = d->ws;
	size_t a, b;

	if (ws->n == 0 || !word_is_punct(&ws->t[0], '-'))
		return;
	for (a = 0; a < ws->n; a = b) {
		b = turn_end(ws, a);
		turn(d, a, b, out);
	}
}
