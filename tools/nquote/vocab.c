/* SPDX-License-Identifier: ISC */
/*
 * The word lists, compiled in from data/, in a table of two buckets a word,
 * after R. Pagh and F. F. Rodler, Cuckoo Hashing (2001), keyed by bits of a
 * 64-bit hash of the word.  Words themselves are not kept: of the words that
 * are in no list, one in a million passes for one that is.
 */
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* How far a word may push others before the table is made larger. */
#define MAX_PUSHES 64

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

static uint64_t
word_key(const char *s, size_t len)
{
	struct vocab_hash h = VOCAB_EMPTY;
	size_t i;

	for (i = 0; i < len; i++)
		vocab_add(&h, (unsigned char)s[i]);
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

static void put(struct vocab *, uint64_t key, uint32_t kind);

static uint64_t *
keys_of(const struct vocab *v, uint64_t bucket)
{
	return v->keys + bucket * VOCAB_BUCKET;
}

/* Make the table twice as large. */
static void
grow(struct vocab *v)
{
	uint32_t(*old)[VOCAB_BUCKET] = v->bucket;
	uint64_t *keys = v->keys;
	size_t n = old != NULL ? (size_t)v->mask + 1 : 0, i;

	v->mask = n > 0 ? 2 * n - 1 : 255;
	v->bucket = xcalloc((size_t)v->mask + 1, sizeof(*v->bucket));
	v->keys = xcalloc((size_t)v->mask + 1, sizeof(*v->bucket) * 2);
	for (i = 0; i < n * VOCAB_BUCKET; i++)
		if (old[i / VOCAB_BUCKET][i % VOCAB_BUCKET] != 0)
			put(v, keys[i],
			    old[i / VOCAB_BUCKET][i % VOCAB_BUCKET] &
				VOCAB_KIND);
	free(old);
	free(keys);
}

/* The slot of the key in the bucket, or the first free one when free is asked
 * for; NULL: none. */
static uint32_t *
slot_in(const struct vocab *v, uint64_t bucket, uint64_t key, bool vacant)
{
	size_t i;

	for (i = 0; i < VOCAB_BUCKET; i++)
		if (vacant ? v->bucket[bucket][i] == 0
			   : v->bucket[bucket][i] != 0 &&
			    keys_of(v, bucket)[i] == key)
			return &v->bucket[bucket][i];
	return NULL;
}

static uint32_t *
slot_of(const struct vocab *v, uint64_t key, bool vacant)
{
	uint32_t *s = slot_in(v, vocab_first(v, key), key, vacant);

	return s != NULL ? s : slot_in(v, vocab_second(v, key), key, vacant);
}

/* Put a word that is not there: it may push another to its other bucket. */
static void
put(struct vocab *v, uint64_t key, uint32_t kind)
{
	uint64_t at = vocab_first(v, key), pushed;
	uint32_t *s, slot = vocab_tag(key) | kind, was;
	unsigned i;

	for (i = 0; i < MAX_PUSHES; i++) {
		s = slot_of(v, key, true);
		if (s == NULL)
			s = &v->bucket[at][i % VOCAB_BUCKET];
		was = *s;
		pushed = v->keys[s - v->bucket[0]];
		*s = slot;
		v->keys[s - v->bucket[0]] = key;
		if (was == 0)
			return;
		slot = was;
		key = pushed;
		at ^= vocab_first(v, key) ^ vocab_second(v, key);
	}
	grow(v);
	put(v, key, slot & VOCAB_KIND);
}

static void
add(struct vocab *v, const char *s, size_t len, uint32_t cls, uint32_t cue)
{
	uint64_t key = word_key(s, len);
	uint32_t *slot = slot_of(v, key, false), kind;
	const struct vocab_word *known =
	    &v->kind[slot != NULL ? *slot & VOCAB_KIND : 0];

	kind = kind_of(v, cls | known->cls, cue | known->cue);
	if (slot != NULL) {
		*slot = vocab_tag(key) | kind;
		return;
	}
	if (2 * ++v->n_words > (v->mask + 1) * VOCAB_BUCKET)
		grow(v);
	put(v, key, kind);
}

/* Are two words in one of whose buckets the other is told apart by what their
 * slots keep? */
static bool
distinct(const struct vocab *v, uint64_t key)
{
	const uint64_t at[2] = {vocab_first(v, key), vocab_second(v, key)};
	uint32_t tag = vocab_tag(key);
	size_t n = 0, i, k;

	for (k = 0; k < 2; k++)
		for (i = 0; i < VOCAB_BUCKET; i++)
			n += v->bucket[at[k]][i] != 0 &&
			    (v->bucket[at[k]][i] & ~VOCAB_KIND) == tag;
	return n == (at[0] == at[1] ? 2 : 1);
}

/* All words are there: every one is to be found by what its slot keeps. */
static void
settle(struct vocab *v)
{
	size_t i;

	for (i = 0; i < (v->mask + 1) * VOCAB_BUCKET; i++)
		if (v->bucket[i / VOCAB_BUCKET][i % VOCAB_BUCKET] != 0 &&
		    !distinct(v, v->keys[i])) {
			grow(v);
			i = (size_t)-1;
		}
	free(v->keys);
	v->keys = NULL;
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
	const struct vocab_word *known;
	const uint32_t *slot;
	size_t i, len;

	for (i = 0; i < n; i++) {
		len = strlen(w[i].word);
		slot = slot_of(v, word_key(w[i].word, len), false);
		known = &v->kind[slot != NULL ? *slot & VOCAB_KIND : 0];
		if ((known->cls & CLOSED) ||
		    (w[i].cls[0] == 'v' && slot != NULL))
			continue;
		add(v, w[i].word, len,
		    w[i].cls[0] == 'p'	     ? LEX_AGENT
			: w[i].cls[0] == 'g' ? LEX_GROUP
					     : LEX_VERB,
		    0);
	}
}

static void
add_lists(struct vocab *v, const struct list *w, size_t n_words,
    const char *const (*verb)[7], size_t n_verbs)
{
	add_words(v, w, n_words);
	add_verbs(v, verb, n_verbs);
}

struct vocab *
vocab_new(const char *language)
{
	struct vocab *v = xcalloc(1, sizeof(*v));

	v->kind = xcalloc(VOCAB_KIND + 1, sizeof(*v->kind));
	v->n_kinds = 1;
	grow(v);
	if (strcmp(language, "de") == 0) {
		v->ordinals = true;
		add_lists(
		    v, words_de, COUNT(words_de), cues_de, COUNT(cues_de));
	} else if (strcmp(language, "fr") == 0) {
		v->elides = true;
		add_lists(
		    v, words_fr, COUNT(words_fr), cues_fr, COUNT(cues_fr));
	} else if (strcmp(language, "es") == 0) {
		add_lists(
		    v, words_es, COUNT(words_es), cues_es, COUNT(cues_es));
	} else {
		v->english = true;
		add_lists(
		    v, words_en, COUNT(words_en), cues_en, COUNT(cues_en));
		add_open(v, agents_en, COUNT(agents_en));
		add_open(v, verbs_en, COUNT(verbs_en));
	}
	settle(v);
	return v;
}

void
vocab_free(struct vocab *v)
{
	if (v == NULL)
		return;
	free(v->bucket);
	free(v->kind);
	free(v);
}
