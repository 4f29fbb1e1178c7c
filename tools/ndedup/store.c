/* SPDX-License-Identifier: ISC */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hash.h"
#include "pages.h"
#include "xalloc.h"

int
store_failed(const struct store *s, struct buf *why, const char *what)
{
	buf_clear(why);
	buf_printf(why, "%s: %s", s->path, what);
	return -1;
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
		return store_failed(s, why, strerror(errno));
	if (!S_ISREG(sb.st_mode))
		return store_failed(s, why, "not a regular file");
	if (flock(s->lock, LOCK_EX | LOCK_NB) == -1) {
		s->made = false;
		return store_failed(s, why,
		    errno == EWOULDBLOCK ? "another process is using this index"
					 : strerror(errno));
	}
	/* Between open and lock another process may have put a new index in
	 * its place. */
	if (stat(s->path, &now) == -1 || now.st_ino != sb.st_ino ||
	    now.st_dev != sb.st_dev) {
		s->made = false;
		return store_failed(
		    s, why, "another process is using this index");
	}
	return sb.st_size > 0;
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

/* Bytes that are new, about. */
static uint64_t
news(const struct store *s)
{
	const struct cluster_state *st = s->st;

	return st->n_pool * sizeof(*st->pool) +
	    st->index.buckets * sizeof(*st->index.bucket) +
	    (st->folded.slots + s->seen.slots) * EXACT_SIZE +
	    (s->kept->file.len + s->kept->bytes.len - s->old.byte);
}

int
store_commit(struct store *s, const struct store_header *h, struct buf *why)
{
	if (!s->st->log.on)
		return store_write(s, h, why);
	if (s->n == s->n_old)
		return 0;
	if (s->end - s->base + news(s) > s->base / 2)
		return store_write(s, h, why);
	return store_append(s, why);
}

void
store_free(struct store *s)
{
	if (s->path == NULL)
		return;
	out_free(s->out);
	if (s->map != NULL)
		munmap(s->map, s->mapped);
	if (s->made)
		(void)unlink(s->path);
	if (s->lock != -1)
		close(s->lock);
	exact_free(&s->seen);
	free(s->decision);
	free(s->again);
}

/* Decisions. */

/* The decision of an earlier run. */
static bool
find_old(const struct store *s, struct hash128 key, uint32_t *i)
{
	unsigned k;

	for (k = 0; k < s->st->n_old; k++)
		if (exact_find(&s->st->old[k].seen, key, i) && *i < s->n_old)
			return true;
	return false;
}

const struct store_decision *
store_find(struct store *s, struct hash128 key)
{
	uint32_t i;

	if (!find_old(s, key, &i) || s->again[i])
		return NULL;
	s->again[i] = true;
	return store_decision(s, i);
}

void
store_add(struct store *s, struct hash128 key, struct store_decision d)
{
	uint32_t i;

	if (find_old(s, key, &i) || !exact_add(&s->seen, key, s->n))
		return;
	if (s->n - s->n_file == s->cap) {
		s->cap += s->cap / 4 + 1024;
		s->decision =
		    xreallocarray(s->decision, s->cap, sizeof(*s->decision));
	}
	s->decision[s->n++ - s->n_file] = d;
}
