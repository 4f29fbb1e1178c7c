/* SPDX-License-Identifier: ISC */
/*
 * The width is that of the longest line but for one in ten (which may be a
 * table or an address that no one could wrap), of up to LINES_LOOK lines.  A
 * quarter of it is the slack: lines of type are never equally full.
 * Where no line has LEAST bytes one long word would set the width.
 */
#include "sentence_lines.h"

#include <string.h>

#include "sentence_char.h"
#include "utf8.h"

enum {
	LINES_LOOK = 60,
	TOP = LINES_LOOK / 10 + 1,
	FIRST_WORD = 200,
	LEAST = 24
};

static size_t
line_width(
    const struct lines *l, const unsigned char *p, const unsigned char *e)
{
	while (e > p && e[-1] <= ' ')
		e--;
	while (p < e && *p <= ' ')
		p++;
	return l->latin ? (size_t)(e - p) : utf8_count(p, (size_t)(e - p));
}

static const unsigned char *
line_begin(const unsigned char *b, const unsigned char *p)
{
	const unsigned char *nl = memrchr(b, '\n', (size_t)(p - b));

	return nl != NULL ? nl + 1 : b;
}

/* Keep the largest widths in top, the largest first. */
static void
top_add(size_t *top, size_t width)
{
	size_t i = TOP;

	if (width <= top[TOP - 1])
		return;
	for (; i > 1 && top[i - 2] < width; i--)
		top[i - 1] = top[i - 2];
	top[i - 1] = width;
}

/* Measure the lines from p on, up to a blank one. */
static void
measure(struct lines *l, const unsigned char *p, const unsigned char *e)
{
	size_t top[TOP] = {0}, n = 0;

	l->from = p;
	while (p < e && n < LINES_LOOK) {
		const unsigned char *nl = memchr(p, '\n', (size_t)(e - p));
		const unsigned char *end = nl != NULL ? nl : e;
		size_t width = line_width(l, p, end);

		if (width == 0)
			break;
		/* No one can wrap a line of one long word. */
		if (memchr(p, ' ', (size_t)(end - p)) != NULL)
			top_add(top, width);
		n++;
		p = end < e ? end + 1 : e;
	}
	l->to = p;
	l->width = top[n / 10];
}

static size_t
first_word(const unsigned char *p, const unsigned char *e)
{
	size_t n = 0;

	while (p < e && n < FIRST_WORD && char_space(p, e) == 0) {
		n += !utf8_is_cont(*p++);
	}
	return n;
}

static size_t
line_bytes(const unsigned char *p, const unsigned char *e)
{
	const unsigned char *nl = memchr(p, '\n', (size_t)(e - p));

	return (size_t)((nl != NULL ? nl : e) - p);
}

/* The longest of the line before and the two after, in bytes. */
static size_t
beside(const unsigned char *b, const unsigned char *begin,
    const unsigned char *next, const unsigned char *e)
{
	size_t after = line_bytes(next, e), most = after;

	if (after < LEAST && (size_t)(e - next) > after) {
		size_t third = line_bytes(next + after + 1, e);

		if (third > most)
			most = third;
	}
	if (begin > b) {
		size_t before = (size_t)(begin - line_begin(b, begin - 1));

		if (before > most)
			most = before;
	}
	return most;
}

bool
lines_meant(struct lines *l, const unsigned char *b, const unsigned char *p,
    const unsigned char *next, const unsigned char *e)
{
	const unsigned char *begin = line_begin(b, p);
	size_t len = (size_t)(p - begin), more = beside(b, begin, next, e);

	/* Cheap, and true of nearly every wrapped line. */
	if (more < LEAST || len + more / 4 > more)
		return false;
	if (l->from == NULL || begin < l->from || p >= l->to)
		measure(l, begin, e);
	return line_width(l, begin, p) + 1 + first_word(next, e) +
	    l->width / 4 <=
	    l->width;
}
