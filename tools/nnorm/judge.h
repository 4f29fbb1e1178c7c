/* SPDX-License-Identifier: ISC */
#ifndef NNORM_JUDGE_H
#define NNORM_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chartab.h"

enum mojibake_strength {
	MOJIBAKE_NONE,
	MOJIBAKE_WEAK,	 /* looks like ordinary text as well */
	MOJIBAKE_MEDIUM, /* unlikely as ordinary text */
	MOJIBAKE_STRONG	 /* nobody writes this */
};

/* Characters that could be one character of UTF-8 misread. */
struct mojibake_hit {
	size_t at; /* bytes of the text */
	size_t len;
	uint32_t src[4]; /* what stands there, n_src code points */
	unsigned n_src;
	uint32_t d;    /* what it would be */
	uint32_t prev; /* the code points round it, 0 at the ends */
	uint32_t next;
	unsigned blanks; /* src holds so many blanks for lost bytes */
	unsigned lost;	 /* and so many U+FFFD or question marks */
	bool cesu;	 /* a pair of surrogates, two sequences */
	bool cut;	 /* the last byte was thrown away */
	enum mojibake_strength strength;
};

/* How sure it is that the hit is UTF-8 misread in that page. */
enum mojibake_strength mojibake_judge(
    enum codepage, const struct mojibake_hit *);

/* "citt" and a capital A with tilde, the no-break space behind it a blank: an a
 * with a grave accent; "word." and one with a circumflex: a no-break space.
 * Though nothing else is strong. */
bool mojibake_lost_blank(const struct mojibake_hit *);

/* Could texts hold d?  2: Western ones, 1: others, 0: hardly, -1: none. */
int mojibake_worth(uint32_t d);

/* Is what it would be unlikely where it stands: a capital inside a word, a
 * letter that hardly any language has? */
bool mojibake_is_poor(const struct mojibake_hit *);

/* Does it begin with a Latin letter, and nothing of it is lost? */
bool mojibake_is_western(const struct mojibake_hit *);

/* A number up to MOJIBAKE_SCRIPTS for the script of d or a part of it, which
 * others far from it may share; 0: Latin, signs. */
#define MOJIBAKE_SCRIPTS 64
unsigned mojibake_script(uint32_t d);

bool mojibake_is_lower(uint32_t c);

#endif
