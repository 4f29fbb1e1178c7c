/* SPDX-License-Identifier: ISC */
#include "number_scan.h"

#include <string.h>

#include "shape.h"

#define TOKEN_MAX 3
#define LETTERS_SHAPE 0x10u
#define SMALL_SHAPE 0x20u /* small letters */
#define COLUMN ' '	  /* as what closes the number */

/* The digit that a character may have been, 10 for none. */
static unsigned
digit_of(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return (unsigned)(c - '0');
	switch (c) {
	case 'l':
	case 'I':
	case '|':
		return 1;
	case 'O':
	case 'o':
		return 0;
	case 'S':
		return 5;
	case 'B':
		return 8;
	case 'Z':
		return 2;
	default:
		return 10;
	}
}

/* A stop, a comma or a bracket at i, after a blank or not, with a blank or
 * nothing behind it: the offset behind it, 0 for none. */
static size_t
closed(struct view v, size_t i, unsigned char *which)
{
	i += i < v.len && v.p[i] == ' ';
	if (i >= v.len || (v.p[i] != '.' && v.p[i] != ',' && v.p[i] != ')') ||
	    (i + 1 < v.len && v.p[i + 1] != ' ' && v.p[i + 1] != '\t'))
		return 0;
	*which = v.p[i] == ',' ? '.' : v.p[i];
	return i + 1;
}

bool
number_read_scanned(struct view v, struct number_line *c, struct view *rest)
{
	size_t i, n, digits = 0;
	unsigned char close = 0;

	c->number = 0;
	for (i = 0; i < v.len && i < TOKEN_MAX && digit_of(v.p[i]) < 10; i++) {
		c->number = c->number * 10 + digit_of(v.p[i]);
		digits += shape_is_digit(v.p[i]);
	}
	if (i == 0 || c->number == 0 || (n = closed(v, i, &close)) == 0)
		return false;
	/* Words such as "So," are none; a number as it should be is known. */
	if (digits == 0 && i > 1 && v.p[0] != 'l' && v.p[0] != 'I')
		return false;
	if (digits == i && v.p[i] == close)
		return false;
	*rest = shape_skip(v, n);
	c->of = 0;
	c->shape = (uint32_t)close << 8 | (uint32_t)(rest->len == 0) << 3;
	return true;
}

bool
number_read_letter(struct view v, struct number_line *c, struct view *rest)
{
	size_t i = v.len > 3 && v.p[0] == '(', n;
	unsigned char close = 0;

	if (v.len < 3 || (v.p[i] | 0x20) < 'a' || (v.p[i] | 0x20) > 'z' ||
	    v.p[i + 1] == ' ' || (n = closed(v, i + 1, &close)) == 0)
		return false;
	c->number = (uint64_t)((v.p[i] | 0x20) - 'a') + 1;
	c->of = 0;
	*rest = shape_skip(v, n);
	c->shape = (i > 0 ? (uint32_t)'(' << 16 : 0) | (uint32_t)close << 8 |
	    (v.p[i] < 'a' ? LETTERS_SHAPE : SMALL_SHAPE) |
	    (uint32_t)(rest->len == 0) << 3;
	return rest->len > 0;
}

bool
number_read_column(struct view v, struct number_line *c, struct view *rest)
{
	size_t n = shape_number(v, &c->number);

	if (n == 0 || n > TOKEN_MAX || n + 3 > v.len || c->number == 0 ||
	    !(v.p[n] == '\t' || (v.p[n] == ' ' && v.p[n + 1] == ' ')))
		return false;
	*rest = shape_skip(v, n);
	c->of = 0;
	c->shape = (uint32_t)COLUMN << 8;
	return rest->len > 2 && shape_begins(*rest) &&
	    !shape_is_digit(rest->p[0]);
}

bool
number_scan_promising(const struct page *p, size_t i)
{
	const struct line *l = &p->lines.v[i];
	const unsigned char *s = p->text.p + l->text;
	size_t n = l->end - l->text, k;

	if (n < 2 || n > 240 || l->text - l->at > 48 ||
	    (p->furniture.is[i] & FURNITURE_PAGE) != 0)
		return false;
	for (k = 1; k < n && k <= TOKEN_MAX + 1; k++) {
		if (s[k] == '.' || s[k] == ',' || s[k] == ')')
			return k + 1 == n || s[k + 1] == ' ' ||
			    s[k + 1] == '\t';
		if (s[k] == '\t' || (s[k] == ' ' && s[k - 1] == ' '))
			return shape_is_digit(s[0]);
		if (s[k] != ' ' && digit_of(s[k]) == 10 && s[0] != '(')
			return false;
	}
	return false;
}
