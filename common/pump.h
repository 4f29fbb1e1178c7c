/* SPDX-License-Identifier: ISC */
#ifndef NR_PUMP_H
#define NR_PUMP_H

#include "job.h"

/*
 * Ordered parallel work: jobs are filled by one thread, worked on by any, and
 * committed by the first thread again in the order in which they were filled.
 * With one thread there are no others: a job is worked on and committed at
 * once.
 */
struct pump_ops {
	/* State of one worker, made and freed by the thread of the pump. */
	void *(*worker_new)(void *ctx);
	void (*worker_free)(void *ctx, void *worker);
	/* On any thread; each worker's calls are one after another. */
	void (*work)(void *ctx, void *worker, struct job *);
	/* On the pump's thread, in order.  -1 stops: nothing that was
	 * submitted later is committed. */
	int (*commit)(void *ctx, struct job *);
	/* What a job that is worked on has put out may go out now, since there
	 * are no threads, and is cleared; NULL when unused. */
	void (*early)(void *ctx, struct job *);
	/* Free job->data; NULL when unused. */
	void (*job_data_free)(void *data);
	void *ctx;
};

struct pump;

struct pump *pump_new(const struct pump_ops *, unsigned threads);

/* Waits for workers, forgets what was not committed. */
void pump_free(struct pump *);

/* An empty job to fill, valid until it is submitted; commits older ones when
 * there are too many.  NULL once a commit has said stop. */
struct job *pump_job(struct pump *);

/* Hand over the job that pump_job() gave.  With alone it is worked on by the
 * caller's thread, with a state of its own, so that a row of such jobs shares
 * one state.  -1 once a commit has said stop. */
int pump_submit(struct pump *, struct job *, bool alone);

/* Commit all that was submitted.  -1 once a commit has said stop. */
int pump_drain(struct pump *);

#endif
