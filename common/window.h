/* SPDX-License-Identifier: ISC */
#ifndef NR_WINDOW_H
#define NR_WINDOW_H

#include "buf.h"
#include "job.h"

/*
 * The part of a member's text that a splitter still looks at: blocks are
 * appended at the end as they come, decided text is dropped at the front, and
 * any place in the text can be named by its offset in the member's bytes.
 * Offsets into the text are absolute, from the start of the decoded member.
 */
struct window {
	struct buf text;
	uint64_t text_at;   /* offset of text.data[0] */
	struct buf raw;	    /* unused while text is raw */
	uint64_t raw_at;
	struct mark *marks; /* ascending; unused while text is raw */
	size_t n_marks;
	size_t cap_marks;
	bool decoded; /* text is not the member's bytes */
};

/* Empty it for a new member. */
void window_reset(struct window *);
void window_free(struct window *);

/* Take in the next block of the member. */
void window_append(struct window *, const struct job *);

/* Forget what lies before the offset (which lies in the window). */
void window_drop(struct window *, uint64_t text_offset);

/* The text from offset on to the end of the window. */
struct view window_text(const struct window *, uint64_t text_offset);

/*
 * The offset in the member's bytes of a text offset in the window.  Exact at
 * marks, of which there is one at least at each line's start, and everywhere in
 * UTF-8, single-byte text and UTF-16; inside a line of another text the start
 * of that line.
 */
uint64_t window_raw_offset(const struct window *, uint64_t text_offset);

/* The member's bytes that the text from..to was decoded from. */
struct view window_raw(const struct window *, uint64_t from, uint64_t to);

#endif
