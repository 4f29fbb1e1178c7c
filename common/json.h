/* SPDX-License-Identifier: ISC */
#ifndef NR_JSON_H
#define NR_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * JSON (RFC 8259) on demand: one pass checks an object and notes where its
 * members lie; nothing is converted until somebody asks.  Values that nobody
 * changes are copied as the bytes they were.
 */

#define JSON_DEPTH_MAX 10000

/* Why some input was refused, and at which byte of it. */
struct fault {
	const char *why;  /* a constant phrase, e.g. "invalid UTF-8" */
	size_t at;	  /* byte offset */
};

/* One member of an object; offsets count from the start of the scanned text. */
struct json_member {
	size_t key;	/* first byte inside the key's quotes */
	size_t key_len; /* bytes, escapes as they stand */
	size_t val;	/* first byte of the value, its quote included */
	size_t val_len;
};

struct json_object {
	struct view src;       /* borrowed: what was scanned */
	struct json_member *m; /* n members in order, duplicates too */
	size_t n;
	size_t cap;
	size_t open;  /* offset of '{' */
	size_t close; /* offset of '}' */
	bool lax;     /* held NaN, Infinity or a raw control character */
	bool bad_any; /* the member called any_key holds invalid UTF-8 */
};

/*
 * Scan src, one object with blanks around it and nothing else.  Returns 0, or
 * -1 with *f set.  src must outlive o, and o->m is reused by the next scan;
 * the owner calls json_free().  Refused: broken syntax, invalid UTF-8, nesting
 * over JSON_DEPTH_MAX; with strict also what would only set o->lax.  A string
 * that is the value of a top-level member called any_key (NULL for none) may
 * hold invalid UTF-8.  O(src.len), no recursion.
 */
int json_scan(struct json_object *o, struct view src, const char *any_key,
    bool strict, struct fault *f);

void json_free(struct json_object *);

/* The last member whose key, unescaped, is key; NULL when there is none. */
const struct json_member *json_find(const struct json_object *,
    const char *key);

/* The raw bytes of a member's value. */
static inline struct view
json_value(const struct json_object *o, const struct json_member *m)
{
	return (struct view){ o->src.p + m->val, m->val_len };
}

/*
 * The text of a string value (quotes included) as bytes.  Without escapes
 * *out borrows from val; else the text is appended to scratch and borrows from
 * there, valid until scratch changes.  Lone surrogate escapes become their
 * three-byte form (WTF-8, see utf8.h).  Returns false when val is no string.
 */
bool json_unescape(struct view val, struct buf *scratch, struct view *out);

/*
 * Step over the elements of an array value: *at begins at 0, *elem receives
 * the raw bytes of the next element.  false at the end or when val is no
 * array.  val must come from a scanned text (it is not checked again).
 */
bool json_next(struct view val, size_t *at, struct view *elem);

/* Append text as a JSON string with its quotes: minimal escapes, no raw
 * control character (C0, DEL, C1), always valid UTF-8: lone surrogates are
 * written as escapes, invalid bytes as U+FFFD. */
void json_put_string(struct buf *, struct view text);

/* The same for a text that is known to be well-formed UTF-8, surrogates apart;
 * what is not is copied as it is. */
void json_put_valid(struct buf *, struct view text);

/* The same as json_put_string() without the quotes: for building one string
 * from pieces. */
void json_put_escaped(struct buf *, struct view text);

/*
 * A list of changes to a scanned object.  All zero is empty; keep it and call
 * json_edit_clear() for the next object.
 */
struct json_edit {
	struct json_change *c;
	size_t n;
	size_t cap;
	struct buf bytes;  /* new values and keys */
	size_t *order;	   /* scratch of json_edit_apply() */
	size_t order_cap;
	size_t open; /* the change that json_edit_begin() began */
};

void json_edit_clear(struct json_edit *);
void json_edit_free(struct json_edit *);

/* Make json (raw JSON) the value of key: in place of its last occurrence, else
 * as a new member at the end.  The bytes are copied.  A later change of the
 * same key replaces an earlier one. */
void json_edit_set(struct json_edit *, const struct json_object *,
    const char *key, struct view json);

/* The same for a value that is built piece by piece: append raw JSON to the
 * buffer, and nothing else happens to the edit until json_edit_end(). */
struct buf *json_edit_begin(
    struct json_edit *, const struct json_object *, const char *key);
void json_edit_end(struct json_edit *);

/* The raw value that key will have: the pending one, else the old one.
 * Borrowed until the next change.  false when there is none. */
bool json_edit_get(const struct json_edit *, const struct json_object *,
    const char *key, struct view *json);

/* Remove every member called key. */
void json_edit_remove(struct json_edit *, const struct json_object *,
    const char *key);

/* Append the changed object: every byte that is not changed as it was.  To be
 * called once: what is huge among the changes is forgotten on the way. */
void json_edit_apply(struct json_edit *, const struct json_object *,
    struct buf *out);

#endif
