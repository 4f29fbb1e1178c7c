/* SPDX-License-Identifier: ISC */
/*
 * The file: a header, then arrays, each with its length in bytes and a hash,
 * as they lie in memory (an index does not travel to a machine with another
 * byte order, and says so).  The tables are written with their gaps, so that
 * reading is the speed of the disk.  What was appended by later runs are the
 * same arrays, the entries of the tables as lists, the prints sorted so that
 * entering them walks through the memory.  Hashes find damage; what they cannot
 * find, numbers out of range, is looked for as well.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hash.h"
#include "pages.h"
#include "store.h"
#include "xalloc.h"

static bool
read_whole(int fd, void *p, size_t n)
{
	unsigned char *at = p;
	ssize_t got;

	while (n > 0) {
		got = read(fd, at, n);
		if (got == 0 || (got == -1 && errno != EINTR))
			return false;
		if (got > 0) {
			at += got;
			n -= (size_t)got;
		}
	}
	return true;
}

/* A file that is read from front to back. */
struct reading {
	int fd;
	uint64_t at, end;
};

/* How many objects of size bytes come next. */
static bool
begin_part(struct reading *f, size_t size, struct store_part *part, uint64_t *n)
{
	if (!read_whole(f->fd, part, sizeof(*part)))
		return false;
	f->at += sizeof(*part);
	if (f->at > f->end || part->bytes > f->end - f->at ||
	    part->bytes % size != 0)
		return false;
	f->at += part->bytes;
	*n = part->bytes / size;
	return true;
}

/* Blocks are hashed while they are in the cache. */
static bool
read_part(struct reading *f, void *p, const struct store_part *part)
{
	unsigned char *to = p;
	uint64_t hash = 0, left = part->bytes;
	size_t n;

	for (; left > 0; left -= n, to += n) {
		n = left < STORE_BLOCK ? (size_t)left : STORE_BLOCK;
		if (!read_whole(f->fd, to, n))
			return false;
		hash = store_hash(hash, to, n);
	}
	return hash == part->hash;
}

/* Append an array to *array, which holds *n objects; NULL: none is there, and
 * it will not be NULL. */
static bool
read_more(struct reading *f, void *array, uint64_t *n, size_t size)
{
	void **to = array;
	struct store_part part;
	uint64_t more;

	if (!begin_part(f, size, &part, &more))
		return false;
	*to = xreallocarray(*to, *n + more + 1, size);
	if (!read_part(f, (unsigned char *)*to + *n * size, &part))
		return false;
	*n += more;
	return true;
}

/* The prints of the representatives, in the file. */
static bool
map_pool(struct store *s, struct reading *f)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	struct store_part part;
	uint64_t n, at, i, hash = 0, skip;
	const unsigned char *p;

	if (!begin_part(f, sizeof(*s->st->pool), &part, &n))
		return false;
	at = f->at - part.bytes;
	skip = at % page;
	s->mapped = part.bytes + skip + 1;
	s->map = mmap(
	    NULL, s->mapped, PROT_READ, MAP_PRIVATE, f->fd, (off_t)(at - skip));
	if (s->map == MAP_FAILED) {
		s->map = NULL;
		return false;
	}
	p = (const unsigned char *)s->map + skip;
	for (i = 0; i < part.bytes; i += STORE_BLOCK)
		hash = store_hash(hash, p + i,
		    part.bytes - i < STORE_BLOCK ? part.bytes - i
						 : STORE_BLOCK);
	s->st->pool_file = (const struct align_print *)(const void *)p;
	s->st->n_file = s->old.pool = n;
	return hash == part.hash && lseek(f->fd, (off_t)f->at, SEEK_SET) != -1;
}

/* The same of a later run, into memory. */
static bool
read_pool(struct store *s, struct reading *f)
{
	uint64_t n = s->old.pool - s->st->n_file;

	if (s->map == NULL)
		return map_pool(s, f);
	if (!read_more(f, &s->st->pool, &n, sizeof(*s->st->pool)))
		return false;
	s->st->cap_pool = n;
	s->old.pool = s->st->n_file + n;
	return true;
}

/* Read the lists that only grow. */
static bool
read_lists(struct store *s, struct reading *f)
{
	struct cluster_state *st = s->st;
	struct store_size *n = &s->old;
	uint64_t parents = n->group, decisions = s->n;

	if (!read_pool(s, f) ||
	    !read_more(f, &st->rep, &n->rep, sizeof(*st->rep)) ||
	    !read_more(f, &st->group, &n->group, sizeof(*st->group)) ||
	    !read_more(f, &st->parent, &parents, sizeof(*st->parent)) ||
	    !read_more(f, &s->kept->end, &n->name, sizeof(*s->kept->end)) ||
	    !read_more(f, &s->kept->bytes.data, &n->byte, 1) ||
	    !read_more(f, &s->decision, &decisions, sizeof(*s->decision)))
		return false;
	if (n->rep >= UINT32_MAX || n->group >= UINT32_MAX ||
	    decisions >= UINT32_MAX || parents != n->group ||
	    n->name != n->group)
		return false;
	st->n_rep = st->cap_rep = (uint32_t)n->rep;
	st->n_pool = n->pool;
	st->n_group = st->cap_group = (uint32_t)n->group;
	s->kept->n = s->kept->cap = n->name;
	s->kept->bytes.len = s->kept->bytes.cap = n->byte;
	s->n = s->cap = (uint32_t)decisions;
	return true;
}

/* A table with its gaps, in pages of its own; before it the numbers that it
 * does not tell itself. */
static void *
read_table(
    struct reading *f, size_t size, uint64_t *cap, uint64_t *n, uint64_t *slots)
{
	struct store_part part;
	uint64_t number[2];
	void *p;

	if (!begin_part(f, sizeof(*number), &part, n) || *n != 2 ||
	    !read_part(f, number, &part) || !begin_part(f, size, &part, slots))
		return NULL;
	*cap = number[0];
	*n = number[1];
	p = pages_alloc(part.bytes);
	if (*n <= *cap && read_part(f, p, &part))
		return p;
	pages_free(p, part.bytes);
	return NULL;
}

static bool
read_set(struct reading *f, struct exact_set *e)
{
	e->slot = read_table(f, EXACT_SIZE, &e->cap, &e->n, &e->slots);
	return e->slot != NULL && e->cap < UINT32_MAX;
}

static bool
read_index(struct reading *f, struct index_table *t)
{
	t->slot = read_table(f, sizeof(*t->slot), &t->cap, &t->n, &t->slots);
	return t->slot != NULL;
}

static bool
read_base(struct store *s, struct reading *f)
{
	struct cluster_state *st = s->st;

	return read_lists(s, f) && read_set(f, &st->folded) &&
	    read_set(f, &s->seen) && read_index(f, &st->index) &&
	    index_check(&st->index, st->n_group) &&
	    exact_check(&st->folded, st->n_group) &&
	    exact_check(&s->seen, s->n);
}

/* Enter hashes in a set, with numbers below limit. */
static bool
enter(struct reading *f, struct exact_set *e, uint32_t limit)
{
	struct log_hash *x = NULL;
	uint64_t n = 0, i;
	bool good = read_more(f, &x, &n, sizeof(*x));

	for (i = 0; good && i < n; i++) {
		good = x[i].number < limit;
		if (good)
			exact_add(
			    e, (struct hash128){x[i].hi, x[i].lo}, x[i].number);
	}
	free(x);
	return good;
}

static bool
enter_posts(struct store *s, struct reading *f)
{
	uint64_t *x = NULL, n = 0, i;
	bool good = read_more(f, &x, &n, sizeof(*x));

	for (i = 0; good && i < n; i++) {
		good = (uint32_t)x[i] < s->st->n_group;
		if (good)
			index_add(&s->st->index, (uint32_t)(x[i] >> 32),
			    (uint32_t)x[i], NULL);
	}
	free(x);
	return good;
}

/* What a later run changed of earlier groups and representatives. */
static bool
patch(struct store *s, struct reading *f)
{
	struct cluster_state *st = s->st;
	struct store_group *g = NULL;
	struct store_rep *r = NULL;
	uint64_t n = 0, m = 0, i;
	bool good = read_more(f, &g, &n, sizeof(*g)) &&
	    read_more(f, &r, &m, sizeof(*r));

	for (i = 0; good && i < n; i++) {
		good = g[i].i < st->n_group;
		if (good) {
			st->group[g[i].i] = g[i].group;
			st->parent[g[i].i] = g[i].parent;
		}
	}
	for (i = 0; good && i < m; i++) {
		good = r[i].i < st->n_rep;
		if (good)
			st->rep[r[i].i].next = r[i].next;
	}
	free(g);
	free(r);
	return good;
}

static bool
read_appended(struct store *s, struct reading *f)
{
	return read_lists(s, f) && patch(s, f) &&
	    enter(f, &s->st->folded, s->st->n_group) &&
	    enter(f, &s->seen, s->n) && enter_posts(s, f);
}

/* Nothing points outside of anything. */

static bool
check_clusters(const struct cluster_state *st)
{
	const struct cluster_group *g;
	const struct cluster_rep *r;
	uint32_t i;

	for (i = 0; i < st->n_group; i++) {
		g = &st->group[i];
		if (st->parent[i] > i ||
		    (g->first >= st->n_rep && g->first != CLUSTER_NONE) ||
		    (g->last >= st->n_rep && g->last != CLUSTER_NONE) ||
		    (g->first == CLUSTER_NONE) != (g->last == CLUSTER_NONE))
			return false;
	}
	for (i = 0; i < st->n_rep; i++) {
		r = &st->rep[i];
		if (r->at > st->n_pool || r->n > st->n_pool - r->at ||
		    r->shift > 16 || r->level > SKETCH_LEVEL_MAX ||
		    (r->next >= st->n_rep && r->next != CLUSTER_NONE))
			return false;
	}
	return true;
}

static bool
check_store(const struct store *s)
{
	const struct store_decision *d;
	uint64_t end = 0;
	uint32_t i;

	if (!check_clusters(s->st))
		return false;
	for (i = 0; i < s->kept->n; i++) {
		if (s->kept->end[i] < end)
			return false;
		end = s->kept->end[i];
	}
	for (i = 0; i < s->n; i++) {
		d = &s->decision[i];
		if (d->of >= s->st->n_group || d->kind >= CLUSTER_KINDS ||
		    (d->kind > CLUSTER_FOLDED && d->rep != STORE_KEPT &&
			d->rep >= s->st->n_rep))
			return false;
	}
	return end == s->kept->bytes.len;
}

static int
read_header(struct store *s, const struct store_header *want, struct buf *why)
{
	struct store_header got;

	if (!read_whole(s->lock, &got, sizeof(got)) ||
	    memcmp(got.magic, want->magic, sizeof(got.magic)) != 0)
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
	struct stat sb;
	unsigned i;

	s->end = 0;
	if (!read_whole(s->lock, end, sizeof(end)) || fstat(s->lock, &sb) == -1)
		return false;
	for (i = 0; i < 2; i++)
		if (end[i].end > s->end &&
		    hash64(&end[i], 2 * sizeof(uint64_t)) == end[i].hash) {
			s->base = end[i].base;
			s->end = end[i].end;
			s->slot = i;
		}
	return s->end > 0 && s->end <= (uint64_t)sb.st_size;
}

int
store_read(struct store *s, const struct store_header *want, struct buf *why)
{
	struct reading f = {
	    s->lock, sizeof(*want) + 2 * sizeof(struct store_end), 0};
	bool good;

	if (read_header(s, want, why) == -1)
		return -1;
	good = read_end(s);
	f.end = s->end;
	good = good && read_base(s, &f) && f.at == s->base;
	while (good && f.at < f.end)
		good = read_appended(s, &f);
	if (!good || !check_store(s))
		return store_failed(s, why, "the index is damaged");
	s->n_old = s->n;
	s->again = xcalloc((size_t)s->n + 1, sizeof(*s->again));
	s->st->log.on = true;
	s->st->log.posts.fd = -1;
	s->st->log.n_group = s->st->n_group;
	s->st->log.n_rep = s->st->n_rep;
	return 0;
}
