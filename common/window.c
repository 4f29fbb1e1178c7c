/* SPDX-License-Identifier: ISC */
#include "window.h"

#include <stdlib.h>

#include "utf8.h"
#include "xalloc.h"

void
window_reset(struct window *w)
{
	buf_clear(&w->text);
	buf_clear(&w->raw);
	w->text_at = w->raw_at = 0;
	w->n_marks = 0;
	w->decoded = false;
}

void
window_free(struct window *w)
{
	buf_free(&w->text);
	buf_free(&w->raw);
	free(w->marks);
	*w = (struct window){ 0 };
}

static void
add_mark(struct window *w, struct mark m)
{
	if (w->n_marks == w->cap_marks) {
		w->cap_marks = w->cap_marks ? w->cap_marks * 2 : 256;
		w->marks =
		    xreallocarray(w->marks, w->cap_marks, sizeof(*w->marks));
	}
	w->marks[w->n_marks++] = m;
}

/* From here on raw bytes are kept beside the text; raw_at is where the next
 * ones lie.  What is in the window so far are the bytes before it. */
static void
begin_decoded(struct window *w, uint64_t raw_at)
{
	w->decoded = true;
	w->raw_at = raw_at - w->text.len;
	buf_clear(&w->raw);
	buf_put_view(&w->raw, buf_view(&w->text));
	w->n_marks = 0;
	add_mark(w, (struct mark){ w->text_at, w->raw_at });
}

void
window_append(struct window *w, const struct job *j)
{
	size_t i, n = j->marks != NULL ? j->n_marks : 0;

	if (w->text.len == 0 && !w->decoded)
		w->text_at = j->text_at;
	if (j->marks != NULL && !w->decoded)
		begin_decoded(w, j->raw_at);
	buf_put_view(&w->text, j->in);
	if (!w->decoded)
		return;
	buf_put_view(&w->raw, j->raw);
	if (n == 0 || j->marks[0].text != j->text_at)
		add_mark(w, (struct mark){ j->text_at, j->raw_at });
	for (i = 0; i < n; i++)
		add_mark(w, j->marks[i]);
}

/* The last mark at or before the text offset.  O(log marks). */
static size_t
find_mark(const struct window *w, uint64_t at)
{
	size_t lo = 0, hi = w->n_marks, mid;

	while (hi - lo > 1) {
		mid = lo + (hi - lo) / 2;
		if (w->marks[mid].text <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

void
window_drop(struct window *w, uint64_t at)
{
	uint64_t raw;
	size_t k;

	if (w->decoded) {
		raw = window_raw_offset(w, at);
		k = find_mark(w, at);
		memmove(w->marks, w->marks + k,
		    (w->n_marks - k) * sizeof(*w->marks));
		w->n_marks -= k;
		/* Bytes since that mark are needed to count from it. */
		if (w->n_marks > 0 && w->marks[0].text < at)
			w->marks[0] = (struct mark){ at, raw };
		buf_shift(&w->raw, (size_t)(raw - w->raw_at));
		w->raw_at = raw;
	}
	buf_shift(&w->text, (size_t)(at - w->text_at));
	w->text_at = at;
}

static struct view
part(const struct buf *b, size_t from, size_t to)
{
	return (struct view){ buf_view(b).p + from, to - from };
}

struct view
window_text(const struct window *w, uint64_t at)
{
	return part(&w->text, (size_t)(at - w->text_at), w->text.len);
}

/* UTF-16 units of p[0..len): one a code point, two above U+FFFF. */
static size_t
units(const unsigned char *p, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += (size_t)((signed char)p[i] >= -64) + (p[i] >= 0xF0);
	return n;
}

/*
 * How far into the n_raw bytes of a stretch the first `before` bytes of its
 * n_text bytes reach; the four exact cases are those of charset_block.marks.
 */
static uint64_t
raw_part(const unsigned char *p, size_t before, size_t n_text, size_t n_raw)
{
	if (n_raw == n_text)
		return before;
	if (n_raw == utf8_count(p, n_text))
		return utf8_count(p, before);
	if (n_raw == 2 * units(p, n_text))
		return 2 * units(p, before);
	if (n_raw == 4 * utf8_count(p, n_text))
		return 4 * utf8_count(p, before);
	return 0;
}

uint64_t
window_raw_offset(const struct window *w, uint64_t at)
{
	struct mark from, to;
	size_t k;

	if (!w->decoded)
		return at;
	k = find_mark(w, at);
	from = w->marks[k];
	to = k + 1 < w->n_marks
	    ? w->marks[k + 1]
	    : (struct mark){ w->text_at + w->text.len, w->raw_at + w->raw.len };
	if (at <= from.text)
		return from.raw;
	if (at >= to.text)
		return to.raw;
	return from.raw +
	    raw_part(w->text.data + (from.text - w->text_at),
		(size_t)(at - from.text), (size_t)(to.text - from.text),
		(size_t)(to.raw - from.raw));
}

struct view
window_raw(const struct window *w, uint64_t from, uint64_t to)
{
	const struct buf *b = w->decoded ? &w->raw : &w->text;
	uint64_t at = w->decoded ? w->raw_at : w->text_at;

	from = window_raw_offset(w, from) - at;
	to = window_raw_offset(w, to) - at;
	return part(b, (size_t)from, (size_t)to);
}
