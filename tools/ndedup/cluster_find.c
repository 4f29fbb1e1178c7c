/* SPDX-License-Identifier: ISC */
/*
 * The index of sampled fingerprints: a cluster posts a fingerprint once, and
 * one that INDEX_MOST clusters post (boilerplate) is ignored.  What is new is
 * posted in one table; the tables of earlier runs, which lie in a file, are
 * looked up beside it and stay as they are (O'Neil and others, "The
 * log-structured merge-tree", 1996).
 */
#include <stdlib.h>

#include "cluster.h"
#include "xalloc.h"

enum { BLOCK = 128 }; /* prints that are looked at together */

/* Of the next prints from *at on, those that are indexed.  Half of them are,
 * nobody knows which, so this has no jump. */
static inline unsigned
pick(const struct cluster_state *st, const struct sketch *s, uint32_t *at,
    struct sketch_print **out)
{
	const uint32_t end = s->n - *at < BLOCK ? s->n : *at + BLOCK;
	const unsigned least = s->level + st->rule.thin;
	unsigned n = 0;

	for (; *at < end; ++*at) {
		out[n] = s->print + *at;
		n += out[n]->level >= least;
	}
	return n;
}

void
cluster_prefetch(const struct cluster_state *st, const struct sketch *s,
    struct hash128 folded)
{
	struct sketch_print *p[BLOCK];
	uint32_t at = 0;
	unsigned i, k, n;

	exact_prefetch(&st->folded, folded);
	for (k = 0; k < st->n_old; k++)
		exact_prefetch(&st->old[k].folded, folded);
	while (st->rule.near && at < s->n) {
		n = pick(st, s, &at, p);
		for (i = 0; i < n; i++)
			index_prefetch(&st->index, p[i]->hash);
		for (k = 0; k < st->n_old; k++)
			for (i = 0; i < n; i++)
				index_prefetch(&st->old[k].index, p[i]->hash);
	}
}

bool
cluster_find_folded(
    const struct cluster_state *st, struct hash128 folded, uint32_t *c)
{
	unsigned k;

	if (exact_find(&st->folded, folded, c))
		return true;
	for (k = 0; k < st->n_old; k++)
		if (exact_find(&st->old[k].folded, folded, c) &&
		    *c < st->n_group)
			return true;
	return false;
}

/* Look up the n prints: of each the state, the greatest in any table.  Keep
 * those that are to be searched for; their number. */
static inline unsigned
glance(const struct cluster_state *st, struct sketch_print **p, unsigned n)
{
	enum index_state state;
	unsigned i, k, out = 0;

	for (i = 0; i < n; i++)
		p[i]->state = (uint8_t)index_glance(&st->index, p[i]->hash);
	for (k = 0; k < st->n_old; k++)
		for (i = 0; i < n; i++) {
			state = index_glance(&st->old[k].index, p[i]->hash);
			if (state > p[i]->state)
				p[i]->state = (uint8_t)state;
		}
	for (i = 0; i < n; i++) {
		p[out] = p[i];
		out += p[i]->state == INDEX_SEARCH;
	}
	return out;
}

/* The groups that a print was posted for, in all tables: their number; as
 * index_find(). */
static inline unsigned
find_all(const struct cluster_state *st, uint32_t hash, uint32_t *group)
{
	unsigned n = index_find(&st->index, hash, group, 0), k;

	for (k = 0; k < st->n_old && n < INDEX_MOST; k++)
		n = index_find(&st->old[k].index, hash, group, n);
	return n;
}

static int
by_group(const void *a, const void *b)
{
	const struct cluster_candidate *x = a, *y = b;

	return (x->group > y->group) - (x->group < y->group);
}

static bool
is_candidate(const struct cluster_state *st, const struct sketch *s,
    uint32_t group, uint32_t count)
{
	const uint32_t first = cluster_group(st, group)->first;
	uint32_t n;

	if (first == CLUSTER_NONE) /* in an index that somebody made */
		return false;
	n = s->n < cluster_rep(st, first)->n ? s->n : cluster_rep(st, first)->n;
	return count >= st->rule.shared &&
	    (uint64_t)count * st->rule.part >= n >> st->rule.thin;
}

/* Empty the tally into cand. */
static void
collect(struct cluster_state *st, const struct sketch *s)
{
	const uint32_t used = st->tally.used;
	struct tally_slot t;
	uint32_t i, n = 0;

	if (used > st->cap_cand) {
		st->cap_cand = used * 2;
		st->cand =
		    xreallocarray(st->cand, st->cap_cand, sizeof(*st->cand));
	}
	for (i = 0; i < used; i++) {
		t = tally_at(&st->tally, i);
		if (t.count >= st->rule.shared && t.group < st->n_group)
			st->cand[n++] = (struct cluster_candidate){
			    cluster_root(st, t.group), t.count, 0};
	}
	tally_clear(&st->tally);
	if (n > 1)
		qsort(st->cand, n, sizeof(*st->cand), by_group);
	for (st->n_cand = i = 0; i < n; i++) {
		struct cluster_candidate c = st->cand[i];

		for (; i + 1 < n && st->cand[i + 1].group == c.group; i++)
			c.count += st->cand[i + 1].count;
		if (is_candidate(st, s, c.group, c.count))
			st->cand[st->n_cand++] = c;
	}
}

void
cluster_find(struct cluster_state *st, const struct sketch *s)
{
	uint32_t group[INDEX_MOST], at = 0;
	struct sketch_print *p[BLOCK];
	unsigned i, k, n;

	while (at < s->n) {
		k = glance(st, p, pick(st, s, &at, p));
		for (i = 0; i < k; i++) {
			n = find_all(st, p[i]->hash, group);
			if (n < INDEX_MOST)
				tally_add(&st->tally, group, n);
		}
	}
	collect(st, s);
}

/* Whether one of the n groups is c, or was merged into it. */
static bool
is_posted(const struct cluster_state *st, const uint32_t *group, unsigned n,
    uint32_t c)
{
	const bool merged = cluster_group(st, c)->merged != 0;
	unsigned i;

	for (i = 0; i < n; i++)
		if (group[i] == c ||
		    (merged && group[i] < st->n_group &&
			cluster_root(st, group[i]) == c))
			return true;
	return false;
}

/* Post a print that was posted before, unless it is enough. */
static void
post_again(struct cluster_state *st, uint32_t hash, uint32_t c)
{
	uint32_t group[INDEX_MOST];
	unsigned n = find_all(st, hash, group);

	if (n == INDEX_MOST || is_posted(st, group, n, c))
		return;
	if (n + 1 < INDEX_MOST)
		index_add(&st->index, hash, c);
	else
		index_close(&st->index, hash);
}

void
cluster_post(struct cluster_state *st, const struct sketch *s, uint32_t c)
{
	struct sketch_print *p[BLOCK], *again[BLOCK];
	unsigned i, n, old, new;
	uint32_t at = 0;

	while (at < s->n) {
		n = pick(st, s, &at, p);
		for (i = old = new = 0; i < n; i++) {
			again[old] = p[i];
			old += p[i]->state == INDEX_SEARCH;
			p[new] = p[i];
			new += p[i]->state == INDEX_FREE;
		}
		for (i = 0; i < new; i++)
			index_add(&st->index, p[i]->hash, c);
		for (i = 0; i < old; i++)
			post_again(st, again[i]->hash, c);
	}
}
