/* SPDX-License-Identifier: ISC */
#include "furniture.h"

#include <string.h>

#include "tap.h"

static struct furniture f;
static struct lines ls;

/* Look at text; returns what line i is. */
static int
is(const char *text, size_t i)
{
	struct view v = { (const unsigned char *)text, strlen(text) };

	furniture_reset(&f);
	lines_index(&ls, v);
	furniture_find(&f, v, &ls, 80);
	return f.is[i];
}

static struct view
view_of(const char *s)
{
	return (struct view){ (const unsigned char *)s, strlen(s) };
}

#define A "The lamp was lit at dusk.\n"
#define B "A ferry came in with the tide.\n"
#define C "Nobody saw the tug go out.\n"

int
main(void)
{
	static const char pages[] = A "Page 1\n\fCOAST DIGEST\n" B
				      "Page 2\n\fCOAST DIGEST\n" C
				      "Page 3\n\fCOAST DIGEST\n" A;
	static const char two[] = A "Page 1\n\fCOAST DIGEST\n" B
				    "Page 2\n\fCOAST DIGEST\n" C;
	static const char dates[] = A "Seite 1\n\nBote, 1. Mai\n\n" B
				      "Seite 2\n\nBote, 2. Mai\n\n" C
				      "Seite 3\n\nBote, 3. Mai\n\n" A;

	ok(is(pages, 1) == FURNITURE_PAGE, "a page number three times is one");
	ok(is(pages, 2) == FURNITURE_EDGE, "a running head beside it is one");
	ok(is(pages, 0) == 0 && is(pages, 3) == 0, "the text is none");
	ok(is(two, 1) == 0 && is(two, 2) == 0, "twice is not often enough");
	ok(is(dates, 3) == FURNITURE_EDGE, "digits of a head may differ");
	ok(f.times[0] == 2, "lines that come again are counted");
	ok(is(A "Chorus\n" B "Chorus\n" C "Chorus\n" A, 1) == 0,
	    "what comes again far from a page's edge stays");
	ok(furniture_debris(view_of("%)")) && furniture_debris(view_of("The")),
	    "three letters are debris");
	ok(!furniture_debris(view_of("Lamp")), "four are not");
	furniture_free(&f);
	lines_free(&ls);
	return done();
}
