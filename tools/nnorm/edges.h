/* SPDX-License-Identifier: ISC */
#ifndef NNORM_EDGES_H
#define NNORM_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "evidence.h"
#include "lines.h"

/*
 * Heads and feet that records of one source have in common: mastheads, dates,
 * prices, numbers.  A line is known by its pairs of words, days, months, digits
 * and roman numbers each being one word, so that one word misread does not hide
 * it.  The pairs are counted in the same table as the words that hyphens ask
 * for.
 */

/* Fewer records of a source are no evidence. */
#define EDGE_RECORDS 3

/* A record of source was seen: count it, and the pairs at its edges.  Nothing
 * is learnt where no source is named. */
void edges_gather(
    struct gathered *g, struct view source, struct view text);

/* How many records of source were counted. */
uint32_t edges_records(const struct words *, struct view source);

/*
 * Set edge[i] for each of the lines at the edges of text that the records of
 * source have in common.  edge has a byte a line.  Returns how many.  O(lines
 * at the edges).
 */
size_t edges_find(const struct words *, struct view source, struct view text,
    const struct lines *, unsigned char *edge);

/* The pairs of letters of a line, digits and roman numbers each being one. */
struct edge_shape {
	uint64_t pair[16]; /* a bit each */
	unsigned n;
};

void edge_shape(struct edge_shape *, struct view line);

/* Of a hundred pairs, how many two lines share; any two long lines share
 * half. */
unsigned edge_likeness(const struct edge_shape *, const struct edge_shape *);

/* How many it must be to take a line for the same, least where it is short. */
unsigned edge_alike(const struct edge_shape *, unsigned least);

#endif
