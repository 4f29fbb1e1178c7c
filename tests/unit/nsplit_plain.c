/* SPDX-License-Identifier: ISC */
/* The plain copy of a text: no-break spaces are blanks, lines begin where they
 * did, and every byte leads back to the text. */
#include <string.h>

#include "nsplit/plain.h"

#include "tap.h"

static struct view
view_of(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

/* Of every line of text: its copy without the blanks at its end is the line
 * with blanks for no-break spaces, byte by byte. */
static bool
leads_back(struct view text, struct view copy)
{
	size_t line = 0, i, at;

	for (i = 0; i < copy.len; i++) {
		if (copy.p[i] == '\n') {
			if (text.p[i] != '\n')
				return false;
			line = i + 1;
			continue;
		}
		at = plain_origin(text, line, i);
		if (at < text.len && text.p[at] != '\n' &&
		    text.p[at] != copy.p[i] &&
		    !(copy.p[i] == ' ' &&
			(memcmp(text.p + at, "\xC2\xA0", 2) == 0 ||
			    memcmp(text.p + at, "\xE2\x80\xAF", 3) == 0)))
			return false;
	}
	return copy.len == text.len;
}

static void
test_copy(const char *text, const char *want, const char *what)
{
	struct buf out = {0};

	ok(plain_copy(&out, view_of(text)) && out.len == strlen(want) &&
		memcmp(out.data, want, out.len) == 0 &&
		leads_back(view_of(text), buf_view(&out)),
	    "%s", what);
	buf_free(&out);
}

int
main(void)
{
	struct buf out = {0};

	test_copy("3\xC2\xA0May\nOstmar\n", "3 May \nOstmar\n",
	    "a no-break space is a blank, and its line as long as it was");
	test_copy("\xC2\xA0\xC2\xA0x\r\n\ny\xE2\x80\xAF;", "  x\r  \n\ny ;  ",
	    "wide and narrow ones, at all ends");
	test_copy("\xC2\xABoui\xC2\xA0\xC2\xBB \xE2\x80\x9Cno\xE2\x80\x9D",
	    "\xC2\xABoui \xC2\xBB \xE2\x80\x9Cno\xE2\x80\x9D ",
	    "other characters with the same bytes stay");
	ok(!plain_copy(&out, view_of("\xC2\xAB \xE2\x80\x9C \xC3\xA0 \xC2")) &&
		!plain_copy(&out, view_of("")) && out.len == 0,
	    "a text without them is not copied");
	ok(plain_origin(view_of("a\nb\xC2\xA0"
				"c d"),
	       2, 5) == 6,
	    "what stands behind one is found in the text");
	buf_free(&out);
	return done();
}
