/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_VITERBI_H
#define NQUOTE_VITERBI_H

#include "lex.h"
#include "place.h"

/*
 * The most credible reading of a paragraph's marks: which opens, which closes,
 * which is an apostrophe, which stand for another, and where one was lost.
 */

enum role {
	ROLE_LITERAL,	 /* inches, markup, or not understood: left alone */
	ROLE_APOSTROPHE,
	ROLE_OPEN2,  /* opens a double */
	ROLE_CLOSE2,
	ROLE_OPEN1, /* opens a single */
	ROLE_CLOSE1,
	ROLE_COUNT
};

/* How a mark is used that is not what it should be. */
enum damage {
	DAMAGE_NONE,
	DAMAGE_DOUBLED,	  /* "" for " */
	DAMAGE_CSV,	  /* the same, all over the text */
	DAMAGE_LATEX,	  /* `` or '' for " */
	DAMAGE_COMMAS,	  /* ,, for a low mark */
	DAMAGE_STRAY,	  /* '" for " */
	DAMAGE_SINGLE,	  /* ' for " */
	DAMAGE_DIRECTION, /* closer for opener or the other way round */
	DAMAGE_OPENER,	  /* lost */
	DAMAGE_CLOSER,
	DAMAGE_ORPHAN, /* its partner is lost, nobody knows where */
	DAMAGE_COUNT
};

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

/* What a text's marks mean; costs of a glyph as opener and as closer. */
struct convention {
	uint8_t open[GLYPH_COUNT];
	uint8_t close[GLYPH_COUNT];
	bool csv;	/* all doubles are doubled */
	bool wiki;	/* '' and ''' are markup */
	bool graves;	/* a grave opens, as in TeX */
	bool low;	/* low marks open */
	bool damaged;	/* straight marks, some of them certainly damaged */
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
	bool carried;	/* a quotation is open when it begins */
	bool goes_on;	/* the next paragraph takes up an open quotation */
	bool ends_open; /* what is open at its end may be meant so */
	bool may_insert;
};

struct viterbi_result {
	bool carried;	/* the paragraph was read as begun inside a double */
	bool open;	/* a double is open at the end */
	int margin;	/* how much better than leaving all as it is; 0 if so */
};

/* Read tokens t[0..n) (none mid-word) of one paragraph and append what each
 * mark is to out, in order.  O(n + length). */
struct viterbi_result viterbi_read(struct viterbi *,
    const struct convention *, const struct place_cues *,
    const unsigned char *text, const struct token *t, size_t n,
    uint32_t first_token, const struct viterbi_para *, struct units *out);

#endif
