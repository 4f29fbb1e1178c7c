/* SPDX-License-Identifier: ISC */
/*
 * Ordered linear probing (Amble and Knuth, 1974) in one array: entries lie in
 * the order of their hashes, each at or after its home hash * cap / 2^32, so a
 * search ends at the first greater hash and the array grows in place, by two
 * passes in memory order, to any size, not only to the next power of two.
 */
#include "index.h"

#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "xalloc.h"

#define CAP_MIN 4096

static inline uint64_t
home(const struct index_table *t, uint32_t hash)
{
	return (uint64_t)hash * t->cap >> 32;
}

/* Move the n entries of the first `from` slots to the end of `to` slots. */
static void
pack_right(struct index_entry *slot, uint64_t from, uint64_t to)
{
	while (from > 0)
		if (slot[--from].value != INDEX_NONE)
			slot[--to] = slot[from];
}

/* Move the entries from the end of the slots to their homes. */
static void
spread(struct index_table *t, uint64_t slots)
{
	const struct index_entry none = { 0, INDEX_NONE };
	uint64_t read = slots - t->n, write = 0, at;
	struct index_entry e;

	for (; read < slots; read++) {
		e = t->slot[read];
		at = home(t, e.hash);
		while (write < at && write < read)
			t->slot[write++] = none;
		t->slot[write++] = e;
	}
	while (write < slots)
		t->slot[write++] = none;
}

static void
grow(struct index_table *t)
{
	uint64_t old = t->cap == 0 ? 0 : t->cap + INDEX_SLACK, slots;

	/* The last slot stays empty, to end every search. */
	do {
		t->cap = t->cap == 0 ? CAP_MIN : t->cap + t->cap / 5;
		slots = t->cap + INDEX_SLACK;
		t->slot = xreallocarray(t->slot, slots, sizeof(*t->slot));
		pages_large(t->slot, slots * sizeof(*t->slot));
		pack_right(t->slot, old, slots);
		spread(t, slots);
		old = slots;
	} while (t->slot[slots - 1].value != INDEX_NONE);
}

const struct index_entry *
index_find(const struct index_table *t, uint32_t hash, size_t *n)
{
	const struct index_entry *e, *first;

	*n = 0;
	if (t->cap == 0)
		return t->slot;
	for (e = t->slot + home(t, hash);
	    e->value != INDEX_NONE && e->hash < hash; e++)
		;
	for (first = e; e->value != INDEX_NONE && e->hash == hash; e++)
		++*n;
	return first;
}

void
index_add(struct index_table *t, uint32_t hash, uint32_t value,
    const struct index_entry *at)
{
	struct index_entry *e, *gap;
	size_t n;

	if (t->n >= t->cap - t->cap / 7) {
		grow(t);
		at = NULL;
	}
	for (;;) {
		if (at == NULL) {
			at = index_find(t, hash, &n);
			at += n;
		}
		e = gap = t->slot + (at - t->slot);
		while (gap->value != INDEX_NONE)
			gap++;
		if (gap < t->slot + t->cap + INDEX_SLACK - 1)
			break;
		grow(t);
		at = NULL;
	}
	memmove(e + 1, e, (size_t)(gap - e) * sizeof(*e));
	*e = (struct index_entry){ hash, value };
	t->n++;
}

void
index_free(struct index_table *t)
{
	free(t->slot);
	*t = (struct index_table){ 0 };
}
