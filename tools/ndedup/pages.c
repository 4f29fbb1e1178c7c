/* SPDX-License-Identifier: ISC */
#include "pages.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "xalloc.h"

#define PAGE ((size_t)4096)
#define LINE ((size_t)64)
#define LARGE ((size_t)2 << 20)

static bool
is_mapped(size_t bytes)
{
	return bytes >= 2 * LARGE;
}

static size_t
round_up(size_t bytes)
{
	return (bytes + PAGE - 1) & -PAGE;
}

static void *
small(size_t bytes)
{
	void *p = aligned_alloc(LINE, (bytes + LINE - 1) & -LINE);

	if (p == NULL)
		xalloc_fail();
	else
		memset(p, 0, bytes);
	return p;
}

void *
pages_alloc(size_t bytes)
{
	size_t room = round_up(bytes) + LARGE;
	unsigned char *p, *q;

	if (!is_mapped(bytes))
		return small(bytes);
	p = mmap(NULL, room, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		xalloc_fail();
	q = (unsigned char *)(((uintptr_t)p + LARGE - 1) & -LARGE);
	if (q > p)
		munmap(p, (size_t)(q - p));
	munmap(q + round_up(bytes), room - round_up(bytes) - (size_t)(q - p));
#ifdef MADV_HUGEPAGE
	(void)madvise(q, bytes & -LARGE, MADV_HUGEPAGE);
#endif
	return q;
}

void
pages_free(void *p, size_t bytes)
{
	if (is_mapped(bytes))
		munmap(p, round_up(bytes));
	else
		free(p);
}

void *
pages_extend(void *p, size_t bytes, size_t more)
{
	void *q = pages_alloc(bytes + more);

	memcpy(q, p, bytes);
	pages_free(p, bytes);
	return q;
}

void
pages_give_back(void *p, size_t bytes, size_t done, size_t *given)
{
	if (!is_mapped(bytes) || done - *given < LARGE)
		return;
	done &= -LARGE;
	(void)madvise(
	    (unsigned char *)p + *given, done - *given, MADV_DONTNEED);
	*given = done;
}
