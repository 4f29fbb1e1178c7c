/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_RUNS_H
#define NDEDUP_RUNS_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * Numbers, sorted, more than the memory may hold: each time it is full they are
 * sorted and written to a temporary file as a run, and the runs are merged when
 * they are read.  All zero, but for fd, is an empty list.
 */
struct runs {
	int fd;	     /* of a temporary file; -1: all in memory */
	size_t room; /* bytes of memory; with fd */
	uint64_t *item;
	uint64_t *spare;
	size_t n, cap;
	size_t at; /* the next one, where all are in memory */
	struct run_part {
		uint64_t at, end; /* items in the file */
		uint64_t *item;	  /* the next ones */
		size_t n, i;
	} * part;
	size_t n_part, cap_part;
	size_t *heap; /* parts, by their next item */
	size_t n_heap;
	uint64_t written; /* in the file */
};

/* Functions return -1 with a message where the file fails. */

int runs_add(struct runs *, uint64_t, struct buf *why);

/* All are there: read from the first.  May be called again. */
int runs_rewind(struct runs *, struct buf *why);

/* The next number in ascending order, equal ones one by one.  1, 0 after the
 * last, -1. */
int runs_next(struct runs *, uint64_t *, struct buf *why);

/* Frees the memory; fd is the caller's. */
void runs_free(struct runs *);

#endif
