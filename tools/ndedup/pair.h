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
	unsigned k;	 /* units of a print */
	unsigned thin;	 /* look up only prints of so many levels more */
	unsigned shared; /* prints looked up that two texts share at least; */
	unsigned part;	 /* ... one more, if the smaller has so many times it */
	unsigned bucket; /* texts that a print leads to: the first by name */
	unsigned edge;	 /* least score of a pair, per mille */
	unsigned threshold; /* of average link, per mille */
};

/* PAIR_COMMON: times bucket; a print of more texts leads to none.
 * PAIR_ALONE: a part of bucket; a print of so many leads by itself.
 * PAIR_NEAR: so many prints on either side are near one. */
enum { PAIR_COMMON = 16, PAIR_ALONE = 3, PAIR_NEAR = 8, PAIR_MARK_BITS = 15 };

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
	unsigned bits = 0;

	if (m > (size_t)PAIR_COMMON * r->bucket)
		return false;
	while ((size_t)r->bucket << bits < m)
		bits++;
	return (hash >> 16 & ((1u << bits) - 1)) == 0;
}

/* Whether a print that m texts have leads from one to another of them by
 * itself.  Else it does where they share one near it, too: two texts have a
 * phrase of the language in common by chance, the more of them the more texts
 * there are, but hardly two phrases beside each other. */
static inline bool
pair_alone(const struct pair_rule *r, size_t m)
{
	return m <= r->bucket / PAIR_ALONE;
}

/* The prints near one, by some bits of their hashes. */
struct pair_near {
	uint32_t n;
	uint16_t mark[2 * PAIR_NEAR];
};

/* Those near the k-th of the n prints of a text that are looked up; but not
 * the very next ones, for these mostly have letters in common with it. */
static inline void
pair_near(const uint32_t *print, uint32_t n, uint32_t k, struct pair_near *near)
{
	uint32_t i = k > PAIR_NEAR + 1 ? k - PAIR_NEAR - 1 : 0;

	near->n = 0;
	for (; i < n && i <= k + PAIR_NEAR + 1; i++)
		if (i + 1 < k || i > k + 1)
			near->mark[near->n++] = (uint16_t)(print[i] >> 3 &
			    ((1u << PAIR_MARK_BITS) - 1));
}

/* What is near one print, to be met by others; all zero has nothing. */
struct pair_marks {
	uint64_t bit[1 << PAIR_MARK_BITS >> 6];
};

static inline void
pair_mark(struct pair_marks *m, const struct pair_near *near)
{
	uint32_t i;

	for (i = 0; i < near->n; i++)
		m->bit[near->mark[i] / 64] |= UINT64_C(1) << near->mark[i] % 64;
}

static inline void
pair_unmark(struct pair_marks *m, const struct pair_near *near)
{
	uint32_t i;

	for (i = 0; i < near->n; i++)
		m->bit[near->mark[i] / 64] = 0;
}

static inline bool
pair_meets(const struct pair_marks *m, const struct pair_near *near)
{
	uint32_t i;

	for (i = 0; i < near->n; i++)
		if (m->bit[near->mark[i] / 64] >> near->mark[i] % 64 & 1)
			return true;
	return false;
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
