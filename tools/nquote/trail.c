/* SPDX-License-Identifier: ISC */
/* Who speaks is named after what is said, or beside it: `C, NP said', `C, said
 * NP, C', `according to NP, C'. */
#include "trail.h"

#include "content.h"

/* After `C, NP said,' does the content go on at i? */
static bool
goes_on(const struct words *ws, size_t i, size_t b)
{
	const struct word *t;

	if (i >= b)
		return false;
	t = &ws->t[i];
	if (word_in_marks(ws, i) || word_is(t, "that"))
		return true;
	if ((t->cue & CUE_ANY && t->cue & CUE_ING) || (t->flags & WORD_ING) ||
	    (t->cue & CUE_TO && t->cue & CUE_PP && !(t->cue & CUE_BASE)) ||
	    t->cls & (LEX_REL | LEX_CONJ | LEX_SAYSO))
		return false;
	return !(t->cls & LEX_SUB);
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
	if (word_comma(ws, v + 1))
		return true;
	if (word_in_marks(ws, v + 1) || word_is(n, "that") || word_is(n, "to"))
		return false;
	for (k = v + 1; k < b && k < v + CONTENT_LOOK && !word_comma(ws, k);
	     k++)
		if (word_is_punct(&ws->t[k], ':') ||
		    word_is(&ws->t[k], "that") || word_in_marks(ws, k) ||
		    ((ws->t[k].cls & LEX_SUBJ) && k + 1 < b &&
			word_finite(ws, k + 1)))
			return false;
	return n->kind == WORD_PUNCT ||
	    (n->cls &
		(LEX_PREP | LEX_DAY | LEX_ADV | LEX_LAST | LEX_TIME |
		    LEX_OBJ)) != 0 ||
	    word_is(n, "when") || word_is(n, "while") ||
	    (ws->t[v].cue & CUE_TO) != 0;
}

/* 1 when the comma at i is outside the marks and not of the content. */
static size_t
in_comma(const struct words *ws, size_t i)
{
	return word_comma(ws, i) ? 1 : 0;
}

/* Does the sentence begin with what is no clause of its own: `In May,',
 * `Asked about it,', `When they met,'? */
static bool
lead(const struct words *ws, size_t a)
{
	const struct word *t = &ws->t[a];

	return !word_in_marks(ws, a) &&
	    ((t->cls & (LEX_PREP | LEX_SUB | LEX_WH | LEX_ADV)) != 0 ||
		(t->flags & (WORD_ED | WORD_ING)) != 0);
}

/* The content begins at a mark after a colon: `His view: "..."'. */
static size_t
after_colon(const struct words *ws, size_t a, size_t k)
{
	size_t i;

	for (i = k; i > a + 1 && k - i < CONTENT_LOOK; i--)
		if (ws->t[i - 1].kind == WORD_OPEN &&
		    (word_is_punct(&ws->t[i - 2], ':') ||
			word_is_punct(&ws->t[i - 2], ';') ||
			word_is_punct(&ws->t[i - 2], '(')))
			return i - 1;
	return a;
}

/* Can `C, said NP' be over at i, but for when and where? */
static bool
rests(const struct words *ws, size_t i, size_t b)
{
	return i >= b || ws->t[i].kind != WORD_TEXT || word_in_marks(ws, i) ||
	    (ws->t[i].cls &
		(LEX_PREP | LEX_DAY | LEX_LAST | LEX_TIME | LEX_ADV | LEX_REL |
		    LEX_SUB)) != 0 ||
	    (ws->t[i].flags & (WORD_ED | WORD_ING | WORD_LY)) != 0;
}

/* The comma after which the content goes on that c began, in what follows the
 * attribution up to i: `The plan, said NP, a lawyer, was ready', `If so, NP
 * told reporters, it was ready'; b: none. */
static size_t
resumes(const struct words *ws, struct range c, size_t i, size_t b)
{
	bool front = lead(ws, c.a), verb = content_has_verb(ws, c.a, c.b);
	struct range r;
	size_t k;

	if (verb && !front)
		return b;
	for (k = i; k + 1 < b && k < i + CONTENT_LOOK; k++) {
		if (word_in_marks(ws, k) || word_is_punct(&ws->t[k], ';'))
			break;
		if (!word_comma(ws, k) || !goes_on(ws, k + 1, b))
			continue;
		if (content_verb_at(ws, k + 1, b))
			return k;
		r = np_forward(ws, k + 1, b);
		if (front && range_any(r) && content_verb_at(ws, r.b, b))
			return k;
	}
	return b;
}

/* Behind the colon before v, else a. */
static size_t
last_colon(const struct words *ws, size_t a, size_t v)
{
	size_t i;

	for (i = v; i > a; i--)
		if (word_is_punct(&ws->t[i - 1], ':') &&
		    (ws->t[i].flags & (WORD_BLANK | WORD_IN)) == WORD_BLANK)
			return i;
	return a;
}

/* `according to NP' anywhere in the sentence. */
bool
trail_according(struct scan *s)
{
	const struct words *ws = s->ws;
	const struct range none = {0, 0};
	struct range np, c, d = none;
	size_t v, k;

	for (v = s->a; v + 2 < s->b; v++)
		if ((ws->t[v].cls & LEX_SAYSO) && !word_in_marks(ws, v) &&
		    word_is(&ws->t[v + 1], "to"))
			break;
	if (v + 2 >= s->b)
		return false;
	np = np_forward(ws, v + 2, s->b);
	if (!range_any(np))
		return false;
	if (v <= s->a + 1) {
		for (k = np.b; k < s->b && !word_comma(ws, k); k++)
			;
		c = content_trim(ws, k, s->b);
	} else {
		c = content_trim(ws, last_colon(ws, s->a, v), v);
		while (c.b - c.a > 3 && word_comma(ws, c.a + 1) &&
		    ws->t[c.a].cls & (LEX_ADV | LEX_CONJ))
			c.a += 2;
		k = range_any(c) ? resumes(ws, c, np.b, s->b) : s->b;
		if (k == s->b && np.b + 1 < s->b && word_comma(ws, np.b) &&
		    !content_has_verb(ws, c.a, c.b) &&
		    (lead(ws, c.a) ||
			(ws->t[c.a].cls & (LEX_CONJ | LEX_LAST | LEX_DAY))) &&
		    content_is_clause(ws, np.b + 1, s->b)) {
			/* `The next day, according to NP, C' */
			c = content_trim(ws, np.b, s->b);
			k = s->b;
		}
		if (k + 2 < s->b)
			d = content_trim(
			    ws, k, content_end(ws, k + 1, s->b, false));
	}
	if (c.b - c.a < 3 && !range_any(d))
		return false;
	clauses_add(s->out, c, d, np, v, RULE_ACCORDING);
	return true;
}

/* `As reported by NP, C' */
static bool
as_reported(struct scan *s)
{
	const struct words *ws = s->ws;
	const struct range none = {0, 0};
	size_t v = s->a + 1;
	struct range np;

	if (v + 4 >= s->b || !word_is(&ws->t[s->a], "as") ||
	    !(ws->t[v].cue & CUE_PP) || !(ws->t[v].cue & CUE_CLAUSE) ||
	    !word_is(&ws->t[v + 1], "by"))
		return false;
	np = np_forward(ws, v + 2, s->b);
	if (!np_valid(ws, np, true) || np.b + 3 >= s->b ||
	    !word_comma(ws, np.b))
		return false;
	clauses_add(
	    s->out, content_trim(ws, np.b, s->b), none, np, v, RULE_ACCORDING);
	return true;
}

/* Does a dash lead the sentence, as in dialogue without marks? */
static bool
dashed(const struct scan *s)
{
	return s->a > 0 && word_is_punct(&s->ws->t[s->a - 1], '-') &&
	    (s->ws->t[s->a - 1].flags & WORD_FIRST);
}

/* `C, NP said.', `C, said NP.' and `C, NP said, C'; *who receives NP, *rest
 * what comes after. */
bool
trail_find(struct scan *s, size_t *rest, struct range *who)
{
	const struct words *ws = s->ws;
	const struct range none = {0, 0};
	struct range np, c, d;
	size_t v, verb, k, after, pause = 0; /* the first, when known */
	enum cue_use use;

	if (as_reported(s)) {
		*rest = s->b;
		return true;
	}
	for (v = s->b; v-- > s->a + 2;) {
		if (word_in_marks(ws, v) || !(ws->t[v].cue & CUE_STRONG) ||
		    (!(ws->t[v].cue & CUE_CLAUSE) && !dashed(s)))
			continue;
		if (pause == 0)
			for (pause = s->a + 1;
			     pause < v && !content_pause(ws, pause); pause++)
				;
		if (v <= pause)
			break;
		if (v + 2 < s->b && word_comma(ws, v + 1) &&
		    word_in_marks(ws, v + 2) && lead(ws, s->a))
			continue;
		use = cue_use(ws, v, s->a);
		if (use != USE_FINITE)
			continue;
		np = np_subject(ws, v, s->a, &verb);
		if (np_valid(ws, np, true) && np.a > s->a + 1 &&
		    !(ws->t[np.a].cls & LEX_REL) &&
		    content_pause(ws, np.a - 1) && adjunct(ws, v, s->b)) {
			k = np.a - in_comma(ws, np.a - 1);
			after = v + 1;
		} else if (content_pause(ws, v - 1) &&
		    !(ws->t[v].cue & CUE_NEEDS_TO)) {
			np = np_forward(ws, v + 1, s->b);
			if (!np_valid(ws, np, true) ||
			    content_verb_at(ws, np.b, s->b) ||
			    !rests(ws, np.b, s->b))
				continue;
			k = v - in_comma(ws, v - 1);
			after = np.b;
		} else {
			continue;
		}
		c = content_trim(ws, after_colon(ws, s->a, k), k);
		d = none;
		if (after >= s->b || !word_comma(ws, after) || after > v + 1 ||
		    !goes_on(ws, after + 1, s->b))
			after = resumes(ws, c, after, s->b);
		if (after + 1 < s->b)
			d = content_trim(
			    ws, after, content_end(ws, after + 1, s->b, false));
		if ((c.b - c.a < 3 || !content_has_verb(ws, c.a, c.b)) &&
		    !range_any(d) && !dashed(s))
			continue;
		clauses_add(s->out, c, d, np, v, RULE_TRAIL);
		*who = np;
		*rest = range_any(d) ? d.b : v >= np.b ? v + 1 : np.a;
		return true;
	}
	return false;
}
