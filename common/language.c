/* SPDX-License-Identifier: ISC */
/*
 * Each word of the text that stands in a language's list is a vote for it, a
 * word in several lists a vote for each.  The words are read, lower-cased byte
 * by byte (ASCII, Latin-1 and Cyrillic only: function words need no more), into
 * 16 bytes that are hashed and compared as two numbers; the table is at most
 * half full.
 *
 * The lists are short on purpose: two dozen common words catch a third of the
 * words of any prose.  What this cannot do is tell apart languages that are
 * not in the lists, so a winner needs a margin; Dutch, for one, must not pass
 * for German.
 */
#include "language.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "xalloc.h"

enum {
	SLOTS = 2048,
	KEY_MAX = 16,
	LOOK_BYTES = 4096,
	CHECK_WORDS = 32, /* how often the lead is looked at */
	CLEAR_LEAD = 18	  /* half votes ahead that settle it */
};

struct slot {
	uint64_t key[2];
	uint32_t languages; /* 0: empty */
};

struct language_voter {
	unsigned char fold[256];
	struct slot slots[SLOTS];
};

static const struct {
	const char *code;
	const char *words;
} lists[] = {
#include "language.inc"
};

static const struct {
	const char *code, *code3, *code3b, *name;
} names[LANGUAGE_COUNT] = {
    [LANGUAGE_EN] = {"en", "eng", "eng", "english"},
    [LANGUAGE_DE] = {"de", "deu", "ger", "german"},
    [LANGUAGE_FR] = {"fr", "fra", "fre", "french"},
    [LANGUAGE_ES] = {"es", "spa", "spa", "spanish"},
    [LANGUAGE_IT] = {"it", "ita", "ita", "italian"},
    [LANGUAGE_RU] = {"ru", "rus", "rus", "russian"},
    [LANGUAGE_PL] = {"pl", "pol", "pol", "polish"},
    [LANGUAGE_CS] = {"cs", "ces", "cze", "czech"},
};

const char *
language_code(enum language l)
{
	return (unsigned)l < LANGUAGE_COUNT ? names[l].code : NULL;
}

enum language
language_from_code(struct view code)
{
	char low[12];
	size_t n = 0;

	for (; n < code.len && n < sizeof(low) - 1; n++) {
		unsigned char c = code.p[n];

		if (c == '-' || c == '_' || c == '.')
			break;
		low[n] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	low[n] = '\0';
	for (int i = 1; i < LANGUAGE_COUNT; i++)
		if (strcmp(low, names[i].code) == 0 ||
		    strcmp(low, names[i].code3) == 0 ||
		    strcmp(low, names[i].code3b) == 0 ||
		    strcmp(low, names[i].name) == 0)
			return (enum language)i;
	return LANGUAGE_NONE;
}

/* Where key is, or the empty slot where it would be. */
static size_t
slot_find(const struct slot *slots, const unsigned char *key)
{
	uint64_t k[2], h;
	size_t i;

	memcpy(k, key, sizeof(k));
	h = (k[0] ^ (k[1] << 7 | k[1] >> 57)) * 0x9E3779B97F4A7C15u;
	for (i = h >> 53; slots[i].languages != 0; i = (i + 1) % SLOTS)
		if (slots[i].key[0] == k[0] && slots[i].key[1] == k[1])
			break;
	return i;
}

/* What a byte is in a word: itself in lower case; 0 where it parts words; MARK
 * where it leads a mark or a blank of two or three bytes. */
enum { MARK = 1 };

static void
make_folds(unsigned char *fold)
{
	for (unsigned c = 0; c < 256; c++)
		fold[c] = (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20
			: (c >= 'a' && c <= 'z') || c >= 0x80  ? c
							       : 0);
	fold[0xC2] = fold[0xE2] = MARK;
}

static void
add_words(struct slot *slots, const char *words, enum language l)
{
	while (*words != '\0') {
		size_t len = strcspn(words, " ");
		unsigned char key[KEY_MAX] = {0};
		struct slot *s;

		if (len > 0 && len <= KEY_MAX) {
			memcpy(key, words, len);
			s = &slots[slot_find(slots, key)];
			memcpy(s->key, key, sizeof(key));
			s->languages |= 1u << l;
		}
		words += len + (words[len] == ' ');
	}
}

struct language_voter *
language_new(void)
{
	struct language_voter *v = xcalloc(1, sizeof(*v));

	make_folds(v->fold);
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct view code = {(const unsigned char *)lists[i].code,
		    strlen(lists[i].code)};

		add_words(v->slots, lists[i].words, language_from_code(code));
	}
	return v;
}

void
language_free(struct language_voter *v)
{
	free(v);
}

/* The byte c after the n bytes of key, both of a letter: capitals of Latin-1
 * and Cyrillic become small; D0 90..AF lie apart. */
static unsigned char
wide_lower(unsigned char *key, size_t n, unsigned char c)
{
	unsigned char lead = key[n - 1];

	if ((lead == 0xC3 && c >= 0x80 && c <= 0x9E) ||
	    (lead == 0xD0 && c >= 0x90 && c <= 0x9F))
		return c | 0x20;
	if (lead != 0xD0 || c < 0xA0 || c > 0xAF)
		return c;
	key[n - 1] = 0xD1;
	return (unsigned char)(c - 0x20);
}

#ifdef __SSE2__
/* The word at p of fewer than 15 ASCII letters to key in lower case, when 16
 * bytes can be read there; its length, or 0: it is not so simple. */
static inline size_t
plain_word(
    const unsigned char *fold, const unsigned char *p, unsigned char *key)
{
	static const unsigned char keep[32] = {255, 255, 255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
	__m128i c = _mm_or_si128(
	    _mm_loadu_si128((const void *)p), _mm_set1_epi8(0x20));
	/* a to z become the 26 lowest signed bytes */
	__m128i in =
	    _mm_cmplt_epi8(_mm_add_epi8(c, _mm_set1_epi8((char)(128 - 'a'))),
		_mm_set1_epi8((char)(26 - 128)));
	unsigned n = (unsigned)__builtin_ctz(
	    ~(unsigned)_mm_movemask_epi8(in) | 1u << 15);

	if (n == 15 || fold[p[n]] != 0)
		return 0;
	c = _mm_and_si128(c, _mm_loadu_si128((const void *)(keep + 16 - n)));
	_mm_storeu_si128((void *)key, c);
	return n;
}
#endif

/*
 * The next word of *p in lower case; its length, which is more than KEY_MAX
 * when it is too long for the table, 0 at the end.  Bytes from 0x80 on are
 * letters but for the marks and blanks of C2 and E2.
 */
static size_t
next_word(const unsigned char *fold, const unsigned char **p,
    const unsigned char *e, unsigned char *key)
{
	const unsigned char *q = *p;
	unsigned char c = 0;
	size_t n = 0;

#ifdef __SSE2__
	/* Most words stand behind one blank. */
	if (e - q > 16 &&
	    (n = plain_word(fold, q + (*q == ' '), key)) > 0) {
		*p = q + (*q == ' ') + n;
		return n;
	}
#endif
	while (q < e && (c = fold[*q]) <= MARK)
		q += c == 0 ? 1 : *q == 0xC2 ? 2 : 3;
#ifdef __SSE2__
	if (q < e && e - q >= 16 && (n = plain_word(fold, q, key)) > 0) {
		*p = q + n;
		return n;
	}
#endif
	memset(key, 0, KEY_MAX);
	for (; q < e && (c = fold[*q]) > MARK; q++, n++) {
		if (n >= KEY_MAX)
			continue;
		key[n] = c >= 0x80 && n > 0 ? wide_lower(key, n, c) : c;
	}
	*p = q;
	return n;
}

static enum language
leader(const unsigned *votes, unsigned *lead)
{
	enum language best = LANGUAGE_NONE;
	unsigned first = 0, second = 0;

	for (int i = 1; i < LANGUAGE_COUNT; i++) {
		if (votes[i] > first) {
			second = first;
			first = votes[i];
			best = (enum language)i;
		} else if (votes[i] > second) {
			second = votes[i];
		}
	}
	*lead = first - second;
	return best;
}

enum language
language_vote(const struct language_voter *v, struct view text)
{
	const unsigned char *p = text.p;
	const unsigned char *e =
	    p + (text.len < LOOK_BYTES ? text.len : (size_t)LOOK_BYTES);
	unsigned votes[LANGUAGE_COUNT] = {0}, words = 0, lead;
	unsigned char key[KEY_MAX];
	enum language best;
	size_t n;

	while ((n = next_word(v->fold, &p, e, key)) > 0) {
		unsigned set = 0;

		if (n <= KEY_MAX)
			set = v->slots[slot_find(v->slots, key)].languages;
		for (; set != 0; set &= set - 1)
			votes[__builtin_ctz(set)] += 2;
		if (++words % CHECK_WORDS == 0) {
			best = leader(votes, &lead);
			if (lead >= CLEAR_LEAD && lead * 4 >= words)
				return best;
		}
	}
	/* Of two languages even in a short text, English. */
	votes[LANGUAGE_EN]++;
	best = leader(votes, &lead);
	/* One word in eight, and a lead: else it is another language. */
	if (votes[best] < 2 || votes[best] * 4 < words ||
	    lead * 10 + 20 < words)
		return LANGUAGE_NONE;
	return best;
}
