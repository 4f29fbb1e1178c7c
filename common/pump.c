/* SPDX-License-Identifier: ISC */
/*
 * A ring of jobs.  head is the next to fill, tail the next to commit; workers
 * take the oldest queued one.  Only the pump's thread moves head and tail.
 */
#include "pump.h"

#include <pthread.h>
#include <stdlib.h>

#include "reader.h"
#include "xalloc.h"

enum { JOB_FREE, JOB_QUEUED, JOB_RUNNING, JOB_DONE };

struct worker {
	struct pump *pump;
	void *state;
	pthread_t thread;
	bool started;
};

struct pump {
	struct pump_ops ops;
	struct job *jobs;
	size_t n_jobs;
	size_t head; /* counts up; the job is jobs[head % n_jobs] */
	size_t tail;
	size_t next; /* oldest that no worker has taken */
	struct worker *workers;
	unsigned n_workers; /* 0: no threads */
	void *own;    /* state of the pump's own thread */
	void *serial; /* the same, for rows of jobs that share one state */
	bool stop;
	bool quit;
	pthread_mutex_t lock;
	pthread_cond_t queued;
	pthread_cond_t done;
};

static struct job *
slot(struct pump *p, size_t i)
{
	return &p->jobs[i % p->n_jobs];
}

/* The oldest queued job, or NULL.  Jobs done by the pump's thread itself lie
 * between queued ones. */
static struct job *
take(struct pump *p)
{
	struct job *j;

	while (p->next < p->head) {
		j = slot(p, p->next++);
		if (j->state == JOB_QUEUED)
			return j;
	}
	return NULL;
}

static void *
worker_main(void *arg)
{
	struct worker *w = arg;
	struct pump *p = w->pump;
	struct job *j = NULL;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (!p->quit && (j = take(p)) == NULL)
			pthread_cond_wait(&p->queued, &p->lock);
		if (p->quit)
			break;
		j->state = JOB_RUNNING;
		pthread_mutex_unlock(&p->lock);
		p->ops.work(p->ops.ctx, w->state, j);
		pthread_mutex_lock(&p->lock);
		j->state = JOB_DONE;
		pthread_cond_signal(&p->done);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

struct pump *
pump_new(const struct pump_ops *ops, unsigned threads)
{
	struct pump *p = xcalloc(1, sizeof(*p));
	unsigned i;

	p->ops = *ops;
	p->n_workers = threads > 1 ? threads : 0;
	p->n_jobs = p->n_workers > 0 ? 3 * (size_t)p->n_workers + 1 : 1;
	p->jobs = xcalloc(p->n_jobs, sizeof(*p->jobs));
	p->workers = xcalloc(p->n_workers, sizeof(*p->workers));
	if (p->n_workers == 0) {
		p->jobs[0].early = ops->early;
		p->jobs[0].early_ctx = ops->ctx;
	}
	p->own = ops->worker_new(ops->ctx);
	p->serial = p->n_workers > 0 ? ops->worker_new(ops->ctx) : p->own;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->queued, NULL);
	pthread_cond_init(&p->done, NULL);
	for (i = 0; i < p->n_workers; i++) {
		struct worker *w = &p->workers[i];

		w->pump = p;
		w->state = ops->worker_new(ops->ctx);
		/* Fewer threads are slower, not wrong. */
		w->started =
		    pthread_create(&w->thread, NULL, worker_main, w) == 0;
	}
	return p;
}

void
pump_free(struct pump *p)
{
	unsigned i;
	size_t k;

	pthread_mutex_lock(&p->lock);
	p->quit = true;
	pthread_cond_broadcast(&p->queued);
	pthread_mutex_unlock(&p->lock);
	for (i = 0; i < p->n_workers; i++) {
		if (p->workers[i].started)
			pthread_join(p->workers[i].thread, NULL);
		p->ops.worker_free(p->ops.ctx, p->workers[i].state);
	}
	if (p->serial != p->own)
		p->ops.worker_free(p->ops.ctx, p->serial);
	p->ops.worker_free(p->ops.ctx, p->own);
	for (k = 0; k < p->n_jobs; k++) {
		if (p->jobs[k].data != NULL && p->ops.job_data_free != NULL)
			p->ops.job_data_free(p->jobs[k].data);
		source_unref(p->jobs[k].src);
		job_free(&p->jobs[k]);
	}
	pthread_mutex_destroy(&p->lock);
	pthread_cond_destroy(&p->queued);
	pthread_cond_destroy(&p->done);
	free(p->workers);
	free(p->jobs);
	free(p);
}

/* Wait until the oldest job is done; do it here when nobody has begun it. */
static void
finish(struct pump *p, struct job *j)
{
	pthread_mutex_lock(&p->lock);
	if (j->state == JOB_QUEUED) {
		j->state = JOB_RUNNING;
		pthread_mutex_unlock(&p->lock);
		p->ops.work(p->ops.ctx, p->own, j);
		pthread_mutex_lock(&p->lock);
		j->state = JOB_DONE;
	}
	while (j->state != JOB_DONE)
		pthread_cond_wait(&p->done, &p->lock);
	pthread_mutex_unlock(&p->lock);
}

static int
commit_oldest(struct pump *p)
{
	struct job *j = slot(p, p->tail);

	finish(p, j);
	if (!p->stop && p->ops.commit(p->ops.ctx, j) == -1)
		p->stop = true;
	source_unref(j->src);
	j->src = NULL;
	pthread_mutex_lock(&p->lock);
	j->state = JOB_FREE;
	p->tail++;
	pthread_mutex_unlock(&p->lock);
	return p->stop ? -1 : 0;
}

struct job *
pump_job(struct pump *p)
{
	struct job *j;

	while (!p->stop && p->head - p->tail == p->n_jobs)
		commit_oldest(p);
	if (p->stop)
		return NULL;
	j = slot(p, p->head);
	source_unref(j->src);
	j->src = NULL;
	job_clear(j);
	return j;
}

int
pump_submit(struct pump *p, struct job *j, bool alone)
{
	if (p->n_workers == 0 || alone) {
		p->ops.work(p->ops.ctx, p->serial, j);
		pthread_mutex_lock(&p->lock);
		j->state = JOB_DONE;
		p->head++;
		pthread_mutex_unlock(&p->lock);
	} else {
		pthread_mutex_lock(&p->lock);
		j->state = JOB_QUEUED;
		p->head++;
		pthread_cond_signal(&p->queued);
		pthread_mutex_unlock(&p->lock);
	}
	if (p->n_workers == 0)
		return pump_drain(p);
	return p->stop ? -1 : 0;
}

int
pump_drain(struct pump *p)
{
	while (!p->stop && p->tail < p->head)
		commit_oldest(p);
	return p->stop ? -1 : 0;
}
