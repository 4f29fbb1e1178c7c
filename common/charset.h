/* SPDX-License-Identifier: ISC */
#ifndef NR_CHARSET_H
#define NR_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"
#include "job.h"

/*
 * What a member's bytes are, and how they become UTF-8.  Valid UTF-8 always
 * wins; other text is detected (uchardet) and decoded by a table of 128 code
 * points or, for multibyte sets, by iconv(3).
 */

enum charset_kind {
	CHARSET_RAW,   /* taken as UTF-8, not looked at (records) */
	CHARSET_UTF8,  /* a bad byte is decoded as windows-1252 */
	CHARSET_UTF16, /* both byte orders, see big */
	CHARSET_UTF32,
	CHARSET_TABLE, /* single bytes */
	CHARSET_ICONV  /* everything else */
};

struct charset {
	enum charset_kind kind;
	char name[32];	     /* lower case, e.g. "windows-1251" */
	bool big;	     /* UTF-16, UTF-32: most significant byte first */
	unsigned bom;	     /* bytes of byte order mark, no part of the text */
	bool cr;	     /* CR ends its lines, and becomes LF */
	uint16_t table[128]; /* of bytes 0x80.. ; 0xFFFD where undefined */
	char codec[32];	     /* what iconv calls it; empty: not needed */
};

/* Bytes that charset_decide() likes to see; more change nothing. */
#define CHARSET_WINDOW ((size_t)64 << 10)

/*
 * Decide from the first bytes of a member, p[0..len), whole when that is all
 * of it.  With records nobody guesses: a byte order mark or the NULs of UTF-16
 * count, the rest is CHARSET_RAW.  A UTF-8 sequence cut at the window's end is
 * no fault.  Pure: the same bytes give the same answer, in any locale.
 */
void charset_decide(struct charset *, const unsigned char *p, size_t len,
    bool whole, bool records);

/* Do lines end in CR alone, as on old Macintoshes?  A line feed among the first
 * CHARSET_WINDOW bytes says no. */
bool charset_cr(const unsigned char *p, size_t len);

/* Make a named set ("latin1", "koi8-r", any that iconv knows) the answer; -1
 * when nobody knows it. */
int charset_named(struct charset *, const char *name);

/* Append p[0..len) to out as valid UTF-8: bytes that are no UTF-8 are decoded
 * one by one as windows-1252.  For names and messages. */
void charset_put_utf8(struct buf *out, const void *p, size_t len);

/* The code point of a byte >= 0x80 in windows-1252; a C1 control for the five
 * bytes that have none (as in the Encoding Standard). */
uint32_t charset_1252(unsigned char c);

/*
 * A decoder turns a member's bytes, block after block, into UTF-8.
 *
 *	charset_decoder_init(&d, &cs);
 *	for (;;) {
 *		read more bytes behind those that are left;
 *		n = charset_decode(&d, bytes, len, last, &block);
 *		use block; bytes[n..len) are left for the next turn;
 *	}
 *	charset_decoder_free(&d);
 *
 * A block is valid until the next call; where its text is the bytes themselves
 * it borrows from them, and nothing is copied but where CR becomes LF.  Only
 * CHARSET_RAW hands out text that is not valid UTF-8.
 */
struct charset_decoder {
	struct charset cs;
	uint64_t text_at; /* of the next block */
	uint64_t raw_at;
	uint64_t n_bad;	 /* bytes so far that were no text: U+FFFD now */
	uint64_t n_1252; /* bad bytes so far of UTF-8, decoded otherwise */
	/* Its own. */
	struct buf text;
	struct mark *marks;
	size_t n_marks;
	size_t cap_marks;
	void *iconv;
	bool begun;
	bool marking;
};

struct charset_block {
	struct view text;
	struct view raw;  /* what it was decoded from */
	uint64_t text_at; /* offset of text in the decoded member */
	uint64_t raw_at;  /* offset of raw in the member */
	/*
	 * NULL when text is raw, byte by byte, and text_at == raw_at.  Else
	 * ascending, the first has text_at (and the member's first one stands
	 * behind a byte order mark, which is raw and no text).  Between two
	 * marks (or the last and the block's end) one of these holds, and tells
	 * which byte a code point comes from: equal lengths: byte by byte; raw
	 * has as many bytes as text has code points; raw has twice as many as
	 * text has UTF-16 units, or four times as many as code points; else
	 * (multibyte) only the mark itself is exact.  A block without marks may
	 * come before blocks with marks, never after one.
	 */
	const struct mark *marks;
	size_t n_marks;
};

void charset_decoder_init(struct charset_decoder *, const struct charset *);
void charset_decoder_free(struct charset_decoder *);

/* Decode bytes[0..len) and return how many were taken: all but the start of a
 * character that goes on in the next block (at most 16 bytes), and all of them
 * when last.  O(len). */
size_t charset_decode(struct charset_decoder *, const unsigned char *bytes,
    size_t len, bool last, struct charset_block *);

/*
 * Append the directory that iconv(3) loads its multibyte modules from, for a
 * process that will not be allowed to open other files.  Nothing when it
 * cannot be told.
 */
void charset_module_dir(struct buf *);

#endif
