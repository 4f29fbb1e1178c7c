/* SPDX-License-Identifier: ISC */
/*
 * A record that still has pages: numbers of pages, lines that count up from
 * page to page, the heads and feet that come again beside them
 * (common/furniture) and what is nearly one of them are taken out, and a
 * paragraph that goes on behind them is whole again.  What records of the same
 * source begin and end with goes too, where there is evidence (edges.c).
 */
#include "repairs.h"

#include "chartab.h"
#include "edges.h"
#include "furniture.h"
#include "heads.h"
#include "lines.h"
#include "utf8.h"

/* Lines of that many bytes or more are no heads. */
#define LONG_LINE 90
/* So near to a line's ends stands the number of a page. */
#define NUMBER_BYTES 8
/* A head that is there less often is none. */
#define TIMES_MIN 3
#define EDGE_LINES 3
/* Pages have so many lines at least, and the longest not twice as many as the
 * shortest: chapters and verses are not so regular. */
#define PAGE_LINES_MIN 12
#define NUMBER_MARK 2 /* a number, not known yet whether of a page */
/* Heads that others are held against. */
#define HEADS_MAX 24
/* So much of a line is a head's, in a hundred, beside a page's edge and away
 * from it. */
#define NEAR_ALIKE 50
#define FAR_ALIKE 75
#define SAME 85 /* heads that need not be kept both */

/* Is there a digit among the first or the last bytes of a line? */
static bool
ends_in_digits(const unsigned char *p, const unsigned char *end)
{
	size_t i, len = (size_t)(end - p);

	for (i = 0; i < len && i < NUMBER_BYTES; i++)
		if (ascii_is_digit(p[i]) || ascii_is_digit(p[len - 1 - i]))
			return true;
	return false;
}

/* Are there three lines that could hold page numbers, or form feeds?  For most
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
		n += p < lf &&
		    (*p == '\f' ||
			(lf - p < LONG_LINE && ends_in_digits(p, lf)));
		p = lf + 1;
	}
	return n >= 3;
}

static bool
is_page_line(const struct norm *n, size_t i)
{
	return n->edge.data[i] != 0;
}

/* A number of a page, one letter of it misread: "12", "[S. 4O]", "xiv". */
static bool
is_number(struct view v)
{
	size_t i, digits = 0, roman = 0, other = 0;

	if (v.len == 0 || v.len > NUMBER_BYTES)
		return false;
	for (i = 0; i < v.len; i++) {
		if (ascii_is_digit(v.p[i]))
			digits++;
		else if (strchr("ivxlc", v.p[i]) != NULL)
			roman++;
		else if (ascii_is_alpha(v.p[i]) || v.p[i] >= 0xC3)
			other++;
	}
	return digits > 0 ? roman + other <= 2 : roman > 0 && other == 0;
}

/* The number that lines which are alike but for it count up with. */
struct chain {
	unsigned long number;
	size_t line;
	size_t gap; /* lines a page, between the last two */
	size_t least;
	size_t most;
	unsigned links;
	unsigned breaks; /* numbers misread, or no pages' */
	unsigned inside; /* sentences that go on behind it */
	bool bare;	 /* no word stands beside the number */
};

/* The first or the last number of a line. */
static bool
find_number(struct view v, bool last, unsigned long *number)
{
	bool found = false;
	size_t i;

	for (i = 0; i < v.len && !(found && !last); i++) {
		if (!ascii_is_digit(v.p[i]))
			continue;
		*number = 0;
		for (; i < v.len && ascii_is_digit(v.p[i]); i++)
			if (*number < 100000)
				*number = *number * 10 + v.p[i] - '0';
		found = true;
	}
	return found;
}

static void
add_link(struct chain *c, unsigned long number, size_t line)
{
	unsigned long step = number - c->number;

	if (c->links > 0 && (number <= c->number || step > 3)) {
		c->breaks++;
		if (c->links > 1 || c->breaks == 1)
			return;
		c->links = 0; /* the first number was the wrong one */
	}
	if (c->links > 1 && (c->least == 0 || c->gap < c->least))
		c->least = c->gap; /* but the last page may be short */
	if (c->links > 0) {
		c->gap = (line - c->line) / step;
		if (c->gap > c->most)
			c->most = c->gap;
	}
	c->links++;
	c->number = number;
	c->line = line;
}

static bool
is_chain(const struct chain *c)
{
	return c->links >= TIMES_MIN && c->breaks * 3 <= c->links &&
	    (c->bare || c->inside * 3 >= c->links) &&
	    c->least >= PAGE_LINES_MIN && c->most < 2 * c->least;
}

/* Lines that are alike but for a number, which counts up page by page. */
static void
find_chains(struct norm *n, struct view text, bool last)
{
	struct furniture *f = &n->pages;
	const struct line *l = n->lines.v;
	size_t size = n->lines.n * sizeof(struct chain), i;
	unsigned long number = 0;
	struct chain *c, *now;

	buf_clear(&n->chains);
	c = (struct chain *)(void *)buf_reserve(&n->chains, size);
	memset(c, 0, size);
	for (i = 0; i < n->lines.n; i++)
		if (f->times[i] >= TIMES_MIN &&
		    find_number(line_view(text, &l[i]), last, &number)) {
			now = &c[f->first[i]];
			add_link(now, number, i);
			now->inside += heads_interrupt(text, &n->lines, i);
			now->bare = is_number(line_view(text, &l[i]));
		}
	for (i = 0; i < n->lines.n; i++)
		if (f->times[i] >= TIMES_MIN && is_chain(&c[f->first[i]]))
			f->is[i] |= FURNITURE_PAGE;
}

/* Lines that come again within EDGE_LINES of line i, on the way by step. */
static void
count_beside(struct norm *n, size_t i, size_t step)
{
	struct furniture *f = &n->pages;
	unsigned seen = 0;

	for (i += step; i < n->lines.n && seen < EDGE_LINES; i += step) {
		if (line_blank(&n->lines.v[i]))
			continue;
		if (f->times[i] < TIMES_MIN)
			break;
		f->edges[f->first[i]]++;
		seen++;
	}
}

/* Those that count up are page numbers like those that furniture.c knows. */
static void
count_chains(struct norm *n, struct view text)
{
	struct furniture *f = &n->pages;
	size_t i;

	find_chains(n, text, false);
	find_chains(n, text, true);
	for (i = 0; i < n->lines.n; i++)
		if (f->is[i] & FURNITURE_PAGE) {
			count_beside(n, i, 1);
			count_beside(n, i, (size_t)-1);
		}
}

/* Line i stands at an end of the text: does it come again? */
static bool
count_end(struct norm *n, size_t i, size_t *seen)
{
	struct furniture *f = &n->pages;

	if (line_blank(&n->lines.v[i]))
		return true;
	if (f->times[i] < TIMES_MIN)
		return false;
	f->edges[f->first[i]]++;
	return ++*seen < EDGE_LINES;
}

/* A text begins and ends where a page does: lines that come again count there
 * as they do beside a page's number. */
static void
count_ends(struct norm *n)
{
	size_t i, seen = 0;

	for (i = 0; i < n->lines.n && count_end(n, i, &seen); i++)
		;
	for (i = n->lines.n, seen = 0; i-- > 0 && count_end(n, i, &seen);)
		;
}

struct heads {
	struct edge_shape v[HEADS_MAX];
	size_t n;
};

/* Has a line so much in common, of a hundred, with one of the heads? */
static bool
is_like(const struct heads *h, struct view line, unsigned alike)
{
	struct edge_shape shape;
	size_t i;

	edge_shape(&shape, line);
	alike = edge_alike(&shape, alike);
	for (i = 0; i < h->n; i++)
		if (edge_likeness(&shape, &h->v[i]) >= alike)
			return true;
	return false;
}

static void
note_head(struct heads *h, struct view line)
{
	if (h->n < HEADS_MAX && !is_like(h, line, SAME))
		edge_shape(&h->v[h->n++], line);
}

/* Is a line that was found, or a form feed, next to line i? */
static bool
beside_edge(const struct norm *n, struct view text, size_t i)
{
	const struct line *l = n->lines.v;
	size_t k;

	for (k = i; k > 0 && line_blank(&l[k - 1]); k--)
		;
	if (k == 0 || n->edge.data[k - 1] || text.p[l[i].at] == '\f')
		return true;
	for (k = i + 1; k < n->lines.n && line_blank(&l[k]); k++)
		;
	return k == n->lines.n || n->edge.data[k];
}

/* Does it stand alone, and is it long enough to be known from far? */
static bool
stands_alone(const struct norm *n, size_t i)
{
	const struct line *l = n->lines.v;

	return l[i].end - l[i].text >= 12 &&
	    (line_blank(&l[i - 1]) || i + 1 == n->lines.n ||
		line_blank(&l[i + 1]));
}

/* A letter misread makes another line of a head. */
static void
mark_alike(struct norm *n, struct view text)
{
	const struct line *l = n->lines.v;
	struct heads heads = {.n = 0};
	unsigned alike;
	struct view v;
	size_t i;

	for (i = 0; i < n->lines.n; i++)
		if (n->edge.data[i])
			note_head(&heads, line_view(text, &l[i]));
	for (i = 0; i < n->lines.n && heads.n > 0; i++) {
		v = line_view(text, &l[i]);
		if (n->edge.data[i] != 0 || v.len == 0 || v.len >= LONG_LINE)
			continue;
		if (!beside_edge(n, text, i)) {
			if (!stands_alone(n, i))
				continue;
			alike = FAR_ALIKE;
		} else {
			alike = NEAR_ALIKE;
		}
		if (is_like(&heads, v, alike))
			n->edge.data[i] = 1;
	}
}

/* Numbers that stand alone beside heads and feet, three of them at least. */
static void
mark_numbers(struct norm *n, struct view text)
{
	const struct line *l = n->lines.v;
	size_t i, found = 0;

	for (i = 0; i < n->lines.n; i++)
		if (n->edge.data[i] == 0 && is_number(line_view(text, &l[i])) &&
		    (i == 0 || line_blank(&l[i - 1])) &&
		    beside_edge(n, text, i)) {
			n->edge.data[i] = NUMBER_MARK;
			found++;
		}
	for (i = 0; i < n->lines.n; i++)
		if (n->edge.data[i] == NUMBER_MARK)
			n->edge.data[i] = found >= TIMES_MIN;
}

/* What common/furniture finds in the text. */
static void
mark_pages(struct norm *n, struct view text)
{
	struct furniture *f = &n->pages;
	size_t i;

	furniture_reset(f);
	furniture_find(f, text, &n->lines, LONG_LINE);
	count_ends(n);
	count_chains(n, text);
	for (i = 0; i < n->lines.n; i++)
		if ((f->is[i] & FURNITURE_PAGE) != 0 ||
		    (f->times[i] >= TIMES_MIN &&
			f->edges[f->first[i]] >= f->times[i]))
			n->edge.data[i] = 1;
	heads_find(text, &n->lines, f->times, n->edge.data, &n->chains);
	mark_alike(n, text);
	mark_numbers(n, text);
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
	bool pages = may_have_pages(p->in);
	size_t i, bytes, cut = 0, all = 0;

	if (!pages && !n->has_edges)
		return;
	lines_index(&n->lines, p->in);
	buf_clear(&n->edge);
	memset(buf_reserve(&n->edge, n->lines.n + 1), 0, n->lines.n + 1);
	if (pages)
		mark_pages(n, p->in);
	if (n->has_edges)
		edges_find(
		    n->learnt, n->source, p->in, &n->lines, n->edge.data);
	for (i = 0; i < n->lines.n; i++) {
		bytes = n->lines.v[i].end - n->lines.v[i].text;
		cut += is_page_line(n, i) ? bytes : 0;
		all += bytes;
	}
	/* Heads are not most of a text. */
	if (cut * 2 > all)
		return;
	for (i = 0; i < n->lines.n;)
		if (is_page_line(n, i))
			i = take_out(n, p, i);
		else
			i++;
}
