/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_STORE_H
#define NDEDUP_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "cluster.h"
#include "exact.h"
#include "hash.h"
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
	struct exact_set seen; /* records by id and text, of this run; those of
				* earlier ones in st->old: their decisions */
	const struct store_decision *file; /* the first n_file decisions */
	struct store_decision *decision;   /* the others */
	bool *again; /* of the first n_old: met again in this run */
	uint32_t n, n_file, n_old, cap;
	struct store_size {
		uint64_t rep, group, name, byte;
	} old;	       /* how many there were in the file */
	uint64_t base; /* bytes of the file but for what was appended */
	uint64_t end;  /* bytes of the file */
	unsigned slot; /* which end of the header is in force */
	void *map;     /* of the file: st->file and st->old are in it */
	size_t mapped;
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

/* After the header, twice: where the file ends.  The greater one with the right
 * hash is in force; what comes after it in the file was never committed. */
struct store_end {
	uint64_t base; /* where what was appended begins */
	uint64_t end;
	uint64_t hash; /* of the two */
};

/* What comes before each array; its end is filled up with zeros. */
struct store_part {
	uint64_t bytes;
	uint64_t hash; /* store_hash() of the blocks, one into the next; 0
			* where what is looked at is checked: prints by their
			* representatives, an index by its seals */
	uint64_t unused[6];
};

#define STORE_ALIGN 64 /* of parts, and of the first */
/* Where that one is. */
#define STORE_FIRST                                                    \
	((sizeof(struct store_header) + 2 * sizeof(struct store_end) + \
	     STORE_ALIGN - 1) &                                        \
	    -(size_t)STORE_ALIGN)
#define STORE_BLOCK ((size_t)1 << 20)

static inline uint64_t
store_hash(uint64_t before, const void *block, size_t bytes)
{
	return (before ^ hash64(block, bytes)) * 0x9E3779B97F4A7C15u;
}

/*
 * The file is a header, two store_ends, and runs, the base and what was
 * appended.  A run is arrays: the prints of the representatives, then the lists
 * that only grow, what it changed of earlier ones, how many of the levels
 * before it are in its own, and its level, of three tables.
 *
 * Lock path, which is made when it is not there, and read what it holds into
 * s->st (initialised, with its rule) and s->kept.  -1 with a message: another
 * process has it, it was made with other options, or it is damaged.
 */
int store_open(struct store *, const char *path, const struct store_header *,
    struct buf *why);

/* Write what is new to the end of the file, or everything to a new one where
 * that is more than half as much.  -1 with a message. */
int store_commit(struct store *, const struct store_header *, struct buf *why);

/* Release the lock; a file that was made and not committed is removed. */
void store_free(struct store *);

/* A decision, number i (< n). */
static inline const struct store_decision *
store_decision(const struct store *s, uint32_t i)
{
	return i < s->n_file ? s->file + i : s->decision + (i - s->n_file);
}

/* The record's decision from an earlier run, the first time it is met in this
 * one; else NULL. */
const struct store_decision *store_find(struct store *, struct hash128 key);

/* Keep a decision of this run. */
void store_add(struct store *, struct hash128 key, struct store_decision);

/* Their parts that read and write, in store_read.c and store_write.c. */
int store_read(struct store *, const struct store_header *, struct buf *why);
int store_append(struct store *, struct buf *why);
int store_write(struct store *, const struct store_header *, struct buf *why);
int store_failed(const struct store *, struct buf *why, const char *what);

#define STORE_DAMAGED "the index is damaged"

/* A group and a representative that were changed by a later run. */
struct store_group {
	uint32_t i, parent;
	struct cluster_group group;
};
struct store_rep {
	uint32_t i, next;
};

#endif
