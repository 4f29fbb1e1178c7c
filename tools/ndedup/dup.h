/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_DUP_H
#define NDEDUP_DUP_H

#include "buf.h"
#include "canon.h"
#include "cluster.h"

/* Scratch for dup_put(); all zero is ready. */
struct dup_scratch {
	struct canon canon;
	struct chain_run *run;
	uint32_t *at;
	struct canon_place *first, *past;
	size_t cap;
};

void dup_scratch_free(struct dup_scratch *);

/*
 * Append the value of the member dup, a JSON object: of (the id of the record
 * that was kept), kind, score, coverage, and spans, the stretches of text that
 * the other record has, too: begin and end in code points, byte_begin and
 * byte_end in bytes, half-open, ascending, without overlap.  Of the kind
 * CLUSTER_KINDS only of.
 */
void dup_put(struct buf *, struct dup_scratch *, struct view of,
    const struct cluster_verdict *, struct view text);

/* Append a number from 0 to 1 with three decimals. */
void dup_put_share(struct buf *, double);

#endif
