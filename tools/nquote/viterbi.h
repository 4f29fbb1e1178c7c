/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_VITERBI_H
#define NQUOTE_VITERBI_H

#include "lex.h"
#include "place.h"
#include "reading.h"

/*
 * The most credible reading of a paragraph's marks: which opens, which closes,
 * which is an apostrophe, which stand for another, and where one was lost.
 */

/* One mark as it was read: n glyphs of a token from glyph first on; a mark
 * that was lost has n == 0 and is where at says. */
struct unit {
	size_t at;
	uint32_t len;
	uint32_t token;
	uint8_t n;
	uint8_t first;
	uint8_t role;
	uint8_t damage;
	uint8_t state; /* after it, see viterbi.c */
};

struct units {
	struct unit *u;
	size_t n;
	size_t cap;
};

struct viterbi; /* memory of one worker */
struct viterbi *viterbi_new(void);
void viterbi_free(struct viterbi *);

/* Where a paragraph stands. */
struct viterbi_para {
	struct span span;
	struct span around; /* and what stands near it in the text */
	bool carried;	    /* a quotation is open when it begins */
	bool goes_on;	    /* the next paragraph takes up an open quotation */
	bool ends_open;	    /* what is open at its end may be meant so */
	bool may_insert;
};

struct viterbi_result {
	bool carried;  /* the paragraph was read as begun inside a double */
	bool open;     /* a double is open at the end */
	bool repaired; /* something is read as damaged */
	int margin;    /* how much better than leaving all as it is; 0 if so */
};

/* Read tokens t[0..n) (none mid-word) of one paragraph and append what each
 * mark is to out, in order.  O(n + length). */
struct viterbi_result viterbi_read(struct viterbi *, const struct convention *,
    const struct place_cues *, const unsigned char *text, const struct token *t,
    size_t n, uint32_t first_token, const struct viterbi_para *,
    struct units *out);

#endif
