/* SPDX-License-Identifier: ISC */
#ifndef NR_CITED_H
#define NR_CITED_H

#include <stdbool.h>

#include "buf.h"
#include "date.h"

/* What a reference to an article says; what it does not is empty. */
struct cited {
	struct view author;
	struct view title;
	struct view source;
	struct date date; /* end 0: none */
};

/*
 * A whole reference, as bibliographies and lists of results write it:
 *   Doe, Jane. "Headline." The Gazette, 3 May 2019, p. 4.
 *   Doe, J. (2019, May 3). Headline. The Gazette, A4.
 *   Doe, J. (2019) 'Headline', The Gazette, 3 May, p. 4.
 *   Jane Doe, "Headline," The Gazette, May 3, 2019, A4.
 *   The Gazette, May 3, 2019. Headline.
 *   Headline, The Gazette, Friday, May 3, 2019, NEWS; Pg. 4, 401 words
 * v may hold line ends.  O(len).
 */
bool cited_read(struct view v, struct cited *c);

#define CITED_MAX 480 /* bytes of the longest */

#endif
