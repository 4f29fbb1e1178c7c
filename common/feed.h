/* SPDX-License-Identifier: ISC */
#ifndef NR_FEED_H
#define NR_FEED_H

#include "pump.h"
#include "reader.h"
#include "report.h"

/*
 * From the reader into the pump: members become jobs, whole lines of records
 * or blocks of text.
 */
struct feed {
	struct reader *reader;
	struct pump *pump;
	uint64_t max_record;
	bool want_explain;
	bool want_rejects;
	struct report_totals *live;
	/* Called after each member and at the end, to look at the reader's
	 * events; -1 stops. */
	int (*events)(void *ctx);
	void *ctx;
	/* Its own. */
	struct buf carry;
	struct buf block;
	struct charset_decoder decoder;
	bool decoding;
	uint64_t line; /* line ends in the text so far */
	uint64_t line_at; /* text offset of the last line's start */
	uint64_t bad_line; /* where the first bad byte was decoded */
	uint64_t bad_col;
};

/* Feed everything.  0 at the end, -1 once the pump or events said stop. */
int feed_all(struct feed *);

#endif
