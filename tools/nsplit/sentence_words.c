/* SPDX-License-Identifier: ISC */
/*
 * One open-addressed table a language, linear probing, at most half full,
 * built once from the lists the build makes of data/sentence-LL.txt.  Sixteen
 * bits of each hash stand in an array of their own that stays in the cache, so
 * a word that is in no list, as most are, costs one hash and one look.
 */
#include "sentence_words.h"

#include <stdlib.h>
#include <string.h>

#include "sentence_char.h"
#include "utf8.h"
#include "xalloc.h"

struct list {
	const char *name;
	const char *words;
};

static const struct list list_xx[] = {
#include "sentence-xx.inc"
    {NULL, NULL}};
static const struct list list_en[] = {
#include "sentence-en.inc"
    {NULL, NULL}};
static const struct list list_de[] = {
#include "sentence-de.inc"
    {NULL, NULL}};
static const struct list list_fr[] = {
#include "sentence-fr.inc"
    {NULL, NULL}};
static const struct list list_es[] = {
#include "sentence-es.inc"
    {NULL, NULL}};
static const struct list list_it[] = {
#include "sentence-it.inc"
    {NULL, NULL}};
static const struct list list_ru[] = {
#include "sentence-ru.inc"
    {NULL, NULL}};
static const struct list list_pl[] = {
#include "sentence-pl.inc"
    {NULL, NULL}};
static const struct list list_cs[] = {
#include "sentence-cs.inc"
    {NULL, NULL}};

static const struct list *const lists[LANGUAGE_COUNT] = {
    [LANGUAGE_NONE] = list_xx,
    [LANGUAGE_EN] = list_en,
    [LANGUAGE_DE] = list_de,
    [LANGUAGE_FR] = list_fr,
    [LANGUAGE_ES] = list_es,
    [LANGUAGE_IT] = list_it,
    [LANGUAGE_RU] = list_ru,
    [LANGUAGE_PL] = list_pl,
    [LANGUAGE_CS] = list_cs,
};

/* Class names of the data files, in the order of the bits. */
static const char *const class_names[] = {"title", "street", "number", "mid",
    "any", "suffix", "org", "state", "never", "end", "exclaim", "after", "role",
    "label", "start", "unit", "say", "begun", "counted", "land", "body", "prep",
    "named", "date", NULL};

struct slot {
	uint32_t classes;
	unsigned char len;
	unsigned char key[WORD_MAX];
};

struct words {
	uint16_t *tags; /* of the slots: 0 where they are empty */
	size_t mask;
	size_t n;
	struct slot *slots;
};

/* The first eight bytes, the last eight and the length: what a few long words
 * share costs a comparison.  The keys are no adversary's. */
static inline uint32_t
key_hash(const unsigned char *p, size_t len)
{
	uint64_t a = 0, b = 0;

	if (len >= 8) {
		memcpy(&a, p, 8);
		memcpy(&b, p + len - 8, 8);
	} else if (len >= 4) {
		memcpy(&a, p, 4);
		memcpy(&b, p + len - 4, 4);
	} else {
		a = p[0] | (uint64_t)p[len / 2] << 8 |
		    (uint64_t)p[len - 1] << 16;
	}
	a = (a ^ (b << 29 | b >> 35) ^ len) * UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(a >> 32 ^ a >> 47);
}

static inline uint16_t
tag_of(uint32_t hash)
{
	return (uint16_t)(hash >> 16 | 1);
}

/* The slot of key, or the empty one where it would be. */
static inline size_t
slot_find(const struct words *w, const unsigned char *key, size_t len)
{
	uint32_t h = key_hash(key, len);
	uint16_t tag = tag_of(h);
	size_t i = h & w->mask;

	for (; w->tags[i] != 0; i = (i + 1) & w->mask) {
		const struct slot *s = &w->slots[i];

		if (w->tags[i] == tag && s->len == len &&
		    memcmp(s->key, key, len) == 0)
			break;
	}
	return i;
}

static void words_add(struct words *, const unsigned char *, size_t, unsigned);

static void
words_double(struct words *w)
{
	struct slot *old = w->slots;
	size_t n = w->mask + 1;

	free(w->tags);
	w->tags = xcalloc(n * 2, sizeof(*w->tags));
	w->slots = xcalloc(n * 2, sizeof(*w->slots));
	w->mask = n * 2 - 1;
	w->n = 0;
	for (size_t i = 0; i < n; i++)
		if (old[i].classes != 0)
			words_add(w, old[i].key, old[i].len, old[i].classes);
	free(old);
}

static void
words_add(
    struct words *w, const unsigned char *key, size_t len, unsigned classes)
{
	struct slot *s;
	size_t i;

	if (len == 0 || len > WORD_MAX)
		return;
	if (w->n * 2 > w->mask)
		words_double(w);
	i = slot_find(w, key, len);
	s = &w->slots[i];
	if (w->tags[i] == 0) {
		w->tags[i] = tag_of(key_hash(key, len));
		s->len = (unsigned char)len;
		memcpy(s->key, key, len);
		w->n++;
	}
	s->classes |= classes;
}

static unsigned
class_bit(const char *name)
{
	for (unsigned i = 0; class_names[i] != NULL; i++)
		if (strcmp(class_names[i], name) == 0)
			return 1u << i;
	return 0;
}

static void
words_add_list(struct words *w, const struct list *l)
{
	for (; l->name != NULL; l++) {
		unsigned bit = class_bit(l->name);

		for (const char *p = l->words; *p != '\0';) {
			size_t len = strcspn(p, " ");

			words_add(w, (const unsigned char *)p, len, bit);
			p += len;
			p += strspn(p, " ");
		}
	}
}

static void
words_add_user(struct words *w, struct view user)
{
	const unsigned char *p = user.p, *e = p + user.len;

	while (p < e) {
		const unsigned char *q = memchr(p, '\n', (size_t)(e - p));
		const unsigned char *end = q != NULL ? q : e;
		const unsigned char *hash = memchr(p, '#', (size_t)(end - p));
		unsigned char key[WORD_MAX];

		if (hash != NULL)
			end = hash;
		while (p < end && *p <= ' ')
			p++;
		while (end > p && (end[-1] <= ' ' || end[-1] == '.'))
			end--;
		words_add(
		    w, key, word_key(p, (size_t)(end - p), key), WORD_NEVER);
		p = q != NULL ? q + 1 : e;
	}
}

struct words *
words_new(enum language lang, struct view user)
{
	struct words *w = xcalloc(1, sizeof(*w));

	w->mask = 1023;
	w->slots = xcalloc(w->mask + 1, sizeof(*w->slots));
	w->tags = xcalloc(w->mask + 1, sizeof(*w->tags));
	words_add_list(w, lists[lang]);
	if (user.len > 0)
		words_add_user(w, user);
	return w;
}

void
words_free(struct words *w)
{
	if (w == NULL)
		return;
	free(w->tags);
	free(w->slots);
	free(w);
}

unsigned
words_class(const struct words *w, const unsigned char *key, size_t len)
{
	size_t i;

	if (len == 0 || len > WORD_MAX)
		return 0;
	i = slot_find(w, key, len);
	return w->tags[i] != 0 ? w->slots[i].classes : 0;
}

size_t
word_key(const unsigned char *p, size_t len, unsigned char *key)
{
	size_t n = 0;

	for (size_t i = 0; i < len;) {
		unsigned char out[4];
		uint32_t cp;
		size_t m;

		if (n >= WORD_MAX)
			return 0;
		if (p[i] < 0x80) {
			unsigned char c = p[i++];

			key[n++] =
			    (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20
								 : c);
			continue;
		}
		i += utf8_decode(p + i, len - i, &cp);
		m = utf8_encode(char_small(cp), out);
		if (n + m > WORD_MAX)
			return 0;
		for (size_t k = 0; k < m; k++)
			key[n++] = out[k];
	}
	return n;
}
