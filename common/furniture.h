/* SPDX-License-Identifier: ISC */
#ifndef NR_FURNITURE_H
#define NR_FURNITURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "lines.h"

/*
 * Page furniture: running heads and feet, page numbers.  They are known by
 * coming again: a page number is a line that holds a number and nothing else
 * ("Page 3", "- 3 -", "Seite 3 von 9"), three times at least with the numbers
 * not falling; a head or foot is a short line within three lines of a page
 * number or of a form feed that is there three times at least, digits apart.
 */

enum {
	FURNITURE_PAGE = 1,  /* a page number */
	FURNITURE_EDGE = 2,  /* a running head or foot */
	FURNITURE_DEBRIS = 4 /* hardly a letter in it */
};

/* Reused from text to text; all zero is empty. */
struct furniture {
	unsigned char *is; /* a line: 0 or FURNITURE_ */
	uint32_t *times;   /* a line: how often it is there, digits apart;
			    * 0 for blank and long lines, and those of 40
			    * bytes that go on with a sentence */
	size_t cap;
	/* Scratch. */
	unsigned char fold[256];
	uint64_t *key;	 /* of a line's folded letters; 0 as times */
	uint32_t *edges; /* at a key's first line: times at an edge */
	uint32_t *first; /* the line where its key was first met */
	struct furniture_slot *slot;
	size_t n_slot;
	size_t cap_slot;
	struct furniture_known *known; /* of earlier windows of the text */
	size_t n_known;
};

/* Forget what earlier windows of a member had. */
void furniture_reset(struct furniture *);

/*
 * Look at a text by its lines.  long_line: lines of that many bytes or more
 * (256 at most) are no furniture.  What was found at page edges since
 * furniture_reset() counts too, so a long text may be given window by window.
 * O(bytes of the short lines).
 */
void furniture_find(struct furniture *, struct view text, const struct lines *,
    size_t long_line);

void furniture_free(struct furniture *);

/* Whether a line holds too few letters to be anything: at most three letters
 * and digits ("%)", "| 4", "The"). */
bool furniture_debris(struct view line);

#endif
