/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_H
#define NR_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "language.h"

/*
 * Cuts a text into sentences.  The text is UTF-8, or any bytes at all; it may
 * be hard-wrapped at any width, with LF or CRLF.  A blank line always ends a
 * sentence, and so does a line that had room for more; no decision looks beyond
 * the paragraph it is in.
 */
struct sentence_conf {
	enum language language;	   /* --language; NONE: asked a text */
	bool neutral;		   /* --language=none: neutral rules, no vote */
	bool keep_quotes;	   /* --quotes=keep: a quotation is not cut */
	struct view abbreviations; /* --abbreviations: the file's bytes, one
				    * abbreviation a line, with or without its
				    * stop; # begins a comment */
};

/* Why a sentence ends where it does, for --explain. */
enum sentence_rule {
	SENTENCE_END,	   /* the text ends */
	SENTENCE_BLANK,	   /* a blank line */
	SENTENCE_STOP,	   /* a plain full stop */
	SENTENCE_EXCLAIM,  /* ! or ? */
	SENTENCE_ELLIPSIS, /* ... or the like, before a capital */
	SENTENCE_CLOSED,   /* a closing quote or bracket after a stop */
	SENTENCE_ABBREV,   /* an abbreviation that ends a sentence here */
	SENTENCE_INITIAL,  /* a single letter that ends a sentence here */
	SENTENCE_LIST,	   /* before the next item of a list */
	SENTENCE_LINE,	   /* a line that was ended on purpose */
	SENTENCE_WIDE,	   /* a stop that needs no blank after it */
	SENTENCE_RULES
};

struct sentence {
	size_t begin; /* byte offsets into the text, half-open */
	size_t end;
	enum sentence_rule rule; /* why it ends */
};

/* A list of sentences that is reused from text to text; all zero is empty. */
struct sentences {
	struct sentence *v;
	size_t n;
	size_t cap;
};

void sentences_free(struct sentences *);

/* The rules and word lists for one configuration; nothing of conf is kept.
 * Read-only once made, so threads share one.  Freed with splitter_free(). */
struct splitter;
struct splitter *splitter_new(const struct sentence_conf *conf);
void splitter_free(struct splitter *);

/*
 * Replace *out by the sentences of text, in order, each without the blanks
 * round it.  They do not overlap, and together they hold every byte that is
 * not a blank (white space of ASCII, U+0085, U+00A0, U+2028, U+2029, U+3000
 * or U+FEFF).  language is what the text is known to be in;
 * with LANGUAGE_NONE, and none in the configuration, it is found by a vote.
 * Linear in text, whatever it holds.
 */
void sentence_split(const struct splitter *, struct view text,
    enum language language, struct sentences *out);

/* "stop", "blank" ... */
const char *sentence_rule_name(enum sentence_rule);

#endif
