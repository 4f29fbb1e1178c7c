/* SPDX-License-Identifier: ISC */
/*
 * Dehyphenation by evidence (after M. Hernaes, "Improved Dehyphenation of Line
 * Breaks for PDF Text Extraction", 2019): how often the joined and the
 * hyphenated form occur whole, as they are written and then in small letters,
 * decides before any rule does.
 */
#include "hyphen.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "chartab.h"
#include "utf8.h"
#include "xalloc.h"

#define WORD_MAX 64

struct word_slot {
	uint32_t hash; /* 0: free */
	uint32_t count;
};

/* A word in two spellings, as hashes. */
struct word_key {
	uint32_t exact;
	uint32_t lower;
};

static const struct prefix {
	const char *word;
} prefixes[] = {
#include "hyphen_prefixes.inc"
};

/* After a hyphen these show that a part of a word was left out. */
static const char *const links[] = {
    "and", "or", "to", "und", "oder", "bis", "sowie", "et", "ou", "y", "o"};

static size_t
put_lower(unsigned char *out, struct view v)
{
	size_t i, n = 0, len;
	uint32_t c;

	for (i = 0; i < v.len && n + 4 <= WORD_MAX * 2; i += len) {
		len = utf8_decode(v.p + i, v.len - i, &c);
		if (c < 0x80)
			c = c - 'A' < 26 ? c + 32 : c;
		else
			c = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
		n += utf8_encode(c, out + n);
	}
	return n;
}

static void
key_add(struct word_key *k, struct view part)
{
	unsigned char low[WORD_MAX * 2 + 4];
	size_t n = put_lower(low, part);

	k->exact = word_hash(part.p, part.len, k->exact);
	k->lower = word_hash(low, n, k->lower);
}

static struct word_key
key_of(struct view left, const char *between, struct view right)
{
	struct word_key k = {WORD_HASH_INIT, WORD_HASH_INIT};

	key_add(&k, left);
	key_add(&k, (struct view){(const void *)between, strlen(between)});
	key_add(&k, right);
	return k;
}

static struct word_slot *
find_slot(const struct hyphens *h, uint32_t hash)
{
	size_t i = hash & (h->n_slots - 1);

	while (h->slot[i].hash != 0 && h->slot[i].hash != hash)
		i = (i + 1) & (h->n_slots - 1);
	return &h->slot[i];
}

static void
grow(struct hyphens *h)
{
	struct word_slot *old = h->slot;
	size_t n = h->n_slots, i;

	h->n_slots = n == 0 ? 1024 : n * 2;
	h->slot = xcalloc(h->n_slots, sizeof(*h->slot));
	for (i = 0; i < n; i++)
		if (old[i].hash != 0)
			*find_slot(h, old[i].hash) = old[i];
	free(old);
}

static void
count_hash(struct hyphens *h, uint32_t hash)
{
	struct word_slot *s;

	if (h->n_words * 2 >= h->n_slots)
		grow(h);
	hash += hash == 0;
	s = find_slot(h, hash);
	h->n_words += s->hash == 0;
	s->hash = hash;
	s->count++;
}

static uint32_t
get_count(const struct hyphens *h, uint32_t hash)
{
	return h->n_slots == 0 ? 0 : find_slot(h, hash + (hash == 0))->count;
}

static bool
is_word_byte(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c >= 0xC3 ||
	    utf8_is_cont(c);
}

/* The end of the word that begins at i: letters, digits, and hyphens between
 * them. */
static size_t
word_end(struct view t, size_t i)
{
	while (i < t.len) {
		if (is_word_byte(t.p[i]) ||
		    (t.p[i] == '-' && i + 1 < t.len &&
			is_word_byte(t.p[i + 1])))
			i++;
		else
			break;
	}
	return i;
}

/* Count the words inside lines; the halves at line ends are none. */
static void
count_words(struct hyphens *h, struct view t)
{
	size_t i = 0, end;
	bool half = false;
	struct word_key k;

	while (i < t.len) {
		if (!is_word_byte(t.p[i])) {
			if (t.p[i] == '-' && i + 1 < t.len &&
			    (t.p[i + 1] == '\n' || t.p[i + 1] == ' '))
				half = true;
			else if (t.p[i] > ' ')
				half = false;
			i++;
			continue;
		}
		end = word_end(t, i);
		if (!half && end - i <= WORD_MAX &&
		    !(end + 1 < t.len && t.p[end] == '-' &&
			t.p[end + 1] == '\n')) {
			k = key_of((struct view){t.p + i, end - i}, "",
			    (struct view){t.p, 0});
			count_hash(h, k.exact);
			if (k.lower != k.exact)
				count_hash(h, k.lower);
		}
		half = false;
		i = end;
	}
}

void
hyphens_clear(struct hyphens *h)
{
	h->ready = false;
}

void
hyphens_free(struct hyphens *h)
{
	free(h->slot);
	memset(h, 0, sizeof(*h));
}

static void
prepare(struct hyphens *h, struct view text)
{
	if (h->ready)
		return;
	if (h->n_slots > 0)
		memset(h->slot, 0, h->n_slots * sizeof(*h->slot));
	h->n_words = 0;
	count_words(h, text);
	h->ready = true;
}

static bool
is_link(struct view right)
{
	size_t i;

	for (i = 0; i < sizeof(links) / sizeof(*links); i++)
		if (strlen(links[i]) == right.len &&
		    memcmp(links[i], right.p, right.len) == 0)
			return true;
	return false;
}

static bool
is_prefix(struct view left)
{
	unsigned char low[WORD_MAX * 2 + 4];
	size_t i, n = put_lower(low, left);

	for (i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (strlen(prefixes[i].word) == n &&
		    memcmp(prefixes[i].word, low, n) == 0)
			return true;
	return false;
}

/* A word of the list, as written or in small letters. */
static bool
is_builtin(struct word_key k)
{
	return words_builtin(k.exact) || words_builtin(k.lower);
}

static bool
has_digit_or_hyphen(struct view v)
{
	size_t i;

	for (i = 0; i < v.len; i++)
		if (v.p[i] == '-' || (v.p[i] >= '0' && v.p[i] <= '9'))
			return true;
	return false;
}

static bool
begins_upper(struct view v)
{
	uint32_t c;

	if (v.len == 0)
		return false;
	utf8_decode(v.p, v.len, &c);
	if (c < 0x80)
		return c - 'A' < 26;
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

static bool
ends_upper(struct view v)
{
	uint32_t c;

	if (v.len == 0)
		return false;
	utf8_decode_last(v.p, v.len, &c);
	if (c < 0x80)
		return c - 'A' < 26;
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

static enum hyphen
by_shape(struct view left, struct view right)
{
	if (has_digit_or_hyphen(left) || has_digit_or_hyphen(right) ||
	    (begins_upper(right) && !ends_upper(left)) || is_prefix(left))
		return HYPHEN_KEEP;
	return HYPHEN_JOIN;
}

/* What the words of the text say; false when nothing. */
static bool
by_counts(const struct hyphens *h, uint32_t joined, uint32_t hyphenated,
    enum hyphen *what)
{
	uint32_t j = get_count(h, joined), k = get_count(h, hyphenated);

	if (j == 0 && k == 0)
		return false;
	*what = j >= k ? HYPHEN_JOIN : HYPHEN_KEEP;
	return true;
}

enum hyphen
hyphens_decide(struct hyphens *h, struct view text, const struct words *words,
    struct view left, struct view right)
{
	struct word_key joined, hyphenated, l, r;
	struct view none = {text.p, 0};
	enum hyphen what;

	(void)words;
	if (left.len > WORD_MAX || right.len > WORD_MAX)
		return HYPHEN_KEEP;
	prepare(h, text);
	joined = key_of(left, "", right);
	hyphenated = key_of(left, "-", right);
	if (by_counts(h, joined.exact, hyphenated.exact, &what) ||
	    by_counts(h, joined.lower, hyphenated.lower, &what))
		return what;
	if (is_builtin(joined))
		return HYPHEN_JOIN;
	if (is_link(right))
		return HYPHEN_SPACE;
	l = key_of(left, "", none);
	r = key_of(none, "", right);
	if (left.len > 2 && right.len > 2 && is_builtin(l) && is_builtin(r))
		return HYPHEN_KEEP;
	return by_shape(left, right);
}
