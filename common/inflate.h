/* SPDX-License-Identifier: ISC */
#ifndef NR_INFLATE_H
#define NR_INFLATE_H

#include <stddef.h>

/*
 * One gzip member after another through ISA-L or zlib, whichever the build
 * has: the seam between them.
 */

enum inflate_result {
	INFLATE_MORE,	/* wants more input or more room */
	INFLATE_END,	/* the member is whole, CRC and length are right */
	INFLATE_WRONG,	/* the member is whole, CRC or length is wrong */
	INFLATE_HEADER, /* no gzip header here */
	INFLATE_BROKEN	/* the data cannot be inflated */
};

struct inflate;

struct inflate *inflate_new(void);
void inflate_free(struct inflate *);

/* Begin a member. */
void inflate_reset(struct inflate *);

/*
 * Inflate from *in (*n_in bytes) to *out (room for *n_out); all four move on.
 * After INFLATE_END or INFLATE_WRONG *in is behind the member's trailer.
 */
enum inflate_result inflate_run(struct inflate *, const unsigned char **in,
    size_t *n_in, unsigned char **out, size_t *n_out);

#endif
