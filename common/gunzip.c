/* SPDX-License-Identifier: ISC */
/*
 * One engine (gz_fill) inflates into a block; it runs in the caller's thread
 * or in one of its own that stays up to RING - 1 blocks ahead.
 *
 * The thread and its taker share a ring of blocks under one mutex.  The thread
 * publishes a block when it is full, or when its input has to wait; then it
 * also raises `starved', so that the taker can tell "wait a moment" from
 * "nothing is coming: flush".  What the blocks hold is decided by the bytes,
 * only where they are cut depends on when the bytes came.
 */
#include "gunzip.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inflate.h"
#include "xalloc.h"

#define RING 4

struct block {
	unsigned char *mem; /* STREAM_BLOCK */
	size_t len;
};

struct gz {
	struct stream s;
	struct stream *src;
	struct inflate *z;
	const unsigned char *in; /* of src, not inflated yet */
	size_t n_in;
	uint64_t fed;	    /* bytes of this member so far */
	uint64_t n_members; /* begun */
	bool inside;	    /* a member */
	bool pending; /* the last block was filled: there may be more in z */
	bool over;    /* nothing more will come */
	/* How it ended, for s.end. */
	enum stream_end end;
	const char *why;
	struct block block[RING]; /* the first alone without a thread */

	/* The thread's. */
	pthread_t thread;
	pthread_mutex_t mutex;
	pthread_cond_t can_put;
	pthread_cond_t can_take;
	unsigned first;	 /* the next block to take */
	unsigned n_full; /* from there on; the one before it is being used */
	bool done;
	bool stop;
	bool starved;
	int wake[2]; /* closing [1] ends the thread's wait for input */
	struct stream_hook hook;
};

static void
gz_end(struct gz *g, enum stream_end end, const char *why)
{
	if (end > g->end) {
		g->end = end;
		g->why = why;
	}
}

/* Between members: skip padding, begin the next one. */
static void
gz_between(struct gz *g)
{
	while (g->n_in > 0 && *g->in == 0) {
		g->in++;
		g->n_in--;
	}
	if (g->n_in == 0)
		return;
	if (*g->in != 0x1F) {
		gz_end(g, STREAM_JUNK, "bytes after the gzip data");
		g->over = true;
		return;
	}
	if (g->n_members++ > 0)
		inflate_reset(g->z);
	g->fed = 0;
	g->inside = true;
}

/* The input has ended. */
static void
gz_input_end(struct gz *g)
{
	g->over = true;
	if (g->src->end > STREAM_JUNK)
		gz_end(g, g->src->end, g->src->why);
	else if (g->inside && g->n_members > 1 && g->fed < 2)
		gz_end(g, STREAM_JUNK, "bytes after the gzip data");
	else if (g->inside)
		gz_end(g, STREAM_CUT, "truncated gzip data");
}

/* What inflate_run() said. */
static void
gz_result(struct gz *g, enum inflate_result r)
{
	if (r == INFLATE_MORE)
		return;
	g->inside = false;
	if (r == INFLATE_WRONG)
		gz_end(g, STREAM_WRONG, "the gzip checksum is wrong");
	if (r == INFLATE_END || r == INFLATE_WRONG)
		return;
	g->over = true;
	if (r == INFLATE_HEADER && g->n_members > 1)
		gz_end(g, STREAM_JUNK, "bytes after the gzip data");
	else
		gz_end(g, STREAM_CUT, "damaged gzip data");
}

/*
 * Inflate into out.  Returns the bytes made, 0 at the end.  Fewer than cap
 * only at the end or when more input would have to be waited for.
 */
static size_t
gz_fill(struct gz *g, unsigned char *out, size_t cap)
{
	const unsigned char *before;
	enum inflate_result r;
	size_t room = cap;

	while (room > 0 && !g->over) {
		if (g->n_in == 0 && !(g->inside && g->pending)) {
			if (room < cap && !stream_ready(g->src))
				break;
			g->n_in = stream_block(g->src, &g->in);
			if (g->n_in == 0) {
				gz_input_end(g);
				break;
			}
		}
		if (!g->inside) {
			gz_between(g);
			continue;
		}
		before = g->in;
		r = inflate_run(g->z, &g->in, &g->n_in, &out, &room);
		g->fed += (uint64_t)(g->in - before);
		g->pending = room == 0;
		gz_result(g, r);
	}
	return cap - room;
}

static size_t
gz_fetch(struct stream *s, const unsigned char **p)
{
	struct gz *g = (struct gz *)s;
	size_t n;

	*p = g->block[0].mem;
	n = gz_fill(g, g->block[0].mem, STREAM_BLOCK);
	if (n == 0 && g->end != STREAM_OK)
		stream_set_end(s, g->end, "%s", g->why);
	return n;
}

static bool
gz_ready(struct stream *s)
{
	struct gz *g = (struct gz *)s;

	return g->over || g->pending || g->n_in > 0 || stream_ready(g->src);
}

static void
gz_free(struct gz *g)
{
	size_t i;

	stream_close(g->src);
	inflate_free(g->z);
	for (i = 0; i < RING; i++)
		free(g->block[i].mem);
	free(g);
}

static void
gz_close(struct stream *s)
{
	gz_free((struct gz *)s);
}

struct stream *
gunzip_open(struct stream *src)
{
	struct gz *g = xcalloc(1, sizeof(*g));

	g->s.fetch = gz_fetch;
	g->s.ready = gz_ready;
	g->s.close = gz_close;
	g->src = src;
	g->z = inflate_new();
	g->block[0].mem = xmallocarray(STREAM_BLOCK, 1);
	return &g->s;
}

/* Hand over block k, or with len 0 the end. */
static void
ring_put(struct gz *g, unsigned k, size_t len, bool done)
{
	pthread_mutex_lock(&g->mutex);
	g->block[k].len = len;
	if (len > 0)
		g->n_full++;
	g->done = done;
	g->starved = false;
	pthread_cond_signal(&g->can_take);
	pthread_mutex_unlock(&g->mutex);
}

/* Wait until a block is free; false when told to stop. */
static bool
ring_wait_free(struct gz *g)
{
	bool stop;

	pthread_mutex_lock(&g->mutex);
	while (g->n_full + 1 >= RING && !g->stop)
		pthread_cond_wait(&g->can_put, &g->mutex);
	stop = g->stop;
	pthread_mutex_unlock(&g->mutex);
	return !stop;
}

/* The input has to be waited for: let the taker know. */
static void
ring_starve(void *ctx)
{
	struct gz *g = ctx;

	pthread_mutex_lock(&g->mutex);
	g->starved = true;
	pthread_cond_signal(&g->can_take);
	pthread_mutex_unlock(&g->mutex);
}

static void *
ring_run(void *ctx)
{
	struct gz *g = ctx;
	unsigned k = 0;
	size_t n;
	bool over;

	while (ring_wait_free(g)) {
		n = gz_fill(g, g->block[k].mem, STREAM_BLOCK);
		over = n == 0 || g->over;
		ring_put(g, k, n, over);
		if (over)
			break;
		k = (k + 1) % RING;
	}
	return NULL;
}

/* Wait for a full block or the end.  Called and left with the mutex held. */
static void
ring_wait_full(struct gz *g)
{
	bool told = false;

	while (g->n_full == 0 && !g->done) {
		if (g->starved && !told && g->hook.will_block != NULL) {
			told = true;
			pthread_mutex_unlock(&g->mutex);
			g->hook.will_block(g->hook.ctx);
			pthread_mutex_lock(&g->mutex);
			continue;
		}
		pthread_cond_wait(&g->can_take, &g->mutex);
	}
}

static size_t
ring_fetch(struct stream *s, const unsigned char **p)
{
	struct gz *g = (struct gz *)s;
	size_t n = 0;

	pthread_mutex_lock(&g->mutex);
	ring_wait_full(g);
	if (g->n_full > 0) {
		*p = g->block[g->first].mem;
		n = g->block[g->first].len;
		g->first = (g->first + 1) % RING;
		g->n_full--;
		pthread_cond_signal(&g->can_put);
	} else if (g->end != STREAM_OK) {
		stream_set_end(s, g->end, "%s", g->why);
	}
	pthread_mutex_unlock(&g->mutex);
	return n;
}

static bool
ring_ready(struct stream *s)
{
	struct gz *g = (struct gz *)s;
	bool ready;

	pthread_mutex_lock(&g->mutex);
	ready = g->n_full > 0 || g->done || !g->starved;
	pthread_mutex_unlock(&g->mutex);
	return ready;
}

static void
ring_close(struct stream *s)
{
	struct gz *g = (struct gz *)s;

	pthread_mutex_lock(&g->mutex);
	g->stop = true;
	pthread_cond_signal(&g->can_put);
	pthread_mutex_unlock(&g->mutex);
	if (g->wake[1] >= 0)
		close(g->wake[1]);
	pthread_join(g->thread, NULL);
	if (g->wake[0] >= 0)
		close(g->wake[0]);
	pthread_cond_destroy(&g->can_put);
	pthread_cond_destroy(&g->can_take);
	pthread_mutex_destroy(&g->mutex);
	gz_free(g);
}

/* Start the thread with all signals blocked: handlers run elsewhere. */
static bool
ring_start(struct gz *g)
{
	sigset_t all, old;
	int r;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	r = pthread_create(&g->thread, NULL, ring_run, g);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return r == 0;
}

static void
ring_init(struct gz *g, struct stream_fd *src, struct stream_hook hook)
{
	size_t i;

	for (i = 1; i < RING; i++)
		g->block[i].mem = xmallocarray(STREAM_BLOCK, 1);
	pthread_mutex_init(&g->mutex, NULL);
	pthread_cond_init(&g->can_put, NULL);
	pthread_cond_init(&g->can_take, NULL);
	g->s.fetch = ring_fetch;
	g->s.ready = ring_ready;
	g->s.close = ring_close;
	g->hook = hook;
	src->wake = g->wake[0];
	src->hook = (struct stream_hook){ring_starve, g};
}

/* Undo ring_init(): no thread. */
static void
ring_undo(struct gz *g, struct stream_fd *src)
{
	g->s.fetch = gz_fetch;
	g->s.ready = gz_ready;
	g->s.close = gz_close;
	src->hook = g->hook;
	src->wake = -1;
	pthread_cond_destroy(&g->can_put);
	pthread_cond_destroy(&g->can_take);
	pthread_mutex_destroy(&g->mutex);
	if (g->wake[0] >= 0) {
		close(g->wake[0]);
		close(g->wake[1]);
	}
}

struct stream *
gunzip_open_thread(struct stream_fd *src, struct stream_hook hook)
{
	struct gz *g = (struct gz *)gunzip_open(&src->s);

	g->wake[0] = g->wake[1] = -1;
	src->hook = hook;
	if (!src->plain && pipe2(g->wake, O_CLOEXEC) != 0)
		return &g->s;
	ring_init(g, src, hook);
	if (!ring_start(g))
		ring_undo(g, src);
	return &g->s;
}
