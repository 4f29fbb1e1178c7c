/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_DIRECT_H
#define NQUOTE_DIRECT_H

#include "cue.h"
#include "entity.h"

/*
 * Who said what stands in quotation marks.  Candidates are tried in the order
 * of how often they are right; the first that answers is taken.
 */

enum rule {
	RULE_NONE,
	RULE_VS,	/* "...," said NP */
	RULE_SV,	/* "...," NP said */
	RULE_ACT,	/* "...," NP shot back */
	RULE_ACCORDING, /* "...," according to NP */
	RULE_LEFT,	/* NP said that "..." */
	RULE_SAME,	/* an earlier stretch of the sentence */
	RULE_INHERIT,	/* an earlier stretch of the paragraph */
	RULE_COLON,	/* the sentence before ends in a colon */
	RULE_NAME,	/* NP: "..." */
	RULE_LATE,	/* a cue later in the sentence */
	RULE_CARRIED,	/* goes on from the paragraph before */
	RULE_FLOAT,	/* a paragraph of its own: the last who spoke */
	RULE_OWNER,	/* his claim that "..." */
	RULE_BEFORE,	/* the sentence before: NP agreed. "..." */
	RULE_SUBJECT,	/* the subject of the clause that a fragment is in */
	RULE_CLAUSE,	/* indirect: NP said that ... */
	RULE_TRAIL,	/* indirect: ..., NP said */
	RULE_DASH,	/* - ..., said NP: a turn without marks */
	RULE_COUNT
};

/* Who spoke: bytes of the text. */
struct answer {
	struct span speaker;
	struct mention who;
	struct span cue;
	size_t cue_word; /* of the paragraph, SIZE_MAX: none */
	enum rule rule;
};

/* A stretch among the words of its paragraph. */
struct marked {
	size_t st;   /* number of the stretch in the text */
	size_t a, b; /* its words, marks included */
	size_t n;    /* words in it, marks and punctuation not counted */
	bool doubt;  /* single marks among double ones, or no opening mark */
	struct range aside; /* words in it that tell who said it, and who */
	struct answer by;
};

/* What is remembered from stretch to stretch and paragraph to paragraph. */
struct memory {
	struct answer last; /* the last stretch's */
	size_t last_end;    /* where it ended, bytes */
	size_t last_para;
	bool last_open; /* without a closing mark */
	bool any;
	struct answer act; /* the last that had a speaker */
	size_t act_end;
	struct answer colon; /* of a sentence that ends in a colon */
	size_t colon_end;
};

struct direct {
	const struct quote_text *text;
	const struct words *ws;
	size_t para;
	bool german;
	bool clauses; /* reported speech without marks is looked for */
	struct memory *mem;
};

/* The answer that the phrase speaks, with the cue (SIZE_MAX: none). */
struct answer answer_make(
    const struct words *, struct range, size_t cue, enum rule);

/* The answer for m, rule RULE_NONE when there is none; remembers it. */
struct answer direct_answer(const struct direct *, const struct marked *m);

/* Who spoke without marks may be who speaks next with them. */
struct clauses;
void direct_heard(const struct direct *, const struct clauses *);

/* The paragraph is over: is there a lead-in for the next? */
void direct_end(const struct direct *);

#endif
