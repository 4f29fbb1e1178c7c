/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_EMIT_H
#define NQUOTE_EMIT_H

#include "marks.h"
#include "quote.h"

/*
 * Writing what was found: the arrays quotes and repairs of a record, and with
 * -x a record or a line for each quotation, newsreel(5).
 */

/* Offsets of a text in bytes and in code points.  All zero is ready. */
struct places {
	struct view text;
	bool ascii;
	bool valid;	/* UTF-8 throughout: no surrogate of an escape */
	size_t *before; /* code points before each block of the text */
	size_t cap;
};

/* Make p ready for text, which must outlive its use.  O(text.len). */
void places_set(struct places *p, struct view text);
void places_free(struct places *);

/* Code points before byte at. */
size_t places_count(const struct places *, size_t at);

/* Append the quotations as a JSON array. */
void emit_quotes(struct buf *, const struct places *, const struct quotes *);

/* Append the repairs as a JSON array; p speaks of the repaired text, before is
 * the text that came. */
void emit_repairs(struct buf *, const struct places *, struct view before,
    const struct marks *);

/* The record a quotation is cut from. */
struct emit_parent {
	struct view id;
	struct view inherited; /* raw JSON members, each after a comma */
	const char *text_field;
	const char *id_field;
};

/* Append quotation number n (from 0) as a record, and a line feed. */
void emit_record(struct buf *, const struct places *, const struct quotes *,
    size_t n, const struct emit_parent *);

/* The same as a line of fields between tabs: id, begin, end, kind, speaker,
 * name, cue, confidence, text. */
void emit_tsv(struct buf *, const struct places *, const struct quotes *,
    size_t n, const struct emit_parent *);

#endif
