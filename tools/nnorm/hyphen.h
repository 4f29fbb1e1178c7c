/* SPDX-License-Identifier: ISC */
#ifndef NNORM_HYPHEN_H
#define NNORM_HYPHEN_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "language.h"
#include "words.h"

/* What becomes of a hyphen at a line's end. */
enum hyphen {
	HYPHEN_JOIN, /* the word was cut: "coun-" "cil" -> council */
	HYPHEN_KEEP, /* the hyphen is its own: "price-" "determining" */
	HYPHEN_SPACE /* it stands for a part left out: "pre-" "and post-war" */
};

/* The evidence for one text. */
struct hyphens {
	const struct words *learnt; /* from elsewhere; may be NULL */
	enum language language;	    /* decides which rules hold */
	struct words words;	    /* of the text, those that are asked for */
	uint64_t filter[64];	    /* bits of the hashes asked for */
	bool ready;		    /* the text has been read */
};

/* Forget the last text; learnt and language are the caller's to set. */
void hyphens_clear(struct hyphens *);
void hyphens_free(struct hyphens *);

/* Bytes of a hyphen (U+002D, U+2010) that ends t[0..end), 0 for none. */
size_t hyphen_ends(struct view t, size_t end);

/* The parts of a word that end at t[at], and begin there; may be empty. */
struct view hyphen_left(struct view t, size_t at);
struct view hyphen_right(struct view t, size_t at);

/*
 * Decide about the hyphen between left and right.  text is the whole text that
 * they lie in, or empty: its words are the first evidence, then learnt ones,
 * then the built-in English words and the parts themselves.  The text is read
 * at the first call after hyphens_clear(), O(len).
 */
enum hyphen hyphens_decide(
    struct hyphens *, struct view text, struct view left, struct view right);

#endif
