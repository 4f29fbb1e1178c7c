/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_LATTICE_H
#define NQUOTE_LATTICE_H

#include "viterbi.h"

/*
 * The lattice of a paragraph's marks: a node before and after each glyph, a
 * state for what is open there.  For viterbi.c alone.
 */

enum state {
	OUT,
	D,  /* in a double */
	S,  /* in a single */
	DS, /* in a single in a double */
	SD,
	DD, /* double in double, not as it should be, but common */
	NSTATES
};

enum { LATTICE_NEVER = 1 << 28 };

struct gap {
	struct place closer;
	struct place opener;
};

struct node;

/* Memory of one worker, and the paragraph at hand.  All zero is ready. */
struct lattice {
	struct node *node;
	size_t cap_nodes;
	struct gap *gap; /* before each token, and after the last */
	size_t cap_gaps;
	size_t n_nodes;
	const struct convention *conv;
	const struct token *t;
	size_t n;
	bool doubles; /* the paragraph holds a double mark */
	bool repairs; /* damage may be supposed */
	bool inserts; /* lost marks too */
};

void lattice_free(struct lattice *);

/* Room for the tokens t[0..n). */
void lattice_reserve(struct lattice *, const struct token *t, size_t n);

/* Work out what each node costs, from what the states cost at the start.  With
 * inserts, gap[0..n] must be set.  O(n). */
void lattice_run(struct lattice *, const int start[NSTATES]);

/* The best state of the last node, and in *cost what it costs with what it
 * costs to end there. */
unsigned lattice_best(
    const struct lattice *, const int end[NSTATES], int *cost);

/* Walk back from a state of the last node and append what was read to out, in
 * order; *start receives the state at the start.  Returns whether anything was
 * repaired by a guess. */
bool lattice_trace(const struct lattice *, unsigned state, uint32_t first_token,
    struct units *out, unsigned *start);

/* A new unit, not set. */
struct unit *units_add(struct units *);

#endif
