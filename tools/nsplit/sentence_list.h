/* SPDX-License-Identifier: ISC */
#ifndef NR_SENTENCE_LIST_H
#define NR_SENTENCE_LIST_H

#include <stddef.h>

/*
 * Items of a list that runs on in a line: "1) First 2) Second", "a. One b.
 * Two", bullets.
 */
struct list_item {
	unsigned kind;	/* what its marker looks like; 0: no marker */
	unsigned value; /* its number */
	size_t len;	/* of the marker, in bytes */
};

/* The marker at p, if there is one with a blank after it. */
struct list_item list_marker(const unsigned char *p, const unsigned char *e);

/*
 * The marker that follows item in its list: same kind, next number, after a
 * blank, before a blank line and within LIST_LOOK bytes of p; NULL when there
 * is none.  *seen is where the search ended.
 */
#define LIST_LOOK 2048
const unsigned char *list_next(struct list_item item, const unsigned char *p,
    const unsigned char *e, const unsigned char **seen);

#endif
