/* SPDX-License-Identifier: ISC */
/*
 * Two passes.  The first measures the lines: indent, width, how they begin and
 * end, whether they look like an item or a row of columns.  From the widths of
 * lines that have a follower comes the column the text is wrapped at, and a
 * line counts as full when the first word of the next would not have fitted.
 * The second pass takes the blocks between blank lines one by one: a block
 * whose lines are mostly full, or run on in lower case, is prose; an indent,
 * or a short line that ends a sentence, ends a paragraph inside it.
 *
 * The thresholds are those of the study of hard-wrapped news at 38, 72 and 88
 * columns ("fitted + (terminal or under 60 %) + next upper" never broke a
 * paragraph wrongly there).  Limits: a paragraph whose last line happens to be
 * full, followed by another without blank line or indent, runs into it.
 */
#include "layout.h"

#include <stdlib.h>
#include <string.h>

#include "layout_line.h"
#include "xalloc.h"

#define HIST 256  /* widths from here on count as this */
#define NARROW 25 /* columns narrower than this are none */
/* Code points: where paragraphs are longer, of the sentences that end with a
 * full line too few end one. */
#define MEAN_MAX 400

/* What the lines of a text, or of one block, have in common. */
struct evidence {
	size_t pairs;	 /* lines with a follower, wide enough */
	size_t full;	 /* of these: the next word would not have fitted */
	size_t lower;	 /* of these: the next line goes on in lower case */
	size_t upper;	 /* of these: the next line begins with a capital */
	size_t terminal; /* of these: the line ends a sentence */
};

static bool
is_blank(const struct layout_line *l)
{
	return l->begin == l->end;
}

/* Lines i and i + 1 belong to one block. */
static bool
has_follower(const struct layout *l, size_t i)
{
	return i + 1 < l->n_lines && !is_blank(&l->line[i]) &&
	    !is_blank(&l->line[i + 1]);
}

/* The next word would not have fitted.  Ragged lines get an eighth. */
static bool
is_full(const struct layout *l, size_t i)
{
	const struct layout_line *a = &l->line[i];

	return a->width + a->indent + 1 + a[1].first_width + l->columns / 8 >
	    l->columns;
}

static bool
runs_on(const struct layout_line *a)
{
	return a[1].first == FIRST_LOWER && !(a[1].marks & MARK_BULLET);
}

/* The width that all but one in thirty of the lines with a follower keep. */
static uint32_t
find_columns(const struct layout *l)
{
	uint32_t hist[HIST + 1] = {0}, w;
	size_t i, n = 0, over = 0;

	for (i = 0; i < l->n_lines; i++) {
		if (!has_follower(l, i) || (l->line[i].marks & MARK_GAP))
			continue;
		w = l->line[i].width + l->line[i].indent;
		hist[w < HIST ? w : HIST]++;
		n++;
	}
	for (w = HIST; w > 0; w--) {
		over += hist[w];
		if (over > n / 30)
			break;
	}
	return w;
}

/* Of the lines from..to that are at least min wide. */
static void
gather(const struct layout *l, size_t from, size_t to, uint32_t min,
    struct evidence *e)
{
	const struct layout_line *a;
	size_t i;

	memset(e, 0, sizeof(*e));
	for (i = from; i + 1 < to; i++) {
		a = &l->line[i];
		if (!has_follower(l, i) || a->width < min ||
		    ((a->marks | a[1].marks) & MARK_GAP))
			continue;
		e->pairs++;
		e->full += is_full(l, i);
		e->lower += runs_on(a) || a->last == LAST_HYPHEN;
		e->upper += a[1].first == FIRST_UPPER;
		e->terminal += a->last == LAST_TERMINAL;
	}
}

/* Is the text hard-wrapped?  One paragraph a line also has long lines, but
 * they are longer than the column or do not fill it. */
static bool
find_wrapped(const struct layout *l, const struct evidence *e)
{
	size_t i, longer = 0;

	if (e->pairs == 0 || l->columns > LAYOUT_WRAP_MAX)
		return false;
	for (i = 0; i < l->n_lines; i++)
		longer += l->line[i].width > l->columns + l->columns / 2 + 20;
	if (longer > e->pairs / 3)
		return false;
	if (e->lower * 3 >= e->pairs)
		return true;
	return e->pairs >= 3 && l->columns >= NARROW &&
	    e->full * 10 >= e->pairs * 7 && e->upper < e->pairs;
}

/* The smallest indent that one in six of the lines inside blocks have: where
 * paragraphs are short, most lines may be first lines. */
static uint32_t
find_indent(const struct layout *l)
{
	uint32_t hist[64] = {0}, n = 0, w;
	size_t i;

	for (i = 1; i < l->n_lines; i++)
		if (has_follower(l, i - 1) && l->line[i].indent < 64) {
			hist[l->line[i].indent]++;
			n++;
		}
	for (w = 0; w < 63; w++)
		if (hist[w] * 6 >= n)
			break;
	return w;
}

/* The indent of a block's ordinary lines: the text's own when it occurs, else
 * the smallest. */
static uint32_t
block_indent(const struct layout *l, size_t from, size_t to, uint32_t usual)
{
	uint32_t least = UINT32_MAX;
	size_t i;

	for (i = from; i < to; i++) {
		if (l->line[i].indent == usual)
			return usual;
		if (l->line[i].indent < least)
			least = l->line[i].indent;
	}
	return least;
}

static bool
is_verse(
    const struct layout *l, const struct evidence *e, size_t from, size_t to)
{
	uint32_t widest = 0, caps = 0;
	size_t i;

	for (i = from; i < to; i++) {
		if (l->line[i].width > widest)
			widest = l->line[i].width;
		caps += (l->line[i].marks & MARK_CAPS) != 0;
	}
	if (e->pairs >= 2 && e->full * 5 < e->pairs * 2 &&
	    (e->lower * 2 < e->pairs || widest * 4 < l->columns * 3))
		return true;
	return e->pairs >= 3 && caps * 2 < to - from &&
	    e->upper * 10 >= e->pairs * 9 && e->full * 10 < e->pairs * 7 &&
	    l->line[from].first == FIRST_UPPER;
}

static enum layout_kind
block_kind(const struct layout *l, size_t from, size_t to)
{
	size_t i, gaps = 0, bullets = 0, n = to - from, item = 0;
	struct evidence e;
	uint32_t widest = 0;

	for (i = from; i < to; i++) {
		gaps += (l->line[i].marks & MARK_GAP) != 0;
		if (l->line[i].marks & MARK_BULLET && bullets++ == 0)
			item = i;
		if (l->line[i].width > widest)
			widest = l->line[i].width;
	}
	if (n >= 2 && gaps >= 2 && gaps * 2 >= n)
		return LAYOUT_TABLE;
	/* Few items among many lines are paragraphs that begin with a number
	 * or a dash. */
	if (bullets >= 2 && bullets * (l->wrapped ? 6 : 2) >= to - item)
		return LAYOUT_LIST;
	if (n == 1)
		return LAYOUT_PROSE;
	gather(l, from, to, 0, &e);
	if (!l->wrapped)
		return widest <= 90 && (e.terminal + 1) * 2 < n + 1
		    ? LAYOUT_LINES
		    : LAYOUT_PROSE;
	return is_verse(l, &e, from, to) ? LAYOUT_LINES : LAYOUT_PROSE;
}

/* Columns that are left when the first word of the next line is put on line i;
 * less than 0 when it does not fit. */
static int
slack(const struct layout *l, size_t i)
{
	const struct layout_line *a = &l->line[i];

	return (int)l->columns -
	    (int)(a->width + a->indent + 1 + a[1].first_width);
}

/* How ragged the text is: the slack that all but one in thirty of the line ends
 * keep under of which the next line tells, in small letters, that they wrap. */
static int
find_ragged(const struct layout *l)
{
	uint32_t hist[2 * HIST + 1] = {0};
	size_t i, n = 0, over = 0;
	int s;

	for (i = 0; i < l->n_lines; i++) {
		if (!has_follower(l, i) || !runs_on(&l->line[i]) ||
		    l->line[i].last == LAST_HYPHEN)
			continue;
		s = slack(l, i);
		s = s < -HIST ? -HIST : s > HIST ? HIST : s;
		hist[s + HIST]++;
		n++;
	}
	if (n < 5)
		return (int)l->columns / 8;
	for (s = HIST; s > -HIST; s--) {
		over += hist[s + HIST];
		if (over > n / 30)
			break;
	}
	return s;
}

/* Where nothing but the lines themselves shows paragraphs: a line that leaves
 * more room than those that wrap, before one that could begin a sentence; or a
 * full one that ends a sentence, when the paragraph, of n_lines, is nearly as
 * long as the others. */
static bool
guess_end(const struct layout *l, size_t i, size_t n_lines)
{
	const struct layout_line *a = &l->line[i];
	int left = slack(l, i), room = left - l->ragged;

	if (runs_on(a) || a->last == LAST_HYPHEN)
		return false;
	if (((a->marks ^ a[1].marks) & MARK_CAPS) && a->width >= 12 &&
	    a[1].width >= 12)
		return true; /* a headline */
	/* Four of five quotations that end at a line's end end a paragraph, and
	 * two of three sentences before a quotation; of others it is two of
	 * five.  Ragged lines leave as much room as that half of the time. */
	if (a->last == LAST_TERMINAL)
		return left > l->ragged / 3 || room > 0 ||
		    (a->marks & MARK_QUOTED) || (a[1].marks & MARK_OPENS) ||
		    (l->mean > 0 && l->mean * l->columns < MEAN_MAX &&
			n_lines * 4 >= l->mean * 3 &&
			a[1].first == FIRST_UPPER);
	if (a->last == LAST_COMMA)
		return false;
	return room > (int)l->columns / 4;
}

/* Lines a paragraph has, by the ends that show. */
static size_t
find_mean(const struct layout *l)
{
	size_t i, ends = 1;

	for (i = 0; i < l->n_lines; i++)
		ends += has_follower(l, i) && guess_end(l, i, 0);
	return l->n_lines / ends;
}

/* Does a paragraph of prose, of n_lines so far, end with line i, which has a
 * follower? */
static bool
ends_para(const struct layout *l, size_t i, size_t n_lines, uint32_t indent)
{
	const struct layout_line *a = &l->line[i];

	if (!l->wrapped)
		return true;
	if (l->guess)
		return guess_end(l, i, n_lines);
	if (a[1].indent > indent && a[1].first != FIRST_LOWER)
		return true;
	if ((a[1].marks & MARK_DASH) && a->last == LAST_TERMINAL)
		return true;
	if (is_full(l, i) || runs_on(a) || a->last == LAST_HYPHEN ||
	    a->last == LAST_COMMA)
		return false;
	return a->last == LAST_TERMINAL || a->width * 5 < l->columns * 3;
}

static struct layout_para *
new_para(struct layout *l, size_t line, enum layout_kind kind)
{
	struct layout_para *p;

	if (l->n_paras == l->cap_paras) {
		l->cap_paras += l->cap_paras / 2 + 32;
		l->para =
		    xreallocarray(l->para, l->cap_paras, sizeof(*l->para));
	}
	p = &l->para[l->n_paras++];
	p->begin = l->line[line].begin;
	p->end = l->line[line].end;
	p->line = line;
	p->n_lines = 1;
	p->kind = kind;
	return p;
}

/* In a list the line end before an item is hard, others wrap. */
static bool
soft_in_list(const struct layout *l, size_t i)
{
	const struct layout_line *a = &l->line[i];

	return !(a[1].marks & MARK_BULLET) && l->wrapped &&
	    (runs_on(a) || is_full(l, i));
}

static void
split_block(struct layout *l, size_t from, size_t to, uint32_t usual)
{
	enum layout_kind kind = block_kind(l, from, to);
	uint32_t indent = block_indent(l, from, to, usual);
	struct layout_para *p = new_para(l, from, kind);
	size_t i;

	for (i = from; i + 1 < to; i++) {
		if (kind == LAYOUT_PROSE &&
		    ends_para(l, i, i + 1 - p->line, indent)) {
			p = new_para(l, i + 1, kind);
			continue;
		}
		l->line[i].soft = kind == LAYOUT_PROSE ||
		    (kind == LAYOUT_LIST && soft_in_list(l, i));
		p->end = l->line[i + 1].end;
		p->n_lines++;
	}
}

/* Blank lines, indents or items.  Else it is one block whose lines say
 * nothing. */
static bool
find_structured(const struct layout *l)
{
	const struct layout_line *a, *last = NULL;
	size_t i, bullets = 0, n = 0;

	for (i = 0; i < l->n_lines; i++) {
		a = &l->line[i];
		if (is_blank(a))
			continue;
		if (last != NULL && (a > last + 1 || a->indent > last->indent))
			return true;
		bullets += (a->marks & MARK_BULLET) != 0;
		n++;
		last = a;
	}
	return bullets >= 2 && bullets * 6 >= n;
}

/* Without structure the lines stay, unless they all are full:
 * then they are one paragraph. */
static void
keep_unstructured(struct layout *l)
{
	struct evidence e;
	size_t i;

	gather(l, 0, l->n_lines, 0, &e);
	if (e.full == e.pairs && l->n_paras == 1)
		return;
	for (i = 0; i < l->n_lines; i++)
		l->line[i].soft = false;
	for (i = 0; i < l->n_paras; i++)
		if (l->para[i].kind == LAYOUT_PROSE)
			l->para[i].kind = LAYOUT_LINES;
	l->para[0].kind = LAYOUT_LINES;
	l->para[0].n_lines = l->para[l->n_paras - 1].line +
	    l->para[l->n_paras - 1].n_lines - l->para[0].line;
	l->para[0].end = l->para[l->n_paras - 1].end;
	l->n_paras = 1;
}

void
layout_scan(struct layout *l, struct view text, unsigned flags)
{
	struct evidence e;
	size_t i, from;
	uint32_t usual;

	layout_measure(l, text);
	l->n_paras = 0;
	l->columns = find_columns(l);
	gather(l, 0, l->n_lines, l->columns * 3 / 5, &e);
	l->wrapped = find_wrapped(l, &e);
	l->structured = find_structured(l);
	l->guess = (flags & LAYOUT_GUESS) && !l->structured;
	l->mean = 0;
	if (l->guess) {
		l->ragged = find_ragged(l);
		l->mean = find_mean(l);
	}
	usual = find_indent(l);
	for (i = 0; i < l->n_lines; i++) {
		if (is_blank(&l->line[i]))
			continue;
		for (from = i; has_follower(l, i); i++)
			;
		split_block(l, from, i + 1, usual);
	}
	if (l->wrapped && !l->structured && !(flags & LAYOUT_GUESS) &&
	    l->n_paras > 0)
		keep_unstructured(l);
}

void
layout_free(struct layout *l)
{
	free(l->para);
	free(l->line);
	memset(l, 0, sizeof(*l));
}
