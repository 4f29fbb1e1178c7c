/* SPDX-License-Identifier: ISC */
/* The small readers of lines: mail's encodings, citations, numbers. */
#include <string.h>

#include "nsplit/cite.h"
#include "nsplit/mail_code.h"
#include "nsplit/number_scan.h"
#include "tap.h"

static struct view
view_of(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static int
is(struct view v, const char *s)
{
	return v.len == strlen(s) &&
	    (v.len == 0 || memcmp(v.p, s, v.len) == 0);
}

static const char *const words[][2] = {
    {"=?utf-8?Q?Caf=C3=A9?=", "Caf\xc3\xa9"},
    {"=?ISO-8859-1?Q?a_b?= =?ISO-8859-1?Q?c?= d", "a bc d"},
    {"Re: =?koi8-r?B?8NLJ18XU?=!",
	"Re: \xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0"
	"\xb5\xd1\x82!"},
    {"=?utf-8?X?abc?= =?utf-8?Q?", "=?utf-8?X?abc?= =?utf-8?Q?"},
    {"=?no-such-set?B?SGk=?=", "Hi"},
};

static const char *const quoted[][2] = {
    {"a=3Db", "a=b"},
    {"soft =\nbreak", "soft break"},
    {"soft = \r\nbreak", "soft break"},
    {"50 = 50, =ZZ", "50 = 50, =ZZ"},
    {"end=", "end"},
};

static const char *const cited[][3] = {
    {"The Gazette; Port Anselm [Port Anselm] 04 Mar 2014: A.4.", "The Gazette",
	"04 Mar 2014"},
    {"The Gazette. (Mar. 4, 2014): News: pA4.", "The Gazette", "Mar. 4, 2014"},
    {"The Gazette. 11/26/2006, p22.", "The Gazette", "11/26/2006"},
    {"The Gazette (London) (2003): A.22.", "The Gazette (London)", ""},
};

static const struct {
	const char *line;
	unsigned number; /* 0: none */
} scanned[] = {
    {"l. The Gazette", 1},
    {"1O. The Gazette", 10},
    {"2 . The Gazette", 2},
    {"3, The Gazette", 3},
    {"l2. The Gazette", 12},
    {"So, what now", 0},
    {"5. The Gazette", 0},
    {"Oslo. The Gazette", 0},
};

int
main(void)
{
	struct buf b = {0};
	struct view source, date, rest;
	struct number_line n;
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		buf_clear(&b);
		mail_put_words(&b, view_of(words[i][0]));
		ok(is(buf_view(&b), words[i][1]), "encoded words: %s",
		    words[i][0]);
	}
	for (i = 0; i < sizeof(quoted) / sizeof(quoted[0]); i++) {
		buf_clear(&b);
		mail_put_quoted(&b, view_of(quoted[i][0]));
		ok(is(buf_view(&b), quoted[i][1]), "quoted-printable %zu", i);
	}
	buf_clear(&b);
	mail_put_base64(&b, view_of("SGVs\nbG8g d29ybGQ="));
	ok(is(buf_view(&b), "Hello world"), "base64 passes over line ends");
	for (i = 0; i < sizeof(cited) / sizeof(cited[0]); i++)
		ok(cite_read(view_of(cited[i][0]), &source, &date) &&
			is(source, cited[i][1]) && is(date, cited[i][2]),
		    "a citation: %s", cited[i][0]);
	ok(!cite_read(view_of("The Gazette"), &source, &date),
	    "a name alone is no citation");
	ok(is(cite_sender(view_of("\"A. Bly\" <a@example.org>")), "A. Bly") &&
		is(cite_sender(view_of("a@example.org (A. Bly)")), "A. Bly"),
	    "the name is taken from an address in either form");
	for (i = 0; i < sizeof(scanned) / sizeof(scanned[0]); i++)
		ok(scanned[i].number ==
			(number_read_scanned(
			     view_of(scanned[i].line), &n, &rest)
				? n.number
				: 0),
		    "as a scanner may have read it: %s", scanned[i].line);
	ok(number_read_letter(view_of("C. Headline"), &n, &rest) &&
		n.number == 3 && is(rest, "Headline"),
	    "letters are numbers from 1");
	buf_free(&b);
	return done();
}
