/* SPDX-License-Identifier: ISC */
/* What the formats have in common: text out of blocks, a record out of it. */
#include "markup_private.h"

static void
on_open(void *ctx, const struct markup_element *e)
{
	flow_open(ctx, e->name, e->at);
}

static void
on_close(void *ctx, struct view name, size_t end)
{
	flow_close(ctx, name, end);
}

static void
on_text(void *ctx, struct view v, size_t at)
{
	struct markup *m = ctx;

	if (m->skip == 0)
		blocks_text(&m->blocks, v, at);
}

void
markup_fragment(struct markup *m, struct view html)
{
	struct markup_events ev = {on_open, on_close, on_text, m};
	struct markup_fault fault;

	blocks_clear(&m->blocks);
	m->blocks.parts = true;
	m->skip = m->out = 0;
	markup_parse(html, true, &ev, &fault);
}

void
markup_compose(struct markup *m, size_t first, size_t last, unsigned without)
{
	struct buf *b = &m->composed;
	const struct block *k;
	size_t i;
	bool gap = false;

	buf_clear(b);
	for (i = first; i < last; i++) {
		k = &m->blocks.v[i];
		gap |= k->gap > GAP_LINE;
		if ((k->where & without) != 0 || k->len == 0)
			continue;
		if (b->len > 0)
			buf_puts(b, gap ? "\n\n" : "\n");
		buf_put_view(b, block_view(&m->blocks, i));
		gap = false;
	}
}

/* A page of one line, which is bytes from..to of text and no text itself. */
static void
make_page(struct page *p, struct view text, size_t from, size_t to)
{
	static const unsigned char line[] = "-\n";
	struct buf strings = p->strings;

	p->strings = (struct buf){0};
	page_index(p, (struct view){line, 2});
	buf_free(&p->strings);
	p->strings = strings;
	p->text = p->origin = text;
	p->lines.v[0] = (struct line){from, from, to};
	p->lines.v[1].at = to;
	p->role[0] = ROLE_MARK;
}

void
markup_emit(struct member *m, struct job *j, struct article *a,
    struct view text, size_t from, size_t to, const char *cue)
{
	struct page *p = &m->page;
	struct buf *b = &m->markup.composed;
	struct occasion o = {.job = j,
	    .window = &m->window,
	    .at = m->at,
	    .cue = cue,
	    .confidence = 1,
	    .columns = buf_view(&m->markup.columns),
	    .partial = j->partial && to == text.len};

	make_page(p, text, from, to);
	a->first = 0;
	a->last = a->body = 1;
	a->composed = true;
	a->text = (struct string){p->strings.len, b->len};
	buf_put_view(&p->strings, buf_view(b));
	m->found++;
	emit_article(&m->emitter, &o, p, a);
}
