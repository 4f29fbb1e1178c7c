/* SPDX-License-Identifier: ISC */
/*
 * The main part of a DOCX (ECMA-376 part 1, 17): each paragraph is a line, and
 * blank lines are between paragraphs.  Runs of text, tabs and breaks count;
 * fields' codes, deleted text and the second version of alternate content
 * (part 3) do not.
 */
#include "markup_private.h"

#include <string.h>

static bool
named(struct view v, const char *s)
{
	return v.len == strlen(s) && memcmp(v.p, s, v.len) == 0;
}

/* "Heading1", "Title": the level, 0 for other styles. */
static unsigned char
style_level(struct view v)
{
	if (named(v, "Title"))
		return 1;
	if (v.len == 8 && memcmp(v.p, "Heading", 7) == 0 && v.p[7] >= '1' &&
	    v.p[7] <= '9')
		return (unsigned char)(v.p[7] - '0');
	return 0;
}

static void
open_in_paragraph(struct markup *m, const struct markup_element *e)
{
	struct view v;

	if (named(e->name, "pPr"))
		m->docx.properties++;
	else if (named(e->name, "pStyle")) {
		if (markup_attribute(e, "w:val", &v))
			m->blocks.level = style_level(v);
	} else if (named(e->name, "outlineLvl")) {
		if (markup_attribute(e, "w:val", &v) && v.len == 1 &&
		    v.p[0] >= '0' && v.p[0] < '9')
			m->blocks.level = (unsigned char)(v.p[0] - '0' + 1);
	} else if (m->docx.properties > 0)
		return;
	else if (named(e->name, "t"))
		m->docx.text = true;
	else if (named(e->name, "tab") || named(e->name, "ptab"))
		blocks_tab(&m->blocks);
	else if (named(e->name, "br") || named(e->name, "cr"))
		blocks_break(&m->blocks, GAP_LINE, e->at);
	else if (named(e->name, "noBreakHyphen"))
		blocks_text(&m->blocks,
		    (struct view){(const unsigned char *)"\xE2\x80\x91", 3},
		    SIZE_MAX);
}

static void
on_open(void *ctx, const struct markup_element *e)
{
	struct markup *m = ctx;

	if (named(e->name, "Fallback") || named(e->name, "del") ||
	    named(e->name, "moveFrom") || m->skip > 0) {
		m->skip++;
		return;
	}
	if (!named(e->prefix, "w"))
		return;
	if (named(e->name, "p")) {
		m->blocks.level = 0;
		blocks_break(&m->blocks, GAP_PARA, e->at);
	} else
		open_in_paragraph(m, e);
}

static void
on_close(void *ctx, struct view name, size_t end)
{
	struct markup *m = ctx;

	if (m->skip > 0) {
		m->skip--;
		return;
	}
	if (named(name, "t"))
		m->docx.text = false;
	else if (named(name, "pPr") && m->docx.properties > 0)
		m->docx.properties--;
	else if (named(name, "p"))
		blocks_end(&m->blocks, GAP_PARA, end);
}

static void
on_text(void *ctx, struct view v, size_t at)
{
	struct markup *m = ctx;

	if (m->docx.text && m->skip == 0)
		blocks_text(&m->blocks, v, at);
}

void
markup_docx(struct markup *m, struct view text)
{
	struct markup_events ev = {on_open, on_close, on_text, m};

	blocks_clear(&m->blocks);
	m->blocks.verbatim = true;
	m->skip = 0;
	m->docx.properties = 0;
	m->docx.text = false;
	markup_parse(text, false, &ev, &m->fault);
}
