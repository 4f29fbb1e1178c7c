/* SPDX-License-Identifier: ISC */
/*
 * Quotations of a text, a paragraph at a time: words and sentences (word.c),
 * who said the marked stretches (direct.c), clauses of reported speech
 * (clause.c), then names for the speakers (entity.c).
 */
#include "attrib.h"

#include <stdlib.h>
#include <string.h>

#include "direct.h"
#include "vocab.h"
#include "xalloc.h"

struct attrib {
	struct vocab *en;
	struct words words;
	struct marked *marked;
	size_t n_marked;
	size_t cap_marked;
};

static const struct {
	const char *name;
	double confidence;
} rules[RULE_COUNT] = {
	[RULE_NONE] = { "none", 0.5 },
	[RULE_VS] = { "cue-speaker", 0.9 },
	[RULE_SV] = { "speaker-cue", 0.9 },
	[RULE_ACCORDING] = { "according-to", 0.9 },
	[RULE_LEFT] = { "lead-in", 0.8 },
	[RULE_SAME] = { "same-sentence", 0.8 },
	[RULE_INHERIT] = { "same-paragraph", 0.9 },
	[RULE_COLON] = { "colon-before", 0.9 },
	[RULE_NAME] = { "name-colon", 0.9 },
	[RULE_LATE] = { "late-cue", 0.6 },
	[RULE_CARRIED] = { "carried-on", 0.9 },
	[RULE_FLOAT] = { "floating", 0.6 },
	[RULE_SUBJECT] = { "clause-subject", 0.6 },
	[RULE_CLAUSE] = { "clause", 0.7 },
	[RULE_TRAIL] = { "clause-before", 0.7 },
};

struct attrib *
attrib_new(void)
{
	struct attrib *a = xcalloc(1, sizeof(*a));

	a->en = vocab_new("en");
	return a;
}

void
attrib_free(struct attrib *a)
{
	if (a == NULL)
		return;
	vocab_free(a->en);
	words_free(&a->words);
	free(a->marked);
	free(a);
}

static struct marked *
new_marked(struct attrib *a)
{
	if (a->n_marked == a->cap_marked) {
		a->cap_marked = a->cap_marked > 0 ? 2 * a->cap_marked : 32;
		a->marked = xreallocarray(a->marked, a->cap_marked,
		    sizeof(*a->marked));
	}
	return &a->marked[a->n_marked++];
}

/* The stretches among the words of the paragraph. */
static void
find_marked(struct attrib *a)
{
	const struct words *ws = &a->words;
	struct marked *m = NULL;
	size_t i;

	a->n_marked = 0;
	for (i = 0; i < ws->n; i++) {
		if (ws->t[i].st == 0) {
			m = NULL;
			continue;
		}
		if (m == NULL || m->st != ws->t[i].st - 1) {
			m = new_marked(a);
			*m = (struct marked){ ws->t[i].st - 1, i, i, 0 };
		}
		m->b = i + 1;
		m->n += ws->t[i].kind == WORD_TEXT ||
		    ws->t[i].kind == WORD_NUMBER;
	}
}

static bool
all_names(const struct words *ws, const struct marked *m)
{
	size_t i;

	for (i = m->a; i < m->b; i++)
		if (ws->t[i].kind == WORD_TEXT &&
		    !(ws->t[i].flags & WORD_CAP) &&
		    ws->t[i].end - ws->t[i].begin > 3)
			return false;
	return true;
}

/* A name, a title, a word held at arm's length: nobody's speech. */
static bool
scare(const struct words *ws, const struct marked *m, const struct answer *x)
{
	if (x->rule != RULE_NONE)
		return false;
	return m->n <= 3 || all_names(ws, m) || (m->n < 6 && m->a > 0);
}

static void
emit_direct(struct attrib *a, const struct quote_text *t,
    const struct marked *m, const struct answer *x, struct quotes *qs)
{
	const struct stretch *st = &t->stretches[m->st];
	struct quotation *q;

	(void)a;
	q = quotes_add(qs);
	q->whole = (struct span){ st->begin, st->end };
	q->kind = QUOTE_DIRECT;
	q->mark = quotes_add_span(qs, q->whole);
	q->n_marks = 1;
	q->speaker = x->speaker;
	q->cue = x->cue;
	q->rule = rules[x->rule].name;
	q->confidence = rules[x->rule].confidence;
}

static void
paragraph(struct attrib *a, const struct quote_text *t, struct direct *d,
    struct quotes *qs)
{
	struct answer x;
	size_t i;

	find_marked(a);
	for (i = 0; i < a->n_marked; i++) {
		if (a->marked[i].n == 0)
			continue;
		x = direct_answer(d, &a->marked[i]);
		if (!scare(&a->words, &a->marked[i], &x))
			emit_direct(a, t, &a->marked[i], &x, qs);
	}
	direct_end(d);
}

void
attrib_find(struct attrib *a, const struct quote_text *t, struct quotes *qs)
{
	struct memory mem = { 0 };
	struct direct d = { t, &a->words, 0, &mem };
	size_t next = 0;

	for (d.para = 0; d.para < t->n_paras; d.para++) {
		words_read(&a->words, a->en, t->text, t->paras[d.para],
		    t->stretches, t->n_stretches, &next);
		paragraph(a, t, &d, qs);
	}
}
