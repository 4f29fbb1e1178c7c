/* SPDX-License-Identifier: ISC */
#include "ndedup/canon.h"

#include <string.h>

#include "tap.h"

static struct view
text(const char *s)
{
	return (struct view){(const unsigned char *)s, strlen(s)};
}

static int
folds_alike(const char *a, const char *b)
{
	struct canon c = {0};
	struct hash128 x, y;

	canon_text(&c, text(a));
	x = canon_hash(&c);
	canon_text(&c, text(b));
	y = canon_hash(&c);
	canon_free(&c);
	return x.hi == y.hi && x.lo == y.lo;
}

static int
folds_to(const char *a, const char *units)
{
	struct canon c = {0};
	int same;

	canon_text(&c, text(a));
	same = c.units.len == strlen(units) &&
	    memcmp(c.units.data, units, c.units.len) == 0;
	canon_free(&c);
	return same;
}

static void
folding(void)
{
	ok(folds_to("The \"Vale\" 12-\nHerald,  No. 7", "thevale12heraldno7"),
	    "ASCII keeps letters and digits in lower case");
	ok(folds_to("  --- *** \n", ""), "punctuation folds to nothing");
	ok(folds_to("\xFF\x80 a\xC3", "a"), "stray bytes are skipped");
	ok(folds_to("Stra\xC3\x9F"
		    "e \xC3\x87\xC3\xA0",
	       "strasseca"),
	    "German and French letters lose their marks");
	ok(folds_alike("caf\xC3\xA9", "cafe\xCC\x81"),
	    "composed and decomposed accents fold alike");
	ok(folds_alike("\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82!",
	       "\xD0\xBF\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82"),
	    "Cyrillic capitals fold");
	ok(folds_alike("\xE4\xB8\xAD \xE5\x9B\xBD\xE3\x80\x82",
	       "\xE4\xB8\xAD\xE5\x9B\xBD"),
	    "Chinese loses its full stops");
	ok(!folds_alike("\xE4\xB8\x80\xE5\x9B\xBD", "\xE8\xB8\x80\xE5\x9B\xBD"),
	    "two ideographs with the same units still hash apart");
	ok(!folds_alike("\xCE\xB1\xCE\xB2", "\xD0\xB1\xD0\xB2"),
	    "Greek and Cyrillic letters with the same units hash apart");
	ok(folds_alike("\xEF\xBC\xA1\xEF\xBC\x92", "a2"),
	    "full-width letters and digits are letters and digits");
	ok(!folds_alike("\xE0\xA4\x95\xE0\xA5\x80", "\xE0\xA4\x95\xE0\xA5\x87"),
	    "Devanagari keeps its vowel signs");
}

/* One character that folds to fourteen units, often. */
static void
expansion(void)
{
	struct canon c = {0};
	struct buf b = {0};
	int i;

	for (i = 0; i < 5000; i++)
		buf_puts(&b, "\xEF\xB7\xBA");
	canon_text(&c, buf_view(&b));
	ok(c.units.len > 5000 * 10, "a character may fold to many units");
	buf_free(&b);
	canon_free(&c);
}

static void
places(void)
{
	/* units:        a b ss c */
	const char *s = "\xC3\xA4-B\xC3\x9F! c.";
	const uint32_t at[] = {0, 1, 2, 3, 4, 9};
	struct canon_place first[6], past[6];
	struct canon c = {0};

	canon_locate(&c, text(s), at, 6, first, past);
	ok(first[0].byte == 0 && past[0].byte == 2 && past[0].cp == 1,
	    "a unit is found at its character");
	ok(first[1].byte == 3 && first[1].cp == 2, "marks between are skipped");
	ok(first[2].byte == 4 && first[3].byte == 4 && past[3].byte == 6,
	    "two units of one character lie at one place");
	ok(first[4].byte == 8 && first[4].cp == 6 && past[4].byte == 9,
	    "bytes and code points are counted apart");
	ok(first[5].byte == strlen(s) && past[5].byte == strlen(s),
	    "a unit beyond the text is at its end");
	canon_free(&c);
}

int
main(void)
{
	folding();
	expansion();
	places();
	return done();
}
