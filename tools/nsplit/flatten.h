/* SPDX-License-Identifier: ISC */
#ifndef NR_FLATTEN_H
#define NR_FLATTEN_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"
#include "job.h"

/*
 * Text out of markup, with its structure as lines: HTML pages, and the
 * document.xml of a DOCX file.  Paragraphs, list items, table rows and line
 * breaks become lines; headings get the marks of Markdown, rules a line of
 * their own; scripts, styles and the like are left out.  Tolerant: any bytes
 * give some text.
 */
enum flatten_kind {
	FLATTEN_NOT, /* no markup: take it as it is */
	FLATTEN_HTML,
	FLATTEN_WORD, /* word/document.xml */
	FLATTEN_SKIP  /* another part of a DOCX file: no text */
};

/* Which kind a member is, from its path and its first FLATTEN_SNIFF bytes, or
 * all of it. */
#define FLATTEN_SNIFF 1024
enum flatten_kind flatten_kind(const char *member, struct view start);

struct flat {
	struct buf text;
	struct mark *marks; /* text offset to offset in the markup, ascending;
			     * between two marks bytes correspond one to one
			     * or not at all */
	size_t n_marks;
	size_t cap_marks;
};

/* Replace what f holds by the text of markup.  O(markup.len). */
void flatten(struct flat *f, struct view markup, enum flatten_kind);
void flatten_free(struct flat *);

#endif
