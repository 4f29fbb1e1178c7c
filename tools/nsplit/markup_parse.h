/* SPDX-License-Identifier: ISC */
#ifndef NR_MARKUP_PARSE_H
#define NR_MARKUP_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * XML and HTML as a stream of elements and text, each with its place in the
 * bytes that were parsed.  libxml2 reads them; it is let near neither files
 * nor the network, loads no DTD and expands no entity but characters.
 */

struct markup_attribute {
	struct view name; /* with its prefix, if any */
	struct view value;
};

/* An element's start tag.  What the views point at is valid during the call. */
struct markup_element {
	struct view name;   /* in HTML in lower case */
	struct view prefix; /* of a name in XML; may be empty */
	const struct markup_attribute *a;
	size_t n;
	size_t at; /* of its '<' */
};

struct markup_events {
	void (*open)(void *ctx, const struct markup_element *);
	void (*close)(void *ctx, struct view name, size_t end); /* after '>' */
	/* at: where it lies; SIZE_MAX: it does not lie there as it is. */
	void (*text)(void *ctx, struct view, size_t at);
	void *ctx;
};

/* What was wrong first, when anything was. */
struct markup_fault {
	size_t line; /* from 1; 0: nothing */
	size_t column;
	char why[96];
};

/* Elements in elements; what is nested deeper ends the parse.  In XML libxml2
 * goes no deeper than 256. */
#define MARKUP_DEPTH 1000
/* Bytes that can be parsed. */
#define MARKUP_MAX ((size_t)1 << 30)

/*
 * Parse text, which is valid UTF-8 whatever it declares.  Each open has its
 * close, in order, also in what is not well-formed; an error in XML is noted
 * and passed over as well as may be, one in HTML is none.  Ends the process
 * when there is no memory.  Safe in threads once markup_init() was called.
 */
void markup_parse(struct view text, bool html, const struct markup_events *,
    struct markup_fault *);

void markup_init(void);

/* The value of an attribute; false when the element has none of that name. */
bool markup_attribute(
    const struct markup_element *, const char *name, struct view *value);

#endif
