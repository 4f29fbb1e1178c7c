/* SPDX-License-Identifier: ISC */
#include "hash.h"

#include <endian.h>
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t
hash64(const void *p, size_t len)
{
	return XXH3_64bits(p, len);
}

struct hash128
hash128(const void *p, size_t len)
{
	XXH128_hash_t h = XXH3_128bits(p, len);

	return (struct hash128){ h.high64, h.low64 };
}

struct hash128
hash128_views(const struct view *v, size_t n)
{
	XXH3_state_t st;
	XXH128_hash_t h;
	unsigned char some[4096];
	size_t i, len = 0;
	uint64_t le;

	/* Short ones together: each update costs. */
	XXH3_128bits_reset(&st);
	for (i = 0; i < n; i++) {
		if (len + v[i].len + sizeof(le) > sizeof(some)) {
			XXH3_128bits_update(&st, some, len);
			XXH3_128bits_update(&st, v[i].p, v[i].len);
			len = 0;
		} else if (v[i].len > 0) {
			memcpy(some + len, v[i].p, v[i].len);
			len += v[i].len;
		}
		le = htole64((uint64_t)v[i].len);
		memcpy(some + len, &le, sizeof(le));
		len += sizeof(le);
	}
	XXH3_128bits_update(&st, some, len);
	h = XXH3_128bits_digest(&st);
	return (struct hash128){ h.high64, h.low64 };
}

void
hash128_put_base32(struct buf *b, struct hash128 h)
{
	static const char digit[] = HASH_BASE32;
	unsigned char *p = buf_reserve(b, 20);
	int i;

	for (i = 0; i < 20; i++) {
		p[i] = (unsigned char)digit[h.hi >> 59];
		h.hi = h.hi << 5 | h.lo >> 59;
		h.lo <<= 5;
	}
	b->len += 20;
}
