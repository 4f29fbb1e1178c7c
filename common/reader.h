/* SPDX-License-Identifier: ISC */
#ifndef NR_READER_H
#define NR_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "charset.h"
#include "job.h"

/*
 * Operands in, members out: files, directories, compressed files and archives
 * become one sequence of members, each a run of decompressed bytes.
 *
 *	r = reader_new(&conf);
 *	while (reader_next(r)) {
 *		src = reader_source(r);
 *		charset_decoder_init(&d, reader_charset(r));
 *		while ((n = reader_read(r, buf, size)) > 0)
 *			...
 *		if (reader_partial(r))
 *			...
 *		source_unref(src);
 *	}
 *	while (reader_event(r, &ev))
 *		...
 *	reader_free(r);
 *
 * What is what is told by magic bytes, from a list of what is allowed: gzip
 * (unpacked on a thread of its own, CRC and length verified), zstd, xz, bzip2,
 * lz4, lzip; tar, zip, 7z.  Two layers of compression are unpacked, and one
 * more inside an archive (a.txt.gz in a tar); an archive in an archive is
 * skipped.  Known binary formats are skipped, all else is text.  The reader
 * never prints, never starts a program, and tells every loss as an event.
 */

enum reader_mode {
	READER_AUTO,	/* records when the first byte of text is that of a
			 * JSON object with a key, else text */
	READER_RECORDS, /* no guessing of character sets */
	READER_TEXT
};

/* Everything is borrowed and must outlive the reader. */
struct reader_conf {
	char *const *operands; /* file names; "-" is stdin */
	size_t n_operands;     /* 0: stdin alone */
	char *const *include;  /* globs over members and walked files */
	size_t n_include;      /* 0: all */
	char *const *exclude;
	size_t n_exclude;
	const char *name;    /* of stdin, or NULL */
	uint64_t max_member; /* bytes; 0: no limit */
	uint64_t max_ratio;  /* unpacked to packed size; 0: no limit */
	enum reader_mode mode;
	/*
	 * Called, by the thread that called the reader, each time just before
	 * it waits for input that is not there yet: the moment to flush.  May
	 * be NULL.
	 */
	void (*will_block)(void *ctx);
	void *ctx;
};

/* gzip cannot shrink by more than 1032, so one honest layer never trips. */
#define READER_MAX_RATIO 1100

enum reader_event_kind {
	READER_NOTE,	  /* nothing was lost */
	READER_SKIPPED,	  /* a member that is no text: status 1 */
	READER_DAMAGED,	  /* something is lost or wrong: status 1 */
	READER_UNREADABLE /* an operand (or the rest of it) could not be read;
			   * others go on: status 2 */
};

struct reader_event {
	enum reader_event_kind kind;
	const char *label;   /* file, or file:member; valid UTF-8 */
	const char *message; /* "skipped: RTF; convert it with unrtf" */
};

struct reader;

struct reader *reader_new(const struct reader_conf *);
void reader_free(struct reader *);

/* Go to the next member, leaving what is unread of this one.  1, or 0 after
 * the last.  May wait for the member's first CHARSET_WINDOW bytes. */
int reader_next(struct reader *);

/* Where the member comes from: a reference for the caller to give back with
 * source_unref(). */
struct source *reader_source(struct reader *);

/* What its bytes are; for charset_decoder_init().  Valid until reader_next().
 */
const struct charset *reader_charset(const struct reader *);

/* The member is taken for records (JSON Lines), see enum reader_mode. */
bool reader_records(const struct reader *);

/* Read up to n (> 0) bytes of the member; 0 at its end.  Returns as soon as
 * there is something. */
size_t reader_read(struct reader *, void *buf, size_t n);

/*
 * The same without a copy: *p points at 1 or more bytes that stay until the
 * next call; 0 at the end.
 */
size_t reader_block(struct reader *, const unsigned char **p);

/* After the member's end: it was cut short (truncated, damaged or over a
 * limit). */
bool reader_partial(const struct reader *);

/* Would reader_read() return without waiting for somebody else to write?
 * Plain files are always ready. */
bool reader_ready(struct reader *);

/* Take the oldest event not yet taken; false when there is none.  The strings
 * are valid until the next call of any function here. */
bool reader_event(struct reader *, struct reader_event *);

/* Bytes read from the operands so far (still compressed), and the size of all
 * operands that are plain files; 0 when one of them is not. */
uint64_t reader_bytes(const struct reader *);
uint64_t reader_bytes_total(const struct reader *);

/* References to a struct source; safe between threads. */
struct source *source_ref(struct source *);
void source_unref(struct source *);

/*
 * Read names from the file (or "-": stdin), one a line, or with nul each ended
 * by a NUL; empty ones are left out.  They are appended to the array *names
 * (NULL at first), which grows; the caller frees each and the array.  -1 with
 * a message in why when the file cannot be read.
 */
int reader_names_from(
    const char *file, bool nul, char ***names, size_t *n, struct buf *why);

#endif
