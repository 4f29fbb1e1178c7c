/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "ndedup/exact.h"
#include "ndedup/index.h"
#include "ndedup/known.h"

#include "tap.h"
#include "words.h"
#include "xalloc.h"

enum { N = 200000 };

static void
postings(void)
{
	struct index_table t = {0};
	uint64_t seed = 1;
	uint32_t *hash = xmallocarray(N, sizeof(*hash)), i, e[INDEX_MOST];
	size_t n, k, bad = 0, lost = 0;

	ok(index_find(&t, 5, e, 0) == 0, "an empty index finds nothing");
	for (i = 0; i < N; i++) {
		/* every seventh hash comes three times, some at the ends */
		hash[i] = (uint32_t)words_next(&seed);
		if (i % 7 == 3 && i > 6)
			hash[i] = hash[i - 3];
		if (i % 7 == 5 && i > 6)
			hash[i] = hash[i - 5];
		if (i < 4)
			hash[i] = i < 2 ? UINT32_MAX - i : i - 2;
		index_add(&t, hash[i], i);
	}
	for (i = 0; i < N; i++) {
		n = index_find(&t, hash[i], e, 0);
		for (k = 0; k < n && e[k] != i; k++)
			;
		lost += k == n;
		for (k = 0; k < n; k++)
			bad += index_key(hash[e[k]]) != index_key(hash[i]) ||
			    (k > 0 && e[k] <= e[k - 1]);
	}
	ok(lost == 0, "every posting is found after the index has grown");
	ok(bad == 0, "postings of a hash come in the order they were added");
	ok(t.cap * INDEX_WAYS < N + N / 2, "the table is well filled");
	index_free(&t);
	free(hash);
}

static void
hashes(void)
{
	struct exact_set s = {0};
	struct hash128 h = {0, 9};
	uint64_t seed = 2;
	uint32_t i, got = 0;
	size_t wrong = 0, lost = 0;

	ok(!exact_find(&s, h, &got), "an empty set holds nothing");
	exact_add(&s, h, 77);
	ok(exact_find(&s, h, &got), "a hash whose upper half is 0 is kept");
	for (i = 0; i < N; i++) {
		h.hi = words_next(&seed);
		h.lo = words_next(&seed);
		wrong += exact_find(&s, h, &got);
		exact_add(&s, h, i);
	}
	seed = 2;
	for (i = 0; i < N; i++) {
		h.hi = words_next(&seed);
		h.lo = words_next(&seed);
		got = i;
		lost += !exact_find(&s, h, &got) || got != i;
		h.lo ^= 1;
		wrong += exact_find(&s, h, &got);
	}
	ok(lost == 0, "every hash is found with its number");
	ok(wrong == 0, "no other hash is found");
	ok(s.cap < N + N / 3, "the set is well filled");
	exact_free(&s);
}

/* Tables that are merged hold what both held. */
static void
merging(void)
{
	struct index_table t[3] = {{0}};
	struct exact_set s[3] = {{0}};
	struct hash128 h;
	uint64_t seed = 3;
	uint32_t i, k, got, hash, e[INDEX_MOST];
	size_t n, bad = 0, lost = 0;

	for (i = 0; i < N; i++) {
		/* The same hash in both, and one that is the greatest. */
		hash = i == 7 ? UINT32_MAX : (uint32_t)words_next(&seed);
		h = (struct hash128){words_next(&seed), i};
		k = i % 5 == 0;
		index_add(&t[k], hash, i);
		exact_add(&s[k], h, i);
		if (i % 3 == 0)
			index_add(&t[!k], hash, N + i);
	}
	index_merge(&t[2], &t[0], &t[1]);
	exact_merge(&s[2], &s[0], &s[1]);
	seed = 3;
	for (i = 0; i < N; i++) {
		hash = i == 7 ? UINT32_MAX : (uint32_t)words_next(&seed);
		h = (struct hash128){words_next(&seed), i};
		n = index_find(&t[2], hash, e, 0);
		for (k = 0; k < n && e[k] != i; k++)
			;
		lost += k == n;
		/* Those of the first table come first. */
		if (n == 2 && i % 3 == 0)
			bad += (e[0] == i) != (i % 5 != 0);
		lost += !exact_find(&s[2], h, &got) || got != i;
	}
	ok(lost == 0, "a merged table has what was in each");
	ok(bad == 0, "the older table's postings come first");
	ok(index_check(&t[2]) && exact_check(&s[2]), "and is sound");
	ok(t[2].n == t[0].n + t[1].n && s[2].n == s[0].n + s[1].n,
	    "and counts all");
	for (k = 0; k < 3; k++) {
		index_free(&t[k]);
		exact_free(&s[k]);
	}
	/* Nothing and nothing. */
	index_merge(&t[0], &t[1], &t[2]);
	exact_merge(&s[0], &s[1], &s[2]);
	ok(index_find(&t[0], 5, e, 0) == 0 && !exact_find(&s[0], h, &got) &&
		index_check(&t[0]) && exact_check(&s[0]),
	    "two empty tables make an empty one");
	index_free(&t[0]);
	exact_free(&s[0]);
}

/* A sealed table is the same, and tells of nearly any bit that was changed. */
static void
seals(void)
{
	struct index_table t = {0}, u = {0}, v = {0};
	uint64_t seed = 4, i;
	uint32_t e[INDEX_MOST];
	unsigned told = 0, wrong = 0, lost = 0;
	bool damaged = false;
	unsigned char *p;

	for (i = 0; i < N / 10; i++)
		index_add(&t, (uint32_t)words_next(&seed), (uint32_t)i);
	index_close(&t, 77);
	index_seal(&t);
	t.damaged = &damaged;
	for (i = 0; i < t.buckets; i++)
		wrong += index_seal_of(t.bucket + i) !=
		    index_seal_plain(t.bucket + i);
	ok(wrong == 0, "the fast seal is the plain one");
	for (i = 0, seed = 4; i < N / 10; i++)
		lost += index_find(&t, (uint32_t)words_next(&seed), e, 0) == 0;
	ok(lost == 0 && index_glance(&t, 77) == INDEX_CLOSED && !damaged,
	    "a sealed table holds what it held");
	index_merge(&v, &t, &u);
	ok(v.n == t.n && !damaged && v.damaged == NULL &&
		index_find(&v, 77, e, 0) == INDEX_MOST,
	    "and so does one that it is merged into");
	for (i = 0; i < t.cap; i++) {
		p = (unsigned char *)(t.bucket + i) + i * 7 % 64;
		*p ^= (unsigned char)(1u << i % 8);
		damaged = false;
		/* A hash whose home it is. */
		(void)index_glance(
		    &t, (uint32_t)(((i << 32) + (1u << 31)) / t.cap));
		told += damaged;
		*p ^= (unsigned char)(1u << i % 8);
	}
	ok(t.cap > 1000 && told >= t.cap - t.cap / 50,
	    "a seal tells of a changed bit");
	t.bucket[3].value[0] ^= 1;
	damaged = false;
	index_free(&v);
	index_merge(&v, &u, &t);
	ok(damaged, "and so does a merge");
	index_free(&v);
	index_free(&t);
}

static void
knowns(void)
{
	struct known s = {0};
	struct hash128 h = {0, 9};
	uint64_t seed = 2, bytes;
	size_t wrong = 0, lost = 0;
	uint32_t i;

	known_prefetch(&s, h);
	ok(known_add(&s, h) && !known_add(&s, h),
	    "a hash whose upper half is 0 is known once it was added");
	for (i = 0; i < 10 * N; i++) {
		h.hi = words_next(&seed);
		h.lo = words_next(&seed);
		known_prefetch(&s, h);
		wrong += !known_add(&s, h);
	}
	seed = 2;
	for (i = 0; i < 10 * N; i++) {
		h.hi = words_next(&seed);
		h.lo = words_next(&seed);
		lost += known_add(&s, h);
	}
	ok(lost == 0, "every hash that was added is known");
	ok(wrong == 0, "no other hash is known");
	bytes = s.share * KNOWN_PARTS * sizeof(*s.slot);
	ok(bytes < 10 * N * (uint64_t)12, "the known set is well filled");
	/* Many that are equal in what decides on their place. */
	for (i = 0; i < 30; i++)
		wrong += !known_add(&s, (struct hash128){UINT64_MAX - i, 7});
	for (i = 0; i < 30; i++)
		wrong += known_add(&s, (struct hash128){UINT64_MAX - i, 7});
	ok(wrong == 0, "a part takes hashes that all belong to its end");
	known_free(&s);
}

int
main(void)
{
	postings();
	hashes();
	merging();
	seals();
	knowns();
	return done();
}
