/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_AGAINST_H
#define NDEDUP_AGAINST_H

#include "batch.h"
#include "job.h"
#include "record.h"

/*
 * Read the records of a file (or directory, archive: all that an operand may
 * be) into b, a few at a time, and hand them to take().  Lines that are no
 * records are reported as rejected in j.  -1 with a message: the file cannot be
 * read.
 */
int against_read(const char *path, const struct record_names *, unsigned flags,
    struct batch_worker *, struct job *j,
    void (*take)(void *ctx, struct batch *), void *ctx, struct buf *why);

#endif
