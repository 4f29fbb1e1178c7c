/* SPDX-License-Identifier: ISC */
#include "plain.h"

#include <string.h>

/* Bytes of a no-break space at p; 0: there is none. */
static size_t
no_break(const unsigned char *p, const unsigned char *e)
{
	if (e - p >= 2 && p[0] == 0xC2 && p[1] == 0xA0)
		return 2;
	return e - p >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xAF ? 3
									  : 0;
}

/* The first no-break space that begins with the byte lead, before limit; limit:
 * there is none. */
static const unsigned char *
next(const unsigned char *p, const unsigned char *limit, const unsigned char *e,
    unsigned char lead)
{
	for (; p < limit; p++) {
		p = memchr(p, lead, (size_t)(limit - p));
		if (p == NULL)
			return limit;
		if (no_break(p, e) > 0)
			return p;
	}
	return limit;
}

/* Append p[0..n), and before its first line feed the blanks that are owed. */
static void
put_run(struct buf *out, const unsigned char *p, size_t n, size_t *owed)
{
	const unsigned char *feed = *owed > 0 ? memchr(p, '\n', n) : NULL;
	size_t k;

	if (feed != NULL) {
		k = (size_t)(feed - p);
		buf_put(out, p, k);
		for (; *owed > 0; --*owed)
			buf_putc(out, ' ');
		p += k;
		n -= k;
	}
	buf_put(out, p, n);
}

bool
plain_copy(struct buf *out, struct view text)
{
	const unsigned char *p = text.p, *e = text.p + text.len, *q;
	const unsigned char *two = next(p, e, e, 0xC2);
	const unsigned char *three = next(p, e, e, 0xE2);
	size_t owed = 0, n;

	if (two == e && three == e)
		return false;
	buf_clear(out);
	buf_reserve(out, text.len);
	for (; p < e; p = q + n) {
		q = two < three ? two : three;
		put_run(out, p, (size_t)(q - p), &owed);
		if ((n = no_break(q, e)) == 0)
			break;
		buf_putc(out, ' ');
		owed += n - 1;
		if (q == two)
			two = next(q + n, e, e, 0xC2);
		else
			three = next(q + n, e, e, 0xE2);
	}
	for (; owed > 0; owed--)
		buf_putc(out, ' ');
	return true;
}

size_t
plain_origin(struct view text, size_t line, size_t at)
{
	const unsigned char *p = text.p + line, *e = text.p + text.len, *q;
	const unsigned char *limit;
	size_t n;

	for (; line < at && p < e; line++) {
		limit = (size_t)(e - p) < at - line ? e : p + (at - line);
		q = next(p, next(p, limit, e, 0xC2), e, 0xE2);
		line += (size_t)(q - p);
		p = q;
		if (q == limit)
			break;
		n = no_break(q, e);
		p += n;
	}
	return (size_t)(p - text.p);
}
