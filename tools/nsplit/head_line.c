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
	page_set(p, a, FIELD_DATE,
	    (struct view){(const unsigned char *)d.iso, strlen(d.iso)});
	return true;
}

/* Bytes that strip_marks() takes off, and those that a join of
 * head_source_date() begins with. */
enum { MARK = 1, JOIN = 2 };

static const unsigned char classes[256] = {
    ['\0'] = MARK,
    [' '] = MARK | JOIN,
    [','] = MARK | JOIN,
    [';'] = MARK | JOIN,
    [':'] = MARK | JOIN,
    ['*'] = MARK,
    ['_'] = MARK,
    ['('] = MARK | JOIN,
    [')'] = MARK,
    ['['] = MARK | JOIN,
    [']'] = MARK,
    ['|'] = MARK | JOIN,
    ['/'] = MARK | JOIN,
    ['-'] = MARK | JOIN,
    [0xC2] = JOIN,
    [0xE2] = JOIN,
};

/* v ends in a bracket that was opened within it. */
static bool
closes_inner(struct view v)
{
	unsigned char c = v.p[v.len - 1];

	return (c == ')' || c == ']') && v.len > 2 &&
	    memchr(v.p + 1, c == ')' ? '(' : '[', v.len - 1) != NULL;
}

/* Without brackets, stars and separators at both ends. */
static struct view
strip_marks(struct view v)
{
	while (v.len > 0 && (classes[v.p[v.len - 1]] & MARK) != 0 &&
	    !closes_inner(v))
		v.len--;
	while (v.len > 0 && (classes[v.p[0]] & MARK) != 0) {
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

/* v without a page's number at its end: ", p. 3", ", page A4", ", S. 12". */
static struct view
without_page(struct view v)
{
	static const char *const word[] = {
	    "pp.", "p.", "pg.", "page ", "seite ", "s.", "str.", "pag.", "p"};
	const unsigned char *comma = memrchr(v.p, ',', v.len);
	struct view last;
	uint64_t number;
	size_t i;

	if (comma == NULL)
		return v;
	last = shape_skip(v, (size_t)(comma - v.p) + 1);
	for (i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (shape_prefix(last, word[i]))
			break;
	if (i == sizeof(word) / sizeof(word[0]))
		return v;
	last = shape_skip(last, strlen(word[i]));
	if (last.len > 0 && last.p[0] >= 'A' && last.p[0] <= 'Z')
		last = shape_skip(last, 1);
	i = shape_number(last, &number);
	return i > 0 && i == last.len
	    ? (struct view){v.p, (size_t)(comma - v.p)}
	    : v;
}

void
head_set_source(struct page *p, struct article *a, struct view v)
{
	page_set(p, a, FIELD_SOURCE, without_page(v));
}

bool
head_source_date(struct view v, struct view *source, struct view *date)
{
	static const char *const joins[] = {"   ", " vom ", ",", "(", "|", "-",
	    "/", ";", ":", "\xe2\x80\x93", "\xe2\x80\x94", "\xc2\xb7",
	    "\xe2\x80\xa2", "["};
	struct view left, right;
	struct date d;
	size_t i, k, n;

	v = without_page(v);

	if (v.len < 12 || v.len > 120 || !date_possible(v) ||
	    shape_full_stop(v))
		return false;
	for (i = 1; i + 6 < v.len; i++) {
		if ((classes[v.p[i]] & JOIN) == 0)
			continue;
		for (k = 0; k < sizeof(joins) / sizeof(joins[0]); k++) {
			if (v.p[i] != (unsigned char)joins[k][0])
				continue;
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
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (shape_prefix(v, table[i][0]))
			return true;
	return false;
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
	    (shape_capitals(v) && shape_words(v) <= 5 &&
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

	if (i != a->first + 1 || i + 1 >= a->last || !page_blank(p, i + 1) ||
	    !head_short_name(v = page_line(p, i - 1)) ||
	    (shape_words(v) > 4 && !head_source_like(p, i - 1)))
		return false;
	k = page_next(p, i + 1, a->last);
	return k < a->last && !page_body(p, k) && k - i < 4 &&
	    shape_title(page_line(p, k)) && shape_words_min(page_line(p, k), 3);
}

enum kind
head_classify(struct page *p, struct article *a, size_t i)
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
	if ((l = label_of(v, &x)) == LABEL_TEXT)
		return TEXT;
	if (l != LABEL_NONE) {
		if (l == LABEL_SUBJECT && a->field[FIELD_TITLE].len == 0 &&
		    memchr(x.p, ';', x.len) == NULL)
			l = LABEL_TITLE;
		label_store(p, a, l, x);
		a->sourced |= l == LABEL_SOURCE;
		return l <= LABEL_ITEM ? LABEL : DEBRIS;
	}
	if (head_fields(p, a, v))
		return PLACE;
	if (head_source_date(v, &x, &y)) {
		if (a->field[FIELD_SOURCE].len > 0)
			;
		else if (name_above(p, a, i) && !shape_publication(x)) {
			page_set(p, a, FIELD_SOURCE, page_line(p, i - 1));
			page_set(p, a, FIELD_SECTION, x);
			p->role[i - 1] = ROLE_FIELD;
		} else
			page_set(p, a, FIELD_SOURCE, x);
		if (a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, y);
		a->sourced = true;
		return PLACE;
	}
	if (head_bracketed(v)) {
		if (a->field[FIELD_SOURCE].len == 0)
			page_set(p, a, FIELD_SOURCE, strip_marks(v));
		a->sourced = true;
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

bool
head_source_like(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);
	const unsigned char *comma;

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

void
head_credits(struct page *p, struct article *a, size_t i)
{
	struct view v = shape_unframe(page_line(p, i)), left, right;
	const unsigned char *comma = memrchr(v.p, ',', v.len);
	bool source = a->field[FIELD_SOURCE].len > 0;
	bool author = a->field[FIELD_AUTHOR].len > 0;

	if (v.len < 2 || v.len > 80 || shape_words(v) > 9 ||
	    head_debris(p, i) || p->role[i] != ROLE_TEXT)
		return;
	if (comma != NULL && comma > v.p) {
		left = shape_trim((struct view){v.p, (size_t)(comma - v.p)});
		right = shape_skip(v, left.len + 1);
		if (!author && shape_person(left) && right.len > 1) {
			page_set(p, a, FIELD_AUTHOR, left);
			if (!source)
				page_set(p, a, FIELD_SOURCE, right);
			p->role[i] = ROLE_FIELD;
			return;
		}
	}
	if (!source)
		p->head_names[head_source_like(p, i)]++;
	if (!source &&
	    (head_source_like(p, i) || p->head_papers ||
		(!shape_person(v) && shape_words(v) <= 6)))
		page_set(p, a, FIELD_SOURCE, v);
	else if (!author && shape_person(v))
		page_set(p, a, FIELD_AUTHOR, v);
	else
		return;
	p->role[i] = ROLE_FIELD;
}

#define PARTS_MAX 6

/* Cut a line at every mark; returns how many parts there are. */
static size_t
cut_at(struct view v, const char *mark, struct view *part)
{
	size_t i, n = strlen(mark), k = 0, at = 0;

	for (i = 0; i + n <= v.len && k < PARTS_MAX - 1; i++) {
		if (v.p[i] != (unsigned char)mark[0] ||
		    memcmp(v.p + i, mark, n) != 0)
			continue;
		part[k] = shape_trim((struct view){v.p + at, i - at});
		k += part[k].len > 0;
		at = i + n;
		i = at - 1;
	}
	part[k] = shape_trim((struct view){v.p + at, v.len - at});
	return k + (part[k].len > 0);
}

/* Cut a line at the first kind of mark that gives three parts. */
static size_t
cut_fields(struct view v, struct view *part)
{
	static const char *const mark[] = {"|", "\t", " \xc2\xb7 ",
	    " \xe2\x80\xa2 ", " // ", " / ", "   ", " \xe2\x80\x94 ",
	    " \xe2\x80\x93 ", " - "};
	size_t i, n = 0;

	for (i = 0; i < sizeof(mark) / sizeof(mark[0]) && n < 3; i++)
		n = cut_at(v, mark[i], part);
	return n;
}

/* What the fields of a line are. */
struct fields {
	struct date date;
	struct view title;
	struct view source;
};

static bool
read_fields(struct view v, struct fields *f)
{
	struct view part[PARTS_MAX];
	size_t n, i, others = 0, longest = 0;
	bool dated = false;

	*f = (struct fields){0};
	if (v.len > 240 || !date_possible(v) || shape_full_stop(v))
		return false;
	n = cut_fields(v, part);
	for (i = 0; i < n && n >= 3 && !dated; i++)
		if ((dated = date_whole(part[i], &f->date)))
			part[i].len = 0;
	if (!dated)
		return false;
	for (i = 0; i < n; i++) {
		others += part[i].len > 0;
		if (part[i].len > part[longest].len)
			longest = i;
	}
	f->title = part[longest];
	/* A dash in the headline is no mark between fields. */
	if (n > 3 && longest >= 2)
		f->title.len = (size_t)(v.p + v.len - f->title.p);
	for (i = 0; i < n && f->source.len == 0; i++)
		if (part[i].len > 1 && i != longest)
			f->source = part[i];
	return others >= 2 && shape_words(f->title) >= 3;
}

bool
head_is_fields(struct view v)
{
	struct fields f;

	return read_fields(v, &f);
}

bool
head_fields(struct page *p, struct article *a, struct view v)
{
	struct fields f;

	if (!read_fields(v, &f))
		return false;
	page_set(p, a, FIELD_DATE,
	    (struct view){
		(const unsigned char *)f.date.iso, strlen(f.date.iso)});
	if (a->field[FIELD_TITLE].len == 0)
		page_set(p, a, FIELD_TITLE, f.title);
	if (a->field[FIELD_SOURCE].len == 0)
		page_set(p, a, FIELD_SOURCE, f.source);
	a->sourced = true;
	return true;
}
