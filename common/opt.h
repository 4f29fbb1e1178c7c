/* SPDX-License-Identifier: ISC */
#ifndef NR_OPT_H
#define NR_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * Options.  A tool's options stand in one table, tools/TOOL/TOOL.def, the
 * common ones in common/common.def, each line
 *
 *	OPT(NAME, short, "long", "ARG", "values", "help")
 *
 * short: a character or 0; ARG: NULL for a flag, else the name of the argument
 * in the help; values: NULL, or for the completions "a b c" (the words it
 * takes) or "FILE" (a file name); help: a phrase of at most 52 characters without
 * a full stop.  From these come getopt_long(3), --help, the completions, and the
 * test that holds the manual pages against them.  A tool gets its ids and its
 * opts[] by
 *
 *	#define OPT_DEF "nnorm.def"
 *	#include "opt_table.inc"
 */

struct opt {
	int id; /* OPT_NAME; unique within a tool and the common ones */
	int chr;
	const char *name;
	const char *arg;
	const char *values;
	const char *help;
};

/* The common options, their ids and table. */
enum {
	OPT_COMMON_FIRST = 1000,
#define OPT(id, chr, name, arg, values, help) OPT_##id,
#include "common.def"
#undef OPT
	OPT_TOOL_FIRST = 2000 /* a tool's own enum begins here */
};

struct tool;

/* Walks over a command line.  Begin with opt_init(), end with opt_free(). */
struct opt_walk {
	const struct tool *tool;
	int argc;
	char **argv;
	struct option *table; /* for getopt_long(3) */
	char *chars;
};

void opt_init(struct opt_walk *, const struct tool *, int argc, char **argv);
void opt_free(struct opt_walk *);

/* The next option: its id, with *arg set where it takes one; 0 after the last
 * (operands begin at optind); -1 with a message in why. */
int opt_next(struct opt_walk *, const char **arg, struct buf *why);

/* Append why the option id was not taken with arg: the option, arg, the reason,
 * the words it takes where they are listed, and the nearest of them. */
void opt_put_refusal(struct buf *, const struct tool *, int id,
    const char *arg, const char *reason);

/* Append the help that --help shows, and the line that a misuse shows. */
void opt_put_help(struct buf *, const struct tool *);
void opt_put_usage(struct buf *, const struct tool *);

/* The common options, n of them, and whether a tool has one. */
const struct opt *opt_common(size_t *n);
bool opt_has(const struct tool *, int id);

/* A number in [min, max], as strtonum(3); false and *why set when not. */
bool opt_number(const char *arg, long long min, long long max,
    long long *out, const char **why);

/* A size: digits and an optional K, M, G or T (powers of 1024). */
bool opt_size(const char *arg, uint64_t *out, const char **why);

/* Which of the words (NULL at the end) arg is, or -1 with *why set. */
int opt_word(const char *arg, const char *const *words, const char **why);

#endif
