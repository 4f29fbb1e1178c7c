/* SPDX-License-Identifier: ISC */
/* One line of an article's head at a time: what it is, what it says. */
#include "head.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "shape.h"

bool
head_set_date(struct page *p, struct article *a, struct view v)
{
	struct date d;

	if (!date_whole(v, &d) && !(date_find(v, &d) && v.len < 60))
		return false;
	page_set_date(p, a, &d);
	return true;
}

static bool
in_table(struct view v)
{
	static const char *const table[][1] = {
#include "debris.inc"
	};

	return shape_among_sorted(v, SHAPE_WORDS(table));
}

static bool
holds(struct view v, const char *s)
{
	return shape_find(v, s) != NULL;
}

bool
head_title(struct view v)
{
	return shape_title(v) ||
	    (v.len < 160 && shape_capitals(v) && shape_words(v) <= 16);
}

bool
head_aside(struct view v)
{
	static const char *const table[][1] = {
#include "asides.inc"
	};

	return shape_begun_sorted(v, SHAPE_WORDS(table)) > 0;
}

bool
head_debris(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), inner;

	if (page_furniture(p, i) || furniture_debris(v) || shape_symbols(v) ||
	    head_aside(v))
		return true;
	inner = shape_unframe(v);
	if (v.len > 60 ||
	    (inner.len < v.len && inner.len >= 8 && shape_words(inner) >= 2 &&
		(shape_words(inner) >= 3 || v.p[0] != '|')))
		return false;
	return in_table(v) || label_copyright(v) ||
	    (holds(v, " | ") && shape_words(v) <= 5) ||
	    shape_prefix(v, "\xc2\xa9") || shape_prefix(v, "(c) ") ||
	    (v.len < 16 && holds(v, "min read")) ||
	    (v.p[0] < 0x80 && strchr("*|=<>\\", v.p[0]) != NULL);
}

/* What may go when something better is below: a line that comes again, or
 * is a few words in capitals. */
bool
head_weak(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	return head_debris(p, i) || p->furniture.times[i] >= 2 ||
	    (!p->heads.capitals && shape_capitals(v) && shape_words(v) <= 5 &&
		!(i + 1 < p->lines.n && shape_capitals(page_line(p, i + 1))));
}

bool
head_bracketed(struct view v)
{
	size_t i;

	if (v.len < 4 || v.len > 60 || (v.p[0] != '(' && v.p[0] != '[') ||
	    (v.p[v.len - 1] != ')' && v.p[v.len - 1] != ']') ||
	    shape_words(v) > 6)
		return false;
	for (i = 1; i < v.len; i++)
		if (v.p[i] >= '0' && v.p[i] <= '9')
			return false;
	return true;
}

/* The publication stands right above line i, first of the article, and the
 * headline in a block of its own below. */
static bool
name_above(const struct page *p, const struct article *a, size_t i)
{
	struct view v;
	size_t k;

	if (i < a->first + 1 || i + 1 >= a->last || !page_blank(p, i + 1) ||
	    (i > a->first + 1 && !page_blank(p, i - 2)) ||
	    p->role[i - 1] != ROLE_TEXT ||
	    !head_short_name(v = page_line(p, i - 1)) || shape_words(v) > 6)
		return false;
	k = page_next(p, i + 1, a->last);
	return k < a->last && !page_body(p, k) && k - i < 4 &&
	    shape_title(page_line(p, k)) && shape_words_min(page_line(p, k), 3);
}

bool
head_standfirst(const struct page *p, size_t upper, size_t lower)
{
	struct view a = page_line(p, upper), b = page_line(p, lower);

	return shape_words_min(b, 10) && shape_capital_words(b) <= .4 &&
	    shape_words_min(a, 4) && a.len < b.len && shape_title(a) &&
	    !head_weak(p, upper) && !head_source_like(p, upper);
}

/* "Jane Doe | The Gazette", "Jane Doe, in: The Gazette", "Jane Doe for The
 * Gazette": the source behind the name, which ends at *end. */
static bool
employer(struct view v, struct view *source, size_t *end)
{
	static const char *const mark[] = {
	    " | ", ", in: ", " in: ", ", for ", " for "};
	const unsigned char *at;
	size_t i;

	for (i = 0; i < sizeof(mark) / sizeof(mark[0]); i++) {
		at = shape_find(v, mark[i]);
		if (at == NULL || at < v.p + 3)
			continue;
		*end = (size_t)(at - v.p);
		*source = shape_skip(v, *end + strlen(mark[i]));
		return source->len > 1 && shape_begins(*source) &&
		    shape_words(*source) <= 7;
	}
	return false;
}

bool
head_person_in(struct view v, struct view *name)
{
	const unsigned char *in = v.len > 60 ? NULL : shape_find(v, " in ");

	if (in == NULL)
		return false;
	*name = (struct view){v.p, (size_t)(in - v.p)};
	return shape_person(*name) &&
	    shape_capital_words(shape_skip(v, name->len + 4)) == 1;
}

bool
head_dashed(struct view v, struct view *name)
{
	size_t n = v.len > 0 && v.p[0] == '-' ? 1 : shape_long_dash(v);

	n += n == 1 && v.len > 1 && v.p[1] == '-';
	if (n == 0 || v.len > 40)
		return false;
	*name = shape_skip(v, n);
	return name->p > v.p + n && head_short_name(*name) &&
	    shape_begins(*name);
}

/* "- Jane Doe": a person behind a dash. */
static bool
dashed(struct view v, struct view *name)
{
	if (!head_dashed(v, name))
		return false;
	return shape_words_min(*name, 2) && !shape_words_min(*name, 4) &&
	    shape_capital_words(*name) == 1 && shape_person(*name) &&
	    !shape_publication(*name);
}

bool
head_byline(const struct page *p, size_t i, struct view *name)
{
	struct view v = page_line(p, i), source;
	struct date d;
	size_t n;

	if (shape_byline(v, name) || (!p->heads.dashed && dashed(v, name)))
		return true;
	if (v.len < 70 && i > 0 && !page_blank(p, i - 1) &&
	    shape_find(v, " for ") != NULL && !shape_stop(v) &&
	    employer(v, &source, &n) &&
	    shape_capital_words((struct view){v.p, n}) == 1 &&
	    shape_capital_words(source) > .6 &&
	    shape_person((struct view){v.p, n})) {
		*name = v;
		return true;
	}
	return i + 1 < p->lines.n && head_date(page_line(p, i + 1), &d) &&
	    head_person_in(v, name);
}

bool
head_stamp(struct view v, struct view *name, struct date *d)
{
	const unsigned char *close;

	*name = (struct view){0};
	if (v.len < 12 || v.len > 80 || v.p[0] != '[' ||
	    v.p[v.len - 1] != ':' ||
	    (close = memchr(v.p, ']', v.len < 32 ? v.len : 32)) == NULL ||
	    !date_whole((struct view){v.p + 1, (size_t)(close - v.p) - 1}, d))
		return false;
	*name = shape_skip(v, (size_t)(close - v.p) + 1);
	name->len -= name->len > 0;
	return shape_words(*name) <= 6;
}

/* "Special to The Gazette": the length of what stands before the name. */
static size_t
special_to(struct view v)
{
	static const char *const word[] = {
	    "special to ", "special for ", "exclusive to ", "written for "};

	return v.len < 60 && !shape_stop(v) ? shape_begun(v, SHAPE_WORDS(word))
					    : 0;
}

/* What a byline says: the author, a date, the source behind the name. */
static void
take_byline(struct page *p, struct article *a, struct view x)
{
	const unsigned char *comma;
	struct view y;
	struct date d;
	size_t n;

	if (date_find(x, &d) && d.begin > 3) {
		page_offer_date(p, a, &d);
		x = head_strip((struct view){x.p, d.begin});
		/* "By Jane Doe, The Gazette, 3 May 2019". */
		comma = memrchr(x.p, ',', x.len);
		if (comma != NULL && comma > x.p + 3) {
			n = (size_t)(comma - x.p);
			y = shape_skip(x, n + 1);
			if (y.len > 1 && a->field[FIELD_SOURCE].len == 0)
				page_set(p, a, FIELD_SOURCE, y);
			x.len = n;
		}
	}
	if (employer(x, &y, &n)) {
		page_offer(p, a, FIELD_SOURCE, y);
		x.len = n;
	}
	page_offer(p, a, FIELD_AUTHOR, x);
}

/* A line of a date, over which the source may stand. */
static void
take_date(struct page *p, struct article *a, size_t i, struct date *d)
{
	struct view v = page_line(p, i), x;

	page_offer_date(p, a, d);
	if (a->field[FIELD_SOURCE].len > 0)
		return;
	if (v.p[0] == '[' && head_stamp(v, &x, d))
		page_set(p, a, FIELD_SOURCE, x);
	else if (!date_whole(v, d) && name_above(p, a, i)) {
		page_set(p, a, FIELD_SOURCE, page_line(p, i - 1));
		p->role[i - 1] = ROLE_FIELD;
		a->sourced = true;
	}
}

/* "Source, date": the source, or a part of it whose name stands above. */
static void
take_source_date(struct page *p, struct article *a, size_t i,
    struct view source, struct view date)
{
	const unsigned char *comma = memchr(source.p, ',', source.len);
	struct view name = {source.p, 0};

	if (head_section(source)) {
		page_offer(p, a, FIELD_SECTION, source);
		if (a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, date);
		return;
	}
	if (comma != NULL)
		name.len = (size_t)(comma - source.p);
	if (shape_person(name) && name.len + 3 < source.len &&
	    memchr(name.p, '(', name.len) == NULL) {
		/* "Jane Doe, The Gazette, 3 May 2019". */
		page_offer(p, a, FIELD_AUTHOR, name);
		source = shape_skip(source, name.len + 1);
	}
	if (a->field[FIELD_SOURCE].len > 0)
		;
	else if (name_above(p, a, i) && !shape_publication(source)) {
		page_set(p, a, FIELD_SOURCE, page_line(p, i - 1));
		page_set(p, a, FIELD_SECTION, source);
		p->role[i - 1] = ROLE_FIELD;
	} else
		page_set(p, a, FIELD_SOURCE, source);
	if (a->field[FIELD_DATE].len == 0)
		head_set_date(p, a, date);
	a->sourced = true;
}

/* Does the line say where the article is from?  Then that is taken. */
static bool
take_place(struct page *p, struct article *a, size_t i)
{
	struct view v = page_line(p, i), x, y;
	size_t n;

	if (head_fields(p, a, v))
		return true;
	if (head_source_date(v, &x, &y)) {
		if (head_joined(x) && head_list(p, a, v))
			return true;
		take_source_date(p, a, i, x, y);
		return true;
	}
	if (head_list(p, a, v))
		return true;
	if ((n = special_to(v)) > 0)
		x = shape_skip(v, n);
	else if (head_bracketed(v)) {
		x = (struct view){v.p + 1, v.len - 2};
		a->sourced = true;
	} else
		return false;
	if (a->field[FIELD_SOURCE].len == 0)
		head_set_source(p, a, x);
	return true;
}

/* The last word of a wrapped headline may be as short as debris. */
static bool
is_last_word(const struct page *p, const struct article *a, size_t i)
{
	struct view v = page_line(p, i);

	return i > a->first && furniture_debris(v) && !shape_symbols(v) &&
	    (shape_begins(v) || shape_lower_first(v)) &&
	    !head_debris(p, i - 1) && !page_blank(p, i - 1) &&
	    page_line(p, i - 1).len >= 24 && !shape_stop(page_line(p, i - 1));
}

bool
head_section(struct view v)
{
	static const char *const table[][1] = {
#include "sections.inc"
	};

	return v.len < 24 && shape_among_sorted(v, SHAPE_WORDS(table));
}

/* The name of a section over something else than the text. */
static bool
take_section(struct page *p, struct article *a, size_t i)
{
	struct view v = shape_unframe(page_line(p, i));
	size_t next;

	if (!head_section(v) || (i > a->first + 1 && !page_blank(p, i - 1)))
		return false;
	next = page_next(p, i + 1, a->last);
	if (next == a->last || (page_blank(p, i + 1) && page_body(p, next)))
		return false;
	page_offer(p, a, FIELD_SECTION, v);
	return true;
}

/* "jane@example.org" and nothing else. */
static bool
address(struct view v)
{
	return v.len < 60 && !shape_words_min(v, 2) &&
	    memchr(v.p, '@', v.len) != NULL;
}

enum kind
head_classify(struct page *p, struct article *a, size_t i)
{
	struct view v = page_line(p, i), x;
	struct date d;
	enum label l;

	if (v.len == 0)
		return BLANK;
	if (head_dashed(v, &x)) {
		p->heads.count.dashed[0]++;
		p->heads.count.dashed[1] += shape_publication(x);
	}
	if (head_byline(p, i, &x)) {
		take_byline(p, a, x);
		return BYLINE;
	}
	if (head_date(v, &d) || head_stamp(v, &x, &d)) {
		take_date(p, a, i, &d);
		return DATE;
	}
	if (head_posted(v, &d, &x)) {
		page_offer_date(p, a, &d);
		page_offer(p, a, FIELD_AUTHOR, x);
		return DATE;
	}
	if (shape_url(v)) {
		page_offer(p, a, FIELD_URL, v);
		return URL;
	}
	if (page_furniture(p, i))
		return DEBRIS;
	if ((l = label_of(v, &x)) == LABEL_TEXT)
		return TEXT;
	if (l != LABEL_NONE) {
		l = label_subject(a, l, x);
		label_store(p, a, l, x);
		a->sourced |= l == LABEL_SOURCE;
		return l <= LABEL_ITEM ? LABEL : DEBRIS;
	}
	if (i > a->first && label_between(p, i, a->last) &&
	    label_of(page_line(p, i - 1), &x) == LABEL_TITLE && x.len > 0) {
		page_add(p, a, FIELD_TITLE, v);
		return LABEL;
	}
	if (take_place(p, a, i))
		return PLACE;
	if (take_section(p, a, i))
		return LABEL;
	return !head_page_number(v) && !address(v) &&
		(!head_debris(p, i) || is_last_word(p, a, i))
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

bool
head_source_like(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);
	const unsigned char *comma;

	if (v.len > 2 && v.p[v.len - 1] == ':')
		v.len--;
	if (v.len < 2 || v.len > 60 || shape_words(v) > 8 || shape_stop(v))
		return false;
	comma = memchr(v.p, ',', v.len);
	if (comma != NULL && shape_words(v) <= 7 &&
	    shape_words((struct view){v.p, (size_t)(comma - v.p)}) <= 3 &&
	    shape_person((struct view){v.p, (size_t)(comma - v.p)}))
		return true;
	return shape_words(v) <= 6 &&
	    (p->furniture.times[i] >= 2 || shape_publication(v));
}
