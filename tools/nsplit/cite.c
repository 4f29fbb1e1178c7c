/* SPDX-License-Identifier: ISC */
/*
 * The name ends at the first mark after which no name goes on: a semicolon, a
 * bracket with a year or the like, a colon, a stop or a comma.  Names
 * with a stop or a colon in them are cut short only when a date follows.
 */
#include "cite.h"

#include <string.h>

#include "language.h"
#include "shape.h"

/* "(London)" at i: where it ends, 0 when a digit is in it.  Databases tell so
 * publications of one name apart. */
static size_t
place(struct view v, size_t i)
{
	for (; i < v.len && v.p[i] != ')'; i++)
		if (shape_is_digit(v.p[i]))
			return 0;
	return i < v.len ? i + 1 : 0;
}

/* Where the name ends, below limit; limit when no mark does it. */
static size_t
name_end(struct view v, size_t limit)
{
	size_t i, close;

	for (i = 2; i < limit; i++) {
		if (v.p[i] == ';')
			return i;
		if (v.p[i] != ' ' || i + 1 >= v.len)
			continue;
		if (v.p[i + 1] == '(' && (close = place(v, i + 1)) > 0)
			return close;
		if (v.p[i + 1] == '(' || v.p[i + 1] == '[' || v.p[i + 1] == ':')
			return i;
		if (strchr(".,:", v.p[i - 1]) != NULL && v.p[i - 1] != '\0' &&
		    (v.p[i - 1] != ',' ||
			!shape_prefix(shape_skip(v, i), "the")))
			return i - 1;
	}
	return limit;
}

bool
cite_read(struct view v, struct view *source, struct view *date)
{
	size_t limit = v.len, end;
	struct date d;

	*date = (struct view){0};
	if (v.len < 8 || v.len > 240)
		return false;
	if (date_find(v, &d)) {
		if (d.begin < 3)
			return false;
		limit = d.begin;
		*date = (struct view){v.p + d.begin, d.end - d.begin};
	} else if (!date_possible(v))
		return false;
	end = name_end(v, limit);
	if (date->len == 0 && !date_possible(shape_skip(v, end)))
		return false;
	*source = shape_trim((struct view){v.p, end});
	if (source->len > 6 && source->p[source->len - 1] == '.')
		source->len--;
	return source->len >= 2 && shape_words(*source) <= 9;
}

/* The name in what stands before the language: up to a comma; else what is
 * in capitals, behind the place. */
static struct view
monitored(struct view v)
{
	const unsigned char *comma = memchr(v.p, ',', v.len);
	size_t i, end;

	if (comma != NULL)
		return shape_trim((struct view){v.p, (size_t)(comma - v.p)});
	for (i = 0; i < v.len; i = end + 1) {
		for (end = i; end < v.len && v.p[end] != ' ';)
			end++;
		if (end - i > 1 && !shape_is_digit(v.p[end - 1]) &&
		    shape_capitals((struct view){v.p + i, end - i}))
			return shape_skip(v, i);
	}
	return v;
}

/* "Ruritanian news agency Gazette website": the name without what it is. */
static struct view
without_kind(struct view v)
{
	static const char *const before[] = {"news agency ", "newspaper ",
	    "daily ", "weekly ", "radio station ", "TV channel "};
	static const char *const after[] = {
	    " website", " newspaper", " TV", " radio", " news agency"};
	const unsigned char *at;
	size_t i, n;

	for (i = 0; i < sizeof(after) / sizeof(after[0]); i++) {
		n = strlen(after[i]);
		if (v.len > n + 3 && memcmp(v.p + v.len - n, after[i], n) == 0)
			v.len -= n;
	}
	for (i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		at = shape_find(v, before[i]);
		if (at != NULL)
			return shape_skip(
			    v, (size_t)(at - v.p) + strlen(before[i]));
	}
	return v;
}

/* "Text of report by Gazette on 3 May 1999". */
static bool
text_of_report(struct view v, struct view *source, struct view *date)
{
	static const char *const word[] = {"text of ", "excerpt from ",
	    "excerpts from ", "report by ", "summary of "};
	const unsigned char *by, *on;
	struct date d;

	if (shape_begun(v, SHAPE_WORDS(word)) == 0 ||
	    (by = shape_find(v, " by ")) == NULL)
		return false;
	*source = shape_skip(v, (size_t)(by - v.p) + 4);
	on = shape_find(*source, " on ");
	*date = (struct view){0};
	if (on != NULL) {
		v = shape_skip(*source, (size_t)(on - source->p));
		if (date_find(v, &d))
			*date = (struct view){v.p + d.begin, d.end - d.begin};
		source->len = (size_t)(on - source->p);
	}
	*source = without_kind(*source);
	return shape_words(*source) <= 9 && shape_begins(*source) &&
	    (on != NULL || shape_begun(v, SHAPE_WORDS(word)) > 5);
}

bool
cite_monitor(struct view v, struct view *source, struct view *date)
{
	struct view rest, word;
	struct date d;
	size_t i, n;

	if (text_of_report(v, source, date))
		return true;
	if (v.len < 12 || !shape_digit(v) || shape_find(v, " in ") == NULL)
		return false;
	for (i = 3; i + 8 < v.len; i++) {
		if (v.p[i] != ' ' || memcmp(v.p + i, " in ", 4) != 0)
			continue;
		rest = shape_skip(v, i + 4);
		for (n = 0; n < rest.len && rest.p[n] != ' ';)
			n++;
		word = (struct view){rest.p, n};
		rest = shape_skip(rest, n);
		if (n < 4 || rest.len == 0 || !shape_is_digit(rest.p[0]) ||
		    language_from_code(word) == LANGUAGE_NONE)
			continue;
		*source = monitored((struct view){v.p, i});
		*date = date_find(rest, &d)
		    ? (struct view){rest.p + d.begin, d.end - d.begin}
		    : (struct view){0};
		return shape_words(*source) <= 7;
	}
	return false;
}

struct view
cite_sender(struct view v)
{
	const unsigned char *mark = memchr(v.p, '<', v.len);

	if (mark == NULL && v.len > 4 && v.p[v.len - 1] == ')' &&
	    memchr(v.p, '@', v.len) != NULL &&
	    (mark = memchr(v.p, '(', v.len)) != NULL) {
		mark++;
		return shape_trim(
		    (struct view){mark, v.len - (size_t)(mark - v.p) - 1});
	}
	if (mark != NULL && mark > v.p)
		v = shape_trim((struct view){v.p, (size_t)(mark - v.p)});
	if (v.len > 2 && v.p[0] == '"' && v.p[v.len - 1] == '"')
		v = (struct view){v.p + 1, v.len - 2};
	return v;
}
