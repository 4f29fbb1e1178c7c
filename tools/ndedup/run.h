/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_RUN_H
#define NDEDUP_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "batch.h"
#include "cluster.h"
#include "dup.h"
#include "exact.h"
#include "job.h"
#include "known.h"
#include "out.h"
#include "record.h"
#include "roll.h"
#include "spool.h"
#include "stage.h"
#include "store.h"
#include "whole.h"
#include "why.h"

/*
 * A run of ndedup: what the options say, what was seen, and what is written.
 * Streaming, a record is decided when it arrives; with whole, at the end.
 */

enum run_output {
	WRITE_KEPT,
	WRITE_ALL,
	WRITE_PAIRS,
	WRITE_CLUSTERS,
	WRITE_WHY
};

struct run {
	enum run_output output;
	bool at_end; /* decide on the whole input ... */
	size_t mem;  /* ... in about so many bytes of memory; 0: any */
	const char *duplicates_path;
	const char *index_path;
	struct why why;	    /* WRITE_WHY */
	struct stage stage; /* a step alone; STAGE_NONE: all at once */
	const char *roots_path;
	unsigned *input;      /* the tool's record_flags */
	const char **against; /* files whose records are known */
	size_t n_against, against_read;
	struct record_names names;
	unsigned record_flags;
	struct batch_rule batch;

	/* What was seen. */
	struct cluster_state st;
	struct known equal; /* in its place where hashes are enough */
	struct roll kept;   /* ids of the clusters' first records */
	struct roll seen;   /* ids of all records, where wanted ... */
	uint32_t *cluster;  /* ... and their clusters */
	size_t cap_cluster;
	struct store store; /* with index_path */
	struct store_header header;
	struct whole whole; /* at_end */
	struct spool spool;
	bool decided;
	uint32_t told; /* records written at the end */
	uint64_t by_kind[CLUSTER_KINDS];

	/* Writing. */
	struct out *duplicates;
	struct record rec;
	struct dup_scratch scratch;
	struct buf json, line;
	const unsigned char *parsed; /* the line that rec holds, or NULL */
	struct buf parts;	     /* with a unit: what is left of a text */
	size_t parts_dropped;
};

void run_free(struct run *);

/*
 * What a tool does, see shell.h; run is a struct run.  -1 with a message.
 *
 * All options are set: open what is needed.
 */
int run_open(void *run, struct buf *why);

/* Take in the records of a job and write what is decided to job->out. */
int run_commit(void *run, struct job *, struct buf *why);

/* After the last job: 1 when there is more to write. */
int run_end(void *run, struct job *, struct buf *why);

/* The output is safe: make the side files safe. */
int run_finish(void *run, struct buf *why);

#endif
