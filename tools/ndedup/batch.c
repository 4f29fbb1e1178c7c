/* SPDX-License-Identifier: ISC */
#include "batch.h"

#include <stdlib.h>

#include "xalloc.h"

void
batch_worker_free(struct batch_worker *w)
{
	canon_free(&w->canon);
	sketcher_free(&w->sketcher);
}

static void
keep_prints(struct batch *b, struct batch_item *it, const struct sketch *s)
{
	if (b->n_print + s->n > b->cap_print) {
		b->cap_print = (b->n_print + s->n) * 2;
		b->print = xreallocarray(b->print, b->cap_print,
		    sizeof(*b->print));
	}
	if (s->n > 0)
		memcpy(b->print + b->n_print, s->print,
		    s->n * sizeof(*s->print));
	it->sketch = *s;
	it->sketch.print = NULL;
	it->print_at = b->n_print;
	b->n_print += s->n;
}

/* The hashes of the record's text, and its canonical stream. */
static struct hash128
key_of(struct batch_worker *w, const struct record *r)
{
	if (w->rule->exact)
		return hash128(r->text.p, r->text.len);
	canon_text(&w->canon, r->text);
	return canon_hash(&w->canon);
}

static void
add_equal(struct batch *b, struct batch_worker *w, const struct record *r,
    struct view in)
{
	struct batch_equal *e;

	if (b->n_equal == b->cap_equal) {
		b->cap_equal = b->cap_equal != 0 ? b->cap_equal * 2 : 256;
		b->equal = xreallocarray(b->equal, b->cap_equal,
		    sizeof(*b->equal));
	}
	e = &b->equal[b->n_equal++];
	e->key = key_of(w, r);
	e->at = (size_t)(r->line.p - in.p);
	e->len = r->line.len;
	e->empty = !w->rule->exact && w->canon.units.len == 0;
}

static void
add_item(struct batch *b, struct batch_worker *w, struct record *r)
{
	struct batch_item *it;
	struct sketch s = { 0 };
	struct view date;

	if (b->n == b->cap) {
		b->cap = b->cap != 0 ? b->cap * 2 : 256;
		b->item = xreallocarray(b->item, b->cap, sizeof(*b->item));
	}
	it = &b->item[b->n++];
	*it = (struct batch_item){ .line = r->line, .key = key_of(w, r),
		.raw = hash64(r->text.p, r->text.len) };
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
	if (w->rule->dates && record_get_string(r, "date", &date)) {
		buf_put_view(&b->ids, date);
		it->date_len = date.len;
	}
}

void
batch_add(struct batch *b, struct batch_worker *w, struct record *r,
    struct view in)
{
	if (batch_only_equal(w->rule))
		add_equal(b, w, r, in);
	else
		add_item(b, w, r);
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
