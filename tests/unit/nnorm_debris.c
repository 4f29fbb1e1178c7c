/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "nnorm/debris.h"
#include "tap.h"

static struct view
view(const char *s)
{
	return (struct view){(const void *)s, strlen(s)};
}

#define PROSE "the ferry left the quay at Kelm before the fog"

static size_t
count(const char *const *line, size_t n, const char *above, const char *below)
{
	size_t i, dirt = 0;
	bool is;

	for (i = 0; i < n; i++) {
		is = debris_line(view(line[i]), view(above), view(below));
		if (!is)
			printf("# no dirt: %s\n", line[i]);
		dirt += is;
	}
	return dirt;
}

int
main(void)
{
	static const char *const dirt[] = {"%)", "|", "~ .", ". ,'", "_ ;",
	    "| i", "' ~ -. |", "\\", "\u00AC\u00B0", "\u2022 ,", "`;", ", .r"};
	static const char *const kept[] = {"* * *", "---", "...", "1.", "(a)",
	    "?", "A", "IV", ":-)", ";*", "-o-", "[...]", "#", "Mr.", "~~~~",
	    "\u2026\u201D", ".\"", "?!", ">", "> >", "___.", "\u2014-", ")",
	    "\u2014", "$5", "R&B"};
	size_t n_dirt = sizeof(dirt) / sizeof(*dirt);
	size_t n_kept = sizeof(kept) / sizeof(*kept);

	ok(count(dirt, n_dirt, "", "") == n_dirt,
	    "marks that nobody writes alone are dirt between blank lines");
	ok(count(dirt, n_dirt, PROSE, PROSE) == n_dirt,
	    "and in the middle of prose");
	ok(count(kept, n_kept, "", "") == 0,
	    "ornaments, list marks, smileys, ends of sentences are none");
	ok(!debris_line(view("|"), view("| a | b |"), view("| c | d |")),
	    "nothing is dirt in a table");
	ok(!debris_line(
	       view("%)"), view("it rose by a third (by 33"), view("")),
	    "what may end the sentence above stays");
	ok(debris_line(view("%)"), view(PROSE "."), view("")),
	    "behind the end of a sentence it is dirt");
	return done();
}
