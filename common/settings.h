/* SPDX-License-Identifier: ISC */
#ifndef NR_SETTINGS_H
#define NR_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "shell.h"

/* A list of strings of its own. */
struct names {
	char **v;
	size_t n;
};

/* What the common options of a command line say. */
struct settings {
	struct shell_conf sc; /* what tools may know of it */
	bool if_changed;
	bool no_warn;
	bool quiet;
	bool progress;
	bool no_progress;
	bool no_sandbox;
	bool nul;
	const char *rejects; /* paths; NULL when not given */
	const char *stats;
	const char *explain;
	const char *files_from;
	struct names include;
	struct names exclude;
	struct names operands;
	uint64_t max_member; /* 0: no limit */
	uint64_t max_ratio;
};

enum settings_outcome {
	SETTINGS_RUN,
	SETTINGS_HELP,
	SETTINGS_VERSION,
	SETTINGS_MISUSE /* why says what is wrong */
};

/*
 * Read a command line into s, giving the tool's own options to its option()
 * and, when all are read, calling its ready().  Strings are borrowed from
 * argv; settings_free() frees the lists.
 */
enum settings_outcome settings_read(struct settings *s, const struct tool *,
    void *conf, int argc, char **argv, struct buf *why);

void settings_free(struct settings *);

/* Tell on stderr what is wrong with the command line, and the usage; returns
 * the exit status. */
int settings_misuse(const struct tool *, const struct buf *why);

#endif
