/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_MARKS_H
#define NQUOTE_MARKS_H

#include <stdbool.h>
#include <stddef.h>

#include "quote.h"

/*
 * Reading the quotation marks of a text: what each one does, which of them are
 * damaged, and which stretches they mark.  Odd, missing and broken marks are
 * the normal case; nothing is ever refused, and a mistake in one paragraph
 * does not reach the next.
 */

enum mark_style {
	MARK_KEEP,     /* repair damage, leave every sound mark alone */
	MARK_STRAIGHT, /* and make all marks " and ' */
	MARK_CURLY     /* and make all marks curly, as the language has them */
};

/* One change of the text: the from_len bytes at offset at become the bytes
 * marks->bytes[to .. to + to_len).  In order of at, never overlapping. */
struct mark_fix {
	size_t at;
	size_t out; /* where it begins in the repaired text */
	size_t from_len;
	size_t to;
	size_t to_len;
	const char *rule; /* a constant name */
	double confidence;
};

struct marks_opts {
	enum mark_style style;
	const char *language; /* "en", "de", ...; "" when not known */
};

/* What was read from one text, and memory reused from text to text.  All zero
 * is ready. */
struct marks {
	struct mark_fix *fixes;
	size_t n_fixes;
	size_t cap_fixes;
	struct buf bytes;
	struct stretch *stretches; /* offsets into the text as it came */
	size_t n_stretches;
	size_t cap_stretches;
	struct marks_work *work; /* marks.c's own */
};

/* Is there any quotation mark or apostrophe in the text, or what might have
 * been one?  At memory speed. */
bool marks_any(struct view text);

/*
 * Read the marks of text, whose n paragraphs are paras: fills fixes and
 * stretches.  O(length of the paragraphs).  What was there before is
 * forgotten.
 */
void marks_read(struct marks *, struct view text, const struct span *paras,
    size_t n, const struct marks_opts *);

void marks_free(struct marks *);

#endif
