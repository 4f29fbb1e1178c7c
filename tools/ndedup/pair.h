/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_PAIR_H
#define NDEDUP_PAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Which texts are compared, and which are alike, where all are known: the same
 * rule in one memory (whole.c), beyond it, and in steps (stage.c).
 */
struct pair_rule {
	unsigned thin;	 /* look up only prints of so many levels more */
	unsigned shared; /* prints looked up that two texts share at least; */
	unsigned part;	 /* ... one more, if the smaller has so many times it */
	unsigned bucket; /* texts that a print leads to: the first by name */
	unsigned edge;	 /* least score of a pair, per mille */
	unsigned threshold; /* of average link, per mille */
};

/* Times bucket: a print of more texts leads to none. */
enum { PAIR_COMMON = 16 };

/*
 * Whether a print that m texts have leads from one to another.  What many
 * texts have is mostly a phrase of the language, but it may be a text that was
 * reprinted many times, whose other prints are as common.  So up to bucket
 * texts all lead, of those that are twice as common half, and so on: a text
 * gets no more pairs by common prints.  (The lowest bits tell of digits.)  What
 * does not lead for m does not for more.
 */
static inline bool
pair_leads(const struct pair_rule *r, uint32_t hash, size_t m)
{
	uint32_t times;

	if (m <= r->bucket)
		return true;
	times = (uint32_t)((m - 1) / r->bucket);
	return m <= (size_t)PAIR_COMMON * r->bucket &&
	    (hash >> 16 & (UINT32_MAX >> __builtin_clz(times))) == 0;
}

/* Whether two texts with sketches of n and m prints, which share count of
 * those that lead to others, are to be aligned. */
static inline bool
pair_enough(const struct pair_rule *r, uint32_t count, uint32_t n, uint32_t m)
{
	return count > r->shared ||
	    (count == r->shared &&
		(uint64_t)count * r->part >= (n < m ? n : m) >> r->thin);
}

#endif
