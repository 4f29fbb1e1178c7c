/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_MARKS_WORK_H
#define NQUOTE_MARKS_WORK_H

#include "lex.h"
#include "marks.h"
#include "place.h"
#include "viterbi.h"

/* What marks.c keeps from text to text. */
struct marks_work {
	struct tokens tokens;
	struct tokens mid;
	size_t *first; /* index of each paragraph's first token; n + 1 */
	size_t cap_first;
	struct units units;
	size_t *stack; /* open stretches */
	size_t cap_stack;
	size_t n_stack;
	size_t next_mid;
	struct census census;
	struct convention conv;
	bool curly2; /* repaired doubles are curly */
	bool curly1;
	bool low;	/* and its openers low */
	bool close_ldq; /* a curly closer is U+201C */
	bool attach;	/* blanks inside marks are damage */
	bool insert;
	struct viterbi *viterbi;
	struct place_cues *cues;
};

/*
 * Append to m->stretches those of one paragraph, number index, whose units are
 * m->work->units from first on and were read as r tells.  carried: a quotation
 * was open before it; goes_on: the next paragraph takes up what is open.
 */
void stretches_of(struct marks *m, const unsigned char *p, size_t first,
    struct span para, size_t index, const struct viterbi_result *r,
    bool carried, bool goes_on);

#endif
