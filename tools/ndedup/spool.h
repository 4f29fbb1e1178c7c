/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_SPOOL_H
#define NDEDUP_SPOOL_H

#include <stdbool.h>

#include "buf.h"

/*
 * Lines put aside, to be read again in order: in memory while they are few,
 * else in a file without a name in TMPDIR.
 */
struct spool {
	int fd; /* -1: no file */
	bool in_file;
	struct buf mem;
	size_t at;
};

/* Before the first line, while files may still be opened.  -1 with a message.
 */
int spool_open(struct spool *, struct buf *why);
void spool_free(struct spool *);

/* Put a line aside.  -1 with a message. */
int spool_add(struct spool *, struct view line, struct buf *why);

/* No more lines: read from the first.  -1 with a message. */
int spool_rewind(struct spool *, struct buf *why);

/* The next line, valid until the next call.  1, 0 after the last, -1. */
int spool_next(struct spool *, struct view *line, struct buf *why);

#endif
