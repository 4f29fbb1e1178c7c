/* SPDX-License-Identifier: ISC */
/*
 * Splicing: the changed object is the old bytes with some values exchanged,
 * members left out with the comma before them, and new members at the end.
 */
#include "json.h"

#include <stdlib.h>

#include "xalloc.h"

#define NEW_MEMBER ((size_t)-1)

struct json_change {
	size_t member; /* index, or NEW_MEMBER */
	bool remove;
	size_t key, key_len; /* in edit->bytes, for a new member */
	size_t val, val_len; /* in edit->bytes */
};

void
json_edit_clear(struct json_edit *e)
{
	e->n = 0;
	buf_clear(&e->bytes);
}

void
json_edit_free(struct json_edit *e)
{
	free(e->c);
	free(e->order);
	buf_free(&e->bytes);
	*e = (struct json_edit){ 0 };
}

/* The pending change of a member, or of the new member called key. */
static struct json_change *
pending(const struct json_edit *e, size_t member, const char *key)
{
	size_t i, len = strlen(key);

	for (i = 0; i < e->n; i++) {
		struct json_change *c = &e->c[i];

		if (c->member != member)
			continue;
		if (member != NEW_MEMBER ||
		    (c->key_len == len &&
			memcmp(e->bytes.data + c->key, key, len) == 0))
			return c;
	}
	return NULL;
}

static struct json_change *
change(struct json_edit *e, size_t member, const char *key)
{
	struct json_change *c = pending(e, member, key);

	if (c == NULL) {
		if (e->n == e->cap) {
			e->cap = e->cap ? e->cap * 2 : 8;
			e->c = xreallocarray(e->c, e->cap, sizeof(*e->c));
		}
		c = &e->c[e->n++];
		*c = (struct json_change){ .member = member };
		if (member == NEW_MEMBER) {
			c->key = e->bytes.len;
			c->key_len = strlen(key);
			buf_put(&e->bytes, key, c->key_len);
		}
	}
	return c;
}

static size_t
member_index(const struct json_object *o, const char *key)
{
	const struct json_member *m = json_find(o, key);

	return m != NULL ? (size_t)(m - o->m) : NEW_MEMBER;
}

void
json_edit_set(struct json_edit *e, const struct json_object *o,
    const char *key, struct view json)
{
	struct buf *b = json_edit_begin(e, o, key);

	buf_put(b, json.p, json.len);
	json_edit_end(e);
}

struct buf *
json_edit_begin(
    struct json_edit *e, const struct json_object *o, const char *key)
{
	struct json_change *c = change(e, member_index(o, key), key);

	c->remove = false;
	c->val = e->bytes.len;
	e->open = (size_t)(c - e->c);
	return &e->bytes;
}

void
json_edit_end(struct json_edit *e)
{
	struct json_change *c = &e->c[e->open];

	c->val_len = e->bytes.len - c->val;
}

bool
json_edit_get(const struct json_edit *e, const struct json_object *o,
    const char *key, struct view *json)
{
	size_t i = member_index(o, key);
	const struct json_change *c = pending(e, i, key);

	if (c != NULL && c->remove)
		return false;
	if (c != NULL)
		*json = (struct view){ e->bytes.data + c->val, c->val_len };
	else if (i != NEW_MEMBER)
		*json = json_value(o, &o->m[i]);
	else
		return false;
	return true;
}

void
json_edit_remove(struct json_edit *e, const struct json_object *o,
    const char *key)
{
	struct json_object head = *o;
	struct json_change *c;
	const struct json_member *m;

	/* Each find looks at the members before the last one found. */
	while ((m = json_find(&head, key)) != NULL) {
		head.n = (size_t)(m - o->m);
		change(e, head.n, key)->remove = true;
	}
	if ((c = pending(e, NEW_MEMBER, key)) != NULL)
		c->remove = true;
}

/* Indices of the changes of old members, ascending by member: there are few. */
static size_t
sort_changes(struct json_edit *e)
{
	size_t i, k, n = 0;

	if (e->order_cap < e->cap) {
		e->order_cap = e->cap;
		e->order = xreallocarray(e->order, e->cap, sizeof(*e->order));
	}
	for (i = 0; i < e->n; i++) {
		if (e->c[i].member == NEW_MEMBER)
			continue;
		for (k = n++; k > 0 &&
		     e->c[e->order[k - 1]].member > e->c[i].member;
		     k--)
			e->order[k] = e->order[k - 1];
		e->order[k] = i;
	}
	return n;
}

void
json_edit_apply(struct json_edit *e, const struct json_object *o,
    struct buf *out)
{
	const unsigned char *src = o->src.p;
	size_t at = 0, n = sort_changes(e), i, tail;
	bool any = false; /* a member was left before this place */
	size_t next = 0;  /* first member not looked at yet */

	for (i = 0; i < n; i++) {
		const struct json_change *c = &e->c[e->order[i]];
		const struct json_member *m = &o->m[c->member];

		any = any || c->member > next;
		next = c->member + 1;
		if (!c->remove) {
			buf_put(out, src + at, m->val - at);
			buf_take(out, e->bytes.data + c->val, c->val_len);
			at = m->val + m->val_len;
			any = true;
			continue;
		}
		if (any) {
			/* Leave out the comma before it as well. */
			const struct json_member *before = m - 1;
			size_t cut = before->val + before->val_len;

			if (cut > at)
				buf_put(out, src + at, cut - at);
			at = m->val + m->val_len;
		} else {
			/* The first one: go on at the next member. */
			buf_put(out, src + at, m->key - 1 - at);
			at = next < o->n ? o->m[next].key - 1
					 : m->val + m->val_len;
		}
	}
	any = any || o->n > next;
	tail = o->n > 0 ? o->m[o->n - 1].val + o->m[o->n - 1].val_len
			: o->open + 1;
	if (tail > at) {
		buf_put(out, src + at, tail - at);
		at = tail;
	}
	for (i = 0; i < e->n; i++) {
		const struct json_change *c = &e->c[i];

		if (c->member != NEW_MEMBER || c->remove)
			continue;
		if (any)
			buf_putc(out, ',');
		any = true;
		json_put_string(out,
		    (struct view){ e->bytes.data + c->key, c->key_len });
		buf_putc(out, ':');
		buf_take(out, e->bytes.data + c->val, c->val_len);
	}
	buf_put(out, src + at, o->src.len - at);
}
