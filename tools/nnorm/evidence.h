/* SPDX-License-Identifier: ISC */
#ifndef NNORM_EVIDENCE_H
#define NNORM_EVIDENCE_H

#include "buf.h"
#include "words.h"

/* Distinct words that are kept at most: 32 MiB while they are gathered. */
#define EVIDENCE_MAX ((size_t)1 << 21)

/* The words of one run of records, in the order they were first seen, so that
 * how a stream is cut into runs does not show. */
struct gathered {
	struct words words;
	struct buf order; /* hashes, uint32_t each */
};

void gathered_clear(struct gathered *);
void gathered_free(struct gathered *);

/* Count whatever has that hash. */
void gathered_count(struct gathered *, uint32_t hash);

/* Count the words of a text: as written, and in small letters where that is
 * something else. */
void gathered_add(struct gathered *, struct view text);

/* Add them to what was gathered before. */
void gathered_merge(const struct gathered *, struct words *all);

/* Append the file: a line that names the format, then a line a word, its hash
 * and count, sorted. */
void evidence_put(const struct words *, struct buf *);

/* Read such a file, or a list of words, one a line, each of which counts as
 * seen once as written and once in small letters.  -1 with *why set when a
 * line of the former makes no sense. */
int evidence_read(struct words *, struct view file, const char **why);

#endif
