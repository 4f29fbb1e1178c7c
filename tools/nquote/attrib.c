/* SPDX-License-Identifier: ISC */
/*
 * Quotations of a text, a paragraph at a time: words and sentences (word.c),
 * who said the marked stretches (direct.c), clauses of reported speech
 * (clause.c), then names for the speakers (entity.c).
 */
#include "attrib.h"

#include <stdlib.h>
#include <string.h>

#include "clause.h"
#include "content.h"
#include "dash.h"
#include "direct.h"
#include "entity.h"
#include "incise.h"
#include "scare.h"
#include "vocab.h"
#include "xalloc.h"

/* Languages with word lists of their own; English serves for the rest. */
enum { LANGUAGES = 4 };

static const char *const languages[LANGUAGES] = {"en", "de", "fr", "es"};

struct attrib {
	struct vocab *vocab[LANGUAGES]; /* those that were asked for */
	struct words words;
	struct marked *marked;
	size_t n_marked;
	size_t cap_marked;
	struct answer *answers; /* of marked */
	struct clauses clauses;
	struct entities entities;
	bool doubles;	     /* some marks of the text are double */
	struct mention *who; /* of the quotations, one each */
	size_t cap_who;
};

/*
 * The rules with the share of their quotations that are right, span and
 * speaker, of PolNeAR's development half: those with marks, and those without
 * (check/score.sh quotes, counted by rule).
 */
static const struct {
	const char *name;
	double marked;
	double unmarked;
} rules[RULE_COUNT] = {
    [RULE_NONE] = {"none", 0.1, 0.0},
    [RULE_VS] = {"cue-speaker", 0.98, 0.0},
    [RULE_SV] = {"speaker-cue", 0.99, 0.0},
    [RULE_ACT] = {"speaker-verb", 0.8, 0.0},
    [RULE_ACCORDING] = {"according-to", 0.87, 0.79},
    [RULE_LEFT] = {"lead-in", 0.86, 0.0},
    [RULE_INHERIT] = {"same-paragraph", 0.96, 0.0},
    [RULE_COLON] = {"colon-before", 0.88, 0.0},
    [RULE_NAME] = {"name-colon", 0.52, 0.73},
    [RULE_LATE] = {"late-cue", 0.78, 0.0},
    [RULE_CARRIED] = {"carried-on", 0.75, 0.0},
    [RULE_FLOAT] = {"floating", 0.58, 0.0},
    [RULE_OWNER] = {"possessor", 0.67, 0.25},
    [RULE_BEFORE] = {"sentence-before", 0.76, 0.0},
    [RULE_SUBJECT] = {"clause-subject", 0.55, 0.0},
    [RULE_CLAUSE] = {"clause", 0.88, 0.68},
    [RULE_TRAIL] = {"clause-before", 0.95, 0.85},
    [RULE_DASH] = {"dash", 0.9, 0.9}, /* none in it: by guess */
};

struct attrib *
attrib_new(void)
{
	return xcalloc(1, sizeof(struct attrib));
}

void
attrib_free(struct attrib *a)
{
	size_t i;

	if (a == NULL)
		return;
	for (i = 0; i < LANGUAGES; i++)
		vocab_free(a->vocab[i]);
	words_free(&a->words);
	free(a->marked);
	free(a->answers);
	clauses_free(&a->clauses);
	entities_free(&a->entities);
	free(a->who);
	free(a);
}

static struct marked *
new_marked(struct attrib *a)
{
	if (a->n_marked == a->cap_marked) {
		a->cap_marked = a->cap_marked > 0 ? 2 * a->cap_marked : 32;
		a->marked =
		    xreallocarray(a->marked, a->cap_marked, sizeof(*a->marked));
		a->answers = xreallocarray(
		    a->answers, a->cap_marked, sizeof(*a->answers));
	}
	return &a->marked[a->n_marked++];
}

/* Single marks where others are double are mostly held at arm's length, and a
 * closing mark alone often closes nothing. */
static bool
doubtful(const struct attrib *a, const struct stretch *st)
{
	return (st->single && a->doubles) || (!st->opened && !st->carried);
}

/* The stretches among the words of the paragraph. */
static void
find_marked(struct attrib *a, const struct quote_text *t)
{
	const struct words *ws = &a->words;
	struct marked *m;
	size_t k, i, end;

	a->n_marked = 0;
	for (k = 0; k < ws->n_runs; k++) {
		i = ws->run[k].a;
		end = k + 1 < ws->n_runs ? ws->run[k + 1].a : ws->n;
		if (ws->run[k].st == 0 || i == end)
			continue;
		m = new_marked(a);
		*m = (struct marked){.st = ws->run[k].st - 1, .a = i, .b = end};
		m->doubt = doubtful(a, &t->stretches[m->st]);
		for (; i < end; i++)
			m->n += ws->t[i].kind <= WORD_NUMBER;
	}
}

/* Remember how the speaker of the quotation just made is mentioned. */
static void
remember(struct attrib *a, const struct quotes *qs, const struct mention *who)
{
	if (qs->n > a->cap_who) {
		a->cap_who = qs->cap;
		a->who = xreallocarray(a->who, a->cap_who, sizeof(*a->who));
	}
	a->who[qs->n - 1] = *who;
	entities_speaker(&a->entities, who);
}

/*
 * Is the stretch more of the quotation made last: carried over from the
 * paragraph before, or interrupted in its sentence, `"We," he said, "go."'?
 */
static bool
goes_on(const struct attrib *a, const struct quote_text *t,
    const struct marked *m, const struct answer *x, const struct quotes *qs)
{
	const struct words *ws = &a->words;
	const struct quotation *q;
	size_t end;

	if (qs->n == 0)
		return false;
	q = &qs->q[qs->n - 1];
	if (q->kind != QUOTE_DIRECT || q->n_marks == 0 ||
	    q->mark + q->n_marks != qs->n_spans)
		return false;
	end = qs->spans[qs->n_spans - 1].end;
	if (x->rule == RULE_CARRIED)
		return m->st > 0 && t->stretches[m->st].carried &&
		    t->stretches[m->st - 1].end == end;
	return m->a > 0 && m > a->marked && t->stretches[m[-1].st].end == end &&
	    x->speaker.begin == q->speaker.begin && x->speaker.begin > end &&
	    ws->t[m->a].sent == ws->t[m[-1].a].sent &&
	    word_is_punct(&ws->t[m->a - 1], ',');
}

/* A quotation that is carried over two paragraphs is attributed in the second:
 * the first half is due to the same. */
static void
carried_back(struct attrib *a, const struct quote_text *t,
    const struct marked *m, const struct answer *x, struct quotes *qs)
{
	struct quotation *q;

	if (qs->n == 0 || !t->stretches[m->st].carried || x->rule == RULE_NONE)
		return;
	q = &qs->q[qs->n - 1];
	if (q->kind != QUOTE_DIRECT || q->speaker.begin != q->speaker.end ||
	    q->whole.end != t->stretches[m->st - 1].end)
		return;
	q->speaker = x->speaker;
	q->cue = x->cue;
	q->rule = rules[RULE_CARRIED].name;
	q->confidence = rules[RULE_CARRIED].marked;
	remember(a, qs, &x->who);
}

/* Before and behind who is named inside the marks of the last quotation. */
static void
add_parts(const struct words *ws, const struct marked *m, struct quotes *qs)
{
	struct quotation *q = &qs->q[qs->n - 1];
	size_t end = m->aside.a, begin = m->aside.b + 1;

	if (!range_any(m->aside))
		return;
	if (word_is_punct(&ws->t[end - 1], ',') ||
	    word_is_punct(&ws->t[end - 1], '-'))
		end--;
	if (begin < m->b && word_is_punct(&ws->t[begin], ','))
		begin++;
	if (begin >= m->b || ws->t[begin].kind == WORD_CLOSE)
		return;
	q->n_parts = 2;
	q->part = quotes_add_span(
	    qs, (struct span){q->whole.begin, ws->t[end - 1].end});
	quotes_add_span(qs, (struct span){ws->t[begin].begin, q->whole.end});
}

static void
emit_direct(struct attrib *a, const struct quote_text *t,
    const struct marked *m, const struct answer *x, struct quotes *qs)
{
	const struct stretch *st = &t->stretches[m->st];
	struct quotation *q;

	if (goes_on(a, t, m, x, qs)) {
		q = &qs->q[qs->n - 1];
		quotes_add_span(qs, (struct span){st->begin, st->end});
		q->n_marks++;
		q->part = q->mark;
		q->n_parts = q->n_marks;
		q->whole.end = st->end;
		return;
	}
	carried_back(a, t, m, x, qs);
	q = quotes_add(qs);
	q->whole = (struct span){st->begin, st->end};
	q->kind = QUOTE_DIRECT;
	q->mark = quotes_add_span(qs, q->whole);
	q->n_marks = 1;
	add_parts(&a->words, m, qs);
	q->speaker = x->speaker;
	q->cue = x->cue;
	q->rule = rules[x->rule].name;
	q->confidence = rules[x->rule].marked;
	remember(a, qs, &x->who);
}

static void
emit_clause(struct attrib *a, const struct quote_text *t,
    const struct clause *c, size_t m, size_t n_marks, struct quotes *qs)
{
	const struct words *ws = &a->words;
	struct quotation *q = quotes_add(qs);
	struct answer x;
	size_t i;

	q->whole = np_bytes(ws, c->part[0]);
	q->mark = qs->n_spans;
	for (i = m; i < m + n_marks; i++) {
		if (a->marked[i].n == 0 || scare_markup(ws, &a->marked[i]) ||
		    (a->marked[i].doubt && a->marked[i].n < 4) ||
		    scare_title(ws, &a->marked[i]))
			continue;
		quotes_add_span(qs,
		    (struct span){t->stretches[a->marked[i].st].begin,
			t->stretches[a->marked[i].st].end});
		q->n_marks++;
	}
	q->kind = c->rule == RULE_DASH ? QUOTE_DIRECT
	    : q->n_marks > 0	       ? QUOTE_MIXED
				       : QUOTE_INDIRECT;
	if (range_any(c->part[1])) {
		q->part = quotes_add_span(qs, q->whole);
		quotes_add_span(qs, np_bytes(ws, c->part[1]));
		q->n_parts = 2;
		q->whole.end = np_bytes(ws, c->part[1]).end;
	}
	x = answer_make(ws, c->speaker, c->cue, c->rule);
	q->speaker = x.speaker;
	q->cue = x.cue;
	q->rule = rules[c->rule].name;
	q->confidence =
	    q->n_marks > 0 ? rules[c->rule].marked : rules[c->rule].unmarked;
	remember(a, qs, &x.who);
}

/* Is as good as all of the clause inside marks? */
static bool
all_marked(const struct words *ws, const struct clause *c)
{
	size_t n = 0, out = 0, i, k;
	size_t most = c->part[0].b - c->part[0].a + c->part[1].b - c->part[1].a;

	for (k = 0; k < 2; k++)
		for (i = c->part[k].a; i < c->part[k].b && out * 20 <= most;
		     i++) {
			unsigned word = ws->t[i].kind <= WORD_NUMBER;

			n += word;
			out += word & ((ws->t[i].flags & WORD_IN) == 0);
		}
	return out * 20 <= n;
}

/* Clauses and stretches in the order of the text, each stretch once. */
static void
merge(struct attrib *a, const struct quote_text *t, struct quotes *qs)
{
	const struct clause *c;
	size_t i, k, m = 0, n;

	for (i = 0; i < a->clauses.n; i++) {
		c = &a->clauses.c[i];
		if (all_marked(&a->words, c))
			continue;
		for (; m < a->n_marked && a->marked[m].a < c->part[0].a; m++)
			if (!scare_marks(
				&a->words, &a->marked[m], &a->answers[m]))
				emit_direct(
				    a, t, &a->marked[m], &a->answers[m], qs);
		n = 0;
		for (k = m; k < a->n_marked &&
		     a->marked[k].a <
			 (range_any(c->part[1]) ? c->part[1].b : c->part[0].b);
		     k++)
			n++;
		if (t->marks_only && n == 0)
			continue;
		emit_clause(a, t, c, m, n, qs);
		m += n;
	}
	for (; m < a->n_marked; m++)
		if (!scare_marks(&a->words, &a->marked[m], &a->answers[m]))
			emit_direct(a, t, &a->marked[m], &a->answers[m], qs);
}

/* Append bytes of the text to the names, runs of blanks as one. */
static struct span
put_name(struct quotes *qs, struct view text, struct span s)
{
	size_t from = qs->names.len, i;

	for (i = s.begin; i < s.end; i++) {
		if (text.p[i] > ' ')
			buf_putc(&qs->names, text.p[i]);
		else if (i + 1 < s.end && text.p[i + 1] > ' ')
			buf_putc(&qs->names, ' ');
	}
	return (struct span){from, qs->names.len};
}

/* Full names for the speakers, when the whole text is known. */
static void
name_speakers(struct attrib *a, const struct quote_text *t, struct quotes *qs)
{
	struct span s;
	size_t i;

	entities_sort(&a->entities);
	for (i = 0; i < qs->n; i++) {
		if (qs->q[i].speaker.begin == qs->q[i].speaker.end)
			continue;
		s = entities_name(&a->entities, &a->who[i]);
		if (s.begin == s.end && a->who[i].kind != MENTION_PRONOUN)
			s = a->who[i].name.end > 0 ? a->who[i].name
						   : qs->q[i].speaker;
		if (s.begin < s.end)
			qs->q[i].name = put_name(qs, t->text, s);
	}
}

/* Clauses of reported speech: in every sentence, or only where there are
 * marks. */
static void
find_clauses(struct attrib *a, const struct direct *d)
{
	const struct words *ws = &a->words;
	bool marks_only = d->text->marks_only;
	struct sentence s;
	size_t i, m = 0;

	a->clauses.n = 0;
	if (!d->clauses) {
		if (!marks_only && !d->german)
			dash_turns(d, &a->clauses);
		return;
	}
	if (!marks_only && clause_transcript(ws, &a->clauses))
		return;
	for (i = 0; i < ws->n_s; i++) {
		s = ws->s[i];
		s.headline |= i == 0 && d->para == 0;
		while (m < a->n_marked && a->marked[m].b <= s.begin)
			m++;
		if (!marks_only || (m < a->n_marked && a->marked[m].a < s.end))
			clause_find(ws, s, &a->clauses);
	}
}

/* `NP suggested C: "...," NP said': what has a speaker of its own behind it is
 * no more of the clause that leads up to it. */
static void
cut_clauses(struct attrib *a)
{
	const struct words *ws = &a->words;
	const struct marked *m;
	const struct answer *x;
	struct clause *c;
	size_t i, k = 0;

	for (i = 0; i < a->clauses.n; i++) {
		c = &a->clauses.c[i];
		while (k < a->n_marked && a->marked[k].a <= c->part[0].a)
			k++;
		for (; k < a->n_marked && a->marked[k].a < c->part[0].b; k++) {
			m = &a->marked[k];
			x = &a->answers[k];
			if ((x->rule != RULE_VS && x->rule != RULE_SV) ||
			    x->cue_word == c->cue || x->cue_word < m->b ||
			    x->cue_word >= c->part[0].b ||
			    (!word_is_punct(&ws->t[m->a - 1], ':') &&
				!word_is_punct(&ws->t[m->a - 1], '-') &&
				!word_is_punct(&ws->t[m->a - 1], ',')))
				continue;
			c->part[0] = content_trim(ws, c->part[0].a, m->a);
			break;
		}
	}
}

static void
paragraph(struct attrib *a, const struct quote_text *t, struct direct *d,
    struct quotes *qs)
{
	size_t i;

	entities_read(&a->entities, &a->words);
	find_marked(a, t);
	for (i = 0; i < a->n_marked; i++) {
		if (!d->clauses && !d->german)
			incise_find(d, &a->words, &a->marked[i]);
		a->answers[i] = direct_answer(d, &a->marked[i]);
	}
	find_clauses(a, d);
	cut_clauses(a);
	direct_heard(d, &a->clauses);
	merge(a, t, qs);
	direct_end(d);
}

static const struct vocab *
vocab_of(struct attrib *a, const char *language)
{
	size_t i;

	for (i = LANGUAGES - 1; i > 0; i--)
		if (strncmp(language, languages[i], 2) == 0)
			break;
	if (a->vocab[i] == NULL)
		a->vocab[i] = vocab_new(languages[i]);
	return a->vocab[i];
}

void
attrib_find(struct attrib *a, const struct quote_text *t, struct quotes *qs)
{
	struct memory mem = {0};
	const struct vocab *v = vocab_of(a, t->language);
	struct direct d = {t, &a->words, 0, v->ordinals, v->english, &mem};
	size_t next = 0, i;

	entities_clear(&a->entities);
	a->doubles = false;
	for (i = 0; i < t->n_stretches && !a->doubles; i++)
		a->doubles = !t->stretches[i].single;
	for (d.para = 0; d.para < t->n_paras; d.para++) {
		words_read(&a->words, v, t->text, t->paras[d.para],
		    t->stretches, t->n_stretches, &next);
		paragraph(a, t, &d, qs);
	}
	name_speakers(a, t, qs);
}
