/* SPDX-License-Identifier: ISC */
#include "number_line.h"

#include <string.h>

#include "shape.h"

#define ITEM_WORDS 2 /* before a number */

static size_t
item_word(struct view v)
{
	static const char *const word[][1] = {
#include "items.inc"
	};

	return shape_begun_sorted(v, SHAPE_WORDS(word));
}

/* " of 20", "/20", " von 20": returns its length. */
static size_t
total(struct view v, uint64_t *of)
{
	static const char *const cue[] = {" of ", "/", " von ", " de ", " di ",
	    " sur ", " z ", " ze ", " \xd0\xb8\xd0\xb7 "};
	size_t i, n, k;

	for (i = 0; i < sizeof(cue) / sizeof(cue[0]); i++) {
		n = strlen(cue[i]);
		if (!shape_prefix(v, cue[i]))
			continue;
		k = shape_number((struct view){v.p + n, v.len - n}, of);
		if (k > 0)
			return n + k;
	}
	return 0;
}

static bool
one_of(unsigned char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* What closes a number; returns its length, 0: nothing does. */
static size_t
closer(struct view v, unsigned char *which)
{
	size_t n = 0;

	*which = 0;
	while (n < v.len && n < 4 && one_of(v.p[n], ".)]:>*=-|"))
		n++;
	if (n > 0) {
		*which = v.p[0];
		return n;
	}
	if (v.len >= 2 && v.p[0] == '/' && v.p[1] == ' ') {
		*which = '/';
		return 1;
	}
	if (v.len >= 2 && v.p[0] == ' ') {
		if (v.p[1] == '-' || v.p[1] == '|' || v.p[1] == ':' ||
		    v.p[1] == '/')
			n = 2;
		else if (v.len > 3 && shape_long_dash(shape_skip(v, 1)) > 0)
			n = 4;
		else if (one_of(v.p[1], ">*=") || v.p[1] == '-')
			n = 2;
		if (n > 0 &&
		    (n == v.len || v.p[n] == ' ' || one_of(v.p[1], ">*=-"))) {
			*which = n == 2 ? v.p[1] : '-';
			while (n < v.len && one_of(v.p[n], ">*=-"))
				n++;
			return n;
		}
	}
	return 0;
}

/* A Roman number below 90 at v's start, before a stop or a bracket: its
 * length, 0 for none. */
static size_t
roman(struct view v, uint64_t *n)
{
	static const char digits[] = "IVXL";
	static const unsigned worth[] = {1, 5, 10, 50};
	const char *d;
	unsigned value, last = 99;
	size_t i;

	*n = 0;
	for (i = 0; i < v.len && i < 6; i++) {
		d = v.p[i] == '\0' ? NULL : strchr(digits, v.p[i]);
		if (d == NULL)
			break;
		value = worth[d - digits];
		*n += value > last ? value - 2 * last : value;
		last = value;
	}
	return i > 0 && i < v.len && one_of(v.p[i], ".):") && *n > 0 ? i : 0;
}

/* A digit is in it, or what stands behind a Roman number. */
static bool
numbered(struct view v)
{
	return shape_digit(v) || memchr(v.p, '.', v.len) != NULL ||
	    memchr(v.p, ')', v.len) != NULL || memchr(v.p, ':', v.len) != NULL;
}

/* Read a line as an item's; false when it is none. */
bool
number_read(struct view v, struct number_line *c, struct view *rest)
{
	unsigned char open = 0, close;
	size_t i = 0, w, n, latin = 0;
	struct view tail;

	if (!numbered(v))
		return false;
	for (; i < v.len && i < 24 && one_of(v.p[i], "#([<*=->_ "); i++)
		if (open == 0)
			open = v.p[i];
	/* "Item 3", "Clipping No. 3" */
	for (w = 0; (n = item_word((struct view){v.p + i, v.len - i})) > 0 &&
	     w < ITEM_WORDS;
	     w++) {
		i += n;
		while (i < v.len && one_of(v.p[i], " .:#"))
			i++;
	}
	n = shape_number((struct view){v.p + i, v.len - i}, &c->number);
	if (n == 0)
		n = latin =
		    roman((struct view){v.p + i, v.len - i}, &c->number);
	if (n == 0 || n > 6 || (n > 4 && latin == 0))
		return false;
	i += n;
	tail = (struct view){v.p + i, v.len - i};
	c->of = 0;
	n = total(tail, &c->of);
	tail = (struct view){tail.p + n, tail.len - n};
	n = closer(tail, &close);
	if (n == 0 && tail.len > 0 &&
	    ((open == 0 && c->of == 0) || tail.p[0] != ' '))
		return false;
	if (open == 0 && close == 0 && w == 0 && c->of == 0)
		return false;
	*rest = shape_skip(tail, n);
	if (open == '-' && rest->len == 0 && w == 0)
		return false; /* a page number */
	/* "3.5 million", "3-year-old", "1:15": no blank, no letter. */
	if (n > 0 && rest->len > 0 && rest->p == tail.p + n &&
	    tail.p[0] != ' ' && close != ']' && close != ')' &&
	    (close != '.' || !shape_begins(*rest) || rest->p[0] < 'A'))
		return false;
	c->shape = (uint32_t)open << 16 | (uint32_t)close << 8 |
	    (uint32_t)(rest->len == 0) << 3 | (uint32_t)(latin > 0) << 2 |
	    (uint32_t)(w > 0) << 1 | (c->of > 0);
	return true;
}

static bool
wordy(unsigned char c)
{
	return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* What number_promising() asks of a byte, in one table, as that is asked of
 * every line. */
enum { FRAME = 1, JOIN = 2, LATIN = 4, AFTER_LATIN = 8 };

static const unsigned char classes[256] = {
    ['#'] = FRAME | JOIN,
    [' '] = FRAME | JOIN,
    ['('] = FRAME,
    ['['] = FRAME,
    ['<'] = FRAME,
    ['*'] = FRAME,
    ['='] = FRAME,
    ['-'] = FRAME,
    ['>'] = FRAME,
    ['_'] = FRAME,
    ['.'] = JOIN | AFTER_LATIN,
    [':'] = JOIN | AFTER_LATIN,
    [')'] = AFTER_LATIN,
    ['I'] = LATIN | AFTER_LATIN,
    ['V'] = LATIN | AFTER_LATIN,
    ['X'] = LATIN | AFTER_LATIN,
    ['L'] = LATIN | AFTER_LATIN,
};

static inline bool
is_class(unsigned char c, unsigned which)
{
	return (classes[c] & which) != 0;
}

/* May the line begin an item at all?  Cheap, as it sees every line: marks, at
 * most two words, a digit. */
bool
number_promising(const struct page *p, size_t i)
{
	const struct line *l = &p->lines.v[i];
	const unsigned char *s = p->text.p;
	size_t k = l->text, words, end;

	if (l->end == k || l->end - k > 240 || k - l->at > 48)
		return false;
	end = l->end - k > 30 ? k + 30 : l->end;
	while (k < end && is_class(s[k], FRAME))
		k++;
	if (is_class(s[l->text], LATIN) && k + 1 < end &&
	    is_class(s[k + 1], AFTER_LATIN))
		return true;
	if (!shape_digit((struct view){s + l->text, end - l->text}))
		return false;
	for (words = 0; words < 2 && k < end && wordy(s[k]); words++) {
		while (k < end && wordy(s[k]))
			k++;
		while (k < end && is_class(s[k], JOIN))
			k++;
	}
	return k < end && s[k] >= '0' && s[k] <= '9' &&
	    (p->furniture.is[i] & FURNITURE_PAGE) == 0;
}
