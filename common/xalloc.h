/* SPDX-License-Identifier: ISC */
#ifndef NR_XALLOC_H
#define NR_XALLOC_H

#include <stddef.h>

/*
 * Allocators that never return NULL: when there is no memory (or a size
 * overflows) they say so on stderr and end the process with status 2, which is
 * what the filter contract asks for.  Free what they return with free(3).
 */

/* n objects of size bytes, not cleared. */
void *xmallocarray(size_t n, size_t size);

/* n objects of size bytes, cleared. */
void *xcalloc(size_t n, size_t size);

/* Resize p (or NULL) to n objects of size bytes; p is gone. */
void *xreallocarray(void *p, size_t n, size_t size);

/* A copy of the string s, or of its first len bytes, ended by a NUL. */
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t len);

/* For who found out otherwise that there is no memory: the same end. */
_Noreturn void xalloc_fail(void);

#endif
