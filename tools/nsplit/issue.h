/* SPDX-License-Identifier: ISC */
#ifndef NR_ISSUE_H
#define NR_ISSUE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "date.h"

/*
 * The line under a newspaper's name: two at least of a volume, a number, a
 * date and a price, and hardly anything else ("Vol. XII No. 44   Saturday, 14
 * March 1931   Price 2d.").  d->end is 0 when it tells no date.  O(len).
 */
bool issue_line(struct view v, struct date *d);

/* One of these and nothing else, as where such a line was read in pieces. */
bool issue_part(struct view v, struct date *d);

/*
 * The running head of a page: a name, a gap of blanks, a date ("HARBOUR
 * GAZETTE      14 March 1931"), or the other way round.
 */
bool issue_head(struct view v, struct view *name, struct date *d);

#endif
