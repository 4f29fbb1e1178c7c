/* SPDX-License-Identifier: ISC */
/*
 * Records with the same letters are one node of the graph, with a weight.
 * Nodes are numbered by the hashes of their letters, so that clusters depend on
 * the texts and not on the order of the input.  Postings are sorted by hash; a
 * node counts the nodes before it in the lists of its fingerprints, and those
 * that share enough are aligned.  A list that is too long keeps its first
 * nodes: later ones still find them.  The same is done by stages, stage.c.
 */
#include "whole.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

void
whole_init(struct whole *w)
{
	w->folded.numbered = true;
}

void
whole_free(struct whole *w)
{
	free(w->rec);
	free(w->pool);
	free(w->post);
	exact_free(&w->folded);
	roll_free(&w->dates);
	free(w->order);
	free(w->place);
	free(w->edge);
	align_free(&w->aligner);
	free(w->kept);
}

static void
keep_sketch(struct whole *w, struct whole_record *r, const struct sketch *s)
{
	uint32_t i;

	if (w->n_pool + s->n > w->cap_pool) {
		w->cap_pool += w->cap_pool / 4 + s->n + 4096;
		w->pool = xreallocarray(w->pool, w->cap_pool, sizeof(*w->pool));
	}
	if (w->n_post + s->n > w->cap_post) {
		w->cap_post += w->cap_post / 4 + s->n + 4096;
		w->post = xreallocarray(w->post, w->cap_post, sizeof(*w->post));
	}
	align_pack(s, w->pool + w->n_pool);
	r->at = w->n_pool;
	r->n = s->n;
	w->n_pool += s->n;
	r->post = w->n_post;
	for (i = 0; i < s->n; i++)
		if (s->print[i].level >= s->level + w->rule.thin)
			w->post[w->n_post++] = s->print[i].hash;
	r->n_post = (uint32_t)(w->n_post - r->post);
}

void
whole_add(struct whole *w, const struct sketch *s, struct hash128 key,
    uint64_t raw, struct view date)
{
	struct whole_record *r;

	if (w->n == w->cap) {
		w->cap += w->cap / 4 + 1024;
		w->rec = xreallocarray(w->rec, w->cap, sizeof(*w->rec));
	}
	r = &w->rec[w->n];
	*r = (struct whole_record){.raw = raw,
	    .key = key,
	    .units = s->units,
	    .node = w->n,
	    .level = s->level,
	    .shift = s->shift};
	if (s->units > 0 && !exact_find(&w->folded, key, &r->node)) {
		exact_add(&w->folded, key, w->n);
		if (w->rule.near)
			keep_sketch(w, r, s);
	}
	if (w->rule.keep == WHOLE_NEWEST || w->rule.keep == WHOLE_RANKED)
		roll_add(&w->dates, date);
	w->n++;
}

/* The order of the nodes. */

struct keyed {
	struct hash128 key;
	uint32_t rec;
};

static int
by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	if (x->key.hi != y->key.hi)
		return x->key.hi < y->key.hi ? -1 : 1;
	if (x->key.lo != y->key.lo)
		return x->key.lo < y->key.lo ? -1 : 1;
	return (x->rec > y->rec) - (x->rec < y->rec);
}

static void
order_nodes(struct whole *w)
{
	struct keyed *k = xmallocarray((size_t)w->n + 1, sizeof(*k));
	uint32_t i, n = 0;

	for (i = 0; i < w->n; i++)
		if (w->rec[i].node == i)
			k[n++] = (struct keyed){w->rec[i].key, i};
	qsort(k, n, sizeof(*k), by_key);
	w->order = xmallocarray((size_t)n + 1, sizeof(*w->order));
	w->place = xcalloc((size_t)w->n + 1, sizeof(*w->place));
	w->n_order = n;
	for (i = 0; i < n; i++) {
		w->order[i] = k[i].rec;
		w->place[k[i].rec] = i;
	}
	free(k);
}

/* Postings by hash. */

struct posting {
	uint32_t hash;
	uint32_t place; /* of the node */
};

/* Sort by hash, keeping the order of the nodes (radix, two passes of 16
 * bits).  p and spare have n; the result is in p. */
static void
sort_postings(struct posting *p, struct posting *spare, uint64_t n)
{
	uint64_t *at = xcalloc(1 << 16, sizeof(*at)), i, sum, k;
	struct posting *from = p, *to = spare, *swap;
	unsigned shift;

	for (shift = 0; shift < 32; shift += 16) {
		memset(at, 0, (1 << 16) * sizeof(*at));
		for (i = 0; i < n; i++)
			at[from[i].hash >> shift & 0xFFFF]++;
		for (i = sum = 0; i < 1 << 16; i++) {
			k = at[i];
			at[i] = sum;
			sum += k;
		}
		for (i = 0; i < n; i++)
			to[at[from[i].hash >> shift & 0xFFFF]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	free(at);
}

/* The sorted postings with where each upper 16 bits begin. */
struct postings {
	struct posting *p;
	uint64_t n;
	uint64_t *begin;
};

static void
make_postings(const struct whole *w, struct postings *o)
{
	struct posting *spare = xmallocarray(w->n_post + 1, sizeof(*spare));
	const struct whole_record *r;
	uint64_t i, k = 0;
	uint32_t place;

	o->n = w->n_post;
	o->p = xmallocarray(o->n + 1, sizeof(*o->p));
	for (place = 0; place < w->n_order; place++) {
		r = &w->rec[w->order[place]];
		for (i = 0; i < r->n_post; i++)
			o->p[k++] =
			    (struct posting){w->post[r->post + i], place};
	}
	sort_postings(o->p, spare, o->n);
	free(spare);
	o->begin = xcalloc((1 << 16) + 1, sizeof(*o->begin));
	for (i = 0; i < o->n; i++)
		o->begin[(o->p[i].hash >> 16) + 1]++;
	for (i = 0; i < 1 << 16; i++)
		o->begin[i + 1] += o->begin[i];
}

/* The first posting of hash, which is there. */
static const struct posting *
find_postings(const struct postings *o, uint32_t hash)
{
	uint64_t lo = o->begin[hash >> 16], hi = o->begin[(hash >> 16) + 1];
	uint64_t mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (o->p[mid].hash < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return &o->p[lo];
}

/* Edges. */

static struct align_text
text_of(const struct whole *w, uint32_t i)
{
	const struct whole_record *r = &w->rec[i];

	return (struct align_text){
	    w->pool + r->at, r->n, r->units, r->level, r->shift};
}

static void
add_edge(struct whole *w, uint32_t a, uint32_t b, unsigned score)
{
	if (score < w->rule.edge)
		return;
	if (w->n_edge == w->cap_edge) {
		w->cap_edge += w->cap_edge / 2 + 1024;
		w->edge = xreallocarray(w->edge, w->cap_edge, sizeof(*w->edge));
	}
	w->edge[w->n_edge++] = (struct link_edge){a, b, score};
}

/* count[] holds how many prints the node at i shares with each in list[]. */
static void
compare(struct whole *w, uint32_t i, const uint32_t *list, uint32_t n,
    uint16_t *count)
{
	struct align_text text = text_of(w, w->order[i]), other;
	bool begun = false;
	struct alignment al;
	uint32_t k, less;

	for (k = 0; k < n; k++) {
		other = text_of(w, w->order[list[k]]);
		less = text.n < other.n ? text.n : other.n;
		if (count[list[k]] >= w->rule.shared &&
		    (uint64_t)count[list[k]] * w->rule.part >= less >>
			w->rule.thin) {
			if (!begun)
				align_begin(&w->aligner, text);
			begun = true;
			align_with(&w->aligner, &other, &al);
			add_edge(w, list[k], i, align_permille(&al));
		}
		count[list[k]] = 0;
	}
	if (begun)
		align_end(&w->aligner);
}

static void
find_edges(struct whole *w)
{
	const size_t room = (size_t)w->n_order + 1;
	uint16_t *count = xcalloc(room, sizeof(*count));
	uint32_t *list = xmallocarray(room, sizeof(*list));
	const struct whole_record *r;
	const struct posting *p;
	struct postings o;
	uint32_t i, k, n, left;

	make_postings(w, &o);
	for (i = 0; i < w->n_order; i++) {
		r = &w->rec[w->order[i]];
		for (k = n = 0; k < r->n_post; k++) {
			uint32_t hash = w->post[r->post + k];

			p = find_postings(&o, hash);
			for (left = w->rule.postings; left > 0 &&
			     p < o.p + o.n && p->hash == hash && p->place < i;
			     p++, left--)
				if (count[p->place]++ == 0)
					list[n++] = p->place;
		}
		compare(w, i, list, n, count);
	}
	free(count);
	free(list);
	free(o.p);
	free(o.begin);
}

/* Whether record a is rather kept than the older b. */
static bool
is_better(const struct whole *w, uint32_t a, uint32_t b)
{
	struct view x, y;
	int d;

	switch (w->rule.keep) {
	case WHOLE_FIRST:
		return false;
	case WHOLE_LONGEST:
		return w->rec[a].units > w->rec[b].units;
	case WHOLE_NEWEST:
	case WHOLE_RANKED:
		break;
	}
	x = roll_name(&w->dates, a);
	y = roll_name(&w->dates, b);
	d = memcmp(x.p, y.p, x.len < y.len ? x.len : y.len);
	if (d == 0)
		d = (x.len > y.len) - (x.len < y.len);
	return w->rule.keep == WHOLE_RANKED ? d < 0 : d > 0;
}

void
whole_decide(struct whole *w)
{
	const size_t room = (size_t)w->n + 1;
	uint32_t *weight = xcalloc(room, sizeof(*weight));
	uint32_t *root = xmallocarray(room, sizeof(*root));
	uint32_t *best = xmallocarray(room, sizeof(*best)), i, r;

	order_nodes(w);
	if (w->rule.near)
		find_edges(w);
	for (i = 0; i < w->n; i++)
		weight[w->place[w->rec[i].node]]++;
	link_average(
	    w->n_order, w->edge, w->n_edge, weight, w->rule.threshold, root);
	w->kept = xmallocarray(room, sizeof(*w->kept));
	for (i = 0; i < w->n_order; i++)
		best[i] = UINT32_MAX;
	for (i = 0; i < w->n; i++) {
		r = w->kept[i] = root[w->place[w->rec[i].node]];
		if (best[r] == UINT32_MAX || is_better(w, i, best[r]))
			best[r] = i;
	}
	for (i = 0; i < w->n; i++)
		w->kept[i] = best[w->kept[i]];
	free(weight);
	free(root);
	free(best);
}

void
whole_verdict(struct whole *w, uint32_t i, struct cluster_verdict *v)
{
	uint32_t of = w->kept[i];
	const struct whole_record *r = &w->rec[i], *o = &w->rec[of];
	struct align_text text, other;
	struct alignment al;

	*v = (struct cluster_verdict){.cluster = of, .of = of, .dup = of != i};
	if (of == i)
		return;
	if (r->node == o->node) {
		v->kind = r->raw == o->raw ? CLUSTER_EXACT : CLUSTER_FOLDED;
		v->score = v->coverage = 1;
		return;
	}
	text = text_of(w, r->node);
	other = text_of(w, o->node);
	align_begin(&w->aligner, text);
	align_with(&w->aligner, &other, &al);
	align_end(&w->aligner);
	v->kind = cluster_kind_of(text.units, other.units);
	v->score = al.score;
	v->coverage = al.of_a;
	v->run = al.run;
	v->n_runs = al.n_runs;
}
