/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_ENGLISH_H
#define NQUOTE_ENGLISH_H

#include "direct.h"

/* Candidates for who says a stretch, RULE_NONE when there is none. */

/* Beside it: `," said NP', `according to NP', `NP said "..."', `NP: "..."',
 * `NP agreed. "..."'. */
struct answer english_near(const struct direct *, const struct marked *);

/* Only what stands before it in its sentence. */
struct answer english_left(const struct direct *, const struct marked *);

/* `said NP' behind it; *np receives NP. */
struct answer english_inverted(
    const struct direct *, const struct marked *, struct range *np);

/* A cue later in the sentence. */
struct answer english_late(const struct direct *, const struct marked *);

/* The subject of the clause that it stands in. */
struct answer english_far(const struct direct *, const struct marked *);

#endif
