/* SPDX-License-Identifier: ISC */
/*
 * Full names are runs of two words or more with capitals, titles left out.  A
 * surname stands for the first full name that ends in it and agrees in gender
 * where a title tells it; a pronoun for the last person before it that spoke or
 * stood at the head of a sentence, by name or by a noun, and agrees; a noun for
 * whoever was introduced with it.
 *
 * The gender is told by a title, else by a clear majority of the pronouns that
 * follow the name at the head of a sentence.
 *
 * A given name alone stands for the one person that has it.
 *
 * Limits: no list of given names; two persons of one surname are told apart by
 * titles alone.
 */
#include "entity.h"

#include <stdlib.h>
#include <string.h>

#include "mention.h"
#include "xalloc.h"

/* How many topics are asked for a pronoun, and persons for a given name. */
enum { TOPICS_BACK = 12, PERSONS = 256 };

void
entities_clear(struct entities *es)
{
	if (es->n > 0)
		memset(es->slot, 0, (es->mask + 1) * sizeof(*es->slot));
	es->n = 0;
	es->n_topics = es->n_named = es->n_roles = 0;
}

void
entities_free(struct entities *es)
{
	free(es->p);
	free(es->slot);
	free(es->topic);
	free(es->named);
	free(es->role);
	*es = (struct entities){0};
}

static uint32_t *
slot_of(const struct entities *es, uint64_t key)
{
	size_t i;

	for (i = (size_t)key & es->mask; es->slot[i] != 0;
	     i = (i + 1) & es->mask)
		if (es->p[es->slot[i] - 1].key == key)
			break;
	return &es->slot[i];
}

static void
grow(struct entities *es)
{
	size_t i;

	es->cap = es->cap > 0 ? 2 * es->cap : 64;
	es->p = xreallocarray(es->p, es->cap, sizeof(*es->p));
	free(es->slot);
	es->mask = 2 * es->cap - 1;
	es->slot = xcalloc(es->mask + 1, sizeof(*es->slot));
	for (i = 0; i < es->n; i++) {
		uint32_t *s = slot_of(es, es->p[i].key);

		if (*s == 0)
			*s = (uint32_t)i + 1;
	}
}

static void
add_person(struct entities *es, const struct mention *m)
{
	struct person *p;
	uint32_t *s, i;

	if (es->n == es->cap)
		grow(es);
	s = slot_of(es, m->key);
	for (i = *s; i != 0; i = es->p[i - 1].next) {
		p = &es->p[i - 1];
		if (p->gender == m->gender || m->gender == GENDER_NONE)
			return;
		if (p->gender == GENDER_NONE) {
			p->gender = m->gender;
			return;
		}
	}
	p = &es->p[es->n++];
	*p = (struct person){m->key, m->given, m->name, m->gender, 0, 0, *s};
	*s = (uint32_t)es->n;
}

static void
add_topic(struct entities *es, const struct mention *m)
{
	if (es->n_topics == es->cap_topics) {
		es->cap_topics = es->cap_topics > 0 ? 2 * es->cap_topics : 64;
		es->topic = xreallocarray(
		    es->topic, es->cap_topics, sizeof(*es->topic));
	}
	es->topic[es->n_topics++] = *m;
}

static bool
agree(enum gender a, enum gender b)
{
	return a == GENDER_NONE || b == GENDER_NONE || a == b;
}

static struct person *
person_of(const struct entities *es, uint64_t key, enum gender g)
{
	struct person *best = NULL, *p;
	uint32_t i;

	if (es->n == 0)
		return NULL;
	for (i = *slot_of(es, key); i != 0; i = p->next) {
		p = &es->p[i - 1];
		if (agree(p->gender, g))
			best = p;
	}
	return best;
}

/* A pronoun outside the marks speaks for the gender of the last topic. */
static void
vote(struct entities *es, const struct word *t)
{
	struct person *p;
	enum gender g;

	if ((t->flags & WORD_IN) || es->n_topics == 0 || es->n == 0)
		return;
	g = mention_gender(t);
	if (g != GENDER_MASC && g != GENDER_FEM)
		return;
	p = person_of(es, es->topic[es->n_topics - 1].key, GENDER_NONE);
	if (p != NULL) {
		p->he += g == GENDER_MASC;
		p->she += g == GENDER_FEM;
	}
}

static void
add_role(struct entities *es, const struct word *t)
{
	if (es->n_roles == es->cap_roles) {
		es->cap_roles = es->cap_roles > 0 ? 2 * es->cap_roles : 64;
		es->role =
		    xreallocarray(es->role, es->cap_roles, sizeof(*es->role));
	}
	es->role[es->n_roles++] = (struct role){mention_role(t), es->n_named};
}

/* May a sentence lead with it, before its subject: `In', `When', `Asked'? */
static bool
leads(const struct word *t)
{
	return (t->cls & (LEX_PREP | LEX_SUB | LEX_WH)) ||
	    (t->flags & (WORD_ED | WORD_ING));
}

/* `The mayor, Ann Lee, said', `said the head of the union, Ann Lee.': the noun
 * that the name i..end is set off behind, or NULL. */
static const struct word *
set_off(const struct words *ws, size_t i, size_t end)
{
	const struct word *t;
	size_t k;

	if (i < 2 || !word_is_punct(&ws->t[i - 1], ',') || end >= ws->n ||
	    ws->t[end].kind != WORD_PUNCT)
		return NULL;
	for (k = i - 1; k > 0 && i - k < 6; k--) {
		t = &ws->t[k - 1];
		if (t->kind != WORD_TEXT || (t->flags & WORD_IN))
			return NULL;
		if (t->cls & (LEX_AGENT | LEX_TITLE))
			return t->cls & LEX_PLURAL ? NULL : t;
		if (k < i - 1 && !(t->cls & (LEX_DET | LEX_OF)))
			return NULL;
	}
	return NULL;
}

/*
 * The nouns that the name m, words i..end, is introduced with: titles in it,
 * what speaks in the five words before it, and the first such of an apposition
 * behind it.
 */
static void
add_roles(struct entities *es, const struct words *ws, const struct mention *m,
    size_t i, size_t end)
{
	const uint32_t who = LEX_AGENT | LEX_TITLE;
	const struct word *behind;
	size_t n = es->n_roles, k;

	/* not `the mayor of Calder' */
	for (k = i;
	     k > 0 && i - k < 5 && !(ws->t[i - 1].cls & (LEX_PREP | LEX_CONJ));
	     k--) {
		const struct word *t = &ws->t[k - 1];

		if (t->kind != WORD_TEXT || (t->flags & WORD_FIRST) ||
		    word_finite(ws, k - 1) || (t->flags & WORD_OWNER))
			break;
		if (t->cls & who)
			add_role(es, t);
	}
	behind = m->words > 1 ? set_off(ws, i, end) : NULL;
	if (behind != NULL)
		add_role(es, behind);
	for (k = i; k < end; k++)
		if ((ws->t[k].cls & LEX_TITLE) ||
		    (ws->ordinals && k + 1 < end && mention_person(ws, k)))
			add_role(es, &ws->t[k]);
	if (m->words > 1 && end + 2 < ws->n && word_is_punct(&ws->t[end], ','))
		for (k = end + 1; k < ws->n && k < end + 8; k++) {
			const struct word *t = &ws->t[k];

			if (t->kind != WORD_TEXT || word_finite(ws, k) ||
			    (t->flags & WORD_OWNER) ||
			    (t->cls & (LEX_REL | LEX_SUBJ | LEX_CONJ)) ||
			    word_name(t))
				break;
			if (t->cls & who) {
				add_role(es, t);
				break;
			}
		}
	if (es->n_roles == n)
		return;
	if (es->n_named == es->cap_named) {
		es->cap_named = es->cap_named > 0 ? 2 * es->cap_named : 64;
		es->named =
		    xreallocarray(es->named, es->cap_named, sizeof(*es->named));
	}
	es->named[es->n_named++] = *m;
}

/* Is all of i..end in capitals: a dateline, a heading? */
static bool
shouted(const struct words *ws, size_t i, size_t end)
{
	while (i < end && (ws->t[i].flags & (WORD_ALLCAP | WORD_DOT)))
		i++;
	return i == end;
}

/* `Asked about it, Ann Lee left': does a name that ends at end, before a verb,
 * stand behind what the sentence leads with? */
static bool
after_lead(const struct words *ws, size_t first, size_t i, size_t end)
{
	return i > first + 2 && word_is_punct(&ws->t[i - 1], ',') &&
	    leads(&ws->t[first]) && end < ws->n && word_finite(ws, end);
}

/* German: `Am Ufer steht der Rentner Jan Lee': the name m at i, with what he
 * is, behind the verb. */
static bool
inverted(const struct words *ws, const struct mention *m, size_t i)
{
	return ws->ordinals && m->words >= 2 &&
	    m->name.begin > ws->t[i].begin && i > 1 &&
	    (word_is(&ws->t[i - 1], "der") || word_is(&ws->t[i - 1], "die")) &&
	    !(ws->t[i - 2].cls & LEX_PREP);
}

/* Does the sentence that begins at first tell of nobody yet? */
static bool
no_topic(const struct entities *es, const struct words *ws, size_t first)
{
	return !(ws->t[first].cls & LEX_SUBJ) &&
	    (es->n_topics == 0 ||
		es->topic[es->n_topics - 1].at < ws->t[first].begin);
}

/* The name i..end, which is m. */
static void
add_name(struct entities *es, const struct words *ws, const struct mention *m,
    size_t i, size_t end)
{
	size_t first = ws->s[ws->t[i].sent].begin;

	if (m->words >= 2)
		add_person(es, m);
	add_roles(es, ws, m, i, end);
	if ((i <= first + 1 ||
		(set_off(ws, i, end) != NULL && no_topic(es, ws, first)) ||
		after_lead(ws, first, i, end) || inverted(ws, m, i)) &&
	    !shouted(ws, i, end) && !(ws->t[end - 1].flags & WORD_OWNER) &&
	    !(ws->t[i].flags & WORD_IN))
		add_topic(es, m);
}

/* Whoever was introduced as this before it, else after it. */
static const struct mention *
holder_of(const struct entities *es, const struct mention *m)
{
	const struct mention *best = NULL, *x;
	size_t i;

	for (i = 0; i < es->n_roles; i++) {
		x = &es->named[es->role[i].mention];
		if (es->role[i].key != m->key || !agree(m->gender, x->gender))
			continue;
		if (best != NULL && x->at > m->at)
			break;
		best = x;
	}
	return best;
}

/* A name is a topic where it speaks, and so is whoever the noun stands for. */
void
entities_speaker(struct entities *es, const struct mention *m)
{
	const struct mention *x;
	struct mention holder;

	if (m->kind == MENTION_NAME)
		add_topic(es, m);
	if (m->kind != MENTION_NOUN)
		return;
	x = holder_of(es, m);
	if (x == NULL || x->at > m->at)
		return;
	holder = *x;
	holder.at = m->at;
	add_topic(es, &holder);
}

/* `The mayor smiled', `When it rang, the mayor smiled': whom the noun stands
 * for is a topic, as names at the head of sentences are. */
static void
add_nouns(struct entities *es, const struct words *ws)
{
	struct mention m;
	size_t i, k;

	for (k = 0; es->n_roles > 0 && k < ws->n_s; k++) {
		i = ws->s[k].begin;
		if (leads(&ws->t[i]))
			for (; i < ws->s[k].end &&
			     (ws->t[i].flags & WORD_IN ||
				 !word_is_punct(&ws->t[i], ','));
			     i++)
				;
		i += i < ws->s[k].end && word_is_punct(&ws->t[i], ',');
		if (i + 2 >= ws->s[k].end || !word_is(&ws->t[i], "the") ||
		    !(ws->t[i + 1].cls & (LEX_AGENT | LEX_TITLE)) ||
		    !word_finite(ws, i + 2))
			continue;
		m = entity_mention(ws, (struct range){i, i + 2});
		entities_speaker(es, &m);
	}
}

void
entities_read(struct entities *es, const struct words *ws)
{
	struct mention m;
	size_t i, k, end = 0;

	for (k = 0; k < ws->n_who; k++) {
		const struct word *t = &ws->t[i = ws->who[k]];

		if (i < end)
			continue;
		if (!word_name(t) || np_participle(ws, i, ws->n)) {
			if (t->cls & (LEX_SUBJ | LEX_POSS))
				vote(es, t);
			continue;
		}
		m = mention_name(ws, i, ws->n, &end);
		if (m.kind == MENTION_NAME)
			add_name(es, ws, &m, i, end);
	}
	add_nouns(es, ws);
}

static int
by_place(const void *a, const void *b)
{
	const struct mention *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Names come as they are read and speakers a paragraph later: most are where
 * they belong. */
void
entities_sort(struct entities *es)
{
	struct mention *t = es->topic, m;
	size_t i, k, moves = 0;

	for (i = 1; i < es->n_topics && moves <= 16 * i; i++) {
		if (t[i - 1].at <= t[i].at)
			continue;
		m = t[i];
		for (k = i; k > 0 && t[k - 1].at > m.at; k--)
			t[k] = t[k - 1];
		t[k] = m;
		moves += i - k;
	}
	if (i < es->n_topics)
		qsort(t, es->n_topics, sizeof(*t), by_place);
}

/* The one person whose given name it is: `Sir Alec', `Anna said'. */
static const struct person *
by_given(const struct entities *es, const struct mention *m)
{
	const struct person *one = NULL, *p;
	size_t i;

	for (i = 0; i < es->n && i < PERSONS; i++) {
		p = &es->p[i];
		if (p->given != m->key || !agree(p->gender, m->gender))
			continue;
		if (one != NULL && one->key != p->key)
			return NULL;
		one = p;
	}
	return one;
}

static struct span
full_name(const struct entities *es, const struct mention *m)
{
	const struct person *p;

	if (m->words >= 2)
		return m->name;
	p = person_of(es, m->key, m->gender);
	if (p == NULL)
		p = by_given(es, m);
	return p != NULL ? p->name : m->name;
}

static enum gender
known_gender(const struct entities *es, const struct mention *m)
{
	const struct person *p;

	if (m->gender != GENDER_NONE)
		return m->gender;
	p = person_of(es, m->key, GENDER_NONE);
	if (p == NULL || p->gender != GENDER_NONE)
		return p != NULL ? p->gender : GENDER_NONE;
	if (p->he > 2 * p->she + 1)
		return GENDER_MASC;
	return p->she > 2 * p->he + 1 ? GENDER_FEM : GENDER_NONE;
}

struct span
entities_name(const struct entities *es, const struct mention *m)
{
	size_t lo = 0, hi = es->n_topics, i;

	if (m->kind == MENTION_NAME)
		return full_name(es, m);
	if (m->kind == MENTION_NOUN) {
		const struct mention *x = holder_of(es, m);

		return x != NULL ? full_name(es, x) : (struct span){0, 0};
	}
	if (m->kind != MENTION_PRONOUN || m->gender == GENDER_PLURAL)
		return (struct span){0, 0};
	while (lo < hi) {
		i = lo + (hi - lo) / 2;
		if (es->topic[i].at < m->at)
			lo = i + 1;
		else
			hi = i;
	}
	for (i = lo; i > 0 && lo - i < TOPICS_BACK; i--)
		if (agree(m->gender, known_gender(es, &es->topic[i - 1])))
			return full_name(es, &es->topic[i - 1]);
	return (struct span){0, 0};
}
