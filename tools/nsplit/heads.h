/* SPDX-License-Identifier: ISC */
#ifndef NR_HEADS_H
#define NR_HEADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

/*
 * How the headlines of a text are written: counted while its articles are
 * dressed, so that they can be dressed again by what was learnt.  All zero:
 * nothing is known.
 */

#define HEADS_LENGTHS 256
#define HEADS_FORMS 7
#define HEADS_FRAMES 6
#define HEADS_TITLES 64

struct heads {
	size_t width; /* that headlines are wrapped at; 0: not known */
	int form;     /* most of them have a source in them, by this of the
		       * ways of head_title.c, from 1; 0: they do not */
	bool credits; /* names stand under headlines */
	bool papers;  /* and most of them are publications */
	bool repeated; /* what the cue takes for headlines comes again, or
			* reads as publications */
	bool capitals; /* headlines are in capitals */
	/* Marks in headlines and bylines and what they set off, frame.h. */
	struct heads_frame {
		unsigned char of;   /* enum field */
		unsigned char mark; /* enum token_type */
		unsigned char what;
		bool last;   /* its last place in the line, not the first */
		bool left;   /* what it sets off stands before it */
		bool strict; /* only what reads as that is cut off */
	} frame[HEADS_FRAMES];
	size_t n_frames;
	struct heads_count {
		size_t lengths[HEADS_LENGTHS]; /* of the longest lines */
		struct heads_break {
			unsigned char line; /* bytes of a first line ... */
			unsigned char word; /* ... and of the word below */
		} breaks[HEADS_LENGTHS];
		size_t n_breaks;
		size_t forms[HEADS_FORMS];
		size_t n_forms;	 /* headlines looked at for that */
		uint32_t titles[HEADS_TITLES]; /* hashes of the cue's */
		size_t n_titles;
		size_t words;	 /* in those */
		size_t of_paper; /* those that read as publications */
		size_t capitals; /* headlines in capitals, of ... */
		size_t taken;	 /* ... those found under the cue */
		size_t names[2]; /* under headlines: others, publications */
	} count;
};

/* Forget what is known and what was counted. */
void heads_forget(struct heads *);

/* Count a headline that the cue gave; paper: it reads as a publication. */
void heads_count_title(struct heads *, struct view, bool paper);

/* Know what was counted since; the counts are forgotten. */
void heads_learn(struct heads *);

#endif
