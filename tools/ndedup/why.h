/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_WHY_H
#define NDEDUP_WHY_H

#include <stdbool.h>
#include <stdint.h>

#include "align.h"
#include "canon.h"
#include "cluster.h"

/*
 * Why two records are duplicates of each other, or not: what they share, and
 * how that compares with the rule.
 */
struct why_record {
	struct view id; /* as the user gave it */
	bool found;
	struct buf text;
	struct align_print *print;
	struct align_text sketch;
	uint64_t raw;
	struct hash128 key;
	uint32_t cluster;
};

struct why {
	struct why_record a, b;
};

/* Split "ID,ID" at its first comma; false when there is none. */
bool why_open(struct why *, const char *ids);

/* Which of the two is called id and was not met yet; NULL: neither. */
struct why_record *why_wants(struct why *, struct view id);

/* Keep what there is to know of it. */
void why_keep(struct why_record *, struct view text, const struct sketch *,
    struct hash128 key, uint64_t raw, uint32_t cluster);

/* Append the answer, a JSON object on a line.  root_a and root_b are the ids
 * of the roots of their clusters. */
void why_put(struct why *, const struct cluster_rule *, struct view root_a,
    struct view root_b, struct buf *out);

void why_free(struct why *);

#endif
