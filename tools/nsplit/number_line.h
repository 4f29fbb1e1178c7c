/* SPDX-License-Identifier: ISC */
#ifndef NR_NUMBER_LINE_H
#define NR_NUMBER_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "page.h"

/* A line that may begin a numbered item. */
struct number_line {
	uint64_t number;
	uint64_t of;	/* "of 20", 0: none */
	uint32_t shape; /* what stands round the number: equal for the items of
			 * one list */
};

/* Read a line as an item's; *rest is what follows the number.  false when it
 * is none. */
bool number_read(struct view, struct number_line *, struct view *rest);

/* May the line begin an item at all?  Cheap, as it sees every line: marks, at
 * most two words, a digit. */
bool number_promising(const struct page *, size_t line);

#endif
