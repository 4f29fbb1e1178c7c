/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_SENTENCE_H
#define NQUOTE_SENTENCE_H

#include "word.h"

/* The word i, the last so far, can end a sentence. */
void sentence_stop(struct words *ws, size_t i);

/* Find the sentences of the paragraph whose words were read, and what the
 * capitals of its words mean.  O(words). */
void sentences_read(struct words *);

#endif
