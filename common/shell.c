/* SPDX-License-Identifier: ISC */
#include "shell.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "feed.h"
#include "file.h"
#include "json.h"
#include "out.h"
#include "pump.h"
#include "report.h"
#include "settings.h"
#include "work.h"
#include "xalloc.h"

enum { MESSAGES_MAX = 20 };

struct shell {
	const struct tool *tool;
	void *conf;
	struct settings set;

	/* The run. */
	struct out *out, *rejects, *explain, *stats;
	struct reader *reader;
	struct pump *pump;
	struct counts total;
	struct report_totals live;
	uint64_t line_base; /* lines of the member in jobs committed before */
	uint64_t told, untold;
	bool warned; /* some input was rejected or damaged */
	bool failed; /* stopped, or an operand could not be read */
	bool dead;   /* a write failed: that has been told */
	struct buf why;
};

/* A message that does not count against the twenty: the tool stops. */
static int
stopped(struct shell *s)
{
	report("%s", buf_cstr(&s->why));
	s->failed = true;
	return -1;
}

/* One message about input; after twenty they are only counted. */
static void
tell(struct shell *s, const char *label, uint64_t line, uint64_t col,
    const char *why)
{
	char place[64] = "";

	if (s->set.quiet)
		return;
	if (s->told >= MESSAGES_MAX) {
		s->untold++;
		return;
	}
	s->told++;
	if (line > 0 && col > 0)
		snprintf(place, sizeof(place), "%llu:%llu:",
		    (unsigned long long)line, (unsigned long long)col);
	else if (line > 0)
		snprintf(place, sizeof(place), "%llu:",
		    (unsigned long long)line);
	report("%s:%s %s", label, place, why);
}

/*
 * A reader that is gone: die as by SIGPIPE, even where that was ignored.
 */
static int
write_failed(struct shell *s, const struct out *o)
{
	if (out_broken_pipe(o)) {
		report_end();
		signal(SIGPIPE, SIG_DFL);
		raise(SIGPIPE);
	}
	if (s->dead)
		return -1;
	s->dead = true;
	return stopped(s);
}

static int
put(struct shell *s, struct out *o, const struct buf *b)
{
	if (o == NULL || b->len == 0)
		return 0;
	if (out_write(o, b->data, b->len, &s->why) == -1)
		return write_failed(s, o);
	return 0;
}

static int
flush(struct shell *s)
{
	struct out *all[] = { s->out, s->rejects, s->explain };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] != NULL && out_flush(all[i], &s->why) == -1)
			return write_failed(s, all[i]);
	return 0;
}

static int
commit_out(struct shell *s, struct out *o)
{
	if (o != NULL && out_commit(o, &s->why) == -1)
		return write_failed(s, o);
	return 0;
}

static void
count(struct shell *s, struct job *j)
{
	struct counts *t = &s->total;

	j->n.bytes_in = j->records ? j->in.len : j->raw.len;
	j->n.bytes_out += j->out.len;
	counts_add(t, &j->n);
	atomic_store(&s->live.in, t->in);
	atomic_store(&s->live.out, t->out);
	atomic_store(&s->live.rejected, t->rejected);
	if (j->n.rejected > 0 || j->n.damaged > 0)
		s->warned = true;
}

/* What a job has to say and to write. */
static int
write_job(struct shell *s, struct job *j)
{
	size_t i;

	for (i = 0; i < j->n_reports; i++) {
		const struct report *r = &j->reports[i];

		tell(s, j->src != NULL ? j->src->label : "-",
		    r->line > 0 && j->records ? s->line_base + r->line
					      : r->line,
		    r->col, (const char *)j->why.data + r->why);
	}
	s->line_base += j->n_lines;
	count(s, j);
	if (put(s, s->rejects, &j->rejects) == -1 ||
	    put(s, s->explain, &j->explain) == -1 ||
	    put(s, s->out, &j->out) == -1)
		return -1;
	if (j->stop) {
		buf_clear(&s->why);
		buf_puts(&s->why, "stopped at the first (--strict)");
		return stopped(s);
	}
	return 0;
}

static int
commit(void *ctx, struct job *j)
{
	struct shell *s = ctx;

	if (j->first)
		s->line_base = 0;
	if (s->tool->commit != NULL &&
	    s->tool->commit(s->conf, j, &s->why) == -1)
		return stopped(s);
	return write_job(s, j);
}

/* Write what a job has so far.  What cannot be written stays, and fails again
 * in commit(). */
static void
early(void *ctx, struct job *j)
{
	struct shell *s = ctx;

	if (put(s, s->out, &j->out) == 0) {
		j->n.bytes_out += j->out.len;
		buf_clear(&j->out);
	}
}

static void *
worker_new(void *ctx)
{
	struct shell *s = ctx;
	struct work *w = xcalloc(1, sizeof(*w));

	w->tool = s->tool;
	w->sc = &s->set.sc;
	if (s->tool->worker_new != NULL)
		w->state = s->tool->worker_new(s->conf);
	return w;
}

static void
worker_free(void *ctx, void *worker)
{
	struct shell *s = ctx;
	struct work *w = worker;

	if (s->tool->worker_free != NULL)
		s->tool->worker_free(w->state);
	record_free(&w->rec);
	free(w);
}

static void
work(void *ctx, void *worker, struct job *j)
{
	struct work *w = worker;

	(void)ctx;
	if (j->records)
		work_records(w, j);
	else
		w->tool->text(w->state, j);
}

static void
will_block(void *ctx)
{
	struct shell *s = ctx;

	/* A stop shows in the next pump_job(). */
	if (pump_drain(s->pump) == 0 && !s->failed)
		flush(s);
}

/* Tell what the reader met, in its place among the reports. */
static int
events(void *ctx)
{
	struct shell *s = ctx;
	struct reader_event ev;

	while (reader_event(s->reader, &ev)) {
		if (pump_drain(s->pump) == -1)
			return -1;
		switch (ev.kind) {
		case READER_NOTE:
			break;
		case READER_SKIPPED:
			s->total.rejected++;
			s->warned = true;
			break;
		case READER_DAMAGED:
			s->total.damaged++;
			s->warned = true;
			break;
		case READER_UNREADABLE:
			s->failed = true;
			report("%s: %s", ev.label, ev.message);
			continue;
		}
		tell(s, ev.label, 0, 0, ev.message);
		if (s->set.sc.strict && ev.kind != READER_NOTE) {
			buf_clear(&s->why);
			buf_puts(&s->why, "stopped at the first (--strict)");
			return stopped(s);
		}
	}
	return 0;
}

/* --help and --version: say it and be done. */
static int
say(struct shell *s, enum settings_outcome what)
{
	struct buf text = { 0 };
	int rc = 0;

	if (what == SETTINGS_HELP)
		opt_put_help(&text, s->tool);
	else
		buf_printf(&text, "%s (newsreel) %s\n", s->tool->name,
		    NR_VERSION);
	s->out = out_open(NULL, false, &s->why);
	if (put(s, s->out, &text) == -1 || commit_out(s, s->out) == -1)
		rc = 2;
	buf_free(&text);
	return rc;
}

static int
open_all(struct shell *s)
{
	struct reader_conf rc = { 0 };

	if (s->set.files_from != NULL &&
	    reader_names_from(s->set.files_from, s->set.nul, &s->set.operands.v,
		&s->set.operands.n, &s->why) == -1)
		return stopped(s);
	s->out = out_open(s->set.sc.output, s->set.if_changed, &s->why);
	if (s->out == NULL)
		return stopped(s);
	if (s->set.rejects != NULL &&
	    (s->rejects = out_open(s->set.rejects, false, &s->why)) == NULL)
		return stopped(s);
	if (s->set.explain != NULL &&
	    (s->explain = out_open(s->set.explain, false, &s->why)) == NULL)
		return stopped(s);
	if (s->set.stats != NULL &&
	    (s->stats = out_open(s->set.stats, false, &s->why)) == NULL)
		return stopped(s);
	if (s->tool->open != NULL && s->tool->open(s->conf, &s->why) == -1)
		return stopped(s);
	rc.operands = s->set.operands.v;
	rc.n_operands = s->set.operands.n;
	rc.include = s->set.include.v;
	rc.n_include = s->set.include.n;
	rc.exclude = s->set.exclude.v;
	rc.n_exclude = s->set.exclude.n;
	rc.name = s->set.sc.name;
	rc.max_member = s->set.max_member;
	rc.max_ratio = s->set.max_ratio;
	rc.mode = s->tool->text == NULL ? READER_RECORDS
	    : s->tool->input != NULL	? s->tool->input(s->conf)
					: READER_AUTO;
	rc.will_block = will_block;
	rc.ctx = s;
	s->reader = reader_new(&rc);
	return 0;
}

/* Everything is named: what was not named stays shut. */
static void
enter_sandbox(struct shell *s)
{
	struct out *outs[] = { s->out, s->rejects, s->explain, s->stats };
	struct sandbox *sb;
	size_t i;

	if (s->set.no_sandbox)
		return;
	sb = sandbox_new();
	for (i = 0; i < s->set.operands.n; i++)
		sandbox_read(sb, s->set.operands.v[i]);
	for (i = 0; i < sizeof(outs) / sizeof(outs[0]); i++)
		if (outs[i] != NULL && out_target(outs[i]) != NULL)
			sandbox_write(sb, out_target(outs[i]));
	if (s->tool->paths != NULL)
		s->tool->paths(s->conf, sb);
	sandbox_enter(sb);
	sandbox_free(sb);
}

/* What the tool writes after all input, piece by piece. */
static int
run_end(struct shell *s, struct job *last)
{
	int more, rc = 0;

	do {
		job_clear(last);
		last->records = last->first = true;
		last->want_explain = s->explain != NULL;
		last->want_rejects = s->rejects != NULL;
		more = s->tool->end(s->conf, last, &s->why);
		rc = more == -1 ? stopped(s) : write_job(s, last);
	} while (more == 1 && rc == 0);
	return rc;
}

/* Feed the pump until the input or the patience ends. */
static int
run(struct shell *s)
{
	struct pump_ops ops = {
	    worker_new, worker_free, work, commit, early, s->tool->job_free, s};
	struct feed f = { .max_record = s->set.sc.max_record,
		.want_explain = s->explain != NULL,
		.want_rejects = s->rejects != NULL,
		.live = &s->live,
		.events = events,
		.ctx = s };
	struct job last = { .records = true, .first = true };
	int rc;

	f.reader = s->reader;
	f.pump = s->pump = pump_new(&ops, s->set.sc.jobs);
	/* A list without names is no input; no list is stdin. */
	rc = s->set.files_from != NULL && s->set.operands.n == 0 ? 0 : feed_all(&f);
	if (rc == 0 && s->tool->end != NULL)
		rc = run_end(s, &last);
	job_free(&last);
	pump_free(s->pump);
	return rc;
}

static int
write_stats(struct shell *s, int status)
{
	struct buf b = { 0 };
	int rc = 0;

	if (s->stats == NULL)
		return 0;
	buf_printf(&b, "{\"tool\":\"%s\",\"version\":\"%s\",\"status\":%d",
	    s->tool->name, NR_VERSION, status);
	counts_put(&b, &s->total);
	if (s->tool->stats != NULL)
		s->tool->stats(s->conf, &b);
	buf_puts(&b, "}\n");
	if (out_write(s->stats, b.data, b.len, &s->why) == -1 ||
	    out_commit(s->stats, &s->why) == -1)
		rc = stopped(s);
	buf_free(&b);
	return rc;
}

/* The output takes its name, then what the tool keeps beside it; rejects and
 * explanations are wanted most where the run was stopped. */
static int
finish(struct shell *s)
{
	int status;

	if (!s->failed && commit_out(s, s->out) == 0 &&
	    s->tool->finish != NULL &&
	    s->tool->finish(s->conf, &s->why) == -1)
		stopped(s);
	else if (s->failed && s->set.sc.output == NULL && s->out != NULL)
		flush(s);
	commit_out(s, s->rejects);
	commit_out(s, s->explain);
	status = s->failed ? 2 : s->warned ? 1 : 0;
	if (write_stats(s, status) == -1)
		status = 2;
	if (s->untold > 0)
		report("%llu more messages of this kind not shown",
		    (unsigned long long)s->untold);
	return status == 1 && s->set.no_warn ? 0 : status;
}

/* Read the command line.  -1 to go on, else the exit status. */
static int
begin(struct shell *s, int argc, char **argv)
{
	enum settings_outcome got =
	    settings_read(&s->set, s->tool, s->conf, argc, argv, &s->why);

	switch (got) {
	case SETTINGS_HELP:
	case SETTINGS_VERSION:
		return say(s, got);
	case SETTINGS_MISUSE:
		return settings_misuse(s->tool, &s->why);
	case SETTINGS_RUN:
		break;
	}
	if (s->set.operands.n == 0 && s->set.files_from == NULL &&
	    isatty(STDIN_FILENO)) {
		buf_puts(&s->why, "stdin is a terminal; name a file or pipe "
				  "something in");
		return settings_misuse(s->tool, &s->why);
	}
	return -1;
}

int
shell_main(int argc, char **argv, const struct tool *tool, void *conf)
{
	struct shell s = { .tool = tool, .conf = conf };
	sigset_t usr1;
	int status;

	file_guard_streams();
	/* It waits until there is progress to show. */
	sigemptyset(&usr1);
	sigaddset(&usr1, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &usr1, NULL);
	setprogname(tool->name);
	status = begin(&s, argc, argv);
	if (status == -1) {
		if (open_all(&s) == 0) {
			enter_sandbox(&s);
			report_begin(&s.live,
			    s.set.progress ||
				(!s.set.no_progress && isatty(STDERR_FILENO)));
			run(&s);
			report_end();
		}
		status = finish(&s);
	}
	if (s.reader != NULL)
		reader_free(s.reader);
	out_free(s.out);
	out_free(s.rejects);
	out_free(s.explain);
	out_free(s.stats);
	settings_free(&s.set);
	buf_free(&s.why);
	return status;
}
