/* SPDX-License-Identifier: ISC */
#ifndef NR_SHELL_H
#define NR_SHELL_H

#include <stdbool.h>
#include <stddef.h>

#include "job.h"
#include "opt.h"
#include "reader.h"
#include "record.h"
#include "sandbox.h"

/*
 * The filter contract, newsreel(7), once for every tool: options, operands,
 * reading, threads, rejects, atomic output, progress, statistics and the exit
 * status.  A tool fills a struct tool with pure functions and its main() is
 *
 *	return shell_main(argc, argv, &tool, &conf);
 */

/* What a tool says of a record it was given. */
enum verdict {
	RECORD_KEEP,  /* write it, with its changes */
	RECORD_TAKEN, /* the tool wrote to job->out itself, or drops it */
	RECORD_REFUSE /* reject it; the tool set *f (at: offset in the line) */
};

/* Common options that a tool may want to know.  Valid from tool->ready on. */
struct shell_conf {
	struct record_names names;
	const char *name; /* --name, or NULL */
	bool lines;	  /* --lines */
	bool strict;
	unsigned jobs;
	uint64_t max_record;
	const char *output; /* -o, or NULL */
	bool explain;	    /* --explain was given */
};

struct tool {
	const char *name;
	const char *usage;    /* after the name: "[-kr] [FILE ...]" */
	const char *purpose;  /* one line */
	const char *examples; /* a few lines, each indented by two blanks */
	const struct opt *opts;
	size_t n_opts;
	unsigned record_flags; /* RECORD_ANY_TEXT for nnorm */

	/* One of the tool's own options; false with *why set refuses it. */
	bool (*option)(void *conf, int id, const char *arg, const char **why);
	/* All options are read: check them together, load files.  0, or -1
	 * with a message in *why.  May be NULL. */
	int (*ready)(void *conf, const struct shell_conf *, struct buf *why);
	/* Open files of the tool's own.  0, or -1 with a message.  NULL. */
	int (*open)(void *conf, struct buf *why);
	/* Files that the tool itself opens after that: sandbox_read() and
	 * sandbox_write() each.  May be NULL. */
	void (*paths)(const void *conf, struct sandbox *);
	/* The option common ones that the tool refuses, ends with 0; or NULL. */
	const int *no_common;

	/* State of one worker thread; may be NULL. */
	void *(*worker_new)(const void *conf);
	void (*worker_free)(void *worker);
	/* Free job->data; NULL when unused. */
	void (*job_free)(void *data);

	/* Transform one record.  Called on any worker.  NULL: the tool takes
	 * no records. */
	enum verdict (*record)(void *worker, struct record *, struct job *,
	    struct fault *f);
	/* Whether an input is text or records, where the tool takes both and
	 * has options for it; NULL: by its first bytes. */
	enum reader_mode (*input)(const void *conf);
	/*
	 * Transform a block of a member's text: job->in, which is not cut at
	 * lines, each member's blocks in order to one worker; job->first and
	 * job->last mark its ends (an empty member has one empty block).  The
	 * size of the blocks must not show in the output.  NULL: text is
	 * refused with "not JSON Lines; run nsplit first".
	 */
	void (*text)(void *worker, struct job *);

	/* Called in input order, one job at a time, before job->out is
	 * written.  0, or -1 with a message: stop.  NULL when unused. */
	int (*commit)(void *conf, struct job *, struct buf *why);
	/* After the last job: more output into a job without input.  1: call it
	 * again, there is more; 0; -1 with a message.  NULL. */
	int (*end)(void *conf, struct job *, struct buf *why);
	/* The output is complete and safe (status 0 or 1): make side files
	 * safe.  0, or -1 with a message.  NULL. */
	int (*finish)(void *conf, struct buf *why);
	/* Append members ,"key":N to the --stats object.  NULL. */
	void (*stats)(const void *conf, struct buf *);
};

/* Returns the exit status: 0, 1 or 2. */
int shell_main(int argc, char **argv, const struct tool *, void *conf);

#endif
