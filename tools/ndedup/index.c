/* SPDX-License-Identifier: ISC */
/*
 * Ordered linear probing (Amble and Knuth, 1974) in one array: entries lie in
 * the order of their hashes, each at or after its home hash * cap / 2^32, so a
 * search ends at the first greater hash, and the array grows by one pass in
 * memory order to any size, not only to the next power of two.  What was copied
 * is given back at once, so that growing needs no memory of its own.
 */
#include "index.h"

#include <string.h>

#include "pages.h"

#define CAP_MIN 4096
#define SLACK 1024
#define GIVE_BACK (1 << 16)

/* An empty slot has the greatest hash, which ends a search. */
static const struct index_entry none = {UINT32_MAX, INDEX_NONE};

static inline uint64_t
home(const struct index_table *t, uint32_t hash)
{
	return (uint64_t)hash * t->cap >> 32;
}

static size_t
bytes_of(uint64_t slots)
{
	return slots * sizeof(struct index_entry);
}

/* More room at the end. */
static void
lengthen(struct index_table *t)
{
	uint64_t i = t->slots;

	t->slot = pages_extend(t->slot, bytes_of(i), bytes_of(SLACK));
	t->slots += SLACK;
	for (; i < t->slots; i++)
		t->slot[i] = none;
}

/* Copy the entries of old to their homes; the last slot stays empty. */
static void
spread(struct index_table *t, struct index_entry *old, uint64_t slots)
{
	uint64_t read, write = 0, at;
	size_t given = 0;

	for (read = 0; read < slots; read++) {
		if (read % GIVE_BACK == 0)
			pages_give_back(
			    old, bytes_of(slots), bytes_of(read), &given);
		if (old[read].value == INDEX_NONE)
			continue;
		at = home(t, old[read].hash);
		while (write < at)
			t->slot[write++] = none;
		while (write + 1 >= t->slots)
			lengthen(t);
		t->slot[write++] = old[read];
	}
	while (write < t->slots)
		t->slot[write++] = none;
}

static void
grow(struct index_table *t)
{
	struct index_entry *old = t->slot;
	uint64_t slots = t->slots;

	t->cap = t->cap == 0 ? CAP_MIN : t->cap + t->cap / 4;
	t->slots = t->cap + SLACK;
	t->slot = pages_alloc(bytes_of(t->slots));
	spread(t, old, slots);
	pages_free(old, bytes_of(slots));
}

const struct index_entry *
index_find(const struct index_table *t, uint32_t hash, size_t *n)
{
	const struct index_entry *e, *first;
	unsigned i, less = 0, same = 0;

	*n = 0;
	if (t->cap == 0)
		return t->slot;
	/* Most searches end within eight slots, and counting those without a
	 * branch is faster than to foresee where. */
	e = t->slot + home(t, hash);
	for (i = 0; i < 8; i++) {
		less += e[i].hash < hash;
		same += e[i].hash == hash;
	}
	if (less + same < 8 && hash < none.hash) {
		*n = same;
		return e + less;
	}
	for (; e->hash < hash; e++)
		;
	for (first = e; e->hash == hash && e->value != INDEX_NONE; e++)
		;
	*n = (size_t)(e - first);
	return first;
}

void
index_add(struct index_table *t, uint32_t hash, uint32_t value,
    const struct index_entry *at)
{
	struct index_entry *e, *gap;
	size_t n, i;

	if (t->n >= t->cap - t->cap / 5) {
		grow(t);
		at = NULL;
	}
	if (at == NULL) {
		at = index_find(t, hash, &n);
		at += n;
	}
	i = (size_t)(at - t->slot);
	for (gap = t->slot + i; gap->value != INDEX_NONE; gap++)
		;
	n = (size_t)(gap - t->slot) - i;
	if (i + n + 1 == t->slots)
		lengthen(t);
	e = t->slot + i;
	memmove(e + 1, e, n * sizeof(*e));
	*e = (struct index_entry){hash, value};
	t->n++;
}

bool
index_check(const struct index_table *t, uint32_t limit)
{
	uint64_t i, n = 0;

	if (t->cap == 0)
		return t->slots == 0 && t->n == 0;
	if (t->cap > UINT32_MAX || t->slots < t->cap + SLACK ||
	    t->slot[t->slots - 1].value != INDEX_NONE)
		return false;
	for (i = 0; i < t->slots; i++) {
		if (t->slot[i].value == INDEX_NONE) {
			if (t->slot[i].hash != none.hash)
				return false;
			continue;
		}
		n++;
		if (t->slot[i].value >= limit)
			return false;
	}
	return n == t->n;
}

void
index_free(struct index_table *t)
{
	pages_free(t->slot, bytes_of(t->slots));
	*t = (struct index_table){0};
}
