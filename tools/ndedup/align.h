/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_ALIGN_H
#define NDEDUP_ALIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chain.h"
#include "sketch.h"

/*
 * How much of two texts is the same, estimated from their sketches: the share
 * of the shorter one that lies in collinear runs of common fingerprints.
 */

/* A fingerprint as it is kept: half its hash is enough between two texts. */
struct align_print {
	uint16_t hash;
	uint16_t pos;
};

/* A sketch as it is kept. */
struct align_text {
	const struct align_print *print; /* n, by ascending position */
	uint32_t n;
	uint32_t units;
	uint8_t level;
	uint8_t shift;
};

struct alignment {
	const struct chain_run *run; /* a: the text, b: the other; ordered by a;
				      * until the next align_with() */
	size_t n_runs;
	double score; /* aligned share of the shorter; 0 where they differ in
		       * their figures */
	double sure;  /* the score, less where few prints tell it */
	double of_a;  /* of the text */
	double of_b;  /* of the other */
	bool figures; /* they say the same of other figures */
};

/* All zero but for k is ready; one a thread. */
struct aligner {
	unsigned k; /* units of a print */
	struct align_text text;
	uint16_t *where;
	struct chain_hit *hit;
	struct chain_run *run;
	size_t cap;
};

/* Write the sketch's prints to out (room for s->n), which is to stay as long as
 * the text that is returned. */
struct align_text align_pack(const struct sketch *s, struct align_print *out);

/* Compare text with others, until align_end().  text.print must stay. */
void align_begin(struct aligner *, struct align_text text);
void align_with(
    struct aligner *, const struct align_text *other, struct alignment *);
void align_end(struct aligner *);

/* What is sure of the score, in whole thousandths. */
unsigned align_permille(const struct alignment *);

void align_free(struct aligner *);

#endif
