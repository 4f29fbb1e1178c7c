/* SPDX-License-Identifier: ISC */
/*
 * Bounds of what is said, from its cue on: by what the verb takes, and by the
 * pauses, subordinators and cues that end it.
 */
#include "content.h"

#include <string.h>

bool
content_has_verb(const struct words *ws, size_t a, size_t b)
{
	size_t i;

	for (i = a; i < b && i < a + CONTENT_LOOK; i++)
		if (word_finite(ws, i) || (ws->t[i].cls & LEX_AUX) ||
		    (word_in_marks(ws, i) &&
			(ws->t[i].cue & CUE_ANY || ws->t[i].cls & LEX_VERB ||
			    ws->t[i].flags & WORD_ED)))
			return true;
	return false;
}

struct range
content_trim(const struct words *ws, size_t a, size_t b)
{
	while (a < b && ws->t[a].kind == WORD_PUNCT && !word_in_marks(ws, a) &&
	    strchr(",:;-*", ws->t[a].ch) != NULL)
		a++;
	while (b > a && ws->t[b - 1].kind == WORD_PUNCT &&
	    !word_in_marks(ws, b - 1) &&
	    strchr(",:;-.", ws->t[b - 1].ch) != NULL)
		b--;
	return (struct range){a, b};
}

/* A closing mark with a comma, `?' or `!' in it. */
static bool
closing_pause(const struct words *ws, size_t i)
{
	return ws->t[i].kind == WORD_CLOSE && i > 0 &&
	    ws->t[i - 1].kind == WORD_PUNCT &&
	    strchr(",?!-'", ws->t[i - 1].ch) != NULL;
}

bool
content_pause(const struct words *ws, size_t i)
{
	return word_comma(ws, i) || closing_pause(ws, i);
}

/* A verb at i, adverbs stepped over. */
bool
content_verb_at(const struct words *ws, size_t i, size_t b)
{
	while (i < b &&
	    ((ws->t[i].cls & (LEX_ADV | LEX_NEG)) ||
		(ws->t[i].flags & WORD_LY)))
		i++;
	return i < b && word_finite(ws, i);
}

/* `told voters who had come, "..."': where the relative clause at k ends; k
 * when that is not seen. */
static size_t
after_relative(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	for (i = k + 1; i + 1 < b && i < k + 16; i++) {
		if (word_is(&ws->t[i], "that"))
			return i;
		if (word_in_marks(ws, i))
			return i;
		if (word_comma(ws, i))
			return word_in_marks(ws, i + 1) ? i : k;
	}
	return k;
}

/* Past the addressee of tell: `reporters', `the court in May'. */
static size_t
skip_addressee(const struct words *ws, size_t c, size_t b)
{
	bool needed = (ws->t[c - 1].cue & CUE_NEEDS_TO) != 0;
	size_t k;

	if (needed && c < b && word_in_marks(ws, c)) { /* told "Town Talk" */
		while (c < b && word_in_marks(ws, c))
			c++;
		return c;
	}
	if (c < b && (ws->t[c].cls & (LEX_OBJ | LEX_SUBJ)) &&
	    !(ws->t[c].flags & WORD_SHORT) && c + 1 < b &&
	    !word_finite(ws, c + 1))
		return c + 1;
	if (!needed && c + 1 < b && /* promised on Monday to */
	    (ws->t[c].cls & (LEX_DAY | LEX_LAST) ||
		(word_is(&ws->t[c], "on") && (ws->t[c + 1].cls & LEX_DAY))))
		return c;
	for (k = c; k < b && k < c + 10; k++) {
		const struct word *t = &ws->t[k];

		if (word_finite(ws, k))
			break;
		if (word_in_marks(ws, k))
			return needed ? k : c;
		if (word_is(t, "who") && k > c)
			return after_relative(ws, k, b);
		if (word_is_punct(t, ',') || word_is_punct(t, ':') ||
		    word_is(t, "that") || word_is(t, "to") ||
		    (t->cls & LEX_WH) || (t->cls & LEX_SUBJ) ||
		    word_is(t, "about") || word_is(t, "if"))
			return k;
		if (needed && k > c && (t->cls & LEX_DET) &&
		    !(t[-1].cls & (LEX_PREP | LEX_CONJ)))
			return k;
	}
	return needed && c + 1 < b ? c + 1 : c;
}

/* `in an email the governor had': does a clause begin at k, behind a place or
 * time? */
static bool
clause_after_place(const struct words *ws, size_t k, size_t b)
{
	struct range r;

	if (!(ws->t[k - 1].cls & (LEX_DOC | LEX_SPEECH | LEX_DAY | LEX_TIME)) ||
	    !(ws->t[k].cls & LEX_DET || word_name(&ws->t[k])))
		return false;
	r = np_forward(ws, k, b);
	return range_any(r) && content_verb_at(ws, r.b, b);
}

/* That C, not `that day'. */
static bool
that(const struct words *ws, size_t k, size_t b)
{
	return word_is(&ws->t[k], "that") &&
	    !(k + 2 < b && (ws->t[k + 1].cls & LEX_TIME) &&
		word_is(&ws->t[k + 2], "that"));
}

/* Past `Wednesday', `in a statement', `on Twitter', up to "that" or a mark. */
static size_t
skip_adjuncts(const struct words *ws, size_t c, size_t b, bool inf)
{
	size_t k;

	if (c >= b || (word_is(&ws->t[c], "to") && inf))
		return c;
	if (inf && (ws->t[c].cls & (LEX_PREP | LEX_DAY | LEX_LAST)))
		for (k = c; k < b && k < c + 10 && !word_comma(ws, k) &&
		     !word_in_marks(ws, k);
		     k++)
			if (word_is(&ws->t[k], "to"))
				return k;
	if (ws->t[c].cls & LEX_PREP)
		for (k = c; k < b && k < c + 14; k++)
			if (word_is(&ws->t[k], "that") &&
			    word_in_marks(ws, k - 1) && !word_in_marks(ws, k))
				return k;
	for (k = c; k < b && k < c + 14; k++) {
		if (word_in_marks(ws, k) || that(ws, k, b) ||
		    word_is_punct(&ws->t[k], ':'))
			break;
		if ((ws->t[k].cue & CUE_STRONG) &&
		    ws->t[k].cue & (CUE_PAST | CUE_S) &&
		    !(ws->t[k].cls & LEX_SPEECH))
			return c;
		if (word_comma(ws, k) && k > c && k + 1 < b &&
		    (ws->t[k + 1].flags & WORD_ING))
			return c; /* said on Monday, ending a row that */
		if (k > c && (ws->t[k].cls & LEX_SUBJ) && k + 1 < b &&
		    ((ws->t[k].flags & WORD_SHORT) || word_finite(ws, k + 1))) {
			if (ws->t[c].cls & LEX_SUB) /* said as she left */
				return (ws->t[c].cls & LEX_PREP) && c + 1 < k &&
					np_forward(ws, c + 1, k).b == k
				    ? k /* said after the vote she left */
				    : c;
			/* said last week, though he left; said it was late,
			 * though he left */
			if ((ws->t[k - 1].cls & LEX_SUB) &&
			    word_comma(ws, k - 2))
				return content_has_verb(ws, c, k - 2) ? c : b;
			break;
		}
		if (k > c && clause_after_place(ws, k, b))
			break;
	}
	if (k < b && k < c + 14 && k > c && !(ws->t[c].flags & WORD_OWNER) &&
	    (!(ws->t[c].cls & LEX_DET) || (ws->t[c].cls & LEX_PREP) ||
		(ws->t[c + 1].cls & LEX_TIME)) &&
	    ((ws->t[c].cls &
		 (LEX_PREP | LEX_DAY | LEX_LAST | LEX_TIME | LEX_ADV)) != 0 ||
		(ws->t[c + 1].cls & LEX_TIME)))
		return k;
	while (c < b && ws->t[c].cls & (LEX_DAY | LEX_TIME | LEX_LAST) &&
	    !(ws->t[c].cls & LEX_DET) && !(ws->t[c].flags & WORD_OWNER))
		c++;
	return c;
}

/* Does a clause begin at c: with "that", or a subject and its verb? */
bool
content_is_clause(const struct words *ws, size_t c, size_t b)
{
	const struct word *t;
	struct range r;

	while (c + 1 < b && (ws->t[c].cls & LEX_ADV) && !word_name(&ws->t[c]))
		c++;
	t = &ws->t[c];
	if (word_is(t, "that") || word_is(t, "if") || t->cls & LEX_WH ||
	    t->flags & WORD_SHORT)
		return true;
	if ((t->cls & LEX_SUBJ) && !(t->cls & (LEX_OBJ | LEX_DET)) &&
	    c + 1 < b && ws->t[c + 1].kind == WORD_TEXT &&
	    !(ws->t[c + 1].cls & (LEX_PREP | LEX_CONJ | LEX_DET)))
		return true;
	r = np_forward(ws, c, b);
	return range_any(r) && r.b < b &&
	    (content_verb_at(ws, r.b, b) || word_in_marks(ws, r.b) ||
		content_has_verb(ws, r.b, r.b + 6 < b ? r.b + 6 : b));
}

/* `on NPR's "All Things"': where the title in marks at c ends that hangs on a
 * name; c when it is none. */
static size_t
skip_title(const struct words *ws, size_t c, size_t b)
{
	size_t k;

	if (c >= b || ws->t[c].kind != WORD_OPEN ||
	    !(ws->t[c - 1].flags & WORD_OWNER) || !word_name(&ws->t[c - 1]))
		return c;
	for (k = c + 1; k < b && k < c + 8 && word_in_marks(ws, k); k++)
		if (ws->t[k].kind == WORD_CLOSE)
			return k + 1;
		else if (!word_name(&ws->t[k]) &&
		    !(ws->t[k].cls & (LEX_PREP | LEX_DET | LEX_CONJ)))
			return c;
	return c;
}

/* `said, however, that C': where "that" stands behind what commas set off at c;
 * else c. */
static size_t
skip_aside(const struct words *ws, size_t c, size_t b)
{
	size_t k;

	if (c >= b || !word_comma(ws, c))
		return c;
	for (k = c + 1; k + 1 < b && k < c + 12; k++)
		if (word_comma(ws, k))
			return that(ws, k + 1, b) ? k + 1 : c;
		else if (word_in_marks(ws, k) || word_finite(ws, k))
			break;
	return c;
}

/*
 * Where the content of the cue at v begins, by what the verb takes; b when it
 * has none.
 */
size_t
content_begin(const struct words *ws, size_t v, size_t b)
{
	uint32_t cue = ws->t[v].cue;
	const struct word *t;
	size_t c = v + 1, to, title;

	if (cue & CUE_TO)
		c = skip_addressee(ws, c, b);
	if (c < b && (cue & CUE_ABOUT) && word_is(&ws->t[c], "about"))
		return c + 1;
	to = c;
	if (!(cue & CUE_CALL)) {
		c = skip_adjuncts(ws, c, b, (cue & CUE_INF) != 0);
		title = skip_title(ws, c, b);
		if (title > c)
			c = skip_adjuncts(ws, title, b, false);
		c = skip_aside(ws, c, b);
	}
	while (c < b && (word_comma(ws, c) || word_is_punct(&ws->t[c], ':')))
		c++;
	if (c >= b || word_in_marks(ws, c))
		return c;
	t = &ws->t[c];
	if (word_is(t, "it") && c + 2 < b && word_is_punct(t + 1, ':') &&
	    word_in_marks(ws, c + 2))
		return c + 2; /* put it: "..." */
	if (word_is(t, "to") && (cue & (CUE_CALL | CUE_NOUN)) == CUE_CALL)
		return c + 1;
	if (word_is(t, "to"))
		return !(cue & (CUE_INF | CUE_TO))	  ? b
		    : !(cue & CUE_NEEDS_TO) && to > v + 1 ? v + 1
							  : c;
	if (t->cls & LEX_INDEF && c + 1 < b && word_is(t + 1, "about"))
		return c + 2;
	if (word_is(t, "for") && cue & CUE_FOR)
		return c + 1;
	if ((word_is(t, "about") || word_is(t, "of") || word_is(t, "on")) &&
	    cue & CUE_ABOUT)
		return c + 1;
	if (word_is(t, "out") || (word_is(t, "as") && cue & CUE_CALL))
		return c + 1;
	if (t->cls & (LEX_PREP | LEX_CONJ) && !word_name(t) &&
	    !(t->cls & (LEX_DET | LEX_SUB)))
		return b;
	if (t->cls & LEX_SUB && !word_is(t, "that") && !(t->cls & LEX_WH) &&
	    !word_is(t, "if"))
		return b;
	if (!(cue & CUE_CLAUSE) || (cue & CUE_NOUN))
		return c;
	return content_is_clause(ws, c, b) ? c : b;
}
