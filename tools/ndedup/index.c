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

/* Room for cap homes, not filled yet. */
static void
make(struct index_table *t, uint64_t cap)
{
	t->cap = cap;
	t->slots = cap + SLACK;
	t->slot = pages_alloc(bytes_of(t->slots));
}

/* Write the next entry in order; the last slot stays empty. */
static inline void
place(struct index_table *t, uint64_t *write, struct index_entry e)
{
	const uint64_t at = home(t, e.hash);

	while (*write < at)
		t->slot[(*write)++] = none;
	while (*write + 1 >= t->slots)
		lengthen(t);
	t->slot[(*write)++] = e;
}

static void
end_places(struct index_table *t, uint64_t write)
{
	while (write < t->slots)
		t->slot[write++] = none;
}

/* Copy the entries of old to their homes. */
static void
spread(struct index_table *t, struct index_entry *old, uint64_t slots)
{
	uint64_t read, write = 0;
	size_t given = 0;

	for (read = 0; read < slots; read++) {
		if (read % GIVE_BACK == 0)
			pages_give_back(
			    old, bytes_of(slots), bytes_of(read), &given);
		if (old[read].value == INDEX_NONE)
			continue;
		place(t, &write, old[read]);
	}
	end_places(t, write);
}

static void
grow(struct index_table *t)
{
	struct index_entry *old = t->slot;
	uint64_t slots = t->slots;

	make(t, t->cap == 0 ? CAP_MIN : t->cap + t->cap / 4);
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

/* The next entry from slot *i on, or NULL. */
static const struct index_entry *
peek(const struct index_table *t, uint64_t *i)
{
	for (; *i < t->slots; ++*i)
		if (t->slot[*i].value != INDEX_NONE)
			return &t->slot[*i];
	return NULL;
}

void
index_merge(struct index_table *t, const struct index_table *a,
    const struct index_table *b)
{
	const uint64_t n = a->n + b->n;
	const struct index_entry *x, *y;
	uint64_t i = 0, k = 0, write = 0;

	*t = (struct index_table){.n = n};
	make(t, n + n / 3 + CAP_MIN);
	while (x = peek(a, &i), y = peek(b, &k), x != NULL || y != NULL) {
		if (x != NULL && (y == NULL || x->hash <= y->hash)) {
			place(t, &write, *x);
			i++;
		} else {
			place(t, &write, *y);
			k++;
		}
	}
	end_places(t, write);
}

bool
index_check(const struct index_table *t)
{
	if (t->cap == 0)
		return t->slots == 0 && t->n == 0;
	return t->cap <= UINT32_MAX && t->n <= t->cap &&
	    t->slots >= t->cap + SLACK &&
	    t->slot[t->slots - 1].hash == none.hash &&
	    t->slot[t->slots - 1].value == INDEX_NONE;
}

void
index_free(struct index_table *t)
{
	pages_free(t->slot, bytes_of(t->slots));
	*t = (struct index_table){0};
}
