/* SPDX-License-Identifier: ISC */
#ifndef NR_WORK_H
#define NR_WORK_H

#include "job.h"
#include "record.h"
#include "shell.h"

/* One worker: the tool's state and the record it is looking at. */
struct work {
	const struct tool *tool;
	const struct shell_conf *sc;
	void *state;
	struct record rec;
};

/*
 * Give each line of a records job to the tool and write what it keeps to
 * job->out; lines that are refused are reported and go to job->rejects.  With
 * --strict the first of them ends the job.
 */
void work_records(struct work *, struct job *);

#endif
