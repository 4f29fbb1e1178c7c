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
	return done();
}
