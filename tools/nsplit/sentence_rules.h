/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_RULES_H
#define NR_SENTENCE_RULES_H

#include <stdbool.h>

#include "sentence.h"
#include "sentence_words.h"

/* A place where a sentence may end: the mark, what is before and after. */
struct place {
	const unsigned char *b;	 /* the paragraph begins (or a limit) */
	const unsigned char *s;	 /* the sentence begins */
	const unsigned char *t0; /* terminators [t0, t1) */
	const unsigned char *t1;
	const unsigned char *c1; /* closing marks [t1, c1) */
	const unsigned char *n;	 /* what follows, after blanks */
	const unsigned char *e;	 /* the text ends */
	bool exclaim;		 /* a ! or ? is among the terminators */
	bool ellipsis;
};

/* Does a sentence end here?  *why says by which rule when it does. */
bool rules_decide(const struct words *, enum language, const struct place *,
    enum sentence_rule *why);

#endif
