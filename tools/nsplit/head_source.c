/* SPDX-License-Identifier: ISC */
/*
 * Where an article is from, in one line of its head: "The Gazette, 3 May 2019,
 * p. 3", "Headline (The Gazette, 3 May 2019)", "3 May 2019 | The Gazette |
 * Headline".
 */
#include "head.h"

#include <string.h>

#include "cite.h"
#include "date.h"
#include "label.h"
#include "shape.h"

/* Bytes that head_strip() takes off, those that a join of head_source_date()
 * begins with, and those that stand before a section. */
enum { MARK = 1, JOIN = 2, PART = 4 };

static const unsigned char classes[256] = {
    ['\0'] = MARK,
    [' '] = MARK | JOIN,
    ['\t'] = MARK | JOIN,
    [','] = MARK | JOIN | PART,
    [';'] = MARK | JOIN,
    [':'] = MARK | JOIN,
    ['*'] = MARK,
    ['\''] = MARK,
    ['_'] = MARK,
    ['('] = MARK | JOIN,
    [')'] = MARK,
    ['['] = MARK | JOIN,
    [']'] = MARK,
    ['|'] = MARK | JOIN | PART,
    ['/'] = MARK | JOIN | PART,
    ['-'] = MARK | JOIN | PART,
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

struct view
head_strip(struct view v)
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

/* A page that has a name for a number. */
static bool
page_name(struct view v)
{
	static const char *const name[] = {"front page", "frontpage",
	    "back page", "page one", "titelseite", "la une", "\xc3\xa0 la une",
	    "portada", "prima pagina"};

	return shape_among(v, SHAPE_WORDS(name));
}

/* The last byte of a page's number or name, or of what brackets it. */
static bool
ends_page(struct view v)
{
	const unsigned char c = v.len > 0 ? v.p[v.len - 1] : ' ';

	return c == ')' || shape_is_digit(c) ||
	    ((c | 0x20) == 'e' && v.len < 80) ||
	    ((c | 0x20) == 'a' && v.len < 80);
}

bool
head_page_number(struct view v)
{
	static const char *const word[] = {"pp.", "p.", "pg.", "page ",
	    "pages ", "seite ", "s.", "str.", "pag.", "p\xc3\xa1gina ",
	    "pagina ", "sida ", "side ", "p"};
	uint64_t number;
	size_t i;

	if (page_name(v))
		return true;
	if (!shape_digit(v) || (i = shape_begun(v, SHAPE_WORDS(word))) == 0)
		return false;
	v = shape_skip(v, i);
	if (v.len > 0 && v.p[0] >= 'A' && v.p[0] <= 'Z')
		v = shape_skip(v, v.len > 1 && v.p[1] == '-' ? 2 : 1);
	i = shape_number(v, &number);
	return i > 0 && i == v.len;
}

/* v without a count of words at its end: "... 401 mots". */
static struct view
without_count(struct view v)
{
	const unsigned char *blank = memrchr(v.p, ' ', v.len);
	struct view rest;
	size_t n;

	if (blank == NULL || blank == v.p)
		return v;
	rest = (struct view){v.p, (size_t)(blank - v.p)};
	blank = memrchr(v.p, ' ', rest.len);
	if (blank == NULL ||
	    !label_word_count(shape_skip(v, (size_t)(blank - v.p) + 1), &n))
		return v;
	return shape_trim((struct view){v.p, (size_t)(blank - v.p)});
}

struct view
head_without_page(struct view v)
{
	static const char *const joins[] = {
	    ",", "\xc2\xb7", "\xe2\x80\xa2", "|", " - ", "\xe2\x80\x93"};
	const unsigned char *mark;
	struct view last;
	size_t k;

	if (!ends_page(v))
		return v;
	if (v.len > 5 && v.p[v.len - 1] == ')' &&
	    (mark = memrchr(v.p, '(', v.len)) != NULL) {
		last =
		    (struct view){mark + 1, v.len - (size_t)(mark - v.p) - 2};
		if (head_page_number(last))
			return shape_trim(
			    (struct view){v.p, (size_t)(mark - v.p)});
	}
	for (k = 0; k < sizeof(joins) / sizeof(joins[0]); k++) {
		mark = shape_find_last(v, joins[k]);
		if (mark != NULL &&
		    head_page_number(
			shape_skip(v, (size_t)(mark - v.p) + strlen(joins[k]))))
			return shape_trim(
			    (struct view){v.p, (size_t)(mark - v.p)});
	}
	return v;
}

void
head_set_source(struct page *p, struct article *a, struct view v)
{
	struct view name, date;

	if (v.len == 0)
		return;
	if (head_source_date(v, &name, &date)) {
		v = name;
		if (date.len > 0 && a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, date);
	}
	page_set(p, a, FIELD_SOURCE, head_without_page(v));
}

bool
head_date(struct view v, struct date *d)
{
	return date_whole(v, d) ||
	    (v.len < 60 && date_possible(v) &&
		date_whole(head_without_page(v), d));
}

bool
head_posted(struct view v, struct date *d, struct view *name)
{
	static const char *const word[][1] = {
#include "posted.inc"
	};
	size_t n;

	*name = (struct view){0};
	if (v.len > 90 || !date_possible(v) ||
	    (n = shape_begun_sorted(v, SHAPE_WORDS(word))) == 0 || n >= v.len)
		return false;
	v = shape_skip(v, n);
	if (!date_find(v, d) || d->begin > 12) {
		/* "03/05/2019 at 9.15" */
		for (n = 0; n < v.len && v.p[n] != ' ';)
			n++;
		if (!date_whole((struct view){v.p, n}, d))
			return false;
	}
	v = shape_skip(v, d->end);
	return shape_byline(v, name) || v.len < 12 || date_whole(v, d);
}

/* v without the name of a section at its end: ", p. 3 / Politics". */
static struct view
without_section(struct view v)
{
	size_t i = v.len;

	while (i > 0 && v.len - i < 24 && !(classes[v.p[i - 1]] & PART))
		i--;
	return i > 1 && i < v.len && head_section(shape_skip(v, i))
	    ? shape_trim((struct view){v.p, i - 1})
	    : v;
}

/* "Gazette, Nr. 46", "Gazette, Vol. 3, No. 4": without the issue. */
static struct view
without_issue(struct view v)
{
	static const char *const word[] = {"nr. ", "nr ", "no. ", "no ",
	    "n\xc2\xb0", "n\xc2\xba", "\xe2\x84\x96", "#", "issue ", "vol. ",
	    "volume ", "heft ", "ausgabe ", "num. "};
	const unsigned char *mark;
	struct view last;
	size_t n;
	uint64_t number;

	while ((mark = shape_find_last(v, ",")) != NULL) {
		last = shape_skip(v, (size_t)(mark - v.p) + 1);
		n = shape_begun(last, SHAPE_WORDS(word));
		if (n == 0 || shape_number(shape_skip(last, n), &number) == 0)
			break;
		v = shape_trim((struct view){v.p, (size_t)(mark - v.p)});
	}
	return v;
}

/* "13.9.14", "9/13/14": three numbers of one or two digits. */
static bool
short_date(struct view v)
{
	uint64_t n;
	size_t i, k;

	for (i = 0; i < 3; i++) {
		k = shape_number(v, &n);
		if (k == 0 || k > 2 || n > (i < 2 ? 31 : 99) ||
		    (i == 2) != (k == v.len) ||
		    (i < 2 && strchr("./-", v.p[k]) == NULL))
			return false;
		v = shape_skip(v, k + (i < 2));
	}
	return true;
}

/* "The Gazette, 8 Oct 01": a year of two digits says no century, so there is
 * no date; the source stands before it. */
static bool
short_year(struct view v, struct view *source)
{
	const unsigned char *comma = shape_find_last(v, ",");
	struct view day;
	uint64_t n;

	if (comma == NULL || comma < v.p + 2 || v.len < 10)
		return false;
	day = shape_skip(v, (size_t)(comma - v.p) + 1);
	if (!short_date(day) &&
	    (day.len < 8 || day.p[day.len - 3] != ' ' ||
		shape_number(shape_skip(day, day.len - 2), &n) != 2 ||
		!date_day((struct view){day.p, day.len - 3})))
		return false;
	*source = head_strip((struct view){v.p, (size_t)(comma - v.p)});
	return source->len >= 2 && shape_words(*source) <= 6 &&
	    shape_begins(*source);
}

/* "The Gazette, 3 May", with other marks, too: no date, as there is no year,
 * but the source. */
static bool
source_day(struct view v, struct view *source)
{
	static const char *const mark[] = {
	    ",", "\xc2\xb7", "\xe2\x80\xa2", "|", " - ", "\xe2\x80\x93"};
	const unsigned char *at;
	size_t i;

	for (i = 0; i < sizeof(mark) / sizeof(mark[0]); i++) {
		at = shape_find_last(v, mark[i]);
		if (at == NULL || at < v.p + 2 ||
		    !date_day(
			shape_skip(v, (size_t)(at - v.p) + strlen(mark[i]))))
			continue;
		*source = head_strip((struct view){v.p, (size_t)(at - v.p)});
		return shape_publication(*source);
	}
	return false;
}

/* "The Gazette 3/5/2019": no mark between, the name must be one. */
static bool
name_then_date(struct view v, struct view *source, struct view *date)
{
	struct date d;
	size_t i;

	for (i = 3; i + 6 < v.len && i < 48; i++) {
		if (v.p[i] != ' ' || !shape_is_digit(v.p[v.len - 1]))
			continue;
		*source = (struct view){v.p, i};
		*date = shape_skip(v, i);
		if (date_whole(*date, &d))
			return shape_publication(*source);
	}
	*date = (struct view){0};
	return false;
}

bool
head_source_date(struct view v, struct view *source, struct view *date)
{
	static const char *const joins[] = {"   ", "\t", " vom ", " of ",
	    " on ", " du ", " del ", " ze dne ", ",", "(", "|", "-", "/", ";",
	    ":", "\xe2\x80\x93", "\xe2\x80\x94", "\xc2\xb7", "\xe2\x80\xa2",
	    "["};
	struct view left, right;
	struct date d;
	size_t i, k, n;

	if (v.len > 12 && v.len < 120 &&
	    ((v.p[0] == '(' && v.p[v.len - 1] == ')') ||
		(v.p[0] == '[' && v.p[v.len - 1] == ']')))
		v = shape_trim((struct view){v.p + 1, v.len - 2});
	v = head_without_page(
	    without_section(v.len < 160 ? without_count(v) : v));
	if (v.len > 16 && memcmp(v.p, "via ", 4) == 0)
		v = shape_skip(v, 4);
	if (v.len < 120 && cite_monitor(v, source, date))
		return true;
	*date = (struct view){0};
	if (!shape_digit(v) ||
	    (v.len < 60 && date_possible(v) && date_whole(v, &d)))
		return false; /* the latter with a weekday before a comma */
	if (v.len < 60 && (source_day(v, source) || short_year(v, source)))
		return true;
	if (v.len < 12 || v.len > 120 || !date_possible(v) ||
	    shape_full_stop(v))
		return false;
	for (i = 1; i + 6 < v.len; i++) {
		if ((classes[v.p[i]] & JOIN) == 0)
			continue;
		for (k = 0; k < sizeof(joins) / sizeof(joins[0]); k++) {
			if (v.p[i] != (unsigned char)joins[k][0] ||
			    (joins[k][1] != '\0' &&
				v.p[i + 1] != (unsigned char)joins[k][1]))
				continue;
			n = strlen(joins[k]);
			if (n > v.len - i || memcmp(v.p + i, joins[k], n) != 0)
				continue;
			left = head_strip((struct view){v.p, i});
			right = head_strip(
			    (struct view){v.p + i + n, v.len - i - n});
			if (date_whole(right, &d) && left.len >= 2 &&
			    !date_whole(left, &d) && shape_words(left) <= 7 &&
			    !head_page_number(left)) {
				*source = without_issue(left);
				*date = right;
				return true;
			}
			if (n == 1 && joins[k][0] == ',')
				continue;
			if (date_whole(left, &d) && right.len >= 2 &&
			    !date_whole(right, &d) && shape_words(right) <= 7 &&
			    !head_page_number(right)) {
				*source = right;
				*date = left;
				return true;
			}
		}
	}
	return name_then_date(v, source, date);
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
