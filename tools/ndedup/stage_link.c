/* SPDX-License-Identifier: ISC */
/*
 * Average link over the nodes of all lines: the same as over each component by
 * itself, for clusters without an edge between never meet.
 */
#include <stdlib.h>
#include <string.h>

#include "link.h"
#include "stage.h"
#include "xalloc.h"

enum { NODE = STAGE_NODE, PIECE = 256 * 1024 };

/* A record: NODE m RANK ID. */
struct member {
	struct view line;
	uint32_t node;
};

struct stage_link {
	struct member *member; /* by line: by node, rank and id */
	size_t n, told;
	size_t *first;	/* of each node, its smallest member ... */
	uint32_t *root; /* ... and its cluster */
	size_t *best;	/* of each cluster, its smallest member */
	uint32_t n_node;
};

void
stage_link_free(struct stage_link *l)
{
	if (l == NULL)
		return;
	free(l->member);
	free(l->first);
	free(l->root);
	free(l->best);
	free(l);
}

static int
compare(struct view a, struct view b)
{
	int d = memcmp(a.p, b.p, a.len < b.len ? a.len : b.len);

	return d != 0 ? d : (a.len > b.len) - (a.len < b.len);
}

static int
by_line(const void *a, const void *b)
{
	return compare(
	    ((const struct member *)a)->line, ((const struct member *)b)->line);
}

/* RANK, tab, ID. */
static struct view
rank_of(const struct member *m)
{
	return (struct view){m->line.p + NODE + 3, m->line.len - NODE - 3};
}

static struct view
id_of(const struct member *m)
{
	const unsigned char *p = m->line.p, *end = p + m->line.len, *q = end;

	while (q[-1] != '\t')
		q--;
	return (struct view){q, (size_t)(end - q)};
}

/* Order the members, number the nodes. */
static void
make_nodes(struct stage_link *l, const struct roll *lines)
{
	size_t i;

	l->n = lines->n;
	l->member = xmallocarray(l->n + 1, sizeof(*l->member));
	l->first = xmallocarray(l->n + 1, sizeof(*l->first));
	for (i = 0; i < l->n; i++)
		l->member[i].line = roll_name(lines, i);
	qsort(l->member, l->n, sizeof(*l->member), by_line);
	for (i = 0; i < l->n; i++) {
		if (i == 0 ||
		    memcmp(l->member[i].line.p, l->member[i - 1].line.p,
			NODE) != 0)
			l->first[l->n_node++] = i;
		l->member[i].node = l->n_node - 1;
	}
}

/* The number of a node, or UINT32_MAX. */
static uint32_t
find_node(const struct stage_link *l, const unsigned char *name)
{
	uint32_t lo = 0, hi = l->n_node, mid;
	int d;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		d = memcmp(l->member[l->first[mid]].line.p, name, NODE);
		if (d == 0)
			return mid;
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return UINT32_MAX;
}

/* NODE e NODE SCORE; checked before, but the nodes may be unknown. */
static int
read_edge(const struct stage_link *l, struct view line, struct link_edge *e,
    struct buf *why)
{
	const unsigned char *p = line.p + NODE + 3;
	const unsigned char *digit = p + NODE + 1, *end = line.p + line.len;
	uint32_t a = find_node(l, line.p), b = find_node(l, p);

	if (a == UINT32_MAX || b == UINT32_MAX || a == b) {
		buf_clear(why);
		buf_puts(why, "no record has the text ");
		buf_put(why, a == UINT32_MAX ? line.p : p, NODE);
		buf_puts(why, ": lines are missing");
		return -1;
	}
	*e = (struct link_edge){a < b ? a : b, a < b ? b : a, 0};
	for (; digit < end; digit++)
		e->score = e->score * 10 + (*digit - '0');
	return 0;
}

static int
make_clusters(struct stage *st, struct stage_link *l, struct buf *why)
{
	const size_t m = st->edges.n, room = (size_t)l->n_node + 1;
	struct link_edge *edge = xmallocarray(m + 1, sizeof(*edge));
	uint32_t *weight = xcalloc(room, sizeof(*weight)), c;
	size_t i;
	int rc = 0;

	for (i = 0; i < m && rc == 0; i++)
		rc = read_edge(l, roll_name(&st->edges, i), &edge[i], why);
	for (i = 0; i < l->n; i++)
		weight[l->member[i].node]++;
	l->root = xmallocarray(room, sizeof(*l->root));
	l->best = xmallocarray(room, sizeof(*l->best));
	if (rc == 0) {
		link_average(l->n_node, edge, m, weight,
		    st->rule.pair.threshold, st->rule.pair.bucket, l->root);
		for (i = 0; i < l->n_node; i++)
			l->best[i] = SIZE_MAX;
		for (i = 0; i < l->n_node; i++) {
			c = l->root[i];
			if (l->best[c] == SIZE_MAX ||
			    compare(rank_of(&l->member[l->first[i]]),
				rank_of(&l->member[l->best[c]])) < 0)
				l->best[c] = l->first[i];
		}
	}
	free(edge);
	free(weight);
	return rc;
}

int
stage_link_end(struct stage *st, struct job *j, struct buf *why)
{
	struct stage_link *l = st->link;

	if (l == NULL) {
		l = st->link = xcalloc(1, sizeof(*l));
		make_nodes(l, &st->members);
		if (make_clusters(st, l, why) == -1)
			return -1;
	}
	for (; l->told < l->n && j->out.len < PIECE; l->told++) {
		const struct member *m = &l->member[l->told];

		buf_put_view(&j->out, id_of(m));
		buf_putc(&j->out, '\t');
		buf_put_view(
		    &j->out, id_of(&l->member[l->best[l->root[m->node]]]));
		buf_putc(&j->out, '\n');
		j->n.out++;
	}
	return l->told < l->n;
}
