/* SPDX-License-Identifier: ISC */
/*
 * A page of HTML.  When its lines are those of an export of a database, or of
 * a digest, they are cut as any text is.  When it has several <article>s with
 * a headline and a text of their own, each is one: what only leads to another
 * page has a headline that is a link, or hardly a text.  Else it is one
 * article.  Its text is that of the first of these that there is: what is marked as the article's
 * body; the <article> with the most text; <main>; all that is not navigation,
 * without the lines that are but links.  Fields come from meta elements, from
 * the marks of schema.org and from the elements themselves; where several tell
 * one field the best kind counts (data/markup-meta.txt), then the first.
 */
#include <string.h>

#include "date.h"
#include "label.h"
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

/* Bytes of text in blocks that are in all of where, of a group or of any. */
static size_t
weigh(const struct blocks *b, unsigned where, uint32_t group)
{
	size_t i, n = 0;

	for (i = 0; i < b->n; i++)
		if ((b->v[i].where & where) == where &&
		    (b->v[i].where & WHERE_OUT) == 0 &&
		    (group == 0 || b->v[i].group == group))
			n += b->v[i].len;
	return n;
}

/* Take all blocks that are not in where, or of another group, out. */
static void
keep(struct blocks *b, unsigned where, uint32_t group)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if ((b->v[i].where & where) != where ||
		    (group != 0 && b->v[i].group != group))
			b->v[i].where |= WHERE_OUT;
}

/* The <article> with the most text, 0 when none has enough of it. */
static uint32_t
main_article(const struct blocks *b, uint32_t articles)
{
	size_t n, most = 0, all = weigh(b, 0, 0);
	uint32_t i, best = 0;

	for (i = 1; i <= articles && i <= 256; i++) {
		n = weigh(b, WHERE_ARTICLE, i);
		if (n > most) {
			most = n;
			best = i;
		}
	}
	return most >= 250 || most * 3 >= all ? best : 0;
}

/* Lines that are but links, where nothing says what is navigation. */
static void
links_out(struct blocks *b)
{
	struct block *k;
	size_t i;

	for (i = 0; i < b->n; i++) {
		k = &b->v[i];
		if (k->len < 160 && k->linked * 10 >= k->len * 8)
			k->where |= WHERE_OUT;
	}
}

static void
choose(struct blocks *b, uint32_t articles)
{
	uint32_t best;

	if (weigh(b, WHERE_BODY, 0) > 0)
		keep(b, WHERE_BODY, 0);
	else if ((best = main_article(b, articles)) > 0)
		keep(b, WHERE_ARTICLE, best);
	else {
		if (weigh(b, WHERE_MAIN, 0) > 0)
			keep(b, WHERE_MAIN, 0);
		links_out(b);
	}
}

/* Take off what stands above the text: up to the headline, then lines that
 * are a name or a date and nothing else. */
static void
head_out(struct page *p, struct article *a, struct blocks *b, size_t first,
    size_t last)
{
	struct view title = page_string(p, a->field[FIELD_TITLE]), v, name;
	struct date d;
	size_t i, seen = 0, head = first;

	for (i = first; i < last && seen < 16; i++) {
		if ((b->v[i].where & WHERE_OUT) != 0)
			continue;
		seen++;
		v = block_view(b, i);
		if (v.len == title.len && memcmp(v.p, title.p, v.len) == 0) {
			head = i + 1;
			break;
		}
		if (v.len > 200)
			break;
	}
	for (i = first; i < head; i++)
		b->v[i].where |= WHERE_OUT;
	for (i = head; i < last; i++) {
		if ((b->v[i].where & WHERE_OUT) != 0)
			continue;
		v = block_view(b, i);
		if (v.len < 80 && shape_byline(v, &name))
			label_store(p, a, LABEL_AUTHOR, v);
		else if (v.len < 60 && date_whole(v, &d))
			label_store(p, a, LABEL_DATE, v);
		else if (v.len > 100)
			break;
		else
			continue;
		b->v[i].where |= WHERE_OUT;
	}
}

/* "Headline | The Gazette": without the page's own name. */
static struct view
without_site(struct view title, struct view site)
{
	size_t n = title.len;

	if (site.len == 0 || n <= site.len + 3 ||
	    memcmp(title.p + n - site.len, site.p, site.len) != 0)
		return title;
	n -= site.len;
	while (n > 0 &&
	    (title.p[n - 1] <= ' ' || title.p[n - 1] >= 0x80 ||
		strchr("|-:", title.p[n - 1]) != NULL))
		n--;
	return n == 0 ? title : (struct view){title.p, n};
}

static void
fields(struct page *p, struct article *a, struct buf *told)
{
	static const enum label label[] = {[FIELD_AUTHOR] = LABEL_AUTHOR,
	    [FIELD_URL] = LABEL_URL,
	    [FIELD_LANGUAGE] = LABEL_LANGUAGE,
	    [FIELD_SECTION] = LABEL_SECTION,
	    [FIELD_SOURCE] = LABEL_SOURCE};
	size_t f;

	buf_clear(&p->strings);
	buf_putc(&p->strings, '\0');
	page_set(p, a, FIELD_TITLE,
	    without_site(
		buf_view(&told[FIELD_TITLE]), buf_view(&told[FIELD_SOURCE])));
	markup_date(p, a, buf_view(&told[FIELD_DATE]));
	for (f = 0; f < sizeof(label) / sizeof(label[0]); f++)
		if (label[f] != LABEL_NONE)
			label_store(p, a, label[f], buf_view(&told[f]));
}

/* The article that blocks first..last are. */
static void
emit_blocks(struct member *m, struct job *j, struct view text, size_t first,
    size_t last, struct view headline)
{
	struct blocks *b = &m->markup.blocks;
	struct article a = {0};

	fields(&m->page, &a, m->markup.defaults);
	if (headline.len > 0)
		page_set(&m->page, &a, FIELD_TITLE, headline);
	head_out(&m->page, &a, b, first, last);
	markup_compose(&m->markup, first, last, WHERE_OUT);
	if (m->markup.composed.len > 0 || a.field[FIELD_TITLE].len > 0)
		markup_emit(m, j, &a, text, first < last ? b->v[first].from : 0,
		    last < b->n ? b->v[last - 1].to : text.len, "html");
	else if (m->markup.fault.line == 0)
		job_note(j, 0, 0, "it holds no article");
}

/* An <article> that is to be read here: its headline, in its first lines, is no
 * link, and a text follows.  The headline's block, or last. */
static size_t
headline_of(const struct blocks *b, size_t first, size_t last)
{
	size_t i, n = 0, head = last, seen = 0;

	for (i = first; i < last; i++) {
		const struct block *k = &b->v[i];

		if ((k->where & WHERE_OUT) != 0)
			continue;
		if (head == last && seen++ < 4 && k->level > 0 &&
		    k->level <= 3 && k->linked * 2 < k->len)
			head = i;
		else
			n += k->len - k->linked;
	}
	return n >= 20 ? head : last;
}

/* The blocks of <article>s from i on: where they end.  group: which one. */
static size_t
article_end(const struct blocks *b, size_t i)
{
	const uint32_t group = b->v[i].group;

	while (i < b->n && b->v[i].group == group &&
	    (b->v[i].where & WHERE_ARTICLE) != 0)
		i++;
	return i;
}

/* The next <article> from *i on with a headline and a text of its own: its
 * headline's block, *i its first, *last behind its last; false: none. */
static bool
next_article(const struct blocks *b, size_t *i, size_t *last, size_t *head)
{
	for (; *i < b->n; *i = *last) {
		*last = *i + 1;
		if ((b->v[*i].where & WHERE_ARTICLE) == 0)
			continue;
		*last = article_end(b, *i);
		if ((*head = headline_of(b, *i, *last)) < *last)
			return true;
	}
	return false;
}

/* Emit each such <article>.  false, and nothing done: there are not two. */
static bool
emit_articles(struct member *m, struct job *j, struct view text)
{
	const struct blocks *b = &m->markup.blocks;
	size_t i, last, head, n = 0;

	for (i = 0; n < 2 && next_article(b, &i, &last, &head); i = last)
		n++;
	if (n < 2)
		return false;
	/* The page told these of one of them. */
	buf_clear(&m->markup.defaults[FIELD_AUTHOR]);
	buf_clear(&m->markup.defaults[FIELD_DATE]);
	for (i = 0; next_article(b, &i, &last, &head); i = last)
		emit_blocks(m, j, text, i, last, block_view(b, head));
	return true;
}

static void
emit_page(struct html *h, struct member *m, struct job *j, struct view text)
{
	struct blocks *b = &m->markup.blocks;

	if (weigh(b, WHERE_BODY, 0) == 0 && emit_articles(m, j, text))
		return;
	choose(b, h->articles);
	emit_blocks(m, j, text, 0, b->n, (struct view){0});
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
	if (!h->is_article && weigh(&m->markup.blocks, WHERE_BODY, 0) == 0 &&
	    weigh(&m->markup.blocks, WHERE_ARTICLE, 0) == 0)
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
	emit_page(&h, m, j, text);
	return true;
}
