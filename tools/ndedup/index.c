/* SPDX-License-Identifier: ISC */
/*
 * Linear probing over buckets of one cache line (Knuth, vol. 3, 6.4, "buckets";
 * most searches look at one line), whose homes are hash * cap / 2^32: so the
 * array grows by one pass in memory order to any size, not only to the next
 * power of two.  What was copied is given back at once, so that growing needs
 * no memory of its own.  When it grows, a closed hash keeps one slot.
 */
#include "index.h"

#include <string.h>

#include "buf.h"
#include "pages.h"

#define CAP_MIN 512
#define SLACK 128
#define GIVE_BACK (1 << 13)

static size_t
bytes_of(uint64_t buckets)
{
	return buckets * sizeof(struct index_bucket);
}

/* Room for cap homes. */
static void
make(struct index_table *t, uint64_t cap)
{
	t->cap = cap;
	t->buckets = cap + SLACK;
	t->bucket = pages_alloc(bytes_of(t->buckets));
}

/* Write a posting.  The last slot of all stays free: true when there had to be
 * more of them for that. */
static inline bool
put(struct index_table *t, struct index_bucket *b, unsigned i, uint32_t key,
    uint32_t value)
{
	b->hash[i] = key;
	b->value[i] = value;
	t->n++;
	if (i < INDEX_WAYS - 1 || b < t->bucket + t->buckets - 1)
		return false;
	t->bucket =
	    pages_extend(t->bucket, bytes_of(t->buckets), bytes_of(SLACK));
	t->buckets += SLACK;
	return true;
}

/* The first posting of key, or NULL. */
static uint32_t *
first(const struct index_table *t, uint32_t key)
{
	struct index_bucket *b;
	unsigned m;

	for (b = index_home(t, key);; b++) {
		if ((m = index_match(b, key)) != 0)
			return &b->value[__builtin_ctz(m)];
		if (b->hash[INDEX_WAYS - 1] == 0)
			return NULL;
	}
}

static void
zeros(struct buf *b, size_t n)
{
	unsigned char *p = buf_reserve(b, n);

	if (p != NULL)
		memset(p, 0, n);
	b->len += n;
}

/* Put the postings of a bucket of another table where they belong, those of a
 * closed hash as one.  fill counts what is in each bucket: to read what was
 * just written takes longer. */
static inline void
place(struct index_table *t, const struct index_bucket *from, struct buf *fill)
{
	uint64_t at;
	uint8_t *n;
	unsigned i;

	for (i = 0; i < INDEX_WAYS && from->hash[i] != 0; i++) {
		if (index_value(from, i) == INDEX_MANY &&
		    first(t, from->hash[i]) != NULL)
			continue;
		at = (uint64_t)(index_home(t, from->hash[i]) - t->bucket);
		/* spread() made room for each bucket. */
		/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
		for (n = fill->data + at; *n == INDEX_WAYS; n++)
			;
		if (put(t, t->bucket + (n - fill->data), (*n)++, from->hash[i],
			index_value(from, i)))
			zeros(fill, SLACK);
	}
}

/* Place all of a and b in the empty t.  Of a, which is not read again, memory
 * is given back where `last`. */
static void
spread(struct index_table *t, const struct index_table *a,
    const struct index_table *b, bool last)
{
	struct buf fill = {0};
	size_t given = 0;
	uint64_t read;

	zeros(&fill, t->buckets);

	for (read = 0; read < a->buckets; read++) {
		if (last && read % GIVE_BACK == 0)
			pages_give_back(a->bucket, bytes_of(a->buckets),
			    bytes_of(read), &given);
		index_look(a, a->bucket + read);
		place(t, a->bucket + read, &fill);
	}
	for (read = 0; read < b->buckets; read++) {
		index_look(b, b->bucket + read);
		place(t, b->bucket + read, &fill);
	}
	buf_free(&fill);
}

static void
grow(struct index_table *t)
{
	const struct index_table none = {0};
	struct index_table old = *t;

	*t = (struct index_table){0};
	make(t, old.cap == 0 ? CAP_MIN : old.cap + old.cap / 4);
	spread(t, &old, &none, true);
	index_free(&old);
}

void
index_add(struct index_table *t, uint32_t hash, uint32_t value)
{
	const uint32_t key = index_key(hash);
	struct index_bucket *b;
	unsigned m;

	if (t->n >= t->cap / 4 * 3 * INDEX_WAYS)
		grow(t);
	for (b = index_home(t, key); (m = index_match(b, 0)) == 0; b++)
		;
	(void)put(t, b, (unsigned)__builtin_ctz(m), key, value);
}

void
index_close(struct index_table *t, uint32_t hash)
{
	const uint32_t key = index_key(hash);
	struct index_bucket *b;
	unsigned m;

	if (t->cap == 0 || first(t, key) == NULL)
		index_add(t, hash, INDEX_MANY);
	for (b = index_home(t, key);; b++) {
		for (m = index_match(b, key); m != 0; m &= m - 1)
			b->value[__builtin_ctz(m)] = INDEX_MANY;
		if (b->hash[INDEX_WAYS - 1] == 0)
			return;
	}
}

void
index_merge(struct index_table *t, const struct index_table *a,
    const struct index_table *b)
{
	const uint64_t n = a->n + b->n;

	*t = (struct index_table){0};
	make(t, (n + n / 2) / INDEX_WAYS + CAP_MIN);
	spread(t, a, b, false);
}

void
index_seal(struct index_table *t)
{
	struct index_bucket *b = t->bucket, *end = b + t->buckets;
	unsigned i, seal;

	for (; b < end; b++) {
		seal = index_seal_of(b);
		for (i = 0; i < INDEX_WAYS; i++)
			b->value[i] =
			    index_value(b, i) | (seal >> i & 1u) << 31;
	}
}

bool
index_check(const struct index_table *t)
{
	if (t->cap == 0)
		return t->buckets == 0 && t->n == 0;
	return t->cap <= UINT32_MAX && t->n <= t->cap * INDEX_WAYS &&
	    t->buckets > t->cap &&
	    t->bucket[t->buckets - 1].hash[INDEX_WAYS - 1] == 0;
}

void
index_free(struct index_table *t)
{
	pages_free(t->bucket, bytes_of(t->buckets));
	*t = (struct index_table){0};
}
