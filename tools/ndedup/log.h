/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_LOG_H
#define NDEDUP_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "buf.h"

/*
 * Which clusters and representatives that were read from an index have changed
 * since: so that an index grows by what is new.  All zero logs nothing.
 */
struct log {
	bool on;
	uint32_t n_group, n_rep; /* there were so many; only these are logged */
	struct buf groups;	 /* uint32_t: changed ones */
	struct buf reps;
};

void log_group(struct log *, uint32_t group);
void log_rep(struct log *, uint32_t rep);

void log_free(struct log *);

#endif
