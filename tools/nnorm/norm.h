/* SPDX-License-Identifier: ISC */
#ifndef NNORM_NORM_H
#define NNORM_NORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "charset.h"
#include "furniture.h"
#include "language.h"
#include "layout.h"
#include "lines.h"
#include "pass.h"

/*
 * The chain of repairs: bytes, entities, mojibake, characters, NFC, layout,
 * again and again until a round changes nothing, so that a text that came out
 * goes through unchanged.
 */

enum norm_unwrap {
	NORM_UNWRAP_AUTO,  /* where blank lines or indents show paragraphs */
	NORM_UNWRAP_GUESS, /* also where nothing does */
	NORM_UNWRAP_NEVER  /* paragraphs, but their line ends stay */
};

enum norm_punctuation {
	NORM_PUNCTUATION_KEEP,
	NORM_PUNCTUATION_ASCII,
	NORM_PUNCTUATION_TYPOGRAPHIC
};

struct words;

struct norm_options {
	enum norm_unwrap unwrap;
	enum norm_punctuation punctuation;
	uint32_t folds;	 /* see fold.h; 0: none */
	bool keep_lines; /* leave the layout alone altogether */
	bool one_line;	 /* a line feed in the result is a blank */
	bool no_mojibake;
	bool no_entities;
	const struct words *words; /* evidence for hyphens; may be NULL */
	const struct language_voter *voter; /* NULL: no language is known */
	enum language language;		    /* LANGUAGE_NONE: by vote */
};

/* A worker's memory, reused from text to text; all zero is ready. */
struct norm {
	struct edits log;
	struct buf a;
	struct buf b;
	struct layout layout;
	struct lines lines;
	struct furniture pages;
	/* What was decided for invalid bytes; NULL when there were none. */
	const char *encoding;
	struct charset charset;
	/* Lines taken out of the text, each ended by a line feed. */
	struct buf furniture;
	struct buf scratch;
	struct buf nfc_cp; /* code points of one stretch */
	/* Asked for the language where a hyphen needs it; may be NULL. */
	enum language (*ask_language)(void *);
	void *ask_arg;
	struct hyphens *hyphens;
	struct view source;  /* of the record; set by the caller, may be empty */
	const struct words *learnt; /* evidence: the options' */
	bool has_edges;	     /* there is evidence for its heads and feet */
	struct buf edge;     /* a byte a line: furniture */
	struct buf chains;   /* numbers that count up, see pages.c */
	bool language_known; /* of the text, in hyphens */
};

/*
 * Repair text, any bytes (UTF-8 with lone surrogates as in utf8.h where it is
 * text at all).  Returns what came of it: text itself when nothing had to be
 * done, else a view into n that is valid until the next call.  n->log holds
 * the edits.  norm_text() of a result is that result.  O(len) a round, few
 * rounds.
 */
struct view norm_text(
    struct norm *n, const struct norm_options *, struct view text);

void norm_free(struct norm *);

#endif
