/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_INDEX_H
#define NDEDUP_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/*
 * An inverted index: for each fingerprint the numbers it was posted with.  One
 * posted INDEX_MOST times says nothing, and which numbers they were is
 * forgotten.  Eight bytes a posting, filled to 60-75 %.
 */

#define INDEX_WAYS 8  /* postings of a bucket: a line of the cache */
#define INDEX_MOST 16 /* as good as any number */
#define INDEX_MANY UINT32_MAX

struct index_bucket {
	uint32_t hash[INDEX_WAYS];  /* 0: this slot is free, and all behind */
	uint32_t value[INDEX_WAYS]; /* INDEX_MANY: the hash is closed */
};

/* All zero is an empty index. */
struct index_table {
	struct index_bucket *bucket; /* at a multiple of their size */
	uint64_t cap;		     /* buckets that are homes */
	uint64_t buckets; /* and some room for what does not fit at the end */
	uint64_t n;	  /* slots in use */
};

/* The hash as it is kept, never 0. */
static inline uint32_t
index_key(uint32_t hash)
{
	return hash | (hash == 0);
}

static inline struct index_bucket *
index_home(const struct index_table *t, uint32_t key)
{
	return t->bucket + ((uint64_t)key * t->cap >> 32);
}

/* The slots of a bucket that hold key, a bit each. */
static inline unsigned
index_match(const struct index_bucket *b, uint32_t key)
{
#ifdef __SSE2__
	const __m128i k = _mm_set1_epi32((int)key),
		      *h = (const __m128i *)(const void *)b->hash;
	const __m128i x = _mm_cmpeq_epi32(_mm_load_si128(h), k),
		      y = _mm_cmpeq_epi32(_mm_load_si128(h + 1), k);

	return (unsigned)_mm_movemask_epi8(
	    _mm_packs_epi16(_mm_packs_epi32(x, y), _mm_setzero_si128()));
#else
	unsigned i, m = 0;

	for (i = 0; i < INDEX_WAYS; i++)
		m |= (unsigned)(b->hash[i] == key) << i;
	return m;
#endif
}

/* Ask the memory for hash's bucket: a later search will not wait.  (Not inlined
 * early, gcc 12 takes it for a pure function and drops the call.) */
__attribute__((always_inline)) static inline void
index_prefetch(const struct index_table *t, uint32_t hash)
{
	const struct index_bucket *b;

	if (t->cap == 0)
		return;
	b = index_home(t, index_key(hash));
	__builtin_prefetch(b);
	__builtin_prefetch(b + 1);
}

/* What a look at its home tells of a hash, without a jump that nobody can
 * foresee. */
enum index_state { INDEX_FREE, INDEX_SEARCH, INDEX_CLOSED };

static inline enum index_state
index_glance(const struct index_table *t, uint32_t hash)
{
	const uint32_t key = index_key(hash);
	const struct index_bucket *b;
	unsigned m, last = INDEX_WAYS - 1;
	bool closed;

	if (t->cap == 0)
		return INDEX_FREE;
	b = index_home(t, key);
	m = index_match(b, key);
	closed =
	    (m != 0) & (b->value[__builtin_ctz(m | 1u << last)] == INDEX_MANY);
	return (enum index_state)(((m != 0) | (b->hash[last] != 0)) + closed);
}

/* Put the postings of hash behind the n that value (room for INDEX_MOST) holds,
 * in the order they were added; how many there are then.  INDEX_MOST: or more,
 * and what value holds is of no use. */
static inline unsigned
index_find(
    const struct index_table *t, uint32_t hash, uint32_t *value, unsigned n)
{
	const uint32_t key = index_key(hash);
	const struct index_bucket *b;
	uint32_t v;
	unsigned m;

	if (t->cap == 0)
		return n;
	for (b = index_home(t, key);; b++) {
		for (m = index_match(b, key); m != 0; m &= m - 1) {
			v = b->value[__builtin_ctz(m)];
			if (v == INDEX_MANY || n >= INDEX_MOST - 1)
				return INDEX_MOST;
			value[n++] = v;
		}
		if (b->hash[INDEX_WAYS - 1] == 0)
			return n;
	}
}

/* Post value under hash.  Amortised O(1). */
void index_add(struct index_table *, uint32_t hash, uint32_t value);

/* From now on, hash was posted INDEX_MOST times. */
void index_close(struct index_table *, uint32_t hash);

/* t becomes all of a and b; of one hash those of a come first.  O(buckets). */
void index_merge(struct index_table *t, const struct index_table *a,
    const struct index_table *b);

/* Whether searches in an index that was read from a file end.  What they find
 * may be anything.  O(1). */
bool index_check(const struct index_table *);

void index_free(struct index_table *);

#endif
