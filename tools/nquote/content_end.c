/* SPDX-License-Identifier: ISC */
/* Where what is said is over: told by commas and what follows them, for in a
 * sentence of news the writer mostly has the last word. */
#include "content.h"

#include <string.h>

/* Is what ends before i set off there: a comma, or a mark with one in it? */
static bool
after_pause(const struct words *ws, size_t i)
{
	return i > 0 && content_pause(ws, i - 1);
}

/* `and added', `but did not say': a cue of whom the content is from.  The
 * third person of a noun's spelling ("voices", "claims") tells nothing. */
static bool
said_again(const struct words *ws, size_t i, size_t b)
{
	const struct word *t;
	bool not = false;

	while (i < b && !(ws->t[i].flags & WORD_IN) &&
	    (ws->t[i].cls & (LEX_ADV | LEX_SUBJ | LEX_NEG) ||
		(ws->t[i].flags & WORD_LY) || word_is(&ws->t[i], "did") ||
		word_is(&ws->t[i], "does"))) {
		not |= (ws->t[i].cls & LEX_NEG) != 0;
		i++;
	}
	t = &ws->t[i];
	if (i + 1 < b && word_is(t + 1, "to") &&
	    (word_is(t, "declined") || word_is(t, "refused")))
		return true;
	if (i >= b || (t->flags & (WORD_CAP | WORD_IN)) || !(t->cue & CUE_ANY))
		return false;
	if (not &&(t->cue & CUE_BASE))
		return (t->cue & CUE_STRONG) != 0;
	if (t->cue & CUE_S && !(t->cue & CUE_STRONG))
		return false;
	return (t->cue & (CUE_PAST | CUE_S)) && !(t->cue & CUE_BASE) &&
	    !((t->cue & CUE_S) && (t->cls & (LEX_SPEECH | LEX_PLURAL)));
}

/* Are there marks after k, before anybody else speaks? */
static bool
marks_soon(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	for (i = k; i < b && i < k + 40; i++) {
		if (word_in_marks(ws, i))
			return true;
		if ((ws->t[i].cue & CUE_ANY) || word_is_punct(&ws->t[i], ':'))
			return false;
	}
	return false;
}

/* `..., and NP says', `..., after NP said': another speaker. */
static bool
next_speaks(const struct words *ws, size_t k, size_t b)
{
	struct range r;
	size_t verb;

	bool and = word_is(&ws->t[k], "and");

	if (!and&&!word_is(&ws->t[k], "after") && !word_is(&ws->t[k], "as"))
		return false;
	r = np_forward(ws, k + 1, b);
	for (verb = r.b; verb < b && (ws->t[verb].cls & LEX_ADV); verb++)
		;
	return range_any(r) && !(ws->t[r.a].cls & LEX_SUBJ) && verb < b &&
	    !word_in_marks(ws, verb) &&
	    (ws->t[verb].cue & (and? CUE_ANY : CUE_STRONG)) &&
	    ws->t[verb].cue & (CUE_PAST | CUE_S) && np_valid(ws, r, true);
}

/* `while NP says': likewise, without a comma. */
static bool
while_speaks(const struct words *ws, size_t k, size_t b)
{
	struct range r = np_forward(ws, k + 1, b);

	return range_any(r) && !(ws->t[r.a].cls & LEX_SUBJ) && r.b < b &&
	    !word_in_marks(ws, r.b) && (ws->t[r.b].cue & CUE_STRONG) &&
	    (ws->t[r.b].cue & (CUE_PAST | CUE_S)) && np_valid(ws, r, true);
}

/* `asked him about the yard after NP said': likewise, when no more than a noun
 * phrase stands before it. */
static bool
under_speaks(const struct words *ws, size_t c, size_t k, size_t b)
{
	struct range r;

	if (!(ws->t[k].cls & LEX_SUB) || word_is(&ws->t[k], "that") ||
	    word_is(&ws->t[k], "if") ||
	    ((ws->t[k].cls & LEX_WH) && !word_is(&ws->t[k], "when")) ||
	    content_is_clause(ws, c, k))
		return false;
	r = np_forward(ws, k + 1, b);
	return range_any(r) && r.b < b && !word_in_marks(ws, r.b) &&
	    (ws->t[r.b].cue & CUE_STRONG) && (ws->t[r.b].cue & CUE_CLAUSE) &&
	    (ws->t[r.b].cue & (CUE_PAST | CUE_S)) && np_valid(ws, r, true);
}

/* `..., with NP saying': another speaker. */
static bool
with_speaker(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	if (!word_is(&ws->t[k], "with"))
		return false;
	for (i = k + 1; i < b && i < k + 9 && !word_in_marks(ws, i); i++)
		if ((ws->t[i].cue & CUE_STRONG) && (ws->t[i].cue & CUE_ING))
			return true;
	return false;
}

/* Is the relative clause at k the last thing in the sentence? */
static bool
last_relative(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	for (i = k + 1; i < b && i < k + CONTENT_LOOK; i++)
		if (word_comma(ws, i) && i + 1 < b &&
		    (content_verb_at(ws, i + 1, b) ||
			(ws->t[i + 1].cls & LEX_SUB) ||
			word_is(&ws->t[i + 1], "to")))
			return false;
	return true;
}

/* `, but not NP', `, but also in May', `, but could not come': what is said
 * goes on. */
static bool
but_part(const struct words *ws, size_t k, size_t b)
{
	const struct word *t = &ws->t[k + 1];

	return k + 2 < b && word_is(t - 1, "but") &&
	    (word_is(t, "that") || word_is(t, "also") || word_is(t, "not") ||
		word_is(t, "only") || word_is(t, "rather") ||
		((t->cls & LEX_AUX) && !(t[1].cls & LEX_SUBJ) &&
		    !word_is(t, "did") && !word_is(t, "does")));
}

/* `, the smallest in years': is there neither a verb nor a further item of a
 * list up to the end? */
static bool
bare_phrase(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	for (i = k + 1; i < b && i < k + CONTENT_LOOK; i++)
		if (word_comma(ws, i) || (ws->t[i].cls & LEX_CONJ) ||
		    word_finite(ws, i))
			return false;
	return true;
}

/* ` - to the chagrin of NP': a dash that no other closes. */
static bool
dash_over(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	if (!word_is_punct(&ws->t[k], '-') || k + 1 >= b ||
	    !(ws->t[k + 1].cls & (LEX_DET | LEX_PREP | LEX_SUB)) ||
	    marks_soon(ws, k, b))
		return false;
	for (i = k + 1; i < b && i < k + CONTENT_LOOK; i++)
		if (word_is_punct(&ws->t[i], '-'))
			return false;
	return true;
}

/* `, a move that ...', `, compared with ...' at the end of the sentence: a
 * remark of the writer's. */
static bool
remark(const struct words *ws, size_t k, size_t b)
{
	const struct word *t = &ws->t[k];
	size_t i;

	if (word_is(t, "compared"))
		return true;
	if (word_is(t, "the"))
		return bare_phrase(ws, k, b);
	if (!word_is(t, "a") && !word_is(t, "an"))
		return false;
	if (k + 1 < b && (t[1].cls & LEX_SPEECH))
		return true;
	for (i = k + 2; i < b && i < k + 6; i++)
		if (ws->t[i].cls & LEX_REL)
			break;
	if (i >= b || i >= k + 6)
		return false;
	for (; i < b && i < k + CONTENT_LOOK; i++)
		if (word_comma(ws, i))
			return false;
	return true;
}

/* `, whom NP called "..."': somebody else's words. */
static bool
whom_called(const struct words *ws, size_t k, size_t b)
{
	struct range r;
	size_t i;

	if (!word_is(&ws->t[k], "whom") && !word_is(&ws->t[k], "which"))
		return false;
	r = np_forward(ws, k + 1, b);
	if (!range_any(r) || r.b >= b || !(ws->t[r.b].cue & CUE_ANY))
		return false;
	for (i = r.b + 1; i < b && i < r.b + 4; i++)
		if (word_in_marks(ws, i))
			return true;
	return false;
}

/* What is held, given or sent, and words are said in. */
static bool
event(const struct word *t)
{
	return word_is(t, "interview") || word_is(t, "speech") ||
	    word_is(t, "rally") || word_is(t, "debate") ||
	    word_is(t, "briefing") || word_is(t, "conference") ||
	    word_is(t, "hearing") || word_is(t, "forum") ||
	    word_is(t, "appearance") || word_is(t, "broadcast") ||
	    word_is(t, "address") || word_is(t, "sermon") ||
	    word_is(t, "lecture") || word_is(t, "podcast") ||
	    word_is(t, "statement") || word_is(t, "tweet") ||
	    word_is(t, "email") || word_is(t, "memo") || word_is(t, "letter") ||
	    word_is(t, "post") || word_is(t, "column") ||
	    word_is(t, "editorial");
}

/* `in an interview with NP', `at a rally': where the event at k is over, or k
 * when there is none, or the content goes on with `as'. */
static size_t
event_end(const struct words *ws, size_t k, size_t b)
{
	const struct word *t = &ws->t[k];
	size_t i;

	if (k + 2 >= b ||
	    (!word_is(t, "in") && !word_is(t, "at") && !word_is(t, "during") &&
		!word_is(t, "on")))
		return k;
	if (!(t[1].cls & (LEX_POSS | LEX_LAST)) && !word_is(t + 1, "a") &&
	    !word_is(t + 1, "an"))
		return k;
	for (i = k + 2; i < b && i < k + 7; i++) {
		if (ws->t[i].kind == WORD_PUNCT || word_in_marks(ws, i) ||
		    (ws->t[i].cls & (LEX_PREP | LEX_CONJ)))
			return k;
		if (event(&ws->t[i]))
			return i + 1 < b && word_is(&ws->t[i + 1], "as")
			    ? k
			    : i + 1;
	}
	return k;
}

/* `called it "grim" Monday', `blamed NP on Monday at a rally': does it begin at
 * k when or where the words were said, which are no clause? */
static bool
occasion(const struct words *ws, size_t c, size_t k, size_t b)
{
	bool mark = ws->t[k - 1].kind == WORD_CLOSE;
	size_t i = k, e;

	if (!(ws->t[k].cls & (LEX_PREP | LEX_DAY)))
		return false;
	if (i + 1 < b && word_is(&ws->t[i], "on") &&
	    (ws->t[i + 1].cls & LEX_DAY))
		i++;
	if (ws->t[i].cls & LEX_DAY) {
		i++;
		if (mark)
			return true;
	}
	e = i < b ? event_end(ws, i, b) : i;
	return e > i &&
	    (e == b || word_comma(ws, e) ||
		(ws->t[e].cls & (LEX_PREP | LEX_DAY | LEX_LAST | LEX_TIME))) &&
	    (mark || !content_is_clause(ws, c, k));
}

/* `victory - only saying that': a participle that says, behind a dash. */
static bool
dash_saying(const struct words *ws, size_t k, size_t b)
{
	if (!word_is_punct(&ws->t[k], '-'))
		return false;
	do
		k++;
	while (k < b && (ws->t[k].cls & LEX_ADV));
	return k < b && !word_in_marks(ws, k) && !(ws->t[k].flags & WORD_CAP) &&
	    (ws->t[k].cue & CUE_ING) && (ws->t[k].cue & CUE_STRONG);
}

/* `and NP says C' without a comma: only what no noun looks like. */
static bool
and_speaks(const struct words *ws, size_t k, size_t b)
{
	struct range r;

	if (!word_is(&ws->t[k], "and") && !word_is(&ws->t[k], "but"))
		return false;
	r = np_forward(ws, k + 1, b);
	return range_any(r) && !(ws->t[r.a].cls & LEX_SUBJ) && r.b + 1 < b &&
	    !word_in_marks(ws, r.b) && (ws->t[r.b].cue & CUE_STRONG) &&
	    (ws->t[r.b].cue & CUE_CLAUSE) &&
	    (ws->t[r.b].cue & (CUE_PAST | CUE_S | CUE_ING)) &&
	    !(ws->t[r.b].cue & CUE_BASE) && np_valid(ws, r, true) &&
	    content_is_clause(ws, r.b + 1, b);
}

/* Does something that is not said begin at k?  under: the cue stands in a
 * clause that hangs on another, so that a comma ends what it says. */
static bool
content_over(const struct words *ws, size_t k, size_t b, bool under)
{
	const struct word *t = &ws->t[k];

	if (word_is_punct(t, ';') || dash_over(ws, k, b) ||
	    dash_saying(ws, k, b) || and_speaks(ws, k, b))
		return true;
	if (after_pause(ws, k)) {
		if (under || (t->cls & LEX_SAYSO))
			return true;
		if ((t->flags & WORD_ING) && !(t->flags & WORD_CAP) &&
		    (t->cue & CUE_ANY))
			return true;
		if (with_speaker(ws, k, b) || whom_called(ws, k, b) ||
		    ((t->cls & LEX_PREP) && k + 1 < b && (t[1].cls & LEX_REL) &&
			!(t[1].cls & LEX_DET)))
			return true;
		if (word_is(t, "while") || word_is(t, "whereas") ||
		    next_speaks(ws, k, b))
			return true;
		if (remark(ws, k, b))
			return !marks_soon(ws, k, b);
		if (word_is(t, "who") || word_is(t, "which"))
			return last_relative(ws, k, b) && !marks_soon(ws, k, b);
		if (word_is(t, "but") || word_is(t, "although") ||
		    word_is(t, "though"))
			return !but_part(ws, k, b) && !marks_soon(ws, k, b);
	}
	if (word_is(t, "while") && while_speaks(ws, k, b))
		return true;
	if (word_is(t, "even") && k + 1 < b && word_is(t + 1, "as"))
		return true;
	if (word_is(t, "and") && k + 1 < b && (t[1].cue & CUE_ING) &&
	    (t[1].cue & CUE_STRONG) && (t[1].cue & CUE_CLAUSE) &&
	    !(t[-1].flags & WORD_ING))
		return true; /* `vowing to open it, and suggesting that' */
	return (word_is(t, "and") || word_is(t, "but")) &&
	    said_again(ws, k + 1, b);
}

/* Where the content that begins at c ends. */
size_t
content_end(const struct words *ws, size_t c, size_t b, bool under)
{
	size_t k;

	/* `said, "..."' is over with the mark, and so is `shouted "...!"' */
	if (ws->t[c].kind == WORD_OPEN) {
		for (k = c; k < b && word_in_marks(ws, k) &&
		     ws->t[k].st == ws->t[c].st;
		     k++)
			;
		if (ws->t[c - 1].kind == WORD_PUNCT ||
		    (k > c + 1 && ws->t[k - 2].kind == WORD_PUNCT &&
			strchr(".!?", ws->t[k - 2].ch) != NULL))
			return k;
	}
	for (k = c + 1; k < b; k++)
		if (!word_in_marks(ws, k) &&
		    (content_over(ws, k, b, under) ||
			under_speaks(ws, c, k, b) || occasion(ws, c, k, b)))
			return word_comma(ws, k - 1) ? k - 1 : k;
	return b;
}
