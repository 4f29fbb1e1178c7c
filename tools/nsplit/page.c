/* SPDX-License-Identifier: ISC */
/*
 * Width: news text that is hard-wrapped has most of its lines near one width,
 * so the 90th percentile of the lengths of its lines is that width; where that
 * is over WRAP_MAX, a line is a paragraph.  A line is body when it is nearly
 * full and goes on, or when it is a long sentence that ends.  The fractions
 * come from trials with generated digests.
 */
#include "page.h"

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "label.h"
#include "plain.h"
#include "shape.h"
#include "utf8.h"
#include "xalloc.h"

#define WRAP_MAX 140   /* longer lines are paragraphs, bytes of Latin text */
#define TEXT_MIN 56    /* narrower lines may be columns */
#define LENGTHS 512    /* lengths told apart */
#define PART_LINES 120 /* without a long one: another text */
#define GAP_MAX 8      /* blank lines told apart */
#define GAPS_MIN 8     /* gaps that show what is usual */
#define BLOCK_LINES 4  /* of a paragraph that shows its own width */

/* Lengths are in bytes; letters of other alphabets have two or three. */
static double
bytes_per_letter(struct view text)
{
	size_t n = text.len < 65536 ? text.len : 65536;
	size_t letters = utf8_count(text.p, n);

	return letters == 0 ? 1 : (double)n / (double)letters;
}

static void
measure(struct page *p, double bytes)
{
	size_t count[LENGTHS] = {0};
	size_t i, len, n = 0, sum = 0;

	for (i = 0; i < p->lines.n; i++) {
		if (page_blank(p, i))
			continue;
		len = p->lines.v[i].end - p->lines.v[i].at;
		count[len < LENGTHS ? len : LENGTHS - 1]++;
		n++;
	}
	for (i = 0; i < LENGTHS && sum <= n * 9 / 10; i++)
		sum += count[i];
	p->width = i > 0 ? i - 1 : 0;
	p->wrapped = (double)i <= WRAP_MAX * bytes;
}

static void
mark_part(struct page *p, size_t a, size_t b, uint16_t width)
{
	for (; a < b; a++)
		p->part[a] = width;
}

/* Where a text has long lines, stretches without any may be another text, one
 * that is wrapped: they are marked, and their width is measured. */
static void
measure_parts(struct page *p, double bytes)
{
	size_t limit = (size_t)(WRAP_MAX * bytes), i, len;
	size_t count[LENGTHS], n = 0, since = 0, from = 0;

	if (p->lines.n <= PART_LINES)
		return;
	memset(count, 0, sizeof(count));
	for (i = 0; i < p->lines.n; i++) {
		if (page_blank(p, i))
			continue;
		len = p->lines.v[i].end - p->lines.v[i].at;
		if (len <= limit) {
			since++;
			continue;
		}
		if (since > PART_LINES)
			mark_part(p, from, i, 1);
		since = 0;
		from = i + 1;
	}
	if (since > PART_LINES)
		mark_part(p, from, p->lines.n, 1);
	for (i = 0; i < p->lines.n; i++) {
		len = p->lines.v[i].end - p->lines.v[i].at;
		if (p->part[i] != 0 && len > 0 && len < LENGTHS) {
			count[len]++;
			n++;
		}
	}
	for (i = since = 0; i < LENGTHS && since <= n * 9 / 10; i++)
		since += count[i];
	for (from = 0; from < p->lines.n; from++)
		if (p->part[from] != 0)
			p->part[from] = (uint16_t)(n > 0 ? i - 1 : 0);
}

/* Lines a..b are one block: a paragraph that is wrapped, and narrower than
 * the text's lines are? */
static void
measure_block(struct page *p, size_t a, size_t b, size_t limit)
{
	size_t i, len, width = 0, lower = 0;

	if (b - a < BLOCK_LINES || p->part[a] != 0)
		return;
	for (i = a; i < b; i++) {
		len = p->lines.v[i].end - p->lines.v[i].at;
		width = len > width ? len : width;
		lower +=
		    i > a && p->text.p[p->lines.v[i].text] - (unsigned)'a' < 26;
	}
	if (width > limit || lower * 2 < b - a ||
	    (p->wrapped && width * 4 > p->width * 3))
		return;
	mark_part(p, a, b, (uint16_t)width);
}

static void
measure_blocks(struct page *p, double bytes)
{
	size_t limit = (size_t)(WRAP_MAX * bytes), i, a;

	for (i = 0; i < p->lines.n; i++) {
		for (a = i; i < p->lines.n && !page_blank(p, i);)
			i++;
		measure_block(p, a, i, limit);
	}
}

/* Line i is of a text that is wrapped, at *width. */
static bool
wrapped_at(const struct page *p, size_t i, size_t *width)
{
	*width = p->part[i] != 0 ? p->part[i] : p->width;
	return p->wrapped || p->part[i] != 0;
}

/* Line i begins a block and is longer than lines are wrapped at, and a short
 * one with a capital or a mark stands under it: a headline. */
static bool
too_long(const struct page *p, size_t i, size_t width)
{
	const struct line *l = &p->lines.v[i], *next = l + 1;
	unsigned char c = p->text.p[next->text];

	return width >= TEXT_MIN && (i == 0 || page_blank(p, i - 1)) &&
	    (double)(l->end - l->text) > 1.08 * (double)width &&
	    (double)(next->end - next->text) < .6 * (double)width &&
	    !(c >= 'a' && c <= 'z');
}

/* Line i is broken where it is only because the next word did not fit. */
static bool
goes_on(const struct page *p, size_t i, size_t width)
{
	const struct line *l = &p->lines.v[i], *next = l + 1;
	struct view name;
	struct date d;
	size_t n;

	if (i + 1 >= p->lines.n || line_blank(next) ||
	    page_furniture(p, i + 1) || next->text - next->at > l->text - l->at)
		return false;
	if (shape_dateline(line_view(p->text, next)) ||
	    shape_symbols(line_view(p->text, next)))
		return false;
	/* A headline over its date or a label. */
	if ((i == 0 || p->bodies[i] == p->bodies[i - 1]) &&
	    next->end - next->text < 48 &&
	    (date_whole(line_view(p->text, next), &d) ||
		label_of(line_view(p->text, next), &name) != LABEL_NONE))
		return false;
	/* A headline over a line with its source and date. */
	if (next->end - next->text < 60 &&
	    (i == 0 || p->bodies[i] == p->bodies[i - 1]) &&
	    (i + 2 == p->lines.n || line_blank(next + 1)) &&
	    !shape_stop(line_view(p->text, next)) &&
	    date_find(line_view(p->text, next), &d))
		return false;
	if (too_long(p, i, width))
		return false;
	/* Rows of a contents page. */
	if (shape_is_digit(p->text.p[l->text]) &&
	    shape_is_digit(p->text.p[next->text]))
		return false;
	for (n = next->text; n < next->end && p->text.p[n] != ' ';)
		n++;
	if ((double)(l->end - l->at + 1 + n - next->text) <=
	    .97 * (double)width)
		return false;
	return next->end - next->text > 48 ||
	    !shape_byline(line_view(p->text, next), &name);
}

/* A line in capitals that stands alone, as old papers' headlines do, which
 * end in a stop. */
static bool
old_headline(const struct page *p, size_t i, struct view v)
{
	return v.len <= 150 && (i == 0 || page_blank(p, i - 1)) &&
	    (i + 1 == p->lines.n || page_blank(p, i + 1)) && shape_capitals(v);
}

/* A row of a contents page: dots lead to the number of a page. */
static bool
leads_to_page(struct view v)
{
	return shape_is_digit(v.p[v.len - 1]) &&
	    (memmem(v.p, v.len, "....", 4) != NULL ||
		memmem(v.p, v.len, ". . .", 5) != NULL);
}

/* A line in a frame, or a row of a table. */
static bool
framed(struct view v)
{
	return v.p[0] == '|' && v.p[v.len - 1] == '|';
}

/* "5:20 a.m.": the stop is no sentence's. */
static bool
ends_in_time(struct view v)
{
	return v.len < 80 && v.p[v.len - 1] == '.' &&
	    memcmp(v.p + v.len - 2, "m.", 2) == 0 && v.p[v.len - 3] == '.' &&
	    (v.p[v.len - 4] == 'a' || v.p[v.len - 4] == 'p');
}

static bool
is_body(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);
	size_t width;
	bool stop;

	if (v.len < 24 || page_furniture(p, i) || shape_symbols(v) ||
	    leads_to_page(v) || framed(v))
		return false;
	stop = shape_stop(v) && !ends_in_time(v);
	if (stop && old_headline(p, i, v))
		return false;
	if (!wrapped_at(p, i, &width))
		return v.len > 150 || (stop && shape_words_min(v, 9));
	if (stop && shape_words_min(v, 10))
		return true;
	return (double)v.len >= .72 * (double)width &&
	    (stop || goes_on(p, i, width));
}

/* Body lines both, i and the one above, which ends within a sentence. */
static bool
goes_into(const struct page *p, size_t i)
{
	unsigned char c;

	if (i == 0 || !page_body(p, i) || !page_body(p, i - 1))
		return false;
	c = p->text.p[p->lines.v[i - 1].end - 1];
	return (c >= 'a' && c <= 'z') || c == ',';
}

/* How many blank lines stand between paragraphs: but for one gap in twenty, so
 * many or more. */
static size_t
usual_gap(const struct lines *ls)
{
	size_t count[GAP_MAX + 1] = {0}, i, gap = 0, n = 0, m, less = 0;

	for (i = 0; i < ls->n; i++) {
		if (line_blank(&ls->v[i])) {
			gap++;
			continue;
		}
		if (gap > 0) {
			count[gap < GAP_MAX ? gap : GAP_MAX]++;
			n++;
		}
		gap = 0;
	}
	if (n < GAPS_MIN)
		return 1;
	for (m = 1; m < GAP_MAX && (less + count[m]) * 20 <= n; m++)
		less += count[m];
	return m;
}

/* Where paragraphs are some blank lines apart, as in what web pages become,
 * count these as one: what the families of cues know of one and two blank lines
 * holds of them. */
static void
thin_gaps(struct lines *ls)
{
	size_t i, n = 0, gap = 0, usual = usual_gap(ls);

	if (usual < 2)
		return;
	for (i = 0; i < ls->n; i++) {
		gap = line_blank(&ls->v[i]) ? gap + 1 : 0;
		if (gap == 0 || (gap - 1) % usual == 0)
			ls->v[n++] = ls->v[i];
	}
	ls->v[n] = ls->v[ls->n];
	ls->n = n;
}

void
page_index(struct page *p, struct view text)
{
	double bytes;
	size_t i;

	p->origin = text;
	if (plain_copy(&p->plain, text))
		text = buf_view(&p->plain);
	p->text = text;
	lines_index(&p->lines, text);
	thin_gaps(&p->lines);
	if (p->role_cap < p->lines.n + 2) {
		p->role_cap = p->lines.n + 2 + p->lines.n / 2;
		p->role = xreallocarray(p->role, p->role_cap, 1);
		p->part = xreallocarray(p->part, p->role_cap, sizeof(*p->part));
		p->skip = xreallocarray(p->skip, p->role_cap, sizeof(*p->skip));
		p->inside =
		    xreallocarray(p->inside, p->role_cap, sizeof(*p->inside));
		p->bodies =
		    xreallocarray(p->bodies, p->role_cap, sizeof(*p->bodies));
	}
	memset(p->role, ROLE_TEXT, p->lines.n + 1);
	memset(p->skip, 0, (p->lines.n + 1) * sizeof(*p->skip));
	buf_clear(&p->strings);
	p->date_known = false;
	p->date_order = ORDER_OPEN;
	bytes = bytes_per_letter(text);
	measure(p, bytes);
	memset(p->part, 0, (p->lines.n + 1) * sizeof(*p->part));
	if (!p->wrapped)
		measure_parts(p, bytes);
	measure_blocks(p, bytes);
	furniture_find(&p->furniture, text, &p->lines,
	    p->wrapped && p->width > 40 && p->width < 80 ? p->width : 80);
	/* What is nothing but heads and feet of pages is no pages. */
	if (p->lines.n > 0 && page_next(p, 0, p->lines.n) == p->lines.n)
		memset(p->furniture.is, 0, p->lines.n);
	p->bodies[0] = 0;
	for (i = 0; i < p->lines.n; i++) {
		p->bodies[i + 1] = p->bodies[i] + is_body(p, i);
		p->inside[i] = goes_into(p, i);
	}
}

void
page_free(struct page *p)
{
	lines_free(&p->lines);
	furniture_free(&p->furniture);
	free(p->role);
	free(p->skip);
	free(p->part);
	free(p->bodies);
	free(p->inside);
	buf_free(&p->strings);
	buf_free(&p->plain);
	*p = (struct page){0};
}

size_t
page_origin(const struct page *p, size_t i, size_t at)
{
	return p->origin.p == p->text.p
	    ? at
	    : plain_origin(p->origin, p->lines.v[i].at, at);
}

struct view
page_bytes(const struct page *p, size_t first, size_t last, size_t from)
{
	size_t at = page_origin(p, first, from);
	size_t end = page_origin(p, last - 1, p->lines.v[last - 1].end);

	return (struct view){p->origin.p + at, end - at};
}

size_t
page_gap_above(const struct page *p, size_t i)
{
	size_t n = 0;

	while (n < i && page_blank(p, i - 1 - n))
		n++;
	return n;
}

size_t
page_gap_below(const struct page *p, size_t i)
{
	size_t n = 0;

	while (i + 1 + n < p->lines.n && page_blank(p, i + 1 + n))
		n++;
	return n;
}

size_t
page_filled(const struct page *p, size_t first, size_t last)
{
	size_t n = 0;

	for (; first < last; first++)
		n += !page_blank(p, first);
	return n;
}

size_t
page_next(const struct page *p, size_t i, size_t end)
{
	while (i < end && (page_blank(p, i) || page_furniture(p, i)))
		i++;
	return i;
}

size_t
page_first_body(const struct page *p, size_t i, size_t end)
{
	while (i < end && !page_body(p, i))
		i++;
	return i;
}

void
page_add(struct page *p, struct article *a, enum field f, struct view v)
{
	struct string *s = &a->field[f];
	unsigned char *w, *begin;
	size_t i;

	if (v.len == 0)
		return;
	if (s->len > 0 && s->at + s->len != p->strings.len) {
		/* Something was stored behind it: move it to the end. */
		buf_reserve(&p->strings, s->len);
		memcpy(p->strings.data + p->strings.len,
		    p->strings.data + s->at, s->len);
		s->at = p->strings.len;
		p->strings.len += s->len;
	}
	if (s->len == 0)
		s->at = p->strings.len;
	else
		buf_putc(&p->strings, ' ');
	w = buf_reserve(&p->strings, v.len);
	begin = p->strings.data + s->at;
	for (i = 0; i < v.len; i++)
		if (v.p[i] > ' ')
			*w++ = v.p[i];
		else if (w > begin && w[-1] != ' ')
			*w++ = ' ';
	while (w > begin && w[-1] == ' ')
		w--;
	p->strings.len = (size_t)(w - p->strings.data);
	s->len = (size_t)(w - begin);
}

void
page_set(struct page *p, struct article *a, enum field f, struct view v)
{
	if (v.len == 0)
		return;
	a->field[f].len = 0;
	page_add(p, a, f, v);
}

void
page_set_date(struct page *p, struct article *a, struct date *d)
{
	if (d->first != 0 && !p->date_known) {
		p->date_order = date_order(p->text);
		p->date_known = true;
	}
	date_settle(d, p->date_order);
	page_set(p, a, FIELD_DATE,
	    (struct view){(const unsigned char *)d->iso, strlen(d->iso)});
}

void
page_mark(struct page *p, size_t first, size_t last, enum role role)
{
	if (last <= first)
		return;
	memset(p->role + first, (int)role, last - first);
	memset(p->skip + first, 0, (last - first) * sizeof(*p->skip));
}
