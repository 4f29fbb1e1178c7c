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

/* The first no-break space; e: none. */
static const unsigned char *
find(const unsigned char *p, const unsigned char *e)
{
	const unsigned char *two = p, *three = p;

	while ((two = memchr(two, 0xC2, (size_t)(e - two))) != NULL &&
	    no_break(two, e) == 0)
		two++;
	two = two != NULL ? two : e;
	while ((three = memchr(three, 0xE2, (size_t)(two - three))) != NULL &&
	    no_break(three, e) == 0)
		three++;
	return three != NULL ? three : two;
}

bool
plain_copy(struct buf *out, struct view text)
{
	const unsigned char *p = text.p, *e = text.p + text.len, *q;
	size_t owed = 0, n;

	if (text.len == 0 || (q = find(p, e)) == e)
		return false;
	buf_clear(out);
	buf_reserve(out, text.len);
	buf_put(out, p, (size_t)(q - p));
	for (p = q; p < e; p = q) {
		if ((n = no_break(p, e)) > 0) {
			buf_putc(out, ' ');
			owed += n - 1;
			q = p + n;
			continue;
		}
		if (*p == '\n')
			for (; owed > 0; owed--)
				buf_putc(out, ' ');
		q = p + 1;
		while (q < e && *q != '\n' && *q != 0xC2 && *q != 0xE2)
			q++;
		buf_put(out, p, (size_t)(q - p));
	}
	for (; owed > 0; owed--)
		buf_putc(out, ' ');
	return true;
}

size_t
plain_origin(struct view text, size_t line, size_t at)
{
	const unsigned char *p = text.p + line, *e = text.p + text.len;
	size_t n;

	for (; line < at && p < e; line++)
		p += (n = no_break(p, e)) > 0 ? n : 1;
	return (size_t)(p - text.p);
}
