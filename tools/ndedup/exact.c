/* SPDX-License-Identifier: ISC */
/*
 * The same ordered linear probing as index.c, with entries of bytes: eight of
 * the hash's upper half, which orders them, one of the lower, four of the
 * number.  An upper half of 0 marks an empty slot.
 */
#include "exact.h"

#include <string.h>

#include "pages.h"

#define CAP_MIN 1024
#define SLACK 1024
#define GIVE_BACK ((size_t)1 << 19)
#define NUMBER 9 /* where it is in an entry */
#define SIZE EXACT_SIZE

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

/* More room at the end. */
static void
lengthen(struct exact_set *s)
{
	size_t end = s->slots * SIZE, more = SLACK * SIZE;

	s->slot = pages_extend(s->slot, end, more);
	s->slots += SLACK;
}

/* Room for cap homes. */
static void
make(struct exact_set *s, uint64_t cap)
{
	s->cap = cap;
	s->slots = cap + SLACK;
	s->slot = pages_alloc(s->slots * SIZE);
}

/* Write the next entry in order; the last slot stays empty. */
static inline void
place(struct exact_set *s, uint64_t *write, const unsigned char *e)
{
	const uint64_t at = home(s, key(e));

	if (*write < at)
		*write = at;
	while (*write + 1 >= s->slots)
		lengthen(s);
	memcpy(s->slot + (*write)++ * SIZE, e, SIZE);
}

/* Copy the entries of old to their homes. */
static void
spread(struct exact_set *s, unsigned char *old, uint64_t slots)
{
	unsigned char *r = old, *end = slots > 0 ? old + slots * SIZE : old;
	uint64_t write = 0;
	size_t given = 0;

	for (; r < end; r += SIZE) {
		if ((size_t)(r - old) % GIVE_BACK < SIZE)
			pages_give_back(
			    old, slots * SIZE, (size_t)(r - old), &given);
		if (key(r) != 0)
			place(s, &write, r);
	}
}

static void
grow(struct exact_set *s)
{
	unsigned char *old = s->slot;
	uint64_t slots = s->slots;

	make(s, s->cap == 0 ? CAP_MIN : s->cap + s->cap / 8);
	spread(s, old, slots);
	pages_free(old, slots * SIZE);
}

void
exact_prefetch(const struct exact_set *s, struct hash128 h)
{
	const unsigned char *e;

	if (s->cap == 0)
		return;
	e = s->slot + home(s, key_of(h)) * SIZE;
	__builtin_prefetch(e);
	__builtin_prefetch(e + 64);
	__builtin_prefetch(e + 128);
	__builtin_prefetch(e + 192);
}

/* Where the entry of h is (*there) or belongs. */
static inline unsigned char *
search(const struct exact_set *s, struct hash128 h, bool *there)
{
	const uint64_t k = key_of(h);
	unsigned char *e = s->slot + home(s, k) * SIZE;
	uint64_t x;

	for (*there = false; (x = key(e)) != 0 && x <= k; e += SIZE)
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
	e = search(s, h, &there);
	if (there)
		memcpy(number, e + NUMBER, sizeof(*number));
	return there;
}

/* Make room at e by moving what follows; returns e, which may have moved. */
static inline unsigned char *
open_gap(struct exact_set *s, unsigned char *e)
{
	const size_t at = (size_t)(e - s->slot);
	unsigned char *gap = e;

	while (key(gap) != 0)
		gap += SIZE;
	if (gap == s->slot + (s->slots - 1) * SIZE) {
		const size_t n = (size_t)(gap - e);

		lengthen(s);
		e = s->slot + at;
		gap = e + n;
	}
	memmove(e + SIZE, e, (size_t)(gap - e));
	return e;
}

bool
exact_add(struct exact_set *s, struct hash128 h, uint32_t number)
{
	const uint64_t k = key_of(h);
	unsigned char *e;
	bool there;

	if (s->n >= s->cap - s->cap / 9)
		grow(s);
	e = search(s, h, &there);
	if (there)
		return false;
	e = open_gap(s, e);
	memcpy(e, &k, sizeof(k));
	e[8] = (unsigned char)h.lo;
	memcpy(e + NUMBER, &number, sizeof(number));
	s->n++;
	return true;
}

/* The next entry from slot *i on, or NULL. */
static const unsigned char *
peek(const struct exact_set *s, uint64_t *i)
{
	for (; *i < s->slots; ++*i)
		if (key(s->slot + *i * SIZE) != 0)
			return s->slot + *i * SIZE;
	return NULL;
}

void
exact_merge(
    struct exact_set *s, const struct exact_set *a, const struct exact_set *b)
{
	const uint64_t n = a->n + b->n;
	const unsigned char *x, *y;
	uint64_t i = 0, k = 0, write = 0;

	*s = (struct exact_set){.n = n};
	make(s, n + n / 6 + CAP_MIN);
	for (;;) {
		x = peek(a, &i);
		y = peek(b, &k);
		if (x != NULL && (y == NULL || key(x) <= key(y))) {
			place(s, &write, x);
			i++;
		} else if (y != NULL) {
			place(s, &write, y);
			k++;
		} else {
			return;
		}
	}
}

bool
exact_check(const struct exact_set *s)
{
	if (s->cap == 0)
		return s->slots == 0 && s->n == 0;
	return s->cap < UINT32_MAX && s->n <= s->cap &&
	    s->slots >= s->cap + SLACK &&
	    key(s->slot + (s->slots - 1) * SIZE) == 0;
}

void
exact_free(struct exact_set *s)
{
	pages_free(s->slot, s->slots * SIZE);
	s->slot = NULL;
	s->cap = s->slots = s->n = 0;
}
