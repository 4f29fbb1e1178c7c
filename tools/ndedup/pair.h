/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_PAIR_H
#define NDEDUP_PAIR_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Which texts are compared, and which are alike, where all are known: the same
 * rule in one memory (whole.c), beyond it, and in steps (stage.c).
 */
struct pair_rule {
	unsigned thin;	 /* look up only prints of so many levels more */
	unsigned shared; /* prints looked up that two texts share at least, */
	unsigned part;	 /* ... and one in so many of the smaller sketch's */
	unsigned bucket; /* texts that a print leads to: the first by name */
	unsigned common; /* a print of more texts leads to none */
	unsigned edge;	 /* least score of a pair, per mille */
	unsigned threshold; /* of average link, per mille */
};

/* Whether two texts with sketches of n and m prints, which share count of
 * those that are looked up, are to be aligned. */
static inline bool
pair_enough(const struct pair_rule *r, uint32_t count, uint32_t n, uint32_t m)
{
	return count >= r->shared &&
	    (uint64_t)count * r->part >= (n < m ? n : m) >> r->thin;
}

#endif
