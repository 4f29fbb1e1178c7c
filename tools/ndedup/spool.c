/* SPDX-License-Identifier: ISC */
#include "spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { IN_MEMORY = 16 << 20, BLOCK = 1 << 20 };

static int
failed(struct buf *why, const char *what)
{
	buf_clear(why);
	buf_printf(why, "temporary file: %s: %s", what, strerror(errno));
	return -1;
}

int
spool_open(struct spool *s, struct buf *why)
{
	const char *dir = getenv("TMPDIR");
	struct buf path = {0};

	*s = (struct spool){.fd = -1};
	buf_puts(&path, dir != NULL && *dir != '\0' ? dir : "/tmp");
	s->fd = open(buf_cstr(&path), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (s->fd == -1) {
		buf_puts(&path, "/ndedup.XXXXXX");
		buf_cstr(&path);
		s->fd = mkstemp((char *)path.data);
		if (s->fd != -1)
			unlink((char *)path.data);
	}
	if (s->fd == -1)
		failed(why, buf_cstr(&path));
	buf_free(&path);
	return s->fd == -1 ? -1 : 0;
}

void
spool_free(struct spool *s)
{
	if (s->fd > 0)
		close(s->fd);
	buf_free(&s->mem);
}

static int
flush(struct spool *s, struct buf *why)
{
	size_t done = 0;
	ssize_t n;

	while (done < s->mem.len) {
		n = write(s->fd, s->mem.data + done, s->mem.len - done);
		if (n == -1 && errno != EINTR)
			return failed(why, "write");
		done += n > 0 ? (size_t)n : 0;
	}
	buf_clear(&s->mem);
	s->in_file = true;
	return 0;
}

int
spool_add(struct spool *s, struct view line, struct buf *why)
{
	uint64_t len = line.len;

	buf_put(&s->mem, &len, sizeof(len));
	buf_put_view(&s->mem, line);
	if (s->mem.len > (s->in_file ? BLOCK : IN_MEMORY))
		return flush(s, why);
	return 0;
}

int
spool_rewind(struct spool *s, struct buf *why)
{
	s->at = 0;
	if (!s->in_file)
		return 0;
	if (flush(s, why) == -1)
		return -1;
	return lseek(s->fd, 0, SEEK_SET) == -1 ? failed(why, "seek") : 0;
}

/* Have n bytes at s->at.  1, 0 at the end, -1. */
static int
need(struct spool *s, size_t n, struct buf *why)
{
	ssize_t got;

	while (s->mem.len - s->at < n) {
		if (!s->in_file)
			return 0;
		buf_shift(&s->mem, s->at);
		s->at = 0;
		got = read(s->fd, buf_reserve(&s->mem, n + BLOCK), n + BLOCK);
		if (got == -1 && errno != EINTR)
			return failed(why, "read");
		if (got == 0)
			return 0;
		s->mem.len += got > 0 ? (size_t)got : 0;
	}
	return 1;
}

int
spool_next(struct spool *s, struct view *line, struct buf *why)
{
	uint64_t len;
	int rc;

	if ((rc = need(s, sizeof(len), why)) != 1)
		return rc;
	memcpy(&len, s->mem.data + s->at, sizeof(len));
	s->at += sizeof(len);
	if ((rc = need(s, len, why)) != 1) {
		errno = EIO;
		return rc == -1 ? -1 : failed(why, "read");
	}
	*line = (struct view){s->mem.data + s->at, len};
	s->at += len;
	return 1;
}
