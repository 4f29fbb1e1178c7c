/* SPDX-License-Identifier: ISC */
/*
 * The word lists, compiled in from data/, in an open-addressed table keyed by
 * the upper 48 bits of a 64-bit multiplicative hash of the word.  Words
 * themselves are not kept: an unknown word passes for one of the lists about
 * once in 10^10 look-ups.
 */
#include "vocab.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

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
static uint64_t
kind_of(struct vocab *v, uint32_t cls, uint32_t cue)
{
	uint16_t *recent =
	    &v->recent[(cls ^ cls >> 17 ^ cue ^ cue >> 7) % VOCAB_RECENT];
	uint32_t i = *recent;

	if (i > 0 && v->kind[i - 1].cls == cls && v->kind[i - 1].cue == cue)
		return i;
	for (i = v->n_kinds; i > 0; i--) /* the last are the likeliest */
		if (v->kind[i - 1].cls == cls && v->kind[i - 1].cue == cue) {
			*recent = (uint16_t)i;
			return i;
		}
	if ((v->n_kinds & (v->n_kinds - 1)) == 0)
		v->kind = xreallocarray(v->kind,
		    v->n_kinds > 0 ? 2 * (size_t)v->n_kinds : 1,
		    sizeof(*v->kind));
	v->kind[v->n_kinds++] = (struct vocab_word){cls, cue};
	return v->n_kinds;
}

static void
add(struct vocab *v, const char *s, size_t len, uint32_t cls, uint32_t cue)
{
	uint64_t key = word_key(s, len);
	const struct vocab_word *known = vocab_find(v, key);
	uint32_t i;

	if (known != NULL) {
		cls |= known->cls;
		cue |= known->cue;
	}
	for (i = (uint32_t)key & v->mask; v->slot[i] != 0;
	     i = (i + 1) & v->mask)
		if ((v->slot[i] ^ key) >> 16 == 0)
			break;
	v->slot[i] = (key & ~(uint64_t)0xFFFF) | kind_of(v, cls, cue);
	v->maybe[vocab_bit(key) / 64] |= (uint64_t)1 << (vocab_bit(key) % 64);
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
	size_t i, len;

	for (i = 0; i < n; i++) {
		len = strlen(w[i].word);
		known = vocab_find(v, word_key(w[i].word, len));
		if (known != NULL &&
		    ((known->cls & CLOSED) || w[i].cls[0] == 'v'))
			continue;
		add(v, w[i].word, len,
		    w[i].cls[0] == 'p'	     ? LEX_AGENT
			: w[i].cls[0] == 'g' ? LEX_GROUP
					     : LEX_VERB,
		    0);
	}
}

struct vocab *
vocab_new(const char *language)
{
	struct vocab *v = xcalloc(1, sizeof(*v));

	if (strcmp(language, "de") == 0) {
		v->mask = (1u << 11) - 1;
		v->slot = xcalloc((size_t)v->mask + 1, sizeof(*v->slot));
		add_words(v, words_de, COUNT(words_de));
		add_verbs(v, cues_de, COUNT(cues_de));
		v->ordinals = true;
		return v;
	}
	if (strcmp(language, "fr") == 0 || strcmp(language, "es") == 0) {
		v->mask = (1u << 11) - 1;
		v->slot = xcalloc((size_t)v->mask + 1, sizeof(*v->slot));
		v->elides = language[0] == 'f';
		if (v->elides) {
			add_words(v, words_fr, COUNT(words_fr));
			add_verbs(v, cues_fr, COUNT(cues_fr));
		} else {
			add_words(v, words_es, COUNT(words_es));
			add_verbs(v, cues_es, COUNT(cues_es));
		}
		return v;
	}
	v->english = true;
	v->mask = (1u << 15) - 1;
	v->slot = xcalloc((size_t)v->mask + 1, sizeof(*v->slot));
	add_words(v, words_en, COUNT(words_en));
	add_verbs(v, cues_en, COUNT(cues_en));
	add_open(v, agents_en, COUNT(agents_en));
	add_open(v, verbs_en, COUNT(verbs_en));
	return v;
}

void
vocab_free(struct vocab *v)
{
	if (v == NULL)
		return;
	free(v->slot);
	free(v->kind);
	free(v);
}
