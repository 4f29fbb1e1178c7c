/* SPDX-License-Identifier: ISC */
#ifndef NR_EMIT_H
#define NR_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arbiter.h"
#include "job.h"
#include "page.h"
#include "unit.h"
#include "window.h"

/* Writes articles, and the units cut from them, as records; newsreel(5). */
struct emitter {
	struct cutter cutter;
	enum language language; /* --language */
	bool lines;		/* --lines: texts, not records */

	/* Scratch. */
	struct buf id;
	struct buf text;      /* an article's text that is in pieces */
	struct buf front;     /* ,"source":... to "metadata":{"member":... */
	struct buf back;      /* ,"item":... and so on */
	struct buf furniture; /* ["...",...] */
	size_t n_furniture;
	struct buf head; /* of all units of an article, up to their numbers */
	struct buf tail; /* ... from the metadata's rest to parent_offset */
	struct buf end;	 /* ... what closes the record */
};

/* What the emitter is to say of an article beside what the page says. */
struct occasion {
	struct job *job;
	const struct window *window;
	uint64_t at; /* offset of the page in the member's text */
	const char *cue;
	double confidence;
	bool partial;	      /* the member was cut short in it */
	uint64_t part;	      /* of a text that was too long; 0: whole */
	struct view preamble; /* what stands before the first article */
	struct view columns;  /* of a table's row, a JSON object */
};

/* Append the records of one article to the job's output. */
void emit_article(struct emitter *, const struct occasion *,
    const struct page *, const struct article *);

void emitter_free(struct emitter *);

#endif
