/* SPDX-License-Identifier: ISC */
#ifndef NR_FRAME_H
#define NR_FRAME_H

#include <stddef.h>

#include "page.h"

/*
 * What stands beside the headlines of a dump, in their lines: "Headline ~ The
 * Gazette", "'Headline,' by Jane Doe, The Gazette".  Which marks set it off
 * and what it is are learnt from all headlines together; none is known
 * beforehand.
 */

/* Learn it from the headlines of n articles to p->heads.frame; few tell
 * nothing.  O(bytes of a sample of headlines). */
void frame_learn(struct page *p, const struct article *, size_t n);

/* Move what was learnt to stand beside a's headline to its fields. */
void frame_apply(struct page *p, struct article *a);

#endif
