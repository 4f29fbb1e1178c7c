/* SPDX-License-Identifier: ISC */
#ifndef NR_RECUT_H
#define NR_RECUT_H

#include <stdbool.h>

#include "arbiter.h"
#include "job.h"
#include "page.h"
#include "record.h"
#include "unit.h"

/*
 * Cuts the text of records that are there already.  All zero but for cutter
 * and the configuration is ready for use.
 */
struct recut {
	struct cutter cutter;
	enum language language; /* --language, else the record's own field */
	bool lines;		/* texts, not records */
	const struct cue *forced;
	struct page page;
	struct arbiter arbiter;

	/* Scratch. */
	struct buf id;
	struct buf meta;
	struct buf frame; /* the record with marks where a unit's own go */
	struct buf value;
	struct json_object obj;
	struct json_edit edit;
};

/*
 * Append the units of r's text to the job's output, each a record with r's
 * other fields: id PARENT.s1, metadata.parent, parent_offset, parent_length.
 * Fields derived from the whole text (quotes, repairs, dup) are not passed
 * on.  false: r's text is one article as it stands, so that r itself is what
 * to write; r is unchanged.
 */
bool recut_record(struct recut *, struct record *r, struct job *);
void recut_free(struct recut *);

#endif
