/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_PLACE_H
#define NQUOTE_PLACE_H

#include "quote.h"

/*
 * Where a mark that was lost must have stood: next to an attribution, at the
 * end of a sentence, at the end or the beginning of the paragraph.
 */

/* A guess, with what it costs to believe it: 0 is as good as certain. */
struct place {
	size_t at;
	int cost;
	const char *rule;
};

#define PLACE_NEVER 1000

/* The verbs of attribution; made once, read-only afterwards, so that threads
 * may share it.  The caller frees it. */
struct place_cues;
struct place_cues *place_cues_new(void);
void place_cues_free(struct place_cues *);

/* Is the word p[0..len), in any case, a verb of attribution in any form? */
bool place_is_cue(
    const struct place_cues *, const unsigned char *p, size_t len);

/* Does an attribution ("he said", "said the mayor") begin at text[at]?  Looks
 * no further than end and a few words. */
bool place_tag(
    const struct place_cues *, const unsigned char *p, size_t at, size_t end);

/* What ends the text in which a closer is looked for. */
enum place_end {
	PLACE_MARK,   /* any mark */
	PLACE_OPENER, /* the next quotation */
	PLACE_END     /* the paragraph's end */
};

/*
 * A quotation is open in text[from..to) and should have been closed there.
 * sentence: it seems to have begun with a sentence, not with a phrase.
 * O(to - from).
 */
struct place place_closer(const struct place_cues *, const unsigned char *p,
    size_t from, size_t to, enum place_end end, bool sentence);

/*
 * A quotation that is closed at to should have been opened in text[from..to);
 * text[after..end) is what follows its closer; first: from begins the
 * paragraph.  O(to - from).
 */
struct place place_opener(const struct place_cues *, const unsigned char *p,
    size_t from, size_t to, size_t after, size_t end, bool first);

/* Is text[from..to) scanner's noise rather than prose: many signs of no use in
 * prose or after a blank, many words of one letter?  O(to - from). */
bool place_is_noise(
    const struct place_cues *, const unsigned char *p, size_t from, size_t to);

#endif
