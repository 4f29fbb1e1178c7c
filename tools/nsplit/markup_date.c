/* SPDX-License-Identifier: ISC */
/*
 * Dates as machines write them: ISO 8601 in both forms, and RFC 822, section 5
 * with years of four digits.  A time is told only with its zone.
 */
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "label.h"
#include "markup_private.h"
#include "shape.h"

struct when {
	unsigned year, month, day, hour, minute, second;
	bool timed;
	char zone[7]; /* "Z", "+02:00" */
};

/* n digits at *p; false when there are others. */
static bool
digits(struct view *v, size_t n, unsigned *to)
{
	size_t i;

	if (v->len < n)
		return false;
	for (*to = 0, i = 0; i < n; i++) {
		if (v->p[i] < '0' || v->p[i] > '9')
			return false;
		*to = *to * 10 + v->p[i] - '0';
	}
	*v = (struct view){v->p + n, v->len - n};
	return true;
}

static bool
take(struct view *v, char c)
{
	if (v->len == 0 || v->p[0] != (unsigned char)c)
		return false;
	*v = (struct view){v->p + 1, v->len - 1};
	return true;
}

/* "Z", "+0200", "-05:00", and the names of RFC 822. */
static bool
zone(struct view v, struct when *w)
{
	static const struct {
		const char *name;
		const char *zone;
	} names[] = {{"Z", "Z"}, {"GMT", "Z"}, {"UT", "Z"}, {"UTC", "Z"},
	    {"EST", "-05:00"}, {"EDT", "-04:00"}, {"CST", "-06:00"},
	    {"CDT", "-05:00"}, {"MST", "-07:00"}, {"MDT", "-06:00"},
	    {"PST", "-08:00"}, {"PDT", "-07:00"}};
	unsigned h, m = 0;
	unsigned char sign;
	size_t i;

	v = shape_trim(v);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (shape_equal(v, names[i].name)) {
			strlcpy(w->zone, names[i].zone, sizeof(w->zone));
			return true;
		}
	if (v.len < 3 || (v.p[0] != '+' && v.p[0] != '-'))
		return false;
	sign = v.p[0];
	v = (struct view){v.p + 1, v.len - 1};
	if (!digits(&v, 2, &h))
		return false;
	take(&v, ':');
	if ((v.len > 0 && !digits(&v, 2, &m)) || v.len > 0 || h > 14 || m > 59)
		return false;
	if (h == 0 && m == 0) {
		strlcpy(w->zone, "Z", sizeof(w->zone));
		return true;
	}
	w->zone[0] = (char)sign;
	w->zone[1] = (char)('0' + h / 10);
	w->zone[2] = (char)('0' + h % 10);
	w->zone[3] = ':';
	w->zone[4] = (char)('0' + m / 10);
	w->zone[5] = (char)('0' + m % 10);
	w->zone[6] = '\0';
	return true;
}

/* "14:05", "140500.123", then the zone. */
static void
time_of_day(struct view v, struct when *w)
{
	unsigned fraction;

	w->second = 0;
	if (!digits(&v, 2, &w->hour))
		return;
	take(&v, ':');
	if (!digits(&v, 2, &w->minute))
		return;
	take(&v, ':');
	if (digits(&v, 2, &w->second) && (take(&v, '.') || take(&v, ',')))
		while (digits(&v, 1, &fraction))
			;
	w->timed =
	    zone(v, w) && w->hour < 24 && w->minute < 60 && w->second <= 60;
}

static bool
iso(struct view v, struct when *w)
{
	bool dash;

	if (!digits(&v, 4, &w->year))
		return false;
	dash = take(&v, '-');
	if (!digits(&v, 2, &w->month) || (dash && !take(&v, '-')) ||
	    !digits(&v, 2, &w->day))
		return false;
	if (v.len > 0 && !take(&v, 'T') && !take(&v, ' '))
		return false;
	time_of_day(v, w);
	return w->year >= 1000 && w->month >= 1 && w->month <= 12 &&
	    w->day >= 1 && w->day <= 31;
}

/* The date is found by date_find(); the time follows it. */
static bool
rfc822(struct view v, struct when *w)
{
	struct date d;
	struct view s;

	if (!date_find(v, &d))
		return false;
	s = (struct view){(const unsigned char *)d.iso, strlen(d.iso)};
	if (!iso(s, w))
		return false;
	time_of_day(shape_skip(v, d.end), w);
	return true;
}

static void
put(struct buf *b, unsigned n, unsigned digits_n, char before)
{
	if (before != '\0')
		buf_putc(b, (unsigned char)before);
	for (unsigned k = digits_n == 4 ? 1000 : 10; k > 0; k /= 10)
		buf_putc(b, (unsigned char)('0' + n / k % 10));
}

void
markup_date(struct page *p, struct article *a, struct view v)
{
	struct when w = {0};
	struct buf b = {0};

	v = shape_trim(v);
	if (a->field[FIELD_DATE].len > 0 || v.len == 0)
		return;
	if (!iso(v, &w)) {
		w = (struct when){0};
		if (!rfc822(v, &w)) {
			label_store(p, a, LABEL_DATE, v);
			return;
		}
	}
	put(&b, w.year, 4, '\0');
	put(&b, w.month, 2, '-');
	put(&b, w.day, 2, '-');
	if (w.timed) {
		put(&b, w.hour, 2, 'T');
		put(&b, w.minute, 2, ':');
		put(&b, w.second, 2, ':');
		buf_puts(&b, w.zone);
	}
	page_set(p, a, FIELD_DATE, buf_view(&b));
	buf_free(&b);
}
