/* SPDX-License-Identifier: ISC */
#ifndef NR_READER_PRIVATE_H
#define NR_READER_PRIVATE_H

#include "events.h"
#include "globs.h"
#include "reader.h"
#include "sniff.h"
#include "stream.h"
#include "unpack.h"
#include "walk.h"

/* What reader.c (operands and files) and reader_member.c (members) share. */

struct reader {
	struct reader_conf conf;
	size_t op; /* of the next operand */
	struct walk *walk;
	struct events events;
	atomic_uint_fast64_t bytes;
	uint64_t bytes_total;
	struct globs globs;

	/* The file. */
	char *operand;	     /* as it was opened */
	struct buf base;     /* valid UTF-8 */
	struct buf rel;	     /* name of a plain member */
	struct stream *file; /* NULL once the archive has it */
	struct unpack *arc;
	bool docx;	/* arc is a DOCX, of which one part is text */
	bool docx_text; /* that part was there */
	struct meter meter;
	bool told; /* the file's damage has been told */

	/* The member. */
	struct stream *member; /* NULL: none */
	struct unpack *doc;    /* the member is a part of this, a DOCX */
	struct buf name;
	struct source *source;
	struct charset charset;
	bool records;
	bool partial;
	bool over;
	uint64_t out;
	struct view rest; /* of a block, for reader_read() */
};

/* Sniff a stream, with no more bytes than that needs. */
void reader_sniff(struct stream *, struct sniff *);

/* What is inside of s, which is compressed so; fd: s is that file itself. */
struct stream *reader_layer(struct reader *, struct stream *s,
    enum sniff_kind kind, struct stream_fd *fd);

/* s is a member's text, or noise, which is told: then false. */
bool reader_member_begin(struct reader *, struct stream *s);

/* The member's end has come: was it a good one? */
void reader_member_end(struct reader *);

/* The member grew over a limit: the rest of it is left. */
void reader_member_stop(struct reader *, const char *why);

/* Let go of the member, read or not. */
void reader_member_close(struct reader *);

/* The archive's next member; false at its end. */
bool reader_archive_next(struct reader *);

/* Add an event about the file, or a member of it. */
void reader_tell(struct reader *, const struct buf *member,
    enum reader_event_kind, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same about how a stream ended, if not well. */
void reader_tell_end(
    struct reader *, const struct buf *member, const struct stream *);

char *reader_string(const struct buf *);

#endif
