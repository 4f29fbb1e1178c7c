/* SPDX-License-Identifier: ISC */
#ifndef NNORM_HYPHEN_H
#define NNORM_HYPHEN_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "words.h"

/* What becomes of a hyphen at a line's end. */
enum hyphen {
	HYPHEN_JOIN, /* the word was cut: "coun-" "cil" -> council */
	HYPHEN_KEEP, /* the hyphen is its own: "north-" "west" -> north-west */
	HYPHEN_SPACE /* it stands for a part left out: "pre- and post-war" */
};

/* Counts of words as they occur inside lines of one text.  All zero is empty
 * and ready. */
struct hyphens {
	struct word_slot *slot;
	size_t n_slots; /* a power of two */
	size_t n_words;
	bool ready;
};

/* Forget the last text. */
void hyphens_clear(struct hyphens *);
void hyphens_free(struct hyphens *);

/*
 * Decide about the hyphen between left and right, which are the parts of a
 * word without punctuation round them.  text is the whole text that they come
 * from: its words are the first evidence, then words (may be NULL), then the
 * built-in English words, then the shape of the parts.  The text is read once,
 * at the first call after hyphens_clear().
 */
enum hyphen hyphens_decide(struct hyphens *, struct view text,
    const struct words *words, struct view left, struct view right);

#endif
