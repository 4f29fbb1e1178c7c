/* SPDX-License-Identifier: ISC */
#include "batch.h"

#include <stdlib.h>

#include "xalloc.h"

void
batch_worker_free(struct batch_worker *w)
{
	canon_free(&w->canon);
	sketcher_free(&w->sketcher);
	buf_free(&w->line);
}

static void
keep_prints(struct batch *b, struct batch_item *it, const struct sketch *s)
{
	if (b->n_print + s->n > b->cap_print) {
		b->cap_print = (b->n_print + s->n) * 2;
		b->print =
		    xreallocarray(b->print, b->cap_print, sizeof(*b->print));
	}
	if (s->n > 0)
		memcpy(
		    b->print + b->n_print, s->print, s->n * sizeof(*s->print));
	it->sketch = *s;
	it->sketch.print = NULL;
	it->print_at = b->n_print;
	b->n_print += s->n;
}

/* The hashes of the record's text, and its canonical stream. */
static struct hash128
key_of(struct batch_worker *w, struct view text)
{
	if (w->rule->exact)
		return hash128(text.p, text.len);
	canon_text(&w->canon, text);
	return canon_hash(&w->canon);
}

struct hash128
batch_key(struct batch_worker *w, struct view text, bool *empty)
{
	struct hash128 key = key_of(w, text);

	*empty = !w->rule->exact && w->canon.units.len == 0;
	return key;
}

static struct batch_equal *
add_place(struct batch *b, const struct record *r, struct view in)
{
	struct batch_equal *e;

	if (b->n_equal == b->cap_equal) {
		b->cap_equal = b->cap_equal != 0 ? b->cap_equal * 2 : 256;
		b->equal =
		    xreallocarray(b->equal, b->cap_equal, sizeof(*b->equal));
	}
	e = &b->equal[b->n_equal++];
	*e = (struct batch_equal){
	    .at = (size_t)(r->line.p - in.p), .len = r->line.len};
	return e;
}

void
batch_add_line(struct batch *b, const struct record *r, struct view in)
{
	(void)add_place(b, r, in);
}

void
batch_put_rank(struct buf *b, struct record *r, const char *field)
{
	struct view value;

	if (field != NULL && record_get_string(r, field, &value)) {
		buf_putc(b, '=');
		buf_put_view(b, value);
	} else {
		buf_putc(b, '~');
	}
	buf_putc(b, '\t');
	record_put_id(r, b);
}

static void
add_equal(struct batch *b, struct batch_worker *w, const struct record *r,
    struct view in)
{
	struct batch_equal *e = add_place(b, r, in);

	e->key = batch_key(w, r->text, &e->empty);
}

static struct batch_item *
add_item(
    struct batch *b, struct batch_worker *w, struct record *r, struct view text)
{
	struct batch_item *it;
	struct sketch s = {0};
	struct view date;

	if (b->n == b->cap) {
		b->cap = b->cap != 0 ? b->cap * 2 : 256;
		b->item = xreallocarray(b->item, b->cap, sizeof(*b->item));
	}
	it = &b->item[b->n++];
	*it = (struct batch_item){.line = r->line,
	    .key = key_of(w, text),
	    .raw = hash64(text.p, text.len)};
	if (w->rule->near)
		sketch_make(&w->sketcher, &w->rule->sketch,
		    buf_view(&w->canon.units), &s);
	else
		s.units = w->rule->exact || w->canon.units.len > 0;
	keep_prints(b, it, &s);
	it->id_at = b->ids.len;
	if (w->rule->ids)
		record_put_id(r, &b->ids);
	it->id_len = b->ids.len - it->id_at;
	if (w->rule->rank != NULL) {
		batch_put_rank(&b->ids, r, w->rule->rank);
		it->date_len = b->ids.len - it->id_at - it->id_len;
	} else if (w->rule->dates && record_get_string(r, "date", &date)) {
		buf_put_view(&b->ids, date);
		it->date_len = date.len;
	}
	return it;
}

/* The end of the line that begins at `at`, and whether it is blank. */
static size_t
line_end(struct view text, size_t at, bool *blank)
{
	for (*blank = true; at < text.len && text.p[at] != '\n'; at++)
		if (text.p[at] != ' ' && text.p[at] != '\t' &&
		    text.p[at] != '\r')
			*blank = false;
	return at;
}

bool
batch_next_part(
    struct view text, enum batch_unit unit, size_t *at, struct batch_part *part)
{
	size_t i = *at, end;
	bool blank;

	while (i < text.len) {
		end = line_end(text, i, &blank);
		if (!blank)
			break;
		i = end + 1;
	}
	if (i >= text.len)
		return false;
	*part = (struct batch_part){.begin = i, .end = end};
	while (unit == BATCH_PARAGRAPH && end < text.len) {
		end = line_end(text, end + 1, &blank);
		if (blank)
			break;
		part->end = end;
	}
	*at = part->end < text.len ? part->end + 1 : text.len;
	return true;
}

/* An item for each part, known as ID.p1, ID.p2 ... */
static void
add_parts(struct batch *b, struct batch_worker *w, struct record *r)
{
	struct batch_item *it = NULL;
	struct batch_part part;
	unsigned number = 0;
	size_t at = 0, old;

	while (batch_next_part(r->text, w->rule->unit, &at, &part)) {
		if (it != NULL)
			it->part.more = true;
		it = add_item(b, w, r,
		    (struct view){
			r->text.p + part.begin, part.end - part.begin});
		it->part = part;
		number++;
		if (w->rule->ids) {
			old = b->ids.len;
			buf_printf(&b->ids, ".p%u", number);
			it->id_len += b->ids.len - old;
		}
	}
	if (it == NULL)
		add_item(b, w, r, (struct view){r->text.p, 0});
}

void
batch_add(
    struct batch *b, struct batch_worker *w, struct record *r, struct view in)
{
	if (batch_only_equal(w->rule))
		add_equal(b, w, r, in);
	else if (w->rule->unit != BATCH_RECORD)
		add_parts(b, w, r);
	else
		add_item(b, w, r, r->text);
}

void
batch_clear(struct batch *b)
{
	b->n = b->n_print = b->n_equal = 0;
	buf_clear(&b->ids);
}

void
batch_free(struct batch *b)
{
	free(b->item);
	free(b->equal);
	free(b->print);
	buf_free(&b->ids);
}
