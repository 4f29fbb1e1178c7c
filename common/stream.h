/* SPDX-License-Identifier: ISC */
#ifndef NR_STREAM_H
#define NR_STREAM_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * A source of bytes, block after block, that stacks: a file, the inflated
 * bytes of another stream, a member of an archive.  The reader's own; nothing
 * here prints or exits.
 */

enum stream_end {
	STREAM_OK,    /* all there was */
	STREAM_JUNK,  /* all there was, and bytes behind it were ignored */
	STREAM_WRONG, /* all there was, but a checksum does not fit it */
	STREAM_CUT,   /* broke off: truncated or damaged */
	STREAM_ERROR  /* reading failed */
};

/* What a stream does before it waits for input. */
struct stream_hook {
	void (*will_block)(void *ctx); /* or NULL */
	void *ctx;
};

struct stream {
	/* The next block, which is the stream's until the next call: its
	 * length, or 0 at the end, with end and why set. */
	size_t (*fetch)(struct stream *, const unsigned char **p);
	/* Would fetch return without waiting? */
	bool (*ready)(struct stream *);
	/* Free it and the streams below. */
	void (*close)(struct stream *);

	enum stream_end end;
	char why[128]; /* a phrase: "truncated gzip data" */

	/* stream.c's own: bytes fetched and not taken yet. */
	struct view cur;
	struct buf head;
	bool at_end;
};

/* Take the next block: its length, 0 at the end. */
size_t stream_block(struct stream *, const unsigned char **p);

/* Look at the next bytes without taking them: at least n, fewer only at the
 * end.  Valid until the next call. */
struct view stream_peek(struct stream *, size_t n);

/* Nothing is left behind what stream_peek() showed. */
static inline bool
stream_whole(const struct stream *s)
{
	return s->at_end;
}

bool stream_ready(struct stream *);

/* Takes NULL. */
void stream_close(struct stream *);

/* Note how the stream ended, unless something worse is noted already. */
void stream_set_end(struct stream *, enum stream_end, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The fuzzers have smaller ones, so that their inputs have many. */
#ifndef STREAM_BLOCK
#define STREAM_BLOCK ((size_t)256 << 10)
#endif

/*
 * Against bombs: how much has been unpacked from how much.  The size of a
 * plain file is known beforehand; of a pipe what has been read so far counts.
 */
struct meter {
	uint64_t max_ratio;		  /* 0: no limit */
	uint64_t size;			  /* packed; 0: not known, then */
	const atomic_uint_fast64_t *read; /* less */
	uint64_t read_before;
	uint64_t out; /* unpacked so far */
};

/* Small files may shrink as they like. */
#define METER_FREE ((uint64_t)16 << 20)

/* n more bytes were unpacked: false when that is too much. */
bool meter_add(struct meter *, size_t n);

/* A file descriptor. */
struct stream_fd {
	struct stream s;
	int fd;
	int wake;      /* becomes readable when fetch must give up; -1: none */
	bool plain;    /* a plain file: never waits, can seek */
	bool own;      /* close fd in the end */
	uint64_t size; /* of a plain file */
	atomic_uint_fast64_t *count; /* bytes read are added; or NULL */
	struct stream_hook hook;
	unsigned char *mem; /* STREAM_BLOCK */
};

/* A stream of fd, which is closed with it when own is set. */
struct stream_fd *stream_open_fd(int fd, bool own);

/* Go to a place in a plain file and forget what was peeked: as lseek(2). */
int64_t stream_seek(struct stream_fd *, int64_t offset, int whence);

#endif
