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
	b->verbatim = b->open = b->begun = b->blank = false;
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
	if (b->open)
		b->v[b->n - 1].to = at;
	b->open = b->blank = false;
	if (gap > b->gap)
		b->gap = gap;
	blocks_tag(b, at);
}

void
blocks_end(struct blocks *b, enum gap gap, size_t end)
{
	if (b->n > 0 && (b->open || !b->begun))
		b->v[b->n - 1].to = end;
	if (gap == GAP_NONE)
		return;
	b->open = b->blank = false;
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
	b->begun = b->blank = false;
	b->gap = GAP_NONE;
	return k;
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

void
blocks_text(struct blocks *b, struct view v)
{
	struct block *k = b->open ? &b->v[b->n - 1] : NULL;
	size_t i, from;

	for (i = 0; i < v.len;) {
		if (is_blank(v.p[i]) && (!b->verbatim || v.p[i] != ' ')) {
			b->blank |= k != NULL && k->len > 0;
			i++;
			continue;
		}
		for (from = i; i < v.len &&
		     (!is_blank(v.p[i]) || (b->verbatim && v.p[i] == ' '));)
			i++;
		if (k == NULL)
			k = open_block(b);
		if (b->blank)
			buf_putc(&b->text, ' ');
		b->blank = false;
		buf_put(&b->text, v.p + from, i - from);
		k->len = b->text.len - k->at;
	}
}

void
blocks_tab(struct blocks *b)
{
	if (!b->open || b->v[b->n - 1].len == 0)
		return;
	b->blank = false;
	buf_putc(&b->text, '\t');
	b->v[b->n - 1].len++;
}
