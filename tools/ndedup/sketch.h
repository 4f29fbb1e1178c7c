/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_SKETCH_H
#define NDEDUP_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * A sketch: some of a text's fingerprints, each the hash of k successive units
 * of the canonical stream, with its position.  Which ones are
 * in it depends on the fingerprint alone, never on its neighbours, so that two
 * copies of a passage keep the same ones whatever surrounds them.
 */

/* k, as a rule; 8 to 16 will do.  Of text as the papers have it, nine find more
 * copies than ten, and eight more yet of bad scans; but then what is common in
 * the language is more often common to two texts. */
#define SKETCH_K 9
#define SKETCH_DIGIT 1u	 /* of a hash: one at least, ... */
#define SKETCH_FIGURE 3u /* ... two or more */
#define SKETCH_LEVEL_MAX 15

struct sketch_print {
	uint32_t hash; /* its lowest bits: are there digits among the units */
	uint16_t
	    pos; /* of its first unit, shifted right by the sketch's shift */
	uint8_t level; /* it is in every sketch at levels up to this */
	uint8_t state; /* for cluster_find.c */
};

struct sketch {
	struct sketch_print *print; /* by ascending position, hashes distinct */
	uint32_t n;
	uint32_t units; /* length of the canonical stream */
	uint8_t level;	/* one in 2^level fingerprints was kept */
	uint8_t shift;	/* of the positions */
};

/* Scratch of one thread; all zero is ready. */
struct sketcher {
	unsigned k; /* that the tables are for */
	uint64_t in[256];
	uint64_t out[256];
	struct sketch_raw {
		uint64_t mixed;
		uint32_t pos;
	} * raw;
	struct sketch_print *print;
	size_t cap;
	uint32_t *seen;
	size_t seen_cap;
};

/* How to sketch. */
struct sketch_rule {
	unsigned k;	/* units of a fingerprint */
	unsigned level; /* 3: one in eight */
	unsigned max;	/* fingerprints; a longer sketch is thinned by halves */
	unsigned
	    dense; /* texts with fewer units are sketched one level lower */
};

/* One in eight of at most 256. */
extern const struct sketch_rule sketch_rule_default;

/* Sketch the units.  s->print points into the sketcher until its next use.
 * Texts beyond 2^32 - 1 units are cut there.  O(units). */
void sketch_make(struct sketcher *, const struct sketch_rule *,
    struct view units, struct sketch *s);

void sketcher_free(struct sketcher *);

#endif
