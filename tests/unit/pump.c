/* SPDX-License-Identifier: ISC */
#include "pump.h"

#include <sched.h>
#include <stdlib.h>

#include "tap.h"

struct seen {
	uint64_t next;	  /* that should be committed */
	uint64_t wrong;	  /* that were not it, or not worked on once */
	uint64_t stop_at; /* commit says stop here */
	size_t most;	  /* bytes that went out at once */
	_Atomic unsigned states;
};

static void *
worker_new(void *ctx)
{
	struct seen *s = ctx;

	s->states++;
	return calloc(1, sizeof(uint64_t));
}

static void
worker_free(void *ctx, void *worker)
{
	struct seen *s = ctx;

	s->states--;
	free(worker);
}

/* Serial jobs count up in their state: their row must share one. */
static void
work(void *ctx, void *worker, struct job *j)
{
	uint64_t *count = worker;
	int i;

	(void)ctx;
	for (i = 0; i < (int)(j->text_at % 7); i++)
		sched_yield();
	if (j->first)
		*count = 0;
	buf_put_u64(&j->out, j->text_at);
	buf_putc(&j->out, ' ');
	buf_put_u64(&j->out, ++*count);
}

static int
commit(void *ctx, struct job *j)
{
	struct seen *s = ctx;
	struct buf want = { 0 };

	buf_put_u64(&want, s->next);
	buf_putc(&want, ' ');
	/* Five jobs in a row of twelve are one member. */
	buf_put_u64(&want, s->next % 12 < 5 ? s->next % 12 + 1 : 1);
	s->wrong += want.len != j->out.len ||
	    memcmp(want.data, j->out.data, want.len) != 0;
	buf_free(&want);
	return s->next++ == s->stop_at ? -1 : 0;
}

static int
run(unsigned threads, uint64_t jobs, struct seen *s)
{
	const struct pump_ops ops = {
	    worker_new, worker_free, work, commit, NULL, NULL, s};
	struct pump *p = pump_new(&ops, threads);
	struct job *j;
	uint64_t i;
	int rc = 0;

	for (i = 0; i < jobs && rc == 0; i++) {
		if ((j = pump_job(p)) == NULL) {
			rc = -1;
			break;
		}
		j->text_at = i;
		j->first = i % 12 == 0 || i % 12 >= 5;
		rc = pump_submit(p, j, i % 12 < 5);
		if (rc == 0 && i % 101 == 100)
			rc = pump_drain(p);
		if (rc == 0 && i % 101 == 100 && s->next != i + 1)
			s->wrong++;
	}
	if (rc == 0)
		rc = pump_drain(p);
	pump_free(p);
	return rc;
}

enum { PIECES = 9 };

/* A job that puts out much, piece by piece. */
static void
work_much(void *ctx, void *worker, struct job *j)
{
	int i;

	(void)ctx;
	(void)worker;
	for (i = 0; i < PIECES; i++) {
		memset(buf_reserve(&j->out, JOB_EARLY / 2), '0' + i,
		    JOB_EARLY / 2);
		j->out.len += JOB_EARLY / 2;
		job_early(j);
	}
}

/* What goes out, early or not, must be the pieces in their order. */
static void
take_much(void *ctx, struct job *j)
{
	struct seen *s = ctx;
	size_t i;

	for (i = 0; i < j->out.len; i++, s->next++)
		s->wrong +=
		    j->out.data[i] != '0' + s->next / (JOB_EARLY / 2) % PIECES;
	s->most = j->out.len > s->most ? j->out.len : s->most;
	buf_clear(&j->out);
}

static int
commit_much(void *ctx, struct job *j)
{
	take_much(ctx, j);
	return 0;
}

static void
run_much(unsigned threads, struct seen *s)
{
	const struct pump_ops ops = {worker_new, worker_free, work_much,
	    commit_much, take_much, NULL, s};
	struct pump *p = pump_new(&ops, threads);
	int i;

	for (i = 0; i < 20; i++)
		pump_submit(p, pump_job(p), false);
	pump_drain(p);
	pump_free(p);
}

int
main(void)
{
	static const unsigned threads[] = { 1, 2, 3, 8 };
	size_t i;

	for (i = 0; i < sizeof(threads) / sizeof(threads[0]); i++) {
		struct seen s = { .stop_at = UINT64_MAX };

		ok(run(threads[i], 20000, &s) == 0 && s.next == 20000 &&
			s.wrong == 0 && s.states == 0,
		    "%u threads commit all jobs in order", threads[i]);
		s = (struct seen){ .stop_at = 777 };
		ok(run(threads[i], 20000, &s) == -1 && s.next == 778 &&
			s.wrong == 0 && s.states == 0,
		    "and nothing after a stop");
		s = (struct seen){.next = 0};
		run_much(threads[i], &s);
		ok(s.wrong == 0 &&
			s.next == (uint64_t)20 * PIECES * (JOB_EARLY / 2) &&
			s.most ==
			    (threads[i] == 1 ? 2 : PIECES) * (JOB_EARLY / 2),
		    "what goes out early goes out once, where no job is before "
		    "it");
	}
	return done();
}
