/* SPDX-License-Identifier: ISC */
#ifndef NR_NUMBER_SCAN_H
#define NR_NUMBER_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "number_line.h"

/* Numbers of items that number_read() does not know: what scanning made of
 * them, letters, and numbers with nothing but blanks behind them. */

/* "l.", "1O.", "2 .", "3,": a number as a scanner may have read it, in the
 * shape that the number itself would have.  Doubtful: to be believed only
 * where it fits between numbers. */
bool number_read_scanned(struct view, struct number_line *, struct view *rest);

/* "A. Headline", "(B) Headline": letters as numbers from 1. */
bool number_read_letter(struct view, struct number_line *, struct view *rest);

/* "5   Headline": two blanks or a tab behind the number. */
bool number_read_column(struct view, struct number_line *, struct view *rest);

/* May the line be any of them?  Cheap, as it sees every line. */
bool number_scan_promising(const struct page *, size_t line);

#endif
