/* SPDX-License-Identifier: ISC */
#ifndef NR_RECORD_H
#define NR_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "json.h"

/*
 * One record, newsreel(5): a line that holds a JSON object with a text, or a
 * plain line that is its own text.  A tool reads text, asks for changes, and
 * the record is written with every other byte as it came.
 */

struct record_names {
	const char *text; /* --text-field */
	const char *id;	  /* --id-field */
};

enum {
	RECORD_STRICT = 1,   /* refuse what is merely lax */
	RECORD_ANY_TEXT = 2, /* the text may hold invalid UTF-8 */
	RECORD_LINE = 4	     /* a plain line, not JSON */
};

struct record {
	/* For the tools to read. */
	struct view text; /* unescaped; borrowed until the next parse */
	struct view line; /* as it came, without its line end */
	bool bad_text;	  /* text holds invalid UTF-8 (RECORD_ANY_TEXT) */
	bool plain;	  /* RECORD_LINE */

	/* record.c's own. */
	struct json_object obj;
	const struct record_names *names;
	struct json_edit edit;
	struct buf scratch;
	struct buf sub_in;
	struct buf sub_out;
	struct json_object sub;
	struct json_edit sub_edit;
	bool changed;
	bool text_changed;
	struct buf new_text; /* plain lines only */
};

/*
 * Read one line (without its line end) into r, which all zero makes ready and
 * which is reused from line to line.  line and names must outlive what r hands
 * out.  Returns 0, or -1 with *f set: no JSON object, no string called
 * names->text, or what json_scan() refuses.
 */
int record_parse(struct record *r, struct view line,
    const struct record_names *names, unsigned flags, struct fault *f);

void record_free(struct record *);

/* Give back what a huge text took: text is empty from here on where it did not
 * lie in the line.  What was asked for and the rest of the record stay. */
void record_trim(struct record *r);

/* Raw JSON of the last member called key; false when there is none. */
bool record_get(const struct record *, const char *key, struct view *json);

/* The same, unescaped, where it is a string.  Borrowed from r until the next
 * parse or change. */
bool record_get_string(struct record *, const char *key, struct view *text);

/* A member of the object that is the value of key, e.g. metadata.item. */
bool record_get_in(struct record *, const char *key, const char *sub,
    struct view *json);

/* Give the record another text.  For JSON the value is escaped and spliced. */
void record_set_text(struct record *, struct view text);

/* The same piece by piece: nothing else may happen to the record between begin
 * and end. */
void record_text_begin(struct record *);
void record_text_add(struct record *, struct view text);
void record_text_end(struct record *);

/* Nobody will read text from begin to end again: where it does not lie in the
 * line, its memory is given back. */
void record_forget_text(const struct record *, size_t begin, size_t end);

/* Set key to raw JSON: in place, else at the end.  Nothing happens to a plain
 * line. */
void record_set_json(struct record *, const char *key, struct view json);

/* Set a member of the object that is the value of key: in place, else at that
 * object's end; the object itself is made when it is missing.  When key holds
 * something that is no object nothing happens.  Changes of several members of
 * one object are made one after another. */
void record_set_in(struct record *, const char *key, const char *sub,
    struct view json);

/* Remove every member called key. */
void record_remove(struct record *, const char *key);

/*
 * Append what the record is known by: its id when that is a string, a number
 * in its own spelling, else "l" and the hash of its line.
 */
void record_put_id(struct record *, struct buf *);

/* Append the record with its changes and a line feed.  A plain line becomes
 * its text with each run of line ends as one blank. */
void record_write(struct record *, struct buf *);

#endif
