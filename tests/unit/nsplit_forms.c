/* SPDX-License-Identifier: ISC */
/* Heads of articles in the forms that dumps have them: which words are the
 * headline, the source, the author and the date. */
#include "articles.h"

static const struct sample samples[] = {
    {"numbers, headlines, and sources behind a dash", "number",
	"1. " T1 " - Ostwick Gazette\n\n" P1 "\n2. " T2
	" - Ostwick Gazette\n\n" P2 "\n3. " T3 " - Ostwick Gazette\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"numbers, headlines, and sources behind a long dash", "number",
	"1. " T1 " \xe2\x80\x94 Ostwick Gazette\n\n" P1 "\n2. " T2
	" \xe2\x80\x94 Ostwick Gazette\n\n" P2 "\n3. " T3
	" \xe2\x80\x94 Ostwick Gazette\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"numbers, headlines, and sources behind a bar", "number",
	"1. " T1 " | Ostwick Gazette\n\n" P1 "\n2. " T2
	" | Ostwick Gazette\n\n" P2 "\n3. " T3 " | Ostwick Gazette\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"numbers and sources before a dash", "number",
	"1. Ostwick Gazette - " T1 "\n\n" P1 "\n2. Ostwick Gazette - " T2
	"\n\n" P2 "\n3. Ostwick Gazette - " T3 "\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"numbers and sources before a colon", "number",
	"1. Ostwick Gazette: " T1 "\n\n" P1 "\n2. Ostwick Gazette: " T2
	"\n\n" P2 "\n3. Ostwick Gazette: " T3 "\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"numbers and sources in brackets", "number",
	"1. " T1 " (Ostwick Gazette)\n\n" P1 "\n2. " T2
	" (Ostwick Gazette)\n\n" P2 "\n3. " T3 " (Ostwick Gazette)\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"numbers with a source and a date", "number",
	"1. Ostwick Gazette, May 3, 2019\n" T1 "\n\n" P1
	"\n2. Ostwick Gazette, May 3, 2019\n" T2 "\n\n" P2
	"\n3. Ostwick Gazette, May 3, 2019\n" T3 "\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, "2019-05-03")},
    {"numbers and a time of day before the headline", "number",
	"1.\n14:05 " T1 "\n\n" P1 "\n2.\n15:10 " T2 "\n\n" P2 "\n3.\n16:20 " T3
	"\n\n" P3,
	NUMBERED(NULL, NULL, NULL)},
    {"numbers, a date in figures, and a time with the agency's code", "number",
	"1.\n2019-05-03 1405GMT OGNA-" T1 "\n\n" P1
	"\n2.\n2019-05-03 1510GMT OGNA-" T2 "\n\n" P2
	"\n3.\n2019-05-03 1620UTC OGNA-" T3 "\n\n" P3,
	NUMBERED(NULL, NULL, "2019-05-03")},
    {"sources in square brackets before the headline", "number",
	"1.\n[Ostwick Gazette] " T1 "\n\n" P1 "\n2.\n[Ostwick Gazette] " T2
	"\n\n" P2 "\n3.\n[Ostwick Gazette] " T3 "\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"bylines with the paper behind a bar", "number",
	"1. " T1 "\nBy Jane Holloway | Ostwick Gazette\n\n" P1 "\n2. " T2
	"\nBy Jane Holloway | Ostwick Gazette\n\n" P2 "\n3. " T3
	"\nBy Jane Holloway | Ostwick Gazette\n\n" P3,
	NUMBERED("Ostwick Gazette", "Jane Holloway", NULL)},
    {"bylines with the date behind a comma", "number",
	"1. " T1 "\nBy Jane Holloway, May 3, 2019\n\n" P1 "\n2. " T2
	"\nBy Jane Holloway, May 3, 2019\n\n" P2 "\n3. " T3
	"\nBy Jane Holloway, May 3, 2019\n\n" P3,
	NUMBERED(NULL, "Jane Holloway", "2019-05-03")},
    {"bylines with the date behind a bar", "number",
	"1. " T1 "\nBy Jane Holloway | May 3, 2019\n\n" P1 "\n2. " T2
	"\nBy Jane Holloway | May 3, 2019\n\n" P2 "\n3. " T3
	"\nBy Jane Holloway | May 3, 2019\n\n" P3,
	NUMBERED(NULL, "Jane Holloway", "2019-05-03")},
    {"an author and a paper on one line", "number",
	"1.\n" T1 "\nJane Holloway, Ostwick Gazette\n\n" P1 "\n2.\n" T2
	"\nJane Holloway, Ostwick Gazette\n\n" P2 "\n3.\n" T3
	"\nJane Holloway, Ostwick Gazette\n\n" P3,
	NUMBERED("Ostwick Gazette", "Jane Holloway", NULL)},
    {"a paper in brackets on a line of its own", "number",
	"1. " T1 "\n(Ostwick Gazette)\n\n" P1 "\n2. " T2
	"\n(Ostwick Gazette)\n\n" P2 "\n3. " T3 "\n(Ostwick Gazette)\n\n" P3,
	NUMBERED("Ostwick Gazette", NULL, NULL)},
    {"Reuters in SGML, with topics and a character that is none", "sgml",
	"<REUTERS NEWID=\"1\">\n<DATE>3-MAY-2019 14:05</DATE>\n<TOPICS>ships"
	"</TOPICS>\n<TEXT>&#2;\n<TITLE>" T1 "</TITLE>\n<BODY>" P1
	"&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS NEWID=\"2\">\n<DATE>3-MAY-"
	"2019 15:10</DATE>\n<TOPICS></TOPICS>\n<TEXT>&#2;\n<TITLE>" T2
	"</TITLE>\n<BODY>" P2 "&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS "
	"NEWID=\"3\">\n<DATE>3-MAY-2019</DATE>\n<TEXT>\n<TITLE>" T3
	"</TITLE>\n<BODY>" P3 "&#31;</BODY></TEXT>\n</REUTERS>\n",
	NUMBERED(NULL, NULL, "2019-05-03")},
    {"TREC with dates of six figures, the headline in the text", "sgml",
	"<DOC>\n<DOCNO>1</DOCNO>\n<DATE>190503</DATE>\n<TEXT>\n" T1 "\n\n" P1
	"</TEXT>\n</DOC>\n<DOC>\n<DOCNO>2</DOCNO>\n<DATE>190503</DATE>\n"
	"<TEXT>\n" T2 "\n\n" P2 "</TEXT>\n</DOC>\n<DOC>\n<DOCNO>3</DOCNO>\n"
	"<DATE>190503</DATE>\n<TEXT>\n" T3 "\n\n" P3 "</TEXT>\n</DOC>\n",
	NUMBERED(NULL, NULL, "2019-05-03")},
    {"a date of six figures of the last century", "sgml",
	"<DOC>\n<DATE>910503</DATE>\n<HEADLINE>" T1 "</HEADLINE>\n<TEXT>\n" P1
	"</TEXT>\n</DOC>\n<DOC>\n<DATE>910503</DATE>\n<HEADLINE>" T2
	"</HEADLINE>\n<TEXT>\n" P2 "</TEXT>\n</DOC>\n",
	{{T1, NULL, NULL, "1991-05-03", NULL},
	    {T2, NULL, NULL, "1991-05-03", NULL}}},
    {"a tag that is none, in a text of SGML", "sgml",
	"<DOC>\n<HEADLINE>" T1
	"</HEADLINE>\n<TEXT>\n3 < 4 and <5> is none.\n" P1
	"</TEXT>\n</DOC>\n<DOC>\n<HEADLINE>" T2 "</HEADLINE>\n<TEXT>\n" P2
	"</TEXT>\n</DOC>\n",
	{{T1, NULL, NULL, NULL, NULL}, {T2, NULL, NULL, NULL, NULL}}},
};

int
main(void)
{
	struct record r = {0};
	size_t i;

	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		check(&samples[i], &r);
	record_free(&r);
	return done();
}
