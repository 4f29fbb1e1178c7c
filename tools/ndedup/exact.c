/* SPDX-License-Identifier: ISC */
/*
 * The same ordered linear probing as index.c, with entries of bytes: eight of
 * the hash's upper half, which orders them, one of the lower, four of the
 * number.  An upper half of 0 marks an empty slot.  The inner functions take
 * the size of an entry as a constant, so that the compiler makes them twice.
 */
#include "exact.h"

#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "xalloc.h"

#define CAP_MIN 1024
#define ALONE 9	    /* bytes of an entry without ... */
#define NUMBERED 13 /* ... and with a number */

static inline uint64_t
key(const unsigned char *e)
{
	uint64_t k;

	memcpy(&k, e, sizeof(k));
	return k;
}

static inline uint64_t
key_of(struct hash128 h)
{
	return h.hi + (h.hi == 0);
}

static inline uint64_t
home(const struct exact_set *s, uint64_t k)
{
	return (k >> 32) * s->cap >> 32; /* cap stays below 2^32 */
}

static inline void
move(unsigned char *to, const unsigned char *from, size_t size)
{
	unsigned char e[NUMBERED];

	memcpy(e, from, size);
	memcpy(to, e, size);
}

/* Move the entries of the first `from` slots to the end of `to` slots. */
static inline void
pack_right(unsigned char *slot, size_t size, uint64_t from, uint64_t to)
{
	unsigned char *r = slot + from * size, *w = slot + to * size;

	/* Empty slots are copied, too, and then written over: no branch. */
	while (r > slot) {
		r -= size;
		move(w - size, r, size);
		w -= size & -(size_t)(key(w - size) != 0);
	}
}

/* Move the entries from the end of the slots to their homes. */
static inline void
spread(struct exact_set *s, size_t size, uint64_t slots)
{
	unsigned char *const end = s->slot + slots * size;
	unsigned char *r = end - s->n * size, *w = s->slot, *at;

	for (; r < end; r += size) {
		at = s->slot + home(s, key(r)) * size;
		if (at > r)
			at = r;
		for (; w < at; w += size)
			memset(w, 0, size);
		move(w, r, size);
		w += size;
	}
	memset(w, 0, (size_t)(end - w));
}

static void
grow(struct exact_set *s)
{
	const size_t size = s->numbered ? NUMBERED : ALONE;
	uint64_t old = s->cap == 0 ? 0 : s->cap + EXACT_SLACK, slots;

	/* The last slot stays empty, to end every search. */
	do {
		s->cap = s->cap == 0 ? CAP_MIN : s->cap + s->cap / 7;
		slots = s->cap + EXACT_SLACK;
		s->slot = xreallocarray(s->slot, slots, size);
		pages_large(s->slot, slots * size);
		if (s->numbered) {
			pack_right(s->slot, NUMBERED, old, slots);
			spread(s, NUMBERED, slots);
		} else {
			pack_right(s->slot, ALONE, old, slots);
			spread(s, ALONE, slots);
		}
		old = slots;
	} while (key(s->slot + (slots - 1) * size) != 0);
}

void
exact_prefetch(const struct exact_set *s, struct hash128 h)
{
	const unsigned char *e;

	if (s->cap == 0)
		return;
	e = s->slot + home(s, key_of(h)) * (s->numbered ? NUMBERED : ALONE);
	__builtin_prefetch(e);
	__builtin_prefetch(e + 64);
	__builtin_prefetch(e + 128);
	__builtin_prefetch(e + 192);
}

/* Where the entry of h is (*there) or belongs. */
static inline unsigned char *
search(const struct exact_set *s, size_t size, struct hash128 h, bool *there)
{
	const uint64_t k = key_of(h);
	unsigned char *e = s->slot + home(s, k) * size;
	uint64_t x;

	for (*there = false; (x = key(e)) != 0 && x <= k; e += size)
		if (x == k && e[8] == (unsigned char)h.lo) {
			*there = true;
			break;
		}
	return e;
}

bool
exact_find(const struct exact_set *s, struct hash128 h, uint32_t *number)
{
	const unsigned char *e;
	bool there;

	if (s->cap == 0)
		return false;
	if (!s->numbered) {
		search(s, ALONE, h, &there);
		return there;
	}
	e = search(s, NUMBERED, h, &there);
	if (there)
		memcpy(number, e + ALONE, sizeof(*number));
	return there;
}

/* Make room at e by moving what follows.  false: there is none. */
static inline bool
open_gap(struct exact_set *s, size_t size, unsigned char *e)
{
	unsigned char *gap = e;

	while (key(gap) != 0)
		gap += size;
	if (gap == s->slot + (s->cap + EXACT_SLACK - 1) * size)
		return false;
	memmove(e + size, e, (size_t)(gap - e));
	return true;
}

static inline bool
add(struct exact_set *s, size_t size, struct hash128 h, uint32_t number)
{
	const uint64_t k = key_of(h);
	unsigned char *e;
	bool there;

	if (s->n >= s->cap - s->cap / 8)
		grow(s);
	for (;;) {
		e = search(s, size, h, &there);
		if (there)
			return false;
		if (open_gap(s, size, e))
			break;
		grow(s);
	}
	memcpy(e, &k, sizeof(k));
	e[8] = (unsigned char)h.lo;
	if (size == NUMBERED)
		memcpy(e + ALONE, &number, sizeof(number));
	s->n++;
	return true;
}

bool
exact_add(struct exact_set *s, struct hash128 h, uint32_t number)
{
	return s->numbered ? add(s, NUMBERED, h, number)
			   : add(s, ALONE, h, 0);
}

void
exact_free(struct exact_set *s)
{
	free(s->slot);
	s->slot = NULL;
	s->cap = s->n = 0;
}
