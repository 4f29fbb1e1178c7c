/* SPDX-License-Identifier: ISC */
/*
 * A record is written in four pieces, of which three are the same for all
 * units of an article, so that a unit costs little more than its own text.
 */
#include "emit.h"

#include <string.h>

#include "hash.h"
#include "json.h"
#include "shape.h"

static struct view
view_of(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static void
put_member(struct buf *b, const char *key, struct view value)
{
	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":");
	json_put_string(b, value);
}

static void
put_number(struct buf *b, const char *key, uint64_t n)
{
	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":");
	buf_put_u64(b, n);
}

/* A fraction with two digits at most: 1, 0.9, 0.97. */
static void
put_fraction(struct buf *b, const char *key, double f)
{
	unsigned n = f >= 1 ? 100 : f <= 0 ? 0 : (unsigned)(f * 100 + .5);

	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":");
	if (n >= 100)
		buf_putc(b, '1');
	else if (n % 10 == 0)
		buf_printf(b, "0%s%.0u", n > 0 ? "." : "", n / 10);
	else
		buf_printf(b, "0.%02u", n);
}

static bool
kept(const struct page *p, size_t i)
{
	return p->role[i] == ROLE_TEXT && !page_furniture(p, i);
}

/*
 * The line before and the line after something that was taken out: where a
 * sentence runs on, the blank lines between go too.
 */
static bool
runs_on(const struct page *p, size_t before, size_t after)
{
	return !shape_stop(page_line(p, before)) &&
	    shape_lower_first(page_line(p, after));
}

/* Append the kept lines of first..last, with what belongs between them. */
static void
put_pieces(
    struct buf *b, const struct page *p, size_t first, size_t last, size_t from)
{
	size_t i, end = 0, before = SIZE_MAX;
	struct view v;
	bool gap = false;

	for (i = first; i < last; i++) {
		if (!kept(p, i)) {
			gap = true;
			continue;
		}
		if (page_blank(p, i))
			continue;
		if (before != SIZE_MAX) {
			if (!gap)
				buf_put(b, p->origin.p + end,
				    p->lines.v[i].at - end);
			else if (runs_on(p, before, i))
				buf_putc(b, '\n');
			else
				buf_puts(b, "\n\n");
			from = p->lines.v[i].at + p->skip[i];
		}
		v = page_bytes(p, i, i + 1, from);
		buf_put_view(b, v);
		end = (size_t)(v.p + v.len - p->origin.p);
		before = i;
		gap = false;
	}
}

/*
 * The text of an article.  *verbatim: it is a slice of the page, else it was
 * put together in e->text.
 */
static struct view
article_text(struct emitter *e, const struct page *p, const struct article *a,
    bool *verbatim)
{
	size_t i, first = a->first, last = a->last, from;

	while (first < last && (page_blank(p, first) || !kept(p, first)))
		first++;
	while (last > first && (page_blank(p, last - 1) || !kept(p, last - 1)))
		last--;
	*verbatim = !a->composed;
	if (a->composed)
		return page_string(p, a->text);
	if (first == last)
		return (struct view){p->origin.p + p->lines.v[a->first].at, 0};
	from = p->lines.v[first].at + p->skip[first];
	while (from < p->lines.v[first].text &&
	    (p->text.p[from] == '\f' || p->text.p[from] == '\r'))
		from++;
	for (i = first; i < last && *verbatim; i++)
		*verbatim = kept(p, i) && (p->skip[i] == 0 || i == first);
	if (*verbatim)
		return page_bytes(p, first, last, from);
	buf_clear(&e->text);
	put_pieces(&e->text, p, first, last, from);
	return buf_view(&e->text);
}

static void
put_furniture(struct emitter *e, struct view v)
{
	buf_putc(&e->furniture, e->n_furniture++ == 0 ? '[' : ',');
	json_put_string(&e->furniture, v);
}

static bool
is_furniture(const struct page *p, size_t i)
{
	return p->role[i] == ROLE_FURNITURE ||
	    (p->role[i] == ROLE_TEXT && page_furniture(p, i));
}

static void
collect_furniture(
    struct emitter *e, const struct page *p, const struct article *a)
{
	size_t i;

	buf_clear(&e->furniture);
	e->n_furniture = 0;
	for (i = a->first; i < a->last; i++)
		if (!page_blank(p, i) && is_furniture(p, i))
			put_furniture(e, page_line(p, i));
	if (e->n_furniture > 0)
		buf_putc(&e->furniture, ']');
}

static void
make_id(struct emitter *e, const struct source *src, uint64_t offset,
    struct view bytes)
{
	unsigned char digits[BUF_DIGITS];
	size_t n = (size_t)(buf_digits(digits, offset) - digits);
	struct view v[4] = {
	    view_of(src->base), view_of(src->member), {digits, n}, bytes};

	buf_clear(&e->id);
	buf_putc(&e->id, 'n');
	hash128_put_base32(&e->id, hash128_views(v, 4));
}

static void
put_fields(struct buf *b, const struct source *src, const struct page *p,
    const struct article *a)
{
	static const char *const name[] = {
	    "title", "author", "date", "url", "language", "section"};
	size_t i;

	put_member(b, "source",
	    a->field[FIELD_SOURCE].len > 0
		? page_string(p, a->field[FIELD_SOURCE])
		: view_of(src->base));
	for (i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (a->field[i].len > 0)
			put_member(b, name[i], page_string(p, a->field[i]));
}

/* What stands between the text and its place. */
static void
make_front(struct emitter *e, const struct occasion *o, const struct page *p,
    const struct article *a)
{
	const struct source *src = o->job->src;
	struct buf *b = &e->front;

	buf_clear(b);
	put_fields(b, src, p, a);
	buf_puts(b, ",\"metadata\":{");
	if (src->archive != NULL) {
		buf_puts(b, "\"archive\":");
		json_put_string(b, view_of(src->archive));
		buf_putc(b, ',');
	}
	buf_puts(b, "\"member\":");
	json_put_string(b, view_of(src->member));
}

/* What stands behind its place, as far as all units have it. */
static void
make_back(struct emitter *e, const struct occasion *o, const struct page *p,
    const struct article *a)
{
	const struct source *src = o->job->src;
	struct buf *b = &e->back;

	buf_clear(b);
	if (a->field[FIELD_ITEM].len > 0)
		put_member(b, "item", page_string(p, a->field[FIELD_ITEM]));
	else if (a->number > 0) {
		buf_puts(b, ",\"item\":\"");
		buf_put_u64(b, a->number);
		buf_putc(b, '"');
	}
	if (src->encoding != NULL && strcmp(src->encoding, "utf-8") != 0)
		put_member(b, "encoding", view_of(src->encoding));
	put_member(b, "cue", view_of(o->cue));
	put_fraction(b, "confidence", o->confidence);
}

/* The rest of the metadata of an article, or of its first unit. */
static void
put_extras(struct emitter *e, const struct occasion *o, struct buf *b)
{
	if (e->n_furniture > 0) {
		buf_puts(b, ",\"furniture\":");
		buf_put_view(b, buf_view(&e->furniture));
	}
	if (o->preamble.len > 0)
		put_member(b, "preamble", o->preamble);
	if (o->columns.len > 0) {
		buf_puts(b, ",\"columns\":");
		buf_put_view(b, o->columns);
	}
}

static void
put_state(const struct occasion *o, struct buf *b)
{
	if (o->partial)
		buf_puts(b, ",\"partial\":true");
	if (o->part > 0)
		put_number(b, "part", o->part);
	buf_puts(b, "}}\n");
}

static void
put_whole(struct emitter *e, const struct occasion *o, struct view text,
    uint64_t offset, uint64_t len)
{
	struct buf *b = &o->job->out;

	buf_puts(b, "{\"id\":\"");
	buf_put_view(b, buf_view(&e->id));
	buf_puts(b, "\",\"text\":");
	json_put_string(b, text);
	buf_put_view(b, buf_view(&e->front));
	put_number(b, "offset", offset);
	put_number(b, "length", len);
	buf_put_view(b, buf_view(&e->back));
	put_extras(e, o, b);
	put_state(o, b);
}

/* What all units of an article but the first have before, between and after
 * what is their own, made once; the first has more. */
static void
make_frame(struct emitter *e, const struct occasion *o, bool first)
{
	struct buf *b = &e->head;

	buf_clear(b);
	buf_puts(b, "{\"id\":\"");
	buf_put_view(b, buf_view(&e->id));
	buf_putc(b, '.');
	buf_putc(b, (unsigned char)unit_letter(e->cutter.unit));
	b = &e->tail;
	buf_clear(b);
	buf_put_view(b, buf_view(&e->back));
	if (first)
		put_extras(e, o, b);
	buf_puts(b, ",\"parent\":\"");
	buf_put_view(b, buf_view(&e->id));
	buf_puts(b, "\",\"parent_offset\":");
	b = &e->end;
	buf_clear(b);
	put_state(o, b);
}

static unsigned char *
put(unsigned char *w, const void *p, size_t n)
{
	memcpy(w, p, n);
	return w + n;
}

/* The n-th unit, before its text and after it; at: its place in the member, or
 * UINT64_MAX. */
static void
put_head(const struct emitter *e, struct buf *b, uint64_t n)
{
	static const char key[] = "\",\"text\":";
	unsigned char *w =
	    buf_reserve(b, e->head.len + BUF_DIGITS + sizeof(key));

	w = put(w, e->head.data, e->head.len);
	w = put(buf_digits(w, n), key, sizeof(key) - 1);
	b->len = (size_t)(w - b->data);
}

static void
put_tail(const struct emitter *e, struct buf *b, struct span u, uint64_t at)
{
	static const char begin[] = ",\"offset\":", len[] = ",\"length\":",
			  parent[] = ",\"parent_length\":";
	unsigned char digits[BUF_DIGITS] = {0};
	size_t n = (size_t)(buf_digits(digits, u.end - u.begin) - digits);
	unsigned char *w = buf_reserve(b,
	    e->front.len + e->tail.len + e->end.len + 4 * BUF_DIGITS +
		sizeof(begin) + sizeof(len) + sizeof(parent));

	w = put(w, e->front.data, e->front.len);
	if (at != UINT64_MAX) {
		w = buf_digits(put(w, begin, sizeof(begin) - 1), at);
		w = put(w, len, sizeof(len) - 1);
		memcpy(w, digits, sizeof(digits));
		w += n;
	}
	w = buf_digits(put(w, e->tail.data, e->tail.len), u.begin);
	w = put(w, parent, sizeof(parent) - 1);
	memcpy(w, digits, sizeof(digits));
	w = put(w + n, e->end.data, e->end.len);
	b->len = (size_t)(w - b->data);
}

/* text_at: the text's offset in the member, or UINT64_MAX when it is not the
 * member's own bytes. */
static void
put_units(struct emitter *e, const struct occasion *o, struct view text,
    uint64_t text_at)
{
	struct buf *b = &o->job->out;
	struct span u;
	size_t i;

	for (i = 0; i < e->cutter.n; i++) {
		u = e->cutter.v[i];
		if (i < 2)
			make_frame(e, o, i == 0);
		put_head(e, b, i + 1);
		/* The reader decoded the member: its text is well-formed. */
		json_put_valid(
		    b, (struct view){text.p + u.begin, u.end - u.begin});
		put_tail(e, b, u,
		    text_at != UINT64_MAX ? text_at + u.begin : UINT64_MAX);
	}
}

static void
put_lines(struct emitter *e, const struct occasion *o, struct view text)
{
	struct span u;
	size_t i;

	for (i = 0; i < e->cutter.n; i++) {
		u = e->cutter.v[i];
		unit_put_line(&o->job->out,
		    (struct view){text.p + u.begin, u.end - u.begin});
	}
}

/* Why a record begins here, and what was taken out of it. */
static void
explain_article(struct emitter *e, const struct occasion *o,
    const struct page *p, const struct article *a, uint64_t offset)
{
	struct view id = buf_view(&e->id), v;
	size_t i;

	if (!o->job->want_explain)
		return;
	v = page_line(p, a->first);
	job_explain(o->job, id, offset, o->cue, v,
	    a->field[FIELD_TITLE].len > 0
		? page_string(p, a->field[FIELD_TITLE])
		: v);
	for (i = a->first; i < a->last; i++) {
		if (page_blank(p, i) || !is_furniture(p, i))
			continue;
		job_explain(o->job, id,
		    window_raw_offset(o->window,
			o->at + page_origin(p, i, p->lines.v[i].text)),
		    "furniture", page_line(p, i), (struct view){id.p, 0});
	}
}

void
emit_article(struct emitter *e, const struct occasion *o, const struct page *p,
    const struct article *a)
{
	uint64_t from, to, text_at = UINT64_MAX;
	struct view text, raw;
	bool verbatim;

	text = article_text(e, p, a, &verbatim);
	from = o->at + p->lines.v[a->first].at;
	to = o->at + page_origin(p, a->last - 1, p->lines.v[a->last - 1].end);
	raw = window_raw(o->window, from, to);
	if (verbatim && !o->window->decoded)
		text_at = o->at + (uint64_t)(text.p - p->origin.p);
	cutter_cut(&e->cutter, text, e->language);
	o->job->n.out += e->cutter.n;
	if (e->lines) {
		put_lines(e, o, text);
		job_early(o->job);
		return;
	}
	from = window_raw_offset(o->window, from);
	make_id(e, o->job->src, from, raw);
	explain_article(e, o, p, a, from);
	cutter_explain(&e->cutter, o->job, buf_view(&e->id), text);
	make_front(e, o, p, a);
	make_back(e, o, p, a);
	collect_furniture(e, p, a);
	if (e->cutter.unit == UNIT_ARTICLE)
		put_whole(e, o, text, from, raw.len);
	else
		put_units(e, o, text, text_at);
	job_early(o->job);
}

void
emitter_free(struct emitter *e)
{
	cutter_free(&e->cutter);
	buf_free(&e->id);
	buf_free(&e->text);
	buf_free(&e->front);
	buf_free(&e->back);
	buf_free(&e->furniture);
	buf_free(&e->head);
	buf_free(&e->tail);
	buf_free(&e->end);
}
