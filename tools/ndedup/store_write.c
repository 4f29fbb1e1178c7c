/* SPDX-License-Identifier: ISC */
/*
 * A new file takes the place of the old one when it is whole.  What is appended
 * is safe on the disk before the header says that the file ends behind it, and
 * of the two places for that the one is written that is not in force.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hash.h"
#include "store.h"
#include "xalloc.h"

/* Where parts go: to a new file, or to the end of the old one, or nowhere, to
 * know how long they are. */
struct writing {
	struct store *s;
	enum { COUNT, WRITE, APPEND } how;
	uint64_t at;
	struct buf *why;
};

static const unsigned char zeros[STORE_ALIGN];

static int
put(struct writing *w, const void *p, uint64_t n)
{
	const unsigned char *from = p;
	ssize_t done;

	w->at += n;
	if (w->how == COUNT)
		return 0;
	if (w->how == WRITE)
		return out_write(w->s->out, p, n, w->why);
	for (; n > 0; n -= (size_t)done, from += done) {
		done = pwrite(w->s->lock, from, n, (off_t)(w->at - n));
		if (done == -1 && errno != EINTR)
			return store_failed(w->s, w->why, strerror(errno));
		done = done > 0 ? done : 0;
	}
	return 0;
}

/* An array; its first bytes may lie apart. */
static int
put_pieces(struct writing *w, struct view first, const void *p, uint64_t bytes)
{
	struct store_part part = {first.len + bytes, 0, {0}};
	const unsigned char *rest = p;
	struct buf both = {0};
	uint64_t i, n;
	size_t k;

	for (i = 0; i < part.bytes && w->how != COUNT; i += k) {
		k = part.bytes - i < STORE_BLOCK ? (size_t)(part.bytes - i)
						 : STORE_BLOCK;
		if (i + k <= first.len) {
			part.hash = store_hash(part.hash, first.p + i, k);
			continue;
		}
		if (i >= first.len) {
			part.hash =
			    store_hash(part.hash, rest + (i - first.len), k);
			continue;
		}
		n = first.len - i;
		buf_put(&both, first.p + i, n);
		buf_put(&both, rest + (i + n - first.len), k - n);
		part.hash = store_hash(part.hash, both.data, k);
	}
	buf_free(&both);
	return put(w, &part, sizeof(part)) == -1 ||
		put(w, first.p, first.len) == -1 || put(w, p, bytes) == -1 ||
		put(w, zeros, -part.bytes % STORE_ALIGN) == -1
	    ? -1
	    : 0;
}

static int
put_part(struct writing *w, const void *p, uint64_t bytes)
{
	return put_pieces(w, (struct view){NULL, 0}, p, bytes);
}

static const void *
from(const void *p, uint64_t n, size_t size)
{
	return n > 0 ? (const unsigned char *)p + n * size : p;
}

/* The prints of representatives from number `old` on; those that lie in the
 * file are looked at for the last time. */
static int
put_prints(struct writing *w, uint32_t old)
{
	const struct cluster_state *st = w->s->st;
	const size_t size = sizeof(*st->pool);
	struct store_part part = {st->n_pool * size, 0, {0}};
	const struct align_print *p;
	const struct cluster_rep *r;
	uint32_t i;

	for (i = old; i < st->n_rep; i++)
		if ((r = cluster_rep(st, i))->at < st->file.n_print)
			part.bytes += r->n * size;
	if (put(w, &part, sizeof(part)) == -1)
		return -1;
	for (i = old; i < st->n_rep; i++) {
		r = cluster_rep(st, i);
		if (r->at >= st->file.n_print)
			break;
		p = cluster_prints(st, r);
		if (w->how != COUNT && cluster_check(p, r->n) != r->check)
			return store_failed(w->s, w->why, STORE_DAMAGED);
		if (put(w, p, r->n * size) == -1)
			return -1;
	}
	return put(w, st->pool, st->n_pool * size) == -1 ||
		put(w, zeros, -part.bytes % STORE_ALIGN) == -1
	    ? -1
	    : 0;
}

/* Representatives from number `old` on as they are in the file, where the
 * prints of the first one lie at `at`. */
static int
put_reps(struct writing *w, uint32_t old, uint64_t at)
{
	const struct cluster_state *st = w->s->st;
	struct cluster_rep r;
	struct buf b = {0};
	uint32_t i;
	int rc;

	for (i = old; i < st->n_rep; i++, at += r.n) {
		r = *cluster_rep(st, i);
		if (r.at >= st->file.n_print)
			r.check = cluster_check(cluster_prints(st, &r), r.n);
		r.at = at;
		buf_put(&b, &r, sizeof(r));
	}
	rc = put_part(w, b.data, b.len);
	buf_free(&b);
	return rc;
}

/* Of a list of n objects, whose first n_file lie in the file, those from number
 * old on, which is 0 or not in there. */
static int
put_list(struct writing *w, const void *file, uint64_t n_file, const void *more,
    uint64_t n, uint64_t old, size_t size)
{
	struct view first = {file, 0};

	if (old == 0)
		first.len = (old = n_file) * size;
	return put_pieces(
	    w, first, from(more, old - n_file, size), (n - old) * size);
}

/* The lists that only grow, from what is there on. */
static int
put_lists(struct writing *w, const struct store_size *n, uint32_t decisions)
{
	const struct store *s = w->s;
	const struct cluster_state *st = s->st;
	const struct cluster_file *in = &st->file;
	const struct roll *k = s->kept;
	/* The prints come first, where they are aligned. */
	const uint64_t at =
	    (w->at + sizeof(struct store_part)) / sizeof(*st->pool);

	return put_prints(w, (uint32_t)n->rep) == -1 ||
		put_reps(w, (uint32_t)n->rep, at) == -1 ||
		put_list(w, in->group, in->n_group, st->group, st->n_group,
		    n->group, sizeof(*st->group)) == -1 ||
		put_list(w, in->parent, in->n_group, st->parent, st->n_group,
		    n->group, sizeof(*st->parent)) == -1 ||
		put_list(w, k->file.end, k->file.n, k->end, k->n, n->name,
		    sizeof(*k->end)) == -1 ||
		put_list(w, k->file.bytes, k->file.len, k->bytes.data,
		    k->file.len + k->bytes.len, n->byte, 1) == -1 ||
		put_list(w, s->file, s->n_file, s->decision, s->n, decisions,
		    sizeof(*s->decision)) == -1
	    ? -1
	    : 0;
}

static int
put_set(struct writing *w, const struct exact_set *e)
{
	uint64_t size[2] = {e->cap, e->n};

	return put_part(w, size, sizeof(size)) == -1 ||
		put_part(w, e->slot, e->slots * EXACT_SIZE) == -1
	    ? -1
	    : 0;
}

static int
put_index(struct writing *w, const struct index_table *t)
{
	uint64_t size[2] = {t->cap, t->n};
	struct store_part part = {t->buckets * sizeof(*t->bucket), 0, {0}};

	return put_part(w, size, sizeof(size)) == -1 ||
		put(w, &part, sizeof(part)) == -1 ||
		put(w, t->bucket, part.bytes) == -1
	    ? -1
	    : 0;
}

/* What the groups and representatives that were changed are now. */
static int
put_changed(struct writing *w)
{
	const struct cluster_state *st = w->s->st;
	const struct log *l = &st->log;
	struct store_group g;
	struct store_rep r;
	struct buf b = {0};
	size_t i;
	int rc;

	memset(&g, 0, sizeof(g));
	for (i = 0; i < l->groups.len; i += sizeof(g.i)) {
		memcpy(&g.i, l->groups.data + i, sizeof(g.i));
		g.parent = *cluster_parent(st, g.i);
		g.group = *cluster_group(st, g.i);
		buf_put(&b, &g, sizeof(g));
	}
	rc = put_part(w, b.data, b.len);
	buf_clear(&b);
	for (i = 0; i < l->reps.len; i += sizeof(r.i)) {
		memcpy(&r.i, l->reps.data + i, sizeof(r.i));
		r.next = cluster_rep(st, r.i)->next;
		buf_put(&b, &r, sizeof(r));
	}
	if (rc == 0)
		rc = put_part(w, b.data, b.len);
	buf_free(&b);
	return rc;
}

/* A level to be written, and how many it takes the place of. */
struct put_level {
	struct cluster_level level; /* with covers: memory of its own */
	uint64_t covers;
};

/* All of two levels as one, in memory of its own. */
static struct cluster_level
merged(const struct cluster_level *a, const struct cluster_level *b)
{
	struct cluster_level l = {0};

	index_merge(&l.index, &a->index, &b->index);
	exact_merge(&l.folded, &a->folded, &b->folded);
	exact_merge(&l.seen, &a->seen, &b->seen);
	return l;
}

static void
free_level(struct cluster_level *l)
{
	index_free(&l->index);
	exact_free(&l->folded);
	exact_free(&l->seen);
}

static uint64_t
size_of(const struct cluster_level *l)
{
	return l->index.buckets * INDEX_WAYS + l->folded.slots + l->seen.slots;
}

/* The tables of this run, sealed, and those of the last levels before it which
 * are not much larger (or all): so there are never many, and none is written
 * often. */
static struct put_level
gather(const struct store *s, bool all)
{
	const struct cluster_state *st = s->st;
	const unsigned least = all ? 0 : 1; /* the base stays as it is */
	struct put_level p = {{st->index, st->folded, s->seen}, 0};
	struct cluster_level old;
	unsigned n;

	for (n = st->n_old; n > least; n--) {
		if (!all && n < CLUSTER_LEVELS &&
		    size_of(&st->old[n - 1]) > 2 * size_of(&p.level))
			break;
		old = p.level;
		p.level = merged(&st->old[n - 1], &old);
		if (p.covers++ > 0)
			free_level(&old);
	}
	index_seal(&p.level.index);
	return p;
}

static void
free_put_level(struct put_level *p)
{
	if (p->covers > 0)
		free_level(&p->level);
}

static int
put_level(struct writing *w, const struct put_level *p, uint64_t covers)
{
	const struct cluster_level *l = &p->level;

	return put_part(w, &covers, sizeof(covers)) == -1 ||
		put_set(w, &l->folded) == -1 || put_set(w, &l->seen) == -1 ||
		put_index(w, &l->index) == -1
	    ? -1
	    : 0;
}

static struct store_end
end_at(uint64_t base, uint64_t end)
{
	struct store_end e = {base, end, 0};

	e.hash = hash64(&e, 2 * sizeof(uint64_t));
	return e;
}

static int
put_file(struct writing *w, const struct store_header *h,
    const struct put_level *level, uint64_t bytes)
{
	struct store_end end[2] = {end_at(bytes, bytes), {0}};

	return put(w, h, sizeof(*h)) == -1 || put(w, end, sizeof(end)) == -1 ||
		put(w, zeros, -w->at % STORE_ALIGN) == -1 ||
		put_lists(w, &(struct store_size){0}, 0) == -1 ||
		put_part(w, NULL, 0) == -1 || put_part(w, NULL, 0) == -1 ||
		put_level(w, level, 0) == -1
	    ? -1
	    : 0;
}

/* After tables were read to be merged. */
static int
check_tables(const struct store *s, struct buf *why)
{
	return s->st->damaged ? store_failed(s, why, STORE_DAMAGED) : 0;
}

int
store_write(struct store *s, const struct store_header *h, struct buf *why)
{
	struct put_level level = gather(s, true);
	struct writing w = {s, COUNT, 0, why};
	uint64_t bytes;
	int rc;

	(void)put_file(&w, h, &level, 0);
	bytes = w.at;
	w = (struct writing){s, WRITE, 0, why};
	rc = check_tables(s, why) == -1 ? -1 : put_file(&w, h, &level, bytes);
	free_put_level(&level);
	if (rc == -1 || out_commit(s->out, why) == -1)
		return -1;
	s->made = false;
	return 0;
}

static int
sync_file(const struct store *s, struct buf *why)
{
	return fdatasync(s->lock) == -1 ? store_failed(s, why, strerror(errno))
					: 0;
}

int
store_append(struct store *s, struct buf *why)
{
	struct put_level level = gather(s, false);
	struct writing w = {s, APPEND, s->end, why};
	struct store_end end;
	int rc;

	rc = check_tables(s, why) == -1 ||
		put_lists(&w, &s->old, s->n_old) == -1 ||
		put_changed(&w) == -1 ||
		put_level(&w, &level, level.covers) == -1
	    ? -1
	    : 0;
	free_put_level(&level);
	if (rc == -1 || sync_file(s, why) == -1)
		return -1;
	end = end_at(s->base, w.at);
	w.at = sizeof(struct store_header) + (1 - s->slot) * sizeof(end);
	return put(&w, &end, sizeof(end)) == -1 ? -1 : sync_file(s, why);
}
