/* SPDX-License-Identifier: ISC */
/*
 * The index of sampled fingerprints: a cluster posts a fingerprint once, and
 * one that many clusters post (boilerplate) is ignored.  What is new is posted
 * in one table; the tables of earlier runs, which lie in a file, are looked up
 * beside it and stay as they are (O'Neil and others, "The log-structured
 * merge-tree", 1996).
 */
#include <stdlib.h>

#include "cluster.h"
#include "xalloc.h"

static inline bool
is_indexed(const struct cluster_state *st, const struct sketch *s,
    const struct sketch_print *p)
{
	return p->level >= s->level + st->rule.thin;
}

void
cluster_prefetch(const struct cluster_state *st, const struct sketch *s,
    struct hash128 folded)
{
	uint32_t i;
	unsigned k;

	exact_prefetch(&st->folded, folded);
	for (k = 0; k < st->n_old; k++)
		exact_prefetch(&st->old[k].folded, folded);
	if (!st->rule.near)
		return;
	for (i = 0; i < s->n; i++) {
		if (!is_indexed(st, s, &s->print[i]))
			continue;
		index_prefetch(&st->index, s->print[i].hash);
		for (k = 0; k < st->n_old; k++)
			index_prefetch(&st->old[k].index, s->print[i].hash);
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

/* What all tables have of a print. */
struct found {
	const struct index_entry
	    *e[CLUSTER_LEVELS + 1]; /* the new one's first */
	size_t n[CLUSTER_LEVELS + 1];
	unsigned tables;
	size_t sum;
};

/* Look in the new table and, if it may be there, in the old ones. */
static inline void
find_all(const struct cluster_state *st, const struct sketch_print *p, bool old,
    struct found *f)
{
	unsigned k;

	f->e[0] = index_find(&st->index, p->hash, &f->n[0]);
	f->sum = f->n[0];
	f->tables = 1;
	if (!old)
		return;
	for (k = 0; k < st->n_old; k++, f->tables++) {
		f->e[k + 1] =
		    index_find(&st->old[k].index, p->hash, &f->n[k + 1]);
		f->sum += f->n[k + 1];
	}
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
	const uint32_t first = st->group[group].first;
	uint32_t n;

	if (first == CLUSTER_NONE) /* in an index that somebody made */
		return false;
	n = s->n < st->rep[first].n ? s->n : st->rep[first].n;
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
	struct found f;
	uint32_t i;
	unsigned k;

	for (i = 0; i < s->n; i++) {
		if (!is_indexed(st, s, &s->print[i]))
			continue;
		find_all(st, &s->print[i], true, &f);
		s->print[i].old = f.sum > f.n[0];
		if (f.sum == 0 || f.sum >= st->rule.postings)
			continue;
		for (k = 0; k < f.tables; k++)
			tally_add(&st->tally, f.e[k], f.n[k]);
	}
	collect(st, s);
}

/* Whether one of the postings is of group c. */
static bool
is_posted(const struct cluster_state *st, const struct found *f, uint32_t c)
{
	const bool merged = st->group[c].merged != 0;
	uint32_t group;
	unsigned k;
	size_t i;

	for (k = 0; k < f->tables; k++)
		for (i = 0; i < f->n[k]; i++) {
			group = f->e[k][i].value;
			if (group == c ||
			    (merged && group < st->n_group &&
				cluster_root(st, group) == c))
				return true;
		}
	return false;
}

void
cluster_post(struct cluster_state *st, const struct sketch *s, uint32_t c)
{
	struct found f;
	uint32_t i;

	for (i = 0; i < s->n; i++) {
		if (!is_indexed(st, s, &s->print[i]))
			continue;
		find_all(st, &s->print[i], s->print[i].old != 0, &f);
		if (f.sum < st->rule.postings && !is_posted(st, &f, c))
			index_add(&st->index, s->print[i].hash, c,
			    f.n[0] > 0 ? f.e[0] + f.n[0] : f.e[0]);
	}
}
