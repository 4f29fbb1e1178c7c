/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_CHAR_H
#define NR_SENTENCE_CHAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a character is to the splitter.  All functions look at the character
 * at p, before e, and return its length in bytes where it is of the kind that
 * is asked for, else 0; at p >= e they return 0.
 */
enum char_kind {
	CHAR_OTHER,
	CHAR_UPPER, /* and title case */
	CHAR_LOWER,
	CHAR_LETTER, /* of a script without case */
	CHAR_DIGIT
};

/* The same beyond ASCII: the slow halves of what follows. */
enum char_kind char_wide_kind(
    const unsigned char *p, const unsigned char *e, size_t *len);
size_t char_wide_closer(const unsigned char *p, const unsigned char *e);
size_t char_wide_opener(const unsigned char *p, const unsigned char *e);

/* The small letter of cp, else cp. */
uint32_t char_small(uint32_t cp);

/* The kind of the character at p, and its length in *len. */
static inline enum char_kind
char_kind_at(const unsigned char *p, const unsigned char *e, size_t *len)
{
	*len = 0;
	if (p >= e)
		return CHAR_OTHER;
	if (*p >= 0x80)
		return char_wide_kind(p, e, len);
	*len = 1;
	if (*p >= 'a' && *p <= 'z')
		return CHAR_LOWER;
	if (*p >= 'A' && *p <= 'Z')
		return CHAR_UPPER;
	return *p >= '0' && *p <= '9' ? CHAR_DIGIT : CHAR_OTHER;
}

/* White space: of ASCII, U+0085, U+00A0, U+1680, U+2000-200A, U+2028, U+2029,
 * U+202F, U+205F, U+3000, and U+FEFF and U+200B, which look like nothing. */
size_t char_wide_space(const unsigned char *p, const unsigned char *e);

static inline size_t
char_space(const unsigned char *p, const unsigned char *e)
{
	if (p >= e)
		return 0;
	if (*p < 0x80)
		return *p == ' ' || (*p >= '\t' && *p <= '\r');
	return *p >= 0xC2 ? char_wide_space(p, e) : 0;
}

/* The space that ends just before p, after b; its length. */
size_t char_wide_space_before(const unsigned char *b, const unsigned char *p);

static inline size_t
char_space_before(const unsigned char *b, const unsigned char *p)
{
	if (p <= b)
		return 0;
	if (p[-1] < 0x80)
		return char_space(p - 1, p);
	return char_wide_space_before(b, p);
}

/* Marks that close and marks that open: quotes, brackets, emphasis. */
static inline size_t
char_closer(const unsigned char *p, const unsigned char *e)
{
	if (p >= e)
		return 0;
	if (*p >= 0x80)
		return char_wide_closer(p, e);
	return *p == '"' || *p == '\'' || *p == ')' || *p == ']' || *p == '}' ||
	    *p == '*' || *p == '_';
}

static inline size_t
char_opener(const unsigned char *p, const unsigned char *e)
{
	if (p >= e)
		return 0;
	if (*p >= 0x80)
		return char_wide_opener(p, e);
	return *p == '"' || *p == '\'' || *p == '(' || *p == '[' || *p == '{' ||
	    *p == '`' || *p == '*' || *p == '_';
}

/* The subset of openers and closers that are quotation marks. */
bool char_is_quote(const unsigned char *p, const unsigned char *e);

/* A mark that ends sentences and needs a blank after it: . ! ? and the like
 * of other scripts; *exclaim is set for ! and ?, *dots for an ellipsis. */
size_t char_terminator(
    const unsigned char *p, const unsigned char *e, bool *exclaim, bool *dots);

/* One that needs no blank: the full stops of Chinese, Japanese, Hindi, Amharic,
 * Burmese and Khmer. */
size_t char_wide_terminator(const unsigned char *p, const unsigned char *e);

/* A dash: - -- U+2013 U+2014 U+2015 U+2212. */
size_t char_dash(const unsigned char *p, const unsigned char *e);

#endif
