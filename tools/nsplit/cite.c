/* SPDX-License-Identifier: ISC */
/*
 * The name ends at the first mark after which no name goes on: a semicolon, a
 * bracket with a year or the like, a colon, a stop or a comma.  Names
 * with a stop or a colon in them are cut short only when a date follows.
 */
#include "cite.h"

#include <string.h>

#include "shape.h"

static bool
is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* "(London)" at i: where it ends, 0 when a digit is in it.  Databases tell so
 * publications of one name apart. */
static size_t
place(struct view v, size_t i)
{
	for (; i < v.len && v.p[i] != ')'; i++)
		if (is_digit(v.p[i]))
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
