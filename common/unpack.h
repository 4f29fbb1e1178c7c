/* SPDX-License-Identifier: ISC */
#ifndef NR_UNPACK_H
#define NR_UNPACK_H

#include "sniff.h"
#include "stream.h"

/*
 * libarchive, held on a short leash: one named filter, or one named format,
 * over a stream of ours.  Nothing is ever guessed by it and no program run.
 */

/* The unpacked bytes of src, whose compression kind tells (not gzip). */
struct stream *unpack_filter(struct stream *src, enum sniff_kind kind);

/* An archive. */
struct unpack;

enum unpack_result {
	UNPACK_MEMBER,
	UNPACK_ENCRYPTED, /* a member that cannot be read */
	UNPACK_BAD,	  /* a member that cannot be read; unpack_why() */
	UNPACK_END,	  /* no more, all well */
	UNPACK_CUT	  /* no more, but the archive is damaged */
};

/*
 * Open an archive of the kind (SNIFF_TAR, SNIFF_ZIP, SNIFF_7Z) over src, which
 * becomes its own.  file is src when that is a plain file, and can seek (7z
 * must, zip may), else NULL.  What comes out goes through the meter, and the
 * archive ends with UNPACK_CUT when that says no.
 */
struct unpack *unpack_open(struct stream *src, struct stream_fd *file,
    enum sniff_kind kind, struct meter *meter);
void unpack_close(struct unpack *);

/* Go to the next regular file.  name receives its path, valid UTF-8, "#n" (the
 * n-th entry) when it has none. */
enum unpack_result unpack_next(struct unpack *, struct buf *name);

/* The bytes of this member: one stream, reused from member to member, which is
 * closed with the archive alone. */
struct stream *unpack_stream(struct unpack *);

/* Why, after UNPACK_BAD or UNPACK_CUT. */
const char *unpack_why(const struct unpack *);

/* The archive cannot go on: what the last member's stream or unpack_next() said
 * was its end. */
bool unpack_dead(const struct unpack *);

/* Damaged headers that were skipped so far. */
uint64_t unpack_skipped(const struct unpack *);

/* Read src to its end, so that its checksum is verified. */
void unpack_drain(struct unpack *);

/* src: how it ended. */
const struct stream *unpack_source(const struct unpack *);

#endif
