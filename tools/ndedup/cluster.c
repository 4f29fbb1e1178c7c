/* SPDX-License-Identifier: ISC */
/*
 * A record goes to the cluster whose representatives it covers best: the
 * coverage of a pair is the aligned share of the shorter text (chain.c), of a
 * cluster the mean over most of its representatives, so that a passage shared
 * with one member does not glue two stories together.  Two clusters merge only
 * at a much higher mean.  The first few members represent a cluster: memory
 * grows with distinct text only.  Candidates come from the index,
 * cluster_find.c.
 */
#include "cluster.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* Merged clusters have the representatives of all their parts: so many of them
 * are enough to compare with. */
#define REPS_MAX 32

/* Units of a text that may be an article. */
#define ARTICLE 150

const struct cluster_rule cluster_rule_default = {.k = SKETCH_K,
    .assign = 0.43,
    .single = 0.48,
    .merge = 0.65,
    .reps = 8,
    .thin = 1,
    .shared = 2,
    .part = 20,
    .near = true};

const char *
cluster_kind_name(enum cluster_kind k)
{
	static const char *const name[] = {
	    "exact", "folded", "copy", "abridged", "contains"};

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
	align_free(&st->aligner);
	free(st->packed);
	free(st->cand);
	tally_free(&st->tally);
	free(st->best);
	log_free(&st->log);
}

uint32_t
cluster_root(const struct cluster_state *st, uint32_t c)
{
	uint32_t up;

	while ((up = *cluster_parent(st, c)) != c)
		c = up;
	return c;
}

static uint32_t
new_group(struct cluster_state *st, uint64_t raw)
{
	uint32_t c = st->n_group;

	if (c - st->file.n_group == st->cap_group) {
		st->cap_group += st->cap_group / 2 + 1024;
		st->group =
		    xreallocarray(st->group, st->cap_group, sizeof(*st->group));
		st->parent = xreallocarray(
		    st->parent, st->cap_group, sizeof(*st->parent));
	}
	*cluster_parent(st, c) = c;
	*cluster_group(st, c) = (struct cluster_group){
	    .first = CLUSTER_NONE, .last = CLUSTER_NONE, .raw = raw};
	st->n_group++;
	return c;
}

void
cluster_init(struct cluster_state *st)
{
	tally_init(&st->tally);
	st->aligner.k = st->rule.k;
}

/* Coverage of one representative. */

static struct align_text
text_of(struct cluster_state *st, uint32_t r)
{
	const struct cluster_rep *p = cluster_rep(st, r);
	struct align_text t = {
	    cluster_prints(st, p), p->n, p->units, p->level, p->shift};

	if (p->at < st->file.n_print && cluster_check(t.print, t.n) != p->check)
		st->damaged = true;
	return t;
}

/* Make the record the one that is compared. */
static void
begin(struct cluster_state *st, const struct sketch *s)
{
	if (s->n > st->cap_packed) {
		st->cap_packed = s->n * 2;
		st->packed = xreallocarray(
		    st->packed, st->cap_packed, sizeof(*st->packed));
	}
	align_begin(&st->aligner, align_pack(s, st->packed));
}

/* The worst quarter of the representatives does not count, they may be badly
 * scanned or lack what the record has; nor do those of other figures, whose
 * score is 0, where as many have the same. */
static double
mean_coverage(struct cluster_state *st, uint32_t c)
{
	double score[REPS_MAX] = {0}, sum = 0;
	struct align_text other;
	struct alignment al;
	uint32_t r, i, n = 0, others = 0;

	for (r = cluster_group(st, c)->first; r != CLUSTER_NONE && n < REPS_MAX;
	     r = cluster_rep(st, r)->next) {
		other = text_of(st, r);
		align_with(&st->aligner, &other, &al);
		for (i = n++; i > 0 && score[i - 1] < al.sure; i--)
			score[i] = score[i - 1];
		score[i] = al.sure;
		others += al.figures;
	}
	if (others <= n - others)
		n -= others;
	n -= n / 4;
	for (i = 0; i < n; i++)
		sum += score[i];
	return n > 0 ? sum / n : 0;
}

/* Ask the memory for the prints that the candidates will be compared by. */
static void
prefetch_texts(const struct cluster_state *st)
{
	enum { LINE = 64 / sizeof(struct align_print), LINES = 16 };
	const struct align_print *print;
	const struct cluster_rep *rep;
	uint32_t i, r, n, k;

	for (i = 0; i < st->n_cand; i++) {
		r = cluster_group(st, st->cand[i].group)->first;
		for (n = 0; r != CLUSTER_NONE && n < REPS_MAX; n++) {
			rep = cluster_rep(st, r);
			print = cluster_prints(st, rep);
			for (k = 0; k < rep->n && k < LINES * LINE; k += LINE)
				__builtin_prefetch(print + k);
			r = rep->next;
		}
	}
}

/* The best candidate cluster, or CLUSTER_NONE. */
static uint32_t
choose(struct cluster_state *st)
{
	uint32_t best = CLUSTER_NONE, i;
	struct cluster_candidate *c;
	double top = 0;

	prefetch_texts(st);
	for (i = 0; i < st->n_cand; i++) {
		c = &st->cand[i];
		c->mean = mean_coverage(st, c->group);
		if (c->mean <= top)
			continue;
		if (c->mean >= (cluster_group(st, c->group)->reps > 1
				       ? st->rule.assign
				       : st->rule.single)) {
			top = c->mean;
			best = c->group;
		}
	}
	return best;
}

/* Of the record's stretches in runs, how much of a's lies in b's too. */
static uint64_t
overlap(
    const struct chain_run *a, size_t n, const struct chain_run *b, size_t m)
{
	uint32_t lo, hi;
	uint64_t sum = 0;
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < m; k++) {
			lo = a[i].a_begin > b[k].a_begin ? a[i].a_begin
							 : b[k].a_begin;
			hi = a[i].a_end < b[k].a_end ? a[i].a_end : b[k].a_end;
			sum += hi > lo ? hi - lo : 0;
		}
	return sum;
}

/* Whether the record is the same text for cluster c as it was for the one that
 * v tells of: two articles in one record do not make their clusters one. */
static bool
is_same_text(
    struct cluster_state *st, uint32_t c, const struct cluster_verdict *v)
{
	struct align_text other = text_of(st, cluster_group(st, c)->first);
	struct alignment al;
	uint64_t sum;

	align_with(&st->aligner, &other, &al);
	sum = overlap(al.run, al.n_runs, v->run, v->n_runs);
	return sum * 5 >= overlap(al.run, al.n_runs, al.run, al.n_runs) ||
	    sum * 5 >= overlap(v->run, v->n_runs, v->run, v->n_runs);
}

/* Merge cluster b into a. */
static void
merge(struct cluster_state *st, uint32_t a, uint32_t b)
{
	struct cluster_group *x = cluster_group(st, a),
			     *y = cluster_group(st, b);

	log_group(&st->log, a);
	log_group(&st->log, b);
	log_rep(&st->log, x->last);
	*cluster_parent(st, b) = a;
	x->merged = 1;
	x->reps += y->reps;
	if (x->last == CLUSTER_NONE)
		x->first = y->first;
	else
		cluster_rep(st, x->last)->next = y->first;
	if (y->last != CLUSTER_NONE)
		x->last = y->last;
}

/* Clusters that the record holds together as strongly become one, the oldest
 * of them, which is returned.  v tells of the best. */
static uint32_t
merge_all(
    struct cluster_state *st, uint32_t best, const struct cluster_verdict *v)
{
	struct cluster_candidate *c = st->cand, *end = c + st->n_cand;
	uint32_t root = best;

	for (; c < end; c++) {
		if (c->group != best &&
		    (c->mean < st->rule.merge ||
			!is_same_text(st, c->group, v)))
			c->mean = 0;
		else if (c->group < root)
			root = c->group;
	}
	for (c = st->cand; c < end; c++)
		if (c->group != root && c->mean > 0)
			merge(st, root, c->group);
	return root;
}

/* Keep the record as a representative of cluster c. */
static void
represent(struct cluster_state *st, const struct sketch *s, uint32_t c)
{
	struct cluster_group *g = cluster_group(st, c);
	uint32_t r = st->n_rep;

	if (g->reps >= st->rule.reps || s->n == 0)
		return;
	if (r - st->file.n_rep == st->cap_rep) {
		st->cap_rep += st->cap_rep / 4 + 1024;
		st->rep = xreallocarray(st->rep, st->cap_rep, sizeof(*st->rep));
	}
	if (st->n_pool + s->n > st->cap_pool) {
		st->cap_pool += st->cap_pool / 4 + s->n + 4096;
		st->pool =
		    xreallocarray(st->pool, st->cap_pool, sizeof(*st->pool));
	}
	*cluster_rep(st, r) =
	    (struct cluster_rep){.at = st->file.n_print + st->n_pool,
		.n = s->n,
		.units = s->units,
		.next = CLUSTER_NONE,
		.level = s->level,
		.shift = s->shift};
	log_group(&st->log, c);
	log_rep(&st->log, g->last);
	if (g->last == CLUSTER_NONE)
		g->first = r;
	else
		cluster_rep(st, g->last)->next = r;
	g->last = r;
	g->reps++;
	st->n_rep++;
	(void)align_pack(s, st->pool + st->n_pool);
	st->n_pool += s->n;
	cluster_post(st, s, c);
}

/* What of the record lies from the first run's begin to the last one's end. */
static void
stretch(const struct chain_run *run, size_t n, uint32_t *begin, uint32_t *end)
{
	size_t i;

	*begin = n > 0 ? run[0].a_begin : 0; /* they are in the order of a */
	for (*end = *begin, i = 0; i < n; i++)
		if (run[i].a_end > *end)
			*end = run[i].a_end;
}

/* Of a record that holds a copy and more, the stretch with the copy stands for
 * the cluster: what comes before or behind, where it is long enough to be an
 * article, may be another one. */
static void
represent_part(struct cluster_state *st, const struct sketch *s,
    const struct cluster_verdict *v)
{
	enum { MARGIN = 30 };
	uint32_t begin, end, at, i;
	struct sketch part = *s;

	stretch(v->run, v->n_runs, &begin, &end);
	begin = begin >= ARTICLE ? begin - MARGIN : 0;
	end = end + ARTICLE <= s->units ? end + MARGIN : s->units;
	for (i = part.n = 0; i < s->n; i++) {
		at = (uint32_t)s->print[i].pos << s->shift;
		if (at < begin)
			part.print++;
		else if (at < end)
			part.n++;
	}
	part.units = end - begin;
	represent(st, &part, v->cluster);
}

enum cluster_kind
cluster_kind_of(const struct alignment *al, uint32_t units, uint32_t other)
{
	uint32_t begin, end, more;

	stretch(al->run, al->n_runs, &begin, &end);
	more = begin > units - end ? begin : units - end;
	if (al->n_runs > 0 && more >= ARTICLE && more > units / 5)
		return CLUSTER_CONTAINS;
	if (units < other - other / 5)
		return CLUSTER_ABRIDGED;
	if (other < units - units / 5)
		return CLUSTER_CONTAINS;
	return CLUSTER_COPY;
}

/* Align the record with representative r; the best so far is kept. */
static double
tell_rep(struct cluster_state *st, uint32_t r, struct cluster_verdict *v)
{
	struct align_text other = text_of(st, r);
	struct alignment al;

	align_with(&st->aligner, &other, &al);
	if (al.score <= v->score)
		return al.sure;
	v->rep = r;
	v->score = al.score;
	v->coverage = al.of_a;
	v->kind = cluster_kind_of(&al, st->aligner.text.units, other.units);
	if (al.n_runs > st->cap_best) {
		st->cap_best = al.n_runs * 2;
		st->best =
		    xreallocarray(st->best, st->cap_best, sizeof(*st->best));
	}
	if (al.n_runs > 0)
		memcpy(st->best, al.run, al.n_runs * sizeof(*st->best));
	v->n_runs = al.n_runs;
	v->run = st->best;
	return al.sure;
}

/* How the record relates to cluster c: to its first record where they align
 * well, else to the representative it aligns with best. */
static void
describe(struct cluster_state *st, uint32_t c, struct cluster_verdict *v)
{
	uint32_t r = cluster_group(st, c)->first, n;

	v->score = -1;
	if (tell_rep(st, r, v) < st->rule.assign)
		for (n = 1; n < REPS_MAX &&
		     (r = cluster_rep(st, r)->next) != CLUSTER_NONE;
		     n++)
			tell_rep(st, r, v);
}

void
cluster_tell(
    struct cluster_state *st, const struct sketch *s, struct cluster_verdict *v)
{
	begin(st, s);
	v->score = -1;
	tell_rep(st, v->rep, v);
	align_end(&st->aligner);
}

static void
add_near(
    struct cluster_state *st, const struct sketch *s, struct cluster_verdict *v)
{
	uint32_t best;

	cluster_find(st, s);
	if (st->n_cand == 0)
		return;
	begin(st, s);
	best = choose(st);
	if (best != CLUSTER_NONE) {
		describe(st, best, v);
		v->dup = true;
		v->cluster = v->of = merge_all(st, best, v);
	}
	align_end(&st->aligner);
}

void
cluster_add(struct cluster_state *st, const struct sketch *s,
    struct hash128 folded, uint64_t raw, struct cluster_verdict *v)
{
	uint32_t c;

	*v =
	    (struct cluster_verdict){.cluster = st->n_group, .of = st->n_group};
	if (s->units == 0) {
		new_group(st, raw);
		return;
	}
	if (cluster_find_folded(st, folded, &c)) {
		v->cluster = v->of = cluster_root(st, c);
		v->dup = true;
		v->kind = cluster_group(st, v->of)->raw == raw ? CLUSTER_EXACT
							       : CLUSTER_FOLDED;
		v->score = v->coverage = 1;
		return;
	}
	if (st->rule.near)
		add_near(st, s, v);
	if (!v->dup)
		new_group(st, raw);
	exact_add(&st->folded, folded, v->cluster);
	if (st->rule.near && v->dup && v->kind == CLUSTER_CONTAINS)
		represent_part(st, s, v);
	else if (st->rule.near)
		represent(st, s, v->cluster);
}
