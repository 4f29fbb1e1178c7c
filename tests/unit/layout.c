/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "layout.h"
#include "tap.h"

static struct layout l;

static void
scan(const char *s, unsigned flags)
{
	layout_scan(&l, (struct view){(const void *)s, strlen(s)}, flags);
}

/* How many line ends inside paragraphs are soft. */
static size_t
n_soft(void)
{
	size_t i, n = 0;

	for (i = 0; i < l.n_lines; i++)
		n += l.line[i].soft;
	return n;
}

static const char blank_lines[] =
    "The council of Harwick met on Monday to hear the plans for\n"
    "the new bridge, which was to have been opened last spring\n"
    "by the mayor.\n"
    "\n"
    "Nobody had told the members that the river had moved since\n"
    "the plans were drawn, and that the bridge would now stand\n"
    "in a meadow.\n";

static const char indents[] =
    " The council of Harwick met on Monday to hear the plans for\n"
    "the new bridge, which was to have been opened last spring\n"
    "by the mayor, as the Harwick Lamp reported on its first page.\n"
    " \"Nobody told us that the river had moved since the plans\n"
    "were drawn,\" said Ada Penn, who has sat on the council for\n"
    "nine years. \"The bridge would now stand in a meadow.\"\n";

static const char verse[] =
    "The editor has asked us to print these lines by a reader of\n"
    "Pellmere, who found them in a drawer of her grandmother and\n"
    "thinks that they may be of some interest to the town.\n"
    "\n"
    "O river that went away,\n"
    "Why did you leave us so?\n"
    "The bridge is here to stay\n"
    "With nowhere left to go.\n";

static const char table[] = "Tide tables for the week were published by the\n"
			    "harbour office on Sunday and are given below.\n"
			    "\n"
			    "Monday     4.10   16.31\n"
			    "Tuesday    5.02   17.20\n"
			    "Wednesday  5.55   18.11\n";

static const char list[] =
    "The council will deal with these matters when it meets again\n"
    "on the third Thursday of the month in the old town hall:\n"
    "- the river, and whether it can be persuaded to come back to\n"
    "its bed\n"
    "- the meadow\n"
    "- the bridge\n";

static const char one_a_line[] =
    "The council of Harwick met on Monday.\n"
    "Nobody had told the members that the river had moved since the plans "
    "were drawn, and that the bridge would now stand in a meadow.\n"
    "It was a long evening, and at its end nothing had been decided by "
    "anybody.\n";

static void
test_prose(void)
{
	scan(blank_lines, 0);
	ok(l.n_paras == 2 && l.wrapped && n_soft() == 4,
	    "blank lines part paragraphs, whose line ends are soft");
	scan(indents, 0);
	ok(l.n_paras == 2 && l.para[1].n_lines == 3 &&
		indents[l.para[1].begin] == '"',
	    "an indent begins a paragraph, and is no part of it");
	scan(one_a_line, 0);
	ok(l.n_paras == 3 && !l.wrapped && n_soft() == 0,
	    "lines of any length are a paragraph each");
}

static void
test_kept(void)
{
	scan(verse, 0);
	ok(l.n_paras == 2 && l.para[1].kind == LAYOUT_LINES &&
		l.para[1].n_lines == 4 && n_soft() == 2,
	    "verse among wrapped prose keeps its lines");
	scan(table, 0);
	ok(l.n_paras == 2 && l.para[1].kind == LAYOUT_TABLE && n_soft() == 1,
	    "columns are a table");
	scan(list, 0);
	ok(l.n_paras == 1 && l.para[0].kind == LAYOUT_LIST && l.line[2].soft &&
		!l.line[3].soft && !l.line[4].soft,
	    "a list is soft inside an item and hard between items");
}

static void
test_unstructured(void)
{
	static const char guess[] =
	    "The council of Harwick met on Monday to hear the plans for\n"
	    "the new bridge.\n"
	    "Nobody had told the members that the river had moved since\n"
	    "the plans were drawn, and that the bridge would now stand\n"
	    "in a meadow.\n";
	static const char even[] =
	    "The council of Harwick met on Monday to hear the plans for\n"
	    "the new bridge.\n"
	    "Nobody had told the members that the river had moved since\n"
	    "the plans were drawn.\n"
	    "A farmer of Kelm, who had come to see the bridge being put\n"
	    "up, found himself alone in a wet meadow with nine cameras.\n"
	    "Understandably he left it to others to say how all of that\n"
	    "should end.\n";

	scan(guess, 0);
	ok(l.n_paras == 1 && n_soft() == 0 && !l.structured,
	    "without blank lines and indents the lines are kept");
	scan(guess, LAYOUT_GUESS);
	ok(l.n_paras == 2 && n_soft() == 3,
	    "unless a guess at the paragraphs is asked for");
	scan(even, LAYOUT_GUESS);
	ok(l.n_paras == 4 && l.para[2].line == 4 && l.para[3].line == 6,
	    "a full line that ends a sentence ends a paragraph that is as "
	    "long as the others");
}

static void
test_stable(void)
{
	static const char normal[] =
	    "The council of Harwick met on Monday to hear the plans for the "
	    "new bridge.\n\nNobody came.\n\nO river that went away,\nWhy did "
	    "you leave us so?\nThe bridge is here to stay\nWith nowhere left "
	    "to go.";
	static const char edges[] = "\xC2\xA0 \n\r\n\t a \xE3\x80\x80\r\n\n";

	scan(normal, 0);
	ok(l.n_paras == 3 && n_soft() == 0 && l.para[2].n_lines == 4,
	    "a normalised text is given back as it is");
	scan("", 0);
	ok(l.n_paras == 0 && l.n_lines == 0, "no text has no paragraphs");
	scan(edges, 0);
	ok(l.n_paras == 1 && edges[l.para[0].begin] == 'a' &&
		l.para[0].end == l.para[0].begin + 1,
	    "blanks of every kind are left out at both ends");
}

int
main(void)
{
	test_prose();
	test_kept();
	test_unstructured();
	test_stable();
	layout_free(&l);
	return done();
}
