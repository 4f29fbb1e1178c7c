/* SPDX-License-Identifier: ISC */
/*
 * The steps that work on groups of lines.  What they write depends on the set
 * of lines of each group alone: nodes are sorted here, equal ones counted.
 */
#include "stage.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

enum { NODE = STAGE_NODE };

void
stage_free(struct stage *st)
{
	buf_free(&st->key);
	buf_free(&st->sketch);
	free(st->node);
	buf_free(&st->queries);
	align_free(&st->aligner);
	free(st->print[0]);
	free(st->print[1]);
	roll_free(&st->members);
	roll_free(&st->edges);
	stage_link_free(st->link);
	stage_drop_free(st);
}

static void
put_line(struct job *j, struct view line)
{
	buf_put_view(&j->out, line);
	buf_putc(&j->out, '\n');
	j->n.out++;
}

static struct stage_node *
add_node(struct stage *st, struct view name, struct view prints)
{
	struct stage_node *node;

	if (st->n_node == st->cap_node) {
		st->cap_node += st->cap_node / 2 + 64;
		st->node =
		    xreallocarray(st->node, st->cap_node, sizeof(*st->node));
	}
	node = &st->node[st->n_node++];
	memcpy(node->name, name.p, NODE);
	node->prints = stage_number(prints);
	return node;
}

static int
by_name(const void *a, const void *b)
{
	return memcmp(((const struct stage_node *)a)->name,
	    ((const struct stage_node *)b)->name, NODE);
}

static void
sort_nodes(struct stage *st)
{
	if (st->n_node > 0)
		qsort(st->node, st->n_node, sizeof(*st->node), by_name);
}

/* Sort the group's nodes, each once. */
static void
distinct_nodes(struct stage *st)
{
	size_t i, m = 0;

	sort_nodes(st);
	for (i = 0; i < st->n_node; i++)
		if (m == 0 || by_name(&st->node[m - 1], &st->node[i]) != 0)
			st->node[m++] = st->node[i];
	st->n_node = m;
}

/* A node and those after it to which the print leads. */
static void
put_pairs(struct stage *st, size_t i, bool alone, struct job *j)
{
	const struct stage_node *node = &st->node[i], *other;
	bool any = false;
	size_t k;

	pair_mark(&st->marks, &node->near);
	for (k = i + 1; k < st->n_node; k++) {
		other = &st->node[k];
		if (!alone && !pair_meets(&st->marks, &other->near))
			continue;
		if (!any) {
			buf_put(&j->out, node->name, NODE);
			buf_puts(&j->out, "\tp");
		}
		any = true;
		buf_putc(&j->out, '\t');
		buf_put(&j->out, other->name, NODE);
		buf_putc(&j->out, '\t');
		buf_put_u64(&j->out,
		    node->prints < other->prints ? node->prints
						 : other->prints);
	}
	pair_unmark(&st->marks, &node->near);
	if (any)
		buf_putc(&j->out, '\n');
	j->n.out += any;
}

static unsigned
hex4(const unsigned char *p)
{
	unsigned x = 0, i;

	for (i = 0; i < 4; i++)
		x = x << 4 |
		    (unsigned)(p[i] <= '9' ? p[i] - '0' : p[i] - 'a' + 10);
	return x;
}

/* The hash of a print's key. */
static uint32_t
hash_of(const struct stage *st)
{
	return hex4(st->key.data + 1) << 16 | hex4(st->key.data + 5);
}

/* One more node that has the print.  Once there are so many that it leads to
 * none, they are only counted. */
static void
add_match(struct stage *st, const struct view *f)
{
	const size_t most = (size_t)PAIR_COMMON * st->rule.pair.bucket;

	st->lines++;
	if (st->crowded)
		return;
	stage_marks(f[3], &add_node(st, f[1], f[2])->near);
	if (st->n_node > most * 2) {
		distinct_nodes(st);
		st->crowded = st->n_node > most;
	}
}

/* Pair the first nodes that have the print with each after them. */
static void
end_match(struct stage *st, struct job *j)
{
	size_t n, i;

	distinct_nodes(st);
	n = st->n_node;
	st->over += n > st->rule.pair.bucket;
	st->largest = st->lines > st->largest ? st->lines : st->largest;
	st->lines = 0;
	st->crowded = false;
	if (n < 2 || !pair_leads(&st->rule.pair, hash_of(st), n))
		return;
	for (i = 0; i + 1 < n && i < st->rule.pair.bucket; i++)
		put_pairs(st, i, pair_alone(&st->rule.pair, n), j);
}

static int
no_sketch(const struct stage *st, struct buf *why)
{
	buf_clear(why);
	buf_puts(why, "no sketch of ");
	buf_put_view(why, buf_view(&st->key));
	buf_puts(why, ": lines are missing, or not sorted");
	return -1;
}

/* Send the node's sketch to each that shares enough prints with it. */
static int
end_join(struct stage *st, struct job *j, struct buf *why)
{
	const struct stage_node *p = st->node;
	size_t n = st->n_node, i, k;
	uint32_t less;

	sort_nodes(st);
	if (n > 0 && st->sketch.len == 0)
		return no_sketch(st, why);
	for (i = 0; i < n; i = k) {
		for (k = i + 1; k < n && by_name(&p[i], &p[k]) == 0;)
			k++;
		less = p[i].prints;
		if (!pair_enough(&st->rule.pair, (uint32_t)(k - i), less, less))
			continue;
		buf_put(&j->out, p[i].name, NODE);
		buf_puts(&j->out, "\tq\t");
		buf_put_view(&j->out, buf_view(&st->key));
		buf_putc(&j->out, '\t');
		put_line(j, buf_view(&st->sketch));
	}
	return 0;
}

/* The sketch of fields UNITS LEVEL SHIFT PRINTS, in the given half. */
static struct align_text
read_sketch(struct stage *st, const struct view *f, unsigned half)
{
	struct align_text t = {.n = (uint32_t)(f[3].len / 8),
	    .units = stage_number(f[0]),
	    .level = (uint8_t)stage_number(f[1]),
	    .shift = (uint8_t)stage_number(f[2])};
	struct align_print *print;
	uint32_t i;

	if (st->cap_print[half] <= t.n) {
		st->cap_print[half] = (size_t)t.n * 2 + 64;
		st->print[half] = xreallocarray(
		    st->print[half], st->cap_print[half], sizeof(*print));
	}
	print = st->print[half];
	for (i = 0; i < t.n; i++)
		print[i] = (struct align_print){(uint16_t)hex4(f[3].p + 8 * i),
		    (uint16_t)hex4(f[3].p + 8 * i + 4)};
	t.print = print;
	return t;
}

static void
score_one(struct stage *st, const struct view *f, struct job *j)
{
	struct align_text other = read_sketch(st, f + 3, 1);
	struct alignment al;
	unsigned score;

	align_with(&st->aligner, &other, &al);
	score = align_permille(&al);
	if (score < st->rule.pair.edge)
		return;
	buf_put_view(&j->out, f[2]);
	buf_puts(&j->out, "\te\t");
	buf_put_view(&j->out, f[0]);
	buf_putc(&j->out, '\t');
	buf_put_u64(&j->out, score);
	buf_putc(&j->out, '\n');
	j->n.out++;
}

static int
end_score(struct stage *st, struct job *j, struct buf *why)
{
	const unsigned char *p = st->queries.data, *end, *q;
	struct view f[STAGE_FIELDS];
	struct align_text text;

	if (st->queries.len == 0)
		return 0;
	if (st->sketch.len == 0)
		return no_sketch(st, why);
	stage_split(buf_view(&st->sketch), f, STAGE_FIELDS);
	text = read_sketch(st, f, 0);
	align_begin(&st->aligner, text);
	for (end = p + st->queries.len; p < end; p = q + 1) {
		q = memchr(p, '\n', (size_t)(end - p));
		stage_split((struct view){p, (size_t)(q - p)}, f, STAGE_FIELDS);
		score_one(st, f, j);
	}
	align_end(&st->aligner);
	return 0;
}

static int
end_group(struct stage *st, struct job *j, struct buf *why)
{
	int rc = 0;

	if (st->rule.step == STAGE_MATCH)
		end_match(st, j);
	else if (st->rule.step == STAGE_JOIN)
		rc = end_join(st, j, why);
	else
		rc = end_score(st, j, why);
	buf_clear(&st->key);
	buf_clear(&st->sketch);
	st->n_node = 0;
	buf_clear(&st->queries);
	return rc;
}

/* Whether a group begins with key: 1, 0, or -1: it was there before. */
static int
is_next(const struct stage *st, struct view key)
{
	size_t less = key.len < st->key.len ? key.len : st->key.len;
	int d;

	if (st->key.len == 0)
		return 1;
	d = memcmp(key.p, st->key.data, less);
	return d != 0 ? (d > 0 ? 1 : -1) : key.len != st->key.len;
}

static void
add_to_group(struct stage *st, struct view line, struct job *j)
{
	struct view f[STAGE_FIELDS], list = stage_list(line), node, prints;

	switch (stage_kind(line, f)) {
	case 'h':
		add_match(st, f);
		break;
	case 'm':
		put_line(j, line);
		break;
	case 's':
		if (st->sketch.len > 0) /* of another record, the same */
			break;
		buf_put(
		    &st->sketch, f[2].p, (size_t)(line.p + line.len - f[2].p));
		if (st->rule.step != STAGE_SCORE)
			put_line(j, line);
		break;
	case 'p':
		while (stage_next_pair(&list, &node, &prints))
			(void)add_node(st, node, prints);
		break;
	case 'q':
		buf_put_view(&st->queries, line);
		buf_putc(&st->queries, '\n');
		break;
	}
}

int
stage_add(struct stage *st, struct view line, struct job *j, struct buf *why)
{
	struct view f[STAGE_FIELDS];
	int next;

	(void)stage_split(line, f, STAGE_FIELDS);
	if (st->rule.step == STAGE_LINK) {
		roll_add(f[1].p[0] == 'm' ? &st->members : &st->edges, line);
		return 0;
	}
	next = is_next(st, f[0]);
	if (next == -1) {
		buf_clear(why);
		buf_puts(
		    why, "not sorted by the first field (LC_ALL=C sort): ");
		buf_put_view(why, f[0]);
		return -1;
	}
	if (next == 1) {
		if (end_group(st, j, why) == -1)
			return -1;
		buf_put_view(&st->key, f[0]);
	}
	add_to_group(st, line, j);
	return 0;
}

int
stage_end(struct stage *st, struct job *j, struct buf *why)
{
	if (st->rule.step == STAGE_LINK)
		return stage_link_end(st, j, why);
	return st->key.len > 0 ? end_group(st, j, why) : 0;
}
