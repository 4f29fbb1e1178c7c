/* SPDX-License-Identifier: ISC */
#ifndef NNORM_REPAIRS_H
#define NNORM_REPAIRS_H

#include "norm.h"

/*
 * The repairs of the chain.  Each reads p->in, which was begun with
 * pass_begin(), and makes edits; those after repair_bytes() may rely on UTF-8
 * with lone surrogates, and none of them makes anything else of it.
 */

/* Bytes that are no UTF-8: windows-1252 one by one, or U+FFFD for a character
 * that was cut in a text that otherwise is UTF-8.  n->encoding tells which. */
void repair_bytes(struct norm *n, const struct norm_options *, struct pass *p);

/* Character references of HTML, &eacute; &#233; &#xE9;, unless the text holds
 * tags: then it is HTML and not ours. */
void repair_entities(struct pass *p);

/* UTF-8 that was read as a single-byte code page, whole or in part, one layer
 * at a time. */
void repair_mojibake(struct pass *p);

/* Controls, C1, CR, invisible characters, soft hyphens, ligatures, and the
 * folds and punctuation that were asked for. */
void repair_chars(const struct norm_options *, struct pass *p);

/* Normalization Form C. */
void repair_nfc(struct norm *n, struct pass *p);

/* Page numbers, running heads and feet of a text that has them; what was taken
 * out is appended to n->furniture. */
void repair_pages(struct norm *n, struct pass *p);

/* Blanks, paragraphs, line ends, hyphens, debris. */
void repair_layout(struct norm *n, const struct norm_options *, struct pass *p);

#endif
