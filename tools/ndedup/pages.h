/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_PAGES_H
#define NDEDUP_PAGES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

/*
 * A hint to the system: size bytes at p, a large block of its own, will be
 * looked up at random, so large pages save time.  The whole mapping is meant,
 * for a part would cut it in two, which realloc(3) could not enlarge in place.
 */
static inline void
pages_large(void *p, size_t size)
{
#ifdef MADV_HUGEPAGE
	const uintptr_t page = 4096, large = (uintptr_t)2 << 20;
	uintptr_t from = (uintptr_t)p & ~(page - 1);
	uintptr_t to = ((uintptr_t)p + size + page - 1) & ~(page - 1);

	if (size >= 2 * large)
		(void)madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
	(void)p;
	(void)size;
#endif
}

#endif
