/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "nnorm/evidence.h"
#include "nnorm/hyphen.h"
#include "tap.h"

static struct hyphens h;

static struct view
view(const char *s)
{
	return (struct view){(const void *)s, strlen(s)};
}

static enum hyphen
decide(const char *text, const char *left, const char *right)
{
	hyphens_clear(&h);
	return hyphens_decide(&h, view(text), view(left), view(right));
}

/* The hyphen of text whose parts end at left and begin at right. */
static enum hyphen
in_text(const char *text, size_t left, size_t right)
{
	struct view t = view(text);

	hyphens_clear(&h);
	return hyphens_decide(
	    &h, t, hyphen_left(t, left), hyphen_right(t, right));
}

static void
test_english(void)
{
	h.language = LANGUAGE_EN;
	ok(decide("", "coun", "cil") == HYPHEN_JOIN, "coun|cil is a word");
	ok(decide("", "price", "determining") == HYPHEN_KEEP,
	    "price|determining are two");
	ok(decide("", "pro", "tectionist") == HYPHEN_JOIN &&
		decide("", "pro", "government") == HYPHEN_KEEP,
	    "a prefix stays only before a word");
	ok(decide("", "Huffing", "ton") == HYPHEN_JOIN &&
		decide("", "London", "based") == HYPHEN_KEEP,
	    "names that were cut are told from compounds with names");
	ok(decide("", "pre", "and") == HYPHEN_SPACE,
	    "a part left out keeps hyphen and blank");
	ok(decide("", "thous", "and") == HYPHEN_JOIN, "thous|and does not");
	ok(decide("", "1914", "18") == HYPHEN_KEEP &&
		decide("", "US", "Russian") == HYPHEN_KEEP,
	    "numbers and capitals keep it");
	ok(decide("", "re", "election") == HYPHEN_KEEP,
	    "equal vowels are parted");
	ok(decide("", "UN", "backed") == HYPHEN_KEEP,
	    "nothing but capitals is no part of a word in small letters");
	ok(in_text("line-\nheight:2px", 4, 6) == HYPHEN_KEEP &&
		in_text("data-\nxyz=\"1\"", 4, 6) == HYPHEN_KEEP,
	    "names of markup keep theirs");
}

static void
test_text(void)
{
	h.language = LANGUAGE_NONE;
	ok(decide("The foo-bar is here.\nfoo-\nbar", "foo", "bar") ==
		HYPHEN_KEEP,
	    "the text's own words decide");
	ok(decide("The foobar is here, a foobar, not foo-bar.\nfoo-\nbar",
	       "foo", "bar") == HYPHEN_JOIN,
	    "by how often they are there");
	ok(decide("A Foo-Bar, foobar foobar.\nFoo-\nBar", "Foo", "Bar") ==
		HYPHEN_KEEP,
	    "as they are written before small letters");
	ok(decide("x foo-\nbar foo-\nbar", "foo", "bar") == HYPHEN_JOIN,
	    "what other lines cut is no evidence");
}

static void
test_languages(void)
{
	h.language = LANGUAGE_DE;
	ok(decide("", "Pro", "blem") == HYPHEN_JOIN &&
		decide("", "EU", "Kommission") == HYPHEN_KEEP &&
		decide("", "Vor", "und") == HYPHEN_SPACE,
	    "German has its own rules");
	ok(decide("", "EU", "weit") == HYPHEN_KEEP &&
		decide("", "d", "förmig") == HYPHEN_KEEP &&
		decide("", "kgl", "treu") == HYPHEN_KEEP &&
		decide("", "E", "Mail") == HYPHEN_KEEP,
	    "what is no syllable was not cut off");
	ok(decide("", "bürgerlich", "konservativen") == HYPHEN_KEEP &&
		decide("", "politisch", "historischen") == HYPHEN_KEEP &&
		decide("", "kaufmännisch", "sten") == HYPHEN_JOIN,
	    "two adjectives stay two");
	ok(decide("Das Holzhaus.\nHolz-\nHaus", "Holz", "Haus") == HYPHEN_KEEP,
	    "a word without a capital inside does not speak for one with it");
	h.language = LANGUAGE_FR;
	ok(decide("", "pro", "messes") == HYPHEN_JOIN &&
		decide("", "celui", "ci") == HYPHEN_KEEP,
	    "and French");
}

static void
test_evidence(void)
{
	struct gathered g = {0};
	struct words all = {0}, back = {0};
	struct buf file = {0};
	const char *why = NULL;

	gathered_add(&g,
	    view("The Pell-Mere met. Pell-Mere; pellmere at "
		 "sun-\nset"));
	gathered_merge(&g, &all);
	evidence_put(&all, &file);
	ok(evidence_read(&back, buf_view(&file), &why) == 0 &&
		back.n == all.n && all.n > 0,
	    "evidence goes to a file and back");
	h.learnt = &back;
	h.language = LANGUAGE_NONE;
	ok(decide("", "Pell", "Mere") == HYPHEN_KEEP &&
		decide("", "pell", "mere") == HYPHEN_KEEP,
	    "and decides, in small letters too");
	buf_puts(&file, "junk\n");
	ok(evidence_read(&back, buf_view(&file), &why) == -1 && why != NULL,
	    "damaged evidence is refused");
	words_clear(&back);
	ok(evidence_read(&back, view("Foobar\nfoo-baz\r\n# no\n"), &why) == 0 &&
		decide("", "foo", "bar") == HYPHEN_JOIN &&
		decide("", "foo", "baz") == HYPHEN_KEEP,
	    "a list of words is evidence");
	h.learnt = NULL;
	gathered_free(&g);
	words_free(&all);
	words_free(&back);
	buf_free(&file);
}

int
main(void)
{
	test_english();
	test_text();
	test_languages();
	test_evidence();
	hyphens_free(&h);
	return done();
}
