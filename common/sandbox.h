/* SPDX-License-Identifier: ISC */
#ifndef NR_SANDBOX_H
#define NR_SANDBOX_H

/*
 * What a filter needs of the system is little, and hostile input is the normal
 * case: once the operands are known nothing else can be opened (Landlock), and
 * there are no sockets, no other programs and no tracing (seccomp).  Where the
 * kernel has neither, nothing happens.
 */
struct sandbox;

struct sandbox *sandbox_new(void);
void sandbox_free(struct sandbox *);

/* path, and all beneath it when it is a directory, may be read. */
void sandbox_read(struct sandbox *, const char *path);

/* Files may be made, written, renamed and removed in the directory that holds
 * path, which need not exist. */
void sandbox_write(struct sandbox *, const char *path);

/* Close the door: for this thread and those it makes later.  No way back.
 * What is open stays open. */
void sandbox_enter(struct sandbox *);

#endif
