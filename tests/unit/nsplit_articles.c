/* SPDX-License-Identifier: ISC */
/* Every family of cues on an invented dump: where articles begin, and what
 * their heads say. */
#include "articles.h"

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
