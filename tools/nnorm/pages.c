/* SPDX-License-Identifier: ISC */
/*
 * A record that still has pages: numbers of pages and the heads and feet that
 * come again beside them (common/furniture) are taken out, and a paragraph
 * that goes on behind them is whole again.
 */
#include "repairs.h"

#include "chartab.h"
#include "furniture.h"
#include "lines.h"
#include "utf8.h"

/* Lines of that many bytes or more are no heads. */
#define LONG_LINE 90
/* Longer lines are no page numbers: those of furniture.c. */
#define PAGE_LINE 24
/* A head that is there less often is none. */
#define TIMES_MIN 3
#define EDGE_LINES 3

/* Are there three lines that could be page numbers, or form feeds?  For most
 * texts the answer is no, and costs little. */
static bool
may_have_pages(struct view t)
{
	const unsigned char *p = t.p, *end = t.p + t.len, *lf;
	unsigned n = 0;

	while (p < end && n < 3) {
		lf = memchr(p, '\n', (size_t)(end - p));
		if (lf == NULL)
			lf = end;
		if (*p == '\f')
			n++;
		else if (lf - p >= 3 && lf - p <= PAGE_LINE + 8)
			for (; p < lf && n < 3; p++)
				if (ascii_is_digit(*p)) {
					n++;
					break;
				}
		p = lf + 1;
	}
	return n >= 3;
}

static bool
is_page_line(const struct norm *n, size_t i)
{
	const struct furniture *f = &n->pages;

	return (f->is[i] & FURNITURE_PAGE) != 0 ||
	    (f->times[i] >= TIMES_MIN && f->edges[f->first[i]] >= f->times[i]);
}

/* A text begins and ends where a page does: lines that come again count there
 * as they do beside a page's number. */
static void
count_ends(struct norm *n)
{
	struct furniture *f = &n->pages;
	const struct line *l = n->lines.v;
	size_t i, n_lines = n->lines.n, seen;

	for (i = seen = 0; i < n_lines && seen < EDGE_LINES; i++) {
		if (line_blank(&l[i]))
			continue;
		if (f->times[i] < TIMES_MIN)
			break;
		f->edges[f->first[i]]++;
		seen++;
	}
	for (i = n_lines, seen = 0; i-- > 0 && seen < EDGE_LINES;) {
		if (line_blank(&l[i]))
			continue;
		if (f->times[i] < TIMES_MIN)
			break;
		f->edges[f->first[i]]++;
		seen++;
	}
}

static void
take_line(struct norm *n, struct view text, const struct line *l)
{
	buf_put_view(&n->furniture, line_view(text, l));
	buf_putc(&n->furniture, '\n');
}

/* Does a sentence go on from the line that ends at end to the one at next? */
static bool
goes_on(struct view t, size_t end, size_t next)
{
	size_t n;
	uint32_t c;

	while ((n = layout_blank(t.p + next, t.len - next)) != 0)
		next += n;
	if (next == t.len || end == 0)
		return false;
	utf8_decode(t.p + next, t.len - next, &c);
	return t.p[end - 1] == '-' || t.p[end - 1] == ',' ||
	    (c - 'a' < 26 && strchr(".!?\"", t.p[end - 1]) == NULL);
}

/* Take out the furniture from line i on, with the blank lines round it; returns
 * the line behind it. */
static size_t
take_out(struct norm *n, struct pass *p, size_t i)
{
	const struct line *l = n->lines.v;
	struct view t = p->in;
	size_t first = i, end, next;
	const char *gap;

	while (first > 0 && line_blank(&l[first - 1]))
		first--;
	for (; i < n->lines.n && (is_page_line(n, i) || line_blank(&l[i])); i++)
		if (is_page_line(n, i))
			take_line(n, t, &l[i]);
	end = first > 0 ? l[first - 1].end : 0;
	next = l[i].at;
	gap = end == 0 || next == t.len ? ""
	    : goes_on(t, end, next)	? "\n"
					: "\n\n";
	pass_edit(p, end, next - end, RULE_FURNITURE, gap, strlen(gap));
	return i;
}

void
repair_pages(struct norm *n, struct pass *p)
{
	size_t i, kept = 0;

	if (!may_have_pages(p->in))
		return;
	lines_index(&n->lines, p->in);
	furniture_reset(&n->pages);
	furniture_find(&n->pages, p->in, &n->lines, LONG_LINE);
	count_ends(n);
	for (i = 0; i < n->lines.n; i++)
		kept += !is_page_line(n, i) && !line_blank(&n->lines.v[i]);
	if (kept == 0)
		return;
	for (i = 0; i < n->lines.n;)
		if (is_page_line(n, i))
			i = take_out(n, p, i);
		else
			i++;
}
