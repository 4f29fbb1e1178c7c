/* SPDX-License-Identifier: ISC */
#ifndef NR_SNIFF_H
#define NR_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a run of bytes is, by its first bytes alone: an allow-list of what is
 * unpacked, a list of what is known to be no text, and text.
 */

enum sniff_kind {
	SNIFF_TEXT,
	SNIFF_GZIP, /* compressed: SNIFF_GZIP to SNIFF_LZIP */
	SNIFF_ZSTD,
	SNIFF_XZ,
	SNIFF_BZIP2,
	SNIFF_LZ4,
	SNIFF_LZIP,
	SNIFF_TAR, /* archives: SNIFF_TAR to SNIFF_7Z */
	SNIFF_ZIP,
	SNIFF_7Z,
	SNIFF_DOCX, /* a zip archive of which one part is text */
	SNIFF_BINARY /* name and advice are set */
};

struct sniff {
	enum sniff_kind kind;
	const char *name;   /* constant strings */
	const char *advice; /* what the user can do */
};

/* No decision needs more bytes than this. */
#define SNIFF_MAX ((size_t)512)

/*
 * Decide from p[0..len); whole: that is all there is.  False when more bytes
 * are needed: the answer never depends on how many are shown at a time, and
 * text is told as soon as it can be nothing else: a line feed before any NUL
 * is enough to know that it is no tar archive.
 */
bool sniff(struct sniff *, const unsigned char *p, size_t len, bool whole);

/* Of a zip archive's first bytes (a few thousand, or all): is it a document
 * that only happens to be a zip archive (DOCX, ODT, EPUB)?  Then *s says so:
 * SNIFF_DOCX, or SNIFF_BINARY. */
bool sniff_zip_document(struct sniff *s, const unsigned char *p, size_t len);

/* Bytes that are neither UTF-16 nor any known format, p[0..len): so many
 * control characters that they are no text. */
bool sniff_noise(const unsigned char *p, size_t len);

static inline bool
sniff_is_filter(const struct sniff *s)
{
	return s->kind >= SNIFF_GZIP && s->kind <= SNIFF_LZIP;
}

static inline bool
sniff_is_archive(const struct sniff *s)
{
	return s->kind >= SNIFF_TAR && s->kind <= SNIFF_7Z;
}

#endif
