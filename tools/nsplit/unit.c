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

/* The last word of a text, for --explain. */
static struct view
last_word(struct view v)
{
	size_t i = v.len;

	while (i > 0 && v.p[i - 1] > ' ' && v.len - i < 40)
		i--;
	while (i < v.len && (v.p[i] & 0xC0) == 0x80)
		i++;
	return (struct view){v.p + i, v.len - i};
}

void
cutter_explain(
    const struct cutter *c, struct job *j, struct view id, struct view text)
{
	struct view v;
	size_t i;

	if (!j->want_explain || c->unit != UNIT_SENTENCE)
		return;
	for (i = 0; i < c->n; i++) {
		v = last_word((struct view){
		    text.p + c->v[i].begin, c->v[i].end - c->v[i].begin});
		job_explain(j, id, c->v[i].end - v.len,
		    sentence_rule_name(c->sentences.v[i].rule), v, v);
	}
}

void
unit_put_line(struct buf *b, struct view v)
{
	size_t i, at = b->len;

	for (i = 0; i < v.len; i++)
		if (v.p[i] != '\n' && v.p[i] != '\r')
			buf_putc(b, v.p[i]);
		else if (b->len > at && b->data[b->len - 1] != ' ')
			buf_putc(b, ' ');
	buf_putc(b, '\n');
}
