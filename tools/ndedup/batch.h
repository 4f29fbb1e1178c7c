/* SPDX-License-Identifier: ISC */
#ifndef NDEDUP_BATCH_H
#define NDEDUP_BATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "canon.h"
#include "hash.h"
#include "record.h"
#include "sketch.h"

/*
 * What the workers find out about the records of one job, for the thread that
 * decides on them in the order of the input.
 */
struct batch_item {
	struct view line;     /* in the job's input */
	struct hash128 key;   /* equal for duplicates by hash */
	uint64_t raw;	      /* hash of the text as it is */
	struct sketch sketch; /* print: see batch_sketch() */
	size_t print_at;
	size_t id_at, id_len; /* in ids */
	size_t date_len;      /* after the id; with rule.rank the rank */
	struct batch_part {
		size_t begin, end; /* bytes of the record's text */
		bool more;	   /* the next item is of the same record */
	} part;			   /* with rule.unit; else all zero */
};

/* The same where only equal texts are dropped and nobody asks which. */
struct batch_equal {
	struct hash128 key;
	size_t at; /* the line in the job's input */
	size_t len;
	bool empty; /* no letters: never a duplicate */
};

struct batch {
	struct batch_item *item;
	size_t n, cap;
	struct batch_equal *equal;
	size_t n_equal, cap_equal;
	struct sketch_print *print;
	size_t n_print, cap_print;
	struct buf ids;
};

/* What is compared. */
enum batch_unit { BATCH_RECORD, BATCH_PARAGRAPH, BATCH_LINE };

/* What is wanted of a record. */
struct batch_rule {
	struct sketch_rule sketch;
	bool near;  /* sketch it */
	bool exact; /* the key is that of the bytes, not of the folded text */
	bool ids;
	bool dates;
	const char *rank; /* a field; or NULL */
	bool items;	  /* never only equal */
	enum batch_unit unit;
};

/* Scratch of one worker; all zero is ready. */
struct batch_worker {
	const struct batch_rule *rule;
	struct canon canon;
	struct sketcher sketcher;
	const struct stage *stage; /* of no concern to batch.c ... */
	struct buf line;	   /* ... nor this */
};

void batch_worker_free(struct batch_worker *);

/* Nothing is wanted but whether a text was there before. */
static inline bool
batch_only_equal(const struct batch_rule *r)
{
	return !r->near && !r->ids && !r->items && r->unit == BATCH_RECORD;
}

/* The part of a text that begins at or after *at, which becomes where it ends:
 * a line that is not blank, or such lines up to a blank one.  false: no more.
 */
bool batch_next_part(
    struct view text, enum batch_unit, size_t *at, struct batch_part *);

/* Append what the record says, as one item or one for each of its
 * parts, or, with batch_only_equal(), to
 * equal.  in is the job's input. */
void batch_add(
    struct batch *, struct batch_worker *, struct record *, struct view in);

/* The hash that equal texts share; *empty: there is nothing to compare.  With
 * folding, w->canon holds the text's units. */
struct hash128 batch_key(struct batch_worker *w, struct view text, bool *empty);

/* Note the record's line alone, in equal. */
void batch_add_line(struct batch *, const struct record *, struct view in);

/* Append what the record is ordered by where one of a cluster is to be kept:
 * "=" and the value of a string field, "~" without one; a tab; the id. */
void batch_put_rank(struct buf *, struct record *, const char *field);

/* The sketch of item i. */
static inline struct sketch
batch_sketch(const struct batch *b, size_t i)
{
	struct sketch s = b->item[i].sketch;

	/* None of the records may have any. */
	s.print = b->print != NULL ? b->print + b->item[i].print_at : NULL;
	return s;
}

static inline struct view
batch_id(const struct batch *b, size_t i)
{
	/* Nobody may have asked for ids. */
	if (b->ids.data == NULL)
		return (struct view){0};
	return (struct view){b->ids.data + b->item[i].id_at, b->item[i].id_len};
}

/* The record's date, or nothing. */
static inline struct view
batch_date(const struct batch *b, size_t i)
{
	return (struct view){b->ids.data + b->item[i].id_at + b->item[i].id_len,
	    b->item[i].date_len};
}

void batch_clear(struct batch *);
void batch_free(struct batch *);

#endif
