/* SPDX-License-Identifier: ISC */
/* How databases, monitors and mail name where something was printed. */
#include "nsplit/cite.h"

#include <string.h>

#include "tap.h"

static struct view
view_of(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static int
is(struct view v, const char *s)
{
	return v.len == strlen(s) && memcmp(v.p, s, v.len) == 0;
}

/* The same, but for what stands before it. */
static int
ends(struct view v, const char *s)
{
	size_t n = strlen(s);

	return n == 0 ? v.len == 0
		      : v.len >= n && is((struct view){v.p + v.len - n, n}, s);
}

struct cited {
	const char *text;
	const char *source; /* NULL: no citation */
	const char *date;
};

static const struct cited cited[] = {
    {"The Gazette; Port Anselm [Port Anselm] 04 Mar 2014: A.4.", "The Gazette",
	"04 Mar 2014"},
    {"The Gazette. (Mar. 4, 2014): News: pA4.", "The Gazette", "Mar. 4, 2014"},
    {"The Gazette. 11/26/2006, p22.", "The Gazette", "11/26/2006"},
    {"The Gazette (2003): A.22", "The Gazette", ""},
    {"The Gazette (Port Anselm), 4 March 2014, p. 3",
	"The Gazette (Port Anselm)", "4 March 2014"},
    {"The Gazette [Ostwick] 2003: 4", "The Gazette", ""},
    {"The Gazette, 4 March 2014, page 3", "The Gazette", "4 March 2014"},
    {"4 March 2014, The Gazette", NULL, ""},
    {"The Gazette, page three", NULL, ""},
    {"2003", NULL, ""},
    {"", NULL, ""},
};

static const struct cited monitored[] = {
    {"Gazette, Port Anselm, in English 1200 gmt 3 May 1999", "Gazette",
	"3 May 1999"},
    {"Gazette, Port Anselm, in English 1200 gmt 3 May 99", "Gazette", ""},
    {"LD0305121299 Port Anselm GAZETTE in English 3 May 1999", "GAZETTE",
	"3 May 1999"},
    {"Radio Anselm in French 1200 gmt 3 May 1999", "Radio Anselm",
	"3 May 1999"},
    {"Gazette, Port Anselm, in brief 3 May 1999", NULL, ""},
    {"He was born in 1931 and lives in English gardens", NULL, ""},
    {"in English", NULL, ""},
};

static const struct {
	const char *text;
	const char *name;
} senders[] = {
    {"Jane Doe <jane@example.org>", "Jane Doe"},
    {"\"Jane Doe\" <jane@example.org>", "Jane Doe"},
    {"jane@example.org (Jane Doe)", "Jane Doe"},
    {"jane@example.org", "jane@example.org"},
    {"<jane@example.org>", "<jane@example.org>"},
    {"Jane Doe (editor)", "Jane Doe (editor)"},
    {"\"Jane Doe\"", "Jane Doe"},
    {"", ""},
};

static void
check(
    const struct cited *c, bool read(struct view, struct view *, struct view *))
{
	struct view source, date;
	bool got = read(view_of(c->text), &source, &date);

	if (c->source == NULL)
		ok(!got, "\"%s\" cites nothing", c->text);
	else if (!ok(got && is(source, c->source) && ends(date, c->date),
		     "\"%s\" cites %s of [%s]", c->text, c->source, c->date) &&
	    got)
		printf("# [%.*s] [%.*s]\n", (int)source.len, source.p,
		    (int)date.len, date.p);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cited) / sizeof(cited[0]); i++)
		check(&cited[i], cite_read);
	for (i = 0; i < sizeof(monitored) / sizeof(monitored[0]); i++)
		check(&monitored[i], cite_monitor);
	for (i = 0; i < sizeof(senders) / sizeof(senders[0]); i++)
		ok(is(cite_sender(view_of(senders[i].text)), senders[i].name),
		    "\"%s\" is of %s", senders[i].text, senders[i].name);
	return done();
}
