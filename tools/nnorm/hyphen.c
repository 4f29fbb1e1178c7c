/* SPDX-License-Identifier: ISC */
/*
 * Dehyphenation by evidence (after M. Hernaes, "Improved Dehyphenation of Line
 * Breaks for PDF Text Extraction", 2019): how often the joined and the
 * hyphenated form occur whole, as they are written and then in small letters,
 * decides before any rule does.  A text is read only when a line of it ends in
 * a hyphen, and only the forms that are asked for are counted.
 */
#include "hyphen.h"

#include <string.h>

#include <utf8proc.h>

#include "chartab.h"
#include "utf8.h"

#define PART_MAX 64

/* A word in two spellings, as hashes. */
struct key {
	uint32_t exact;
	uint32_t lower;
};

static const struct part {
	const char *language;
	const char *side;
	const char *what;
	const char *word;
} parts[] = {
#include "hyphen_parts.inc"
};

/* After a hyphen these show that a part of a word was left out. */
static const char *const links[] = {
    "and", "or", "to", "und", "oder", "bis", "sowie", "bzw", "et", "ou", "y",
    "o", "och", "og", "eller"};

static void
key_add(struct key *k, struct view part)
{
	k->exact = word_hash(part.p, part.len, k->exact);
	k->lower = word_hash_lower(part.p, part.len, k->lower);
}

static struct key
key_of(struct view left, const char *between, struct view right)
{
	struct key k = {WORD_HASH_INIT, WORD_HASH_INIT};

	key_add(&k, left);
	key_add(&k, (struct view){(const void *)between, strlen(between)});
	key_add(&k, right);
	return k;
}

static bool
is_part_byte(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c) || c >= 0xC3 ||
	    utf8_is_cont(c);
}

size_t
hyphen_ends(struct view t, size_t end)
{
	if (end >= 1 && t.p[end - 1] == '-')
		return 1;
	return end >= 3 && memcmp(t.p + end - 3, "\xE2\x80\x90", 3) == 0 ? 3
									 : 0;
}

struct view
hyphen_left(struct view t, size_t at)
{
	size_t from = at;

	while (from > 0 &&
	    (is_part_byte(t.p[from - 1]) ||
		(t.p[from - 1] == '-' && from > 1 &&
		    is_part_byte(t.p[from - 2]))))
		from--;
	return (struct view){t.p + from, at - from};
}

struct view
hyphen_right(struct view t, size_t at)
{
	size_t to = at;

	while (to < t.len &&
	    (is_part_byte(t.p[to]) ||
		(t.p[to] == '-' && to + 1 < t.len &&
		    is_part_byte(t.p[to + 1]))))
		to++;
	return (struct view){t.p + at, to - at};
}

void
hyphens_clear(struct hyphens *h)
{
	words_clear(&h->words);
	memset(h->filter, 0, sizeof(h->filter));
	h->ready = false;
}

void
hyphens_free(struct hyphens *h)
{
	words_free(&h->words);
	memset(h, 0, sizeof(*h));
}

static void
ask(struct hyphens *h, struct key k)
{
	h->filter[k.exact >> 6 & 63] |= 1ull << (k.exact & 63);
	h->filter[k.lower >> 6 & 63] |= 1ull << (k.lower & 63);
}

static bool
is_asked(const struct hyphens *h, uint32_t hash)
{
	return h->filter[hash >> 6 & 63] >> (hash & 63) & 1;
}

/* Ask for both forms of every word that a line end cuts. */
static void
ask_all(struct hyphens *h, struct view t)
{
	const unsigned char *lf = t.p, *end = t.p + t.len;
	struct view left, right;
	size_t at, next, n;

	while (
	    lf < end && (lf = memchr(lf, '\n', (size_t)(end - lf))) != NULL) {
		at = (size_t)(lf++ - t.p);
		for (next = at; next < t.len && t.p[next] <= ' '; next++)
			;
		while (at > 0 && (t.p[at - 1] == ' ' || t.p[at - 1] == '\r'))
			at--;
		if ((n = hyphen_ends(t, at)) == 0)
			continue;
		left = hyphen_left(t, at - n);
		right = hyphen_right(t, next);
		if (left.len == 0 || right.len == 0 || left.len > PART_MAX ||
		    right.len > PART_MAX)
			continue;
		ask(h, key_of(left, "", right));
		ask(h, key_of(left, "-", right));
	}
}

static void
read_text(struct hyphens *h, struct view t)
{
	struct view word;
	uint32_t hash, lower;
	size_t at = 0;
	bool simple;

	ask_all(h, t);
	while (words_next(t, &at, &word, &hash, &simple)) {
		if (is_asked(h, hash))
			words_add(&h->words, hash, 1);
		if (simple)
			continue;
		lower = word_hash_lower(word.p, word.len, WORD_HASH_INIT);
		if (lower != hash && is_asked(h, lower))
			words_add(&h->words, lower, 1);
	}
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

/* A word of the built-in list, as written or in small letters. */
static bool
is_english(struct view v)
{
	return words_builtin(word_hash(v.p, v.len, WORD_HASH_INIT)) ||
	    words_builtin(word_hash_lower(v.p, v.len, WORD_HASH_INIT));
}

/* What the list of parts says: 'k'eep, 'j'oin or nothing, 0. */
static char
by_part(enum language l, char side, struct view v)
{
	const char *code = language_code(l);
	unsigned char low[PART_MAX * 2];
	size_t i, n = 0, len;
	uint32_t c;

	if (code == NULL || v.len == 0)
		return 0;
	for (i = 0; i < v.len; i += len) {
		len = utf8_decode(v.p + i, v.len - i, &c);
		n += utf8_encode(
		    (uint32_t)utf8proc_tolower((utf8proc_int32_t)c), low + n);
	}
	for (i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if ((unsigned char)parts[i].word[0] == low[0] &&
		    parts[i].side[0] == side &&
		    strcmp(parts[i].language, code) == 0 &&
		    strlen(parts[i].word) == n &&
		    memcmp(parts[i].word, low, n) == 0)
			return parts[i].what[0];
	return 0;
}

/* "font-size:14px", "data-name=": words before a value, as markup has them.
 * next is what stands behind the second. */
static bool
is_attribute(struct view left, struct view right, struct view next)
{
	if (next.len < 2 || next.p[1] <= ' ' || !is_english(left))
		return false;
	return (next.p[0] == '=' && next.p[1] == '"') ||
	    (next.p[0] == ':' && is_english(right));
}

static bool
is_vowel(uint32_t c)
{
	static const char vowels[] = "aeiouy";

	if (c < 0x80)
		return c != 0 && strchr(vowels, (int)(c | 32)) != NULL;
	/* What has no small letters here is taken for one. */
	return c != 0xDF && c != 0xE7 && c != 0xF1;
}

/* No syllable: one letter, or none of its letters is a vowel. */
static bool
is_no_syllable(struct view v)
{
	size_t i, n, chars = 0;
	bool vowel = false;
	uint32_t c;

	for (i = 0; i < v.len; i += n, chars++) {
		n = utf8_decode(v.p + i, v.len - i, &c);
		vowel |= is_vowel(c);
	}
	return chars < 2 || !vowel;
}

/* Does v end in one of the words of list, with an ending of German behind it?
 * With no endings: as it is. */
static bool
ends_in(struct view v, const char *const *list, const char *const *endings)
{
	size_t n, k;

	for (; *list != NULL; list++)
		for (k = 0; endings[k] != NULL; k++) {
			n = strlen(*list) + strlen(endings[k]);
			if (v.len >= n + 2 &&
			    memcmp(v.p + v.len - n, *list, strlen(*list)) ==
				0 &&
			    memcmp(v.p + v.len - strlen(endings[k]),
				endings[k], strlen(endings[k])) == 0)
				return true;
		}
	return false;
}

/* "politisch-historischen", "oeffentlich-rechtlich": two adjectives; the first
 * of them as a part of a longer word would have another ending. */
static bool
are_adjectives(struct view left, struct view right)
{
	static const char *const first[] = {"isch", "lich", NULL};
	static const char *const second[] = {"isch", "lich", "iv", "al", "ell",
	    "\u00E4r", "\u00F6s", "deutsch", NULL};
	static const char *const none[] = {"", NULL};
	static const char *const endings[] = {
	    "", "e", "en", "er", "es", "em", NULL};

	return left.len >= 7 && right.len >= 6 && ends_in(left, first, none) &&
	    ends_in(right, second, endings);
}

static bool
has_digit_or_hyphen(struct view v)
{
	size_t i;

	for (i = 0; i < v.len; i++)
		if (v.p[i] == '-' || ascii_is_digit(v.p[i]))
			return true;
	return false;
}

static bool
is_upper(uint32_t c)
{
	if (c < 0x80)
		return c - 'A' < 26;
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

static bool
begins_upper(struct view v)
{
	uint32_t c;

	utf8_decode(v.p, v.len, &c);
	return is_upper(c);
}

/* Two capitals at least, and nothing small. */
static bool
is_capitals(struct view v)
{
	uint32_t c;
	size_t i, n, upper = 0;

	for (i = 0; i < v.len; i += n) {
		n = utf8_decode(v.p + i, v.len - i, &c);
		if (!is_upper(c))
			return false;
		upper++;
	}
	return upper >= 2;
}

/* The letters at the end of "$45.1mil". */
static struct view
last_letters(struct view v)
{
	size_t from = v.len;

	while (from > 0 &&
	    (ascii_is_alpha(v.p[from - 1]) || v.p[from - 1] >= 0x80))
		from--;
	return (struct view){v.p + from, v.len - from};
}

static bool
is_spelt(struct view v, const char *s)
{
	return v.len == strlen(s) && memcmp(v.p, s, v.len) == 0;
}

/* "re-elect", "pre-empt", "co-operate": the hyphen parts equal vowels, though
 * lists have the other spelling. */
static bool
parts_vowels(struct view left, struct view right)
{
	unsigned char v = right.p[0];

	return ((is_spelt(left, "re") || is_spelt(left, "pre")) && v == 'e') ||
	    (is_spelt(left, "co") && v == 'o');
}

/* English that no count decides and that is not in the list when joined. */
static enum hyphen
by_english(struct view left, struct view right)
{
	char l = by_part(LANGUAGE_EN, 'l', left);
	char r = by_part(LANGUAGE_EN, 'r', right);
	bool words = is_english(left) && is_english(right);

	if (l == 'j')
		return HYPHEN_JOIN;
	if (l == 'k')
		return is_english(right) && r != 'j' ? HYPHEN_KEEP
						     : HYPHEN_JOIN;
	if (r == 'k')
		return is_english(left) || begins_upper(left) ? HYPHEN_KEEP
							      : HYPHEN_JOIN;
	if (!words || r == 'j')
		return HYPHEN_JOIN;
	/* "London-trained" but "Huffing-ton": a name was cut. */
	if (begins_upper(left))
		return right.len >= 5 ? HYPHEN_KEEP : HYPHEN_JOIN;
	return right.len > 2 ? HYPHEN_KEEP : HYPHEN_JOIN;
}

static enum hyphen
by_shape(enum language l, struct view left, struct view right)
{
	struct view tail = last_letters(left);

	if (has_digit_or_hyphen(right) || tail.len == 0)
		return HYPHEN_KEEP;
	/* "US-based" */
	if (is_capitals(left) && !begins_upper(right))
		return HYPHEN_KEEP;
	if (l == LANGUAGE_DE && are_adjectives(left, right))
		return HYPHEN_KEEP;
	if (begins_upper(right))
		return (is_capitals(left) && is_capitals(right)) ||
			is_spelt(left, "Mc")
		    ? HYPHEN_JOIN
		    : HYPHEN_KEEP;
	if (tail.len == left.len &&
	    (is_no_syllable(left) || is_no_syllable(right)))
		return HYPHEN_KEEP;
	if (tail.len < left.len) {
		struct key k = key_of(tail, "", right);

		return words_builtin(k.lower) ? HYPHEN_JOIN : HYPHEN_KEEP;
	}
	if (l == LANGUAGE_EN)
		return by_english(left, right);
	return by_part(l, 'l', left) == 'k' || by_part(l, 'r', right) == 'k'
	    ? HYPHEN_KEEP
	    : HYPHEN_JOIN;
}

/* What counts say; false when nothing.  A capital inside the joined word is
 * not spoken for by the word without it. */
static bool
by_counts(const struct words *w, struct key joined, struct key hyphenated,
    bool capital, enum hyphen *what)
{
	uint32_t j = words_count(w, joined.exact);
	uint32_t k = words_count(w, hyphenated.exact);

	if (j == 0 && k == 0) {
		j = capital ? 0 : words_count(w, joined.lower);
		k = words_count(w, hyphenated.lower);
	}
	if (j == 0 && k == 0)
		return false;
	*what = j >= k ? HYPHEN_JOIN : HYPHEN_KEEP;
	return true;
}

/* What follows right in the text, if it lies there. */
static struct view
behind(struct view text, struct view right)
{
	const unsigned char *p = right.p + right.len;

	if (text.len == 0 || p < text.p || p > text.p + text.len)
		return (struct view){right.p, 0};
	return (struct view){p, (size_t)(text.p + text.len - p)};
}

enum hyphen
hyphens_decide(
    struct hyphens *h, struct view text, struct view left, struct view right)
{
	struct key joined, hyphenated;
	enum hyphen what;
	bool capital;

	if (left.len > PART_MAX || right.len > PART_MAX)
		return HYPHEN_KEEP;
	if (!h->ready)
		read_text(h, text);
	joined = key_of(left, "", right);
	hyphenated = key_of(left, "-", right);
	capital = begins_upper(right) && !is_capitals(left);
	if (by_counts(&h->words, joined, hyphenated, capital, &what) ||
	    (h->learnt != NULL &&
		by_counts(h->learnt, joined, hyphenated, capital, &what)))
		return what;
	if (parts_vowels(left, right))
		return HYPHEN_KEEP;
	if (is_attribute(left, right, behind(text, right)))
		return HYPHEN_KEEP;
	if (h->language != LANGUAGE_DE &&
	    (words_builtin(joined.exact) || words_builtin(joined.lower)))
		return HYPHEN_JOIN;
	if (is_link(right))
		return HYPHEN_SPACE;
	return by_shape(h->language, left, right);
}
