/* SPDX-License-Identifier: ISC */
/*
 * The lines of a headline: which of a run of lines belong to it, where it goes
 * on, and the names that stand in it, over it and under it.
 */
#include "head.h"

#include <string.h>

#include "date.h"
#include "shape.h"

#define TITLE_LINES HEAD_TITLE_LINES
#define NAME_BYTES 6 /* of a name in capitals, no last word */
#define FIRM_WORDS 4 /* of a piece that reads as a headline */

/* The longest line of lines a..b. */
static size_t
longest(const struct page *p, size_t a, size_t b)
{
	size_t n, max = 0;

	for (; a < b; a++) {
		n = p->lines.v[a].end - p->lines.v[a].text;
		max = n > max ? n : max;
	}
	return max;
}

bool
head_short_name(struct view v)
{
	if (v.len < 2 || v.len > 48 || shape_words(v) > 6 || shape_stop(v))
		return false;
	return strchr(",:;", v.p[v.len - 1]) == NULL;
}

/* Take weak lines off the run's top; one of them may be the source. */
static void
trim_run(struct page *p, struct article *a, size_t *first, size_t last)
{
	for (; last - *first > 1; ++*first) {
		if (last - *first <= TITLE_LINES &&
		    !(head_weak(p, *first) && !head_weak(p, *first + 1)))
			break;
		if (a->field[FIELD_SOURCE].len > 0 || head_debris(p, *first) ||
		    !head_short_name(page_line(p, *first)))
			continue;
		page_set(p, a, FIELD_SOURCE, page_line(p, *first));
		p->role[*first] = ROLE_FIELD;
	}
}

/* Line i + 1 is a name, a publication's or one that comes again, under a line
 * that had room for its first word.  Where most such lines are, the others are
 * taken for names too. */
static bool
name_under(struct page *p, size_t i)
{
	struct view next = page_line(p, i + 1);
	bool name;

	if (!head_short_name(next) || !shape_begins(next) ||
	    head_wraps(page_line(p, i), next, p->wrapped ? p->width : 80))
		return false;
	name = shape_words(next) >= 2 &&
	    (shape_publication(next) || p->furniture.times[i + 1] >= 2);
	heads_count_name(
	    &p->heads, name, shape_person(next), shape_publication(next));
	return name ||
	    (p->heads.papers && shape_words(next) <= 4 &&
		shape_capital_words(next) > .6 &&
		!(p->heads.capitals && shape_capitals(next)));
}

/* Does line i + 1 of a run, which ends before last, go on with line i? */
static bool
joined(struct page *p, size_t i, size_t last, size_t width)
{
	struct view next = page_line(p, i + 1);

	if (!head_wraps(page_line(p, i), next, width))
		return false;
	if (next.p[next.len - 1] == ':' ||
	    (shape_capitals(page_line(p, i)) && !shape_capitals(next) &&
		shape_words_min(page_line(p, i), 3)) ||
	    (shape_capitals(next) && next.len >= NAME_BYTES &&
		!shape_capitals(page_line(p, i))) ||
	    (i + 2 == last && name_under(p, i)))
		return false;
	if (!p->heads.credits || i + 2 < last)
		return true;
	/* Names stand under the headlines of this dump. */
	return shape_words(next) > 8 ||
	    (p->furniture.times[i + 1] < 2 && !shape_publication(next) &&
		(shape_capital_words(next) < .6 ||
		    (p->heads.optional && !shape_words_min(next, 2))));
}

/* Remember the lines of a run. */
static void
count_run(struct page *p, size_t first, size_t last)
{
	struct view line[HEADS_LINES];
	size_t n;

	for (n = 0; n < HEADS_LINES && first + n < last; n++)
		line[n] = page_line(p, first + n);
	if (first + n == last)
		heads_count_run(&p->heads, line, n);
}

/* The lines of a run round the headline, which is begin..end: a source above,
 * or credits. */
static void
take_others(struct page *p, struct article *a, size_t first, size_t last,
    size_t begin, size_t end)
{
	for (size_t i = first; i < last; i++)
		if (i < begin && a->field[FIELD_SOURCE].len == 0 &&
		    head_short_name(page_line(p, i)) && !head_debris(p, i)) {
			page_set(p, a, FIELD_SOURCE, page_line(p, i));
			p->role[i] = ROLE_FIELD;
		} else if (i < begin || i >= end)
			head_credits(p, a, i);
}

/* The headline's lines, by where it stands in the other runs of the dump;
 * false: not known. */
static bool
known_place(struct page *p, struct article *a, size_t *first, size_t *last)
{
	const struct heads *h = &p->heads;
	size_t i, begin = *first + h->above, end = *last - h->below;
	size_t width = longest(p, *first, *last);

	width = h->width > width ? h->width : width;
	if (!h->known || *last - *first <= (size_t)h->above + h->below)
		return false;
	/* The last lines may be the headline's own. */
	if (h->optional && h->below > 0 &&
	    head_wraps(page_line(p, end - 1), page_line(p, end), width) &&
	    !(h->mostly && shape_person(page_line(p, end))) &&
	    !head_source_like(p, end))
		return false;
	for (i = begin; i + 1 < end; i++)
		if (!head_wraps(page_line(p, i), page_line(p, i + 1), width))
			return false;
	take_others(p, a, *first, *last, begin, end);
	*first = begin;
	*last = end;
	return true;
}

/*
 * A run may be more than a headline: names and places stand over it and under
 * it.  Cut it where a line ends though the next word would have fitted; the
 * piece with the most words, none of them a publication's, is the headline; but
 * under one that reads as a headline a deck may have a few more.
 */
static void
cut_run(struct page *p, struct article *a, size_t *first, size_t *last)
{
	size_t width = longest(p, *first, *last), i, from, words, worth;
	size_t begin = *first, end = *last, best = 0;
	bool firm = false;

	width = p->heads.width > width ? p->heads.width : width;
	for (i = from = *first, words = 0; i < *last; i++) {
		words += shape_words(page_line(p, i));
		if (i + 1 < *last && joined(p, i, *last, width))
			continue;
		worth =
		    words * (head_source_like(p, from) && i == from ? 2 : 5);
		if (worth * 2 > best * (firm ? 5 : 2)) {
			best = worth;
			firm = a->field[FIELD_SOURCE].len > 0 &&
			    words >= FIRM_WORDS && !head_weak(p, from) &&
			    memchr(page_line(p, from).p, ',',
				page_line(p, from).len) == NULL;
			begin = from;
			end = i + 1;
		}
		from = i + 1;
		words = 0;
	}
	take_others(p, a, *first, *last, begin, end);
	*first = begin;
	*last = end;
}

size_t
head_continue(struct page *p, struct article *a, size_t i, struct view title)
{
	size_t first = i, last = i + 1, width, n;
	bool hangs;

	while (last < a->last && last < i + TITLE_LINES &&
	    !page_blank(p, last) && !page_body(p, last) &&
	    head_classify(p, a, last) == OTHER)
		last++;
	count_run(p, first, last);
	for (;; i++) {
		width = longest(p, first, i + 1);
		width = p->heads.width > width ? p->heads.width : width;
		hangs = i + 1 < last &&
		    page_indent(p, i + 1) > page_indent(p, first);
		if (i + 1 == last || (shape_words(title) <= 3 && !hangs) ||
		    (i + 2 == last && name_under(p, i)) ||
		    (!hangs && !joined(p, i, last, width)))
			break;
		page_add(p, a, FIELD_TITLE, page_line(p, i + 1));
		p->role[i + 1] = ROLE_FIELD;
	}
	n = longest(p, first, i + 1);
	p->heads.count.lengths[n < HEADS_LENGTHS ? n : HEADS_LENGTHS - 1]++;
	return i + 1;
}

/* A time of day at v's start: "14:05", "1405GMT"; its length, or 0. */
static size_t
clock_time(struct view v)
{
	uint64_t n;

	if (v.len > 8 && shape_number(v, &n) == 2 && n < 24 && v.p[2] == ':' &&
	    shape_number((struct view){v.p + 3, 2}, &n) == 2 && n < 60 &&
	    v.p[5] == ' ')
		return 5;
	return v.len > 8 && shape_number(v, &n) == 4 && n < 2400 &&
		(memcmp(v.p + 4, "GMT ", 4) == 0 ||
		    memcmp(v.p + 4, "UTC ", 4) == 0)
	    ? 7
	    : 0;
}

/* v without a date in figures and a time of day before it, and the code of the
 * agency: "03-05-19 1405GMT ABCD-".  *d: the date where its year has four
 * digits. */
static struct view
without_time(struct view v, struct date *d)
{
	struct view w = v;
	size_t n = 0;

	while (n < w.len && n < 10 && strchr("0123456789-./", w.p[n]) != NULL)
		n++;
	if (n >= 5 && n < w.len && w.p[n] == ' ') {
		if (date_whole((struct view){w.p, n}, d))
			v = shape_skip(w, n);
		w = shape_skip(w, n);
	}
	n = clock_time(w);
	if (n == 0)
		return v;
	w = shape_skip(w, n);
	for (n = 0; n < 5 && n < w.len && w.p[n] >= 'A' && w.p[n] <= 'Z';)
		n++;
	if (n >= 3 && n + 1 < w.len && w.p[n] == '-' && w.p[n + 1] != ' ')
		w = shape_skip(w, n + 1);
	return w;
}

size_t
head_take_title(struct page *p, struct article *a, size_t first, size_t last)
{
	struct date d = {.end = 0};
	struct view v;
	size_t n, top;
	bool cut;

	count_run(p, first, last);
	if (!known_place(p, a, &first, &last)) {
		trim_run(p, a, &first, last);
		cut_run(p, a, &first, &last);
	}
	v = without_time(shape_unframe(page_line(p, first)), &d);
	if (d.end > 0)
		page_offer_date(p, a, &d);
	if (last - first == 1) {
		v = head_cut_title(p, a, v);
	}
	top = first;
	p->heads.count.taken++;
	p->heads.count.capitals += shape_capitals(page_line(p, first));
	n = longest(p, first, last);
	p->heads.count.lengths[n < HEADS_LENGTHS ? n : HEADS_LENGTHS - 1]++;
	cut = a->field[FIELD_TITLE].len > 0;
	for (; first < last; first++) {
		if (!cut)
			page_add(p, a, FIELD_TITLE,
			    first == top ? v
					 : shape_unframe(page_line(p, first)));
		p->role[first] = ROLE_FIELD;
	}
	return top;
}
