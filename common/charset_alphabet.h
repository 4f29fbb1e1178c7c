/* SPDX-License-Identifier: ISC */
#ifndef NR_CHARSET_ALPHABET_H
#define NR_CHARSET_ALPHABET_H

#include "charset.h"

/*
 * A second opinion on text in Latin letters: *cs, a table that was guessed (or
 * windows-1252), becomes the set in which nearly all letters beyond ASCII of
 * p[0..len) are those of one language, windows-1252 where that is as good or
 * where none is.  Sets of other alphabets are left alone.  O(len).
 */
void charset_alphabet(struct charset *cs, const unsigned char *p, size_t len);

#endif
