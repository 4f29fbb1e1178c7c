/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_STORE_H
#define NDEDUP_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "cluster.h"
#include "exact.h"
#include "out.h"
#include "roll.h"

/*
 * What a run has seen, kept in a file for the next one: the clusters with the
 * ids of the records that were kept, and what was decided on each record, so
 * that the same record gets the same answer again and is no duplicate of
 * itself.
 */

/* What was decided on a record. */
struct store_decision {
	uint32_t of;   /* its cluster, or that of the record it duplicates */
	uint32_t rep;  /* STORE_KEPT, or what a near duplicate aligned with */
	uint32_t kind; /* enum cluster_kind */
};

#define STORE_KEPT UINT32_MAX

struct store {
	struct cluster_state *st;
	struct roll *kept;
	struct exact_set seen; /* records by id and text: their decisions */
	struct store_decision *decision;
	bool *again; /* of the first n_old: met again in this run */
	uint32_t n, n_old, cap;
	int lock;
	bool made; /* the file is new, and empty until the commit */
	struct out *out;
	const char *path;
};

/* The parameters of a sketch and of what is compared; an index made with
 * others is of no use. */
struct store_header {
	char magic[16];
	uint32_t version;
	uint32_t order; /* 0x01020304 as this machine writes it */
	uint32_t k, level, thin, max, dense;
	uint32_t near, exact;
	uint32_t unit;
};

/*
 * Lock path, which is made when it is not there, and read what it holds into
 * s->st (initialised, with its rule) and s->kept.  -1 with a message: another
 * process has it, it was made with other options, or it is damaged.
 */
int store_open(struct store *, const char *path, const struct store_header *,
    struct buf *why);

/* The reading alone, from s->lock at its beginning.  Any file is refused, or is
 * an index that can be used without harm. */
int store_read(struct store *, const struct store_header *, struct buf *why);

/* Write everything, and give the file its name.  -1 with a message. */
int store_commit(struct store *, const struct store_header *, struct buf *why);

/* Release the lock; a file that was made and not committed is removed. */
void store_free(struct store *);

/* The record's decision from an earlier run, the first time it is met in this
 * one; else NULL. */
const struct store_decision *store_find(struct store *, struct hash128 key);

/* Keep a decision of this run. */
void store_add(struct store *, struct hash128 key, struct store_decision);

#endif
