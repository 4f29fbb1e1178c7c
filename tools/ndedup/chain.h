/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_CHAIN_H
#define NDEDUP_CHAIN_H

#include <stddef.h>
#include <stdint.h>

/*
 * Chaining: the fingerprints that two texts share, ordered by place, fall into
 * collinear runs where the texts say the same.
 */

/* One shared fingerprint: positions (units) in both texts. */
struct chain_hit {
	uint32_t a;
	uint32_t b;
};

/* A stretch that both texts have, in units, half-open. */
struct chain_run {
	uint32_t a_begin, a_end;
	uint32_t b_begin, b_end;
	uint32_t hits;
};

struct chain_rule {
	uint32_t gap;	/* units that may lie between two hits of a run */
	uint32_t drift; /* by so much the gaps may differ, besides gap / 8 */
};

/*
 * Join the n hits, ordered by a, to runs of two or more hits, each k units
 * longer than the places of its hits.  run has room for n / 2; returns the
 * number of runs, ordered by a; two overlap by less than k units in a, if at
 * all.  O(n * gap).
 */
size_t chain_runs(const struct chain_hit *hit, size_t n, uint32_t k,
    const struct chain_rule *, struct chain_run *run);

#endif
