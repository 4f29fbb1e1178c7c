/* SPDX-License-Identifier: ISC */
/* Every family of cues on an invented dump: where articles begin, and what
 * their heads say. */
#include <stdlib.h>
#include <string.h>

#include "nsplit/member.h"
#include "record.h"
#include "tap.h"

#define P1                                                                     \
	"The harbour council of Ostwick voted on Tuesday to keep the old\n"    \
	"lighthouse open until the spring, after a long and loud debate.\n"    \
	"\n"                                                                   \
	"Keepers said that the lamp had never gone out in ninety years and\n"  \
	"that they saw no reason why it should do so now.\n"
#define P2                                                                     \
	"Farmers in the Vale of Marren are paying twice as much for their\n"   \
	"seed as they did a year ago, a survey by the growers' union says.\n"  \
	"\n"                                                                   \
	"The union asked four hundred farms, and half of them answered at\n"   \
	"once, which it called a sign of how worried they are.\n"
#define P3                                                                     \
	"A ferry that ran aground off Little Skerry on Sunday was pulled\n"    \
	"free by two tugs at high water, and nobody on board was hurt.\n"      \
	"\n"                                                                   \
	"The master told the inquiry that the buoy which marks the rocks\n"    \
	"had not been lit for a week when his ship came by.\n"

struct want {
	const char *title;
	const char *source;
	const char *author;
	const char *date;
	const char *item;
};

struct sample {
	const char *name;
	const char *cue;
	const char *text;
	struct want want[4];
};

#define THREE(s, a, d)                                                         \
	{ { "Council keeps lighthouse open", s, a, d, NULL },                  \
		{ "Seed prices worry growers in the Vale", s, a, d, NULL },    \
		{ "Tugs free ferry off Little Skerry", s, a, d, NULL } }
#define NUMBERED(s, a, d)                                                      \
	{ { "Council keeps lighthouse open", s, a, d, "1" },                   \
		{ "Seed prices worry growers in the Vale", s, a, d, "2" },     \
		{ "Tugs free ferry off Little Skerry", s, a, d, "3" } }
#define T1 "Council keeps lighthouse open"
#define T2 "Seed prices worry growers in the Vale"
#define T3 "Tugs free ferry off Little Skerry"

static const struct sample samples[] = {
	{ "numbered items with a source, debris and a wrapped headline",
	    "number",
	    "4. Ostwick Gazette\n\n%)\nALL THE NEWS OF THE COAST\n\nThe\n\n"
	    "Council keeps lighthouse open after a\nlong debate in the hall\n" P1
	    "\n5. Marren Herald\n\n" T2 "\nBy Jane Holloway\n\n" P2,
	    { { "Council keeps lighthouse open after a long debate in the "
		"hall",
		  "Ostwick Gazette", NULL, NULL, "4" },
		{ T2, "Marren Herald", "Jane Holloway", NULL, "5" } } },
	{ "a contents list and a list in a body do not begin articles",
	    "number",
	    "THE COAST TODAY\n\n1. Gazette: " T1 "\n2. Herald: " T2
	    "\n3. Herald: " T3 "\n\n"
	    "1. Ostwick Gazette\n\n" T1 "\n\n" P1
	    "\n1. Open the harbour.\n\n2. Keep the lamp.\n\n3. Pay the men.\n"
	    "\n2. Marren Herald\n\n" T2 "\n\n" P2
	    "\n3. Skerry Tribune\n\n" T3 "\n\n" P3,
	    { { T1, "Ostwick Gazette", NULL, NULL, "1" },
		{ T2, "Marren Herald", NULL, NULL, "2" },
		{ T3, "Skerry Tribune", NULL, NULL, "3" } } },
	{ "a lone numbered item", "number",
	    "7. Ostwick Gazette\n\n" T1 "\n" P1,
	    { { T1, "Ostwick Gazette", NULL, NULL, "7" } } },
	{ "items after a hash sign with lines for source and date", "number",
	    "#1\nOstwick Gazette\nMay 3, 2019\n" T1 "\nBy Jane Holloway\n\n" P1
	    "\n#2\nOstwick Gazette\nMay 3, 2019\n" T2
	    "\nBy Jane Holloway\n\n" P2
	    "\n#3\nOstwick Gazette\nMay 3, 2019\n" T3
	    "\nBy Jane Holloway\n\n" P3,
	    NUMBERED("Ostwick Gazette", "Jane Holloway", "2019-05-03") },
	{ "headlines that name their source and date in brackets", "number",
	    "1) " T1 " (Ostwick Gazette, 3 May 2019)\n\n" P1 "\n2) " T2
	    " (Ostwick Gazette, 3 May 2019)\n\n" P2 "\n3) " T3
	    " (Ostwick Gazette, 3 May 2019)\n\n" P3,
	    NUMBERED("Ostwick Gazette", NULL, "2019-05-03") },
	{ "Roman numbers", "number",
	    "I. " T1 "\n\n" P1 "\nII. " T2 "\n\n" P2 "\nIII. " T3 "\n\n" P3,
	    NUMBERED(NULL, NULL, NULL) },
	{ "LexisNexis documents", "document",
	    "                  1 of 3 DOCUMENTS\n\n              Ostwick "
	    "Gazette\n\n              May 3, 2019 Friday\n\n" T1
	    "\n\nBYLINE: Jane Holloway\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 40 "
	    "words\n\n" P1
	    "\nLOAD-DATE: May 4, 2019\n\nLANGUAGE: ENGLISH\n\n\n"
	    "                  2 of 3 DOCUMENTS\n\n              Ostwick "
	    "Gazette\n\n              May 3, 2019 Friday\n\n" T2
	    "\n\nBYLINE: Jane Holloway\n\nLENGTH: 40 words\n\n" P2
	    "\nLOAD-DATE: May 4, 2019\n\nLANGUAGE: ENGLISH\n\n\n"
	    "                  3 of 3 DOCUMENTS\n\n              Ostwick "
	    "Gazette\n\n              May 3, 2019 Friday\n\n" T3
	    "\n\nBYLINE: Jane Holloway\n\nLENGTH: 40 words\n\n" P3,
	    NUMBERED("Ostwick Gazette", "Jane Holloway", "2019-05-03") },
	{ "Nexis Uni documents", "end-of-document",
	    T1 "\n\nOstwick Gazette\n\nMay 3, 2019 Friday\n\nCopyright 2019 "
	       "Ostwick Gazette\n\nSection: NEWS\n\nByline: Jane "
	       "Holloway\n\nBody\n\n\n" P1
	       "\nClassification\n\n\nLanguage: ENGLISH\n\nEnd of Document\n\n"
	    T2 "\n\nOstwick Gazette\n\nMay 3, 2019 Friday\n\nByline: Jane "
	       "Holloway\n\nBody\n\n\n" P2 "\nEnd of Document\n\n"
	    T3 "\n\nOstwick Gazette\n\nMay 3, 2019 Friday\n\nByline: Jane "
	       "Holloway\n\nBody\n\n\n" P3 "\nEnd of Document\n",
	    THREE("Ostwick Gazette", "Jane Holloway", "2019-05-03") },
	{ "Factiva documents with tags", "factiva",
	    "SE  News\nHD  " T1
	    "\nBY  By Jane Holloway\nWC  40 words\nPD  3 May 2019\nSN  "
	    "Ostwick Gazette\nLA  English\n\nLP  \n" P1
	    "\nNS  GPOL : Politics\nAN  Document OSTWGA0020190503EF5300001\n\n"
	    "HD  " T2
	    "\nBY  Jane Holloway\nWC  40 words\nPD  3 May 2019\nSN  "
	    "Ostwick Gazette\n\nLP  " P2
	    "\nAN  Document OSTWGA0020190503EF5300002\n\n",
	    { { T1, "Ostwick Gazette", "Jane Holloway", "2019-05-03", NULL },
		{ T2, "Ostwick Gazette", "Jane Holloway", "2019-05-03",
		    NULL } } },
	{ "Factiva documents without tags", "factiva",
	    T1 "\nJane Holloway\n40 words\n3 May 2019\nOstwick "
	       "Gazette\nOSTWGA\nEnglish\n(c) 2019 Ostwick Gazette\n\n" P1
	       "\nDocument OSTWGA0020190503EF5300001\n\n"
	    T2 "\nJane Holloway\n40 words\n3 May 2019\nOstwick "
	       "Gazette\nOSTWGA\nEnglish\n(c) 2019 Ostwick Gazette\n\n" P2
	       "\nDocument OSTWGA0020190503EF5300002\n\n"
	    T3 "\nJane Holloway\n40 words\n3 May 2019\nOstwick "
	       "Gazette\nOSTWGA\nEnglish\n(c) 2019 Ostwick Gazette\n\n" P3
	       "\nDocument OSTWGA0020190503EF5300003\n",
	    THREE("Ostwick Gazette", "Jane Holloway", "2019-05-03") },
	{ "ProQuest documents", "document",
	    "______________________________\n\nDocument 1 of 2\n\n" T1
	    "\n\nAuthor: Jane Holloway\n\nProQuest document link\n\nFull text: "
	    P1 "\nSubject: Harbours; Light\n\nTitle: " T1
	    "\n\nPublication title: Ostwick Gazette\n\nPublication date: May "
	    "3, 2019\n\n______________________________\n\nDocument 2 of 2\n\n"
	    T2 "\n\nAuthor: Jane Holloway\n\nFull text: " P2
	    "\nPublication title: Ostwick Gazette\n\nPublication date: May 3, "
	    "2019\n",
	    { { T1, "Ostwick Gazette", "Jane Holloway", "2019-05-03", "1" },
		{ T2, "Ostwick Gazette", "Jane Holloway", "2019-05-03",
		    "2" } } },
	{ "a mailbox", "mbox",
	    "From jane@ostwick.example Fri May  3 10:00:00 2019\nFrom: Jane "
	    "Holloway <jane@ostwick.example>\nSubject: " T1
	    "\nDate: Fri, 3 May 2019 10:00:00 +0000\n\n" P1
	    "\nFrom jane@ostwick.example Fri May  3 11:00:00 2019\nFrom: Jane "
	    "Holloway <jane@ostwick.example>\nSubject: Seed prices worry\n "
	    "growers in the Vale\nDate: Fri, 3 May 2019 10:00:00 +0000\n\n" P2,
	    { { T1, NULL, "Jane Holloway", "2019-05-03", NULL },
		{ T2, NULL, "Jane Holloway", "2019-05-03", NULL } } },
	{ "SGML with an element an article", "sgml",
	    "<DOC id=\"OST20190503.0001\" type=\"story\">\n<HEADLINE>\n" T1
	    "\n</HEADLINE>\n<DATELINE>\nOSTWICK, May "
	    "3\n</DATELINE>\n<TEXT>\n<P>\n" P1
	    "</P>\n</TEXT>\n</DOC>\n<DOC id=\"OST20190503.0002\">\n"
	    "<HEADLINE>\n" T2 "\n</HEADLINE>\n<TEXT>\n<P>\n" P2
	    "</P>\n</TEXT>\n</DOC>\n",
	    { { T1, NULL, NULL, NULL, "OST20190503.0001" },
		{ T2, NULL, NULL, NULL, "OST20190503.0002" } } },
	{ "labelled heads in German", "labels",
	    "Überschrift: " T1 "\nQuelle: Ostwicker Bote\nDatum: "
	    "3.5.2019\nAutor: Hans Vogel\n\n" P1 "\nÜberschrift: " T2
	    "\nQuelle: Ostwicker Bote\nDatum: 3.5.2019\nAutor: Hans "
	    "Vogel\n\n" P2,
	    { { T1, "Ostwicker Bote", "Hans Vogel", "2019-05-03", NULL },
		{ T2, "Ostwicker Bote", "Hans Vogel", "2019-05-03",
		    NULL } } },
	{ "stars between articles, and within one", "stars",
	    "Ostwick Gazette\n" T1 "\n\n" P1
	    "\n* * *\n\nOstwick Gazette\n" T2 "\n\n" P2 "\n* * *\n\n" P3
	    "\n* * *\n\nOstwick Gazette\n" T3 "\n\n" P3,
	    THREE("Ostwick Gazette", NULL, NULL) },
	{ "rules of many kinds", "rules",
	    "--------------------\nOSTWICK GAZETTE: " T1 "\nMay 3, 2019\n\n" P1
	    "\n====================\nOSTWICK GAZETTE: " T2
	    "\nMay 3, 2019\n\n" P2
	    "\n____________________\nOSTWICK GAZETTE: " T3
	    "\nMay 3, 2019\n\n" P3,
	    THREE("OSTWICK GAZETTE", NULL, "2019-05-03") },
	{ "Markdown headings", "markdown",
	    "## " T1 "\n\n*Ostwick Gazette, 3 May 2019*\n\n" P1 "\n## " T2
	    "\n\n*Ostwick Gazette, 3 May 2019*\n\n" P2 "\n### A subhead\n\n" P1
	    "\n## " T3 "\n\n*Ostwick Gazette, 3 May 2019*\n\n" P3,
	    THREE("Ostwick Gazette", NULL, "2019-05-03") },
	{ "underlined headings", "markup",
	    T1 "\n=============================\n\n" P1 "\n" T2
	       "\n=====================================\n\n" P2 "\n" T3
	       "\n=================================\n\n" P3,
	    THREE(NULL, NULL, NULL) },
	{ "sources in capitals", "capitals",
	    "OSTWICK GAZETTE\n\n" T1 "\n\n" P1 "\nOSTWICK GAZETTE\n\n" T2
	    "\n\n" P2 "\nOSTWICK GAZETTE\n\n" T3 "\n\n" P3,
	    THREE("OSTWICK GAZETTE", NULL, NULL) },
	{ "lines that end articles", "end-lines",
	    T1 "\n\n" P1 "\nENDS\n\n" T2 "\n\n" P2 "\nENDS\n\n" T3 "\n\n" P3
	       "\nENDS\n",
	    THREE(NULL, NULL, NULL) },
	{ "dates under headlines", "dates",
	    T1 "\nOstwick Gazette, 3 May 2019\n\n" P1 "\n\n" T2
	       "\nOstwick Gazette, 3 May 2019\n\n" P2 "\n\n" T3
	       "\nOstwick Gazette, 3 May 2019\n\n" P3,
	    THREE("Ostwick Gazette", NULL, "2019-05-03") },
	{ "bare headlines", "headlines",
	    T1 "\nBy Jane Holloway\n\n" P1 "\n\n\n" T2
	       "\nBy Jane Holloway\n\n" P2 "\n\n\n" T3
	       "\nBy Jane Holloway\n\n" P3,
	    THREE(NULL, "Jane Holloway", NULL) },
	{ "one article with subheads", "none",
	    T1 "\n\n" P1 "\nThe lamp\n\n" P2 "\nWhat comes next\n\n" P3
	       "\nKey points\n\n" P1,
	    { { T1, NULL, NULL, NULL, NULL } } },
	{ "one Markdown article with sections", "markdown",
	    "# " T1 "\n\n" P1 "\n## The lamp\n\n" P2
	    "\n## What comes next\n\n" P3,
	    { { T1, NULL, NULL, NULL, NULL } } },
	{ "a text without any cue", "none", P1 "\n" P2,
	    { { NULL, NULL, NULL, NULL, NULL } } },
};

/* What nsplit makes of text given in blocks of size bytes. */
static void
run(const char *text, size_t size, struct buf *out)
{
	struct source src = { .operand = (char *)"t",
		.base = (char *)"t",
		.member = (char *)"t",
		.label = (char *)"t",
		.encoding = (char *)"utf-8" };
	struct member m = { .max_record = 1u << 28 };
	struct job j = { .src = &src, .first = true };
	size_t at = 0, len = strlen(text);

	do {
		j.in.p = (const unsigned char *)text + at;
		j.in.len = len - at < size ? len - at : size;
		j.raw = j.in;
		j.text_at = j.raw_at = at;
		at += j.in.len;
		j.last = at == len;
		member_text(&m, &j);
		j.first = false;
	} while (!j.last);
	buf_clear(out);
	buf_put_view(out, buf_view(&j.out));
	job_free(&j);
	member_free(&m);
}

static int
same(struct record *r, const char *key, const char *want)
{
	struct view v;

	if (!record_get_string(r, key, &v))
		return want == NULL;
	if (want == NULL)
		return strcmp(key, "source") == 0;
	return v.len == strlen(want) && memcmp(v.p, want, v.len) == 0;
}

static int
same_in(struct record *r, const char *key, const char *want)
{
	struct view v;

	if (!record_get_in(r, "metadata", key, &v))
		return want == NULL;
	return want != NULL && v.len == strlen(want) + 2 &&
	    memcmp(v.p + 1, want, v.len - 2) == 0;
}

static int
same_fields(struct record *r, const struct want *w)
{
	int good = same(r, "title", w->title) &&
	    same(r, "source", w->source) && same(r, "author", w->author) &&
	    same(r, "date", w->date) && same_in(r, "item", w->item);

	if (!good)
		printf("# %.*s\n", (int)r->line.len, r->line.p);
	return good;
}

static void
check(const struct sample *s, struct record *r)
{
	static const struct record_names names = { "text", "id" };
	struct buf out = { 0 }, other = { 0 };
	struct fault f;
	struct view line;
	size_t n = 0, at = 0;
	int good = 1;

	run(s->text, 1u << 20, &out);
	for (; at < out.len; at += line.len + 1, n++) {
		line.p = out.data + at;
		line.len = (size_t)((const unsigned char *)memchr(line.p, '\n',
					out.len - at) -
		    line.p);
		if (record_parse(r, line, &names, 0, &f) == -1 || n >= 4) {
			good = 0;
			break;
		}
		if (s->want[0].title != NULL)
			good &= same_fields(r, &s->want[n]);
		if (!same_in(r, "cue", s->cue)) {
			printf("# %.*s\n", (int)line.len, line.p);
			good = 0;
		}
	}
	if (s->want[0].title != NULL)
		good &= n > 0 && (n == 4 || s->want[n].title == NULL);
	ok(good, "nsplit reads %s", s->name);
	run(s->text, 1, &other);
	ok(out.len == other.len && memcmp(out.data, other.data, out.len) == 0,
	    "bytes one by one give the same: %s", s->name);
	buf_free(&out);
	buf_free(&other);
}

int
main(void)
{
	struct record r = { 0 };
	size_t i;

	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check(&samples[i], &r);
	record_free(&r);
	return done();
}
