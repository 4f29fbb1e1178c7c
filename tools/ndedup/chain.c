/* SPDX-License-Identifier: ISC */
/*
 * Greedy chaining: from a hit on, the next hit within the gap whose distance
 * is about the same in both texts continues the run; hits between that do not
 * fit are chance.  Insertions and deletions of a few letters (print, OCR) stay
 * within the drift.
 */
#include "chain.h"

#include <stdbool.h>

static bool
follows(
    struct chain_hit last, struct chain_hit next, const struct chain_rule *rule)
{
	uint32_t da = next.a - last.a, db, d;

	if (next.b <= last.b)
		return false;
	db = next.b - last.b;
	d = da > db ? da - db : db - da;
	return d <= rule->drift + da / 8 && db <= rule->gap + rule->gap / 4;
}

size_t
chain_runs(const struct chain_hit *hit, size_t n, uint32_t k,
    const struct chain_rule *rule, struct chain_run *run)
{
	size_t i, q, tail, runs = 0;
	uint32_t hits;

	for (i = 0; i < n; i = tail + 1) {
		tail = i;
		hits = 1;
		for (q = i + 1; q < n && hit[q].a - hit[tail].a <= rule->gap;
		     q++)
			if (follows(hit[tail], hit[q], rule)) {
				tail = q;
				hits++;
			}
		if (tail > i)
			run[runs++] = (struct chain_run){hit[i].a,
			    hit[tail].a + k, hit[i].b, hit[tail].b + k, hits};
	}
	return runs;
}
