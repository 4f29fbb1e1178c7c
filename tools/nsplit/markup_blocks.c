/* SPDX-License-Identifier: ISC */
#include "markup_blocks.h"

#include <stdlib.h>

#include "xalloc.h"

void
blocks_clear(struct blocks *b)
{
	buf_clear(&b->text);
	b->n = 0;
	b->group = 0;
	b->where = 0;
	b->level = 0;
	b->parts = false;
	b->pre = b->feeds = 0;
	b->verbatim = b->open = b->begun = b->blank = b->tab = false;
	b->from = 0;
	b->gap = GAP_NONE;
}

void
blocks_free(struct blocks *b)
{
	buf_free(&b->text);
	free(b->v);
	*b = (struct blocks){0};
}

void
blocks_tag(struct blocks *b, size_t at)
{
	if (!b->open && !b->begun) {
		b->from = at;
		b->begun = true;
	}
}

void
blocks_break(struct blocks *b, enum gap gap, size_t at)
{
	b->feeds = 0;
	if (b->open)
		b->v[b->n - 1].to = at;
	b->open = b->blank = b->tab = false;
	if (gap > b->gap)
		b->gap = gap;
	b->from = at;
	b->begun = true;
}

void
blocks_end(struct blocks *b, enum gap gap, size_t end)
{
	if (b->n > 0 && (b->open || !b->begun))
		b->v[b->n - 1].to = end;
	if (gap == GAP_NONE)
		return;
	b->open = b->blank = b->tab = false;
	if (gap > b->gap)
		b->gap = gap;
}

static struct block *
open_block(struct blocks *b)
{
	struct block *k;
	size_t from;

	if (b->open)
		return &b->v[b->n - 1];
	from = b->n > 0 ? b->v[b->n - 1].to : 0;
	if (b->begun && b->from > from)
		from = b->from;
	if (b->n == b->cap) {
		b->cap = b->cap == 0 ? 64 : b->cap * 2;
		b->v = xreallocarray(b->v, b->cap, sizeof(*b->v));
	}
	k = &b->v[b->n];
	*k = (struct block){.at = b->text.len,
	    .from = from,
	    .to = from,
	    .group = b->group,
	    .where = b->where,
	    .level = b->level,
	    .gap = (unsigned char)(b->n == 0 ? GAP_NONE
		    : b->gap == GAP_NONE     ? GAP_LINE
					     : b->gap)};
	b->n++;
	b->open = true;
	b->begun = b->blank = b->tab = false;
	b->gap = GAP_NONE;
	return k;
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Text comes after blanks at offset at of what was parsed; if there were line
 * ends among them that count, it begins another block. */
static void
part(struct blocks *b, size_t at)
{
	enum gap gap = b->feeds >= 2 && (b->parts || b->pre > 0) ? GAP_PARA
	    : b->feeds == 1 && b->pre > 0			 ? GAP_LINE
								 : GAP_NONE;

	b->feeds = 0;
	if (gap == GAP_NONE || !b->open)
		return;
	b->open = b->blank = b->tab = false;
	b->gap = gap;
	if (at != SIZE_MAX) {
		b->from = at;
		b->begun = true;
	}
}

/* What is due between two words of a block. */
static void
put_blank(struct blocks *b, struct block *k)
{
	unsigned char *end;

	if (b->tab) {
		/* U+00A0 fills cells. */
		while (k->len >= 2 && (end = b->text.data + b->text.len - 2) &&
		    end[0] == 0xC2 && end[1] == 0xA0) {
			b->text.len -= 2;
			k->len -= 2;
		}
		buf_putc(&b->text, '\t');
	} else if (b->blank)
		buf_putc(&b->text, ' ');
	b->tab = b->blank = false;
}

void
blocks_text(struct blocks *b, struct view v, size_t at)
{
	struct block *k;
	size_t i, from;

	for (i = 0; i < v.len;) {
		if (is_blank(v.p[i]) && (!b->verbatim || v.p[i] != ' ')) {
			b->blank |= b->open && b->v[b->n - 1].len > 0;
			b->feeds += v.p[i] == '\n';
			i++;
			continue;
		}
		for (from = i; i < v.len &&
		     (!is_blank(v.p[i]) || (b->verbatim && v.p[i] == ' '));)
			i++;
		part(b, at == SIZE_MAX ? at : at + from);
		k = open_block(b);
		put_blank(b, k);
		buf_put(&b->text, v.p + from, i - from);
		k->len = b->text.len - k->at;
		if (at != SIZE_MAX && at + i > k->to)
			k->to = at + i;
	}
}

void
blocks_tab(struct blocks *b)
{
	b->tab = b->open && b->v[b->n - 1].len > 0;
}
