/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_PAGES_H
#define NDEDUP_PAGES_H

#include <stddef.h>

/*
 * Memory for tables that are read at random: in large pages where the system
 * has them, and out of the heap, which tables that grow would fragment.
 */

/* A block of so many bytes, all zero, at a multiple of 64.  Never NULL. */
void *pages_alloc(size_t bytes);

/* Free a block of so many bytes (p NULL: nothing). */
void pages_free(void *p, size_t bytes);

/* A block of more bytes with the same contents, then zeros; p is gone. */
void *pages_extend(void *p, size_t bytes, size_t more);

/* The first `done` bytes of the block will not be used any more, though it is
 * not freed yet: the system may have them back.  *given is how far that was
 * said before (0 at first). */
void pages_give_back(void *p, size_t bytes, size_t done, size_t *given);

#endif
