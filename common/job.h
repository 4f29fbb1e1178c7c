/* SPDX-License-Identifier: ISC */
#ifndef NR_JOB_H
#define NR_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * A job is a run of input that one worker turns into output: whole lines of
 * one member, or a block of a member's text.  Jobs are worked on in any order
 * and committed in the order of the input, so nothing here may depend on which
 * worker had it or when.
 */

/* Where input comes from.  Shared by the jobs of a member, freed with the last
 * of them. */
struct source {
	char *operand; /* the file as named by the user, "-" for stdin */
	char *base;    /* its base name, or --name */
	char *archive; /* base again when member is inside an archive; NULL */
	char *member;  /* path in the archive, else base */
	char *label;   /* for messages: operand, or operand:member */
	char *encoding; /* what the text is decoded from; "utf-8" as it is */
	unsigned refs;
};

struct counts {
	uint64_t in;	   /* records (or members' texts) read */
	uint64_t out;	   /* records written */
	uint64_t changed;  /* of these, changed */
	uint64_t rejected; /* lines or members refused */
	uint64_t dropped;  /* left out on purpose (ndedup) */
	uint64_t lax;	   /* passed, though not quite JSON */
	uint64_t damaged;  /* members cut short or damaged */
	uint64_t bytes_in;
	uint64_t bytes_out;
};

/* Add to what was counted before. */
void counts_add(struct counts *, const struct counts *);

/* Append each count as a member of a JSON object, `,"in":7` and so on. */
void counts_put(struct buf *, const struct counts *);

/* Something the user must hear of: goes to stderr in order, counts as a
 * rejection unless note is set. */
struct report {
	uint64_t line; /* from 1; 0: none.  In records counted from the
			* job's start, in text from the member's */
	uint64_t col;  /* byte in the line, from 1; 0: none */
	size_t why;    /* offset of a C string in job->why */
	bool note;     /* tell it, but nothing was lost: no exit status 1 */
};

/* A point where decoded text and member bytes meet. */
struct mark {
	uint64_t text; /* offset in the decoded member */
	uint64_t raw;  /* offset in the member's bytes */
};

struct job {
	/* Input: set by the shell, read-only for tools. */
	struct source *src;
	struct view in;	     /* lines, or text of the member, UTF-8 */
	bool first;	     /* begins its member */
	bool last;	     /* ends its member */
	bool partial;	     /* last, and the member was cut short */
	struct view raw;     /* the same as in, before decoding */
	uint64_t text_at;    /* offset of in in the decoded member */
	uint64_t raw_at;     /* offset of raw in the member */
	const struct mark *marks; /* at least one a line; NULL: text is raw */
	size_t n_marks;

	/* Output: appended by tools. */
	struct buf out;	     /* whole lines for stdout */
	struct buf explain;  /* whole lines for --explain; see job_explain() */
	struct buf rejects;  /* raw input for --rejects */
	struct counts n;
	uint64_t n_lines; /* lines in in; records only */
	struct report *reports;
	size_t n_reports;
	size_t cap_reports;
	struct buf why;
	bool want_explain; /* --explain was given */
	bool want_rejects; /* --rejects was given */
	void *data;	   /* the tool's, kept with the job from turn to turn;
			    * freed by the tool's job_free */
	/* The shell's own follows. */
	void (*early)(void *ctx, struct job *); /* see job_early(); NULL */
	void *early_ctx;
	bool records; /* in is lines, not text */
	bool stop;    /* --strict, and something was rejected */
	int state;    /* where the job is, pump.c */
	struct buf mem;
	struct buf mem_raw;
	struct mark *mem_marks;
	size_t cap_marks;
};

/* Report that input at line and column (0: none) was rejected; raw (which may
 * be empty) goes to --rejects, ended by a line feed. */
void job_reject(struct job *, uint64_t line, uint64_t col, const char *why,
    struct view raw);

/* Report something that lost nothing. */
void job_note(struct job *, uint64_t line, uint64_t col, const char *why);

/*
 * Tell one decision, when --explain was given: rule (a short name) changed the
 * len bytes of the record's text at offset from before to after.  Decisions
 * that change nothing have equal before and after.
 */
void job_explain(struct job *, struct view id, size_t offset,
    const char *rule, struct view before, struct view after);

/* From here on j->out may be written, before the job is done: whole records,
 * when there are enough.  So the memory of a job that writes much stays small
 * and near.  A tool that has a commit of its own does not ask for it. */
#define JOB_EARLY (1u << 18)

static inline void
job_early(struct job *j)
{
	if (j->out.len >= JOB_EARLY && j->early != NULL)
		j->early(j->early_ctx, j);
}

/* Empty a job for its next turn, keeping its memory (and data). */
void job_clear(struct job *);

/* Free what a job holds, but for data. */
void job_free(struct job *);

#endif
