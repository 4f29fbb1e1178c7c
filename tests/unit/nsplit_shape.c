/* SPDX-License-Identifier: ISC */
/* What is looked for many bytes at a time is what a plain loop finds. */
#include "nsplit/shape.h"

#include <string.h>

#include "nsplit/date.h"
#include "tap.h"

/* A run of n digits in a row is in v. */
static bool
plain_digits(struct view v, size_t n)
{
	size_t run = 0;

	for (size_t i = 0; i < v.len && run < n; i++)
		run = v.p[i] >= '0' && v.p[i] <= '9' ? run + 1 : 0;
	return run == n;
}

static size_t
plain_words(struct view v)
{
	size_t n = 0;

	for (size_t i = 0; i < v.len; i++)
		n += v.p[i] != ' ' && (i == 0 || v.p[i - 1] == ' ');
	return n;
}

/* Where s stands first in v, or last; SIZE_MAX: nowhere. */
static size_t
plain_find(struct view v, const char *s, bool last)
{
	size_t n = strlen(s), at = SIZE_MAX;

	for (size_t i = 0; i + n <= v.len; i++)
		if (memcmp(v.p + i, s, n) == 0 && (last || at == SIZE_MAX))
			at = i;
	return at;
}

static bool
finds(struct view v, const char *s)
{
	const unsigned char *first = shape_find(v, s);
	const unsigned char *last = shape_find_last(v, s);
	size_t want = plain_find(v, s, false);

	if (want == SIZE_MAX)
		return first == NULL && last == NULL;
	return first == v.p + want && last == v.p + plain_find(v, s, true);
}

static bool
plain_unmarked(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!(v.p[i] >= '0' && v.p[i] <= '9') && v.p[i] != ' ' &&
		    v.p[i] != '\'' && !(v.p[i] >= 'a' && v.p[i] <= 'z') &&
		    !(v.p[i] >= 'A' && v.p[i] <= 'Z'))
			return false;
	return true;
}

/* What is looked up in a table in order is what is found one by one. */
static bool
looks_up(struct view v)
{
	static const char *const word[] = {" of ", "1", "9", "a", "a b", "ab",
	    "ab 1", "b", "by", "q", "qq", "z", "z20", "zz", "\xc3\xa9"};

	return shape_among(v, SHAPE_WORDS(word)) ==
	    shape_among_sorted(v, SHAPE_WORDS(word)) &&
	    shape_begun(v, SHAPE_WORDS(word)) ==
	    shape_begun_sorted(v, SHAPE_WORDS(word));
}

int
main(void)
{
	static const char letters[] = "ab 1/:9\xC3\xA9 zz20 x";
	unsigned char line[80];
	uint32_t seed = 7;
	bool digit = true, date = true, words = true, find = true, table = true,
	     marks = true;

	for (int round = 0; round < 40000; round++) {
		struct view v = {line, (size_t)(round % 80)};

		for (size_t i = 0; i < v.len; i++) {
			seed = seed * 1664525u + 1013904223u;
			line[i] = (seed >> 29) == 0 || round % 3 == 0
			    ? (unsigned char)letters[(seed >> 8) %
				  (sizeof(letters) - 1)]
			    : 'q';
		}
		digit &= shape_digit(v) == plain_digits(v, 1);
		date &= date_possible(v) == plain_digits(v, 4);
		words &= shape_words(v) == plain_words(v);
		for (size_t n = 0; n < 12; n++)
			words &= shape_words_min(v, n) == (plain_words(v) >= n);
		find &= finds(v, "b") && finds(v, "qq") && finds(v, " zz") &&
		    finds(v, "ab 1") && finds(v, "\xC3\xA9 zz20 x");
		marks &= shape_unmarked(v) == plain_unmarked(v);
		for (size_t i = 0; i < v.len; i++)
			line[i] = i % 7 == 0 ? ' ' : 'q';
		marks &= shape_unmarked(v);
		if (v.len > 0)
			line[(size_t)round % v.len] =
			    (unsigned char)(round / 80);
		marks &= shape_unmarked(v) == plain_unmarked(v);
		table &=
		    looks_up(v) && looks_up((struct view){line, v.len % 5});
	}
	ok(digit, "a digit is found wherever it stands");
	ok(date, "four digits in a row are found wherever they stand");
	ok(words, "words are counted as one by one");
	ok(find, "words are found where they stand first and last");
	ok(marks, "a mark is found wherever it stands");
	ok(table, "a table in order says what one in no order does");
	return done();
}
