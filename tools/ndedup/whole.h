/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_WHOLE_H
#define NDEDUP_WHOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "align.h"
#include "cluster.h"
#include "exact.h"
#include "hash.h"
#include "link.h"
#include "pair.h"
#include "pool.h"
#include "roll.h"
#include "runs.h"
#include "sketch.h"

/*
 * Near duplicates of a whole input: every record is compared with all that
 * share fingerprints with it, and clusters are made by average link.  Nothing
 * is decided before the end.  What grows with the text is kept in memory, or,
 * beyond w->room, in temporary files; the result is the same.
 */

/* Records, at most: the uppermost bit of a place is free. */
#define WHOLE_MOST ((UINT32_C(1) << 31) - 1)

enum whole_keep {
	WHOLE_FIRST,
	WHOLE_LONGEST, /* most letters; of equal ones the first */
	WHOLE_NEWEST,  /* greatest date; of equal ones the first */
	WHOLE_RANKED   /* smallest batch_put_rank(); of equal ones the first */
};

struct whole_record {
	uint64_t at; /* its words in pool: n prints, n_post hashes */
	struct hash128 key;
	uint64_t raw;
	uint32_t n_post;
	uint32_t n;
	uint32_t units;
	uint32_t node; /* the first record with the same letters */
	uint8_t level;
	uint8_t shift;
};

struct whole {
	struct pair_rule rule;
	enum whole_keep keep;
	bool near;
	size_t room; /* bytes that may be used; 0: all there are */
	void (*phase)(const char *); /* told what is done at the end; or NULL */
	struct whole_record *rec;
	uint32_t n, cap;
	struct pool pool;
	struct runs posts; /* hash of a print that is looked up, place */
	struct exact_set folded;
	struct roll dates; /* WHOLE_NEWEST, WHOLE_RANKED */
	uint32_t *order;   /* the nodes, by key ... */
	uint32_t n_order;
	uint32_t *place;	/* ... and where each is there */
	struct link_edge *edge; /* between places */
	size_t n_edge, cap_edge;
	struct aligner aligner;
	struct pool_window text, other;
	uint32_t *kept; /* after whole_decide(): what each is a copy of */
};

/* w is all zero but for its rule, keep and near; with room files are opened.
 * -1 with a message, as from all that follow. */
int whole_init(struct whole *, struct buf *why);
void whole_free(struct whole *);

/* Take in the next record; date is for WHOLE_NEWEST
 * and WHOLE_RANKED. */
int whole_add(struct whole *, const struct sketch *, struct hash128 key,
    uint64_t raw, struct view date, struct buf *why);

/* All are in: decide.  w->kept[i] is the record that is kept for i, i itself
 * when it is no duplicate. */
int whole_decide(struct whole *, struct buf *why);

/* How record i (a duplicate) relates to the one that is kept.  Runs are valid
 * until the next call; cluster and of are record numbers. */
int whole_verdict(
    struct whole *, uint32_t i, struct cluster_verdict *, struct buf *why);

/* Its part that finds the edges, in whole_edges.c. */
int whole_edges(struct whole *, struct buf *why);

#endif
