/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_READING_H
#define NQUOTE_READING_H

#include "lex.h"

/*
 * What one or two glyphs of a run may be, and what each reading costs: from
 * the characters on both sides, from the glyph, and from the damage that the
 * reading supposes.  Costs are tenths of a nat, set by hand from what
 * typography allows, so that sums compare like odds.
 */

enum role {
	ROLE_LITERAL, /* inches, markup, or not understood: left alone */
	ROLE_APOSTROPHE,
	ROLE_OPEN2, /* opens a double */
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
	DAMAGE_BROKEN,	  /* mojibake of a closer */
	DAMAGE_SINGLE,	  /* ' for " */
	DAMAGE_DIRECTION, /* closer for opener or the other way round */
	DAMAGE_OPENER,	  /* lost */
	DAMAGE_CLOSER,
	DAMAGE_REPEAT, /* opens what is open, as paragraphs of speech do */
	DAMAGE_ORPHAN, /* its partner is lost, nobody knows where */
	DAMAGE_COUNT
};

/* Does the reading change the text, whatever the style? */
static inline bool
damage_is_repair(enum damage d)
{
	return d != DAMAGE_NONE && d != DAMAGE_REPEAT && d != DAMAGE_ORPHAN;
}

/* Is it a guess about this place, not a property of the whole text? */
static inline bool
damage_is_guess(enum damage d)
{
	return damage_is_repair(d) && d != DAMAGE_CSV;
}

/* What a text's marks mean; costs of a glyph as opener and as closer. */
struct convention {
	uint8_t open[GLYPH_COUNT];
	uint8_t close[GLYPH_COUNT];
	bool csv;     /* all doubles are doubled */
	bool wiki;    /* '' and ''' are markup */
	bool graves;  /* a grave opens, as in TeX */
	bool low;     /* low marks open */
	bool damaged; /* straight marks, some of them certainly damaged */
};

/* The convention of a text from its census. */
void convention_set(
    struct convention *, const struct census *, const char *language);

struct reading {
	uint8_t role;
	uint8_t damage;
	uint8_t n; /* glyphs read */
	int cost;
};

#define READINGS_MAX 16

/* The readings of glyph k of t, alone or with the next, in r[READINGS_MAX];
 * returns how many.  doubles: the paragraph holds a double mark, so a single
 * may stand for one. */
size_t reading_list(const struct convention *, const struct token *t,
    unsigned k, bool doubles, struct reading *r);

/* Is the run one double mark that opens (closes: ROLE_CLOSE2) at no cost, and
 * that nothing else reads at none? */
bool reading_plain(
    const struct convention *, const struct token *, enum role role);

/* Could the run open a quotation, by what stands beside it? */
bool reading_opens(const struct token *);

#endif
