/* SPDX-License-Identifier: ISC */
/*
 * A document that is but text in another form, as a DOCX is, is turned into
 * lines: these take the place of the member's bytes in the window, with marks
 * that tell which bytes each line came from, and are cut as any text is.
 */
#include "markup.h"

#include <stdlib.h>
#include <string.h>

#include "markup_private.h"
#include "xalloc.h"

void
markup_begin(struct markup *m)
{
	m->kind = MARKUP_UNKNOWN;
	m->over = false;
	buf_clear(&m->columns);
}

void
markup_free(struct markup *m)
{
	blocks_free(&m->blocks);
	blocks_free(&m->spare);
	buf_free(&m->captured);
	buf_free(&m->summary);
	buf_free(&m->composed);
	buf_free(&m->columns);
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buf_free(&m->defaults[i]);
	buf_free(&m->lines);
	buf_free(&m->levels);
	free(m->marks);
	*m = (struct markup){0};
}

static void
add_mark(struct markup *m, size_t text, uint64_t raw)
{
	if (m->n_marks == m->cap_marks) {
		m->cap_marks = m->cap_marks ? m->cap_marks * 2 : 256;
		m->marks =
		    xreallocarray(m->marks, m->cap_marks, sizeof(*m->marks));
	}
	m->marks[m->n_marks++] = (struct mark){text, raw};
}

/* Line ends before block k. */
static void
put_gap(struct markup *m, const struct block *k)
{
	size_t n = k->gap == GAP_NONE ? 0 : k->gap == GAP_PARA ? 2 : 1;

	while (n-- > 0) {
		buf_putc(&m->lines, '\n');
		if (n > 0)
			buf_putc(&m->levels, 0);
	}
}

/* m->lines, m->marks and m->levels from the blocks. */
void
markup_make_lines(struct member *member)
{
	struct markup *m = &member->markup;
	const struct window *w = &member->window;
	uint64_t at = member->at;
	const struct block *k;
	size_t i;

	buf_clear(&m->lines);
	buf_clear(&m->levels);
	m->n_marks = 0;
	add_mark(m, 0, window_raw_offset(w, at));
	for (i = 0; i < m->blocks.n; i++) {
		k = &m->blocks.v[i];
		put_gap(m, k);
		buf_putc(&m->levels, k->level);
		add_mark(m, m->lines.len, window_raw_offset(w, at + k->from));
		buf_put_view(&m->lines, block_view(&m->blocks, i));
		add_mark(m, m->lines.len, window_raw_offset(w, at + k->to));
	}
}

/* Put the lines in the place of the member's text. */
static void
replace(struct markup *m, struct window *w)
{
	struct buf b;

	if (!w->decoded) {
		b = w->raw;
		w->raw = w->text;
		w->text = b;
		w->raw_at = w->text_at;
		w->decoded = true;
	}
	b = w->text;
	w->text = m->lines;
	w->text_at = 0;
	m->lines = b;
	free(w->marks);
	w->marks = m->marks;
	w->n_marks = m->n_marks;
	w->cap_marks = m->cap_marks;
	m->marks = NULL;
	m->n_marks = m->cap_marks = 0;
}

void
markup_to_lines(struct member *m)
{
	replace(&m->markup, &m->window);
	m->at = 0;
	m->step = m->window.text.len;
	m->page.level = buf_view(&m->markup.levels);
}

static void
tell_fault(struct markup *m, struct job *j)
{
	if (m->fault.line != 0 && !j->partial)
		job_reject(j, m->fault.line, m->fault.column, m->fault.why,
		    (struct view){0});
}

/* Too long to be read as a whole. */
static bool
too_long(struct member *m, struct job *j)
{
	struct view v = window_text(&m->window, m->at);

	if (!m->markup.over && v.len <= m->max_record && v.len <= MARKUP_MAX)
		return false;
	if (!m->markup.over)
		job_reject(
		    j, 0, 0, "longer than --max-record", (struct view){0});
	m->markup.over = true;
	m->at += v.len;
	window_drop(&m->window, m->at);
	return true;
}

enum markup_turn
markup_member(struct member *m, struct job *j)
{
	struct markup *k = &m->markup;
	struct view v = window_text(&m->window, m->at);

	if (k->kind == MARKUP_UNKNOWN)
		k->kind = markup_sniff(v, j->last);
	if (k->kind == MARKUP_TEXT)
		return MARKUP_PASS;
	if (k->kind == MARKUP_UNKNOWN || too_long(m, j) || !j->last)
		return MARKUP_TAKEN;
	if (k->kind == MARKUP_HTML) {
		if (markup_html(m, j, v)) {
			tell_fault(k, j);
			return MARKUP_TAKEN;
		}
	} else if (k->kind == MARKUP_DOCX) {
		markup_docx(k, v);
		markup_make_lines(m);
	} else {
		markup_news(m, j, v);
		tell_fault(k, j);
		return MARKUP_TAKEN;
	}
	tell_fault(k, j);
	markup_to_lines(m);
	return MARKUP_LINES;
}
