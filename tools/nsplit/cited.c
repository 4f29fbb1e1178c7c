/* SPDX-License-Identifier: ISC */
/*
 * A headline in quotation marks parts the author from the source; else the
 * year in brackets behind the author does, and the source is what stands
 * behind the last stop; else the source is the last name before a date that a
 * page or a number of words follows.
 */
#include "cited.h"

#include <string.h>

#include "label.h"
#include "shape.h"

#define NAME_WORDS 8 /* in a source's name, or an author's */

/* The length of the quotation mark at v's start that may open or close. */
static inline size_t
quote_mark(struct view v, bool single)
{
	if (v.len == 0 || (v.p[0] < 0x80 && v.p[0] != '"' && v.p[0] != '\''))
		return 0;
	if (v.p[0] == '"' || (single && v.p[0] == '\''))
		return 1;
	if (v.len >= 3 && v.p[0] == 0xE2 && v.p[1] == 0x80 &&
	    (v.p[2] >= 0x9C && v.p[2] <= 0x9F))
		return 3;
	if (single && v.len >= 3 && v.p[0] == 0xE2 && v.p[1] == 0x80 &&
	    (v.p[2] == 0x98 || v.p[2] == 0x99))
		return 3;
	return v.len >= 2 && v.p[0] == 0xC2 &&
		(v.p[1] == 0xAB || v.p[1] == 0xBB)
	    ? 2
	    : 0;
}

static struct view
from(struct view v, size_t i)
{
	return (struct view){v.p + i, v.len - i};
}

/* v without marks and blanks at both ends. */
static struct view
bare(struct view v)
{
	static const char marks[] = " \t\r\n.,;:*_";

	while (v.len > 0 && memchr(marks, v.p[v.len - 1], sizeof(marks) - 1))
		v.len--;
	while (v.len > 0 && memchr(marks, v.p[0], sizeof(marks) - 1))
		v = from(v, 1);
	return v;
}

/* v without a weekday at its end, behind a comma. */
static struct view
without_weekday(struct view v)
{
	const unsigned char *comma = memrchr(v.p, ',', v.len);
	struct view last;

	if (comma == NULL)
		return v;
	last = bare(from(v, (size_t)(comma - v.p)));
	return last.len > 4 && last.len < 12 && shape_words(last) == 1 &&
		last.p[last.len - 1] == 'y'
	    ? bare((struct view){v.p, (size_t)(comma - v.p)})
	    : v;
}

/* An author with the stop of an initial at the end. */
static struct view
author_of(struct view v, struct view whole)
{
	v = bare(v);
	if (v.len > 2 && v.p + v.len < whole.p + whole.len &&
	    v.p[v.len] == '.' &&
	    (v.p[v.len - 2] == ' ' || v.p[v.len - 2] == '.'))
		v.len++;
	return v;
}

static bool
is_name(struct view v)
{
	return v.len >= 2 && shape_begins(v) && shape_words(v) <= NAME_WORDS &&
	    !shape_is_digit(v.p[0]);
}

/* The name before the first comma, bracket or date of v. */
static struct view
name_first(struct view v, size_t limit)
{
	size_t i;

	for (i = 0; i < limit; i++)
		if ((v.p[i] == ',' || v.p[i] == '(' || v.p[i] == '[') &&
		    !shape_prefix(shape_skip(v, i + 1), "the "))
			break;
	return bare((struct view){v.p, i});
}

/* An opening mark that stands at v's start or behind a blank. */
static bool
find_quote(struct view v, bool single, size_t *open, size_t *close)
{
	size_t i, n, k;

	for (i = 0; i + 8 < v.len; i++) {
		n = quote_mark(from(v, i), single);
		if (n == 0 || (i > 0 && v.p[i - 1] > ' '))
			continue;
		for (k = i + n; k < v.len; k++)
			if (quote_mark(from(v, k), single) > 0 &&
			    (k + 3 >= v.len || v.p[k - 1] == '.' ||
				v.p[k - 1] == ',' || v.p[k - 1] == '?' ||
				v.p[k - 1] == '!' ||
				memchr(",. \n",
				    v.p[k + quote_mark(from(v, k), single)],
				    4) != NULL) &&
			    (!single || v.p[k] != '\'' || k + 1 >= v.len ||
				v.p[k + 1] == ',' || v.p[k + 1] == '.' ||
				v.p[k - 1] == '.'))
				break;
		*open = i;
		*close = k;
		return k < v.len;
	}
	return false;
}

/* The date of v's end, behind which hardly anything stands. */
static bool
date_last(struct view v, struct date *d)
{
	return date_find(v, d) && v.len - d->end <= 60;
}

/* Author. "Headline." Source, date. */
static bool
read_quoted(struct view v, bool single, struct cited *c)
{
	struct view before, after;
	size_t open, close, n;
	struct date year;

	if (!find_quote(v, single, &open, &close))
		return false;
	n = quote_mark(from(v, open), single);
	before = bare((struct view){v.p, open});
	c->title = bare((struct view){v.p + open + n, close - open - n});
	after = from(v, close);
	after = bare(from(after, quote_mark(after, single)));
	if (!shape_words_min(c->title, 2) || shape_words(before) > 12 ||
	    after.len < 3)
		return false;
	if (date_last(after, &c->date)) {
		if (c->date.begin < 3)
			return false;
		c->source = name_first(after, c->date.begin);
	} else {
		/* "(2019)" behind the author. */
		c->date.end = 0;
		if (before.len < 8 || before.p[before.len - 1] != ')' ||
		    !date_possible(before) || !date_possible(v))
			return false;
		c->source = name_first(after, after.len);
	}
	if (!single || !date_find(before, &year)) {
		const unsigned char *bracket =
		    memchr(before.p, '(', before.len);

		if (bracket != NULL)
			before.len = (size_t)(bracket - before.p);
	}
	c->author = author_of(before, v);
	if (c->author.len > 0 && !is_name(c->author))
		c->author.len = 0;
	return is_name(c->source);
}

/* Author (2019, May 3). Headline. Source, A4. */
static bool
read_bracketed(struct view v, struct cited *c)
{
	const unsigned char *open, *close;
	struct view inner, rest;
	size_t i, last = 0, year, end;

	open = memchr(v.p, '(', v.len < 120 ? v.len : 120);
	if (open == NULL || open < v.p + 4 ||
	    (close = memchr(open, ')', v.len - (size_t)(open - v.p))) == NULL)
		return false;
	inner = (struct view){open + 1, (size_t)(close - open) - 1};
	rest = from(v, (size_t)(close - v.p) + 1);
	if (inner.len < 4 || inner.len > 24 || rest.len < 12 ||
	    rest.p[0] != '.')
		return false;
	for (year = 0; year < 4; year++)
		if (!shape_is_digit(inner.p[year]))
			return false;
	if (!date_whole(inner, &c->date))
		c->date.end = 0;
	rest = bare(rest);
	for (i = 3; i + 2 < rest.len; i++)
		if ((rest.p[i] == '.' || rest.p[i] == '?' ||
			rest.p[i] == '!') &&
		    rest.p[i + 1] <= ' ' &&
		    shape_begins(shape_skip(rest, i + 1)) &&
		    shape_words_min((struct view){rest.p, i}, 2))
			last = i;
	if (last == 0)
		return false;
	end = rest.p[last] == '.' ? last : last + 1;
	c->title = shape_trim((struct view){rest.p, end});
	rest = bare(from(rest, last + 1));
	c->source = name_first(rest, rest.len);
	c->author = author_of((struct view){v.p, (size_t)(open - v.p)}, v);
	return is_name(c->author) && is_name(c->source);
}

/* What counts an article's words or pages: "NEWS; Pg. 4, 401 words". */
static bool
counts(struct view v)
{
	const unsigned char *comma = memrchr(v.p, ',', v.len);
	size_t n;

	return v.len < 100 &&
	    (label_word_count(
		 bare(comma != NULL ? from(v, (size_t)(comma - v.p)) : v),
		 &n) ||
		memmem(v.p, v.len, "Pg. ", 4) != NULL);
}

/* Headline, Source, date, NEWS; Pg. 4, 401 words. */
static bool
read_listed(struct view v, struct cited *c)
{
	const unsigned char *comma;
	struct view before;

	if (c->date.begin < 12 || !counts(bare(from(v, c->date.end))))
		return false;
	before = without_weekday(bare((struct view){v.p, c->date.begin}));
	comma = memrchr(before.p, ',', before.len);
	if (comma == NULL)
		return false;
	c->source = bare(from(before, (size_t)(comma - before.p)));
	c->title = bare((struct view){before.p, (size_t)(comma - before.p)});
	return is_name(c->source) && shape_words_min(c->title, 3) &&
	    shape_begins(c->title);
}

/* A sentence ends within v: a stop behind a small letter. */
static bool
goes_on(struct view v)
{
	size_t i;

	for (i = 1; i + 1 < v.len; i++)
		if (v.p[i] == '.' && v.p[i + 1] <= ' ' && v.p[i - 1] >= 'a' &&
		    v.p[i - 1] <= 'z')
			return true;
	return false;
}

/* Source, date. Headline. */
static bool
read_led(struct view v, struct cited *c)
{
	struct view rest;

	if (c->date.begin < 4 || c->date.begin > 90 ||
	    c->date.end + 12 > v.len ||
	    (v.p[c->date.end] != '.' && v.p[c->date.end] != ':'))
		return false;
	c->source = without_weekday(bare((struct view){v.p, c->date.begin}));
	rest = shape_trim(from(v, c->date.end + 1));
	if (rest.len > 1 && rest.p[rest.len - 1] == '.')
		rest.len--;
	c->title = rest;
	return is_name(c->source) && shape_title(rest) &&
	    shape_words_min(rest, 3) && shape_begins(rest) && !goes_on(rest);
}

/* It has a quotation mark, or a year in brackets. */
static bool
marked(struct view v)
{
	size_t i;

	for (i = 0; i + 2 < v.len; i++)
		if (v.p[i] == '"' || (v.p[i] == 0xE2 && v.p[i + 1] == 0x80) ||
		    v.p[i] == '\'' || v.p[i] == 0xC2 ||
		    (v.p[i] == '(' && shape_is_digit(v.p[i + 1])))
			return true;
	return false;
}

bool
cited_read(struct view v, struct cited *c)
{
	static const struct cited none;
	struct date d;

	*c = none;
	if (v.len < 24 || v.len > CITED_MAX || !date_possible(v))
		return false;
	if (marked(v)) {
		if (read_quoted(v, false, c))
			return true;
		*c = none;
		if (read_bracketed(v, c))
			return true;
		*c = none;
		if (read_quoted(v, true, c) && c->author.len > 0)
			return true;
	}
	*c = none;
	if (!date_find(v, &d))
		return false;
	c->date = d;
	if (read_listed(v, c))
		return true;
	*c = none;
	c->date = d;
	return read_led(v, c);
}
