/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_QUOTE_H
#define NR_SENTENCE_QUOTE_H

#include "sentence.h"

/*
 * Joins the sentences of text that lie in one quotation or one pair of
 * brackets, for --quotes=keep.  Marks are paired within a paragraph; one that
 * has no partner there counts for nothing.  Linear in text.
 */
void quote_join(struct view text, struct sentences *out);

#endif
