/* SPDX-License-Identifier: ISC */
/*
 * Fingerprints roll by cyclic polynomials (Cohen, "Recursive hashing functions
 * for n-grams", 1997): h = rotl(h, ROLL) ^ t[in] ^ rotl(t[out], ROLL * k), with
 * t from splitmix64, then one multiplication to mix.  A print is sampled when
 * the mixed value has at least `level` leading zeros (Broder's sampling modulo
 * m, 1997, in powers of two: nested, so that sketches of different levels
 * compare).  Positions beyond 65,535 are coarsened by a shift.
 */
#include "sketch.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#define ROLL 7u
#define MIX 0x9E3779B97F4A7C15u

const struct sketch_rule sketch_rule_default = {
    .k = SKETCH_K, .level = 3, .max = 256, .dense = 300};

static inline uint64_t
rotl(uint64_t x, unsigned r)
{
	return x << (r & 63) | x >> ((64 - r) & 63);
}

/* The finaliser of splitmix64 (Steele, Lea and Flood, 2014). */
static uint64_t
splitmix(uint64_t x)
{
	x *= MIX;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

static void
prepare(struct sketcher *k, unsigned width, size_t units)
{
	unsigned i;

	if (k->k != width) {
		for (i = 0; i < 256; i++) {
			k->in[i] = splitmix(i + 1);
			k->out[i] = rotl(k->in[i], ROLL * width);
		}
		k->k = width;
	}
	if (units > k->cap) {
		k->cap = units + units / 2;
		k->raw = xreallocarray(k->raw, k->cap, sizeof(*k->raw));
		k->print = xreallocarray(k->print, k->cap, sizeof(*k->print));
	}
}

/* All sampled prints of the units, in order; their number. */
static size_t
roll(struct sketcher *k, const unsigned char *u, size_t len, unsigned level)
{
	const uint64_t limit = level == 0 ? UINT64_MAX : UINT64_MAX >> level;
	const size_t width = k->k;
	struct sketch_raw *raw = k->raw;
	uint64_t h = 0, x;
	size_t i, n = 0;

	for (i = 0; i < width; i++)
		h = rotl(h, ROLL) ^ k->in[u[i]];
	for (;; i++) {
		x = h * MIX;
		raw[n].mixed = x;
		raw[n].pos = (uint32_t)(i - width);
		n += x <= limit;
		if (i == len)
			return n;
		/* What does not wait for h comes first. */
		x = k->in[u[i]] ^ k->out[u[i - width]];
		h = rotl(h, ROLL) ^ x;
	}
}

/* The digits among eight units, as the upper bits of their bytes: of all units
 * only ASCII digits have neither of the upper two bits. */
static inline uint64_t
digits(const unsigned char *u)
{
	uint64_t x;

	memcpy(&x, u, sizeof(x));
	x = le64toh(x);
	return ~(x | x << 1) & 0x8080808080808080u;
}

/* Two digits among the `width` units are a figure; one may be a letter that was
 * badly scanned. */
static inline uint32_t
mark(uint32_t hash, const unsigned char *u, unsigned width)
{
	/* The last units' bits beside those of the first eight. */
	const uint64_t x =
	    digits(u) | digits(u + width - 8) >> (63 - 8 * (width - 8)) >> 2;

	if (x == 0)
		return hash & ~SKETCH_DIGIT;
	return (hash | SKETCH_FIGURE) ^
	    ((x & (x - 1)) == 0 ? SKETCH_FIGURE ^ SKETCH_DIGIT : 0);
}

/* Keep the first of equal hashes; returns how many are left. */
static size_t
distinct(struct sketcher *k, size_t n)
{
	size_t cap = 64, i, j, out = 0, mask;
	struct sketch_print p;

	while (cap < n * 2)
		cap *= 2;
	if (cap > k->seen_cap) {
		free(k->seen);
		k->seen = xmallocarray(cap, sizeof(*k->seen));
		k->seen_cap = cap;
	}
	memset(k->seen, 0, cap * sizeof(*k->seen));
	mask = cap - 1;
	for (i = 0; i < n; i++) {
		p = k->print[i];
		/* The lowest bits are the same in nearly all. */
		for (j = p.hash >> 2 & mask; k->seen[j] != 0;
		     j = (j + 1) & mask)
			if (k->print[k->seen[j] - 1].hash == p.hash)
				break;
		if (k->seen[j] != 0)
			continue;
		k->print[out++] = p;
		k->seen[j] = (uint32_t)out;
	}
	return out;
}

/* Raise the level until at most max prints are left. */
static size_t
thin(struct sketcher *k, size_t n, unsigned max, unsigned *level)
{
	size_t i, out;

	while (n > max && *level < SKETCH_LEVEL_MAX) {
		++*level;
		for (i = out = 0; i < n; i++) {
			k->print[out] = k->print[i];
			out += k->print[i].level >= *level;
		}
		n = out;
	}
	return n;
}

void
sketch_make(struct sketcher *k, const struct sketch_rule *rule,
    struct view units, struct sketch *s)
{
	size_t len = units.len < UINT32_MAX ? units.len : UINT32_MAX;
	unsigned level = rule->level, shift = 0;
	size_t n = 0, i;

	if (len < rule->dense && level > 0)
		level--;
	while (len >> shift > UINT16_MAX)
		shift++;
	prepare(k, rule->k, len);
	if (len >= rule->k)
		n = roll(k, units.p, len, level);
	for (i = 0; i < n; i++) {
		uint64_t x = k->raw[i].mixed;

		k->print[i] =
		    (struct sketch_print){.hash = mark((uint32_t)(x >> 16),
					      units.p + k->raw[i].pos, rule->k),
			.pos = (uint16_t)(k->raw[i].pos >> shift),
			.level = (uint8_t)__builtin_clzll(x | 1)};
	}
	n = thin(k, distinct(k, n), rule->max, &level);
	*s = (struct sketch){.print = k->print,
	    .n = (uint32_t)n,
	    .units = (uint32_t)len,
	    .level = (uint8_t)level,
	    .shift = (uint8_t)shift};
}

void
sketcher_free(struct sketcher *k)
{
	free(k->raw);
	free(k->print);
	free(k->seen);
	memset(k, 0, sizeof(*k));
}
