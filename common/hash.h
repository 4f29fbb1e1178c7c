/* SPDX-License-Identifier: ISC */
#ifndef NR_HASH_H
#define NR_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * Hashes that are the same on every machine: XXH3 (libxxhash), 64 and 128
 * bits, seed 0.  Not for keeping out an adversary.
 */
struct hash128 {
	uint64_t hi;
	uint64_t lo;
};

uint64_t hash64(const void *p, size_t len);
struct hash128 hash128(const void *p, size_t len);

/* The 128-bit hash of n runs of bytes, each ended by its length, so that
 * ("ab","c") and ("a","bc") differ. */
struct hash128 hash128_views(const struct view *v, size_t n);

/* The digits of base 32, RFC 4648's "extended hex" in small letters. */
#define HASH_BASE32 "0123456789abcdefghijklmnopqrstuv"

/* Append the upper 100 bits of h as 20 such digits. */
void hash128_put_base32(struct buf *, struct hash128 h);

#endif
