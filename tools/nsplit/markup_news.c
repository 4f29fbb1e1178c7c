/* SPDX-License-Identifier: ISC */
/*
 * Feeds, NITF and NewsML.  What stands where is a table of paths,
 * data/markup-news.txt, that each start tag's path is held against.  An
 * article is emitted when its element closes, so memory holds one of them.
 */
#include <stdlib.h>
#include <string.h>

#include "label.h"
#include "markup_private.h"
#include "shape.h"

static const struct {
	const char *format;
	const char *path;
	const char *what;
} paths[] = {
#include "markup-news.inc"
};

#define N_PATHS (sizeof(paths) / sizeof(paths[0]))

struct news {
	struct member *m;
	struct job *job;
	struct view text;
	const char *format;
	const char *cue;
	struct view prefix; /* of the root */
	struct view name[MARKUP_DEPTH + 1];
	struct view pre[MARKUP_DEPTH + 1];
	size_t depth;
	/* The article: its element's depth, 0 for none. */
	size_t article;
	size_t from;
	struct article a;
	struct buf updated;
	struct buf provider;
	bool none; /* it is no article after all */
	/* The element whose text is captured: its depth, 0 for none. */
	size_t capture;
	const char *what;
	bool escaped;	    /* the text is escaped HTML */
	size_t body;	    /* depth of the element with the text */
	struct buf encoded; /* the text, escaped */
	uint64_t found;
};

static bool
same(struct view v, const char *s, size_t n)
{
	return v.len == n && memcmp(v.p, s, n) == 0;
}

/* The step s[0..n) of a path fits the element at depth d. */
static bool
step_fits(const struct news *w, size_t d, const char *s, size_t n)
{
	const char *colon = memchr(s, ':', n);
	size_t k;

	if (colon == NULL)
		return same(w->name[d], s, n) &&
		    (w->pre[d].len == 0 ||
			(w->prefix.len == w->pre[d].len &&
			    memcmp(w->prefix.p, w->pre[d].p, w->prefix.len) ==
				0));
	k = (size_t)(colon - s);
	return same(w->pre[d], s, k) && same(w->name[d], colon + 1, n - k - 1);
}

/* The path (up to an '@') fits the element that is open at last. */
static bool
path_fits(const struct news *w, const char *path)
{
	const char *end = strchr(path, '@'), *slash;
	size_t d = w->depth;

	if (end == NULL)
		end = path + strlen(path);
	for (;;) {
		slash = memrchr(path, '/', (size_t)(end - path));
		slash = slash == NULL ? path : slash + 1;
		if (d == 0 || !step_fits(w, d, slash, (size_t)(end - slash)))
			return false;
		if (slash == path)
			return true;
		end = slash - 1;
		d--;
	}
}

static enum field
field_of(const char *what)
{
	static const struct {
		const char *name;
		enum field field;
	} names[] = {{"title", FIELD_TITLE}, {"author", FIELD_AUTHOR},
	    {"date", FIELD_DATE}, {"url", FIELD_URL}, {"link", FIELD_URL},
	    {"language", FIELD_LANGUAGE}, {"section", FIELD_SECTION},
	    {"source", FIELD_SOURCE}, {"item", FIELD_ITEM}};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(what, names[i].name) == 0)
			return names[i].field;
	return FIELD_COUNT;
}

static void
store(struct page *p, struct article *a, enum field f, struct view v)
{
	static const enum label label[] = {
	    [FIELD_AUTHOR] = LABEL_AUTHOR, [FIELD_LANGUAGE] = LABEL_LANGUAGE};

	v = shape_trim(v);
	if (v.len == 0 || a->field[f].len > 0)
		return;
	if (f == FIELD_DATE)
		markup_date(p, a, v);
	else if (f == FIELD_AUTHOR || f == FIELD_LANGUAGE)
		label_store(p, a, label[f], v);
	else if (f != FIELD_URL || shape_url(v))
		page_set(p, a, f, v);
}

/* Escaped HTML as plain text, when it is any; valid until the next call. */
static struct view
unescape(struct markup *m, struct view v)
{
	struct blocks b = m->blocks;

	if (memchr(v.p, '<', v.len) == NULL && memchr(v.p, '&', v.len) == NULL)
		return v;
	m->blocks = m->spare;
	markup_fragment(m, v);
	markup_compose(m, 0, m->blocks.n, 0);
	m->spare = m->blocks;
	m->blocks = b;
	m->skip = m->out = 0;
	return buf_view(&m->composed);
}

/* A value was found. */
static void
found(struct news *w, const char *what, struct view v)
{
	enum field f = field_of(what);
	struct markup *m = &w->m->markup;

	v = shape_trim(v);
	if (v.len == 0)
		return;
	if (w->article == 0) {
		if (f < FIELD_COUNT && m->defaults[f].len == 0)
			buf_put_view(&m->defaults[f], v);
	} else if (f < FIELD_COUNT)
		store(&w->m->page, &w->a, f,
		    f == FIELD_TITLE && w->escaped && w->body == 0
			? unescape(m, v)
			: v);
	else if (strcmp(what, "updated") == 0) {
		if (w->updated.len == 0)
			buf_put_view(&w->updated, v);
	} else if (strcmp(what, "provider") == 0) {
		if (w->provider.len == 0)
			buf_put_view(&w->provider, v);
	} else if (strcmp(what, "summary") == 0) {
		if (m->summary.len == 0)
			buf_put_view(&m->summary, v);
	} else if (strcmp(what, "html") == 0) {
		if (w->encoded.len == 0)
			buf_put_view(&w->encoded, v);
	} else if (strcmp(what, "type") == 0)
		w->none = same(v, "attachment", 10) ||
		    same(v, "nav_menu_item", 13) || same(v, "revision", 8);
}

static void
begin_article(struct news *w, const struct markup_element *e)
{
	struct page *p = &w->m->page;

	w->article = w->depth;
	w->from = e->at;
	w->a = (struct article){0};
	w->none = false;
	buf_clear(&w->updated);
	buf_clear(&w->provider);
	buf_clear(&w->encoded);
	buf_clear(&w->m->markup.summary);
	blocks_clear(&w->m->markup.blocks);
	w->m->markup.blocks.parts = true;
	w->m->markup.skip = w->m->markup.out = 0;
	page_clear_strings(p);
}

/* Atom: a link is the article's unless it says that it is another. */
static void
link_found(struct news *w, const struct markup_element *e)
{
	struct view rel, href;

	if (!markup_attribute(e, "href", &href) ||
	    (markup_attribute(e, "rel", &rel) && !same(rel, "alternate", 9)))
		return;
	found(w, "url", href);
}

/* The content of an element with text: markup, or HTML that is escaped. */
static void
begin_text(struct news *w, const struct markup_element *e, const char *what)
{
	struct view type;
	bool escaped = strcmp(what, "html") == 0;

	if (escaped && markup_attribute(e, "type", &type) &&
	    same(type, "xhtml", 5))
		escaped = false;
	if (!escaped && w->body == 0 && w->capture == 0) {
		w->body = w->depth;
		w->m->markup.skip = w->m->markup.out = 0;
	} else if (escaped && w->capture == 0 && w->body == 0) {
		w->capture = w->depth;
		w->what = what;
		buf_clear(&w->m->markup.captured);
	}
}

/* Path i of the table fits the element. */
static void
hit(struct news *w, size_t i, const struct markup_element *e)
{
	const char *attr = strchr(paths[i].path, '@'), *what = paths[i].what;
	struct view v;

	if (attr != NULL) {
		if (markup_attribute(e, attr + 1, &v))
			found(w, what, v);
	} else if (strcmp(what, "article") == 0) {
		if (w->article == 0)
			begin_article(w, e);
	} else if (strcmp(what, "link") == 0)
		link_found(w, e);
	else if (strcmp(what, "text") == 0 || strcmp(what, "html") == 0)
		begin_text(w, e, what);
	else if (w->capture == 0) {
		w->capture = w->depth;
		w->what = what;
		buf_clear(&w->m->markup.captured);
	}
}

static void
on_open(void *ctx, const struct markup_element *e)
{
	struct news *w = ctx;
	size_t i;

	w->depth++;
	w->name[w->depth] = e->name;
	w->pre[w->depth] = e->prefix;
	if (w->depth == 1)
		w->prefix = e->prefix;
	if (w->body > 0)
		flow_open(&w->m->markup, e->name, e->at);
	for (i = 0; i < N_PATHS; i++)
		if (strcmp(paths[i].format, w->format) == 0 &&
		    path_fits(w, paths[i].path))
			hit(w, i, e);
}

/* A first line that is the headline again is no text. */
static void
repeat_out(struct news *w)
{
	struct blocks *b = &w->m->markup.blocks;
	struct view title, v;
	size_t i = 0;

	while (i < b->n && (b->v[i].where & WHERE_OUT) != 0)
		i++;
	if (i == b->n)
		return;
	title = page_string(&w->m->page, w->a.field[FIELD_TITLE]);
	v = block_view(b, i);
	if (title.len == v.len && memcmp(title.p, v.p, v.len) == 0)
		b->v[i].where |= WHERE_OUT;
}

/* The article's text in m->composed: the first of these that there is. */
static void
compose(struct news *w)
{
	struct markup *m = &w->m->markup;

	if (m->blocks.n == 0 && w->encoded.len > 0)
		markup_fragment(m, buf_view(&w->encoded));
	if (m->blocks.n == 0 && m->summary.len > 0)
		markup_fragment(m, buf_view(&m->summary));
	repeat_out(w);
	markup_compose(m, 0, m->blocks.n, WHERE_OUT);
}

static void
end_article(struct news *w, size_t end)
{
	struct page *p = &w->m->page;
	struct markup *m = &w->m->markup;
	size_t f;

	w->article = 0;
	w->capture = w->body = 0;
	if (w->none)
		return;
	markup_date(p, &w->a, buf_view(&w->updated));
	store(p, &w->a, FIELD_SOURCE, buf_view(&w->provider));
	for (f = 0; f < FIELD_COUNT; f++)
		store(p, &w->a, (enum field)f, buf_view(&m->defaults[f]));
	if (w->a.field[FIELD_URL].len == 0 && w->a.field[FIELD_ITEM].len > 0 &&
	    shape_url(page_string(p, w->a.field[FIELD_ITEM])))
		w->a.field[FIELD_URL] = w->a.field[FIELD_ITEM];
	compose(w);
	if (m->composed.len == 0 && w->a.field[FIELD_TITLE].len == 0)
		return;
	w->found++;
	markup_emit(w->m, w->job, &w->a, w->text, w->from, end, w->cue);
}

static void
on_close(void *ctx, struct view name, size_t end)
{
	struct news *w = ctx;

	if (w->capture == w->depth) {
		w->capture = 0;
		found(w, w->what, buf_view(&w->m->markup.captured));
	}
	if (w->body > 0)
		flow_close(&w->m->markup, name, end);
	if (w->body == w->depth) {
		w->body = 0;
		w->m->markup.skip = w->m->markup.out = 0;
		blocks_break(&w->m->markup.blocks, GAP_PARA, end);
	}
	if (w->article == w->depth)
		end_article(w, end);
	w->depth--;
}

static void
on_text(void *ctx, struct view v, size_t at)
{
	struct news *w = ctx;
	struct markup *m = &w->m->markup;

	if (w->capture > 0)
		buf_put_view(&m->captured, v);
	if (w->body > 0 && m->skip == 0) {
		m->blocks.where = m->out > 0 ? WHERE_OUT : 0;
		blocks_text(&m->blocks, v, at);
	}
}

void
markup_news(struct member *m, struct job *j, struct view text)
{
	static const struct {
		const char *format;
		const char *cue;
	} kinds[] = {[MARKUP_RSS] = {"rss", "rss"},
	    [MARKUP_ATOM] = {"atom", "atom"},
	    [MARKUP_NITF] = {"nitf", "nitf"},
	    [MARKUP_NEWSML] = {"newsml", "newsml"},
	    [MARKUP_NEWSML_G2] = {"g2", "newsml-g2"}};
	struct news w = {.m = m,
	    .job = j,
	    .text = text,
	    .format = kinds[m->markup.kind].format,
	    .cue = kinds[m->markup.kind].cue};
	struct markup_events ev = {on_open, on_close, on_text, &w};
	size_t i;

	for (i = 0; i < FIELD_COUNT; i++)
		buf_clear(&m->markup.defaults[i]);
	w.escaped =
	    m->markup.kind == MARKUP_RSS || m->markup.kind == MARKUP_ATOM;
	markup_parse(text, false, &ev, &m->markup.fault);
	if (w.found == 0 && m->markup.fault.line == 0)
		job_note(j, 0, 0, "it holds no article");
	buf_free(&w.updated);
	buf_free(&w.provider);
	buf_free(&w.encoded);
}
