/* SPDX-License-Identifier: ISC */
/*
 * Attribution of marked stretches: rules over the words around the marks, in
 * the spirit of the sieves of Muzny et al. (EACL 2017), worked out anew for
 * news.
 */
#include "direct.h"

#include "clause.h"
#include "english.h"
#include "german.h"
#include "incise.h"

#define NO_WORD SIZE_MAX

struct answer
answer_make(const struct words *ws, struct range r, size_t cue, enum rule rule)
{
	struct answer x = {.cue_word = cue, .rule = rule};
	const struct word *t;
	struct range of;

	if (range_any(r)) {
		x.speaker = np_bytes(ws, r);
		t = &ws->t[r.a];
		of = r;
		if (r.b - r.a == 1 && (t->cls & LEX_REL))
			of = np_antecedent(ws, r.a, ws->s[t->sent].begin);
		x.who = entity_mention(ws, of);
		if (of.a != r.a && range_any(of) && x.who.kind != MENTION_NAME)
			x.who.name = np_bytes(ws, of);
	} else {
		x.rule = RULE_NONE;
	}
	if (cue != NO_WORD)
		x.cue = (struct span){ws->t[cue].begin, ws->t[cue].end};
	return x;
}

static const struct answer no_answer = {.cue_word = NO_WORD};

static size_t
sentences_between(const struct direct *d, const struct marked *m)
{
	size_t i = m->a, n = 0;

	while (i > 0 && n < 3 && m->a - i < 400 &&
	    d->ws->t[i - 1].begin >= d->mem->last_end) {
		i--;
		n += (d->ws->t[i].flags & WORD_FIRST) != 0;
	}
	return n;
}

static struct answer
inherit(const struct direct *d, const struct marked *m)
{
	const struct memory *mem = d->mem;
	struct answer x = mem->last;

	if (!mem->any || mem->last_para != d->para || x.rule == RULE_NONE)
		return no_answer;
	if (sentences_between(d, m) > 2)
		return no_answer;
	x.cue_word = NO_WORD;
	x.rule = RULE_INHERIT;
	return x;
}

static bool
begins_paragraph(const struct direct *d, const struct marked *m)
{
	return m->a == 0 && d->ws->n > 0;
}

static struct answer
earlier(const struct direct *d, const struct marked *m)
{
	const struct memory *mem = d->mem;
	const struct stretch *st = &d->text->stretches[m->st];
	struct answer x = no_answer;

	if (!begins_paragraph(d, m))
		return x;
	if (mem->any && mem->last.rule != RULE_NONE &&
	    mem->last_para + 1 == d->para && (st->carried || mem->last_open)) {
		x = mem->last;
		x.rule = RULE_CARRIED;
	} else if (mem->colon.rule != RULE_NONE &&
	    mem->colon_end + 8 >= st->begin) {
		x = mem->colon;
		x.rule = RULE_COLON;
	} else if (m->n >= 4 && mem->act.rule != RULE_NONE &&
	    st->begin - mem->act_end < 700) {
		x = mem->act;
		x.rule = RULE_FLOAT;
	}
	x.cue_word = NO_WORD;
	return x;
}

/* Whoever spoke last, if that is not far away. */
static struct answer
last_act(const struct direct *d, const struct marked *m)
{
	struct answer x = d->mem->act;

	if (x.rule == RULE_NONE ||
	    d->text->stretches[m->st].begin - d->mem->act_end > 500)
		return no_answer;
	x.rule = RULE_FLOAT;
	x.cue_word = NO_WORD;
	return x;
}

static struct answer
find(const struct direct *d, const struct marked *m)
{
	struct answer x;

	if (d->german) {
		x = german_answer(d, m);
		if (x.rule == RULE_NONE &&
		    !german_named(
			d->ws, m, d->ws->s[d->ws->t[m->a].sent].begin))
			x = inherit(d, m);
		if (x.rule == RULE_NONE)
			x = earlier(d, m);
		return x.rule == RULE_NONE &&
			(m->n > 4 || german_reported(d->ws, m))
		    ? last_act(d, m)
		    : x;
	}
	x = english_near(d, m);
	if (m->by.rule != RULE_NONE &&
	    (x.rule == RULE_NONE || incise_sure(d->ws, m)))
		x = m->by;
	if (x.rule == RULE_NONE)
		x = inherit(d, m);
	if (x.rule == RULE_NONE)
		x = english_late(d, m);
	if (x.rule == RULE_NONE)
		x = earlier(d, m);
	if (x.rule == RULE_NONE)
		x = english_far(d, m);
	if (x.rule == RULE_NONE && m->n >= 8 &&
	    (d->ws->t[m->a].flags & WORD_FIRST))
		x = last_act(d, m);
	return x;
}

struct answer
direct_answer(const struct direct *d, const struct marked *m)
{
	const struct stretch *st = &d->text->stretches[m->st];
	struct memory *mem = d->mem;
	struct answer x = find(d, m);

	if (x.rule == RULE_NONE)
		return x;
	mem->any = true;
	mem->last = x;
	mem->last_end = st->end;
	mem->last_para = d->para;
	mem->last_open = !st->closed;
	mem->act = x;
	mem->act_end = st->end;
	return x;
}

void
direct_heard(const struct direct *d, const struct clauses *cs)
{
	const struct clause *c;
	size_t end;

	if (cs->n == 0)
		return;
	c = &cs->c[cs->n - 1];
	end = d->ws->t[c->part[0].b - 1].end;
	if (c->rule == RULE_NAME || !range_any(c->speaker) ||
	    end <= d->mem->act_end)
		return;
	d->mem->act = answer_make(d->ws, c->speaker, c->cue, c->rule);
	d->mem->act_end = end;
}

void
direct_end(const struct direct *d)
{
	const struct words *ws = d->ws;
	struct marked m = {.a = ws->n, .b = ws->n};
	struct sentence s;
	struct range r;

	d->mem->colon.rule = RULE_NONE;
	if (d->german && ws->n > 0 &&
	    (!d->mem->any || d->mem->last_para != d->para)) {
		struct answer x = german_last(ws);

		if (x.rule != RULE_NONE) {
			d->mem->act = x;
			d->mem->act_end = ws->t[ws->n - 1].end;
		}
	}
	if (ws->n < 2 || !word_is_punct(&ws->t[ws->n - 1], ':'))
		return;
	s = ws->s[ws->n_s - 1];
	m.a = ws->n - 1;
	m.b = ws->n;
	d->mem->colon = english_left(d, &m);
	if (d->mem->colon.rule == RULE_NONE) {
		r = np_main(ws, s.begin, ws->n - 1);
		if (!np_valid(ws, r, true))
			r = np_backward(ws, ws->n - 1, s.begin);
		if (np_valid(ws, r, true))
			d->mem->colon = answer_make(ws, r, NO_WORD, RULE_COLON);
	}
	d->mem->colon_end = ws->t[ws->n - 1].end;
}
