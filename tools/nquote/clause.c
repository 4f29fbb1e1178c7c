/* SPDX-License-Identifier: ISC */
/*
 * Clauses of reported speech in a sentence: `C, NP said', `NP said that C',
 * `according to NP, C', `..., saying C', and what verbs like call, praise or
 * vow take.  Only the outermost: in `A said B denied it' B speaks inside A's
 * words.
 */
#include "clause.h"

#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "trail.h"
#include "xalloc.h"

void
clauses_add(struct clauses *out, struct range p, struct range q,
    struct range speaker, size_t cue, enum rule rule)
{
	if (p.b - p.a < 2 &&
	    !(p.b - p.a == 1 && (range_any(q) || rule == RULE_DASH)))
		return;
	if (out->n == out->cap) {
		out->cap = out->cap > 0 ? 2 * out->cap : 16;
		out->c = xreallocarray(out->c, out->cap, sizeof(*out->c));
	}
	out->c[out->n++] = (struct clause){{p, q}, speaker, cue, rule};
}

/* Does the clause whose subject is np hang on another one: `As NP said C,'? */
static bool
hangs(const struct words *ws, struct range np, size_t lo)
{
	const struct word *t;

	t = &ws->t[np.a];
	if (t->cls & LEX_REL)
		return np.a > lo && word_comma(ws, np.a - 1);
	while (np.a > lo && (t[-1].cls & (LEX_ADV | LEX_NEG)) &&
	    !(t[-1].cls & LEX_SUB)) {
		t--;
		np.a--;
	}
	if (np.a == lo)
		return false;
	t--;
	return t->kind == WORD_TEXT && !word_in_marks(ws, np.a - 1) &&
	    (t->cls & (LEX_SUB | LEX_WH)) != 0 && !word_is(t, "that");
}

/* "what" or "which" in `what NP said was C'. */
static struct range
relative(const struct words *ws, struct range np, size_t lo)
{
	const struct word *t;

	if (np.a > lo && !word_in_marks(ws, np.a - 1)) {
		t = &ws->t[np.a - 1];
		if (word_is(t, "which") || word_is(t, "what") ||
		    word_is(t, "that") || word_is(t, "whom"))
			return (struct range){np.a - 1, np.a};
	}
	return (struct range){lo, lo};
}

static bool
marks_in(const struct words *ws, size_t a, size_t b)
{
	size_t i;

	for (i = a; i < b && i < ws->n && i < a + CONTENT_LOOK; i++)
		if (word_in_marks(ws, i))
			return true;
	return false;
}

/* Is what follows a weak cue said after all: a clause with marks in it, or
 * `offered it as a "gift"'? */
static bool
weak_content(const struct words *ws, size_t v, size_t c, size_t b)
{
	if (!marks_in(ws, c, content_end(ws, c, b, false)))
		return false;
	return content_is_clause(ws, c, b) ||
	    ((ws->t[v].cue & CUE_CALL) && marks_in(ws, c, c + 10));
}

/* `The report found that C': documents find and show what a person only
 * notices. */
static bool
finding(const struct words *ws, size_t v, size_t c, struct range np)
{
	size_t i;

	if (!(ws->t[v].cue & CUE_WEAK) || !word_is(&ws->t[c], "that") ||
	    c != v + 1)
		return false;
	for (i = np.a; i < np.b && !(ws->t[i].cls & LEX_PREP); i++)
		if ((ws->t[i].cls & LEX_DOC) && !word_name(&ws->t[i]))
			return true;
	return false;
}

/* `NP's claim that C'; *end receives where C ends. */
static bool
claim(struct scan *s, size_t v, size_t *end)
{
	const struct words *ws = s->ws;
	const struct range none = {0, 0};
	struct range np;
	size_t c;

	if (!(ws->t[v].cls & LEX_SPEECH) || word_in_marks(ws, v) ||
	    v + 3 >= s->b)
		return false;
	c = v + 1 + ((ws->t[v + 1].cls & LEX_BE) != 0);
	if (!word_is(&ws->t[c], "that") &&
	    !(word_is(&ws->t[c], "to") && marks_in(ws, c, c + 12)))
		return false;
	np = np_owner(ws, v, s->a);
	if (!range_any(np))
		np = np_of_opinion(ws, v, s->a);
	if (!range_any(np))
		return false;
	*end = content_end(ws, c, s->b, false);
	clauses_add(s->out, content_trim(ws, c, *end), none, np, v, RULE_OWNER);
	return true;
}

/* `NP was asked whether C', `Told that C, NP laughed': by nobody that is named.
 * c is where C begins. */
static bool
unnamed(const struct words *ws, size_t v, size_t c, size_t lo, enum cue_use use)
{
	const struct word *t = &ws->t[c];

	if (use == USE_PASSIVE && word_is(t, "that") && c == v + 1 &&
	    v >= lo + 2 && (ws->t[v - 1].cls & LEX_BE) &&
	    word_is(&ws->t[v - 2], "it"))
		return true; /* `it is reported that C' */
	if (v + 1 < c && word_is(&ws->t[v + 1], "by"))
		return false; /* told by NP that C */
	return (use == USE_PASSIVE ||
		   (use == USE_PARTICIPLE && (ws->t[v].cue & CUE_PP))) &&
	    (ws->t[v].cue & CUE_TO) &&
	    (word_is(t, "that") || word_is(t, "if") || (t->cls & LEX_WH) ||
		word_is(t - 1, "about"));
}

/* `with NP saying', `and NP saying' */
static bool
with_subject(const struct words *ws, size_t v, size_t lo)
{
	struct range r = np_backward(ws, v, lo);

	return range_any(r) && r.a > lo &&
	    (word_is(&ws->t[r.a - 1], "with") ||
		(word_is(&ws->t[r.a - 1], "and") && np_valid(ws, r, true)));
}

/* Does nothing that is said begin at c, for all that a cue comes before it:
 * `he said, invoking the race', `she said the other day'? */
static bool
beside(const struct words *ws, size_t c, size_t b)
{
	struct range r;

	if (word_in_marks(ws, c))
		return false;
	if ((word_is(&ws->t[c], "when") || word_is(&ws->t[c], "while") ||
		word_is(&ws->t[c], "after") || word_is(&ws->t[c], "before")) &&
	    c + 1 < b &&
	    ((ws->t[c + 1].flags & (WORD_ED | WORD_ING)) ||
		(ws->t[c + 1].cue & CUE_PP)))
		return true; /* said when asked */
	if (word_comma(ws, c - 1))
		return (ws->t[c].flags & WORD_ING) != 0;
	if (word_is(&ws->t[c], "not") && c + 3 < b &&
	    word_is(&ws->t[c + 2], "be") &&
	    (word_is(&ws->t[c + 3], "named") ||
		word_is(&ws->t[c + 3], "identified") ||
		word_is(&ws->t[c + 3], "quoted")))
		return true; /* asked not to be named */
	if (word_is(&ws->t[c], "to") && (ws->t[c - 1].flags & WORD_FIRST) &&
	    (ws->t[c - 1].cue & CUE_PP) && (ws->t[c - 1].cue & CUE_TO))
		return true; /* Asked to explain it, NP left */
	r = np_forward(ws, c, b);
	return range_any(r) && r.b - r.a > 1 &&
	    (ws->t[r.b - 1].cls & (LEX_TIME | LEX_DAY)) &&
	    (r.b >= b || word_comma(ws, r.b));
}

/* `issued a statement saying C': does what begins at c say more than that it
 * was written? */
static bool
says_itself(const struct words *ws, size_t c, size_t b)
{
	size_t i;

	if (word_in_marks(ws, c) || !(ws->t[c].cls & LEX_DET))
		return false;
	for (i = c + 1; i < b && i < c + 5; i++) {
		if (ws->t[i].kind != WORD_TEXT || word_in_marks(ws, i))
			return false;
		if (ws->t[i].cls & LEX_DOC)
			break;
	}
	if (i >= b || i >= c + 5)
		return false;
	for (i++; i < b && i < c + 9; i++) {
		if (word_in_marks(ws, i) || ws->t[i].kind == WORD_PUNCT)
			return false;
		if ((ws->t[i].cue & CUE_ING) && (ws->t[i].cue & CUE_STRONG))
			return true;
	}
	return false;
}

/* `Asked whether C, NP', `When asked whether C, NP', `NP, asked whether C,': is
 * what the passive at v says set off from the rest? */
static bool
aside(const struct words *ws, size_t v, size_t lo)
{
	return v <= lo + 1 || word_is(&ws->t[v - 1], "when") ||
	    word_comma(ws, v - 1);
}

/* `NP1 said C, but he went on, saying': the pronoun that is the subject of a
 * clause between i and the participle at v. */
static struct range
subject_between(const struct words *ws, size_t i, size_t v)
{
	size_t k;

	for (k = v; k > i + 1 && v - k < CONTENT_LOOK; k--)
		if ((ws->t[k - 1].cls & LEX_SUBJ) &&
		    !(ws->t[k - 1].cls & (LEX_OBJ | LEX_DET)) &&
		    !word_in_marks(ws, k - 1) && content_verb_at(ws, k, v))
			return (struct range){k - 1, k};
	return (struct range){v, v};
}

/* `..., and later added': is the cue at v joined to one before? */
static bool
joined(const struct scan *s, size_t v)
{
	while (v > s->a && (s->ws->t[v - 1].cls & LEX_ADV) &&
	    !(s->ws->t[v - 1].cls & LEX_CONJ))
		v--;
	return v > s->a && (s->ws->t[v - 1].cls & LEX_CONJ);
}

/* Whose the cue at v is; front: it leads the sentence; last: who spoke before,
 * up to the word e. */
static struct range
whose(const struct scan *s, size_t v, enum cue_use use, bool front,
    struct range last, size_t e)
{
	struct range r;

	if (front)
		return np_after_lead(s->ws, v, s->b);
	if (use == USE_PARTICIPLE && range_any(last) &&
	    !with_subject(s->ws, v, s->a)) {
		r = subject_between(s->ws, e, v);
		return range_any(r) ? r : last;
	}
	r = cue_speaker(s->ws, v, use, s->a, s->b, false);
	return !range_any(r) && use == USE_FINITE && joined(s, v) ? last : r;
}

/* `voters who praised NP warned': where NP ends, before the verb of what the
 * relative clause with the cue at v is about; `was called C by NP': where C
 * does; else e. */
static size_t
object_end(
    const struct words *ws, size_t v, size_t c, size_t e, struct range np)
{
	struct range r;

	if (np.a > c && np.a <= e && word_is(&ws->t[np.a - 1], "by"))
		return np.a - 1;
	if ((ws->t[v].cue & CUE_CLAUSE) || np.b - np.a != 1 ||
	    !(ws->t[np.a].cls & LEX_REL) || word_in_marks(ws, c))
		return e;
	r = np_forward(ws, c, e);
	return range_any(r) && r.b < e && word_finite(ws, r.b) ? r.b : e;
}

/* NP says with the cue at v what stands from c to e. */
static void
add_said(struct scan *s, struct range np, size_t v, size_t c, size_t e)
{
	const struct words *ws = s->ws;
	const struct range none = {0, 0};
	struct range p;

	p = relative(ws, np, s->a);
	if (range_any(p) && (ws->t[v].cue & CUE_CALL) && c == v + 1 &&
	    word_in_marks(ws, c)) /* whom NP call "C" */
		for (e = c; e < s->b && ws->t[e].st == ws->t[c].st; e++)
			;
	if (range_any(p) && word_finite(ws, c))
		clauses_add(
		    s->out, p, content_trim(ws, c, e), np, v, RULE_CLAUSE);
	else
		clauses_add(
		    s->out, content_trim(ws, c, e), none, np, v, RULE_CLAUSE);
}

/* `NP said that C', `..., saying C'; last: who spoke before. */
static void
forward(struct scan *s, struct range last)
{
	const struct words *ws = s->ws;
	const struct range none = {0, 0};
	struct range np;
	enum cue_use use;
	size_t v, c, e = s->a;
	bool front, first = !range_any(last);

	for (v = s->a; v < s->b; v++) {
		if (!(ws->t[v].cue & CUE_ANY) && !(ws->t[v].cls & LEX_SPEECH))
			continue;
		if (claim(s, v, &e)) {
			v = e - 1;
			continue;
		}
		use = cue_use(ws, v, s->a);
		if (use == USE_NONE)
			continue;
		c = content_begin(ws, v, s->b);
		if (c >= s->b)
			continue;
		if (!(ws->t[v].cue & CUE_STRONG) &&
		    !weak_content(ws, v, c, s->b) &&
		    !finding(ws, v, c,
			use == USE_FINITE
			    ? cue_speaker(ws, v, use, s->a, s->b, false)
			    : last))
			continue;
		if (beside(ws, c, s->b) || says_itself(ws, c, s->b))
			continue;
		if (unnamed(ws, v, c, s->a, use)) {
			e = content_end(ws, c, s->b, aside(ws, v, s->a));
			clauses_add(s->out, content_trim(ws, c, e), none, none,
			    v, RULE_CLAUSE);
			v = e - 1;
			continue;
		}
		front = first &&
		    ((use == USE_PARTICIPLE && v <= s->a + 1) ||
			((use == USE_PARTICIPLE || use == USE_INFINITIVE) &&
			    np_leads(ws, s->a, v)));
		np = whose(s, v, use, front, last, e);
		if (!range_any(np))
			continue;
		e = content_end(ws, c, s->b,
		    front || hangs(ws, np, s->a) ||
			(use == USE_PASSIVE && aside(ws, v, s->a)));
		e = object_end(ws, v, c, e, np);
		last = np;
		add_said(s, np, v, c, e);
		v = e - 1;
	}
}

/* Past `CALDER BAY, March 3 (AP) -' at the head of a paragraph. */
static size_t
past_dateline(const struct words *ws, size_t b)
{
	size_t i;

	if (b == 0 || !(ws->t[0].flags & WORD_ALLCAP))
		return 0;
	for (i = 1; i + 3 < b && i < 14; i++) {
		if (word_in_marks(ws, i) || word_small(&ws->t[i]))
			break;
		if (word_is_punct(&ws->t[i], '-') &&
		    (ws->t[i].flags & WORD_BLANK))
			return i + 1;
	}
	return 0;
}

void
clause_find(const struct words *ws, struct sentence sent, struct clauses *out)
{
	struct scan s = {ws, sent.begin, sent.end, out};
	struct range who = {0, 0};
	size_t rest;

	if (!sent.headline && !(sent.cue & CUE_ANY) &&
	    !(sent.cls & (LEX_SAYSO | LEX_SPEECH)))
		return;
	while (s.b > s.a && ws->t[s.b - 1].kind == WORD_PUNCT &&
	    !word_in_marks(ws, s.b - 1) &&
	    strchr(".!?", ws->t[s.b - 1].ch) != NULL)
		s.b--;
	if (s.a == 0)
		s.a = past_dateline(ws, s.b);
	while (s.a < s.b && ws->t[s.a].kind == WORD_PUNCT &&
	    !word_in_marks(ws, s.a))
		s.a++;
	if (s.b - s.a < 4)
		return;
	if (sent.headline && clause_headline(ws, s.a, s.b, out))
		return;
	if ((sent.cls & LEX_SAYSO) && trail_according(&s))
		return;
	if ((sent.cue & CUE_STRONG) && trail_find(&s, &rest, &who))
		s.a = rest;
	if (s.b >= s.a + 3)
		forward(&s, who);
}

void
clauses_free(struct clauses *cs)
{
	free(cs->c);
	*cs = (struct clauses){0};
}
