/* SPDX-License-Identifier: ISC */
/*
 * Character references of HTML, always with their semicolon.
 * Numbers 128 to 159 mean windows-1252, as in every browser.  An entity name
 * in capitals that HTML does not know (&EACUTE;) is the capital of the one in
 * small letters: headlines are made that way.  A text with tags in it is HTML:
 * what its entities mean is not for us to say.
 */
#include "repairs.h"

#include <utf8proc.h>

#include "chartab.h"
#include "charref.h"
#include "utf8.h"

static uint32_t
named(const unsigned char *p, size_t len, uint32_t *second)
{
	unsigned char small[CHARREF_MAX];
	uint32_t c;
	size_t i;

	if ((c = charref_find((struct view){p, len}, second)) != 0)
		return c;
	for (i = 0; i < len; i++) {
		if (p[i] < 'A' || p[i] > 'Z')
			return 0;
		small[i] = (unsigned char)(p[i] | 0x20);
	}
	c = charref_find((struct view){small, len}, second);
	return c >= 0xC0 ? (uint32_t)utf8proc_toupper((utf8proc_int32_t)c) : 0;
}

static bool
is_alnum(unsigned char c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* The number between &# and ; or 0 when it is none or names no character. */
static uint32_t
numbered(const unsigned char *p, size_t len)
{
	uint32_t c = 0, base = 10, digit;
	size_t i = 0;

	if (len > 1 && (p[0] | 32) == 'x') {
		base = 16;
		i = 1;
	}
	if (i == len || len > 8)
		return 0;
	for (; i < len; i++) {
		if (!is_alnum(p[i]))
			return 0;
		digit = ascii_is_digit(p[i]) ? p[i] - (uint32_t)'0'
					     : (p[i] | 32u) - 'a' + 10u;
		if (digit >= base)
			return 0;
		c = c * base + digit;
	}
	if (c >= 0x80 && c < 0xA0)
		return codepage_table[CP_1252][c - 0x80];
	return c > 0x10FFFF || (c >= 0xD800 && c < 0xE000) ? 0 : c;
}

/* Length of the reference whose ampersand is taken for read; 0 for none. */
static size_t
body(const unsigned char *p, size_t len, uint32_t *c, uint32_t *second)
{
	bool number = len > 0 && p[0] == '#';
	size_t from = number, n = from;

	while (n < len && n < from + CHARREF_MAX && is_alnum(p[n]))
		n++;
	if (n == from || n == len || p[n] != ';')
		return 0;
	*second = 0;
	*c = number ? numbered(p + from, n - from)
		    : named(p + from, n - from, second);
	return *c != 0 ? n + 1 : 0;
}

/* Length of the reference at p, which is an ampersand; 0 for none.  When it
 * names an ampersand that may begin the next: "&amp;amp;lt;". */
static size_t
reference(const unsigned char *p, size_t len, uint32_t *c, uint32_t *second)
{
	size_t n = 1, more;
	uint32_t next, other;

	while ((more = body(p + n, len - n, &next, &other)) != 0) {
		n += more;
		*c = next;
		*second = other;
		if (next != '&')
			break;
	}
	return n > 1 ? n : 0;
}

static bool
has_tags(struct view t)
{
	const unsigned char *p = t.p, *end = t.p + t.len;

	while (p < end && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		p++;
		if (p < end && (ascii_is_alpha(*p) || *p == '/' || *p == '!'))
			return true;
	}
	return false;
}

void
repair_entities(struct pass *p)
{
	const unsigned char *at = p->in.p, *end = at + p->in.len;
	unsigned char out[8];
	uint32_t c, second;
	size_t n, len;

	if (has_tags(p->in))
		return;
	while (at < end && (at = memchr(at, '&', (size_t)(end - at))) != NULL) {
		if ((n = reference(at, (size_t)(end - at), &c, &second)) == 0) {
			at++;
			continue;
		}
		len = utf8_encode(c, out);
		if (second != 0)
			len += utf8_encode(second, out + len);
		pass_edit(p, (size_t)(at - p->in.p), n, RULE_ENTITY, out, len);
		at += n;
	}
}
