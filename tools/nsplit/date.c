/* SPDX-License-Identifier: ISC */
/*
 * A date is read token by token: numbers, the words of data/months.txt, found
 * by halving, and marks.  The order is free where the month is a word; of
 * numbers alone only year-month-day and day.month.year are taken, and with
 * slashes what has a part over 12.
 */
#include "date.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shape.h"

struct word {
	char text[28];
	char month[4];
};

static const struct word words[] = {
#include "months.inc"
};

/* What the tokens said so far. */
struct reading {
	int year;
	int month;
	int day;
	int n_numbers; /* months as words aside */
	bool worded;   /* the month was a word */
	bool vague;    /* numbers in an order that two readings fit: */
	int first;
	int second;
};

/* What may stand between the parts of a date. */
static const bool between[256] = {
    ['\0'] = true,
    [' '] = true,
    ['\t'] = true,
    [','] = true,
    ['.'] = true,
    [';'] = true,
    [':'] = true,
    ['('] = true,
    [')'] = true,
    ['['] = true,
    [']'] = true,
    ['*'] = true,
    ['_'] = true,
    ['|'] = true,
    ['/'] = true,
    ['+'] = true,
    ['-'] = true,
};

static bool
is_wordy(unsigned char c)
{
	return c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The month a word names, 0 for another word of dates, -1 for none. */
static int
word_month(struct view v)
{
	char key[sizeof(words[0].text)];
	size_t i, low = 0, high = sizeof(words) / sizeof(words[0]), mid;
	int order;

	if (v.len > 20)
		return -1;
	for (i = 0; i < v.len; i++)
		key[i] = (char)(v.p[i] >= 'A' && v.p[i] <= 'Z' ? v.p[i] | 0x20
							       : v.p[i]);
	key[i] = '\0';
	while (low < high) {
		mid = (low + high) / 2;
		order =
		    (unsigned char)key[0] - (unsigned char)words[mid].text[0];
		if (order == 0)
			order = strcmp(key, words[mid].text);
		if (order == 0)
			return (int)strtol(words[mid].month, NULL, 10);
		if (order < 0)
			high = mid;
		else
			low = mid + 1;
	}
	return -1;
}

static size_t
number(struct view v, size_t i, int *n)
{
	size_t at = i;

	for (*n = 0; i < v.len && shape_is_digit(v.p[i]) && i - at < 5; i++)
		*n = *n * 10 + (v.p[i] - '0');
	return i - at;
}

static bool
plausible(const struct reading *r)
{
	return r->year >= 1500 && r->year <= 2199 && r->month >= 0 &&
	    r->month <= 12 && r->day >= 0 && r->day <= 31;
}

/* 2019-05-03, 2019/05/03, 20190503; returns its length. */
static size_t
year_first(struct view v, size_t i, struct reading *r)
{
	int y, m, d;
	size_t n, k = i;
	unsigned char sep;

	if ((n = number(v, k, &y)) != 4)
		return 0;
	k += n;
	if (k >= v.len || strchr("-/.", sep = v.p[k]) == NULL)
		return 0;
	n = number(v, ++k, &m);
	if (n == 0 || n > 2 || (k += n) >= v.len || v.p[k] != sep)
		return 0;
	n = number(v, ++k, &d);
	if (n == 0 || n > 2 || m < 1 || m > 12 || d < 1 || d > 31)
		return 0;
	*r = (struct reading){.year = y, .month = m, .day = d};
	return k + n - i;
}

/* 03.05.2019, 3/25/2019, 25-3-2019; returns its length. */
static size_t
year_last(struct view v, size_t i, struct reading *r)
{
	int a, b, y;
	size_t n, k = i;
	unsigned char sep;

	n = number(v, k, &a);
	if (n == 0 || n > 2 || (k += n) >= v.len ||
	    strchr("-/.", sep = v.p[k]) == NULL)
		return 0;
	k++;
	if (k < v.len && sep == '.' && v.p[k] == ' ')
		k++;
	n = number(v, k, &b);
	if (n == 0 || n > 2 || (k += n) >= v.len || v.p[k] != sep)
		return 0;
	k++;
	if (k < v.len && sep == '.' && v.p[k] == ' ')
		k++;
	if ((n = number(v, k, &y)) != 4)
		return 0;
	*r = (struct reading){.year = y, .month = b, .day = a};
	if (sep == '/' && a <= 12 && b <= 12 && a != b)
		*r = (struct reading){
		    .year = y, .vague = true, .first = a, .second = b};
	else if (sep != '.' && a <= 12 && b > 12)
		*r = (struct reading){.year = y, .month = a, .day = b};
	if (r->day > 31 || r->month > 12)
		return 0;
	return k + n - i;
}

/* One of two three-byte characters at i, with blanks round it: the length. */
static size_t
unit_sign(struct view v, size_t i, const char *zh, const char *ko)
{
	size_t k = i;

	while (k < v.len && v.p[k] == ' ')
		k++;
	if (v.len - k < 3 ||
	    (memcmp(v.p + k, zh, 3) != 0 && memcmp(v.p + k, ko, 3) != 0))
		return 0;
	for (k += 3; k < v.len && v.p[k] == ' ';)
		k++;
	return k - i;
}

/* Year, month and day with their signs, as Chinese, Japanese and Korean have
 * it; returns its length. */
static size_t
signed_date(struct view v, size_t i, struct reading *r)
{
	static const char *const sign[3][2] = {{"\xe5\xb9\xb4", "\xeb\x85\x84"},
	    {"\xe6\x9c\x88", "\xec\x9b\x94"}, {"\xe6\x97\xa5", "\xec\x9d\xbc"}};
	int n[3];
	size_t len, k = i, part;

	for (part = 0; part < 3; part++) {
		len = number(v, k, &n[part]);
		if (len == 0 || (part == 0) != (len == 4))
			return 0;
		k += len;
		len = unit_sign(v, k, sign[part][0], sign[part][1]);
		if (len == 0)
			return 0;
		k += len;
	}
	*r = (struct reading){.year = n[0], .month = n[1], .day = n[2]};
	return k - i;
}

/* 14:05, 14:05:33, 14h05, and 14.05 behind a date; returns its length. */
static size_t
clock_time(struct view v, size_t i, bool dated)
{
	int n;
	size_t k = i, len = number(v, k, &n);

	if (len == 0 || len > 2 || n > 24)
		return 0;
	k += len;
	if (k >= v.len ||
	    (v.p[k] != ':' && v.p[k] != 'h' && (v.p[k] != '.' || !dated)))
		return 0;
	len = number(v, k + 1, &n);
	if (len != 2 || n > 59)
		return 0;
	k += 3;
	if (k + 2 < v.len && v.p[k] == ':' && number(v, k + 1, &n) == 2)
		k += 3;
	if (k + 1 < v.len && v.p[k] == '.' && shape_is_digit(v.p[k + 1]))
		for (k++; k < v.len && shape_is_digit(v.p[k]);)
			k++;
	if (k < v.len && v.p[k] == 'Z')
		k++;
	return k - i;
}

/* Take in a plain number: a day or a year, or the zone's 0200. */
static bool
plain_number(struct reading *r, int n, size_t digits)
{
	if (digits == 4 && r->year == 0 && n >= 1500 && n <= 2199)
		r->year = n;
	else if (digits <= 2 && r->day == 0 && n >= 1 && n <= 31)
		r->day = n;
	else
		return false;
	return true;
}

/* Read one token at i into r: its length; 0 when it is no part of a date. */
static size_t
token(struct view v, size_t i, struct reading *r)
{
	struct reading whole;
	size_t n, k;
	int m;

	if (shape_is_digit(v.p[i])) {
		if (i > 0 && shape_is_digit(v.p[i - 1]))
			return 0;
		if ((n = clock_time(v, i, r->year > 0 && r->day > 0)) > 0)
			return n;
		if (r->year == 0 && r->day == 0 &&
		    ((n = year_first(v, i, &whole)) > 0 ||
			(n = signed_date(v, i, &whole)) > 0 ||
			(n = year_last(v, i, &whole)) > 0)) {
			whole.worded = true;
			*r = whole;
			if (i + n < v.len && v.p[i + n] == 'T')
				n++;
			return n;
		}
		n = number(v, i, &m);
		if (r->year > 0 && r->day > 0 && n == 4 && i > 0 &&
		    (v.p[i - 1] == '+' || v.p[i - 1] == '-'))
			return n; /* the time zone */
		return plain_number(r, m, n) ? n : 0;
	}
	if (is_wordy(v.p[i])) {
		if (i + 3 <= v.len && r->day > 0 && v.p[i + 1] == '.' &&
		    v.p[i + 2] == 'm' && (v.p[i] == 'a' || v.p[i] == 'p'))
			return 3; /* a.m. */
		for (k = i; k < v.len && is_wordy(v.p[k]);)
			k++;
		m = word_month((struct view){v.p + i, k - i});
		if (m < 0 || (m > 0 && r->month > 0))
			return 0;
		if (m > 0) {
			r->month = m;
			r->worded = true;
		}
		return k - i;
	}
	return 0;
}

/* Append n, of so many digits, after the mark. */
static void
put_number(char *iso, size_t *at, char mark, int n, size_t digits)
{
	size_t i;

	if (mark != '\0')
		iso[(*at)++] = mark;
	for (i = digits; i > 0; i--, n /= 10)
		iso[*at + i - 1] = (char)('0' + n % 10);
	*at += digits;
}

static void
write_iso(const struct reading *r, struct date *d)
{
	size_t at = 0;

	put_number(d->iso, &at, '\0', r->year, 4);
	if (r->month > 0)
		put_number(d->iso, &at, '-', r->month, 2);
	if (r->month > 0 && r->day > 0)
		put_number(d->iso, &at, '-', r->day, 2);
	d->iso[at] = '\0';
}

enum date_order
date_order(struct view v)
{
	const unsigned char *slash;
	struct reading r;
	size_t at = 0, i, n[3] = {0};

	while ((slash = memchr(v.p + at, '/', v.len - at)) != NULL) {
		for (i = (size_t)(slash - v.p);
		     i > at && shape_is_digit(v.p[i - 1]);)
			i--;
		at = (size_t)(slash - v.p) + 1;
		if (at - i < 2 || at - i > 3 || year_last(v, i, &r) == 0 ||
		    r.vague || r.day == r.month)
			continue;
		number(v, i, &r.first);
		n[r.first == r.day ? ORDER_DAY : ORDER_MONTH]++;
	}
	return n[ORDER_DAY] > 0 && n[ORDER_MONTH] == 0 ? ORDER_DAY
	    : n[ORDER_MONTH] > 0 && n[ORDER_DAY] == 0  ? ORDER_MONTH
						       : ORDER_OPEN;
}

void
date_settle(struct date *d, enum date_order order)
{
	struct reading r = {0};

	if (d->first == 0 || order == ORDER_OPEN)
		return;
	number((struct view){(const unsigned char *)d->iso, 4}, 0, &r.year);
	r.day = order == ORDER_DAY ? d->first : d->second;
	r.month = order == ORDER_DAY ? d->second : d->first;
	write_iso(&r, d);
	d->first = d->second = 0;
}

/* The first run of four digits at least from i on; v.len: there is none. */
static size_t
long_number(struct view v, size_t i)
{
	size_t n;

	for (; (i = shape_next_digit(v, i)) < v.len; i += n) {
		for (n = 1; i + n < v.len && shape_is_digit(v.p[i + n]);)
			n++;
		if (n >= 4)
			return i;
	}
	return v.len;
}

bool
date_possible(struct view v)
{
	return long_number(v, 0) < v.len;
}

bool
date_whole(struct view v, struct date *d)
{
	struct reading r = {0};
	size_t i, n, tokens = 0;

	if (v.len < 6 || v.len > 90 || !date_possible(v))
		return false;
	for (i = 0; i < v.len; i += n) {
		n = 1;
		if (between[v.p[i]])
			continue;
		if (v.p[i] == 0xE2 && i + 2 < v.len && v.p[i + 1] == 0x80) {
			n = 3; /* dashes and bullets */
			continue;
		}
		if ((n = token(v, i, &r)) == 0 || ++tokens > 12)
			return false;
	}
	if (!plausible(&r) || (!r.worded && !r.vague))
		return false;
	write_iso(&r, d);
	d->begin = 0;
	d->end = v.len;
	d->first = r.first;
	d->second = r.second;
	return true;
}

bool
date_day(struct view v)
{
	struct reading r = {0};
	size_t i, n;

	if (v.len < 4 || v.len > 16 ||
	    (!shape_is_digit(v.p[0]) && !shape_is_digit(v.p[v.len - 1])))
		return false;
	for (i = 0; i < v.len; i += n) {
		n = 1;
		if (!between[v.p[i]] && (n = token(v, i, &r)) == 0)
			return false;
	}
	return r.worded && r.day > 0 && r.month > 0 && r.year == 0;
}

/* Try to read a date with day, month and year that begins at i. */
static bool
date_at(struct view v, size_t i, struct date *d)
{
	struct reading r = {0}, last;
	size_t n, k = i;

	while (k < v.len && k - i < 40) {
		if (k > i && strchr(" ,.-/", v.p[k]) != NULL) {
			k++;
			continue;
		}
		last = r;
		if ((n = token(v, k, &r)) == 0 ||
		    (is_wordy(v.p[k]) && r.month == last.month && k > i &&
			last.month == 0 && r.day == 0)) {
			r = last;
			break;
		}
		k += n;
		if (r.worded && r.year > 0 && r.month > 0 && r.day > 0 &&
		    plausible(&r)) {
			write_iso(&r, d);
			d->begin = i;
			d->end = k;
			d->first = d->second = 0;
			return true;
		}
	}
	return false;
}

bool
date_begins(struct view v, struct date *d)
{
	return date_possible((struct view){v.p, v.len < 48 ? v.len : 48}) &&
	    date_at(v, 0, d);
}

/* A date begins no further than this before its year. */
#define YEAR_WITHIN 44

bool
date_find(struct view v, struct date *d)
{
	size_t i, year, end = 0;
	bool starts;

	if (!date_possible(v))
		return false;
	for (year = long_number(v, 0); year < v.len;
	     year = long_number(v, end)) {
		i = year > end + YEAR_WITHIN ? year - YEAR_WITHIN : end;
		for (; i <= year && i + 8 <= v.len; i++) {
			starts = shape_is_digit(v.p[i]) || is_wordy(v.p[i]);
			if (starts && i > 0 &&
			    (shape_is_digit(v.p[i - 1]) ||
				is_wordy(v.p[i - 1])))
				continue;
			if (starts && date_at(v, i, d))
				return true;
		}
		end = year + 4;
	}
	return false;
}
