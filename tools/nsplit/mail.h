/* SPDX-License-Identifier: ISC */
#ifndef NR_MAIL_H
#define NR_MAIL_H

#include "markup.h"
#include "page.h"

/* Scratch; all zero is ready for use, reused. */
struct mail {
	struct buf bytes;
	struct buf text;
};

/*
 * Undo what mail was sent in, for an article of a mailbox: encoded words in
 * its fields (RFC 2047), transfer encodings and character sets of its text
 * (RFC 2045), of several parts (RFC 2046) the first plain one, else the first
 * that is HTML.  The heads of parts that are left out become furniture.  An
 * article that needs none of this is not touched.
 */
void mail_decode(
    struct mail *, struct markup *, struct page *, struct article *);

void mail_free(struct mail *);

/* The name and the value of a header field; false when v is none. */
bool mail_header(struct view v, struct view *name, struct view *value);

#endif
