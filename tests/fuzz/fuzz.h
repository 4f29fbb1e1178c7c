/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "utf8.h"

/*
 * What the fuzzers share.  A target holds what the headers promise, with
 * CHECK(); what it needs for that is kept from run to run, so that a run costs
 * what the code under test costs.
 */

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define CHECK(what)                                                    \
	do {                                                           \
		if (!(what)) {                                         \
			fprintf(stderr, "does not hold: %s\n", #what); \
			abort();                                       \
		}                                                      \
	} while (0)

static inline int
same(struct view a, struct view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* The input's first byte chooses, the others are the text. */
static inline unsigned
first_byte(struct view *in)
{
	unsigned c = in->len > 0 ? in->p[0] : 0;

	if (in->len > 0) {
		in->p++;
		in->len--;
	}
	return c;
}

/* The bytes as UTF-8: what is none becomes '?'.  Valid until out changes. */
static inline struct view
as_utf8(struct view in, struct buf *out)
{
	size_t n;

	if (utf8_valid(in.p, in.len) == in.len)
		return in;
	buf_clear(out);
	while (in.len > 0) {
		n = utf8_valid(in.p, in.len);
		buf_put(out, in.p, n);
		if (n < in.len) {
			buf_putc(out, '?');
			n++;
		}
		in.p += n;
		in.len -= n;
	}
	return buf_view(out);
}

#endif
