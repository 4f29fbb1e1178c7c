/* SPDX-License-Identifier: ISC */
/*
 * The articles of a page of HTML.  When it has several <article>s with a
 * headline and a text of their own, each is one: what only leads to another
 * page has a headline that is a link, or hardly a text.  Else the page is one
 * article, and its text that of the first of these that there is: what is
 * marked as the article's body; the <article> with the most text; <main>; all
 * that is not navigation, without the lines that are but links.
 */
#include <string.h>

#include "date.h"
#include "label.h"
#include "markup_private.h"
#include "shape.h"

size_t
markup_weigh(const struct blocks *b, unsigned where, uint32_t group)
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
	size_t n, most = 0, all = markup_weigh(b, 0, 0);
	uint32_t i, best = 0;

	for (i = 1; i <= articles && i <= 256; i++) {
		n = markup_weigh(b, WHERE_ARTICLE, i);
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

	if (markup_weigh(b, WHERE_BODY, 0) > 0)
		keep(b, WHERE_BODY, 0);
	else if ((best = main_article(b, articles)) > 0)
		keep(b, WHERE_ARTICLE, best);
	else {
		if (markup_weigh(b, WHERE_MAIN, 0) > 0)
			keep(b, WHERE_MAIN, 0);
		links_out(b);
	}
}

/* The headline may be broken over blocks from i on: behind the last of them, or
 * i when they are none of it. */
static size_t
headline_end(const struct blocks *b, size_t i, size_t last, struct view title)
{
	size_t from = i;
	struct view v;

	for (; i < last && title.len > 0; i++) {
		v = block_view(b, i);
		if (v.len > title.len || memcmp(v.p, title.p, v.len) != 0 ||
		    (v.len < title.len && title.p[v.len] > ' '))
			return from;
		title = shape_skip(title, v.len);
	}
	return title.len == 0 ? i : from;
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
		head = headline_end(b, i, last, title);
		if (head > i)
			break;
		head = first;
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

	page_clear_strings(p);
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

void
markup_page(
    struct member *m, struct job *j, struct view text, uint32_t articles)
{
	struct blocks *b = &m->markup.blocks;

	if (markup_weigh(b, WHERE_BODY, 0) == 0 && emit_articles(m, j, text))
		return;
	choose(b, articles);
	emit_blocks(m, j, text, 0, b->n, (struct view){0});
}
