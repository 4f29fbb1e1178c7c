/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_EMIT_H
#define NDEDUP_EMIT_H

#include "run.h"

/* What a run writes. */

/* A record, or a part of one. */
struct emit_piece {
	struct view line;
	struct view id;
	const struct batch_part *part; /* NULL: all of the record */
};

/* Whether records are written at all. */
bool emit_records(const struct run *);

/* The record as it came. */
void emit_line(struct job *, struct view line);

/* Two names with a tab between. */
void emit_root(struct buf *, struct view id, struct view root);

/* A duplicate of the record known as `of`, as the options want it.  -1 with a
 * message. */
int emit_duplicate(struct run *, struct job *, const struct emit_piece *,
    struct view of, const struct cluster_verdict *, struct buf *why);

/* The step drop with -d: the records of a job.  -1 with a message. */
int emit_drop(
    struct run *, struct job *, const struct batch *, struct buf *why);

/* Read a line of the job, which was read before and is good, into r->rec: once
 * for all parts of a record.  r->parsed is NULL at the start of a job. */
void emit_parse(struct run *, struct view line);

#endif
