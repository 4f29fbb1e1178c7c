/* SPDX-License-Identifier: ISC */
/*
 * A record is written once as a frame, with a mark in place of each value
 * that differs from unit to unit; the units are the frame with the marks
 * replaced.  A mark holds the hash of the line, so it is nowhere in it.
 */
#include "recut.h"

#include <string.h>

#include "hash.h"

enum { HOLE_ID, HOLE_TEXT, HOLE_AT, HOLE_LEN, HOLES };

#define MARK_LEN 22

struct hole {
	size_t at; /* in the frame; SIZE_MAX: the record has none */
	int what;
};

static struct view
view_of(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static struct view
mark_of(const struct buf *marks, int what)
{
	return (struct view){marks->data + (size_t)what * MARK_LEN, MARK_LEN};
}

static void
make_marks(struct buf *b, struct view line)
{
	struct hash128 h = hash128(line.p, line.len);
	int i;

	buf_clear(b);
	for (i = 0; i < HOLES; i++) {
		buf_putc(b, '\x01');
		buf_putc(b, (unsigned char)('a' + i));
		hash128_put_base32(b, h);
	}
}

/* What the metadata of a parent has of its own: the first unit keeps the second
 * half of it. */
enum { OWN = 4, OWN_ALL = 2 };
static const char *const own[OWN] = {
    "offset", "length", "furniture", "preamble"};

/* Have the first unit's metadata something that the others' have not? */
static bool
first_has_more(struct view meta)
{
	for (int i = OWN_ALL; meta.len > 0 && i < OWN; i++)
		if (memmem(meta.p, meta.len, own[i], strlen(own[i])) != NULL)
			return true;
	return false;
}

/* The metadata object of a unit, without what was the parent's own. */
static void
make_meta(struct recut *rc, struct record *r, struct view old, bool first)
{
	struct view v;
	struct fault f;
	size_t i;

	if (old.len == 0 || old.p[0] != '{')
		old = view_of("{}");
	if (json_scan(&rc->obj, old, NULL, false, &f) == -1)
		return;
	json_edit_clear(&rc->edit);
	for (i = 0; i < (first ? OWN_ALL : OWN); i++)
		json_edit_remove(&rc->edit, &rc->obj, own[i]);
	buf_clear(&rc->value);
	json_put_string(&rc->value, buf_view(&rc->id));
	json_edit_set(&rc->edit, &rc->obj, "parent", buf_view(&rc->value));
	v = mark_of(&rc->meta, HOLE_AT);
	json_edit_set(&rc->edit, &rc->obj, "parent_offset", v);
	v = mark_of(&rc->meta, HOLE_LEN);
	json_edit_set(&rc->edit, &rc->obj, "parent_length", v);
	buf_clear(&rc->value);
	json_edit_apply(&rc->edit, &rc->obj, &rc->value);
	record_set_json(r, "metadata", buf_view(&rc->value));
}

static void
find_hole(
    const struct buf *frame, const struct buf *marks, int what, struct hole *h)
{
	const unsigned char *p;

	p = memmem(frame->data, frame->len, mark_of(marks, what).p, MARK_LEN);
	h->what = what;
	h->at = p == NULL ? SIZE_MAX : (size_t)(p - frame->data);
}

static void
make_frame(struct recut *rc, struct record *r, struct view meta, struct hole *h,
    bool first)
{
	struct view id;
	int i, k;

	record_remove(r, "quotes");
	record_remove(r, "repairs");
	record_remove(r, "dup");
	if (record_get(r, r->names->id, &id))
		record_set_json(r, r->names->id, mark_of(&rc->meta, HOLE_ID));
	record_set_json(r, r->names->text, mark_of(&rc->meta, HOLE_TEXT));
	make_meta(rc, r, meta, first);
	buf_clear(&rc->frame);
	record_write(r, &rc->frame);
	for (i = 0; i < HOLES; i++)
		find_hole(&rc->frame, &rc->meta, i, &h[i]);
	for (i = 1; i < HOLES; i++)
		for (k = i; k > 0 && h[k].at < h[k - 1].at; k--) {
			struct hole t = h[k];

			h[k] = h[k - 1];
			h[k - 1] = t;
		}
}

static void
put_unit(const struct recut *rc, const struct hole *h, struct buf *b,
    struct view text, struct span u, size_t n)
{
	size_t at = 0;
	int i;

	for (i = 0; i < HOLES && h[i].at != SIZE_MAX; i++) {
		buf_put(b, rc->frame.data + at, h[i].at - at);
		at = h[i].at + MARK_LEN;
		switch (h[i].what) {
		case HOLE_ID:
			buf_putc(b, '"');
			json_put_escaped(b, buf_view(&rc->id));
			buf_putc(b, '.');
			buf_putc(
			    b, (unsigned char)unit_letter(rc->cutter.unit));
			buf_put_u64(b, n);
			buf_putc(b, '"');
			break;
		case HOLE_TEXT:
			json_put_string(b,
			    (struct view){text.p + u.begin, u.end - u.begin});
			break;
		case HOLE_AT:
			buf_put_u64(b, u.begin);
			break;
		default:
			buf_put_u64(b, u.end - u.begin);
			break;
		}
	}
	buf_put(b, rc->frame.data + at, rc->frame.len - at);
}

/* The articles in a record's text; false: it is one as it stands. */
static bool
cut_articles(struct recut *rc, struct view text)
{
	struct cutter *c = &rc->cutter;
	size_t i, first, last;

	furniture_reset(&rc->page.furniture);
	heads_forget(&rc->page.heads);
	page_index(&rc->page, text);
	arbiter_reset(&rc->arbiter, rc->forced);
	arbiter_cut(&rc->arbiter, &rc->page);
	/* A text that begins before its first cue is an article with parts. */
	if (rc->arbiter.n < 2 ||
	    page_bodies(&rc->page, 0, rc->arbiter.a[0].first) > 0)
		return false;
	cutter_room(c, rc->arbiter.n);
	for (i = 0; i < rc->arbiter.n; i++) {
		first = rc->arbiter.a[i].first;
		last = rc->arbiter.a[i].last;
		c->v[i] = (struct span){rc->page.lines.v[first].text,
		    rc->page.lines.v[last - 1].end};
	}
	return true;
}

static enum language
language_of(const struct recut *rc, struct record *r)
{
	struct view v;

	if (rc->language != LANGUAGE_NONE ||
	    !record_get_string(r, "language", &v))
		return rc->language;
	return language_from_code(v);
}

bool
recut_record(struct recut *rc, struct record *r, struct job *j)
{
	struct cutter *c = &rc->cutter;
	struct hole h[HOLES];
	struct view text = r->text, meta = {0};
	size_t i;

	if (c->unit != UNIT_ARTICLE)
		cutter_cut(c, text, language_of(rc, r));
	else if (!cut_articles(rc, text))
		return false;
	j->n.out += c->n;
	if (rc->lines) {
		for (i = 0; i < c->n; i++)
			unit_put_line(&j->out,
			    (struct view){text.p + c->v[i].begin,
				c->v[i].end - c->v[i].begin});
		return true;
	}
	buf_clear(&rc->id);
	record_put_id(r, &rc->id);
	record_get(r, "metadata", &meta);
	cutter_explain(c, j, buf_view(&rc->id), text);
	make_marks(&rc->meta, r->line);
	for (i = 0; i < c->n; i++) {
		if (i == 0 || (i == 1 && first_has_more(meta)))
			make_frame(rc, r, meta, h, i == 0);
		put_unit(rc, h, &j->out, text, c->v[i], i + 1);
	}
	return true;
}

void
recut_free(struct recut *rc)
{
	cutter_free(&rc->cutter);
	page_free(&rc->page);
	arbiter_free(&rc->arbiter);
	buf_free(&rc->id);
	buf_free(&rc->meta);
	buf_free(&rc->frame);
	buf_free(&rc->value);
	json_free(&rc->obj);
	json_edit_free(&rc->edit);
}
