/* SPDX-License-Identifier: ISC */
/*
 * A marker is a bullet, or a number of up to three digits or one small letter
 * with ")" or "." or ".)" after it, after a bullet or not.
 */
#include "sentence_list.h"

#include "sentence_char.h"

enum {
	KIND_STOP = 1,
	KIND_PAREN = 2,
	KIND_LETTER = 4,
	KIND_BULLET = 8,
	KIND_OPEN = 16
};

static size_t
bullet(const unsigned char *p, const unsigned char *e)
{
	if (e - p < 3 || p[0] != 0xE2)
		return 0;
	if (p[1] == 0x80 && p[2] == 0xA2)
		return 3; /* U+2022 */
	if (p[1] == 0x81 && p[2] == 0x83)
		return 3; /* U+2043 */
	if (p[1] == 0x96 && (p[2] == 0xAA || p[2] == 0xA0))
		return 3;			     /* U+25AA, U+25A0 */
	return p[1] == 0x97 && p[2] == 0x8F ? 3 : 0; /* U+25CF */
}

struct list_item
list_marker(const unsigned char *p, const unsigned char *e)
{
	struct list_item it = {0, 0, 0};
	const unsigned char *q = p;
	unsigned digits = 0, kind = 0;

	if (bullet(q, e) > 0) {
		kind |= KIND_BULLET;
		q += 3;
		while (q < e && *q == ' ')
			q++;
	}
	it.len = (size_t)(q - p);
	it.kind = kind;
	if (q < e && *q == '(') {
		kind |= KIND_OPEN;
		q++;
	}
	while (q < e && *q >= '0' && *q <= '9' && digits < 4) {
		it.value = it.value * 10 + (unsigned)(*q++ - '0');
		digits++;
	}
	if (digits == 0 && e - q >= 2 && *q >= 'a' && *q <= 'z') {
		kind |= KIND_LETTER;
		it.value = (unsigned)(*q++ - 'a') + 1;
	} else if (digits == 0 || digits > 3) {
		return it;
	}
	if (q < e && *q == '.') {
		kind |= KIND_STOP;
		q++;
	}
	if (q < e && *q == ')') {
		kind |= KIND_PAREN;
		q++;
	}
	if (!(kind & (KIND_STOP | KIND_PAREN)) || char_space(q, e) == 0)
		return it;
	it.kind = kind;
	it.len = (size_t)(q - p);
	return it;
}

const unsigned char *
list_next(struct list_item item, const unsigned char *p, const unsigned char *e,
    const unsigned char **seen)
{
	const unsigned char *end = e - p > LIST_LOOK ? p + LIST_LOOK : e;
	unsigned newlines = 0;

	*seen = p;
	for (; p < end; p++) {
		struct list_item it;

		*seen = p;
		if (*p == '\n' && ++newlines == 2)
			return NULL;
		if (*p > ' ') {
			newlines = 0;
			continue;
		}
		it = list_marker(p + 1, e);
		if (it.kind == item.kind && it.kind != 0 &&
		    (it.kind == KIND_BULLET || it.value == item.value + 1))
			return p + 1;
	}
	return NULL;
}
