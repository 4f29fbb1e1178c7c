/* SPDX-License-Identifier: ISC */
/*
 * Peeking, and the stream of a file descriptor.  read(2) is repeated after a
 * signal, and waits by poll(2) where the descriptor does not: so a descriptor
 * that somebody made non-blocking is read as any other.
 */
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xalloc.h"

size_t
stream_block(struct stream *s, const unsigned char **p)
{
	size_t n = s->cur.len;

	if (n > 0) {
		*p = s->cur.p;
		s->cur.len = 0;
		return n;
	}
	if (s->at_end)
		return 0;
	n = s->fetch(s, p);
	s->at_end = n == 0;
	return n;
}

struct view
stream_peek(struct stream *s, size_t n)
{
	const unsigned char *p;
	size_t len;

	if (s->cur.len == 0 && n > 0 && !s->at_end) {
		s->cur.len = s->fetch(s, &s->cur.p);
		s->at_end = s->cur.len == 0;
	}
	if (s->cur.len >= n || s->at_end)
		return s->cur;
	/* What was taken from the front of head may go. */
	if (s->head.len > 0 && s->cur.p >= s->head.data &&
	    s->cur.p < s->head.data + s->head.len) {
		buf_shift(&s->head, (size_t)(s->cur.p - s->head.data));
		s->head.len = s->cur.len;
	} else {
		buf_clear(&s->head);
		buf_put_view(&s->head, s->cur);
	}
	while (s->head.len < n && !s->at_end) {
		len = s->fetch(s, &p);
		buf_put(&s->head, p, len);
		s->at_end = len == 0;
	}
	s->cur = buf_view(&s->head);
	return s->cur;
}

bool
stream_ready(struct stream *s)
{
	return s->cur.len > 0 || s->at_end || s->ready(s);
}

void
stream_close(struct stream *s)
{
	if (s != NULL) {
		buf_free(&s->head);
		s->close(s);
	}
}

void
stream_set_end(struct stream *s, enum stream_end end, const char *fmt, ...)
{
	va_list ap;

	if (end <= s->end)
		return;
	s->end = end;
	va_start(ap, fmt);
	vsnprintf(s->why, sizeof(s->why), fmt, ap);
	va_end(ap);
}

bool
meter_add(struct meter *m, size_t n)
{
	uint64_t in = m->size;

	m->out += n;
	if (m->max_ratio == 0 || m->out <= METER_FREE)
		return true;
	if (in == 0)
		in = atomic_load_explicit(m->read, memory_order_relaxed) -
		    m->read_before;
	return m->out / m->max_ratio <= in;
}

/* Wait until there is something to read; false when told to give up. */
static bool
fd_wait(struct stream_fd *f)
{
	struct pollfd p[2] = {
	    {.fd = f->fd, .events = POLLIN}, {.fd = f->wake, .events = POLLIN}};
	nfds_t n = f->wake >= 0 ? 2 : 1;

	if (poll(p, n, 0) == 0) {
		if (f->hook.will_block != NULL)
			f->hook.will_block(f->hook.ctx);
		while (
		    poll(p, n, -1) < 0 && (errno == EINTR || errno == EAGAIN))
			;
	}
	return p[1].revents == 0;
}

static size_t
fd_fetch(struct stream *s, const unsigned char **p)
{
	struct stream_fd *f = (struct stream_fd *)s;
	ssize_t n;

	*p = f->mem;
	do {
		if (!f->plain && !fd_wait(f))
			return 0;
		n = read(f->fd, f->mem, STREAM_BLOCK);
	} while (n < 0 &&
	    (errno == EINTR || errno == EAGAIN || errno == EWOULDBLOCK));
	if (n < 0) {
		stream_set_end(
		    s, STREAM_ERROR, "cannot read: %s", strerrordesc_np(errno));
		return 0;
	}
	if (f->count != NULL)
		atomic_fetch_add_explicit(
		    f->count, (uint_fast64_t)n, memory_order_relaxed);
	return (size_t)n;
}

static bool
fd_ready(struct stream *s)
{
	struct stream_fd *f = (struct stream_fd *)s;
	struct pollfd p = {.fd = f->fd, .events = POLLIN};

	return f->plain || poll(&p, 1, 0) != 0;
}

static void
fd_close(struct stream *s)
{
	struct stream_fd *f = (struct stream_fd *)s;

	if (f->own)
		close(f->fd);
	free(f->mem);
	free(f);
}

struct stream_fd *
stream_open_fd(int fd, bool own)
{
	struct stream_fd *f = xcalloc(1, sizeof(*f));
	struct stat st;

	f->s.fetch = fd_fetch;
	f->s.ready = fd_ready;
	f->s.close = fd_close;
	f->fd = fd;
	f->wake = -1;
	f->own = own;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		f->plain = true;
		f->size = (uint64_t)st.st_size;
	}
	f->mem = xmallocarray(STREAM_BLOCK, 1);
	return f;
}

int64_t
stream_seek(struct stream_fd *f, int64_t offset, int whence)
{
	off_t at;

	/* What was read ahead does not count for the one who seeks. */
	if (whence == SEEK_CUR)
		offset -= (int64_t)f->s.cur.len;
	if ((at = lseek(f->fd, offset, whence)) < 0)
		return -1;
	f->s.cur.len = 0;
	f->s.at_end = false;
	return at;
}
