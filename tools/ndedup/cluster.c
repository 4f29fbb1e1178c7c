/* SPDX-License-Identifier: ISC */
/*
 * A record goes to the cluster whose representatives it covers best: the
 * coverage of a pair is the aligned share of the shorter text (chain.c), of a
 * cluster the mean over its representatives, so that a passage shared with one
 * member does not glue two stories together.  Two clusters merge only at a much
 * higher mean.  The first few members represent a cluster: memory grows with
 * distinct text only.  Candidates come from the index of sampled fingerprints;
 * a cluster posts a fingerprint once, and one that many clusters post
 * (boilerplate) is ignored.
 */
#include "cluster.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

struct cluster_candidate {
	uint32_t group;
	uint32_t count;
	double mean;
};

const char *
cluster_kind_name(enum cluster_kind k)
{
	static const char *const name[] = { "exact", "folded", "copy",
		"abridged", "contains" };

	return name[k];
}

void
cluster_free(struct cluster_state *st)
{
	exact_free(&st->folded);
	index_free(&st->index);
	free(st->rep);
	free(st->pool);
	free(st->group);
	free(st->parent);
	free(st->where);
	free(st->cand);
	free(st->tally);
	free(st->touched);
	free(st->hit);
	free(st->run);
	free(st->best);
}

uint32_t
cluster_root(const struct cluster_state *st, uint32_t c)
{
	while (st->parent[c] != c)
		c = st->parent[c];
	return c;
}

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

	exact_prefetch(&st->folded, folded);
	if (st->rule.near)
		for (i = 0; i < s->n; i++)
			if (is_indexed(st, s, &s->print[i]))
				index_prefetch(&st->index, s->print[i].hash);
}

static uint32_t
new_group(struct cluster_state *st, uint64_t raw)
{
	uint32_t c = st->n_group;

	if (c == st->cap_group) {
		st->cap_group += st->cap_group / 2 + 1024;
		st->group = xreallocarray(st->group, st->cap_group,
		    sizeof(*st->group));
		st->parent = xreallocarray(st->parent, st->cap_group,
		    sizeof(*st->parent));
	}
	st->parent[c] = c;
	st->group[c] = (struct cluster_group){ .first = CLUSTER_NONE,
		.last = CLUSTER_NONE, .raw = raw };
	st->n_group++;
	return c;
}

/* Candidates: the clusters that share enough indexed prints. */

/* An empty tally of n slots (a power of two). */
static void
tally_new(struct cluster_state *st, uint32_t n)
{
	uint32_t i;

	st->cap_tally = n;
	st->tally = xmallocarray(n, sizeof(*st->tally));
	st->touched = xreallocarray(st->touched, n, sizeof(*st->touched));
	for (i = 0; i < n; i++)
		st->tally[i].group = CLUSTER_NONE;
}

static inline struct cluster_tally *
tally_slot(struct cluster_state *st, uint32_t group)
{
	uint32_t mask = st->cap_tally - 1, j = group * 0x9E3779B1u & mask;

	while (st->tally[j].group != CLUSTER_NONE &&
	    st->tally[j].group != group)
		j = (j + 1) & mask;
	return &st->tally[j];
}

static uint32_t
tally_grow(struct cluster_state *st, uint32_t used)
{
	struct cluster_tally *old = st->tally, *t;
	uint32_t i, *from = xmallocarray(used, sizeof(*from));

	memcpy(from, st->touched, used * sizeof(*from));
	tally_new(st, st->cap_tally * 2);
	for (i = 0; i < used; i++) {
		t = tally_slot(st, old[from[i]].group);
		*t = old[from[i]];
		st->touched[i] = (uint32_t)(t - st->tally);
	}
	free(from);
	free(old);
	return used;
}

/* Count postings of the groups e[0..n); returns how many groups there are. */
static uint32_t
tally(struct cluster_state *st, const struct index_entry *e, size_t n,
    uint32_t used)
{
	struct cluster_tally *t;

	for (; n > 0; n--, e++) {
		t = tally_slot(st, e->value);
		if (t->group == e->value) {
			t->count++;
			continue;
		}
		*t = (struct cluster_tally){ e->value, 1 };
		st->touched[used++] = (uint32_t)(t - st->tally);
		if (used * 2 > st->cap_tally)
			used = tally_grow(st, used);
	}
	return used;
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
	const struct cluster_rep *r = &st->rep[st->group[group].first];
	uint32_t n = s->n < r->n ? s->n : r->n;

	return count >= st->rule.shared &&
	    (uint64_t)count * st->rule.part >= n >> st->rule.thin;
}

/* Empty the tally into cand: each group once, in ascending order. */
static void
collect(struct cluster_state *st, const struct sketch *s, uint32_t used)
{
	struct cluster_tally *t;
	uint32_t i, n = 0;

	if (used > st->cap_cand) {
		st->cap_cand = used * 2;
		st->cand = xreallocarray(st->cand, st->cap_cand,
		    sizeof(*st->cand));
	}
	for (i = 0; i < used; i++) {
		t = &st->tally[st->touched[i]];
		if (t->count >= st->rule.shared)
			st->cand[n++] = (struct cluster_candidate){
				cluster_root(st, t->group), t->count, 0 };
		t->group = CLUSTER_NONE;
	}
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

static void
find_candidates(struct cluster_state *st, const struct sketch *s)
{
	const struct index_entry *e;
	uint32_t i, used = 0;
	size_t n;

	for (i = 0; i < s->n; i++) {
		if (!is_indexed(st, s, &s->print[i]))
			continue;
		e = index_find(&st->index, s->print[i].hash, &n);
		if (n < st->rule.postings)
			used = tally(st, e, n, used);
	}
	collect(st, s, used);
}

void
cluster_init(struct cluster_state *st)
{
	st->folded.numbered = true;
	st->where = xcalloc(1 << 16, sizeof(*st->where));
	tally_new(st, 1024);
}

/* Coverage of one representative. */

static uint32_t
max_u32(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

static double
share(uint32_t part, uint32_t whole)
{
	return part >= whole ? 1 : (double)part / whole;
}

struct alignment {
	size_t n_runs; /* in st->run */
	uint32_t a;    /* units aligned, in the record */
	uint32_t b;    /* in the representative */
	double score;  /* of the shorter */
};

/*
 * How far apart two hits of a run may be.  Where one print in 2^level is kept,
 * and noise leaves some of those, a run shows a hit only every so often; but
 * too wide a gap takes unlike text in.  On reprints with OCR noise 130 to 160
 * units are best at level 3, 80 to 100 at level 2, 50 to 60 at level 1.
 */
static uint32_t
gap_at(unsigned level)
{
	uint32_t gap = 144;

	for (; level < 3; level++)
		gap = gap * 5 / 8;
	for (; level > 3; level--)
		gap = gap * 8 / 5;
	return gap;
}

/* st->where holds the record's prints by half hash, from 1. */
static void
align(struct cluster_state *st, const struct sketch *s,
    const struct cluster_rep *r, struct alignment *al)
{
	const struct cluster_print *p = st->pool + r->at, *end = p + r->n;
	const unsigned level = max_u32(s->level, r->level);
	struct chain_rule rule = { gap_at(level), 2 };
	struct chain_run *run;
	size_t n = 0, i;
	uint32_t w;

	for (; p < end; p++)
		if ((w = st->where[p->hash]) != 0)
			st->hit[n++] = (struct chain_hit){
				(uint32_t)p->pos << r->shift,
				(uint32_t)s->print[w - 1].pos << s->shift };
	*al = (struct alignment){ 0 };
	rule.drift += (1u << max_u32(s->shift, r->shift)) - 1;
	al->n_runs = chain_runs(st->hit, n, SKETCH_K, &rule, st->run);
	for (i = 0; i < al->n_runs; i++) {
		run = &st->run[i];
		/* hits are ordered by the representative's places */
		*run = (struct chain_run){ run->b_begin, run->b_end,
			run->a_begin, run->a_end };
		al->a += run->a_end - run->a_begin;
		al->b += run->b_end - run->b_begin;
	}
	al->score = s->units <= r->units ? share(al->a, s->units) :
					   share(al->b, r->units);
}

static void
reserve_hits(struct cluster_state *st, size_t n)
{
	if (n <= st->cap_hit)
		return;
	st->cap_hit = n * 2;
	st->hit = xreallocarray(st->hit, st->cap_hit, sizeof(*st->hit));
	st->run = xreallocarray(st->run, st->cap_hit, sizeof(*st->run));
	st->best = xreallocarray(st->best, st->cap_hit, sizeof(*st->best));
}

static void
mark_prints(struct cluster_state *st, const struct sketch *s)
{
	uint32_t i;

	for (i = s->n; i-- > 0;)
		st->where[(uint16_t)s->print[i].hash] = (uint16_t)(i + 1);
}

static void
unmark_prints(struct cluster_state *st, const struct sketch *s)
{
	uint32_t i;

	for (i = 0; i < s->n; i++)
		st->where[(uint16_t)s->print[i].hash] = 0;
}

static double
mean_coverage(struct cluster_state *st, const struct sketch *s, uint32_t c)
{
	struct alignment al;
	double sum = 0;
	uint32_t r, n = 0;

	for (r = st->group[c].first; r != CLUSTER_NONE; r = st->rep[r].next) {
		reserve_hits(st, st->rep[r].n);
		align(st, s, &st->rep[r], &al);
		sum += al.score;
		n++;
	}
	return n > 0 ? sum / n : 0;
}

/* The best candidate cluster, or CLUSTER_NONE. */
static uint32_t
choose(struct cluster_state *st, const struct sketch *s)
{
	uint32_t best = CLUSTER_NONE, i;
	struct cluster_candidate *c;
	double top = 0;

	for (i = 0; i < st->n_cand; i++) {
		c = &st->cand[i];
		c->mean = mean_coverage(st, s, c->group);
		if (c->mean <= top)
			continue;
		if (c->mean >= (st->group[c->group].reps > 1 ?
				       st->rule.assign : st->rule.single)) {
			top = c->mean;
			best = c->group;
		}
	}
	return best;
}

/* Merge cluster b into a. */
static void
merge(struct cluster_state *st, uint32_t a, uint32_t b)
{
	st->parent[b] = a;
	st->group[a].merged = true;
	st->group[a].reps += st->group[b].reps;
	if (st->group[a].last == CLUSTER_NONE)
		st->group[a].first = st->group[b].first;
	else
		st->rep[st->group[a].last].next = st->group[b].first;
	if (st->group[b].last != CLUSTER_NONE)
		st->group[a].last = st->group[b].last;
}

/* Clusters that the record holds together as strongly become one, the oldest
 * of them, which is returned. */
static uint32_t
merge_all(struct cluster_state *st, uint32_t best)
{
	uint32_t root = best, i;

	for (i = 0; i < st->n_cand; i++)
		if (st->cand[i].group < root &&
		    st->cand[i].mean >= st->rule.merge)
			root = st->cand[i].group;
	for (i = 0; i < st->n_cand; i++)
		if (st->cand[i].group != root &&
		    (st->cand[i].group == best ||
			st->cand[i].mean >= st->rule.merge))
			merge(st, root, st->cand[i].group);
	return root;
}

/* Post the sketch's prints for group c, each once. */
static void
post(struct cluster_state *st, const struct sketch *s, uint32_t c)
{
	const bool merged = st->group[c].merged;
	const struct index_entry *e;
	uint32_t i;
	size_t n, k;

	for (i = 0; i < s->n; i++) {
		if (!is_indexed(st, s, &s->print[i]))
			continue;
		e = index_find(&st->index, s->print[i].hash, &n);
		for (k = 0; k < n; k++)
			if (e[k].value == c ||
			    (merged && cluster_root(st, e[k].value) == c))
				break;
		if (k == n && n < st->rule.postings)
			index_add(&st->index, s->print[i].hash, c, e + n);
	}
}

/* Keep the record as a representative of cluster c. */
static void
represent(struct cluster_state *st, const struct sketch *s, uint32_t c)
{
	struct cluster_group *g = &st->group[c];
	uint32_t r = st->n_rep, i;

	if (g->reps >= st->rule.reps || s->n == 0)
		return;
	if (r == st->cap_rep) {
		st->cap_rep += st->cap_rep / 4 + 1024;
		st->rep = xreallocarray(st->rep, st->cap_rep,
		    sizeof(*st->rep));
	}
	if (st->n_pool + s->n > st->cap_pool) {
		st->cap_pool += st->cap_pool / 4 + s->n + 4096;
		st->pool = xreallocarray(st->pool, st->cap_pool,
		    sizeof(*st->pool));
	}
	st->rep[r] = (struct cluster_rep){ .at = st->n_pool, .n = s->n,
		.units = s->units, .next = CLUSTER_NONE, .level = s->level,
		.shift = s->shift };
	if (g->last == CLUSTER_NONE)
		g->first = r;
	else
		st->rep[g->last].next = r;
	g->last = r;
	g->reps++;
	st->n_rep++;
	for (i = 0; i < s->n; i++)
		st->pool[st->n_pool++] = (struct cluster_print){
			(uint16_t)s->print[i].hash, s->print[i].pos };
	post(st, s, c);
}

static enum cluster_kind
kind_of(uint32_t units, uint32_t other)
{
	if (units < other - other / 5)
		return CLUSTER_ABRIDGED;
	if (other < units - units / 5)
		return CLUSTER_CONTAINS;
	return CLUSTER_COPY;
}

/* How the record relates to cluster c: to its first record where they align
 * well, else to the representative it aligns with best. */
static void
describe(struct cluster_state *st, const struct sketch *s, uint32_t c,
    struct cluster_verdict *v)
{
	struct alignment al;
	struct chain_run *swap;
	uint32_t r;

	v->score = -1;
	for (r = st->group[c].first; r != CLUSTER_NONE; r = st->rep[r].next) {
		align(st, s, &st->rep[r], &al);
		if (al.score <= v->score)
			continue;
		v->score = al.score;
		v->coverage = share(al.a, s->units);
		v->kind = kind_of(s->units, st->rep[r].units);
		v->n_runs = al.n_runs;
		swap = st->best;
		st->best = st->run;
		st->run = swap;
		if (r == st->group[c].first && al.score >= st->rule.assign)
			break;
	}
	v->run = st->best;
}

static void
add_near(struct cluster_state *st, const struct sketch *s,
    struct cluster_verdict *v)
{
	uint32_t best = CLUSTER_NONE;

	reserve_hits(st, 64);
	find_candidates(st, s);
	if (st->n_cand > 0) {
		mark_prints(st, s);
		best = choose(st, s);
		if (best != CLUSTER_NONE) {
			describe(st, s, best, v);
			v->dup = true;
			v->cluster = v->of = merge_all(st, best);
		}
		unmark_prints(st, s);
	}
}

void
cluster_add(struct cluster_state *st, const struct sketch *s,
    struct hash128 folded, uint64_t raw, struct cluster_verdict *v)
{
	uint32_t c;

	*v = (struct cluster_verdict){ .cluster = st->n_group,
		.of = st->n_group };
	if (s->units == 0) {
		new_group(st, raw);
		return;
	}
	if (exact_find(&st->folded, folded, &c)) {
		v->cluster = v->of = cluster_root(st, c);
		v->dup = true;
		v->kind = st->group[v->of].raw == raw ? CLUSTER_EXACT :
							CLUSTER_FOLDED;
		v->score = v->coverage = 1;
		return;
	}
	if (st->rule.near)
		add_near(st, s, v);
	if (!v->dup)
		new_group(st, raw);
	exact_add(&st->folded, folded, v->cluster);
	if (st->rule.near)
		represent(st, s, v->cluster);
}
