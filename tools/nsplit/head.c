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
#include "cue.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "shape.h"

#define HEAD_MAX 40 /* lines; what has more before its body has no head */
#define TITLE_LINES 4

enum kind { BLANK, DATE, BYLINE, URL, PLACE, LABEL, DEBRIS, OTHER };

struct head {
	size_t from; /* line of kind[0] */
	size_t n;
	unsigned char kind[HEAD_MAX];
};

bool
head_set_date(struct page *p, struct article *a, struct view v)
{
	struct date d;

	if (!date_whole(v, &d) && !(date_find(v, &d) && v.len < 60))
		return false;
	page_set(p, a, FIELD_DATE,
	    (struct view){(const unsigned char *)d.iso, strlen(d.iso)});
	return true;
}

/* Without brackets, stars and separators at both ends. */
static struct view
strip_marks(struct view v)
{
	while (v.len > 0 && strchr(" ,;:*_()[]|/-", v.p[v.len - 1]) != NULL)
		v.len--;
	while (v.len > 0 && strchr(" ,;:*_()[]|/-", v.p[0]) != NULL) {
		v.p++;
		v.len--;
	}
	for (;;) {
		if (v.len >= 3 && memcmp(v.p + v.len - 3, "\xe2\x80", 2) == 0 &&
		    v.p[v.len - 1] >= 0x90 && v.p[v.len - 1] <= 0x95)
			v.len -= 3;
		else if (v.len >= 3 && memcmp(v.p, "\xe2\x80", 2) == 0 &&
		    v.p[2] >= 0x90 && v.p[2] <= 0x95)
			v = (struct view){v.p + 3, v.len - 3};
		else
			return shape_trim(v);
	}
}

bool
head_source_date(struct view v, struct view *source, struct view *date)
{
	static const char *const joins[] = {",", "(", "|", "-", "/", ";", ":",
	    "\xe2\x80\x93", "\xe2\x80\x94", "\xc2\xb7", "\xe2\x80\xa2", "["};
	struct view left, right;
	struct date d;
	size_t i, k, n;

	if (v.len < 12 || v.len > 120 || shape_full_stop(v))
		return false;
	for (i = 1; i + 6 < v.len; i++)
		for (k = 0; k < sizeof(joins) / sizeof(joins[0]); k++) {
			n = strlen(joins[k]);
			if (memcmp(v.p + i, joins[k], n) != 0)
				continue;
			left = strip_marks((struct view){v.p, i});
			right = strip_marks(
			    (struct view){v.p + i + n, v.len - i - n});
			if (date_whole(right, &d) && left.len >= 2 &&
			    !date_whole(left, &d) && shape_words(left) <= 7) {
				*source = left;
				*date = right;
				return true;
			}
			if (n == 1 && joins[k][0] == ',')
				continue;
			if (date_whole(left, &d) && right.len >= 2 &&
			    !date_whole(right, &d) && shape_words(right) <= 7) {
				*source = right;
				*date = left;
				return true;
			}
		}
	return false;
}

bool
head_in_brackets(
    struct view v, struct view *title, struct view *source, struct view *date)
{
	size_t i, depth = 0;

	if (v.len < 12 || (v.p[v.len - 1] != ')' && v.p[v.len - 1] != ']'))
		return false;
	for (i = v.len; i-- > 0;) {
		if (v.p[i] == ')' || v.p[i] == ']')
			depth++;
		else if ((v.p[i] == '(' || v.p[i] == '[') && --depth == 0)
			break;
	}
	if (depth != 0 || i == 0 || i == SIZE_MAX)
		return false;
	*title = shape_trim((struct view){v.p, i});
	return title->len > 0 &&
	    head_source_date(
		(struct view){v.p + i + 1, v.len - i - 2}, source, date);
}

static bool
in_table(struct view v)
{
	static const char *const table[][1] = {
#include "debris.inc"
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (shape_equal(v, table[i][0]))
			return true;
	return false;
}

static bool
holds(struct view v, const char *s)
{
	return memmem(v.p, v.len, s, strlen(s)) != NULL;
}

bool
head_debris(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	if (page_furniture(p, i) || furniture_debris(v) || shape_symbols(v))
		return true;
	if (v.len > 60)
		return false;
	return in_table(v) || holds(v, " | ") || shape_prefix(v, "photo:") ||
	    shape_prefix(v, "foto:") || shape_prefix(v, "image:") ||
	    shape_prefix(v, "\xc2\xa9") || shape_prefix(v, "(c) ") ||
	    (v.len < 16 && holds(v, "min read")) ||
	    (v.p[0] < 0x80 && strchr("*|=<>\\", v.p[0]) != NULL);
}

/* What may go when something better is below: a line that comes again, or
 * is a few words in capitals. */
static bool
weak(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	return head_debris(p, i) || p->furniture.times[i] >= 2 ||
	    (shape_capitals(v) && shape_words(v) <= 5 &&
		!(i + 1 < p->lines.n && shape_capitals(page_line(p, i + 1))));
}

static enum kind
classify(struct page *p, struct article *a, size_t i)
{
	struct view v = page_line(p, i), x, y;
	struct date d;
	enum label l;

	if (v.len == 0)
		return BLANK;
	if (shape_byline(v, &x)) {
		if (a->field[FIELD_AUTHOR].len == 0)
			page_set(p, a, FIELD_AUTHOR, x);
		return BYLINE;
	}
	if (date_whole(v, &d)) {
		if (a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, v);
		return DATE;
	}
	if (shape_url(v)) {
		if (a->field[FIELD_URL].len == 0)
			page_set(p, a, FIELD_URL, v);
		return URL;
	}
	if (page_furniture(p, i))
		return DEBRIS;
	if ((l = label_of(v, &x)) != LABEL_NONE && l != LABEL_TEXT) {
		label_store(p, a, l, x);
		return l <= LABEL_SOURCE ? LABEL : DEBRIS;
	}
	if (head_source_date(v, &x, &y)) {
		if (a->field[FIELD_SOURCE].len == 0)
			page_set(p, a, FIELD_SOURCE, x);
		if (a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, y);
		return PLACE;
	}
	if (!head_debris(p, i))
		return OTHER;
	/* The last word of a wrapped headline may be as short as debris. */
	return i > a->first && furniture_debris(v) && !shape_symbols(v) &&
		shape_begins(v) && !head_debris(p, i - 1) &&
		!page_blank(p, i - 1) && page_line(p, i - 1).len >= 24 &&
		!shape_stop(page_line(p, i - 1))
	    ? OTHER
	    : DEBRIS;
}

bool
head_wraps(struct view upper, struct view lower, size_t width)
{
	size_t n;

	for (n = 0; n < lower.len && lower.p[n] != ' ';)
		n++;
	return upper.len + 1 + n > width;
}

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
			if (!weak(p, h->from + i) &&
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
		if (b - a > TITLE_LINES || weak(p, h->from + b - 1) ||
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

/* Take weak lines off the run's top, then a source that stands on it. */
static void
trim_run(struct page *p, struct article *a, size_t *first, size_t last)
{
	struct view top;
	size_t width;
	bool drop, wraps;

	width = longest(p, *first, last);
	for (; last - *first > 1; width = longest(p, ++*first, last)) {
		top = page_line(p, *first);
		drop = weak(p, *first) && !weak(p, *first + 1);
		wraps = head_wraps(top, page_line(p, *first + 1), width);
		if (last - *first > TITLE_LINES ||
		    (drop && head_debris(p, *first)))
			continue;
		if (a->field[FIELD_SOURCE].len == 0 && short_name(top) &&
		    !head_debris(p, *first) && (drop || !wraps)) {
			page_set(p, a, FIELD_SOURCE, top);
			p->role[*first] = ROLE_FIELD;
		} else if (!drop && (wraps || !weak(p, *first)))
			break;
	}
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
		if (h->kind[i] == BLANK)
			continue;
		v = page_line(p, h->from + i);
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

size_t
head_continue(struct page *p, struct article *a, size_t i, struct view title)
{
	size_t last = i + 4, width = title.len + 8, len;

	for (i++; i < a->last && i < last && !page_blank(p, i) &&
	     !page_body(p, i) && classify(p, a, i) == OTHER;
	     i++) {
		len = p->lines.v[i].end - p->lines.v[i].text;
		width = len > width ? len : width;
		if (shape_words(title) <= 3 ||
		    (!head_wraps(page_line(p, i - 1), page_line(p, i), width) &&
			page_indent(p, i) == 0))
			break;
		page_add(p, a, FIELD_TITLE, page_line(p, i));
		p->role[i] = ROLE_FIELD;
	}
	return i;
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

bool
head_find(struct page *p, struct article *a, size_t from)
{
	struct head h = {0};
	size_t first = 0, last = 0, i, body;
	bool found = false;

	from = page_next(p, from, a->last);
	body = page_first_body(p, from, a->last);
	a->body = from;
	if (body - from > HEAD_MAX || body == a->last)
		return false;
	h.from = from;
	h.n = body - from;
	for (i = 0; i < h.n; i++)
		h.kind[i] = (unsigned char)classify(p, a, from + i);
	if (a->field[FIELD_TITLE].len > 0) {
		/* The cue gave it; what is left are decks and debris. */
		while (run_before(&h, body - from, &first, &last) &&
		    sentence(p, from + first, from + last))
			body = from + first;
		mark_roles(p, &h, body);
		a->body = body;
		return true;
	}
	found = find_title(p, &h, &first, &last, &body);
	if (found) {
		trim_run(p, a, &first, last);
		source_above(p, a, &h, first);
		for (i = first; i < last; i++) {
			page_add(p, a, FIELD_TITLE, page_line(p, i));
			p->role[i] = ROLE_FIELD;
		}
	}
	mark_roles(p, &h, body);
	a->body = body;
	return found;
}
