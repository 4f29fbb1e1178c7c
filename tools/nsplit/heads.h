/* SPDX-License-Identifier: ISC */
#ifndef NR_HEADS_H
#define NR_HEADS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How the headlines of a text are written: counted while its articles are
 * dressed, so that they can be dressed again by what was learnt.  All zero:
 * nothing is known.
 */

#define HEADS_LENGTHS 256
#define HEADS_FORMS 7

struct heads {
	size_t width; /* that headlines are wrapped at; 0: not known */
	int form;     /* most of them have a source in them, by this of the
		       * ways of head_title.c, from 1; 0: they do not */
	bool credits; /* names stand under headlines */
	bool papers;  /* and most of them are publications */
	struct heads_count {
		size_t lengths[HEADS_LENGTHS]; /* of the longest lines */
		struct heads_break {
			unsigned char line; /* bytes of a first line ... */
			unsigned char word; /* ... and of the word below */
		} breaks[HEADS_LENGTHS];
		size_t n_breaks;
		size_t forms[HEADS_FORMS];
		size_t n_forms;	 /* headlines looked at for that */
		size_t names[2]; /* under headlines: others, publications */
	} count;
};

/* Forget what is known and what was counted. */
void heads_forget(struct heads *);

/* Know what was counted since; the counts are forgotten. */
void heads_learn(struct heads *);

#endif
