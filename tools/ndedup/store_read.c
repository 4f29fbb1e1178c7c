/* SPDX-License-Identifier: ISC */
/*
 * The file is mapped, and all but what later runs appended to the lists is used
 * where it lies: knowing a million records costs no more than reading the lists
 * and hashes of texts once.  (What a run changes of old lists it changes in its
 * own memory: the mapping is private.)  The prints, two thirds of a file, are
 * not read but for those that are compared, see cluster_check(), nor is the
 * index but for what is looked up, see index.h.  Arrays lie in the file as in
 * memory (an index does not travel to a machine with another byte order, and
 * says so). Hashes find damage; what they cannot find, numbers out of range, is
 * looked for in the lists here, and in the tables by those who search in them.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hash.h"
#include "store.h"
#include "xalloc.h"

/* A file that is read from front to back. */
struct reading {
	const unsigned char *map;
	uint64_t at, end;
	uint64_t level[CLUSTER_LEVELS]; /* where each is */
	unsigned n_level;
	bool first; /* run of the file */
};

/* The next array, which is not looked at; bytes are in whole objects. */
static bool
next_part(struct reading *f, size_t size, struct store_part *part,
    const unsigned char **p)
{
	if (f->end - f->at < sizeof(*part))
		return false;
	memcpy(part, f->map + f->at, sizeof(*part));
	f->at += sizeof(*part);
	*p = f->map + f->at;
	if (part->bytes > f->end - f->at || part->bytes % size != 0)
		return false;
	f->at += (part->bytes + STORE_ALIGN - 1) & -(uint64_t)STORE_ALIGN;
	return f->at <= f->end;
}

static bool
is_whole(const struct store_part *part, const unsigned char *p)
{
	uint64_t hash = 0, left = part->bytes;
	size_t n;

	for (; left > 0; left -= n, p += n) {
		n = left < STORE_BLOCK ? (size_t)left : STORE_BLOCK;
		hash = store_hash(hash, p, n);
	}
	return hash == part->hash;
}

/* The n objects of size bytes that come next, in the file; NULL: damaged. */
static const void *
get_part(struct reading *f, size_t size, uint64_t *n)
{
	const unsigned char *p;
	struct store_part part;

	if (!next_part(f, size, &part, &p) || !is_whole(&part, p))
		return NULL;
	*n = part.bytes / size;
	return p;
}

/* The next array of lists that only grow: of the first run it is used where it
 * lies, *file; of later ones it is copied behind the `had` objects of *more.
 * Their number, of all runs, is *n. */
static bool
get_list(struct reading *f, void *file, void *more, uint64_t had, uint64_t *n,
    size_t size)
{
	const void *from;
	void **to = more;
	uint64_t count;

	if ((from = get_part(f, size, &count)) == NULL)
		return false;
	*n += count;
	if (f->first) {
		memcpy(file, &from, sizeof(from));
		return true;
	}
	*to = xreallocarray(*to, had + count + 1, size);
	memcpy((unsigned char *)*to + had * size, from, count * size);
	return true;
}

/* Read the lists that only grow. */
static bool
read_lists(struct store *s, struct reading *f)
{
	struct cluster_state *st = s->st;
	struct cluster_file *in = &st->file;
	struct roll *kept = s->kept;
	struct store_size *n = &s->old;
	const uint64_t rep = n->rep - in->n_rep, group = n->group - in->n_group;
	uint64_t parents = n->group, decisions = s->n;
	struct store_part prints;
	const unsigned char *p;

	if (!next_part(f, sizeof(*st->pool), &prints, &p) ||
	    !get_list(f, &in->rep, &st->rep, rep, &n->rep, sizeof(*st->rep)) ||
	    !get_list(f, &in->group, &st->group, group, &n->group,
		sizeof(*st->group)) ||
	    !get_list(f, &in->parent, &st->parent, group, &parents,
		sizeof(*st->parent)) ||
	    !get_list(f, &kept->file.end, &kept->end, group, &n->name,
		sizeof(*kept->end)) ||
	    !get_list(f, &kept->file.bytes, &kept->bytes.data, kept->bytes.len,
		&n->byte, 1) ||
	    !get_list(f, &s->file, &s->decision, s->n - s->n_file, &decisions,
		sizeof(*s->decision)))
		return false;
	if (n->rep >= UINT32_MAX || n->group >= INDEX_MANY ||
	    decisions >= UINT32_MAX || parents != n->group ||
	    n->name != n->group)
		return false;
	if (f->first) {
		in->n_rep = (uint32_t)n->rep;
		in->n_group = (uint32_t)n->group;
		kept->file.n = n->name;
		kept->file.len = n->byte;
		s->n_file = (uint32_t)decisions;
	}
	st->n_rep = (uint32_t)n->rep;
	st->cap_rep = st->n_rep - in->n_rep;
	st->n_group = (uint32_t)n->group;
	st->cap_group = st->n_group - in->n_group;
	kept->n = n->name;
	kept->cap = kept->n - kept->file.n;
	kept->bytes.len = kept->bytes.cap = n->byte - kept->file.len;
	s->n = (uint32_t)decisions;
	s->cap = s->n - s->n_file;
	return true;
}

/* What a run changed of earlier groups and representatives. */
static bool
patch(struct store *s, struct reading *f)
{
	struct cluster_state *st = s->st;
	const struct store_group *g;
	const struct store_rep *r;
	uint64_t n, m, i;

	if ((g = get_part(f, sizeof(*g), &n)) == NULL ||
	    (r = get_part(f, sizeof(*r), &m)) == NULL)
		return false;
	for (i = 0; i < n; i++) {
		if (g[i].i >= st->n_group)
			return false;
		*cluster_group(st, g[i].i) = g[i].group;
		*cluster_parent(st, g[i].i) = g[i].parent;
	}
	for (i = 0; i < m; i++) {
		if (r[i].i >= st->n_rep)
			return false;
		cluster_rep(st, r[i].i)->next = r[i].next;
	}
	return true;
}

/* Where the run's level is: it may be in a later one, too. */
static bool
pass_level(struct reading *f)
{
	const unsigned char *p;
	const uint64_t *covers;
	struct store_part part;
	uint64_t n;
	unsigned i;

	covers = get_part(f, sizeof(*covers), &n);
	if (covers == NULL || n != 1 || *covers > f->n_level)
		return false;
	f->n_level -= (unsigned)*covers;
	if (f->n_level == CLUSTER_LEVELS)
		return false;
	f->level[f->n_level++] = f->at;
	for (i = 0; i < 2 * 3; i++)
		if (!next_part(f, 1, &part, &p))
			return false;
	return true;
}

/* The numbers that a table does not tell itself. */
static bool
get_numbers(struct reading *f, uint64_t *cap, uint64_t *n)
{
	const uint64_t *number;
	uint64_t count;

	number = get_part(f, sizeof(*number), &count);
	if (number == NULL || count != 2)
		return false;
	*cap = number[0];
	*n = number[1];
	return true;
}

static bool
get_set(struct reading *f, struct exact_set *e)
{
	const void *p = NULL;

	if (get_numbers(f, &e->cap, &e->n))
		p = get_part(f, EXACT_SIZE, &e->slots);
	e->slot = (unsigned char *)(uintptr_t)p;
	return p != NULL && exact_check(e);
}

static bool
get_index(struct reading *f, struct index_table *t, bool *damaged)
{
	const unsigned char *p;
	struct store_part part;

	if (!get_numbers(f, &t->cap, &t->n) ||
	    !next_part(f, sizeof(*t->bucket), &part, &p))
		return false;
	t->bucket = (struct index_bucket *)(uintptr_t)p;
	t->buckets = part.bytes / sizeof(*t->bucket);
	t->damaged = damaged;
	return index_check(t);
}

static bool
get_levels(struct cluster_state *st, struct reading *f)
{
	struct cluster_level *l;
	unsigned i;

	for (i = 0; i < f->n_level; i++) {
		l = &st->old[i];
		f->at = f->level[i];
		if (!get_set(f, &l->folded) || !get_set(f, &l->seen) ||
		    !get_index(f, &l->index, &st->damaged))
			return false;
	}
	st->n_old = f->n_level;
	return true;
}

/* Nothing points outside of anything. */

static bool
check_clusters(const struct cluster_state *st)
{
	const struct cluster_group *g;
	const struct cluster_rep *r;
	uint32_t i;

	for (i = 0; i < st->n_group; i++) {
		g = cluster_group(st, i);
		if (*cluster_parent(st, i) > i ||
		    (g->first >= st->n_rep && g->first != CLUSTER_NONE) ||
		    (g->last >= st->n_rep && g->last != CLUSTER_NONE) ||
		    (g->first == CLUSTER_NONE) != (g->last == CLUSTER_NONE))
			return false;
	}
	for (i = 0; i < st->n_rep; i++) {
		r = cluster_rep(st, i);
		if (r->at > st->file.n_print ||
		    r->n > st->file.n_print - r->at || r->shift > 16 ||
		    r->level > SKETCH_LEVEL_MAX ||
		    (r->next >= st->n_rep && r->next != CLUSTER_NONE))
			return false;
	}
	return true;
}

static bool
check_store(const struct store *s)
{
	const struct store_decision *d;
	const struct roll *k = s->kept;
	uint64_t end = 0, here;
	uint32_t i;

	if (!check_clusters(s->st))
		return false;
	for (i = 0; i < k->n; i++) {
		here = i < k->file.n ? k->file.end[i] : k->end[i - k->file.n];
		if (here < end || (i < k->file.n && here > k->file.len) ||
		    (i >= k->file.n && here < k->file.len))
			return false;
		end = here;
	}
	for (i = 0; i < s->n; i++) {
		d = store_decision(s, i);
		if (d->of >= s->st->n_group || d->kind >= CLUSTER_KINDS ||
		    (d->kind > CLUSTER_FOLDED && d->rep != STORE_KEPT &&
			d->rep >= s->st->n_rep))
			return false;
	}
	return end == s->old.byte;
}

static int
check_header(struct store *s, const struct store_header *want, struct buf *why)
{
	struct store_header got = {0};

	if (s->mapped >= sizeof(got))
		memcpy(&got, s->map, sizeof(got));
	if (memcmp(got.magic, want->magic, sizeof(got.magic)) != 0)
		return store_failed(s, why, "not an index of ndedup");
	if (got.order != want->order)
		return store_failed(
		    s, why, "index made on a machine of another kind");
	if (got.version != want->version)
		return store_failed(
		    s, why, "index made by another version of ndedup");
	if (memcmp(&got, want, sizeof(got)) != 0)
		return store_failed(s, why,
		    "index made with other options "
		    "(--exact, --folded, --noisy, --fast, "
		    "-u)");
	return 0;
}

/* Where the file ends. */
static bool
read_end(struct store *s)
{
	struct store_end end[2];
	unsigned i;

	s->end = 0;
	if (s->mapped < sizeof(struct store_header) + sizeof(end))
		return false;
	memcpy(end, (const unsigned char *)s->map + sizeof(struct store_header),
	    sizeof(end));
	for (i = 0; i < 2; i++)
		if (end[i].end > s->end &&
		    hash64(&end[i], 2 * sizeof(uint64_t)) == end[i].hash) {
			s->base = end[i].base;
			s->end = end[i].end;
			s->slot = i;
		}
	return s->end > 0 && s->end <= s->mapped && s->end % STORE_ALIGN == 0;
}

static bool
map_file(struct store *s)
{
	struct stat sb;

	if (fstat(s->lock, &sb) == -1 || sb.st_size <= 0)
		return false;
	s->mapped = (size_t)sb.st_size;
	s->map = mmap(NULL, s->mapped, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_NORESERVE, s->lock, 0);
	if (s->map == MAP_FAILED)
		s->map = NULL;
	return s->map != NULL;
}

static bool
read_runs(struct store *s)
{
	struct reading f = {
	    .map = s->map, .at = STORE_FIRST, .end = s->end, .first = true};
	struct cluster_file *in = &s->st->file;

	in->print = s->map;
	in->n_print = s->end / sizeof(*in->print);
	do {
		if (!read_lists(s, &f) || !patch(s, &f) || !pass_level(&f) ||
		    (f.first && f.at != s->base))
			return false;
		f.first = false;
	} while (f.at < f.end);
	if (!get_levels(s->st, &f) || !check_store(s))
		return false;
	/* Where new ones will be, when they are appended. */
	in->n_print += sizeof(struct store_part) / sizeof(*in->print);
	return true;
}

int
store_read(struct store *s, const struct store_header *want, struct buf *why)
{
	if (!map_file(s))
		return store_failed(s, why, "cannot be mapped into memory");
	if (check_header(s, want, why) == -1)
		return -1;
	if (!read_end(s) || !read_runs(s))
		return store_failed(s, why, STORE_DAMAGED);
	s->n_old = s->n;
	s->again = xcalloc((size_t)s->n + 1, sizeof(*s->again));
	s->st->log.on = true;
	s->st->log.n_group = s->st->n_group;
	s->st->log.n_rep = s->st->n_rep;
	return 0;
}
