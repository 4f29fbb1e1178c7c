/* SPDX-License-Identifier: ISC */
/*
 * The built-in words are SCOWL's American list of ordinary size, which the
 * build reads from Debian's wamerican: a sorted array of 32-bit hashes, so that
 * the program starts without reading anything; only hyphens at line ends look
 * into it.  Counts live in a table with linear probing.
 */
#include "words.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "chartab.h"
#include "utf8.h"
#include "xalloc.h"

static const uint32_t builtin[] = {
#include "nnorm_words.inc"
};

uint32_t
word_hash(const unsigned char *p, size_t len, uint32_t h)
{
	size_t i;

	for (i = 0; i < len; i++)
		h = word_hash_byte(h, p[i]);
	return h;
}

uint32_t
word_hash_lower(const unsigned char *p, size_t len, uint32_t h)
{
	unsigned char u[4];
	size_t i, n;
	uint32_t c;

	for (i = 0; i < len; i += n) {
		n = 1;
		if (p[i] < 0x80) {
			c = p[i] - (uint32_t)'A' < 26 ? p[i] + 32u : p[i];
			h = word_hash_byte(h, (unsigned char)c);
			continue;
		}
		n = utf8_decode(p + i, len - i, &c);
		c = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
		h = word_hash(u, utf8_encode(c, u), h);
	}
	return h;
}

bool
words_builtin(uint32_t hash)
{
	size_t lo = 0, hi = sizeof(builtin) / sizeof(*builtin), mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (builtin[mid] < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < sizeof(builtin) / sizeof(*builtin) && builtin[lo] == hash;
}

static struct word_slot *
find_slot(const struct words *w, uint32_t hash)
{
	size_t i = hash & (w->n_slots - 1);

	while (w->slot[i].hash != 0 && w->slot[i].hash != hash)
		i = (i + 1) & (w->n_slots - 1);
	return &w->slot[i];
}

static void
grow(struct words *w)
{
	struct word_slot *old = w->slot;
	size_t n = w->n_slots, i;

	w->n_slots = n == 0 ? 256 : n * 2;
	w->slot = xcalloc(w->n_slots, sizeof(*w->slot));
	for (i = 0; i < n; i++)
		if (old[i].hash != 0)
			*find_slot(w, old[i].hash) = old[i];
	free(old);
}

void
words_add(struct words *w, uint32_t hash, uint32_t n)
{
	struct word_slot *s;

	if (w->n * 2 >= w->n_slots)
		grow(w);
	hash += hash == 0;
	s = find_slot(w, hash);
	if (s->hash == 0) {
		if (w->max != 0 && w->n >= w->max)
			return;
		w->n++;
		s->hash = hash;
	}
	s->count = s->count > UINT32_MAX - n ? UINT32_MAX : s->count + n;
}

uint32_t
words_count(const struct words *w, uint32_t hash)
{
	return w->n_slots == 0 ? 0 : find_slot(w, hash + (hash == 0))->count;
}

void
words_clear(struct words *w)
{
	if (w->n > 0)
		memset(w->slot, 0, w->n_slots * sizeof(*w->slot));
	w->n = 0;
}

void
words_free(struct words *w)
{
	free(w->slot);
	memset(w, 0, sizeof(*w));
}

/* 0: no part of a word; 1: a small letter; 2: another letter or digit, or a
 * byte of one beyond ASCII. */
static const uint8_t kinds_of[256] = {
#define ROW(k) k, k, k, k, k, k, k, k, k, k, k, k, k, k, k, k
    ROW(0), ROW(0), ROW(0),			    /* */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, /* 0-9 */
    0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* A- */
    2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, /* P- */
    0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* a- */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, /* p- */
    ROW(2), ROW(2), ROW(2), ROW(2),		    /* further bytes */
    0, 0, 0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, /* C3- */
    ROW(2), ROW(2), ROW(2)
#undef ROW
};

static inline unsigned
kind_of(unsigned char c)
{
	return kinds_of[c];
}

/* Does the hyphen at p[i] end a line? */
static bool
ends_line(struct view t, size_t i)
{
	for (i++; i < t.len && (t.p[i] == ' ' || t.p[i] == '\r'); i++)
		;
	return i < t.len && t.p[i] == '\n';
}

/* Over what is no word; the word after a line end behind a hyphen, too. */
static size_t
find_word(struct view t, size_t i)
{
	while (i < t.len && kind_of(t.p[i]) == 0) {
		if (t.p[i] == '-' && ends_line(t, i)) {
			for (i++; i < t.len && t.p[i] <= ' '; i++)
				;
			for (; i < t.len && kind_of(t.p[i]) != 0; i++)
				;
			continue;
		}
		i++;
	}
	return i;
}

bool
words_next(
    struct view t, size_t *at, struct view *word, uint32_t *hash, bool *simple)
{
	size_t i = *at, from;
	unsigned kinds, k = 0;
	uint32_t h;

	for (;;) {
		if ((i = find_word(t, i)) >= t.len)
			return false;
		from = i;
		h = WORD_HASH_INIT;
		kinds = 0;
		while (i < t.len &&
		    ((k = kind_of(t.p[i])) != 0 ||
			(t.p[i] == '-' && i + 1 < t.len &&
			    kind_of(t.p[i + 1]) != 0))) {
			kinds |= k;
			h = word_hash_byte(h, t.p[i++]);
		}
		if (i < t.len && t.p[i] == '-' && ends_line(t, i))
			continue;
		*at = i;
		*word = (struct view){t.p + from, i - from};
		*hash = h;
		*simple = kinds == 1;
		return true;
	}
}
