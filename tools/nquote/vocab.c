/* SPDX-License-Identifier: ISC */
/*
 * The word lists, compiled in from data/, in a table of one slot a word, keyed
 * by bits of a 64-bit hash of the word.  Words themselves are not kept: of the
 * words that are in no list, one in some millions passes for one that is.
 */
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* Slots for each group of words, of which a third or more stays free; and how
 * many words a group may have before the table is made larger. */
enum { GROUP_SLOTS = 4, MAX_GROUP = 16 };

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define CLOSED                                                            \
	(LEX_AUX | LEX_NEG | LEX_ADV | LEX_DAY | LEX_MONTH | LEX_TIME |   \
	    LEX_DET | LEX_SUBJ | LEX_OBJ | LEX_PREP | LEX_SUB | LEX_REL | \
	    LEX_WH | LEX_CONJ | LEX_VERB)

struct list {
	const char *cls;
	const char *words;
};

struct open_word {
	const char *word;
	const char *cls;
};

/* What speaks, and may do so in the plural. */
#define SPEAKS (LEX_AGENT | LEX_GROUP | LEX_DOC)

static const struct list words_en[] = {
#include "nquote_words_en.inc"
};

static const char *const cues_en[][7] = {
#include "nquote_cues_en.inc"
};

static const struct list words_de[] = {
#include "nquote_words_de.inc"
};

static const char *const cues_de[][7] = {
#include "nquote_cues_de.inc"
};

static const struct list words_fr[] = {
#include "nquote_words_fr.inc"
};

static const char *const cues_fr[][7] = {
#include "nquote_cues_fr.inc"
};

static const struct list words_es[] = {
#include "nquote_words_es.inc"
};

static const char *const cues_es[][7] = {
#include "nquote_cues_es.inc"
};

static const struct open_word agents_en[] = {
#include "nquote_agents.inc"
};

static const struct open_word verbs_en[] = {
#include "nquote_verbs.inc"
};

static const struct {
	const char *name;
	uint32_t cls;
} classes[] = {
    {"aux", LEX_AUX},
    {"be", LEX_BE | LEX_AUX},
    {"neg", LEX_NEG},
    {"adv", LEX_ADV},
    {"day", LEX_DAY},
    {"month", LEX_MONTH},
    {"time", LEX_TIME},
    {"det", LEX_DET},
    {"poss", LEX_POSS | LEX_DET},
    {"subj", LEX_SUBJ},
    {"masc", LEX_MASC},
    {"fem", LEX_FEM},
    {"they", LEX_PLURAL},
    {"obj", LEX_OBJ},
    {"prep", LEX_PREP},
    {"sub", LEX_SUB},
    {"rel", LEX_REL},
    {"wh", LEX_WH},
    {"conj", LEX_CONJ},
    {"title", LEX_TITLE},
    {"abbr", LEX_ABBR},
    {"doc", LEX_DOC},
    {"group", LEX_GROUP},
    {"agent", LEX_AGENT},
    {"num", LEX_NUM},
    {"verb", LEX_VERB},
    {"last", LEX_LAST},
    {"sayso", LEX_SAYSO},
    {"speech", LEX_SPEECH},
    {"indef", LEX_INDEF | LEX_DET},
    {"konj", LEX_KONJ | LEX_AUX},
    {"of", LEX_OF},
    {"work", LEX_WORK},
    {"view", LEX_VIEW},
};

static struct vocab_hash
hash_of(const char *s, size_t len)
{
	struct vocab_hash h = VOCAB_EMPTY;
	size_t i = 0;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (len < sizeof(h.part)) { /* the same, at once */
		memcpy(h.part, s, len);
		h.n = i = len;
	}
#endif
	for (; i < len; i++)
		vocab_add(&h, (unsigned char)s[i]);
	return h;
}

static uint64_t
word_key(const char *s, size_t len)
{
	struct vocab_hash h = hash_of(s, len);

	return vocab_finish(&h);
}

/* The number of the kind of words that has these classes, from 1. */
static uint32_t
kind_of(struct vocab *v, uint32_t cls, uint32_t cue)
{
	uint16_t *recent =
	    &v->recent[(cls ^ cls >> 17 ^ cue ^ cue >> 7) % VOCAB_RECENT];
	uint32_t i = *recent;

	if (i > 0 && v->kind[i].cls == cls && v->kind[i].cue == cue)
		return i;
	/* the last are the likeliest */
	for (i = v->n_kinds - 1; i > 0; i--)
		if (v->kind[i].cls == cls && v->kind[i].cue == cue)
			break;
	if (i == 0) {
		i = v->n_kinds++;
		if (i > VOCAB_KIND)
			abort(); /* of lists that no build has had */
		v->kind[i] = (struct vocab_word){cls, cue};
	}
	*recent = (uint16_t)i;
	return i;
}

/* The entry of the key, or the free one where it belongs. */
static struct vocab_entry *
entry_of(const struct vocab *v, uint64_t key)
{
	size_t i = (size_t)key & (v->room - 1);

	while (v->entry[i].kind != 0 && v->entry[i].key != key)
		i = (i + 1) & (v->room - 1);
	return &v->entry[i];
}

/* Room for more words. */
static void
grow(struct vocab *v)
{
	struct vocab_entry *old = v->entry;
	size_t n = v->room, i;

	v->room = n > 0 ? 4 * n : 4096;
	v->entry = xcalloc(v->room, sizeof(*v->entry));
	for (i = 0; i < n; i++)
		if (old[i].kind != 0)
			*entry_of(v, old[i].key) = old[i];
	free(old);
}

static void
add_key(struct vocab *v, uint64_t key, uint32_t cls, uint32_t cue)
{
	struct vocab_entry *e = entry_of(v, key);
	const struct vocab_word *known = &v->kind[e->kind];

	if (e->kind == 0 && 2 * ++v->n_words > v->room) {
		grow(v);
		e = entry_of(v, key);
	}
	e->key = key;
	e->kind = kind_of(v, cls | known->cls, cue | known->cue);
}

static void
add(struct vocab *v, const char *s, size_t len, uint32_t cls, uint32_t cue)
{
	add_key(v, word_key(s, len), cls, cue);
}

/* Put the n words at e into slots of their own; false when there is no step
 * that does it. */
static bool
settle_group(struct vocab *v, const struct vocab_entry *e, size_t n)
{
	uint32_t *s;
	unsigned step;
	size_t i;

	for (step = 0; step <= UINT8_MAX; step++) {
		for (i = 0; i < n; i++) {
			s = &v->slot[vocab_slot(v, e[i].key, step)];
			if (*s != 0)
				break;
			*s = vocab_tag(e[i].key) | e[i].kind;
		}
		if (i == n) {
			v->step[e->key & v->groups] = (uint8_t)step;
			return true;
		}
		while (i-- > 0)
			v->slot[vocab_slot(v, e[i].key, step)] = 0;
	}
	return false;
}

/* Put all words, sorted by their groups, into slots, large groups first: group
 * g begins at e[first[g]]. */
static bool
settle_all(struct vocab *v, const struct vocab_entry *e, const uint32_t *first)
{
	size_t size, left = v->n_words, g, n;

	for (size = MAX_GROUP; size > 0; size--)
		for (g = 0; g <= v->groups; g++) {
			n = first[g + 1] - first[g];
			if (n != size)
				continue;
			if (!settle_group(v, e + first[g], n))
				return false;
			left -= n;
		}
	return left == 0;
}

/* All words are there: give each its slot, after D. Belazzougui, F. C. Botelho
 * and M. Dietzfelbinger, Hash, Displace, and Compress (2009). */
static void
settle(struct vocab *v)
{
	struct vocab_entry *sorted = xcalloc(v->n_words, sizeof(*sorted));
	uint32_t *first;
	size_t i, g, n_slots = GROUP_SLOTS;
	bool done = false;

	while (n_slots < 3 * v->n_words / 2)
		n_slots *= 2;
	for (; !done; n_slots *= 2) {
		v->mask = n_slots - 1;
		v->groups = n_slots / GROUP_SLOTS - 1;
		free(v->slot);
		free(v->step);
		v->slot = xcalloc(n_slots, sizeof(*v->slot));
		v->step = xcalloc(v->groups + 1, sizeof(*v->step));
		/* first[g + 2] counts group g, then first[g + 1] is where its
		 * next word goes: all are there, it is where the next begins */
		first = xcalloc(v->groups + 3, sizeof(*first));
		for (i = 0; i < v->room; i++)
			if (v->entry[i].kind != 0)
				first[(v->entry[i].key & v->groups) + 2]++;
		for (g = 2; g < v->groups + 3; g++)
			first[g] += first[g - 1];
		for (i = 0; i < v->room; i++)
			if (v->entry[i].kind != 0)
				sorted[first[(v->entry[i].key & v->groups) +
				    1]++] = v->entry[i];
		done = settle_all(v, sorted, first);
		free(first);
	}
	free(sorted);
	free(v->entry);
	v->entry = NULL;
}

static uint32_t
class_bits(const char *name)
{
	size_t i;

	for (i = 0; i < COUNT(classes); i++)
		if (strcmp(classes[i].name, name) == 0)
			return classes[i].cls;
	return 0;
}

static void
add_words(struct vocab *v, const struct list *w, size_t n)
{
	const char *s;
	uint32_t cls;
	size_t i, len;

	for (i = 0; i < n; i++) {
		cls = class_bits(w[i].cls);
		for (s = w[i].words; *s != '\0'; s += len + (s[len] == ' ')) {
			len = strcspn(s, " ");
			add(v, s, len, cls, 0);
		}
	}
}

static uint32_t
frame_bits(const char *frames)
{
	static const char letters[] = "stnicofa";
	const char *p;
	uint32_t bits = 0;

	for (; *frames != '\0'; frames++)
		if (*frames == 'r')
			bits |= CUE_TO | CUE_NEEDS_TO;
		else if (*frames == 'u')
			bits |= CUE_OUT;
		else if ((p = strchr(letters, *frames)) != NULL)
			bits |= 1u << (p - letters);
	return bits;
}

static void
add_verbs(struct vocab *v, const char *const (*verb)[7], size_t n)
{
	uint32_t bits;
	size_t i, k;

	for (i = 0; i < n; i++) {
		bits = frame_bits(verb[i][0]);
		bits |= (uint32_t)(verb[i][1][0] == 's' ? CUE_STRONG
			: verb[i][1][0] == 't'		? CUE_THINK
							: CUE_WEAK);
		for (k = 0; k < 5; k++)
			add(v, verb[i][2 + k], strlen(verb[i][2 + k]), 0,
			    bits | (uint32_t)CUE_BASE << k);
	}
}

/* Nouns that can speak (p, g) and finite verbs (v), unless the word is better
 * known as something else. */
static void
add_open(struct vocab *v, const struct open_word *w, size_t n)
{
	uint32_t known;
	uint64_t key;
	size_t i;

	for (i = 0; i < n; i++) {
		key = word_key(w[i].word, strlen(w[i].word));
		known = entry_of(v, key)->kind;
		if ((v->kind[known].cls & CLOSED) ||
		    (w[i].cls[0] == 'v' && known != 0))
			continue;
		add_key(v, key,
		    w[i].cls[0] == 'p'	     ? LEX_AGENT
			: w[i].cls[0] == 'g' ? LEX_GROUP
					     : LEX_VERB,
		    0);
	}
}

/* Another form of a word: the beginning that h is the hash of, and tail.  Do
 * the lists not tell what it is? */
static bool
unknown(
    const struct vocab *v, struct vocab_hash h, const char *tail, uint64_t *key)
{
	while (*tail != '\0')
		vocab_add(&h, (unsigned char)*tail++);
	*key = vocab_finish(&h);
	return entry_of(v, *key)->kind == 0;
}

/* The plurals of a noun that can speak, where the lists do not tell. */
static void
add_plurals(struct vocab *v, const char *s, size_t len)
{
	struct vocab_hash stem = hash_of(s, len - 1), h = stem;
	uint64_t key, singular;
	char last = s[len - 1];
	uint32_t cls;

	vocab_add(&h, (unsigned char)last);
	cls = v->kind[entry_of(v, vocab_finish(&h))->kind].cls & SPEAKS;
	if (cls == 0 || len < 2)
		return;
	cls |= LEX_PLURAL;
	if (last != 's' && unknown(v, h, "s", &key))
		add_key(v, key, cls, 0);
	if (last == 'y' && len > 2 && unknown(v, stem, "ie", &singular) &&
	    unknown(v, stem, "ies", &key))
		add_key(v, key, cls, 0);
	if ((v->english ? strchr("shxzo", last) != NULL : last != 'i') &&
	    unknown(v, h, "e", &singular) && unknown(v, h, "es", &key))
		add_key(v, key, cls, 0);
	h = hash_of(s, len - 2);
	if (len > 4 && memcmp(s + len - 3, "man", 3) == 0 &&
	    unknown(v, h, "en", &key))
		add_key(v, key, cls, 0);
}

static void
add_lists(struct vocab *v, const struct list *w, size_t n_words,
    const char *const (*verb)[7], size_t n_verbs)
{
	add_words(v, w, n_words);
	add_verbs(v, verb, n_verbs);
}

/* Of all words that came with their classes. */
static void
pluralize(struct vocab *v, const struct list *w, size_t n)
{
	const char *s;
	size_t i, len;

	for (i = 0; i < n; i++) {
		if (!(class_bits(w[i].cls) & SPEAKS))
			continue;
		for (s = w[i].words; *s != '\0'; s += len + (s[len] == ' ')) {
			len = strcspn(s, " ");
			add_plurals(v, s, len);
		}
	}
}

struct vocab *
vocab_new(const char *language)
{
	struct vocab *v = xcalloc(1, sizeof(*v));
	size_t i;

	v->kind = xcalloc(VOCAB_KIND + 1, sizeof(*v->kind));
	v->n_kinds = 1;
	grow(v);
	if (strcmp(language, "de") == 0) {
		v->ordinals = true;
		add_lists(
		    v, words_de, COUNT(words_de), cues_de, COUNT(cues_de));
		pluralize(v, words_de, COUNT(words_de));
	} else if (strcmp(language, "fr") == 0) {
		v->elides = true;
		add_lists(
		    v, words_fr, COUNT(words_fr), cues_fr, COUNT(cues_fr));
		pluralize(v, words_fr, COUNT(words_fr));
	} else if (strcmp(language, "es") == 0) {
		add_lists(
		    v, words_es, COUNT(words_es), cues_es, COUNT(cues_es));
		pluralize(v, words_es, COUNT(words_es));
	} else {
		v->english = true;
		add_lists(
		    v, words_en, COUNT(words_en), cues_en, COUNT(cues_en));
		add_open(v, agents_en, COUNT(agents_en));
		add_open(v, verbs_en, COUNT(verbs_en));
		for (i = 0; i < COUNT(agents_en); i++)
			add_plurals(
			    v, agents_en[i].word, strlen(agents_en[i].word));
		pluralize(v, words_en, COUNT(words_en));
	}
	settle(v);
	return v;
}

void
vocab_free(struct vocab *v)
{
	if (v == NULL)
		return;
	free(v->slot);
	free(v->step);
	free(v->kind);
	free(v);
}
