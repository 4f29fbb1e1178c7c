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
#include "roll.h"
#include "sketch.h"

/*
 * Near duplicates of a whole input: every record is compared with all that
 * share fingerprints with it, and clusters are made by average link.  Nothing
 * is decided before the end.
 */

enum whole_keep {
	WHOLE_FIRST,
	WHOLE_LONGEST, /* most letters; of equal ones the first */
	WHOLE_NEWEST,  /* greatest date; of equal ones the first */
	WHOLE_RANKED   /* smallest batch_put_rank(); of equal ones the first */
};

struct whole_rule {
	unsigned thin; /* as in struct cluster_rule */
	unsigned shared;
	unsigned part;
	unsigned postings;  /* records a fingerprint may point to */
	unsigned edge;	    /* least score of a pair, per mille */
	unsigned threshold; /* of average link, per mille */
	bool near;
	enum whole_keep keep;
};

struct whole_record {
	uint64_t at; /* its prints in pool */
	struct hash128 key;
	uint64_t raw;
	uint64_t post; /* its postings */
	uint32_t n_post;
	uint32_t n;
	uint32_t units;
	uint32_t node; /* the first record with the same letters */
	uint8_t level;
	uint8_t shift;
};

struct whole {
	struct whole_rule rule;
	struct whole_record *rec;
	uint32_t n, cap;
	struct align_print *pool;
	uint64_t n_pool, cap_pool;
	uint32_t *post; /* hashes of indexed prints, record by record */
	uint64_t n_post, cap_post;
	struct exact_set folded;
	struct roll dates; /* WHOLE_NEWEST, WHOLE_RANKED */
	uint32_t *order;   /* the nodes, by key ... */
	uint32_t n_order;
	uint32_t *place;	/* ... and where each is there */
	struct link_edge *edge; /* between places */
	size_t n_edge, cap_edge;
	struct aligner aligner;
	uint32_t *kept; /* after whole_decide(): what each is a copy of */
};

/* w is all zero but for its rule. */
void whole_init(struct whole *);
void whole_free(struct whole *);

/* Take in the next record; date is for WHOLE_NEWEST
 * and WHOLE_RANKED. */
void whole_add(struct whole *, const struct sketch *, struct hash128 key,
    uint64_t raw, struct view date);

/* All are in: decide.  w->kept[i] is the record that is kept for i, i itself
 * when it is no duplicate. */
void whole_decide(struct whole *);

/* How record i (a duplicate) relates to the one that is kept.  Runs are valid
 * until the next call; cluster and of are record numbers. */
void whole_verdict(struct whole *, uint32_t i, struct cluster_verdict *);

#endif
