/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "nsplit/date.h"
#include "tap.h"

static const struct {
	const char *text;
	const char *iso; /* NULL: no date */
} whole[] = {
	{ "May 3, 2019", "2019-05-03" },
	{ "3 May 2019", "2019-05-03" },
	{ "Friday, May 3, 2019", "2019-05-03" },
	{ "May 3, 2019 Friday", "2019-05-03" },
	{ "3. Mai 2019", "2019-05-03" },
	{ "03.05.2019", "2019-05-03" },
	{ "2019-05-03", "2019-05-03" },
	{ "2019-05-03T14:05:00Z", "2019-05-03" },
	{ "3-MAY-2019 15:01:01.79", "2019-05-03" },
	{ "Fri, 3 May 2019 10:00:00 +0000", "2019-05-03" },
	{ "(3rd May 2019)", "2019-05-03" },
	{ "25/12/2019", "2019-12-25" },
	{ "12/25/2019", "2019-12-25" },
	{ "05/03/2019", "2019" },
	{ "May 2019", "2019-05" },
	{ "3 мая 2019 года", "2019-05-03" },
	{ "le 3 février 2019", "2019-02-03" },
	{ "2019 年 5 月 3 日", "2019-05-03" },
	{ "2019년 5월 3일", "2019-05-03" },
	{ "2019/05/03", "2019-05-03" },
	{ "2019.05.03", "2019-05-03" },
	{ "3.5.2019", "2019-05-03" },
	{ "3-5-2019", "2019-05-03" },
	{ "13-05-2019", "2019-05-13" },
	{ "2019-05-03 14:05 GMT", "2019-05-03" },
	{ "2019-05-03T14:05:00+02:00", "2019-05-03" },
	{ "2019-05-03T14:05:00.123Z", "2019-05-03" },
	{ "May 3, 2019 2:05 p.m.", "2019-05-03" },
	{ "May 3, 2019, 02:05 PM", "2019-05-03" },
	{ "Updated May 3, 2019", "2019-05-03" },
	{ "[May 3, 2019]", "2019-05-03" },
	{ "May 3rd, 2019", "2019-05-03" },
	{ "the 22nd of May 2019", "2019-05-22" },
	{ "3 de mayo de 2019", "2019-05-03" },
	{ "3 maggio 2019", "2019-05-03" },
	{ "1er mai 2019", "2019-05-01" },
	{ "Sept. 3, 2019", "2019-09-03" },
	{ "99/05/2019", NULL },
	{ "2019-13-03", NULL },
	{ "2019-05-32", NULL },
	{ "31/12/3019", NULL },
	{ "May 32, 2019", NULL },
	{ "May May 2019", NULL },
	{ "3 3 2019", NULL },
	{ "2019", NULL },
	{ "May 3", NULL },
	{ "The 3 May 2019 talks", NULL },
	{ "31 Maybe 2019", NULL },
	{ "45 May 2019", NULL },
	{ "", NULL },
};

static struct view
view_of(const char *s)
{
	return (struct view){ (const unsigned char *)s, strlen(s) };
}

static const struct {
	const char *text;
	const char *month;
} words[] = {
#include "months.inc"
};

/* Each month's word is found, which asks for the order of the table. */
static void
test_words(void)
{
	char text[64], iso[16];
	struct date d;
	size_t i, n = 0, bad = 0;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		int month = atoi(words[i].month);

		if (i > 0 && strcmp(words[i - 1].text, words[i].text) >= 0)
			bad++;
		if (month == 0)
			continue;
		n++;
		snprintf(text, sizeof(text), "3 %s 2019", words[i].text);
		snprintf(iso, sizeof(iso), "2019-%02d-03", month);
		bad += !date_whole(view_of(text), &d) ||
		    strcmp(d.iso, iso) != 0;
	}
	ok(n > 100 && bad == 0, "%zu words of months are known", n);
}

static bool
begins(const char *text, const char *iso)
{
	struct date d;

	return date_begins(view_of(text), &d) && strcmp(d.iso, iso) == 0 &&
	    d.begin == 0;
}

static void
test_begins(void)
{
	struct date d;

	ok(begins("May 3, 2019 - The council met", "2019-05-03") &&
		begins("3 May 2019: The council met", "2019-05-03") &&
		begins("2019-05-03 The council met", "2019-05-03"),
	    "a text may begin with a date");
	ok(!date_begins(view_of("The council met on May 3, 2019"), &d) &&
		!date_begins(view_of(""), &d),
	    "and need not");
	ok(date_day(view_of("3 May")) && date_day(view_of("May 3")) &&
		date_day(view_of("3. Mai")),
	    "a day and a month");
	ok(!date_day(view_of("May 3, 2019")) && !date_day(view_of("May")) &&
		!date_day(view_of("3")) && !date_day(view_of("45 May")) &&
		!date_day(view_of("3 May sheep")) && !date_day(view_of("")),
	    "and nothing else");
}

static void
test_order(void)
{
	struct date d;

	ok(date_order(view_of("a 25/12/2019 b 03/05/2019")) == ORDER_DAY,
	    "one day over 12 tells that the day stands first");
	ok(date_order(view_of("a 12/25/2019 b 03/05/2019")) == ORDER_MONTH,
	    "or the month");
	ok(date_order(view_of("12/25/2019 and 25/12/2019")) == ORDER_OPEN &&
		date_order(view_of("03/05/2019")) == ORDER_OPEN &&
		date_order(view_of("1/2 / 3 /")) == ORDER_OPEN &&
		date_order(view_of("")) == ORDER_OPEN,
	    "two that differ, or none, tell nothing");
	if (!ok(date_whole(view_of("03/05/2019"), &d) && d.first == 3 &&
		    d.second == 5 && strcmp(d.iso, "2019") == 0,
		"a date of which only the order is open"))
		return;
	date_settle(&d, ORDER_OPEN);
	ok(strcmp(d.iso, "2019") == 0, "stays so where nothing is told");
	date_settle(&d, ORDER_DAY);
	ok(strcmp(d.iso, "2019-05-03") == 0, "is made whole by the day first");
	date_whole(view_of("03/05/2019"), &d);
	date_settle(&d, ORDER_MONTH);
	ok(strcmp(d.iso, "2019-03-05") == 0, "or by the month first");
}

int
main(void)
{
	struct date d;
	size_t i;

	test_words();

	for (i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
		if (whole[i].iso == NULL)
			ok(!date_whole(view_of(whole[i].text), &d),
			    "\"%s\" is no date", whole[i].text);
		else
			ok(date_whole(view_of(whole[i].text), &d) &&
				strcmp(d.iso, whole[i].iso) == 0,
			    "\"%s\" is %s", whole[i].text, whole[i].iso);
	}
	ok(date_find(view_of("Ostwick Gazette, May 3, 2019, page 4"), &d) &&
		strcmp(d.iso, "2019-05-03") == 0 && d.begin == 17 &&
		d.end == 28,
	    "a date is found in a line, with its place");
	ok(!date_find(view_of("It was May 3 and 2019 sheep passed"), &d),
	    "a day without a year is not found");
	test_begins();
	test_order();
	return done();
}
