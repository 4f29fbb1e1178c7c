/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_CUE_H
#define NQUOTE_CUE_H

#include "np.h"

/* How a word that could be a cue verb is used where it stands. */
enum cue_use {
	USE_NONE,	/* a noun, an adjective, a name */
	USE_FINITE,	/* said, has said, will say, says */
	USE_PARTICIPLE, /* saying */
	USE_PASSIVE,	/* was called, described by */
	USE_INFINITIVE	/* to say */
};

/* The use of the word at v, lo being where its sentence begins. */
enum cue_use cue_use(const struct words *, size_t v, size_t lo);

/* Who speaks with the cue at v, in the sentence that begins at lo and ends at
 * hi; loose: beside quotation marks, where any noun phrase will do. */
struct range cue_speaker(const struct words *, size_t v, enum cue_use,
    size_t lo, size_t hi, bool loose);

#endif
