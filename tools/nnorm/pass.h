/* SPDX-License-Identifier: ISC */
#ifndef NNORM_PASS_H
#define NNORM_PASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * A repair is a pass over a text from left to right that makes edits; what
 * lies between them is copied.  Passes that edit nothing copy nothing.
 */

enum rule {
#define RULE(id, name) RULE_##id,
#include "rules.def"
#undef RULE
	N_RULES
};

const char *rule_name(enum rule);

/*
 * One edit: at offset, in the text as it was after all edits before this one,
 * before was replaced by after (offsets into edits.bytes).  Undoing the edits
 * of a record from last to first gives the input.
 */
struct edit {
	size_t offset;
	size_t before;
	size_t before_len;
	size_t after; /* follows before in edits.bytes */
	size_t after_len;
	enum rule rule;
};

struct edits {
	struct edit *v; /* n of them when keep is set */
	size_t n;
	size_t cap;
	struct buf bytes;
	bool keep; /* note them all, not only count */
	uint64_t count[N_RULES];
};

/* Forget the edits and counts; keep stays. */
void edits_clear(struct edits *);
void edits_free(struct edits *);

struct pass {
	struct view in;
	struct buf *out; /* cleared by pass_begin() */
	struct edits *log;
	size_t done; /* in[0..done) is in out */
	bool changed;
};

/* in may not lie in out. */
void pass_begin(
    struct pass *, struct view in, struct buf *out, struct edits *log);

/* Replace in[at..at + len) by after; at is not before the end of the last
 * edit.  Nothing happens when both are equal. */
void pass_edit(struct pass *, size_t at, size_t len, enum rule,
    const void *after, size_t after_len);

/* The result: in itself when nothing was edited, else out. */
struct view pass_end(struct pass *);

#endif
