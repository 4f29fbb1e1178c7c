/* SPDX-License-Identifier: ISC */
/*
 * The lines of a headline: which of a run of lines belong to it, where it goes
 * on, and the names that stand in it, over it and under it.
 */
#include "head.h"

#include <string.h>

#include "date.h"
#include "shape.h"
#include "utf8.h"

#define TITLE_LINES HEAD_TITLE_LINES
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
	p->heads.count.names[name]++;
	return name ||
	    (p->heads.papers && shape_words(next) <= 4 &&
		shape_capital_words(next) > .6);
}

/* Does line i + 1 of a run, which ends before last, go on with line i? */
static bool
joined(struct page *p, size_t i, size_t last, size_t width)
{
	struct view next = page_line(p, i + 1);

	if (!head_wraps(page_line(p, i), next, width))
		return false;
	if (i + 2 == last && name_under(p, i))
		return false;
	if (!p->heads.credits || i + 2 < last)
		return true;
	/* Names stand under the headlines of this dump. */
	return shape_words(next) > 8 ||
	    (p->furniture.times[i + 1] < 2 && !shape_publication(next) &&
		shape_capital_words(next) < .6);
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

/* The headline's lines, by where it stands in the other runs of the dump. */
static bool
known_place(const struct page *p, size_t first, size_t last, size_t width,
    size_t *begin, size_t *end)
{
	const struct heads *h = &p->heads;
	size_t i;

	if (!h->known || last - first <= (size_t)h->above + h->below)
		return false;
	for (i = first + h->above; i + 1 < last - h->below; i++)
		if (!head_wraps(page_line(p, i), page_line(p, i + 1), width))
			return false;
	*begin = first + h->above;
	*end = last - h->below;
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
	(void)known_place(p, *first, *last, width, &begin, &end);
	for (i = *first; i < *last; i++)
		if (i < begin && a->field[FIELD_SOURCE].len == 0 &&
		    head_short_name(page_line(p, i)) && !head_debris(p, i)) {
			page_set(p, a, FIELD_SOURCE, page_line(p, i));
			p->role[i] = ROLE_FIELD;
		} else if (i < begin || i >= end)
			head_credits(p, a, i);
	*first = begin;
	*last = end;
}

size_t
head_continue(struct page *p, struct article *a, size_t i, struct view title)
{
	size_t first = i, last = i + 1, width, n;

	while (last < a->last && last < i + TITLE_LINES &&
	    !page_blank(p, last) && !page_body(p, last) &&
	    head_classify(p, a, last) == OTHER)
		last++;
	count_run(p, first, last);
	for (;; i++) {
		width = longest(p, first, i + 1);
		width = p->heads.width > width ? p->heads.width : width;
		if (i + 1 == last || shape_words(title) <= 3 ||
		    (i + 2 == last && name_under(p, i)) ||
		    (!joined(p, i, last, width) &&
			page_indent(p, i + 1) <= page_indent(p, first)))
			break;
		page_add(p, a, FIELD_TITLE, page_line(p, i + 1));
		p->role[i + 1] = ROLE_FIELD;
	}
	n = longest(p, first, i + 1);
	p->heads.count.lengths[n < HEADS_LENGTHS ? n : HEADS_LENGTHS - 1]++;
	return i + 1;
}

/* The ways in which a source may stand in a headline. */
enum form {
	FORM_SQUARE,
	FORM_COLON,
	FORM_BRACKET,
	FORM_BAR,
	FORM_BAR_LAST,
	FORM_DASH,
	FORM_DASH_LAST
};

/* The place of a mark within v, not at its ends: the first, or the last. */
static size_t
find_mark(struct view v, const char *mark, bool last)
{
	const unsigned char *at;
	struct view inner;

	if (v.len < 3)
		return SIZE_MAX;
	inner = (struct view){v.p + 1, v.len - 2};
	at = last ? shape_find_last(inner, mark) : shape_find(inner, mark);
	return at != NULL ? (size_t)(at - v.p) : SIZE_MAX;
}

/* Dots in a row, as lead to a name: how many; 0 for an ellipsis. */
static size_t
leader(struct view v)
{
	size_t n = 0;

	while (n < v.len && v.p[n] == '.')
		n++;
	return n > 3 ? n : 0;
}

/* The place of a dash with blanks round it, the first or the last; *n is how
 * long it is. */
static size_t
find_dash(struct view v, bool last, size_t *n)
{
	size_t i, k, at = SIZE_MAX;

	for (i = 1; i + 3 < v.len; i++) {
		if (v.p[i] != ' ')
			continue;
		k = v.p[i + 1] == '-' ? 1 + (v.p[i + 2] == '-')
		    : v.p[i + 1] == '.'
		    ? leader((struct view){v.p + i + 1, v.len - i - 1})
		    : shape_long_dash(
			  (struct view){v.p + i + 1, v.len - i - 1});
		if (k == 0 || i + k + 1 >= v.len || v.p[i + k + 1] != ' ')
			continue;
		at = i;
		*n = k + 2;
		if (!last)
			break;
	}
	return at;
}

/* Cut v as the form has it; false when it is not of that form. */
static bool
cut_form(struct view v, enum form f, struct view *source, struct view *title)
{
	static const char *const mark[] = {
	    "]", ": ", " (", " | ", " | ", NULL, NULL};
	bool first = f <= FORM_COLON || f == FORM_BAR || f == FORM_DASH;
	struct view left, right;
	size_t i, n = 0;

	if ((f == FORM_SQUARE) != (v.p[0] == '[') ||
	    (f == FORM_BRACKET && v.p[v.len - 1] != ')'))
		return false;
	i = mark[f] == NULL ? find_dash(v, !first, &n)
			    : find_mark(v, mark[f], !first);
	if (i == SIZE_MAX)
		return false;
	n = mark[f] == NULL ? n : strlen(mark[f]);
	left = shape_trim((struct view){v.p, i});
	right = shape_skip(v, i + n);
	if (f == FORM_SQUARE)
		left = shape_skip(left, 1);
	if (f == FORM_BRACKET)
		right.len--;
	*source = first ? left : right;
	*title = first ? right : left;
	return source->len >= 2 &&
	    (shape_words(*source) <= 5 ||
		head_source_date(*source, &left, &right)) &&
	    shape_begins(*source) && shape_words(*title) >= 2 &&
	    !(source->p[0] >= '0' && source->p[0] <= '9');
}

/* v without " - Jane Doe" at its end, who is stored: where the source stands
 * before a dash, the author may stand behind one. */
static struct view
without_dashed(struct page *p, struct article *a, struct view v)
{
	size_t n, i = find_dash(v, true, &n);
	struct view name;

	if (i == SIZE_MAX || a->field[FIELD_AUTHOR].len > 0)
		return v;
	name = shape_skip(v, i + n);
	if (shape_words_min(name, 4) || !shape_person(name) ||
	    !shape_words_min((struct view){v.p, i}, 3))
		return v;
	page_set(p, a, FIELD_AUTHOR, name);
	return shape_trim((struct view){v.p, i});
}

/*
 * "[Gazette] Headline", "Gazette: Headline", "Headline (Gazette)", "Gazette |
 * Headline": cut where the source reads as one, or where most headlines of the
 * dump have that form.  The last line of a headline is where a source ends it.
 */
static bool
cut_title(struct page *p, struct article *a, struct view v)
{
	struct view source, title;
	int f;

	if (v.len < 8 || a->sourced)
		return false;
	p->heads.count.n_forms++;
	if (shape_unmarked(v))
		return false;
	for (f = FORM_SQUARE; f < HEADS_FORMS; f++) {
		if (!cut_form(v, (enum form)f, &source, &title))
			continue;
		p->heads.count.forms[f]++;
		if (f != FORM_SQUARE && p->heads.form != f + 1 &&
		    (f >= FORM_DASH || !shape_publication(source)))
			continue;
		head_set_source(p, a, source);
		if (f == FORM_DASH)
			title = without_dashed(p, a, title);
		page_set(p, a, FIELD_TITLE, title);
		return true;
	}
	return false;
}

/* "Headline" by Jane Doe: without the byline, which is taken. */
static struct view
without_byline(struct page *p, struct article *a, struct view v)
{
	size_t i, n;
	uint32_t cp;
	struct view name;

	if (v.len < 16 || (v.p[0] != '"' && v.p[0] < 0x80))
		return v;
	for (i = v.len - 1; i > 8; i--) {
		if (v.p[i] != ' ' || !shape_byline(shape_skip(v, i + 1), &name))
			continue;
		n = utf8_decode_last(v.p, i, &cp);
		if (n == 0 ||
		    (cp != '"' && cp != 0x201D && cp != 0x201C && cp != 0xBB &&
			cp != 0x2019 && cp != 0xAB))
			continue;
		if (a->field[FIELD_AUTHOR].len == 0)
			page_set(p, a, FIELD_AUTHOR, name);
		return (struct view){v.p, i};
	}
	return v;
}

/* Headline <https://example.org/1>: without the address, which is taken. */
static struct view
without_link(struct page *p, struct article *a, struct view v)
{
	const unsigned char *at = memrchr(v.p, ' ', v.len);
	struct view url;

	if (v.len < 16 || at == NULL || at < v.p + 4)
		return v;
	url = shape_skip(v, (size_t)(at - v.p));
	if (url.len > 2 && (url.p[0] == '<' || url.p[0] == '('))
		url = (struct view){url.p + 1, url.len - 2};
	if (!shape_url(url))
		return v;
	if (a->field[FIELD_URL].len == 0)
		page_set(p, a, FIELD_URL, url);
	return shape_trim((struct view){v.p, (size_t)(at - v.p)});
}

bool
head_quoted(struct view v, struct view *source, struct view *title)
{
	uint32_t cp;
	size_t i;

	if (v.len < 16)
		return false;
	(void)utf8_decode_last(v.p, v.len, &cp);
	if (cp != '"' && cp != 0x201D && cp != 0x201C && cp != 0xBB)
		return false;
	for (i = 2; i + 4 < v.len && i < 48; i++) {
		if (v.p[i] != ' ' || v.p[i - 1] != ',')
			continue;
		*source = (struct view){v.p, i - 1};
		*title = (struct view){v.p + i + 1, v.len - i - 1};
		utf8_decode(title->p, title->len, &cp);
		return (cp == '"' || cp == 0x201C || cp == 0x201E ||
			   cp == 0xAB) &&
		    !shape_words_min(*source, 6) && shape_begins(*source) &&
		    shape_words_min(*title, 2);
	}
	return false;
}

void
head_set_title(struct page *p, struct article *a, struct view v)
{
	v = without_link(p, a, without_byline(p, a, v));
	if (!cut_title(p, a, v))
		page_set(p, a, FIELD_TITLE, v);
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

	trim_run(p, a, &first, last);
	count_run(p, first, last);
	cut_run(p, a, &first, &last);
	v = without_time(shape_unframe(page_line(p, first)), &d);
	if (d.end > 0 && a->field[FIELD_DATE].len == 0)
		page_set_date(p, a, &d);
	if (last - first == 1) {
		v = without_link(p, a, without_byline(p, a, v));
		cut_title(p, a, v);
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
