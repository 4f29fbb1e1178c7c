/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_LINES_H
#define NR_SENTENCE_LINES_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Which line ends are meant?  Who wraps lines fills them: a line that had room
 * for the first word of the next one was ended on purpose (a heading, a
 * byline, a paragraph without a blank line after it).  How much room there is,
 * the lines around tell, not beyond a blank line.  common/layout.h answers the
 * same question better, for a whole text at a time; this costs next to nothing
 * and lets no decision depend on another paragraph.
 */
struct lines {
	const unsigned char *from; /* the width holds for [from, to) */
	const unsigned char *to;
	size_t width; /* code points, or bytes of a language in ... */
	bool latin;   /* ... Latin letters, where that is much the same */
};

/*
 * Was the line that ends at p (a line feed in [b, e)) ended on purpose, when
 * next is the first character of the next line?  *lines remembers the width
 * from call to call; all zero but latin at first.  b begins the paragraph.
 */
bool lines_meant(struct lines *lines, const unsigned char *b,
    const unsigned char *p, const unsigned char *next, const unsigned char *e);

#endif
