/* SPDX-License-Identifier: ISC */
#ifndef NR_TABLE_H
#define NR_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "job.h"
#include "label.h"

/*
 * Members that are tables: values between commas, semicolons, tabs or bars, RFC
 * 4180, under a line that names the columns, of which one holds the texts.  A
 * row is an article.  Rows are read as they come, each up to --max-record.
 */

struct table_cell {
	size_t at; /* in table.cells, or table.names */
	size_t len;
	enum label label; /* of a column */
};

/* One member's.  All zero is ready for use; reused. */
struct table {
	enum {
		TABLE_UNKNOWN, /* more bytes are needed */
		TABLE_NONE,
		TABLE_ROWS,
		TABLE_OVER /* inside a line that is passed over */
	} state;
	const char *wanted; /* --text-field */
	unsigned char separator;
	struct buf names; /* of the columns */
	struct table_cell *columns;
	size_t n_columns;
	size_t text_column;
	struct buf cells; /* of a row, without their quotation marks */
	struct table_cell *v;
	size_t n;
	size_t cap;
	uint64_t line; /* of the row, from 1 */
	size_t seen;   /* so many bytes of the row were looked at in vain */
	size_t bad;    /* where in the row what is wrong is */
};

/* Another member begins. */
void table_begin(struct table *);
void table_free(struct table *);

struct member;

/*
 * The next block of a member is in its window: true when it is a table's, or
 * may be; its whole rows are then articles in job->out.  The first line is
 * looked at only up to TABLE_SNIFF bytes, and is that of a table when a column
 * is called --text-field, or one is known to hold texts and another to hold
 * something else.  Costs a copy of each cell.
 */
#define TABLE_SNIFF ((size_t)4096)
bool table_member(struct member *, struct job *);

#endif
