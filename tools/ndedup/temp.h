/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_TEMP_H
#define NDEDUP_TEMP_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * A temporary file: in TMPDIR, without a name, so that it is gone with the
 * process, however that ends.  Functions return -1 with a message.
 */

/* The file's descriptor.  Call it while files may still be opened. */
int temp_open(struct buf *why);

void temp_close(int fd); /* -1: nothing */

/* Write n bytes at the offset, or read them (all of them are there). */
int temp_write(int fd, const void *p, size_t n, uint64_t at, struct buf *why);
int temp_read(int fd, void *p, size_t n, uint64_t at, struct buf *why);

#endif
