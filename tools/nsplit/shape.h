/* SPDX-License-Identifier: ISC */
#ifndef NR_SHAPE_H
#define NR_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/* What a line looks like.  All take a line without its outer blanks, and are
 * O(len). */

/* Words: runs of what is no blank. */
size_t shape_words(struct view);

/* There are n words at least; looks no further than the n-th. */
bool shape_words_min(struct view, size_t n);

/* Where the first tab or three blanks in v are, no further than max; else max
 * or v.len. */
size_t shape_gap(struct view v, size_t max);

/* Where s, which is not empty, stands first in v, or last; NULL: nowhere. */
const unsigned char *shape_find(struct view v, const char *s);
const unsigned char *shape_find_last(struct view v, const char *s);

/* Nothing but letters and digits of ASCII, blanks and apostrophes are in it:
 * no mark that could part names, dates and the like. */
bool shape_unmarked(struct view);

/* The first digit of ASCII from byte i on; v.len: there is none. */
size_t shape_next_digit(struct view v, size_t i);

/* A digit of ASCII is in it. */
bool shape_digit(struct view);

static inline bool
shape_is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
shape_is_letter(unsigned char c)
{
	return (unsigned char)((c | 0x20) - 'a') < 26;
}

/* It ends as a sentence does: . ! ? or an ellipsis, then closing marks.  The
 * letters that most lines end in are told here. */
bool shape_stop_all(struct view);

static inline bool
shape_stop(struct view v)
{
	return v.len > 0 && !shape_is_letter(v.p[v.len - 1]) &&
	    (v.p[v.len - 1] == '.' || shape_stop_all(v));
}

/* The same, but ! and ?, which headlines have, do not count, and neither does
 * the stop of an abbreviation ("U.S.", "Inc.", "Mr."). */
bool shape_full_stop(struct view);

/* Three characters at least, none a letter or a digit: a rule, stars. */
bool shape_symbols_all(struct view);

static inline bool
shape_symbols(struct view v)
{
	return v.len > 0 && !shape_is_letter(v.p[0]) && shape_symbols_all(v);
}

/* Letters, two at least, all of them capitals. */
bool shape_capitals(struct view);

/* It may be a headline: not too long, and not a sentence that ends. */
bool shape_title(struct view);

/* It begins with a capital, a digit or an opening mark. */
bool shape_begins(struct view);

/* Its words that begin with a capital or a digit, as a fraction. */
double shape_capital_words(struct view);

/* Text that lower-case letters begin. */
bool shape_lower_first(struct view);

/* Equal but for ASCII case. */
bool shape_equal_all(struct view, const char *);

/* Their first bytes may be: most comparisons end here. */
static inline bool
shape_first(struct view v, const char *s)
{
	return v.len > 0 && ((v.p[0] ^ (unsigned char)s[0]) & 0xDF) == 0;
}

static inline bool
shape_equal(struct view v, const char *s)
{
	return shape_first(v, s) && shape_equal_all(v, s);
}

/* v begins with word, but for ASCII case. */
bool shape_prefix_all(struct view v, const char *word);

static inline bool
shape_prefix(struct view v, const char *word)
{
	return shape_first(v, word) && shape_prefix_all(v, word);
}

/* v is one of n words, but for ASCII case.  O(n). */
bool shape_among(struct view v, const char *const *words, size_t n);

/* The length of the longest of n words that v begins with, but for ASCII case;
 * 0: none.  O(n). */
size_t shape_begun(struct view v, const char *const *words, size_t n);

/* The same where the words, in lower case, are in the order of their bytes
 * ("# order: bytes" in a data file).  O(log n) and what begins alike. */
bool shape_among_sorted(struct view v, const char *const *words, size_t n);
size_t shape_begun_sorted(struct view v, const char *const *words, size_t n);

/* An array of strings, or of such with one column, as the last two arguments
 * of those. */
#define SHAPE_WORDS(table) \
	(const char *const *)(table), sizeof(table) / sizeof(char *)

/* v without its first n bytes and the blanks after them. */
struct view shape_skip(struct view v, size_t n);

/* v without blanks at both ends. */
struct view shape_trim(struct view v);

/* A number of at most 9 digits at v's start; returns its length, 0: none. */
size_t shape_number(struct view v, uint64_t *n);

/* "By Jane Doe", "BYLINE: Jane Doe", "Von Hans Huber": the name in *name. */
bool shape_byline(struct view v, struct view *name);

/* It begins with a dateline: "LISBON, March 13 - ", "MOSCOW (Agency) -- ". */
bool shape_dateline(struct view v);

/* It reads as the name of a publication: at most six words, one of them in
 * data/publications.txt, or a host name. */
bool shape_publication(struct view v);

/* It reads as a person's name: two to five words with capitals. */
bool shape_person(struct view v);

/* v without a frame (stars, bars, equals signs at both ends) and without
 * bullets before it. */
struct view shape_unframe(struct view v);

/* A dash of three bytes (U+2010 to U+2015) at v's start: 3, or 0. */
size_t shape_long_dash(struct view v);

/* A web address: http://, https:// or www. and no blanks. */
bool shape_url(struct view v);

#endif
