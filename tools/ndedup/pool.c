/* SPDX-License-Identifier: ISC */
#include "pool.h"

#include <stdlib.h>

#include "temp.h"
#include "xalloc.h"

enum { BLOCK = 1 << 18 }; /* words written at a time */

uint32_t *
pool_reserve(struct pool *p, size_t n)
{
	uint64_t used = p->n - p->flushed;

	if (used + n > p->cap) {
		p->cap += p->cap / 4 + n + 4096;
		p->word = xreallocarray(p->word, p->cap, sizeof(*p->word));
	}
	return p->word + used;
}

static int
flush(struct pool *p, struct buf *why)
{
	uint64_t used = p->n - p->flushed;

	if (temp_write(p->fd, p->word, used * sizeof(*p->word),
		p->flushed * sizeof(*p->word), why) == -1)
		return -1;
	p->flushed = p->n;
	return 0;
}

int
pool_add(struct pool *p, size_t n, struct buf *why)
{
	p->n += n;
	if (p->fd != -1 && p->n - p->flushed >= BLOCK)
		return flush(p, why);
	return 0;
}

int
pool_end(struct pool *p, struct buf *why)
{
	return p->fd != -1 ? flush(p, why) : 0;
}

const uint32_t *
pool_get(const struct pool *p, struct pool_window *w, uint64_t at, size_t n,
    size_t ahead, struct buf *why)
{
	uint64_t want = n + ahead;

	if (p->fd == -1)
		return p->word + at;
	if (at >= w->at && at + n <= w->at + w->n)
		return w->word + (at - w->at);
	if (want > p->n - at)
		want = p->n - at;
	if (want > w->cap) {
		w->cap = want;
		w->word = xreallocarray(w->word, w->cap, sizeof(*w->word));
	}
	w->at = at;
	w->n = want;
	if (temp_read(p->fd, w->word, want * sizeof(*w->word),
		at * sizeof(*w->word), why) == -1)
		return NULL;
	return w->word;
}

void
pool_free(struct pool *p)
{
	free(p->word);
}

void
pool_window_free(struct pool_window *w)
{
	free(w->word);
}
