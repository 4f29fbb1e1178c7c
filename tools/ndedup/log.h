/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_LOG_H
#define NDEDUP_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"
#include "hash.h"
#include "runs.h"

/*
 * What changed in the clusters since they were read from an index: so that an
 * index grows by what is new.  All zero logs nothing.
 */

/* A hash that was entered with a number, as in struct exact_set. */
struct log_hash {
	uint64_t hi;
	uint32_t lo;
	uint32_t number;
};

struct log {
	bool on;
	uint32_t n_group, n_rep; /* there were so many; only these are logged */
	struct runs posts;	 /* hash, group */
	struct buf folded;	 /* struct log_hash */
	struct buf groups;	 /* uint32_t: changed ones */
	struct buf reps;
};

void log_post(struct log *, uint32_t hash, uint32_t group);
void log_folded(struct log *, struct hash128 h, uint32_t group);
void log_group(struct log *, uint32_t group);
void log_rep(struct log *, uint32_t rep);

void log_put_hash(struct buf *, struct hash128 h, uint32_t number);

void log_free(struct log *);

#endif
