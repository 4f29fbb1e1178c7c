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
 *
 * In a file each bucket has a seal, eight bits of a hash of the rest, and is
 * checked when it is looked at: a search that reads a thousandth of a table
 * does not pay for all of it.
 */

#define INDEX_WAYS 8  /* postings of a bucket: a line of the cache */
#define INDEX_MOST 16 /* as good as any number */
#define INDEX_MANY (UINT32_MAX >> 1) /* values are smaller */

struct index_bucket {
	uint32_t hash[INDEX_WAYS];  /* 0: this slot is free, and all behind */
	uint32_t value[INDEX_WAYS]; /* INDEX_MANY: the hash is closed; and on
				     * top of each a bit of the seal */
};

/* All zero is an empty index. */
struct index_table {
	struct index_bucket *bucket; /* at a multiple of their size */
	uint64_t cap;		     /* buckets that are homes */
	uint64_t buckets; /* and some room for what does not fit at the end */
	uint64_t n;	  /* slots in use */
	bool *damaged;	  /* NULL, or in a file: set where a seal is broken */
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

static inline uint32_t
index_value(const struct index_bucket *b, unsigned i)
{
	return b->value[i] & INDEX_MANY;
}

/* What the seal of a bucket should be, a bit for each value: its words of 16
 * bits (of values, those below the seal), each times a number of its own. */
#define INDEX_WORD(i) ((int16_t)(0x4D2B * (2 * (i) + 1) + 0x1236))

static inline unsigned
index_seal_plain(const struct index_bucket *b)
{
	uint32_t sum = 0, x;
	unsigned i;

	for (i = 0; i < 2 * INDEX_WAYS; i++) {
		x = i < INDEX_WAYS ? b->hash[i] : b->value[i - INDEX_WAYS] << 1;
		sum += (uint32_t)((int16_t)x * INDEX_WORD(2 * i)) +
		    (uint32_t)((int16_t)(x >> 16) * INDEX_WORD(2 * i + 1));
	}
	return sum * 0x9E3779B1u >> (32 - INDEX_WAYS);
}

static inline unsigned
index_seal_of(const struct index_bucket *b)
{
#ifdef __SSE2__
#define INDEX_WORDS(i)                                                         \
	_mm_set_epi16(INDEX_WORD(i + 7), INDEX_WORD(i + 6), INDEX_WORD(i + 5), \
	    INDEX_WORD(i + 4), INDEX_WORD(i + 3), INDEX_WORD(i + 2),           \
	    INDEX_WORD(i + 1), INDEX_WORD(i))
	const __m128i *h = (const __m128i *)(const void *)b->hash,
		      *v = (const __m128i *)(const void *)b->value;
	__m128i x = _mm_madd_epi16(_mm_load_si128(h), INDEX_WORDS(0)),
		y = _mm_madd_epi16(_mm_load_si128(h + 1), INDEX_WORDS(8));

	x = _mm_add_epi32(x,
	    _mm_madd_epi16(
		_mm_slli_epi32(_mm_load_si128(v), 1), INDEX_WORDS(16)));
	y = _mm_add_epi32(y,
	    _mm_madd_epi16(
		_mm_slli_epi32(_mm_load_si128(v + 1), 1), INDEX_WORDS(24)));
	x = _mm_add_epi32(x, y);
	x = _mm_add_epi32(x, _mm_srli_si128(x, 8));
	x = _mm_add_epi32(x, _mm_srli_si128(x, 4));
	return (uint32_t)_mm_cvtsi128_si32(x) * 0x9E3779B1u >>
	    (32 - INDEX_WAYS);
#else
	return index_seal_plain(b);
#endif
}

/* The seal it has. */
static inline unsigned
index_seal_in(const struct index_bucket *b)
{
#ifdef __SSE2__
	const __m128i *v = (const __m128i *)(const void *)b->value;

	return (unsigned)_mm_movemask_epi8(_mm_packs_epi16(
	    _mm_packs_epi32(_mm_srai_epi32(_mm_load_si128(v), 31),
		_mm_srai_epi32(_mm_load_si128(v + 1), 31)),
	    _mm_setzero_si128()));
#else
	unsigned i, seal = 0;

	for (i = 0; i < INDEX_WAYS; i++)
		seal |= b->value[i] >> 31 << i;
	return seal;
#endif
}

/* Look at a bucket's seal, where it has one. */
static inline void
index_look(const struct index_table *t, const struct index_bucket *b)
{
	if (t->damaged != NULL && index_seal_in(b) != index_seal_of(b))
		*t->damaged = true;
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
	index_look(t, b);
	m = index_match(b, key);
	closed = (m != 0) &
	    (index_value(b, (unsigned)__builtin_ctz(m | 1u << last)) ==
		INDEX_MANY);
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
		index_look(t, b);
		for (m = index_match(b, key); m != 0; m &= m - 1) {
			v = index_value(b, (unsigned)__builtin_ctz(m));
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

/* Seal all buckets.  O(buckets). */
void index_seal(struct index_table *);

/* Whether searches in an index that was read from a file end.  What they find
 * may be anything.  O(1). */
bool index_check(const struct index_table *);

void index_free(struct index_table *);

#endif
