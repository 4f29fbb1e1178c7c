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
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <utf8proc.h>

#include "utf8.h"
#include "xalloc.h"

enum { FIRST_OTHER, FIRST_UPPER, FIRST_LOWER, FIRST_DIGIT, FIRST_LETTER };
enum { LAST_OTHER, LAST_TERMINAL, LAST_COMMA, LAST_HYPHEN };
enum {
	MARK_BULLET = 1,
	MARK_DASH = 2,
	MARK_GAP = 4,
	MARK_CAPS = 8,
	MARK_QUOTED = 16
};

#define HIST 256     /* widths from here on count as this */
#define WRAP_MAX 200 /* nobody wraps wider than this */
#define NARROW 25    /* columns narrower than this are none */

/* What the lines of a text, or of one block, have in common. */
struct evidence {
	size_t pairs;	 /* lines with a follower, wide enough */
	size_t full;	 /* of these: the next word would not have fitted */
	size_t lower;	 /* of these: the next line goes on in lower case */
	size_t upper;	 /* of these: the next line begins with a capital */
	size_t terminal; /* of these: the line ends a sentence */
};

size_t
layout_blank(const unsigned char *p, size_t len)
{
	if (len == 0)
		return 0;
	if (p[0] == ' ' || p[0] == '\t' || (p[0] >= 0x0B && p[0] <= 0x0D))
		return 1;
	if (p[0] == 0xC2)
		return len >= 2 && p[1] == 0xA0 ? 2 : 0;
	if (p[0] == 0xE3)
		return len >= 3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0;
	return 0;
}

/* Bytes of the blank that ends p[0..len). */
static size_t
blank_last(const unsigned char *p, size_t len)
{
	if (len >= 1 && layout_blank(p + len - 1, 1) == 1)
		return 1;
	if (len >= 2 && layout_blank(p + len - 2, 2) == 2)
		return 2;
	return len >= 3 && layout_blank(p + len - 3, 3) == 3 ? 3 : 0;
}

/* Quotes and brackets that may stand round a sentence. */
static bool
is_wrapper(uint32_t c)
{
	switch (c) {
	case '"':
	case '\'':
	case '`':
	case '(':
	case ')':
	case '[':
	case ']':
	case 0xAB:
	case 0xBB:
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x2039:
	case 0x203A:
	case 0xBF:
	case 0xA1:
		return true;
	default:
		return false;
	}
}

static uint8_t
class_first(uint32_t c)
{
	if (c < 0x80) {
		if (c - 'a' < 26)
			return FIRST_LOWER;
		if (c - 'A' < 26)
			return FIRST_UPPER;
		return c - '0' < 10 ? FIRST_DIGIT : FIRST_OTHER;
	}
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return FIRST_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return FIRST_LOWER;
	case UTF8PROC_CATEGORY_LO:
		return FIRST_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return FIRST_DIGIT;
	default:
		return FIRST_OTHER;
	}
}

static uint8_t
class_last(uint32_t c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
	case 0x2026:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
		return LAST_TERMINAL;
	case ',':
	case ';':
	case 0x2013:
	case 0x2014:
	case 0x3001:
	case 0xFF0C:
		return LAST_COMMA;
	case '-':
	case 0xAD:
	case 0x2010:
		return LAST_HYPHEN;
	default:
		return LAST_OTHER;
	}
}

/* Does the line begin an item: a bullet, a number or a letter with a point or
 * bracket, then a blank?  A dash may also begin a speech. */
static uint8_t
item_mark(const unsigned char *p, size_t len)
{
	uint32_t c;
	size_t n = utf8_decode(p, len, &c), i = 0;

	if (n < len && layout_blank(p + n, len - n) != 0) {
		if (c == '-' || c == '*' || c == '+' || c == 0x2022 ||
		    c == 0xB7 || c == 0x25CF || c == 0x25AA || c == 0x25E6 ||
		    c == 0x2023)
			return MARK_BULLET;
		if (c == 0x2013 || c == 0x2014)
			return MARK_DASH;
	}
	if (p[0] == '(')
		i++;
	n = i;
	while (i < len && i < n + 3 && p[i] >= '0' && p[i] <= '9')
		i++;
	if (i == n && i < len && p[i] >= 'a' && p[i] <= 'e')
		i++;
	if (i == n || i + 1 >= len || (p[i] != '.' && p[i] != ')'))
		return 0;
	return layout_blank(p + i + 1, len - i - 1) != 0 ? MARK_BULLET : 0;
}

/* A tab or three blanks inside a line set columns apart. */
static bool
has_gap(const unsigned char *p, size_t len)
{
	size_t i = 0;

#ifdef __SSE2__
	const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
	__m128i a, b, c;

	for (; i + 18 <= len; i += 16) {
		a = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
		b = _mm_loadu_si128((const __m128i *)(const void *)(p + i + 1));
		c = _mm_loadu_si128((const __m128i *)(const void *)(p + i + 2));
		b = _mm_and_si128(
		    _mm_cmpeq_epi8(b, blank), _mm_cmpeq_epi8(c, blank));
		b = _mm_and_si128(_mm_cmpeq_epi8(a, blank), b);
		if (_mm_movemask_epi8(
			_mm_or_si128(b, _mm_cmpeq_epi8(a, tab))) != 0)
			return true;
	}
#endif
	for (; i < len; i++)
		if (p[i] == '\t' ||
		    (p[i] == ' ' && i + 2 < len && p[i + 1] == ' ' &&
			p[i + 2] == ' '))
			return true;
	return false;
}

static bool
all_caps(const unsigned char *p, size_t len)
{
	size_t i, upper = 0;

	for (i = 0; i < len; i++) {
		if (p[i] >= 'a' && p[i] <= 'z')
			return false;
		upper += p[i] >= 'A' && p[i] <= 'Z';
	}
	return upper >= 2;
}

/* Does a closing quotation mark end the line? */
static bool
ends_quotation(const unsigned char *p, const unsigned char *end)
{
	uint32_t c;

	utf8_decode_last(p, (size_t)(end - p), &c);
	return c == '"' || c == 0x201D || c == 0xBB || c == 0x201C ||
	    (c == '\'' && end - p >= 2 && end[-2] == '\'');
}

static void
measure_ends(struct layout_line *l, const unsigned char *text)
{
	const unsigned char *p = text + l->begin, *end = text + l->end, *q;
	uint32_t c = 0;
	size_t n;

	for (q = p; q < end; q += n) {
		n = utf8_decode(q, (size_t)(end - q), &c);
		if (!is_wrapper(c))
			break;
	}
	l->first = q < end ? class_first(c) : FIRST_OTHER;
	for (q = p; q < end && layout_blank(q, (size_t)(end - q)) == 0; q++)
		l->first_width += !utf8_is_cont(*q);
	for (q = end; q > p; q -= n) {
		n = utf8_decode_last(p, (size_t)(q - p), &c);
		if (!is_wrapper(c))
			break;
	}
	l->last = q > p ? class_last(c) : LAST_OTHER;
	if (l->last == LAST_TERMINAL && q < end && ends_quotation(p, end))
		l->marks |= MARK_QUOTED;
}

static void
measure_line(
    struct layout_line *l, const unsigned char *text, size_t at, size_t end)
{
	size_t n;

	memset(l, 0, sizeof(*l));
	while ((n = layout_blank(text + at, end - at)) != 0) {
		l->indent = text[at] == '\t' ? (l->indent | 7) + 1
		    : text[at] == '\r'	     ? l->indent
					     : l->indent + 1;
		at += n;
	}
	while ((n = blank_last(text + at, end - at)) != 0)
		end -= n;
	l->begin = at;
	l->end = end;
	if (at == end)
		return;
	l->width = (uint32_t)utf8_count(text + at, end - at);
	l->marks = item_mark(text + at, end - at);
	if (l->width <= WRAP_MAX && has_gap(text + at, end - at))
		l->marks |= MARK_GAP;
	if (l->width <= WRAP_MAX && all_caps(text + at, end - at))
		l->marks |= MARK_CAPS;
	measure_ends(l, text);
}

static void
measure_lines(struct layout *l, struct view text)
{
	const unsigned char *lf;
	size_t at = 0, end;

	l->n_lines = 0;
	while (at < text.len) {
		lf = memchr(text.p + at, '\n', text.len - at);
		end = lf != NULL ? (size_t)(lf - text.p) : text.len;
		if (l->n_lines == l->cap_lines) {
			l->cap_lines += l->cap_lines / 2 + 64;
			l->line = xreallocarray(
			    l->line, l->cap_lines, sizeof(*l->line));
		}
		measure_line(&l->line[l->n_lines++], text.p, at, end);
		at = end + 1;
	}
}

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

	if (e->pairs == 0 || l->columns > WRAP_MAX)
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
 * more room than those that wrap, before one that could begin a sentence. */
static bool
guess_end(const struct layout *l, size_t i)
{
	const struct layout_line *a = &l->line[i];
	int room = slack(l, i) - l->ragged;

	if (runs_on(a) || a->last == LAST_HYPHEN)
		return false;
	if (((a->marks ^ a[1].marks) & MARK_CAPS) && a->width >= 12 &&
	    a[1].width >= 12)
		return true; /* a headline */
	/* Four of five quotations that end at a line's end end a paragraph;
	 * of other sentences it is two of five. */
	if (a->last == LAST_TERMINAL)
		return room > 0 || (a->marks & MARK_QUOTED);
	if (a->last == LAST_COMMA)
		return false;
	return room > (int)l->columns / 4;
}

/* Does a paragraph of prose end with line i, which has a follower? */
static bool
ends_para(const struct layout *l, size_t i, uint32_t indent)
{
	const struct layout_line *a = &l->line[i];

	if (!l->wrapped)
		return true;
	if (l->guess)
		return guess_end(l, i);
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
		if (kind == LAYOUT_PROSE && ends_para(l, i, indent)) {
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

	measure_lines(l, text);
	l->n_paras = 0;
	l->columns = find_columns(l);
	gather(l, 0, l->n_lines, l->columns * 3 / 5, &e);
	l->wrapped = find_wrapped(l, &e);
	l->structured = find_structured(l);
	l->guess = (flags & LAYOUT_GUESS) && !l->structured;
	if (l->guess)
		l->ragged = find_ragged(l);
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
