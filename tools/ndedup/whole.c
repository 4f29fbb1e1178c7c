/* SPDX-License-Identifier: ISC */
/*
 * Records with the same letters are one node of the graph, with a weight.
 * Nodes are numbered by the hashes of their letters, so that clusters depend on
 * the texts and not on the order of the input.  The same is done by stages,
 * stage.c.
 */
#include "whole.h"

#include <stdlib.h>
#include <string.h>

#include "temp.h"
#include "xalloc.h"

int
whole_init(struct whole *w, struct buf *why)
{
	w->pool.fd = w->posts.fd = -1;
	w->aligner.k = w->rule.k;
	if (w->room == 0 || !w->near)
		return 0;
	if ((w->pool.fd = temp_open(why)) == -1 ||
	    (w->posts.fd = temp_open(why)) == -1)
		return -1;
	return 0;
}

void
whole_free(struct whole *w)
{
	free(w->rec);
	pool_free(&w->pool);
	pool_window_free(&w->text);
	pool_window_free(&w->other);
	runs_free(&w->posts);
	if (w->room > 0) {
		temp_close(w->pool.fd);
		temp_close(w->posts.fd);
	}
	exact_free(&w->folded);
	roll_free(&w->dates);
	free(w->order);
	free(w->place);
	free(w->edge);
	align_free(&w->aligner);
	free(w->kept);
}

/* The prints for aligning, then the hashes of those that are looked up. */
static int
keep_sketch(struct whole *w, struct whole_record *r, const struct sketch *s,
    struct buf *why)
{
	uint32_t *word = pool_reserve(&w->pool, (size_t)s->n * 2), i;

	r->at = w->pool.n;
	r->n = s->n;
	(void)align_pack(s, (struct align_print *)word);
	for (i = 0; i < s->n; i++)
		if (s->print[i].level >= s->level + w->rule.thin)
			word[r->n + r->n_post++] = s->print[i].hash;
	return pool_add(&w->pool, r->n + r->n_post, why);
}

int
whole_add(struct whole *w, const struct sketch *s, struct hash128 key,
    uint64_t raw, struct view date, struct buf *why)
{
	struct whole_record *r;

	if (w->n == WHOLE_MOST) {
		buf_clear(why);
		buf_printf(why, "more than %u records", WHOLE_MOST);
		return -1;
	}
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
	if (w->keep == WHOLE_NEWEST || w->keep == WHOLE_RANKED)
		roll_add(&w->dates, date);
	w->n++;
	if (s->units == 0 || exact_find(&w->folded, key, &r->node))
		return 0;
	exact_add(&w->folded, key, w->n - 1);
	return w->near ? keep_sketch(w, r, s, why) : 0;
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

/* Whether record a is rather kept than the older b. */
static bool
is_better(const struct whole *w, uint32_t a, uint32_t b)
{
	struct view x, y;
	int d;

	switch (w->keep) {
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
	return w->keep == WHOLE_RANKED ? d < 0 : d > 0;
}

/* Of each cluster the record that is kept. */
static void
choose(struct whole *w, const uint32_t *root)
{
	const size_t room = (size_t)w->n + 1;
	uint32_t *best = xmallocarray(room, sizeof(*best)), i, r;

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
	free(best);
}

int
whole_decide(struct whole *w, struct buf *why)
{
	uint32_t *weight, *root, i;
	int rc = 0;

	exact_free(&w->folded);
	order_nodes(w);
	if (w->near)
		rc = whole_edges(w, why);
	if (rc == -1)
		return -1;
	if (w->phase != NULL)
		w->phase("clustering");
	weight = xcalloc((size_t)w->n_order + 1, sizeof(*weight));
	root = xmallocarray((size_t)w->n_order + 1, sizeof(*root));
	for (i = 0; i < w->n; i++)
		weight[w->place[w->rec[i].node]]++;
	link_average(w->n_order, w->edge, w->n_edge, weight, w->rule.threshold,
	    w->rule.bucket, root);
	choose(w, root);
	free(weight);
	free(root);
	if (w->phase != NULL)
		w->phase("writing");
	return 0;
}

/* The sketch of node i. */
static int
text_of(struct whole *w, uint32_t i, struct pool_window *window,
    struct align_text *t, struct buf *why)
{
	const struct whole_record *r = &w->rec[i];
	const uint32_t *p = pool_get(&w->pool, window, r->at, r->n, 0, why);

	*t = (struct align_text){
	    (const struct align_print *)p, r->n, r->units, r->level, r->shift};
	return r->n > 0 && p == NULL ? -1 : 0;
}

int
whole_verdict(
    struct whole *w, uint32_t i, struct cluster_verdict *v, struct buf *why)
{
	uint32_t of = w->kept[i];
	const struct whole_record *r = &w->rec[i], *o = &w->rec[of];
	struct align_text text, other;
	struct alignment al;

	*v = (struct cluster_verdict){.cluster = of, .of = of, .dup = of != i};
	if (of == i)
		return 0;
	if (r->node == o->node) {
		v->kind = r->raw == o->raw ? CLUSTER_EXACT : CLUSTER_FOLDED;
		v->score = v->coverage = 1;
		return 0;
	}
	if (text_of(w, r->node, &w->text, &text, why) == -1 ||
	    text_of(w, o->node, &w->other, &other, why) == -1)
		return -1;
	align_begin(&w->aligner, text);
	align_with(&w->aligner, &other, &al);
	align_end(&w->aligner);
	v->kind = cluster_kind_of(&al, text.units, other.units);
	v->score = al.score;
	v->coverage = al.of_a;
	v->run = al.run;
	v->n_runs = al.n_runs;
	return 0;
}
