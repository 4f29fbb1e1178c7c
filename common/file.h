/* SPDX-License-Identifier: ISC */
#ifndef NR_FILE_H
#define NR_FILE_H

#include "buf.h"

/* Append all that the file called path holds: word lists and the like, which
 * are named by an option.  0, or -1 with "PATH: reason" appended to why. */
int file_read(const char *path, struct buf *, struct buf *why);

/* A standard stream that is closed would give its number to the first file
 * opened: put something there that fails when it is used. */
void file_guard_streams(void);

#endif
