/* SPDX-License-Identifier: ISC */
/* What a line looks like, by line. */
#include <string.h>

#include "nsplit/shape.h"
#include "tap.h"

static struct view
view_of(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static bool
is(struct view v, const char *s)
{
	return v.len == strlen(s) && memcmp(v.p, s, v.len) == 0;
}

/* Each list is of lines that it holds for, up to NULL, then of others. */
struct looks {
	const char *what;
	bool (*holds)(struct view);
	const char *lines[40];
};

static const struct looks looks[] = {
    {"a sentence that ends", shape_stop,
	{"It rained.", "Did it?", "Go!", "And then…", "“It rained.”",
	    "(It rained.)", "It rained.»", "It rained.’", "It rained.*",
	    "雨が降った。", "雨？", "走れ！", NULL, "It rained", "It rained,",
	    "It rained:", "(It rained)", ""}},
    {"a full stop", shape_full_stop,
	{"The boats were late.", "“The boats were late.”",
	    "The boats were late…", NULL, "Who pays?", "Boats late!",
	    "Made in the U.S.", "Sold to Harbor Inc.", "No stop", ""}},
    {"symbols", shape_symbols,
	{"---", "* * *", "=====", "•••", "── ──", NULL, "--", "- 3 -", "***a",
	    ""}},
    {"capitals", shape_capitals,
	{"OXBURY", "THE END, 1999", "ÄRGER ÜBERALL", "ПОРТ", NULL, "Oxbury",
	    "A", "1999", "OXBURy", ""}},
    {"a headline", shape_title,
	{"Council keeps lighthouse open", "Who pays?", "Порт закрыт", NULL,
	    "The boats were late.", ""}},
    {"a beginning", shape_begins,
	{"Council", "3 boats", "“Council", "(Council", "«Порт", "‘Tis",
	    "Östlich", "港", NULL, "council", "- council", "* council",
	    "| council", "über", ""}},
    {"small letters first", shape_lower_first,
	{"and so on", "über allem", NULL, "And so", "3 boats", "港", ""}},
    {"a dateline", shape_dateline,
	{"LISBON, March 13 - The council", "MOSCOW (Agency) -- The council",
	    "OXBURY — The council met", "OXBURY – The council met", NULL,
	    "Lisbon - the council", "OXBURY: The council", "The council met",
	    "OXBURY council meets", ""}},
    {"an address of the web", shape_url,
	{"http://example.org/a", "https://example.org", "www.example.org",
	    "HTTP://EXAMPLE.ORG", NULL, "http:", "see http://example.org/a",
	    "www.example.org and more", "ftp://example.org/a", ""}},
    {"a publication", shape_publication,
	{"The Ostwick Gazette", "Ostwick Herald", "Example.org",
	    "News.example.com", "Daily News", NULL,
	    "Council keeps lighthouse open", "the ostwick gazette", "Ostwick",
	    "The Gazette of the Harbour Towns and Many Others", "3.5 million",
	    ""}},
    {"a person", shape_person,
	{"Jane Holloway", "Jane van der Holloway", "J. R. Holloway",
	    "Jane Holloway-Doe", "Мария Иванова", NULL, "Jane", "jane holloway",
	    "Jane Holloway 3", "Jane: Holloway", "Jane Holloway?",
	    "A B C D E F G H", "The Ostwick Gazette", ""}},
    {"a digit", shape_digit, {"a1", "2", NULL, "a", "", "²"}},
};

static void
test_looks(const struct looks *l)
{
	bool want = true;
	size_t i;

	for (i = 0; want || l->lines[i] != NULL; i++) {
		if (l->lines[i] == NULL) {
			want = false;
			continue;
		}
		ok(l->holds(view_of(l->lines[i])) == want, "\"%s\" is %s%s",
		    l->lines[i], want ? "" : "not ", l->what);
	}
}

static void
test_bylines(void)
{
	struct view name;

	ok(shape_byline(view_of("By Jane Doe"), &name) &&
		is(name, "Jane Doe") &&
		shape_byline(view_of("BYLINE: Jane Doe"), &name) &&
		is(name, "Jane Doe") &&
		shape_byline(view_of("Von Hans Huber"), &name) &&
		is(name, "Hans Huber"),
	    "a byline holds a name");
	ok(!shape_byline(view_of("by and by it rained"), &name) &&
		!shape_byline(view_of("By the time it rained."), &name) &&
		!shape_byline(view_of("By"), &name) &&
		!shape_byline(view_of("By J"), &name) &&
		!shape_byline(view_of(""), &name),
	    "but a sentence is none");
}

static void
test_parts(void)
{
	uint64_t n = 0;

	ok(is(shape_unframe(view_of("*** Oxbury ***")), "Oxbury") &&
		is(shape_unframe(view_of("== Oxbury ==")), "Oxbury") &&
		is(shape_unframe(view_of("| Oxbury |")), "Oxbury") &&
		is(shape_unframe(view_of("• Oxbury")), "Oxbury") &&
		is(shape_unframe(view_of("■ Oxbury")), "Oxbury") &&
		is(shape_unframe(view_of("► Oxbury")), "Oxbury") &&
		is(shape_unframe(view_of("➤ Oxbury")), "Oxbury") &&
		is(shape_unframe(view_of("☞ Oxbury")), "Oxbury") &&
		is(shape_unframe(view_of("§ Oxbury")), "Oxbury"),
	    "frames and bullets are taken off");
	ok(is(shape_unframe(view_of("Oxbury")), "Oxbury") &&
		is(shape_unframe(view_of("")), "") &&
		is(shape_unframe(view_of("Öl *")), "Öl *"),
	    "and nothing else");
	ok(shape_long_dash(view_of("—x")) == 3 &&
		shape_long_dash(view_of("–")) == 3 &&
		shape_long_dash(view_of("‐")) == 3 &&
		shape_long_dash(view_of("-")) == 0 &&
		shape_long_dash(view_of("“x")) == 0 &&
		shape_long_dash(view_of("\xE2\x80")) == 0 &&
		shape_long_dash(view_of("")) == 0,
	    "a long dash has three bytes");
	ok(shape_number(view_of("123 boats"), &n) == 3 && n == 123 &&
		shape_number(view_of("123456789"), &n) == 9 && n == 123456789 &&
		shape_number(view_of("boats"), &n) == 0 &&
		shape_number(view_of(""), &n) == 0,
	    "a number is read");
	ok(shape_number(view_of("1234567890"), &n) == 0,
	    "one of ten digits is none");
	ok(shape_capital_words(view_of("Jane Doe 3")) >= 1 &&
		shape_capital_words(view_of("jane doe")) <= 0 &&
		shape_capital_words(view_of("Jane doe")) >= .5 &&
		shape_capital_words(view_of("Jane doe")) <= .5 &&
		shape_capital_words(view_of("")) <= 0,
	    "capitals are a fraction of the words");
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		test_looks(&looks[i]);
	test_bylines();
	test_parts();
	return done();
}
