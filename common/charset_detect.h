/* SPDX-License-Identifier: ISC */
#ifndef NR_CHARSET_DETECT_H
#define NR_CHARSET_DETECT_H

#include "charset.h"

/* charset.c's own: what text that is no UTF-8 may be. */

/* Decide; there is always an answer, at worst windows-1252. */
void charset_detect(
    struct charset *, const unsigned char *p, size_t len, bool whole);

/* Text of 7 bits that is not what it looks like (ISO 2022): then the answer is
 * changed. */
void charset_detect_7bit(struct charset *, const unsigned char *p, size_t len);

/* Bytes at the end of p that begin a UTF-8 sequence without ending it: 0 to
 * 3. */
size_t charset_utf8_tail(const unsigned char *p, size_t len);

#endif
