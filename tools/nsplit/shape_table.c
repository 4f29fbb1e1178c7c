/* SPDX-License-Identifier: ISC */
/* Is a line one of some words, or does it begin with one?  Case counts only
 * beyond ASCII.  Long tables are in order, so that only those words are
 * compared that begin with the same byte. */
#include "shape.h"

#include <string.h>

/* Bytes of v that equal s, but for ASCII case; s may be longer. */
static size_t
equal_part(struct view v, const char *s)
{
	unsigned char c;
	size_t i;

	for (i = 0; i < v.len && s[i] != '\0'; i++) {
		c = v.p[i] ^ (unsigned char)s[i];
		if (c != 0 &&
		    (c != 0x20 || (v.p[i] | 0x20) < 'a' ||
			(v.p[i] | 0x20) > 'z'))
			break;
	}
	return i;
}

bool
shape_equal_all(struct view v, const char *s)
{
	size_t n = equal_part(v, s);

	return n == v.len && s[n] == '\0';
}

bool
shape_prefix_all(struct view v, const char *word)
{
	return word[equal_part(v, word)] == '\0';
}

bool
shape_among(struct view v, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (shape_equal(v, words[i]))
			return true;
	return false;
}

size_t
shape_begun(struct view v, const char *const *words, size_t n)
{
	size_t i, len, best = 0;
	unsigned first;

	if (v.len == 0)
		return 0;
	first = v.p[0] & 0xDFu;
	for (i = 0; i < n; i++)
		if (((unsigned char)words[i][0] & 0xDFu) == first &&
		    shape_prefix_all(v, words[i]) &&
		    (len = strlen(words[i])) > best)
			best = len;
	return best;
}

/* The first word that begins as v does, but for case, and may be equal. */
static size_t
first_word(struct view v, const char *const *words, size_t n)
{
	unsigned char c = v.p[0];
	size_t low = 0, half;

	if (c >= 'A' && c <= 'Z')
		c |= 0x20;
	while (n > 0) {
		half = n / 2;
		if ((unsigned char)words[low + half][0] < c) {
			low += half + 1;
			n -= half + 1;
		} else
			n = half;
	}
	return low;
}

/* Their first two bytes may be equal, as far as the word has two. */
static inline bool
alike(struct view v, const char *word)
{
	return word[1] == '\0' ||
	    (v.len > 1 && ((v.p[1] ^ (unsigned char)word[1]) & 0xDF) == 0);
}

bool
shape_among_sorted(struct view v, const char *const *words, size_t n)
{
	size_t i;

	if (v.len == 0)
		return false;
	for (i = first_word(v, words, n); i < n && shape_first(v, words[i]);
	     i++)
		if (alike(v, words[i]) && shape_equal_all(v, words[i]))
			return true;
	return false;
}

size_t
shape_begun_sorted(struct view v, const char *const *words, size_t n)
{
	size_t i, len, best = 0;

	if (v.len == 0)
		return 0;
	for (i = first_word(v, words, n); i < n && shape_first(v, words[i]);
	     i++)
		if (alike(v, words[i]) && shape_prefix_all(v, words[i]) &&
		    (len = strlen(words[i])) > best)
			best = len;
	return best;
}
