/* SPDX-License-Identifier: ISC */
/*
 * The same ordered linear probing as index.c, with entries of bytes: eight of
 * the hash's upper half, which orders them, one of the lower, four of the
 * number.  An upper half of 0 marks an empty slot.
 */
#include "exact.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#define CAP_MIN 1024

static inline size_t
stride(const struct exact_set *s)
{
	return s->numbered ? 13 : 9;
}

static inline uint64_t
key(const unsigned char *e)
{
	uint64_t k;

	memcpy(&k, e, sizeof(k));
	return k;
}

static inline uint64_t
home(const struct exact_set *s, uint64_t k)
{
	return (k >> 32) * s->cap >> 32; /* cap stays below 2^32 */
}

static void
pack_right(unsigned char *slot, size_t size, uint64_t from, uint64_t to)
{
	while (from-- > 0)
		if (key(slot + from * size) != 0)
			memmove(slot + --to * size, slot + from * size, size);
}

static void
spread(struct exact_set *s, uint64_t slots)
{
	const size_t size = stride(s);
	uint64_t read = slots - s->n, write = 0, at;
	unsigned char e[13];

	for (; read < slots; read++) {
		memcpy(e, s->slot + read * size, size);
		at = home(s, key(e));
		if (at > read)
			at = read;
		if (at > write) {
			memset(s->slot + write * size, 0, (at - write) * size);
			write = at;
		}
		memcpy(s->slot + write++ * size, e, size);
	}
	memset(s->slot + write * size, 0, (slots - write) * size);
}

static void
grow(struct exact_set *s)
{
	uint64_t old = s->cap == 0 ? 0 : s->cap + EXACT_SLACK, slots;

	/* The last slot stays empty, to end every search. */
	do {
		s->cap = s->cap == 0 ? CAP_MIN : s->cap + s->cap / 8;
		slots = s->cap + EXACT_SLACK;
		s->slot = xreallocarray(s->slot, slots, stride(s));
		pack_right(s->slot, stride(s), old, slots);
		spread(s, slots);
		old = slots;
	} while (key(s->slot + (slots - 1) * stride(s)) != 0);
}

void
exact_prefetch(const struct exact_set *s, struct hash128 h)
{
	if (s->cap != 0)
		__builtin_prefetch(s->slot + home(s, h.hi) * stride(s));
}

static inline uint64_t
key_of(struct hash128 h)
{
	return h.hi + (h.hi == 0);
}

bool
exact_find(const struct exact_set *s, struct hash128 h, uint32_t *number)
{
	const size_t size = stride(s);
	const uint64_t k = key_of(h);
	const unsigned char *e;

	if (s->cap == 0)
		return false;
	for (e = s->slot + home(s, k) * size; key(e) != 0 && key(e) <= k;
	    e += size)
		if (key(e) == k && e[8] == (unsigned char)h.lo) {
			if (s->numbered)
				memcpy(number, e + 9, sizeof(*number));
			return true;
		}
	return false;
}

void
exact_add(struct exact_set *s, struct hash128 h, uint32_t number)
{
	const size_t size = stride(s);
	const uint64_t k = key_of(h);
	unsigned char *e, *gap, *last;

	if (s->n >= s->cap - s->cap / 10)
		grow(s);
again:
	for (e = s->slot + home(s, k) * size; key(e) != 0 && key(e) <= k;
	    e += size)
		;
	last = s->slot + (s->cap + EXACT_SLACK - 1) * size;
	for (gap = e; key(gap) != 0; gap += size)
		;
	if (gap == last) {
		grow(s);
		goto again;
	}
	memmove(e + size, e, (size_t)(gap - e));
	memcpy(e, &k, sizeof(k));
	e[8] = (unsigned char)h.lo;
	if (s->numbered)
		memcpy(e + 9, &number, sizeof(number));
	s->n++;
}

void
exact_free(struct exact_set *s)
{
	free(s->slot);
	s->slot = NULL;
	s->cap = s->n = 0;
}
