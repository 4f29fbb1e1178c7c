/* SPDX-License-Identifier: ISC */
#ifndef NR_OUT_H
#define NR_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * An output: stdout, or a file that is there whole or not at all.  A regular
 * file is written beside its target, without a name where the system has
 * O_TMPFILE and /proc, and takes its name in out_commit(); symbolic links are
 * followed, the mode of an old file is kept.  A device, pipe or socket is
 * written directly.  kill -9 leaves at most one hidden ".NAME.newsreel", which
 * the next run replaces.
 *
 * Functions return 0, or -1 with a message, file name included, in *why.  Once
 * one has failed the others only report that again.
 */
struct out;

/* path NULL is stdout.  With if_changed a file that would keep its bytes is
 * left alone, its times too. */
struct out *out_open(const char *path, bool if_changed, struct buf *why);

/* Append bytes; they go out when the buffer is full, or on out_flush(). */
int out_write(struct out *, const void *p, size_t n, struct buf *why);
int out_flush(struct out *, struct buf *why);

/* Everything is written and safe on disk; a file gets its name.  Closes. */
int out_commit(struct out *, struct buf *why);

/* Forget what was written where that can be forgotten (a file keeps what it
 * held before).  Closes and frees; NULL is fine.  Also frees after a commit. */
void out_free(struct out *);

/* The file that a commit replaces, links followed; NULL: written directly. */
const char *out_target(const struct out *);

/* The last write failed with EPIPE: nobody reads any more. */
bool out_broken_pipe(const struct out *);

#endif
