/* SPDX-License-Identifier: ISC */
/*
 * Agglomerative clustering by a heap of cluster pairs (Day and Edelsbrunner,
 * 1984) over sparse neighbour lists (only pairs that share an edge can merge).
 * Sums are integers, so that no order of additions shows; of equal means the
 * pair with the smaller numbers goes first.
 */
#include "link.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

struct neighbour {
	uint32_t node;
	uint64_t sum;	/* of the scores of all pairs between */
	uint64_t pairs; /* of these, with an edge */
};

struct cluster {
	struct neighbour *near; /* by ascending node */
	uint32_t n, cap;
	uint32_t parent; /* itself, or what it was merged into */
	uint64_t weight;
};

struct pair {
	uint64_t mean; /* times 2^20 */
	uint32_t a, b; /* a < b */
};

struct link {
	struct cluster *c;
	struct pair *heap;
	size_t n_heap, cap_heap;
	struct neighbour *scratch;
	uint32_t cap_scratch;
	uint64_t threshold, most;
};

/* The pairs between a and v that count: not those that nobody looked for. */
static uint64_t
pairs_of(const struct link *l, uint32_t a, struct neighbour v)
{
	const uint64_t x = l->c[a].weight, y = l->c[v.node].weight,
		       less = x < y ? x : y, more = x < y ? y : x,
		       pairs = less * (more < l->most ? more : l->most);

	return pairs > v.pairs ? pairs : v.pairs;
}

static uint64_t
mean(const struct link *l, uint32_t a, struct neighbour v)
{
	const uint64_t pairs = pairs_of(l, a, v);

	return v.sum < (uint64_t)1 << 43 ? (v.sum << 20) / pairs
					 : v.sum / (pairs >> 20);
}

static bool
before(const struct pair *x, const struct pair *y)
{
	if (x->mean != y->mean)
		return x->mean > y->mean;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

/*
 * Where two records are all there is to judge by, they are to be more alike.
 * Two clusters may be tied by one record alone, which holds an article of each;
 * then most pairs between them share nothing.
 */
static bool
is_enough(const struct link *l, uint32_t a, struct neighbour v, uint64_t mean)
{
	const uint64_t pairs = pairs_of(l, a, v);

	if (pairs == 1)
		return mean >= l->threshold + l->threshold / 2;
	return mean >= l->threshold && v.pairs * 2 > pairs;
}

static void
push(struct link *l, uint32_t a, struct neighbour v)
{
	struct pair p = {
	    mean(l, a, v), a < v.node ? a : v.node, a < v.node ? v.node : a};
	size_t i, up;

	if (!is_enough(l, a, v, p.mean))
		return;
	if (l->n_heap == l->cap_heap) {
		l->cap_heap += l->cap_heap / 2 + 1024;
		l->heap = xreallocarray(l->heap, l->cap_heap, sizeof(*l->heap));
	}
	for (i = l->n_heap++; i > 0; i = up) {
		up = (i - 1) / 2;
		if (!before(&p, &l->heap[up]))
			break;
		l->heap[i] = l->heap[up];
	}
	l->heap[i] = p;
}

static struct pair
pop(struct link *l)
{
	struct pair top = l->heap[0], p = l->heap[--l->n_heap];
	size_t i = 0, kid;

	for (; (kid = 2 * i + 1) < l->n_heap; i = kid) {
		if (kid + 1 < l->n_heap &&
		    before(&l->heap[kid + 1], &l->heap[kid]))
			kid++;
		if (!before(&l->heap[kid], &p))
			break;
		l->heap[i] = l->heap[kid];
	}
	l->heap[i] = p;
	return top;
}

/* Where node is, or belongs, among c's neighbours. */
static uint32_t
find(const struct cluster *c, uint32_t node)
{
	uint32_t lo = 0, hi = c->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (c->near[mid].node < node)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static void
set_sum(struct cluster *c, struct neighbour v)
{
	uint32_t i = find(c, v.node);

	if (i == c->n || c->near[i].node != v.node) {
		if (c->n == c->cap) {
			c->cap = c->cap * 2 + 4;
			c->near =
			    xreallocarray(c->near, c->cap, sizeof(*c->near));
		}
		memmove(c->near + i + 1, c->near + i,
		    (c->n - i) * sizeof(*c->near));
		c->n++;
	}
	c->near[i] = v;
}

static void
forget(struct cluster *c, uint32_t node)
{
	uint32_t i = find(c, node);

	if (i == c->n || c->near[i].node != node)
		return;
	c->n--;
	memmove(c->near + i, c->near + i + 1, (c->n - i) * sizeof(*c->near));
}

/* The neighbours of a and b together, but for a and b, to scratch. */
static uint32_t
join(struct link *l, uint32_t a, uint32_t b)
{
	const struct cluster *x = &l->c[a], *y = &l->c[b];
	uint32_t i = 0, k = 0, n = 0;
	struct neighbour v;

	if (x->n + y->n > l->cap_scratch) {
		l->cap_scratch = (x->n + y->n) * 2;
		l->scratch = xreallocarray(
		    l->scratch, l->cap_scratch, sizeof(*l->scratch));
	}
	while (i < x->n || k < y->n) {
		if (k == y->n ||
		    (i < x->n && x->near[i].node < y->near[k].node))
			v = x->near[i++];
		else if (i == x->n || y->near[k].node < x->near[i].node)
			v = y->near[k++];
		else {
			v = x->near[i++];
			v.sum += y->near[k].sum;
			v.pairs += y->near[k++].pairs;
		}
		if (v.node != a && v.node != b)
			l->scratch[n++] = v;
	}
	return n;
}

/* Cluster b becomes part of a (a < b). */
static void
merge(struct link *l, uint32_t a, uint32_t b)
{
	struct cluster *x = &l->c[a], *y = &l->c[b];
	uint32_t n = join(l, a, b), i;

	x->weight += y->weight;
	y->parent = a;
	free(y->near);
	y->near = NULL;
	y->n = y->cap = 0;
	if (n > x->cap) {
		x->cap = n;
		x->near = xreallocarray(x->near, n, sizeof(*x->near));
	}
	x->n = n;
	if (n > 0)
		memcpy(x->near, l->scratch, n * sizeof(*x->near));
	for (i = 0; i < n; i++) {
		struct neighbour v = l->scratch[i];

		forget(&l->c[v.node], b);
		set_sum(&l->c[v.node], (struct neighbour){a, v.sum, v.pairs});
		push(l, a, v);
	}
}

/* The pair is as it was when it was pushed. */
static bool
is_current(const struct link *l, const struct pair *p)
{
	const struct cluster *x = &l->c[p->a];
	uint32_t i;

	if (x->parent != p->a || l->c[p->b].parent != p->b)
		return false;
	i = find(x, p->b);
	return i < x->n && x->near[i].node == p->b &&
	    mean(l, p->a, x->near[i]) == p->mean;
}

static int
by_nodes(const void *a, const void *b)
{
	const struct link_edge *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static void
load(struct link *l, const struct link_edge *edge, size_t m)
{
	struct link_edge *e = xmallocarray(m * 2 + 1, sizeof(*e));
	size_t i;

	/* Both ways and sorted, so that neighbours are added at the end. */
	for (i = 0; i < m; i++) {
		e[2 * i] = edge[i];
		e[2 * i + 1] =
		    (struct link_edge){edge[i].b, edge[i].a, edge[i].score};
	}
	qsort(e, m * 2, sizeof(*e), by_nodes);
	for (i = 0; i < m * 2; i++) {
		uint64_t pairs = l->c[e[i].a].weight * l->c[e[i].b].weight;
		struct neighbour v = {e[i].b, e[i].score * pairs, pairs};

		set_sum(&l->c[e[i].a], v);
		if (e[i].a < e[i].b)
			push(l, e[i].a, v);
	}
	free(e);
}

void
link_average(uint32_t n, const struct link_edge *edge, size_t m,
    const uint32_t *weight, unsigned threshold, unsigned most, uint32_t *root)
{
	struct link l = {.threshold = (uint64_t)threshold << 20, .most = most};
	struct pair p;
	uint32_t i;

	l.c = xcalloc((size_t)n + 1, sizeof(*l.c));
	for (i = 0; i < n; i++) {
		l.c[i].parent = i;
		l.c[i].weight = weight != NULL ? weight[i] : 1;
	}
	load(&l, edge, m);
	while (l.n_heap > 0) {
		p = pop(&l);
		if (is_current(&l, &p))
			merge(&l, p.a, p.b);
	}
	/* A parent is always smaller: it has its root already. */
	for (i = 0; i < n; i++) {
		root[i] = l.c[i].parent == i ? i : root[l.c[i].parent];
		free(l.c[i].near);
	}
	free(l.c);
	free(l.heap);
	free(l.scratch);
}
