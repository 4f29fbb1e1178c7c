/* SPDX-License-Identifier: ISC */
/* How a speaker is mentioned: by a name with its titles, a pronoun, a noun. */
#include "mention.h"

#include <string.h>

enum { NAME_WORDS = 5 };

static const char *const tails_de[][1] = {
#include "nquote_tails_de.inc"
};

enum gender
mention_gender(const struct word *t)
{
	if (t->cls & LEX_MASC)
		return GENDER_MASC;
	if (t->cls & LEX_FEM)
		return GENDER_FEM;
	return t->cls & LEX_PLURAL ? GENDER_PLURAL : GENDER_NONE;
}

/* Where the word ends without its 's. */
static size_t
bare_end(const struct word *t)
{
	return t->flags & WORD_OWNER && t->bare > 0 ? t->begin + t->bare
						    : t->end;
}

/* Jr., Sr., III: no surname. */
static bool
suffix(const struct word *t)
{
	return word_is(t, "jr") || word_is(t, "sr") || word_is(t, "ii") ||
	    word_is(t, "iii") || word_is(t, "iv");
}

bool
mention_person(const struct words *ws, size_t i)
{
	const struct word *t = &ws->t[i];
	const unsigned char *p;
	size_t k, n;

	if (t->cls & (LEX_AGENT | LEX_TITLE))
		return true;
	for (k = 0; ws->ordinals && k < sizeof(tails_de) / sizeof(*tails_de);
	     k++) {
		n = strlen(tails_de[k][0]);
		if (t->end - t->begin < n)
			continue;
		p = ws->p + t->end - n;
		if ((p[0] | 0x20) == tails_de[k][0][0] &&
		    memcmp(p + 1, tails_de[k][0] + 1, n - 1) == 0)
			return true;
	}
	return false;
}

/* German writes all nouns with a capital: is the word at i, alone in its run,
 * one behind its article or adjective? */
static bool
german_noun(const struct words *ws, size_t i)
{
	const struct word *p = &ws->t[i] - 1;

	return ws->ordinals && i > 0 && p->kind == WORD_TEXT &&
	    ((p->cls & LEX_DET) != 0 || word_is(p, "am") || word_is(p, "im") ||
		word_is(p, "zum") || word_is(p, "zur") || word_is(p, "vom") ||
		word_is(p, "beim") ||
		(word_small(p) && p->cls == 0 && p->cue == 0));
}

/* `Ministerin', `Leitung'; not `Verein'. */
bool
mention_feminine(const struct words *ws, const struct word *t)
{
	static const char *const tail[] = {
	    "in", "ung", "heit", "keit", "schaft", "ion", "t\xc3\xa4t"};
	const unsigned char *end = ws->p + t->end;
	size_t i, n;

	for (i = 0; i < sizeof(tail) / sizeof(tail[0]); i++) {
		n = strlen(tail[i]);
		if (t->end - t->begin > n + 3 &&
		    memcmp(end - n, tail[i], n) == 0)
			return i > 0 || end[-3] != 'e';
	}
	return false;
}

/* Of a German noun for a person, before a name. */
static enum gender
german_gender(const struct words *ws, const struct word *t)
{
	enum gender g = mention_gender(t);

	return g != GENDER_NONE	      ? g
	    : mention_feminine(ws, t) ? GENDER_FEM
				      : GENDER_MASC;
}

struct mention
mention_name(const struct words *ws, size_t i, size_t hi, size_t *end)
{
	struct mention m = {0};
	size_t k, a = i, last;

	for (k = i; k < hi &&
	     (word_name(&ws->t[k]) ||
		 (np_particle(ws, k, hi) &&
		     !(ws->ordinals && mention_person(ws, k - 1))));
	     k++) {
		if (k > i && (ws->t[k - 1].flags & WORD_OWNER))
			break;
		if (k > i && ws->t[k].st != ws->t[k - 1].st)
			break;
		if (ws->t[k].cls & LEX_TITLE || ws->t[k].flags & WORD_DOT) {
			if (m.gender == GENDER_NONE)
				m.gender = mention_gender(&ws->t[k]);
			if (ws->t[k].cls & LEX_TITLE)
				a = k + 1;
		} else if (ws->ordinals && k == a && k + 1 < hi &&
		    word_name(&ws->t[k + 1]) && mention_person(ws, k)) {
			a = k + 1;
			m.gender = german_gender(ws, &ws->t[k]);
		}
	}
	*end = k;
	if (k > a && k - a > NAME_WORDS)
		a = k - NAME_WORDS;
	for (last = k; last > a + 1 && suffix(&ws->t[last - 1]);)
		last--;
	if (last <= a || (k == i + 1 && german_noun(ws, i)))
		return m;
	m.kind = MENTION_NAME;
	m.key = ws->t[last - 1].key;
	m.given = ws->t[a].key;
	if (m.gender == GENDER_NONE && (ws->t[last - 1].cls & LEX_GROUP))
		m.gender = GENDER_PLURAL; /* the Treasury is no she */
	for (k = a; k < last; k++)
		m.words += !word_small(&ws->t[k]); /* not "von" */
	m.name = (struct span){ws->t[a].begin, bare_end(&ws->t[*end - 1])};
	m.at = ws->t[i].begin;
	return m;
}

/* Is t the literal w, short for another?  Then *key is that one's. */
static inline __attribute__((always_inline)) bool
short_for(const struct word *t, const char *w, const char *other, uint64_t *key)
{
	if (!word_is(t, w))
		return false;
	*key = vocab_key(other);
	return true;
}

/* A title's abbreviation counts as the title; a shadow minister is no minister,
 * nor a deputy mayor the mayor. */
uint64_t
mention_role(const struct word *t)
{
	uint64_t key = t->key;

	if (!(t->flags & WORD_FIRST) &&
	    (word_is(t - 1, "shadow") || word_is(t - 1, "deputy") ||
		word_is(t - 1, "vice") || word_is(t - 1, "assistant")))
		return vocab_mix(key, t[-1].key, 0);

	(void)(short_for(t, "spokeswoman", "spokesman", &key) ||
	    short_for(t, "spokesperson", "spokesman", &key) ||
	    t->end - t->begin > 5 || short_for(t, "gov", "governor", &key) ||
	    short_for(t, "sen", "senator", &key) ||
	    short_for(t, "rep", "representative", &key) ||
	    short_for(t, "gen", "general", &key) ||
	    short_for(t, "capt", "captain", &key) ||
	    short_for(t, "sgt", "sergeant", &key) ||
	    short_for(t, "lt", "lieutenant", &key) ||
	    short_for(t, "col", "colonel", &key) ||
	    short_for(t, "dr", "doctor", &key) ||
	    short_for(t, "prof", "professor", &key));
	return key;
}

/* `the Ministry of Supply' from the word i on, of which the name n is all but
 * what follows "of", up to hi: one name. */
static void
take_of(
    const struct words *ws, struct mention *n, size_t i, size_t end, size_t hi)
{
	size_t k = end;

	if (n->words != 1 || i == 0 || !word_is(&ws->t[i - 1], "the"))
		return;
	while (k + 1 < hi && word_name(&ws->t[k + 1]) &&
	    ((ws->t[k].cls & LEX_OF) ||
		((ws->t[i].cls & LEX_GROUP) &&
		    (word_is(&ws->t[k], "for") || word_is(&ws->t[k], "on"))))) {
		for (k++; k < hi && word_name(&ws->t[k]); k++)
			;
		n->name.end = bare_end(&ws->t[k - 1]);
	}
}

/* `A spokeswoman, Lina Maro, said', `said the mayor, Ann Lee.': the name set
 * off behind the phrase. */
static struct mention
set_off(const struct words *ws, struct range r, const struct word *head,
    struct mention m)
{
	struct mention n;
	size_t end;

	if (r.b + 2 >= ws->n || !word_is_punct(&ws->t[r.b], ',') ||
	    (ws->t[r.b + 1].flags & WORD_IN) || !word_name(&ws->t[r.b + 1]) ||
	    head == NULL || (head->cls & LEX_PLURAL) ||
	    (head != &ws->t[r.b - 1] && !word_name(&ws->t[r.b - 1])))
		return m;
	n = mention_name(ws, r.b + 1, ws->n, &end);
	return n.kind == MENTION_NAME && n.words > 1 && end < ws->n &&
		(word_is_punct(&ws->t[end], ',') ||
		    word_is_punct(&ws->t[end], '.') ||
		    word_is_punct(&ws->t[end], '-')) &&
		!(ws->t[end - 1].flags & WORD_OWNER)
	    ? n
	    : m;
}

/* The, der, la: of somebody who is known. */
static bool
definite(const struct word *t)
{
	return word_is(t, "the") || word_is(t, "der") || word_is(t, "die") ||
	    word_is(t, "le") || word_is(t, "la") || word_is(t, "el");
}

struct mention
entity_mention(const struct words *ws, struct range r)
{
	struct mention m = {0}, n;
	const struct word *t, *h = NULL;
	bool titles = false, noun = false;
	size_t i, k, end;

	if (!range_any(r))
		return m;
	t = &ws->t[r.a];
	m.at = t->begin;
	m.kind = MENTION_OTHER;
	if (r.b - r.a == 1 && (t->cls & (LEX_SUBJ | LEX_POSS | LEX_OBJ))) {
		m.gender = mention_gender(t);
		if (m.gender != GENDER_NONE)
			m.kind = MENTION_PRONOUN;
		return m;
	}
	for (i = r.a; i < r.b; i++) {
		t = &ws->t[i];
		if (word_name(t)) {
			n = mention_name(ws, i, r.b, &end);
			titles |= n.kind != MENTION_NAME;
			noun |= n.kind != MENTION_NAME && ws->ordinals;
			for (k = i; k < end && noun; k++)
				if (mention_person(ws, k))
					h = &ws->t[k];
			i = end - 1;
			/* Ohio senators, a Democratic colleague */
			if (n.words == 1 && end < r.b &&
			    word_small(&ws->t[end]) &&
			    (ws->t[end].cls & (LEX_AGENT | LEX_TITLE)))
				continue;
			if (n.kind != MENTION_NAME ||
			    (ws->t[i].flags & WORD_OWNER) ||
			    (titles && end < r.b))
				continue;
			/* `the Secretary of State for Fish Affairs Ann Tell' */
			if (titles && n.words > 2 && r.b - r.a > n.words &&
			    (ws->t[r.b - n.words - 1].cls &
				(LEX_PREP | LEX_CONJ)))
				n = mention_name(ws, r.b - 2, r.b, &end);
			else
				take_of(ws, &n, i + 1 - n.words, end, r.b);
			return n;
		}
		if ((h != NULL && (t->cls & (LEX_PREP | LEX_REL))) ||
		    (noun && (t->cls & (LEX_PREP | LEX_DET))))
			break;
		if (t->cls & (LEX_AGENT | LEX_TITLE))
			h = t;
	}
	if (h != NULL && definite(&ws->t[r.a]) &&
	    !(h->cls & (LEX_GROUP | LEX_DOC | LEX_PLURAL))) {
		m.kind = MENTION_NOUN;
		m.key = mention_role(h);
		m.gender = mention_gender(h);
	}
	return set_off(ws, r, h, m);
}
