/* SPDX-License-Identifier: ISC */
#ifndef NR_DOCUMENT_H
#define NR_DOCUMENT_H

#include "cue.h"

#define DOCUMENT_TITLE_MAX 6 /* lines */

/* Take the lines from i up to a blank one or a label as the headline; a date
 * and a byline among them are told apart.  Returns the line after. */
size_t document_title(struct page *, struct article *, size_t i);

#endif
