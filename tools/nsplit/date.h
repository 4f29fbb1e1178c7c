/* SPDX-License-Identifier: ISC */
#ifndef NR_DATE_H
#define NR_DATE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* A date as ISO 8601, at the precision known: "2019-05-03", "2019-05",
 * "2019". */
struct date {
	char iso[12];
	size_t begin; /* where it lies in the text that was searched */
	size_t end;
	int first;  /* "03/05/2019": the parts before the year, which two */
	int second; /* readings fit; iso has the year alone.  Else 0 */
};

/* Which of both stands first in dates with slashes. */
enum date_order { ORDER_OPEN, ORDER_DAY, ORDER_MONTH };

/* What the dates with a part over 12 in a text say, where they agree.  O(len).
 */
enum date_order date_order(struct view text);

/* Make d's date whole where only its order was open. */
void date_settle(struct date *d, enum date_order);

/* Four digits in a row, as every date here has: cheap. */
bool date_possible(struct view);

/*
 * The text is a date and nothing else but a weekday, a time, marks round it
 * and the like: "Tuesday, May 3, 2019", "3. Mai 2019", "03.05.2019",
 * "2019-05-03 14:05 GMT".  A year alone is none.  03/05/2019, which is May to
 * some and March to others, is a date of which only the year is known.
 */
bool date_whole(struct view, struct date *);

/* The text begins with such a date. */
bool date_begins(struct view, struct date *);

/* A day and a month and nothing else: "3 May", "May 3", "3. Mai". */
bool date_day(struct view);

/* The first date somewhere in the text; day, month and year must be there. */
bool date_find(struct view, struct date *);

#endif
