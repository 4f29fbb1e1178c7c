/* SPDX-License-Identifier: ISC */
#ifndef NNORM_MEND_H
#define NNORM_MEND_H

#include <stdbool.h>
#include <stdint.h>

#include "evidence.h"
#include "norm.h"
#include "shell.h"

/*
 * From record to record: the text through norm.h, a huge one in pieces, and
 * what becomes of the other members.  The signatures are those of struct tool,
 * whose conf begins with a struct mend_conf.
 */
struct mend_conf {
	struct norm_options norm;
	bool learn;   /* gather words and edges */
	bool dry_run; /* write the records as they are */
};

/* What a job did, for --stats, and the words of its records. */
struct mend_tally {
	uint64_t count[N_RULES];
	struct gathered words;
};

void mend_tally_free(void *tally);
void *mend_new(const void *conf);
void mend_free(void *worker);
enum verdict mend_record(
    void *worker, struct record *r, struct job *j, struct fault *f);

#endif
