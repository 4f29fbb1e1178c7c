/* SPDX-License-Identifier: ISC */
/* What is markup, when machines say something was, and what sets are declared.
 */
#include <stdlib.h>
#include <string.h>

#include "charset_declared.h"
#include "nsplit/markup_private.h"
#include "tap.h"

static struct view
view(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static void
sniffs(void)
{
	static const struct {
		const char *text;
		enum markup_kind kind;
	} t[] = {{"<!DOCTYPE html>\n<p>x", MARKUP_HTML},
	    {"\n <HTML lang=en>", MARKUP_HTML},
	    {"<html>", MARKUP_HTML},
	    {"<htmlx>", MARKUP_TEXT},
	    {"<?xml version='1.0'?><!-- a --><rss version='2.0'>", MARKUP_RSS},
	    {"<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf>",
		MARKUP_NITF},
	    {"<feed xmlns='http://www.w3.org/2005/Atom'>", MARKUP_ATOM},
	    {"<w:document xmlns:w='x'>", MARKUP_DOCX},
	    {"<NewsML Version='1.2'>", MARKUP_NEWSML},
	    {"<nar:newsItem guid='x'>", MARKUP_NEWSML_G2},
	    {"<?xml version='1.0'?><other>", MARKUP_TEXT},
	    {"<DOC id=\"x\">", MARKUP_TEXT},
	    {"The <html> tag", MARKUP_TEXT},
	    {"<", MARKUP_TEXT},
	    {"<!--", MARKUP_TEXT},
	    {"", MARKUP_TEXT}};
	enum markup_kind k, early;
	size_t i, n;
	bool same;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		k = markup_sniff(view(t[i].text), true);
		ok(k == t[i].kind, "'%s' is told for what it is", t[i].text);
		same = true;
		for (n = 0; n < strlen(t[i].text); n++) {
			early = markup_sniff(
			    (struct view){
				(const unsigned char *)t[i].text, n},
			    false);
			same &= early == MARKUP_UNKNOWN || early == k;
		}
		ok(same, "'%s' is not told for another too early", t[i].text);
	}
}

static void
dates(void)
{
	static const struct {
		const char *told;
		const char *want;
	} t[] = {{"2019-05-03T14:05:00+02:00", "2019-05-03T14:05:00+02:00"},
	    {"20190503T140500Z", "2019-05-03T14:05:00Z"},
	    {"20040115T120000+0000", "2004-01-15T12:00:00Z"},
	    {"2019-05-03T14:05:00.123-0500", "2019-05-03T14:05:00-05:00"},
	    {"2019-05-03 14:05", "2019-05-03"},
	    {"20190503", "2019-05-03"},
	    {"Fri, 03 May 2019 14:05:00 +0200", "2019-05-03T14:05:00+02:00"},
	    {"3 May 2019 14:05 EST", "2019-05-03T14:05:00-05:00"},
	    {"Fri, 03 May 2019 14:05:00 XYZ", "2019-05-03"},
	    {"May 3, 2019", "2019-05-03"},
	    {"2019-13-40", ""},
	    {"soon", ""},
	    {"", ""}};
	struct page p = {0};
	struct article a;
	struct view v;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		a = (struct article){0};
		buf_clear(&p.strings);
		buf_putc(&p.strings, '\0');
		markup_date(&p, &a, view(t[i].told));
		v = page_string(&p, a.field[FIELD_DATE]);
		if (!ok(v.len == strlen(t[i].want) &&
			    memcmp(v.p, t[i].want, v.len) == 0,
			"'%s' is '%s'", t[i].told, t[i].want))
			printf("# got '%.*s'\n", (int)v.len, (const char *)v.p);
	}
	page_free(&p);
}

static void
declared(void)
{
	static const struct {
		const char *text;
		const char *set;
	} t[] = {{"<?xml version='1.0' encoding='koi8-r'?><a/>", "koi8-r"},
	    {"<?xml encoding = \"ISO-8859-1\"?>", "windows-1252"},
	    {"<html><head><meta charset=windows-1251>", "windows-1251"},
	    {"<!doctype html><META http-equiv=x content='text/html; "
	     "charset=Shift_JIS'>",
		"shift_jis"},
	    {"<html><meta name=a content=b><meta charset=\"gbk\">", "gb18030"},
	    {"<html><meta charset=utf-8>", NULL},
	    {"<html><meta charset=nonesuch-9>", NULL},
	    {"<html><p charset=koi8-r>", NULL},
	    {"A text: <meta charset=koi8-r>", NULL},
	    {"<?xml encoding", NULL},
	    {"<html><meta charset", NULL},
	    {"", NULL}};
	struct charset cs;
	size_t i;
	bool told;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		told = charset_declared(
		    &cs, view(t[i].text).p, view(t[i].text).len);
		ok(t[i].set == NULL ? !told
				    : told && strcmp(cs.name, t[i].set) == 0,
		    "'%s' declares %s", t[i].text,
		    t[i].set == NULL ? "nothing" : t[i].set);
	}
}

int
main(void)
{
	sniffs();
	dates();
	declared();
	return done();
}
