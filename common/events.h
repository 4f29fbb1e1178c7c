/* SPDX-License-Identifier: ISC */
#ifndef NR_EVENTS_H
#define NR_EVENTS_H

#include "buf.h"
#include "reader.h"

/* A queue of what the reader has to tell; all zero is empty. */
struct events {
	struct buf text;  /* label NUL message NUL, and again */
	struct buf kinds; /* a byte each */
	size_t text_at;	  /* of the oldest not yet taken */
	size_t kind_at;
};

/* The label's bytes are made valid UTF-8 without control characters. */
void events_add(struct events *, enum reader_event_kind, struct view label,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Take the oldest; its strings are valid until the next call. */
bool events_take(struct events *, struct reader_event *);

void events_free(struct events *);

/* Append a file's name for people: valid UTF-8, '?' for control characters. */
void events_put_label(struct buf *, struct view name);

#endif
