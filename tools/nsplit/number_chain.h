/* SPDX-License-Identifier: ISC */
#ifndef NR_NUMBER_CHAIN_H
#define NR_NUMBER_CHAIN_H

#include "cue.h"

/* Add the numbered items of the page that are worth most together; none when
 * they are not to be believed.  Their numbers, what follows those, and how many
 * there should be, are told.  O(lines). */
void number_chain(const struct page *, struct proposal *);

#endif
