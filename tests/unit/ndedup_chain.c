/* SPDX-License-Identifier: ISC */
#include "ndedup/chain.h"

#include "tap.h"

static const struct chain_rule rule = {.gap = 80, .drift = 4};

#define N(a) (sizeof(a) / sizeof((a)[0]))

int
main(void)
{
	static const struct chain_hit straight[] = {
	    {10, 110}, {30, 130}, {75, 176}, {90, 190}};
	static const struct chain_hit chance[] = {
	    {10, 110}, {20, 900}, {30, 130}, {40, 5}, {50, 150}};
	static const struct chain_hit apart[] = {
	    {10, 10}, {40, 40}, {400, 60}, {420, 80}, {700, 700}};
	static const struct chain_hit torn[] = {{10, 10}, {40, 70}};
	struct chain_run r[8];

	ok(chain_runs(straight, 0, 10, &rule, r) == 0, "no hits, no runs");
	ok(chain_runs(straight, 1, 10, &rule, r) == 0, "one hit is no run");
	ok(chain_runs(straight, N(straight), 10, &rule, r) == 1 &&
		r[0].a_begin == 10 && r[0].a_end == 100 &&
		r[0].b_begin == 110 && r[0].b_end == 200,
	    "hits in line make one run, which ends with its last print");
	ok(chain_runs(chance, N(chance), 10, &rule, r) == 1 &&
		r[0].a_end == 60 && r[0].b_end == 160,
	    "hits by chance do not break a run");
	ok(chain_runs(apart, N(apart), 10, &rule, r) == 2 &&
		r[1].a_begin == 400 && r[1].b_begin == 60,
	    "a gap ends a run, the next may lie anywhere, a lone hit is none");
	ok(chain_runs(torn, N(torn), 10, &rule, r) == 0,
	    "hits that drift too far do not join");
	return done();
}
