/* SPDX-License-Identifier: ISC */
#include "issue.h"

#include <string.h>

#include "shape.h"

#define LINE_MAX_BYTES 160
#define GAP 3	   /* blanks that part columns */
#define WEEKDAY 16 /* bytes that may stand before a date */

/* What a word says of an issue: 'n' a number follows, 'p' a price; 0. */
static char
word_says(struct view w)
{
	static const struct {
		const char *word;
		const char *says;
	} table[] = {
#include "issues.inc"
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (shape_equal(w, table[i].word))
			return table[i].says[0];
	return 0;
}

/* "14", "4,112", "XII". */
static bool
numeral(struct view w)
{
	size_t i;

	if (w.len == 0)
		return false;
	if (shape_is_digit(w.p[0]))
		return true;
	for (i = 0; i < w.len; i++)
		if (strchr("IVXLCDM", w.p[i]) == NULL)
			return false;
	return true;
}

/* The word at *at of v, without the marks at its ends. */
static struct view
word_at(struct view v, size_t *at)
{
	struct view w;

	while (*at < v.len &&
	    (v.p[*at] <= ' ' || strchr(".,;:()[]*-", v.p[*at]) != NULL))
		++*at;
	w = (struct view){v.p + *at, 0};
	while (*at < v.len && v.p[*at] > ' ') {
		++*at;
		w.len++;
		if (v.p[*at - 1] == '.')
			break;
	}
	while (w.len > 0 && strchr(".,;:()[]*", w.p[w.len - 1]) != NULL)
		w.len--;
	return w;
}

/* How much v tells: volume, number, price, date; more than words can hold
 * beside anything else is text, which tells nothing. */
static size_t
tells(struct view v, struct date *d)
{
	size_t at = 0, words = 0, known = 0;
	bool number = false, price = false;
	struct view w;
	char c;

	d->end = 0;
	if (v.len < 4 || v.len > LINE_MAX_BYTES ||
	    (!shape_digit(v) && !shape_capitals(v)))
		return 0;
	while ((w = word_at(v, &at)).len > 0) {
		c = word_says(w);
		known += number && numeral(w);
		number = c == 'n';
		price |= c == 'p';
		words++;
	}
	known += price;
	if (date_possible(v) && date_find(v, d))
		known++;
	else
		d->end = 0;
	return words <= 8 + 4 * known ? known : 0;
}

bool
issue_line(struct view v, struct date *d)
{
	return tells(v, d) >= 2;
}

bool
issue_part(struct view v, struct date *d)
{
	return tells(v, d) > 0 && shape_words(v) <= 9 && !shape_lower_first(v);
}

static bool
is_name(struct view v)
{
	struct date d;

	return shape_capitals(v) && shape_words_min(v, 2) && tells(v, &d) == 0;
}

bool
issue_head(struct view v, struct view *name, struct date *d)
{
	size_t i, k;
	struct view rest;

	d->end = 0;
	if (v.len < 16 || v.len > LINE_MAX_BYTES || !date_possible(v))
		return false;
	for (i = 1; i + GAP < v.len; i++) {
		for (k = i; k < v.len && (v.p[k] == ' ' || v.p[k] == '\t');)
			k++;
		if (k - i < GAP && !(k > i && v.p[i] == '\t')) {
			i = k > i ? k - 1 : i;
			continue;
		}
		*name = shape_trim((struct view){v.p, i});
		rest = shape_skip(v, k);
		if (is_name(*name) && date_find(rest, d) && d->begin < WEEKDAY)
			return true;
		if (date_whole(*name, d) && is_name(rest)) {
			*name = rest;
			return true;
		}
		i = k;
	}
	return false;
}
