/* SPDX-License-Identifier: ISC */
#ifndef NR_PLAIN_H
#define NR_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * A text to look at in place of another one, in which every blank is one byte:
 * no-break spaces (U+00A0, U+202F), which word processors, web pages and
 * French typography put into dates, names and labels, are U+0020.  What a line
 * loses by that it has as blanks at its end, so that lines begin where they
 * did.
 */

/* Make out that copy of text, and true; false, and out is as it was, where
 * they would be equal.  O(text.len). */
bool plain_copy(struct buf *out, struct view text);

/* Where in the text the byte is that the copy has at offset at, on the line
 * that begins at offset line. */
size_t plain_origin(struct view text, size_t line, size_t at);

#endif
