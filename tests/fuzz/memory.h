/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_MEMORY_H
#define FUZZ_MEMORY_H

#include <stdlib.h>

#include "stream.h"
#include "xalloc.h"

/* A stream of bytes in memory, step of them at a time. */
struct memory_stream {
	struct stream s;
	struct view in;
	size_t step;
};

static size_t
memory_fetch(struct stream *s, const unsigned char **p)
{
	struct memory_stream *m = (struct memory_stream *)s;
	size_t n = m->in.len < m->step ? m->in.len : m->step;

	*p = m->in.p;
	m->in.p += n;
	m->in.len -= n;
	return n;
}

static bool
memory_ready(struct stream *s)
{
	(void)s;
	return true;
}

static void
memory_close(struct stream *s)
{
	free(s);
}

static inline struct stream *
memory_stream(struct view in, size_t step)
{
	struct memory_stream *m = xcalloc(1, sizeof(*m));

	m->s.fetch = memory_fetch;
	m->s.ready = memory_ready;
	m->s.close = memory_close;
	m->in = in;
	m->step = step;
	return &m->s;
}

#endif
