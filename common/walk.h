/* SPDX-License-Identifier: ISC */
#ifndef NR_WALK_H
#define NR_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * The files beneath a directory, depth first, the names of each directory in
 * the order of their bytes.  Names that begin with a dot are left out.
 * Symbolic links to files are followed, to directories not.
 */
struct walk;

enum walk_result {
	WALK_FILE, /* path is a plain file */
	WALK_NOTE, /* path is something that is left out; why says what */
	WALK_FAIL, /* path cannot be read; why says why */
	WALK_END
};

struct walk *walk_open(const char *dir);
void walk_close(struct walk *);

/*
 * The next one.  path receives its path, from dir on; *inside the offset in
 * path where the part inside dir begins; *why a phrase.  Both strings are
 * valid until the next call.
 */
enum walk_result walk_next(
    struct walk *, struct buf *path, size_t *inside, const char **why);

#endif
