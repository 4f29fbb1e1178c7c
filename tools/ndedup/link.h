/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_LINK_H
#define NDEDUP_LINK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Average-link clustering of a graph: two clusters become one while the mean
 * score over all pairs between them, a missing pair counting as 0, reaches the
 * threshold, or half as much again where both are one record alone, and most
 * pairs have an edge; the best pair of clusters first.
 */

struct link_edge {
	uint32_t a, b;	/* a != b; each pair once */
	uint32_t score; /* 0 to 1000 */
};

/*
 * root[i] becomes the smallest member of i's cluster, for each of the n nodes.
 * weight[i] is how many equal records node i stands for (NULL: one).  A record
 * was compared with so many others at `most`: where a cluster is larger, the
 * pairs that are missing for that do not count.  The
 * result depends on the graph only, not on the order of the edges.
 * O(m log m) where clusters are small beside the graph.
 */
void link_average(uint32_t n, const struct link_edge *edge, size_t m,
    const uint32_t *weight, unsigned threshold, unsigned most, uint32_t *root);

#endif
