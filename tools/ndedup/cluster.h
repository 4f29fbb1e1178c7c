/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_CLUSTER_H
#define NDEDUP_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "align.h"
#include "exact.h"
#include "hash.h"
#include "index.h"
#include "log.h"
#include "sketch.h"
#include "tally.h"

/*
 * Clusters of near duplicates, record by record in the order of the input.
 * This is the one place of newsreel that remembers.
 */

struct cluster_rule {
	unsigned k;	 /* units of a print */
	double assign;	 /* join a cluster at this mean coverage ... */
	double single;	 /* ... at this when it has one representative */
	double merge;	 /* two clusters that a record covers so are one */
	unsigned reps;	 /* representatives kept of a cluster */
	unsigned thin;	 /* index only prints of so many levels more */
	unsigned shared; /* indexed prints a candidate shares at least, ... */
	unsigned part;	 /* ... and one in so many of the smaller sketch's */
	bool near;	 /* compare sketches, too; else equal hashes only */
};

/* At the usual level. */
extern const struct cluster_rule cluster_rule_default;

enum cluster_kind {
	CLUSTER_EXACT,	  /* the same text, byte for byte */
	CLUSTER_FOLDED,	  /* the same letters and digits */
	CLUSTER_COPY,	  /* much the same, of about the same length */
	CLUSTER_ABRIDGED, /* the record is a shortened copy */
	CLUSTER_CONTAINS, /* the record holds a copy, and more */
	CLUSTER_KINDS
};

const char *cluster_kind_name(enum cluster_kind);

/* What a near duplicate is, by what it has in common with the other, and their
 * lengths, in units.  It holds more than a copy where it is longer, or where as
 * much as an article, and a fifth of it, comes before or behind. */
enum cluster_kind cluster_kind_of(
    const struct alignment *, uint32_t units, uint32_t other);

/* What cluster_add() decided. */
struct cluster_verdict {
	uint32_t cluster; /* the record's */
	uint32_t of;	  /* the cluster whose first record it duplicates */
	bool dup;	  /* false: it is the first of its cluster */
	enum cluster_kind kind;
	double score;		     /* aligned share of the shorter text */
	double coverage;	     /* aligned share of this record */
	const struct chain_run *run; /* the aligned stretches of a near copy,
				      * a = this record; until the next call */
	size_t n_runs;
	uint32_t rep; /* near: the representative that the runs are of */
};

struct cluster_rep {
	uint64_t at; /* its prints: in the file, or behind it in pool */
	uint32_t n;
	uint32_t units;
	uint32_t next; /* of its cluster, or CLUSTER_NONE */
	uint8_t level;
	uint8_t shift;
	uint16_t check; /* of its prints in a file: cluster_check() */
};

struct cluster_group {
	uint64_t raw;	/* hash of its first record's text */
	uint32_t first; /* its representatives, a list; the first record's */
	uint32_t last;
	uint32_t reps;
	uint32_t merged; /* others were merged into it */
};

#define CLUSTER_NONE UINT32_MAX

/* Tables of earlier runs, which do not change; numbers in them may be out of
 * range, where somebody made the file. */
struct cluster_level {
	struct index_table index;
	struct exact_set folded;
	struct exact_set seen; /* for store.h */
};

#define CLUSTER_LEVELS 16

/* What an index file holds, used where it lies: the first representatives and
 * groups, which may be changed (in memory alone), and prints. */
struct cluster_file {
	struct cluster_rep *rep;
	struct cluster_group *group;
	uint32_t *parent;
	uint32_t n_rep, n_group;
	const struct align_print *print; /* all of the file, taken for prints */
	uint64_t n_print;
};

struct cluster_candidate {
	uint32_t group;
	uint32_t count;
	double mean;
};

struct cluster_state {
	struct cluster_rule rule;
	struct exact_set folded;
	struct index_table index;
	struct cluster_level old[CLUSTER_LEVELS]; /* the oldest first */
	unsigned n_old;
	struct cluster_file file;
	struct cluster_rep *rep; /* those that are not in the file */
	uint32_t n_rep, cap_rep; /* of all; of rep */
	struct align_print *pool;
	uint64_t n_pool, cap_pool;
	struct cluster_group *group;
	uint32_t *parent; /* itself, or the older group it was merged into */
	uint32_t n_group, cap_group;
	bool damaged; /* prints in the file are not what they were */
	struct log log;
	/* Scratch. */
	struct aligner aligner;
	struct align_print *packed; /* of the record at hand */
	uint32_t cap_packed;
	struct cluster_candidate *cand;
	uint32_t n_cand, cap_cand;
	struct tally tally;
	struct chain_run *best;
	size_t cap_best;
};

static inline struct cluster_rep *
cluster_rep(const struct cluster_state *st, uint32_t r)
{
	return r < st->file.n_rep ? st->file.rep + r
				  : st->rep + (r - st->file.n_rep);
}

static inline struct cluster_group *
cluster_group(const struct cluster_state *st, uint32_t c)
{
	return c < st->file.n_group ? st->file.group + c
				    : st->group + (c - st->file.n_group);
}

static inline uint32_t *
cluster_parent(const struct cluster_state *st, uint32_t c)
{
	return c < st->file.n_group ? st->file.parent + c
				    : st->parent + (c - st->file.n_group);
}

/* The prints of a representative. */
static inline const struct align_print *
cluster_prints(const struct cluster_state *st, const struct cluster_rep *r)
{
	return r->at < st->file.n_print ? st->file.print + r->at
					: st->pool + (r->at - st->file.n_print);
}

static inline uint16_t
cluster_check(const struct align_print *print, uint32_t n)
{
	return (uint16_t)hash64(print, n * sizeof(*print));
}

/* st is all zero but for its rule. */
void cluster_init(struct cluster_state *st);
void cluster_free(struct cluster_state *);

/* The memory that cluster_add() of the same record will need soon. */
void cluster_prefetch(
    const struct cluster_state *, const struct sketch *, struct hash128 folded);

/* Take in the next record (st->damaged: what is told of it, and what is known
 * from then on, is of no use): its sketch (ignored unless rule.near), the hash
 * of its folded text and of its text.  A text without letters and digits
 * (s->units 0) is never a duplicate. */
void cluster_add(struct cluster_state *, const struct sketch *s,
    struct hash128 folded, uint64_t raw, struct cluster_verdict *);

/* What cluster_add() told of a near duplicate before: *v has cluster, of, kind
 * and rep, the rest is filled in. */
void cluster_tell(struct cluster_state *st, const struct sketch *s,
    struct cluster_verdict *v);

/* The parts of cluster_add() that look things up, in cluster_find.c.  Fill cand
 * with the clusters that share enough indexed prints, each once, in ascending
 * order. */
void cluster_find(struct cluster_state *, const struct sketch *);

/* Post the sketch's prints for group c, each once. */
void cluster_post(struct cluster_state *, const struct sketch *, uint32_t c);

/* The cluster of the same letters. */
bool cluster_find_folded(
    const struct cluster_state *, struct hash128 folded, uint32_t *c);

/* The cluster that cluster c belongs to by now: the oldest it was merged with.
 */
uint32_t cluster_root(const struct cluster_state *, uint32_t c);

#endif
