/* SPDX-License-Identifier: ISC */
#ifndef NR_GLOBS_H
#define NR_GLOBS_H

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * --include and --exclude: glob(7) patterns over the path of a member or a
 * walked file.  A pattern fits the path (where `*' also fits slashes) or its
 * last part; one that excludes, also a directory above.
 */
struct globs {
	char *const *include; /* borrowed */
	size_t n_include;     /* 0: all */
	char *const *exclude;
	size_t n_exclude;
	locale_t locale; /* UTF-8, whatever the user's is; or 0 */
};

void globs_init(struct globs *);
void globs_free(struct globs *);
bool globs_want(const struct globs *, const char *path);

/* Forks that a Mac adds to archives (AppleDouble): nobody's text. */
bool globs_fork(const char *path);

#endif
