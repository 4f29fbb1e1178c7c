/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_POOL_H
#define NDEDUP_POOL_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * The sketches of all texts, one after the other, as words of 32 bits: in
 * memory, or in a temporary file with a window on it.
 */
struct pool {
	int fd; /* of a temporary file; -1: all in memory */
	uint32_t *word;
	uint64_t n;	  /* words in all */
	uint64_t flushed; /* of these, in the file */
	uint64_t cap;
};

/* A window on a pool that is read; all zero is ready. */
struct pool_window {
	uint32_t *word;
	uint64_t at, n;
	size_t cap;
};

/* Room for n more words, until the next call; pool_add() counts them in.  -1
 * with a message. */
uint32_t *pool_reserve(struct pool *, size_t n);
int pool_add(struct pool *, size_t n, struct buf *why);

/* No more: what is in memory goes to the file. */
int pool_end(struct pool *, struct buf *why);

/* The n words at `at`, until the window's next use; with ahead, so many more
 * are read with them, which will be wanted next.  NULL with a message. */
const uint32_t *pool_get(const struct pool *, struct pool_window *, uint64_t at,
    size_t n, size_t ahead, struct buf *why);

void pool_free(struct pool *);
void pool_window_free(struct pool_window *);

#endif
