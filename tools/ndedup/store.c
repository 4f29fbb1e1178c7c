/* SPDX-License-Identifier: ISC */
/*
 * The file: a header, then arrays, each with its length in bytes and a hash,
 * as they lie in memory (an index does not travel to a machine with another
 * byte order, and says so).  The tables are written with their gaps, so that
 * reading is the speed of the disk.  Hashes find damage; what they cannot
 * find, numbers out of range, is looked for as well.
 */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hash.h"
#include "pages.h"
#include "xalloc.h"

/* What comes before each array. */
struct part {
	uint64_t bytes;
	uint64_t hash;
};

/* The numbers that the arrays do not tell themselves. */
struct sizes {
	uint64_t index_cap, index_n;
	uint64_t folded_cap, folded_n;
	uint64_t seen_cap, seen_n;
};

static int
failed(const struct store *s, struct buf *why, const char *what)
{
	buf_clear(why);
	buf_printf(why, "%s: %s", s->path, what);
	return -1;
}

/* Reading. */

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

/* An array of objects of size bytes: how many in *n; NULL when damaged. */
static void *
read_part(int fd, size_t size, uint64_t *n, bool paged)
{
	struct part part;
	struct stat sb;
	void *p;

	if (!read_whole(fd, &part, sizeof(part)) || fstat(fd, &sb) == -1 ||
	    part.bytes > (uint64_t)sb.st_size || part.bytes % size != 0)
		return NULL;
	*n = part.bytes / size;
	p = paged ? pages_alloc(part.bytes) : xmallocarray(part.bytes + 1, 1);
	if (read_whole(fd, p, part.bytes) && hash64(p, part.bytes) == part.hash)
		return p;
	if (paged)
		pages_free(p, part.bytes);
	else
		free(p);
	return NULL;
}

static bool
fits32(uint64_t n)
{
	return n < UINT32_MAX;
}

static bool
read_set(struct store *s, struct exact_set *e, uint64_t cap, uint64_t n)
{
	if (cap >= UINT32_MAX || n > cap)
		return false;
	e->slot = read_part(s->lock, EXACT_SIZE, &e->slots, true);
	e->cap = cap;
	e->n = n;
	return e->slot != NULL;
}

static bool
read_arrays(struct store *s)
{
	struct cluster_state *st = s->st;
	struct sizes *z;
	uint64_t n, reps = 0, groups = 0, parents = 0, names = 0, bytes = 0;
	bool good;

	z = read_part(s->lock, sizeof(*z), &n, false);
	if (z == NULL || n != 1) {
		free(z);
		return false;
	}
	good = read_set(s, &st->folded, z->folded_cap, z->folded_n) &&
	    read_set(s, &s->seen, z->seen_cap, z->seen_n);
	if (good) {
		st->index.slot = read_part(
		    s->lock, sizeof(*st->index.slot), &st->index.slots, true);
		st->index.cap = z->index_cap;
		st->index.n = z->index_n;
		good = st->index.slot != NULL && z->index_n <= z->index_cap;
	}
	free(z);
	good = good &&
	    (st->rep = read_part(s->lock, sizeof(*st->rep), &reps, false)) !=
		NULL &&
	    (st->pool = read_part(
		 s->lock, sizeof(*st->pool), &st->n_pool, false)) != NULL &&
	    (st->group = read_part(
		 s->lock, sizeof(*st->group), &groups, false)) != NULL &&
	    (st->parent = read_part(
		 s->lock, sizeof(*st->parent), &parents, false)) != NULL &&
	    (s->kept->end = read_part(
		 s->lock, sizeof(*s->kept->end), &names, false)) != NULL &&
	    (s->kept->bytes.data = read_part(s->lock, 1, &bytes, false)) !=
		NULL &&
	    (s->decision = read_part(
		 s->lock, sizeof(*s->decision), &n, false)) != NULL;
	if (!good || !fits32(reps) || !fits32(groups) || !fits32(n) ||
	    parents != groups || names != groups)
		return false;
	st->n_rep = st->cap_rep = (uint32_t)reps;
	st->cap_pool = st->n_pool;
	st->n_group = st->cap_group = (uint32_t)groups;
	s->kept->n = s->kept->cap = names;
	s->kept->bytes.len = s->kept->bytes.cap = bytes;
	s->n = s->n_old = s->cap = (uint32_t)n;
	s->again = xcalloc((size_t)n + 1, sizeof(*s->again));
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
	const struct cluster_state *st = s->st;
	const struct store_decision *d;
	uint64_t end = 0;
	uint32_t i;

	if (!check_clusters(st) || !index_check(&st->index, st->n_group) ||
	    !exact_check(&st->folded, st->n_group) ||
	    !exact_check(&s->seen, s->n))
		return false;
	for (i = 0; i < s->kept->n; i++) {
		if (s->kept->end[i] < end)
			return false;
		end = s->kept->end[i];
	}
	for (i = 0; i < s->n; i++) {
		d = &s->decision[i];
		if (d->of >= st->n_group || d->kind >= CLUSTER_KINDS ||
		    (d->kind > CLUSTER_FOLDED && d->rep != STORE_KEPT &&
			d->rep >= st->n_rep))
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
		return failed(s, why, "not an index of ndedup");
	if (got.order != want->order)
		return failed(
		    s, why, "index made on a machine of another kind");
	if (got.version != want->version)
		return failed(
		    s, why, "index made by another version of ndedup");
	if (memcmp(&got, want, sizeof(got)) != 0)
		return failed(s, why,
		    "index made with other options "
		    "(--exact, --folded, --noisy, --fast, "
		    "-u)");
	return 0;
}

static int
lock(struct store *s, struct buf *why)
{
	struct stat sb, now;

	s->lock = open(s->path, O_RDWR | O_CLOEXEC);
	if (s->lock == -1 && errno == ENOENT) {
		s->lock = open(s->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		s->made = s->lock != -1;
	}
	if (s->lock == -1 || fstat(s->lock, &sb) == -1)
		return failed(s, why, strerror(errno));
	if (!S_ISREG(sb.st_mode))
		return failed(s, why, "not a regular file");
	if (flock(s->lock, LOCK_EX | LOCK_NB) == -1) {
		s->made = false;
		return failed(s, why,
		    errno == EWOULDBLOCK ? "another process is using this index"
					 : strerror(errno));
	}
	/* Between open and lock another process may have put a new index in
	 * its place. */
	if (stat(s->path, &now) == -1 || now.st_ino != sb.st_ino ||
	    now.st_dev != sb.st_dev) {
		s->made = false;
		return failed(s, why, "another process is using this index");
	}
	return sb.st_size > 0;
}

int
store_read(struct store *s, const struct store_header *want, struct buf *why)
{
	if (read_header(s, want, why) == -1)
		return -1;
	return read_arrays(s) && check_store(s)
	    ? 0
	    : failed(s, why, "the index is damaged");
}

int
store_open(struct store *s, const char *path, const struct store_header *want,
    struct buf *why)
{
	int rc;

	s->path = path;
	if ((rc = lock(s, why)) == -1)
		return -1;
	if (rc == 1 && store_read(s, want, why) == -1)
		return -1;
	s->out = out_open(path, false, why);
	return s->out != NULL ? 0 : -1;
}

/* Writing. */

static int
write_part(struct store *s, const void *p, uint64_t bytes, struct buf *why)
{
	struct part part = {bytes, hash64(p, bytes)};

	return out_write(s->out, &part, sizeof(part), why) == -1 ||
		out_write(s->out, p, bytes, why) == -1
	    ? -1
	    : 0;
}

int
store_commit(struct store *s, const struct store_header *h, struct buf *why)
{
	const struct cluster_state *st = s->st;
	struct sizes z = {st->index.cap, st->index.n, st->folded.cap,
	    st->folded.n, s->seen.cap, s->seen.n};
	const struct {
		const void *p;
		uint64_t bytes;
	} all[] = {
	    {&z, sizeof(z)},
	    {st->folded.slot, st->folded.slots * EXACT_SIZE},
	    {s->seen.slot, s->seen.slots * EXACT_SIZE},
	    {st->index.slot, st->index.slots * sizeof(*st->index.slot)},
	    {st->rep, st->n_rep * sizeof(*st->rep)},
	    {st->pool, st->n_pool * sizeof(*st->pool)},
	    {st->group, st->n_group * sizeof(*st->group)},
	    {st->parent, st->n_group * sizeof(*st->parent)},
	    {s->kept->end, s->kept->n * sizeof(*s->kept->end)},
	    {s->kept->bytes.data, s->kept->bytes.len},
	    {s->decision, s->n * sizeof(*s->decision)},
	};
	size_t i;

	if (out_write(s->out, h, sizeof(*h), why) == -1)
		return -1;
	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (write_part(s, all[i].p, all[i].bytes, why) == -1)
			return -1;
	if (out_commit(s->out, why) == -1)
		return -1;
	s->made = false;
	return 0;
}

void
store_free(struct store *s)
{
	if (s->path == NULL)
		return;
	out_free(s->out);
	if (s->made)
		(void)unlink(s->path);
	if (s->lock != -1)
		close(s->lock);
	exact_free(&s->seen);
	free(s->decision);
	free(s->again);
}

/* Decisions. */

const struct store_decision *
store_find(struct store *s, struct hash128 key)
{
	uint32_t i;

	if (!exact_find(&s->seen, key, &i) || i >= s->n_old || s->again[i])
		return NULL;
	s->again[i] = true;
	return &s->decision[i];
}

void
store_add(struct store *s, struct hash128 key, struct store_decision d)
{
	if (!exact_add(&s->seen, key, s->n))
		return;
	if (s->n == s->cap) {
		s->cap += s->cap / 4 + 1024;
		s->decision =
		    xreallocarray(s->decision, s->cap, sizeof(*s->decision));
	}
	s->decision[s->n++] = d;
}
