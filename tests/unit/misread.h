/* SPDX-License-Identifier: ISC */
#ifndef NR_TEST_MISREAD_H
#define NR_TEST_MISREAD_H

#include <stdbool.h>
#include <string.h>

#include "buf.h"
#include "nnorm/chartab.h"
#include "utf8.h"

static inline bool
same(struct view a, struct view b)
{
	return a.len == b.len && memcmp(a.p, b.p, a.len) == 0;
}

/* Append in as a decoder of that page shows its bytes. */
static inline void
misread(struct view in, enum codepage page, struct buf *out)
{
	size_t i;
	uint32_t c;

	buf_clear(out);
	for (i = 0; i < in.len; i++) {
		c = in.p[i] < 0x80 ? in.p[i]
				   : codepage_table[page][in.p[i] - 0x80];
		out->len += utf8_encode(c, buf_reserve(out, 4));
	}
}

#endif
