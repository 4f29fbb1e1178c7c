/* SPDX-License-Identifier: ISC */
#include "unit.h"

#include <stdlib.h>

#include "xalloc.h"

struct span *
cutter_room(struct cutter *c, size_t n)
{
	if (c->cap < n) {
		c->cap = n + n / 2;
		c->v = xreallocarray(c->v, c->cap, sizeof(*c->v));
	}
	c->n = n;
	return c->v;
}

static void
cut_paragraphs(struct cutter *c, struct view text)
{
	struct span *v;
	size_t i;

	layout_scan(&c->layout, text, LAYOUT_GUESS);
	v = cutter_room(c, c->layout.n_paras);
	for (i = 0; i < c->n; i++)
		v[i] = (struct span){
		    c->layout.para[i].begin, c->layout.para[i].end};
}

static void
cut_sentences(struct cutter *c, struct view text, enum language lang)
{
	struct span *v;
	size_t i;

	sentence_split(c->splitter, text, lang, &c->sentences);
	v = cutter_room(c, c->sentences.n);
	for (i = 0; i < c->n; i++)
		v[i] = (struct span){
		    c->sentences.v[i].begin, c->sentences.v[i].end};
}

void
cutter_cut(struct cutter *c, struct view text, enum language lang)
{
	if (c->unit == UNIT_SENTENCE)
		cut_sentences(c, text, lang);
	else if (c->unit == UNIT_PARAGRAPH)
		cut_paragraphs(c, text);
	else
		*cutter_room(c, 1) = (struct span){0, text.len};
}

void
cutter_free(struct cutter *c)
{
	layout_free(&c->layout);
	sentences_free(&c->sentences);
	free(c->v);
	*c = (struct cutter){0};
}

char
unit_letter(enum unit u)
{
	return u == UNIT_SENTENCE ? 's' : u == UNIT_PARAGRAPH ? 'p' : 'a';
}
