/* SPDX-License-Identifier: ISC */
/*
 * Who says a marked stretch, by the words of its sentence and the one before:
 * English order, which French and Spanish share well enough.
 */
#include "english.h"

#include <string.h>

#include "source.h"

#define NO_WORD SIZE_MAX

static const struct answer no_answer = {.cue_word = NO_WORD};

static bool
in_marks(const struct word *t)
{
	return (t->flags & WORD_IN) != 0;
}

/* The last character inside the stretch, 'a' for a letter. */
static uint8_t
last_char(const struct words *ws, const struct marked *m)
{
	size_t i = m->b;

	while (i > m->a) {
		const struct word *t = &ws->t[--i];

		if (t->kind == WORD_CLOSE ||
		    (t->kind == WORD_PUNCT && (t->ch == '\'' || t->ch == '"')))
			continue;
		return t->kind == WORD_PUNCT ? t->ch : 'a';
	}
	return 0;
}

static struct sentence
sentence_of(const struct words *ws, size_t i)
{
	return ws->s[ws->t[i].sent];
}

static bool
only_adverbs(const struct words *ws, size_t a, size_t b)
{
	size_t i;

	for (i = a; i < b; i++)
		if (ws->t[i].kind == WORD_TEXT && !(ws->t[i].cls & LEX_ADV) &&
		    !(ws->t[i].flags & WORD_LY))
			return false;
	return true;
}

/* `NP asked, "...?"': is a cue before the marks, so that what follows is
 * another sentence? */
static bool
led_in(const struct words *ws, const struct marked *m, size_t lo)
{
	size_t v;

	if (m->a < lo + 2 || ws->t[m->a - 1].kind != WORD_PUNCT ||
	    strchr(",:", ws->t[m->a - 1].ch) == NULL)
		return false;
	if (ws->t[m->a - 1].ch == ':')
		return true;
	for (v = m->a - 1; v > lo && m->a - v < 12; v--)
		if (!(ws->t[v - 1].flags & WORD_IN) &&
		    (ws->t[v - 1].cue & CUE_STRONG))
			return true;
	return false;
}

/* French and Spanish: `a déclaré hier devant la presse le ministre'. */
static struct range
behind_adjuncts(const struct words *ws, size_t i, size_t hi)
{
	const struct word *t;
	struct range r;
	size_t k;

	for (k = i + 1; k < hi && k < i + 10; k++) {
		t = &ws->t[k];
		if (t->kind != WORD_TEXT || (t->flags & WORD_IN))
			break;
		if (!(t->cls & (LEX_DET | LEX_TITLE)) && !word_name(t))
			continue;
		if (t[-1].cls & (LEX_PREP | LEX_DET | LEX_TITLE) ||
		    word_name(t - 1))
			continue;
		r = np_forward(ws, k, hi);
		if (np_valid(ws, r, true))
			return r;
	}
	return (struct range){i, i};
}

/* `"...," as NP put it': who is only cited in passing. */
static struct answer
as_put(const struct words *ws, size_t i, size_t hi)
{
	struct range r;

	if (i + 3 > hi || !word_is(&ws->t[i], "as"))
		return no_answer;
	r = np_forward(ws, i + 1, hi);
	if (!np_valid(ws, r, false) || r.b + 1 >= hi ||
	    !(word_is(&ws->t[r.b], "put") || word_is(&ws->t[r.b], "puts") ||
		(ws->t[r.b].cue & CUE_CALL)) ||
	    !(ws->t[r.b + 1].cls & LEX_OBJ || word_is(&ws->t[r.b + 1], "it")))
		return no_answer;
	return answer_make(ws, r, r.b, RULE_SV);
}

/* `, said NP' at i, in the sentence that ends at hi; *np receives NP. */
static struct answer
said_np(const struct direct *d, size_t i, size_t hi, struct range *np)
{
	const struct words *ws = d->ws;
	/* "s'est indignée", "se quejó" */
	uint32_t skip = LEX_ADV | LEX_AUX | (d->clauses ? 0u : LEX_OBJ);
	struct range r;
	size_t v;

	for (v = i; v < hi && v < i + 3; v++)
		if (!(ws->t[v].cls & skip) && !(ws->t[v].flags & WORD_LY))
			break;
	/* "a-t-elle soupiré" */
	if (v + 1 < hi && v > i && (ws->t[v].cls & LEX_SUBJ) &&
	    (ws->t[v - 1].cls & LEX_AUX) && !d->clauses &&
	    (ws->t[v + 1].cue & CUE_PP)) {
		*np = (struct range){v, v + 1};
		return answer_make(ws, *np, v + 1, RULE_VS);
	}
	if (v >= hi || !(ws->t[v].cue & CUE_ANY) ||
	    (ws->t[v].cue & (CUE_NEEDS_TO | CUE_ING)) ||
	    (ws->t[v].flags & (WORD_CAP | WORD_IN)))
		return no_answer;
	r = np_forward(ws, v + 1, hi);
	if (!np_valid(ws, r, false) && !d->clauses)
		r = behind_adjuncts(ws, v + 1, hi);
	if (!np_valid(ws, r, false))
		return no_answer;
	*np = r;
	return answer_make(ws, r, v, RULE_VS);
}

struct answer
english_inverted(
    const struct direct *d, const struct marked *m, struct range *np)
{
	const struct words *ws = d->ws;
	size_t i = m->b;

	while (i < ws->n &&
	    (word_is_punct(&ws->t[i], ',') || word_is_punct(&ws->t[i], '-')))
		i++;
	return i < ws->n && ws->t[i].sent == ws->t[i - 1].sent
	    ? said_np(d, i, sentence_of(ws, i).end, np)
	    : no_answer;
}

/* To the right: `," said NP' and `," NP said'. */
static struct answer
right(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s;
	struct range r;
	uint8_t last = last_char(ws, m);
	bool comma = last != 0 && strchr(",?!-.", last) != NULL;
	size_t i = m->b, v, verb;
	enum cue_use use;
	struct answer x;

	if (i >= ws->n || ws->t[i].sent != ws->t[i - 1].sent)
		return no_answer;
	s = sentence_of(ws, i);
	if (comma && last != ',' && led_in(ws, m, s.begin))
		comma = false;
	comma |= word_is_punct(&ws->t[i], ',');
	while (i < s.end &&
	    (word_is_punct(&ws->t[i], ',') || word_is_punct(&ws->t[i], '-')))
		i++;
	x = as_put(ws, i, s.end);
	if (x.rule == RULE_NONE)
		x = source_was_said(ws, i, s.end);
	if (x.rule != RULE_NONE)
		return x;
	if (comma) {
		x = said_np(d, i, s.end, &r);
		if (x.rule != RULE_NONE)
			return x;
	}
	for (v = i + 1; comma && v < s.end && v < i + 45; v++) {
		if ((ws->t[v].flags & WORD_IN) ||
		    word_is_punct(&ws->t[v], ';') ||
		    word_is_punct(&ws->t[v], ':'))
			break;
		use = cue_use(ws, v, i);
		if (use == USE_PARTICIPLE && word_is(&ws->t[v - 1], "heard")) {
			r = np_subject(ws, v - 1, i, &verb);
			if (np_valid(ws, r, false)) /* NP can be heard asking */
				return answer_make(ws, r, v, RULE_SV);
		}
		if (use != USE_FINITE)
			continue;
		if (np_participle(ws, s.begin, m->a) && v + 1 < s.end &&
		    ws->t[v + 1].kind == WORD_OPEN)
			break; /* `Calling it "...," NP said "..."' */
		r = cue_speaker(ws, v, use, i, s.end, true);
		if (range_any(r) && only_adverbs(ws, i, r.a))
			return answer_make(ws, r, v, RULE_SV);
	}
	if (!comma || last == '.')
		return no_answer;
	/* `," grinned NAME' */
	if (word_small(&ws->t[i]) && (ws->t[i].flags & WORD_ED) &&
	    i + 1 < s.end && word_name(&ws->t[i + 1])) {
		r = np_forward(ws, i + 1, s.end);
		if (np_valid(ws, r, true))
			return answer_make(ws, r, i, RULE_ACT);
	}
	/* `," NP shot back' */
	r = np_forward(ws, i, s.end);
	if (np_valid(ws, r, true) && r.b < s.end && word_finite(ws, r.b) &&
	    !(ws->t[r.b].cls & LEX_AUX))
		return answer_make(ws, r, r.b, RULE_ACT);
	return no_answer;
}

/* The subject of `said NP, "..."' with the cue at v and the mark at a. */
static struct range
inverted(const struct words *ws, size_t v, size_t a)
{
	struct range r = {v, v};

	if (v + 1 < a)
		r = np_forward(ws, v + 1, a);
	return r.b < a && np_valid(ws, r, true) &&
		ws->t[r.b].kind == WORD_PUNCT && !word_is(&ws->t[r.a], "it")
	    ? r
	    : (struct range){v, v};
}

/* `added that he thinks "..."': who adds speaks, not who thinks. */
static bool
said_to_think(const struct words *ws, size_t v, size_t lo)
{
	size_t i;

	for (i = v; i > lo && v - i < 5; i--)
		if (!in_marks(&ws->t[i - 1]) &&
		    (ws->t[i - 1].cue & CUE_STRONG) &&
		    (ws->t[i - 1].cue & CUE_CLAUSE) &&
		    cue_use(ws, i - 1, lo) != USE_NONE)
			return true;
	return false;
}

/* `NP1 said no, but NP2 had a warning: "..."': the subject of the last clause
 * before a colon, when no cue is in it. */
static struct range
last_clause(const struct words *ws, const struct marked *m, size_t lo)
{
	struct range r = {m->a, m->a};
	size_t i;

	if (m->a < lo + 4 || !word_is_punct(&ws->t[m->a - 1], ':'))
		return r;
	for (i = m->a - 2; i > lo + 2 && m->a - i < 25; i--) {
		if (in_marks(&ws->t[i]) || (ws->t[i].cue & CUE_ANY))
			break;
		if (!word_is(&ws->t[i], "but") && !word_is(&ws->t[i], "and"))
			continue;
		if (ws->t[i - 1].kind == WORD_TEXT)
			continue;
		r = np_main(ws, i + 1, m->a - 1);
		return np_valid(ws, r, true) ? r : (struct range){m->a, m->a};
	}
	return r;
}

/* To the left: the nearest strong cue, else a weak one close by. */
struct answer
english_left(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = sentence_of(ws, m->a);
	struct answer weak = no_answer, x;
	struct range r;
	enum cue_use use;
	size_t v;

	/* NP's "..." remark */
	if (m->a > s.begin && m->b < s.end && (ws->t[m->b].cls & LEX_SPEECH)) {
		r = np_owner(ws, m->a, s.begin);
		if (range_any(r))
			return answer_make(ws, r, m->b, RULE_OWNER);
	}
	r = last_clause(ws, m, s.begin);
	if (range_any(r))
		return answer_make(ws, r, NO_WORD, RULE_LEFT);
	for (v = m->a; v > s.begin && m->a - v < 60;) {
		const struct word *t = &ws->t[--v];

		if (word_is_punct(t, ';'))
			break;
		if ((t->cls & LEX_SPEECH) && v > s.begin && !in_marks(t) &&
		    weak.rule == RULE_NONE)
			weak = answer_make(
			    ws, np_owner(ws, v, s.begin), v, RULE_OWNER);
		use = cue_use(ws, v, s.begin);
		if (use == USE_NONE)
			continue;
		if (!(t->cue & (CUE_STRONG | CUE_THINK)) && m->a - v > 4)
			continue;
		if (weak.rule == RULE_OWNER && m->a - v > 3)
			return weak;
		if ((t->cue & CUE_THINK) && said_to_think(ws, v, s.begin))
			continue;
		if (m->b < ws->n && word_is(&ws->t[m->b], "by") &&
		    (t->cue & CUE_PP))
			use = USE_PASSIVE;
		r = (struct range){v, v};
		if (v > s.begin && use == USE_FINITE && !(t->cue & CUE_TO) &&
		    word_is_punct(&ws->t[v - 1], ','))
			r = inverted(ws, v, m->a);
		if (!range_any(r))
			r = cue_speaker(ws, v, use, s.begin, s.end, true);
		if (!range_any(r))
			r = inverted(ws, v, m->a);
		x = answer_make(ws, r, v, RULE_LEFT);
		if (t->cue & (CUE_STRONG | CUE_THINK))
			return x.rule != RULE_NONE ? x : weak;
		if (weak.rule == RULE_NONE)
			weak = x;
		if (v + 1 == m->a && weak.rule == RULE_LEFT)
			break; /* right before the mark */
	}
	return weak;
}

/* NAME: "..." */
static struct answer
name_colon(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = sentence_of(ws, m->a);
	struct range r;

	if (m->a <= s.begin + 1 || !word_is_punct(&ws->t[m->a - 1], ':'))
		return no_answer;
	r = np_backward(ws, m->a - 1, s.begin);
	if (r.b - r.a > 8 || !np_valid(ws, r, true) ||
	    (r.a > s.begin && ws->t[r.a - 1].kind == WORD_TEXT))
		return no_answer;
	return answer_make(ws, r, NO_WORD, RULE_NAME);
}

/* `It did not surprise NP: "..."' */
static struct answer
colon_name(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = sentence_of(ws, m->a);
	struct range r;

	if (m->a <= s.begin + 1 || !word_is_punct(&ws->t[m->a - 1], ':'))
		return no_answer;
	r = np_main(ws, s.begin, m->a - 1);
	if (!np_valid(ws, r, true))
		r = np_backward(ws, m->a - 1, s.begin);
	return np_valid(ws, r, true) ? answer_make(ws, r, NO_WORD, RULE_NAME)
				     : no_answer;
}

struct answer
english_late(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = sentence_of(ws, m->b - 1);
	enum cue_use use;
	struct range r;
	size_t v, verb;

	for (v = m->b; v < s.end && v < m->b + 40; v++) {
		if (!(ws->t[v].cue & CUE_STRONG))
			continue;
		use = cue_use(ws, v, m->b);
		if (use != USE_FINITE)
			continue;
		r = np_subject(ws, v, m->b, &verb);
		if (np_valid(ws, r, true))
			return answer_make(ws, r, v, RULE_LATE);
		break;
	}
	return no_answer;
}

/* The clause that a fragment stands in. */
static struct answer
subject(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	struct sentence s = sentence_of(ws, m->a);
	struct range r;

	if (m->n < 2 || m->a == s.begin)
		return no_answer;
	r = np_main(ws, s.begin, m->a);
	if (!np_valid(ws, r, true))
		return no_answer;
	return answer_make(ws, r, NO_WORD, RULE_SUBJECT);
}

/* A sentence of its own after `NP agreed.' */
static struct answer
before(const struct direct *d, const struct marked *m)
{
	const struct words *ws = d->ws;
	const struct memory *mem = d->mem;
	struct sentence s = sentence_of(ws, m->a);
	enum cue_use use;
	struct range r;
	size_t v;

	if (m->a > s.begin || ws->t[m->a].sent == 0)
		return no_answer;
	s = ws->s[ws->t[m->a].sent - 1];
	if (mem->any && ws->t[s.begin].begin < mem->last_end)
		return no_answer;
	for (v = s.begin; v < s.end; v++) {
		if (!(ws->t[v].cue & CUE_STRONG))
			continue;
		use = cue_use(ws, v, s.begin);
		if (use != USE_FINITE)
			continue;
		r = cue_speaker(ws, v, use, s.begin, s.end, false);
		if (range_any(r))
			return answer_make(ws, r, v, RULE_BEFORE);
	}
	return no_answer;
}

/* `which NP called "...," says': the relative clause ends with the marks. */
static struct answer
whom_called(const struct words *ws, const struct marked *m, size_t lo)
{
	struct range r;
	size_t v = m->a - 1;

	if (m->a < lo + 4 || !(ws->t[v].cue & CUE_CALL) || in_marks(&ws->t[v]))
		return no_answer;
	r = np_backward(ws, v, lo);
	return np_valid(ws, r, true) && r.a > lo + 1 &&
		(word_is(&ws->t[r.a - 1], "which") ||
		    word_is(&ws->t[r.a - 1], "whom"))
	    ? answer_make(ws, r, v, RULE_LEFT)
	    : no_answer;
}

struct answer
english_near(const struct direct *d, const struct marked *m)
{
	struct answer x = whom_called(d->ws, m, sentence_of(d->ws, m->a).begin);

	if (x.rule == RULE_NONE)
		x = right(d, m);
	if (x.rule == RULE_NONE)
		x = source_due(d, m);
	if (x.rule == RULE_NONE)
		x = english_left(d, m);
	if (x.rule == RULE_NONE)
		x = name_colon(d, m);
	if (x.rule == RULE_NONE)
		x = colon_name(d, m);
	if (x.rule == RULE_NONE)
		x = before(d, m);
	return x;
}

struct answer
english_far(const struct direct *d, const struct marked *m)
{
	struct answer x = colon_name(d, m);

	return x.rule != RULE_NONE ? x : subject(d, m);
}
