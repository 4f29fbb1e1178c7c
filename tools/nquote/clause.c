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

#include "xalloc.h"

/* Words looked at to either side; what is farther decides nothing, and the
 * cost stays linear. */
enum { LOOK = 80 };

struct scan {
	const struct words *ws;
	size_t a; /* the sentence without its full stop */
	size_t b;
	struct clauses *out;
};

static bool
in_marks(const struct words *ws, size_t i)
{
	return (ws->t[i].flags & WORD_IN) != 0;
}

static bool
comma(const struct words *ws, size_t i)
{
	return word_is_punct(&ws->t[i], ',') && !in_marks(ws, i);
}

static void
add(struct scan *s, struct range p, struct range q, struct range speaker,
    size_t cue, enum rule rule)
{
	struct clauses *out = s->out;

	if (p.b - p.a < 2 && !(p.b - p.a == 1 && range_any(q)))
		return;
	if (out->n == out->cap) {
		out->cap = out->cap > 0 ? 2 * out->cap : 16;
		out->c = xreallocarray(out->c, out->cap, sizeof(*out->c));
	}
	out->c[out->n++] = (struct clause){ { p, q }, speaker, cue, rule };
}

static bool
has_verb(const struct words *ws, size_t a, size_t b)
{
	size_t i;

	for (i = a; i < b && i < a + LOOK; i++)
		if (word_finite(ws, i) || (ws->t[i].cls & LEX_AUX) ||
		    (in_marks(ws, i) && ws->t[i].cue & CUE_ANY))
			return true;
	return false;
}

static struct range
trim(const struct words *ws, size_t a, size_t b)
{
	while (a < b && ws->t[a].kind == WORD_PUNCT && !in_marks(ws, a) &&
	    strchr(",:;-*", ws->t[a].ch) != NULL)
		a++;
	while (b > a && ws->t[b - 1].kind == WORD_PUNCT &&
	    !in_marks(ws, b - 1) && strchr(",:;-.", ws->t[b - 1].ch) != NULL)
		b--;
	return (struct range){ a, b };
}

/* `according to NP' anywhere in the sentence. */
static bool
according(struct scan *s)
{
	const struct words *ws = s->ws;
	const struct range none = { 0, 0 };
	struct range np, c;
	size_t v, k;

	for (v = s->a; v + 2 < s->b; v++)
		if ((ws->t[v].cls & LEX_SAYSO) && !in_marks(ws, v) &&
		    word_is(&ws->t[v + 1], "to"))
			break;
	if (v + 2 >= s->b)
		return false;
	np = np_forward(ws, v + 2, s->b);
	if (!range_any(np))
		return false;
	if (v <= s->a + 1) {
		for (k = np.b; k < s->b && !comma(ws, k); k++)
			;
		c = trim(ws, k, s->b);
	} else {
		c = trim(ws, s->a, v);
	}
	if (c.b - c.a < 3)
		return false;
	add(s, c, none, np, v, RULE_ACCORDING);
	return true;
}

/* Can what follows the verb at v of `C, NP said' stand there? */
static bool
adjunct(const struct words *ws, size_t v, size_t b)
{
	const struct word *n;
	size_t k;

	if (v + 1 >= b)
		return true;
	n = &ws->t[v + 1];
	if (in_marks(ws, v + 1) || word_is(n, "that") || word_is(n, "to"))
		return false;
	for (k = v + 1; k < b && k < v + LOOK; k++)
		if (word_is_punct(&ws->t[k], ':') || word_is(&ws->t[k], "that") ||
		    (!comma(ws, v + 1) && (in_marks(ws, k) ||
		    ((ws->t[k].cls & LEX_SUBJ) && k + 1 < b &&
		    word_finite(ws, k + 1)))))
			return false;
	return n->kind == WORD_PUNCT || (n->cls & (LEX_PREP | LEX_DAY |
	    LEX_ADV | LEX_LAST | LEX_TIME | LEX_OBJ)) != 0 ||
	    word_is(n, "when") || word_is(n, "while") ||
	    (ws->t[v].cue & CUE_TO) != 0;
}

/* After `C, NP said,' does the content go on at i? */
static bool
goes_on(const struct words *ws, size_t i, size_t b)
{
	const struct word *t;

	if (i >= b)
		return false;
	t = &ws->t[i];
	if (in_marks(ws, i))
		return true;
	if ((t->cue & CUE_ANY && t->cue & CUE_ING) || (t->flags & WORD_ING) ||
	    t->cls & (LEX_REL | LEX_CONJ | LEX_SAYSO))
		return false;
	return !(t->cls & LEX_SUB) || word_is(t, "that");
}

/* A closing mark with a comma, `?' or `!' in it. */
static bool
closing_pause(const struct words *ws, size_t i)
{
	return ws->t[i].kind == WORD_CLOSE && i > 0 &&
	    ws->t[i - 1].kind == WORD_PUNCT &&
	    strchr(",?!-'", ws->t[i - 1].ch) != NULL;
}

static bool
pause(const struct words *ws, size_t i)
{
	return comma(ws, i) || closing_pause(ws, i);
}

/* Is what ends before i set off there: a comma, or a mark with one in it? */
static bool
after_pause(const struct words *ws, size_t i)
{
	return i > 0 && pause(ws, i - 1);
}

static bool
said_again(const struct words *ws, size_t i, size_t b)
{
	const struct word *t = &ws->t[i];

	if (i < b && t->cls & (LEX_ADV | LEX_SUBJ) && !(t->flags & WORD_IN)) {
		t++;
		i++;
	}
	return i < b && !(t->flags & (WORD_CAP | WORD_IN)) &&
	    (t->cue & CUE_ANY) && (t->cue & (CUE_PAST | CUE_S)) &&
	    !(t->cue & CUE_BASE);
}

/* Are there marks after k, before anybody else speaks? */
static bool
marks_soon(const struct words *ws, size_t k, size_t b)
{
	size_t i;

	for (i = k; i < b && i < k + 40; i++) {
		if (in_marks(ws, i))
			return true;
		if ((ws->t[i].cue & CUE_ANY) || word_is_punct(&ws->t[i], ':'))
			return false;
	}
	return false;
}

/* `..., and NP says': another speaker. */
static bool
next_speaks(const struct words *ws, size_t k, size_t b)
{
	struct range r;
	size_t verb;

	if (!word_is(&ws->t[k], "and"))
		return false;
	r = np_forward(ws, k + 1, b);
	for (verb = r.b; verb < b && (ws->t[verb].cls & LEX_ADV); verb++)
		;
	return range_any(r) && !(ws->t[r.a].cls & LEX_SUBJ) && verb < b &&
	    !in_marks(ws, verb) && (ws->t[verb].cue & CUE_ANY) &&
	    ws->t[verb].cue & (CUE_PAST | CUE_S) && np_valid(ws, r, true);
}

/* Does something that is not said begin at k?  under: the cue stands in a
 * clause that hangs on another, so that a comma ends what it says. */
static bool
content_over(const struct words *ws, size_t k, size_t b, bool under)
{
	const struct word *t = &ws->t[k];

	if (word_is_punct(t, ';'))
		return true;
	if (after_pause(ws, k)) {
		if (under || (t->cls & LEX_SAYSO))
			return true;
		if ((t->flags & WORD_ING) && !(t->flags & WORD_CAP) &&
		    (t->cue & CUE_ANY))
			return true;
		if (word_is(t, "while") || word_is(t, "whereas") ||
		    next_speaks(ws, k, b))
			return true;
		if (word_is(t, "but") || word_is(t, "although") ||
		    word_is(t, "though") || word_is(t, "who") ||
		    word_is(t, "which"))
			return !marks_soon(ws, k, b);
	}
	return (word_is(t, "and") || word_is(t, "but")) &&
	    said_again(ws, k + 1, b);
}

/* Where the content that begins at c ends. */
static size_t
content_end(const struct words *ws, size_t c, size_t b, bool under)
{
	size_t k;

	/* `said, "..."' is over with the mark */
	if (ws->t[c].kind == WORD_OPEN && ws->t[c - 1].kind == WORD_PUNCT) {
		for (k = c; k < b && in_marks(ws, k) &&
		     ws->t[k].st == ws->t[c].st; k++)
			;
		return k;
	}
	for (k = c + 1; k < b; k++)
		if (!in_marks(ws, k) && content_over(ws, k, b, under))
			return comma(ws, k - 1) ? k - 1 : k;
	return b;
}

/* 1 when the comma at i is outside the marks and not of the content. */
static size_t
in_comma(const struct words *ws, size_t i)
{
	return comma(ws, i) ? 1 : 0;
}

/* Does the sentence begin with what is no clause of its own: `In May,',
 * `Asked about it,', `When they met,'? */
static bool
lead(const struct words *ws, size_t a)
{
	const struct word *t = &ws->t[a];

	return !in_marks(ws, a) && ((t->cls & (LEX_PREP | LEX_SUB | LEX_WH |
	    LEX_ADV)) != 0 || (t->flags & (WORD_ED | WORD_ING)) != 0);
}

/* A verb at i, adverbs stepped over. */
static bool
verb_soon(const struct words *ws, size_t i, size_t b)
{
	while (i < b && ((ws->t[i].cls & (LEX_ADV | LEX_NEG)) ||
	    (ws->t[i].flags & WORD_LY)))
		i++;
	return i < b && word_finite(ws, i);
}

/* The content begins at a mark after a colon: `His view: "..."'. */
static size_t
after_colon(const struct words *ws, size_t a, size_t k)
{
	size_t i;

	for (i = k; i > a + 1 && k - i < LOOK; i--)
		if (ws->t[i - 1].kind == WORD_OPEN &&
		    (word_is_punct(&ws->t[i - 2], ':') ||
		    word_is_punct(&ws->t[i - 2], '(')))
			return i - 1;
	return a;
}

/* `C, NP said.', `C, said NP.' and `C, NP said, C'. */
static bool
trailing(struct scan *s)
{
	const struct words *ws = s->ws;
	const struct range none = { 0, 0 };
	struct range np, c, d = none;
	size_t v, verb, k;
	enum cue_use use;

	for (v = s->b; v-- > s->a + 2;) {
		if (in_marks(ws, v) || !(ws->t[v].cue & CUE_STRONG) ||
		    !(ws->t[v].cue & CUE_CLAUSE))
			continue;
		if (v + 2 < s->b && comma(ws, v + 1) && in_marks(ws, v + 2) &&
		    lead(ws, s->a))
			continue;
		use = cue_use(ws, v, s->a);
		if (use != USE_FINITE)
			continue;
		np = np_subject(ws, v, s->a, &verb);
		if (np_valid(ws, np, true) && np.a > s->a + 1 &&
		    pause(ws, np.a - 1) && adjunct(ws, v, s->b)) {
			k = np.a - in_comma(ws, np.a - 1);
		} else if (pause(ws, v - 1) &&
		    !(ws->t[v].cue & CUE_NEEDS_TO)) {
			np = np_forward(ws, v + 1, s->b);
			if (!np_valid(ws, np, true) ||
			    verb_soon(ws, np.b, s->b))
				continue;
			k = v - in_comma(ws, v - 1);
		} else {
			continue;
		}
		c = trim(ws, after_colon(ws, s->a, k), k);
		d = none;
		if (v + 1 < s->b && comma(ws, v + 1) && goes_on(ws, v + 2, s->b))
			d = trim(ws, v + 1, content_end(ws, v + 2, s->b, false));
		if ((c.b - c.a < 3 || !has_verb(ws, c.a, c.b)) &&
		    !range_any(d))
			continue;
		add(s, c, d, np, v, RULE_TRAIL);
		return true;
	}
	return false;
}

/* Past the addressee of tell: `reporters', `the court in May'. */
static size_t
skip_addressee(const struct words *ws, size_t c, size_t b)
{
	bool needed = (ws->t[c - 1].cue & CUE_NEEDS_TO) != 0;
	size_t k;

	if (c < b && (ws->t[c].cls & (LEX_OBJ | LEX_SUBJ)) &&
	    !(ws->t[c].flags & WORD_SHORT) && c + 1 < b &&
	    !word_finite(ws, c + 1))
		return c + 1;
	for (k = c; k < b && k < c + 10; k++) {
		const struct word *t = &ws->t[k];

		if (word_finite(ws, k))
			break;
		if (in_marks(ws, k))
			return needed ? k : c;
		if (word_is_punct(t, ',') ||
		    word_is_punct(t, ':') || word_is(t, "that") ||
		    word_is(t, "to") || (t->cls & LEX_WH) ||
		    (t->cls & LEX_SUBJ) || word_is(t, "about") ||
		    word_is(t, "if"))
			return k;
		if (needed && k > c && (t->cls & LEX_DET) &&
		    !(t[-1].cls & (LEX_PREP | LEX_CONJ)))
			return k;
	}
	return needed && c + 1 < b ? c + 1 : c;
}

/* Past `Wednesday', `in a statement', `on Twitter', up to "that" or a mark. */
static size_t
skip_adjuncts(const struct words *ws, size_t c, size_t b)
{
	size_t k;

	if (ws->t[c].cls & LEX_PREP)
		for (k = c; k < b && k < c + 14; k++)
			if (word_is(&ws->t[k], "that") && in_marks(ws, k - 1) &&
			    !in_marks(ws, k))
				return k;
	for (k = c; k < b && k < c + 14; k++) {
		if (in_marks(ws, k) || word_is(&ws->t[k], "that") ||
		    word_is_punct(&ws->t[k], ':'))
			break;
		if (k > c && (ws->t[k].cls & LEX_SUBJ) && k + 1 < b &&
		    ((ws->t[k].flags & WORD_SHORT) || word_finite(ws, k + 1)))
			break;
	}
	if (k < b && k < c + 14 && k > c && !(ws->t[c].flags & WORD_OWNER) &&
	    !(ws->t[c].cls & LEX_DET) &&
	    (ws->t[c].cls & (LEX_PREP | LEX_DAY | LEX_LAST | LEX_TIME |
	    LEX_ADV)) != 0)
		return k;
	while (c < b && ws->t[c].cls & (LEX_DAY | LEX_TIME | LEX_LAST) &&
	    !(ws->t[c].cls & LEX_DET) && !(ws->t[c].flags & WORD_OWNER))
		c++;
	return c;
}

/* Does a clause begin at c: with "that", or a subject and its verb? */
static bool
clause_like(const struct words *ws, size_t c, size_t b)
{
	const struct word *t = &ws->t[c];
	struct range r;

	if (word_is(t, "that") || word_is(t, "if") || t->cls & LEX_WH ||
	    t->flags & WORD_SHORT)
		return true;
	r = np_forward(ws, c, b);
	return range_any(r) && r.b < b &&
	    (verb_soon(ws, r.b, b) || in_marks(ws, r.b) ||
	    has_verb(ws, r.b, r.b + 6 < b ? r.b + 6 : b));
}

/*
 * Where the content of the cue at v begins, by what the verb takes; b when it
 * has none.
 */
static size_t
content_begin(const struct words *ws, size_t v, size_t b)
{
	uint32_t cue = ws->t[v].cue;
	const struct word *t;
	size_t c = v + 1;

	if (cue & CUE_TO)
		c = skip_addressee(ws, c, b);
	if (!(cue & CUE_CALL))
		c = skip_adjuncts(ws, c, b);
	while (c < b && (comma(ws, c) || word_is_punct(&ws->t[c], ':')))
		c++;
	if (c >= b || in_marks(ws, c))
		return c;
	t = &ws->t[c];
	if (word_is(t, "to"))
		return !(cue & (CUE_INF | CUE_TO)) ? b :
		    cue & CUE_NEEDS_TO		   ? c :
						     v + 1;
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
	return clause_like(ws, c, b) ? c : b;
}

/* Does the clause whose subject is np hang on another one: `As NP said C,'? */
static bool
hangs(const struct words *ws, struct range np, size_t lo)
{
	const struct word *t;

	t = &ws->t[np.a];
	if (t->cls & LEX_REL)
		return np.a > lo && comma(ws, np.a - 1);
	if (np.a == lo)
		return false;
	t--;
	return t->kind == WORD_TEXT && !in_marks(ws, np.a - 1) &&
	    (t->cls & (LEX_SUB | LEX_WH)) != 0 && !word_is(t, "that");
}

/* "what" or "which" in `what NP said was C'. */
static struct range
relative(const struct words *ws, struct range np, size_t lo)
{
	const struct word *t;

	if (np.a > lo && !in_marks(ws, np.a - 1)) {
		t = &ws->t[np.a - 1];
		if (word_is(t, "which") || word_is(t, "what") ||
		    word_is(t, "that"))
			return (struct range){ np.a - 1, np.a };
	}
	return (struct range){ lo, lo };
}

/* The subject of `Saying C, NP did it.' */
static struct range
after_comma(const struct words *ws, size_t v, size_t b)
{
	struct range r = { v, v };
	size_t k;

	for (k = v + 1; k + 1 < b && k < v + LOOK; k++)
		if (comma(ws, k)) {
			r = np_forward(ws, k + 1, b);
			return np_valid(ws, r, true) ? r :
						       (struct range){ v, v };
		}
	return r;
}

static bool
marks_in(const struct words *ws, size_t a, size_t b)
{
	size_t i;

	for (i = a; i < b && i < a + LOOK; i++)
		if (in_marks(ws, i))
			return true;
	return false;
}

/* `NP's claim that C'; *end receives where C ends. */
static bool
claim(struct scan *s, size_t v, size_t *end)
{
	const struct words *ws = s->ws;
	const struct range none = { 0, 0 };
	struct range np;

	if (!(ws->t[v].cls & LEX_SPEECH) || in_marks(ws, v) ||
	    v + 2 >= s->b || !word_is(&ws->t[v + 1], "that"))
		return false;
	np = np_owner(ws, v, s->a);
	if (!range_any(np))
		return false;
	*end = content_end(ws, v + 1, s->b, false);
	add(s, trim(ws, v + 1, *end), none, np, v, RULE_OWNER);
	return true;
}

/* `NP said that C', `..., saying C'. */
static void
forward(struct scan *s)
{
	const struct words *ws = s->ws;
	const struct range none = { 0, 0 };
	struct range np, p, last = none;
	enum cue_use use;
	size_t v, c, e;
	bool front;

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
		    (!clause_like(ws, c, s->b) ||
		    !marks_in(ws, c, content_end(ws, c, s->b, false))))
			continue;
		np = none;
		front = use == USE_PARTICIPLE && v <= s->a + 1;
		if (front)
			np = after_comma(ws, v, s->b);
		else if (use == USE_PARTICIPLE && range_any(last))
			np = last;
		else
			np = cue_speaker(ws, v, use, s->a, s->b, false);
		if (!range_any(np))
			continue;
		e = content_end(ws, c, s->b, front || hangs(ws, np, s->a));
		last = np;
		p = relative(ws, np, s->a);
		if (range_any(p) && word_finite(ws, c))
			add(s, p, trim(ws, c, e), np, v, RULE_CLAUSE);
		else
			add(s, trim(ws, c, e), none, np, v, RULE_CLAUSE);
		v = e - 1;
	}
}

void
clause_find(const struct words *ws, struct sentence sent, struct clauses *out)
{
	struct scan s = { ws, sent.begin, sent.end, out };

	while (s.b > s.a && ws->t[s.b - 1].kind == WORD_PUNCT &&
	    !in_marks(ws, s.b - 1) && strchr(".!?", ws->t[s.b - 1].ch) != NULL)
		s.b--;
	while (s.a < s.b && ws->t[s.a].kind == WORD_PUNCT &&
	    !in_marks(ws, s.a))
		s.a++;
	if (s.b - s.a < 4)
		return;
	if (!according(&s) && !trailing(&s))
		forward(&s);
}

void
clauses_free(struct clauses *cs)
{
	free(cs->c);
	*cs = (struct clauses){ 0 };
}
