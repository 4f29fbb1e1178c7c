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
#define HEADS_FORMS 8
#define HEADS_FRAMES 6
#define HEADS_TITLES 64
#define HEADS_LINES 5
#define HEADS_RUNS 64
#define HEADS_BLOCKS 4

struct heads {
	size_t width; /* that headlines are wrapped at; 0: not known */
	int form;     /* most of them have a source in them, by this of the
		       * ways of head_title.c, from 1; 0: they do not */
	bool credits; /* names stand under headlines */
	bool papers;  /* and most of them are publications */
	bool writers; /* or persons */
	bool dashed;  /* names behind dashes are publications */
	bool tails;   /* and names at the ends of articles */
	bool cited;   /* articles end in a source and a date */
	bool bylines; /* some of them in a byline */
	/* In a block of lines so many stand over and under the headline. */
	bool known;
	bool optional; /* and in some nothing does */
	bool mostly;   /* in half of those of two lines and more */
	unsigned char above, below;
	/* Of the blocks between cue and text the headline is this one, counted
	 * from the first or from the last. */
	enum heads_side { SIDE_OPEN, SIDE_FIRST, SIDE_LAST } side;
	unsigned char block;
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
	bool numbered;	    /* headlines begin with numbers that rise */
	unsigned char lead; /* token that headlines begin with; 0: none */
	struct heads_count {
		size_t lengths[HEADS_LENGTHS]; /* of the longest lines */
		struct heads_run { /* lines with a headline among them */
			unsigned char n;
			unsigned char len[HEADS_LINES];
			unsigned char word[HEADS_LINES]; /* the first */
			unsigned char words[HEADS_LINES];
		} runs[HEADS_RUNS];
		size_t n_runs;
		size_t single;		       /* runs of one line */
		size_t block[2][HEADS_BLOCKS]; /* from the first, the last */
		size_t n_blocks;
		size_t forms[HEADS_FORMS];
		size_t n_forms; /* headlines looked at for that */
		uint32_t titles[HEADS_TITLES]; /* hashes of the cue's */
		size_t n_titles;
		size_t words;	  /* in those */
		size_t of_paper;  /* those that read as publications */
		size_t capitals;  /* headlines in capitals, of ... */
		size_t taken;	  /* ... those found under the cue */
		size_t names[2];  /* under headlines: others, publications */
		size_t persons;	  /* of them */
		size_t printed;	  /* of them, surely publications */
		size_t dashed[2]; /* names behind dashes; publications */
		size_t tails[2];
		size_t ends[2]; /* articles; with a source or a date last */
		size_t bylines; /* with a byline last */
		uint64_t last;	/* furniture_key of the last of these */
		size_t same;	/* times that it is that of the one before */
	} count;
};

/* Forget what is known and what was counted. */
void heads_forget(struct heads *);

/* Count a block of n lines, a headline among them. */
void heads_count_run(struct heads *, const struct view *line, size_t n);

/* Count a name under a headline, and what it may be. */
void heads_count_name(struct heads *, bool source, bool person, bool paper);

/* Count a headline in block i of n. */
void heads_count_block(struct heads *, size_t i, size_t n);

/* Count a headline that the cue gave; paper: it reads as a publication. */
void heads_count_title(struct heads *, struct view, bool paper);

/* Know what was counted since; the counts are forgotten. */
void heads_learn(struct heads *);

#endif
