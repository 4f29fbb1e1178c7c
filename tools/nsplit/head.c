/* SPDX-License-Identifier: ISC */
/*
 * The head of an article is what lies between its cue and the first line of
 * its body.  Its lines are told apart one by one (date, byline, address,
 * debris); runs of what is left are candidates for headline and source.  The
 * run nearest to the body is the headline, unless it is a sentence under
 * another candidate: then it is a deck, and belongs to the text.  A line break
 * in a run is wrapping only where the next word would not have fitted; else
 * the run's short first line is the source.
 */
#include "head.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "shape.h"

#define TITLE_LINES 4
#define HEAD_MAX 40 /* lines; what has more before its body has no head */

struct head {
	size_t from; /* line of kind[0] */
	size_t n;
	unsigned char kind[HEAD_MAX];
};

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

/* The run of OTHER lines that ends before line end of the head; *begin is its
 * first.  false: there is none. */
static bool
run_before(const struct head *h, size_t end, size_t *begin, size_t *last)
{
	while (end > 0 && h->kind[end - 1] != OTHER)
		end--;
	if (end == 0)
		return false;
	*last = end;
	while (end > 0 && h->kind[end - 1] == OTHER)
		end--;
	*begin = end;
	return true;
}

/* A run that reads as a sentence: a deck, or a short first paragraph. */
static bool
sentence(const struct page *p, size_t a, size_t b)
{
	size_t i, words = 0;

	for (i = a; i < b; i++)
		words += shape_words(page_line(p, i));
	return words >= 4 && shape_full_stop(page_line(p, b - 1));
}

/* Whether a good headline stands in one of the runs above line end. */
static bool
better_above(const struct page *p, const struct head *h, size_t end)
{
	size_t a, b, i;

	while (run_before(h, end, &a, &b)) {
		for (i = a; i < b; i++)
			if (!head_weak(p, h->from + i) &&
			    shape_title(page_line(p, h->from + i)) &&
			    shape_words(page_line(p, h->from + i)) >= 3)
				return true;
		end = a;
	}
	return false;
}

static bool
says_much(unsigned char kind)
{
	return kind == DATE || kind == BYLINE || kind == PLACE ||
	    kind == LABEL || kind == URL;
}

/* A short line with a longer one in a block of its own under it, which may be
 * the headline. */
static bool
short_over_title(const struct page *p, const struct head *h, size_t a, size_t b)
{
	struct view v;

	if (shape_words(page_line(p, h->from + a)) > 4)
		return false;
	while (b < h->n && h->kind[b] != OTHER)
		b++;
	if (b == h->n)
		return false;
	v = page_line(p, h->from + b);
	return shape_title(v) && !shape_stop(v) && shape_begins(v) &&
	    shape_words(v) >= 4 && v.p[v.len - 1] != ':';
}

/* The last run that stands right at a date, a byline or the like, with no
 * blank line between: nothing under it is the headline. */
static bool
find_attested(const struct page *p, const struct head *h, size_t *first,
    size_t *last, size_t *body)
{
	size_t a, b, i, end = h->n;

	for (; run_before(h, end, &a, &b); end = a) {
		if (!(a > 0 && says_much(h->kind[a - 1])) &&
		    !(b < h->n && says_much(h->kind[b])))
			continue;
		if ((b - a == 1 &&
			(head_source_like(p, h->from + a) ||
			    short_over_title(p, h, a, b))) ||
		    b - a > TITLE_LINES || head_debris(p, h->from + b - 1) ||
		    p->furniture.times[h->from + a] > 2 ||
		    !shape_title(page_line(p, h->from + b - 1)))
			continue;
		*first = h->from + a;
		*last = h->from + b;
		for (i = b; i < h->n; i++)
			if (h->kind[i] == OTHER) {
				*body = h->from + i;
				break;
			}
		return true;
	}
	return false;
}

static bool
in_brackets(struct view v)
{
	return v.len > 2 && v.p[0] == '(' && v.p[v.len - 1] == ')';
}

/* The run that is the headline, as lines of the page; the body moves up over
 * decks.  false: none. */
static bool
find_title(const struct page *p, const struct head *h, size_t *first,
    size_t *last, size_t *body)
{
	size_t a, b, end = h->n;

	if (find_attested(p, h, first, last, body))
		return true;

	while (run_before(h, end, &a, &b)) {
		if (b - a == 1 && better_above(p, h, a) &&
		    (head_source_like(p, h->from + a) ||
			in_brackets(page_line(p, h->from + a)))) {
			end = a;
			continue;
		}
		if (!sentence(p, h->from + a, h->from + b) ||
		    !better_above(p, h, a)) {
			*first = h->from + a;
			*last = h->from + b;
			return true;
		}
		*body = h->from + a;
		end = a;
	}
	return false;
}

static bool
short_name(struct view v)
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
		    !short_name(page_line(p, *first)))
			continue;
		page_set(p, a, FIELD_SOURCE, page_line(p, *first));
		p->role[*first] = ROLE_FIELD;
	}
}

/* Does line i + 1 of a run, which ends before last, go on with line i? */
static bool
joined(const struct page *p, size_t i, size_t last, size_t width)
{
	struct view next = page_line(p, i + 1);

	if (!head_wraps(page_line(p, i), next, width))
		return false;
	if (!p->head_credits || i + 2 < last)
		return true;
	/* Names stand under the headlines of this dump. */
	return shape_words(next) > 8 ||
	    (p->furniture.times[i + 1] < 2 && !shape_publication(next) &&
		shape_capital_words(next) < .6);
}

/* Remember how the first line of a run ends. */
static void
count_break(struct page *p, size_t first, size_t last)
{
	size_t len = page_line(p, first).len, n;
	struct view next;

	if (last - first < 2 || len > 255 || p->n_head_breaks == PAGE_LENGTHS)
		return;
	next = page_line(p, first + 1);
	for (n = 0; n < next.len && n < 255 && next.p[n] != ' ';)
		n++;
	p->head_breaks[p->n_head_breaks++] =
	    (struct page_break){(unsigned char)len, (unsigned char)n};
}

/*
 * A run may be more than a headline: names and places stand over it and under
 * it.  Cut it where a line ends though the next word would have fitted; the
 * piece with the most words, none of them a publication's, is the headline.
 */
static void
cut_run(struct page *p, struct article *a, size_t *first, size_t *last)
{
	size_t width = longest(p, *first, *last), i, from, words, best = 0;
	size_t begin = *first, end = *last;

	width = p->head_width > width ? p->head_width : width;
	for (i = from = *first, words = 0; i < *last; i++) {
		words += shape_words(page_line(p, i));
		if (i + 1 < *last && joined(p, i, *last, width))
			continue;
		words *= head_source_like(p, from) && i == from ? 2 : 5;
		if (words > best) {
			best = words;
			begin = from;
			end = i + 1;
		}
		from = i + 1;
		words = 0;
	}
	for (i = *first; i < *last; i++)
		if (i < begin && a->field[FIELD_SOURCE].len == 0 &&
		    short_name(page_line(p, i)) && !head_debris(p, i)) {
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
	count_break(p, first, last);
	for (;; i++) {
		width = longest(p, first, i + 1);
		width = p->head_width > width ? p->head_width : width;
		if (i + 1 == last || shape_words(title) <= 3 ||
		    (!joined(p, i, last, width) &&
			page_indent(p, i + 1) <= page_indent(p, first)))
			break;
		page_add(p, a, FIELD_TITLE, page_line(p, i + 1));
		p->role[i + 1] = ROLE_FIELD;
	}
	n = longest(p, first, i + 1);
	p->head_lengths[n < PAGE_LENGTHS ? n : PAGE_LENGTHS - 1]++;
	return i + 1;
}

/* A short first line of the head, with other lines or blank ones between it
 * and the headline, that may be the source. */
static void
source_above(
    struct page *p, struct article *a, const struct head *h, size_t title)
{
	size_t i;
	struct view v;

	if (a->field[FIELD_SOURCE].len > 0)
		return;
	for (i = 0; i < h->n && h->from + i < title; i++) {
		v = page_line(p, h->from + i);
		if (v.len == 0 || label_copyright(v) || says_much(h->kind[i]))
			continue;
		if (h->kind[i] == OTHER && short_name(v) &&
		    (i + 1 == h->n || h->kind[i + 1] != OTHER)) {
			page_set(p, a, FIELD_SOURCE, v);
			p->role[h->from + i] = ROLE_FIELD;
		}
		return;
	}
}

static void
mark_roles(struct page *p, const struct head *h, size_t body)
{
	size_t i, line;

	for (i = 0; i < h->n && h->from + i < body; i++) {
		line = h->from + i;
		if (p->role[line] != ROLE_TEXT)
			continue;
		switch ((enum kind)h->kind[i]) {
		case DATE:
		case BYLINE:
		case URL:
		case PLACE:
		case LABEL:
		case TEXT:
			p->role[line] = ROLE_FIELD;
			break;
		case BLANK:
			break;
		case DEBRIS:
		case OTHER:
			p->role[line] = ROLE_FURNITURE;
			break;
		}
	}
}

bool
head_segment(struct page *p, struct article *a)
{
	struct view v, title, source, date;
	const unsigned char *colon;
	size_t i = page_next(p, a->first, a->last), from;

	while (i < a->last && shape_symbols(page_line(p, i)))
		i = page_next(p, i + 1, a->last);
	if (i == a->last)
		return false;
	a->first = i;
	v = page_line(p, i);
	if (!shape_title(v) || shape_lower_first(v) ||
	    (v.p[0] == '-' && v.len > 1 && v.p[1] == ' ') ||
	    (page_body(p, i) && shape_dateline(v)))
		return false;
	if (head_in_brackets(v, &title, &source, &date)) {
		page_set(p, a, FIELD_SOURCE, source);
		head_set_date(p, a, date);
		page_set(p, a, FIELD_TITLE, title);
		p->role[i] = ROLE_FIELD;
		return head_find(p, a, i + 1);
	}
	colon = memchr(v.p, ':', v.len < 60 ? v.len : 60);
	if (colon != NULL && colon > v.p + 1 && colon + 8 < v.p + v.len) {
		source = (struct view){v.p, (size_t)(colon - v.p)};
		title = shape_skip(v, source.len + 1);
		if (shape_capitals(source) && shape_words(source) <= 7 &&
		    title.p > colon + 1) {
			page_set(p, a, FIELD_SOURCE, source);
			page_set(p, a, FIELD_TITLE, title);
			p->role[i] = ROLE_FIELD;
			from = head_continue(p, a, i, title);
			return head_find(p, a, from);
		}
	}
	return !page_body(p, i) && head_find(p, a, i) && a->body - i <= 16;
}

/* Where the text begins when one of the head's lines is a label for it. */
static bool
at_label(struct page *p, struct article *a, size_t i, size_t *body)
{
	struct view value;

	if (i >= a->last || label_of(page_line(p, i), &value) != LABEL_TEXT)
		return false;
	if (value.len > 0) {
		p->skip[i] = (uint16_t)((size_t)(value.p - p->text.p) -
		    p->lines.v[i].at);
		*body = i;
	} else {
		p->role[i] = ROLE_FIELD;
		*body = page_next(p, i + 1, a->last);
	}
	return true;
}

/* The cue gave the headline; what is left are credits, decks and debris. */
static size_t
rest_of_head(
    struct page *p, struct article *a, const struct head *h, size_t body)
{
	size_t first, last, end = h->n, i;

	while (run_before(h, end, &first, &last)) {
		if (sentence(p, h->from + first, h->from + last))
			body = h->from + first;
		end = first;
	}
	for (i = 0; i < h->n && h->from + i < body; i++)
		if (h->kind[i] == OTHER)
			head_credits(p, a, h->from + i);
	return body;
}

/* The ways in which a source may stand in a headline. */
enum form { FORM_SQUARE, FORM_COLON, FORM_BRACKET, FORM_BAR, FORM_BAR_LAST };

/* The place of a mark in v: the first, or the last. */
static size_t
find_mark(struct view v, const char *mark, bool last)
{
	size_t n = strlen(mark), i, at = SIZE_MAX;

	for (i = 1; i + n < v.len; i++)
		if (memcmp(v.p + i, mark, n) == 0) {
			at = i;
			if (!last)
				break;
		}
	return at;
}

/* Cut v as the form has it; false when it is not of that form. */
static bool
cut_form(struct view v, enum form f, struct view *source, struct view *title)
{
	static const char *const mark[] = {"]", ": ", " (", " | ", " | "};
	bool first = f <= FORM_COLON || f == FORM_BAR;
	struct view left, right;
	size_t i;

	if ((f == FORM_SQUARE) != (v.p[0] == '[') ||
	    (f == FORM_BRACKET && v.p[v.len - 1] != ')'))
		return false;
	i = find_mark(v, mark[f], !first);
	if (i == SIZE_MAX)
		return false;
	left = shape_trim((struct view){v.p, i});
	right = shape_skip(v, i + strlen(mark[f]));
	if (f == FORM_SQUARE)
		left = shape_skip(left, 1);
	if (f == FORM_BRACKET)
		right.len--;
	*source = first ? left : right;
	*title = first ? right : left;
	return source->len >= 2 && shape_words(*source) <= 5 &&
	    shape_begins(*source) && shape_words(*title) >= 2 &&
	    !(source->p[0] >= '0' && source->p[0] <= '9');
}

/*
 * "[Gazette] Headline", "Gazette: Headline", "Headline (Gazette)", "Gazette |
 * Headline": cut where the source reads as one, or where most headlines of the
 * dump have that form.  The last line of a headline is where a source ends it.
 */
static void
cut_title(struct page *p, struct article *a, size_t line, bool whole)
{
	struct view v = shape_unframe(page_line(p, line)), source, title;
	int f;

	if (v.len < 8 || a->sourced || !whole)
		return;
	for (f = FORM_SQUARE; f <= FORM_BAR_LAST; f++) {
		if (!cut_form(v, (enum form)f, &source, &title))
			continue;
		p->head_forms[f]++;
		if (f != FORM_SQUARE && p->head_form != f + 1 &&
		    !shape_publication(source))
			continue;
		page_set(p, a, FIELD_SOURCE, source);
		page_set(p, a, FIELD_TITLE, title);
		return;
	}
}

/* v without a time of day before it. */
static struct view
without_time(struct view v)
{
	uint64_t n;

	if (v.len > 8 && shape_number(v, &n) == 2 && n < 24 && v.p[2] == ':' &&
	    shape_number((struct view){v.p + 3, 2}, &n) == 2 && n < 60 &&
	    v.p[5] == ' ')
		return shape_skip(v, 5);
	return v;
}

static void
take_title(struct page *p, struct article *a, const struct head *h,
    size_t first, size_t last)
{
	size_t n;
	bool cut;

	trim_run(p, a, &first, last);
	count_break(p, first, last);
	cut_run(p, a, &first, &last);
	cut_title(p, a, first, last - first == 1);
	source_above(p, a, h, first);
	n = longest(p, first, last);
	p->head_lengths[n < PAGE_LENGTHS ? n : PAGE_LENGTHS - 1]++;
	cut = a->field[FIELD_TITLE].len > 0;
	for (; first < last; first++) {
		if (!cut)
			page_add(p, a, FIELD_TITLE,
			    without_time(shape_unframe(page_line(p, first))));
		p->role[first] = ROLE_FIELD;
	}
}

/* A body cannot begin in the middle of a sentence: the line before it, which
 * a page's edge may part from it, is text too. */
static size_t
whole_sentence(const struct page *p, size_t from, size_t body)
{
	size_t i = body;

	if (!shape_lower_first(page_line(p, body)))
		return body;
	while (i > from && (page_blank(p, i - 1) || page_furniture(p, i - 1)))
		i--;
	return i > from && i < body && !shape_stop(page_line(p, i - 1)) ? i - 1
									: body;
}

bool
head_find(struct page *p, struct article *a, size_t from)
{
	struct head h = {0};
	size_t first = 0, last = 0, i, body;
	bool found = true;

	from = page_next(p, from, a->last);
	body = page_first_body(p, from, a->last);
	if (body < a->last)
		body = whole_sentence(p, from, body);
	a->body = from;
	h.from = from;
	for (i = from; i < body && i - from < HEAD_MAX; i++)
		if ((h.kind[h.n++] = (unsigned char)head_classify(p, a, i)) ==
		    TEXT)
			break;
	if (i < body && i - from < HEAD_MAX)
		h.n--;
	if (!at_label(p, a, i, &body) &&
	    (body - from > HEAD_MAX || body == a->last))
		return false;
	if (a->field[FIELD_TITLE].len > 0)
		body = rest_of_head(p, a, &h, body);
	else if ((found = find_title(p, &h, &first, &last, &body)))
		take_title(p, a, &h, first, last);
	for (i = 0; found && i < h.n && from + i < body; i++)
		if (h.kind[i] == OTHER && from + i >= last)
			head_credits(p, a, from + i);
	mark_roles(p, &h, body);
	a->body = body;
	label_tail(p, a);
	return found;
}
