/* SPDX-License-Identifier: ISC */
#include "spool.h"

#include <string.h>

#include "temp.h"

enum { IN_MEMORY = 16 << 20, BLOCK = 1 << 20 };

int
spool_open(struct spool *s, bool little, struct buf *why)
{
	*s = (struct spool){.in_memory = little ? BLOCK : IN_MEMORY};
	s->fd = temp_open(why);
	return s->fd == -1 ? -1 : 0;
}

void
spool_free(struct spool *s)
{
	if (s->fd > 0)
		temp_close(s->fd);
	buf_free(&s->mem);
}

static int
flush(struct spool *s, struct buf *why)
{
	if (temp_write(s->fd, s->mem.data, s->mem.len, s->end, why) == -1)
		return -1;
	s->end += s->mem.len;
	buf_clear(&s->mem);
	return 0;
}

int
spool_add(struct spool *s, struct view line, struct buf *why)
{
	uint64_t len = line.len;

	buf_put(&s->mem, &len, sizeof(len));
	buf_put_view(&s->mem, line);
	if (s->mem.len > (s->end > 0 ? BLOCK : s->in_memory))
		return flush(s, why);
	return 0;
}

int
spool_rewind(struct spool *s, struct buf *why)
{
	s->at = 0;
	s->read = 0;
	return s->end > 0 ? flush(s, why) : 0;
}

/* Have n bytes at s->at.  1, 0 at the end, -1. */
static int
need(struct spool *s, size_t n, struct buf *why)
{
	uint64_t more;

	if (s->mem.len - s->at >= n)
		return 1;
	if (s->read == s->end)
		return 0;
	buf_shift(&s->mem, s->at);
	s->at = 0;
	more = s->end - s->read;
	if (more > n + BLOCK)
		more = n + BLOCK;
	if (temp_read(s->fd, buf_reserve(&s->mem, more), more, s->read, why) ==
	    -1)
		return -1;
	s->mem.len += more;
	s->read += more;
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
	if ((rc = need(s, len, why)) != 1)
		return rc;
	*line = (struct view){s->mem.data + s->at, len};
	s->at += len;
	return 1;
}
