/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_SCAN_H
#define NR_SENTENCE_SCAN_H

#include <stdint.h>

/*
 * A walk over the bytes of a text that may have to do with the end of a
 * sentence: . ! ? line feed, and lead bytes from 0xD6 on (which skips the
 * letters of Latin, Greek and Cyrillic).
 */
struct scan {
	const unsigned char *from; /* 64 bytes have been looked at ... */
	uint64_t mask;		   /* ... and these are candidates */
};

/* Ready for a text that ends at e. */
void scan_begin(struct scan *, const unsigned char *e);

/* The first candidate in [p, e), e when there is none.  From call to call p
 * may go on by any step, but not back; e is always the same. */
const unsigned char *scan_next(
    struct scan *, const unsigned char *p, const unsigned char *e);

/* The same for one step and without vector instructions: the twin that tests
 * compare with. */
const unsigned char *scan_plain(const unsigned char *p, const unsigned char *e);

#endif
