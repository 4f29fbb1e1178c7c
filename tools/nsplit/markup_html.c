/* SPDX-License-Identifier: ISC */
/*
 * A page of HTML: what its elements say of its fields and of its text, from
 * which markup_page.c takes the articles.  Fields come from meta elements, from
 * the marks of schema.org and from the elements themselves; where several tell
 * one field the best kind counts (data/markup-meta.txt), then the first.
 */
#include <string.h>

#include "markup_private.h"
#include "shape.h"

static const struct {
	const char *key;
	const char *field;
	const char *rank;
} metas[] = {
#include "markup-meta.inc"
};

#define NO_RANK 99

struct html {
	struct markup *m;
	size_t depth;
	/* Depths of the elements that are open, 0 for none. */
	size_t article, main, body, link, head;
	uint32_t articles;
	bool is_article; /* it says so */
	/* The element whose text is captured. */
	size_t capture;
	enum field field;
	unsigned rank;
	unsigned best[FIELD_COUNT];
};

static bool
same(struct view v, const char *s)
{
	return v.len == strlen(s) && shape_equal(v, s);
}

/* The attribute's value has this word in it. */
static bool
has_word(const struct markup_element *e, const char *name, const char *word)
{
	struct view v, w;
	size_t n;

	if (!markup_attribute(e, name, &v))
		return false;
	while (v.len > 0) {
		for (n = 0; n < v.len && v.p[n] > ' ';)
			n++;
		w = (struct view){v.p, n};
		if (same(w, word))
			return true;
		v = shape_skip(v, n < v.len ? n + 1 : n);
	}
	return false;
}

static enum field
field_named(const char *s)
{
	static const char *const name[] = {[FIELD_TITLE] = "title",
	    [FIELD_AUTHOR] = "author",
	    [FIELD_DATE] = "date",
	    [FIELD_URL] = "url",
	    [FIELD_LANGUAGE] = "language",
	    [FIELD_SECTION] = "section",
	    [FIELD_SOURCE] = "source"};
	size_t i;

	for (i = 0; i < sizeof(name) / sizeof(name[0]); i++)
		if (strcmp(s, name[i]) == 0)
			return (enum field)i;
	return FIELD_COUNT;
}

/* A field was told: it is kept in m->defaults when it is the best so far. */
static void
tell(struct html *h, enum field f, unsigned rank, struct view v)
{
	v = shape_trim(v);
	if (f >= FIELD_COUNT || v.len == 0 || rank >= h->best[f] ||
	    (f == FIELD_AUTHOR && shape_url(v)) ||
	    (f == FIELD_URL && !shape_url(v)))
		return;
	h->best[f] = rank;
	buf_clear(&h->m->defaults[f]);
	buf_put_view(&h->m->defaults[f], v);
}

/* The field that a name stands for. */
static enum field
meta_field(struct view key, unsigned *rank)
{
	size_t i;

	for (i = 0; i < sizeof(metas) / sizeof(metas[0]); i++)
		if (same(key, metas[i].key)) {
			*rank = (unsigned)(metas[i].rank[0] - '0');
			return field_named(metas[i].field);
		}
	return FIELD_COUNT;
}

static void
meta(struct html *h, const struct markup_element *e)
{
	static const char *const names[] = {
	    "property", "name", "itemprop", "http-equiv"};
	struct view key, v;
	unsigned rank = NO_RANK;
	enum field f;
	size_t i;

	if (!markup_attribute(e, "content", &v))
		return;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!markup_attribute(e, names[i], &key))
			continue;
		if (same(key, "og:type"))
			h->is_article |= same(v, "article");
		f = meta_field(key, &rank);
		tell(h, f, rank, v);
	}
}

static void
capture(struct html *h, enum field f, unsigned rank)
{
	if (h->capture > 0 || (h->m->skip > 0 && h->head == 0) ||
	    rank >= h->best[f])
		return;
	h->capture = h->depth;
	h->field = f;
	h->rank = rank;
	buf_clear(&h->m->captured);
}

/* What an element's attributes say that it is. */
static void
marked(struct html *h, const struct markup_element *e)
{
	struct view v;
	unsigned rank = NO_RANK;
	enum field f;

	if (markup_attribute(e, "itemprop", &v) && !same(e->name, "meta")) {
		if (same(v, "articlebody") && h->body == 0)
			h->body = h->depth;
		f = meta_field(v, &rank);
		if (f == FIELD_DATE &&
		    (markup_attribute(e, "datetime", &v) ||
			markup_attribute(e, "content", &v)))
			tell(h, f, rank, v);
		else if (f < FIELD_COUNT)
			capture(h, f, rank);
	}
	if (has_word(e, "rel", "author"))
		capture(h, FIELD_AUTHOR, 3);
	else if (has_word(e, "class", "byline"))
		capture(h, FIELD_AUTHOR, 4);
	if (has_word(e, "role", "main") && h->main == 0)
		h->main = h->depth;
}

static void
element(struct html *h, const struct markup_element *e)
{
	struct view v;

	if (same(e->name, "meta"))
		meta(h, e);
	else if (same(e->name, "link")) {
		if (has_word(e, "rel", "canonical") &&
		    markup_attribute(e, "href", &v))
			tell(h, FIELD_URL, 0, v);
	} else if (same(e->name, "html")) {
		if (markup_attribute(e, "lang", &v) ||
		    markup_attribute(e, "xml:lang", &v))
			tell(h, FIELD_LANGUAGE, 0, v);
	} else if (same(e->name, "head"))
		h->head = h->depth;
	else if (same(e->name, "title"))
		capture(h, FIELD_TITLE, 5);
	else if (same(e->name, "h1"))
		capture(h, FIELD_TITLE, h->article > 0 ? 0 : 3);
	else if (same(e->name, "time")) {
		if (markup_attribute(e, "datetime", &v))
			tell(h, FIELD_DATE, h->article > 0 ? 3 : 4, v);
	} else if (same(e->name, "article")) {
		if (h->article == 0) {
			h->article = h->depth;
			h->articles++;
		}
	} else if (same(e->name, "main")) {
		if (h->main == 0)
			h->main = h->depth;
	} else if (same(e->name, "a") && h->link == 0)
		h->link = h->depth;
}

static void
on_open(void *ctx, const struct markup_element *e)
{
	struct html *h = ctx;

	h->depth++;
	marked(h, e);
	element(h, e);
	flow_open(h->m, e->name, e->at);
	if (h->capture == h->depth)
		return;
	/* Words of two lines are two words. */
	if (h->capture > 0 && same(e->name, "br"))
		buf_putc(&h->m->captured, ' ');
}

static void
shut(size_t *element_depth, size_t depth)
{
	if (*element_depth == depth)
		*element_depth = 0;
}

static void
on_close(void *ctx, struct view name, size_t end)
{
	struct html *h = ctx;

	if (h->capture == h->depth) {
		h->capture = 0;
		if (h->m->captured.len < 1000)
			tell(h, h->field, h->rank, buf_view(&h->m->captured));
	}
	shut(&h->article, h->depth);
	shut(&h->main, h->depth);
	shut(&h->body, h->depth);
	shut(&h->link, h->depth);
	shut(&h->head, h->depth);
	flow_close(h->m, name, end);
	h->depth--;
}

static void
on_text(void *ctx, struct view v, size_t at)
{
	struct html *h = ctx;
	struct blocks *b = &h->m->blocks;
	size_t len;

	if (h->capture > 0)
		buf_put_view(&h->m->captured, v);
	if (h->m->skip > 0)
		return;
	b->where = (uint16_t)((h->m->out > 0 ? WHERE_OUT : 0) |
	    (h->article > 0 ? WHERE_ARTICLE : 0) |
	    (h->main > 0 ? WHERE_MAIN : 0) | (h->body > 0 ? WHERE_BODY : 0));
	b->group = h->articles;
	len = b->text.len;
	blocks_text(b, v, at);
	if (h->link > 0 && b->n > 0)
		b->v[b->n - 1].linked += b->text.len - len;
}

/* The page's lines are articles of their own. */
static bool
is_digest(const struct html *h, struct member *m)
{
	static const struct cue *const exports[] = {
	    &cue_document, &cue_end, &cue_factiva};
	static const struct cue *const digests[] = {
	    &cue_number, &cue_labels, &cue_stars, &cue_separators};
	struct arbiter *ar = &m->arbiter;
	size_t i;
	bool is = false;

	if (m->forced != NULL)
		return m->forced != &cue_single;
	page_index(&m->page, buf_view(&m->markup.lines));
	arbiter_cut(ar, &m->page);
	for (i = 0; i < sizeof(exports) / sizeof(exports[0]); i++)
		is |= ar->used == exports[i];
	if (!h->is_article &&
	    markup_weigh(&m->markup.blocks, WHERE_BODY, 0) == 0 &&
	    markup_weigh(&m->markup.blocks, WHERE_ARTICLE, 0) == 0)
		for (i = 0; i < sizeof(digests) / sizeof(digests[0]); i++)
			is |= ar->used == digests[i] && ar->n >= 3;
	arbiter_reset(ar, m->forced);
	furniture_reset(&m->page.furniture);
	return is;
}

bool
markup_html(struct member *m, struct job *j, struct view text)
{
	struct html h = {.m = &m->markup};
	struct markup_events ev = {on_open, on_close, on_text, &h};
	size_t i;

	for (i = 0; i < FIELD_COUNT; i++) {
		buf_clear(&m->markup.defaults[i]);
		h.best[i] = NO_RANK;
	}
	blocks_clear(&m->markup.blocks);
	m->markup.skip = m->markup.out = 0;
	markup_parse(text, true, &ev, &m->markup.fault);
	markup_make_lines(m);
	if (is_digest(&h, m))
		return false;
	markup_page(m, j, text, h.articles);
	return true;
}
