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

int
main(void)
{
	static const char letters[] = "ab 1/:9\xC3\xA9 zz20 x";
	unsigned char line[80];
	uint32_t seed = 7;
	bool digit = true, date = true, words = true;

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
	}
	ok(digit, "a digit is found wherever it stands");
	ok(date, "four digits in a row are found wherever they stand");
	ok(words, "words are counted as one by one");
	return done();
}
