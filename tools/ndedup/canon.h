/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_CANON_H
#define NDEDUP_CANON_H

#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "hash.h"

/*
 * The canonical stream of a text: what is left of it when layout, punctuation,
 * case and accents are taken away.  A unit is one byte: a-z and 0-9 stand for
 * themselves, a letter or digit of another script is one unit from 0x80 up, an
 * ideograph two, so that ten units hold about as much in any script.  Units
 * are for comparing texts of one language; that two letters of different
 * scripts share one is harmless.
 */

#define CANON_MEMO 4096

/* All zero is ready; reused from text to text; one a thread. */
struct canon {
	struct buf units;
	uint64_t wide; /* hash of what units alone do not tell apart */
	struct canon_memo {
		uint32_t cp;   /* 0: empty */
		uint32_t wide; /* hash of the letters beyond ASCII; 0: none */
		uint8_t len;
		uint8_t unit[15];
	} * memo;
};

/* Fill c->units from text (WTF-8; a byte that begins nothing is skipped).
 * O(len); about 1 ns a byte of ASCII. */
void canon_text(struct canon *c, struct view text);

/* The hash of the folded text: equal for texts that differ in layout, case,
 * accents and punctuation only. */
struct hash128 canon_hash(const struct canon *c);

void canon_free(struct canon *c);

/* A place in a text. */
struct canon_place {
	size_t byte;
	size_t cp;
};

/*
 * Where the n units at[0] <= at[1] <= ... lie in text: first[i] is where the
 * character that unit belongs to begins, past[i] where it ends.  A unit beyond
 * the stream's end is at the text's end.  O(len).
 */
void canon_locate(struct canon *c, struct view text, const uint32_t *at,
    size_t n, struct canon_place *first, struct canon_place *past);

#endif
