/* SPDX-License-Identifier: ISC */
/*
 * Parts by ten bits of the hash, each a table of the other 64 by ordered linear
 * probing as in index.c.  The set grows in its place, from the last part to the
 * first, each by way of a buffer that stays in the cache: so no more memory is
 * ever used than what is filled, in large pages where the system has them.  The
 * addresses for that are taken at the start.
 *
 * Limit: a part whose hashes were made to be equal in their upper bits does not
 * fit its end, which counts as being out of memory.
 */
#include "known.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "xalloc.h"

#define PARTS KNOWN_PARTS
#define FIRST 64		     /* homes of a part, at first */
#define ADDRESSES ((size_t)64 << 30) /* if there are so many, else less */
#define ADDRESSES_MIN ((size_t)32 << 20)
#define LARGE ((size_t)2 << 20)

/* Slots of a part for cap homes: the last ones are for what comes late, and
 * one stays empty. */
static uint64_t
share_for(uint64_t cap)
{
	return cap + cap / 64 + 48;
}

static void
open_set(struct known *s)
{
	void *p = MAP_FAILED;

	s->mapped = ADDRESSES * 2;
	while (p == MAP_FAILED && s->mapped > ADDRESSES_MIN) {
		s->mapped /= 2;
		p = mmap(NULL, s->mapped, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	}
	if (p == MAP_FAILED)
		xalloc_fail();
#ifdef MADV_HUGEPAGE
	(void)madvise(p, s->mapped, MADV_HUGEPAGE);
#endif
	s->map = p;
	s->slot =
	    (uint64_t *)(((uintptr_t)p + LARGE - 1) & ~(uintptr_t)(LARGE - 1));
	s->n = xcalloc(PARTS, sizeof(*s->n));
	s->cap = FIRST;
	s->share = share_for(FIRST);
}

/* Write what the n slots of old hold, ascending, as a part of cap homes and
 * share slots.  Which slots are empty nobody foresees: there is no jump. */
static void
spread(uint64_t *slot, uint64_t share, uint64_t cap, const uint64_t *old,
    uint64_t n)
{
	uint64_t at = 0, home, i;

	memset(slot, 0, share * sizeof(*slot));
	for (i = 0; i < n; i++) {
		home = (old[i] >> 32) * cap >> 32;
		at = at > home ? at : home;
		if (at + 1 >= share)
			xalloc_fail();
		slot[at] = old[i];
		at += old[i] != 0;
	}
}

/* Make all parts larger by 5/32. */
static void
grow(struct known *s)
{
	uint64_t cap = s->cap + s->cap * 5 / 32, share = share_for(cap);
	unsigned i;

	if (PARTS * share * sizeof(*s->slot) + LARGE > s->mapped)
		xalloc_fail();
	free(s->spare);
	s->spare = xmallocarray(s->share, sizeof(*s->spare));
	for (i = PARTS; i-- > 0;) {
		memcpy(s->spare, s->slot + i * s->share,
		    s->share * sizeof(*s->spare));
		spread(s->slot + i * share, share, cap, s->spare, s->share);
	}
	s->cap = cap;
	s->share = share;
}

bool
known_add(struct known *s, struct hash128 h)
{
	const uint64_t part = h.lo % PARTS;
	uint64_t *e, *gap;

	h.hi += h.hi == 0; /* 0 is an empty slot */
	if (s->slot == NULL)
		open_set(s);
	for (e = known_home(s, h); *e != 0 && *e < h.hi; e++)
		;
	if (*e == h.hi)
		return false;
	for (gap = e; *gap != 0; gap++)
		;
	if (s->n[part] >= s->cap - s->cap / 8 ||
	    gap + 1 >= s->slot + (part + 1) * s->share) {
		grow(s);
		return known_add(s, h);
	}
	for (; gap > e; gap--)
		*gap = gap[-1];
	*e = h.hi;
	s->n[part]++;
	return true;
}

void
known_free(struct known *s)
{
	if (s->map != NULL)
		munmap(s->map, s->mapped);
	free(s->n);
	free(s->spare);
	*s = (struct known){0};
}
