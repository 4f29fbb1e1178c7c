/* SPDX-License-Identifier: ISC */
#ifndef NNORM_SCAN_H
#define NNORM_SCAN_H

#include <stddef.h>

#include "buf.h"

/* Which repairs a text may need. */
enum {
	SCAN_BYTES = 1,	   /* invalid UTF-8 (lone surrogates are none) */
	SCAN_CHARS = 2,	   /* controls and other special characters */
	SCAN_NFC = 4,	   /* not surely in NFC */
	SCAN_MOJIBAKE = 8, /* two neighbours that UTF-8 misread would make */
	SCAN_AMP = 16,	   /* an ampersand */
	SCAN_LAYOUT = 32   /* not one paragraph a line, one blank between words,
			    * or a line so short that it may be debris */
};

/*
 * One pass over a text; text that needs nothing gives 0.  Never misses a need,
 * may claim one that is none.  O(len), ASCII at the speed of memory.
 */
unsigned scan_text(struct view text);

/* The same, a byte at a time: the twin that a test holds equal. */
unsigned scan_text_plain(struct view text);

#endif
