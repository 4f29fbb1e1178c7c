/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_SPOOL_H
#define NDEDUP_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

/*
 * Lines put aside, to be read again in order: in memory while they are few,
 * else in a file without a name in TMPDIR.
 */
struct spool {
	int fd;
	size_t in_memory; /* bytes, before the file is used */
	uint64_t end;	  /* bytes in the file, */
	uint64_t read;	  /* ... and how many of these were read again */
	struct buf mem;
	size_t at;
};

/* Before the first line, while files may still be opened; with little, less
 * stays in memory.  -1 with a message. */
int spool_open(struct spool *, bool little, struct buf *why);
void spool_free(struct spool *);

/* Put a line aside.  -1 with a message. */
int spool_add(struct spool *, struct view line, struct buf *why);

/* No more lines: read from the first.  -1 with a message. */
int spool_rewind(struct spool *, struct buf *why);

/* The next line, valid until the next call.  1, 0 after the last, -1. */
int spool_next(struct spool *, struct view *line, struct buf *why);

#endif
