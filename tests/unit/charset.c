/* SPDX-License-Identifier: ISC */
/* Character sets: what is decided, and that decoding is the same however the
 * bytes are cut, with offsets that lead back to them. */
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "utf8.h"
#include "window.h"

#include "tap.h"

#define S(s) ((const unsigned char *)(s)), sizeof(s) - 1

static const char *
decided(const unsigned char *p, size_t len, bool whole)
{
	static struct charset cs;

	charset_decide(&cs, p, len, whole, false);
	return cs.name;
}

static void
is(const char *want, const unsigned char *p, size_t len, const char *what)
{
	const char *got = decided(p, len, true);

	if (!ok(strcmp(got, want) == 0, "%s is %s", what, want))
		printf("# got %s\n", got);
}

static void
test_decide(void)
{
	struct charset cs;
	static unsigned char window[CHARSET_WINDOW];

	is("utf-8", S(""), "nothing");
	is("utf-8", S("The harbour is closed.\n"), "ASCII");
	is("utf-8", S("Caf\xC3\xA9\n"), "one accent in UTF-8");
	is("utf-8",
	    S("\xEF\xBB\xBF"
	      "Ice\n"),
	    "a mark of UTF-8");
	is("utf-16le", S("\xFF\xFEI\0c\0e\0"), "a mark of UTF-16");
	is("utf-16be", S("\xFE\xFF\0I\0c\0e"), "a mark of UTF-16, other order");
	is("utf-32le", S("\xFF\xFE\0\0I\0\0\0"), "a mark of UTF-32");
	is("utf-16le", S("I\0c\0e\0 \0f\0l\0o\0e\0s\0\n\0"),
	    "UTF-16 without a mark");
	is("utf-16be", S("\0I\0c\0e\0 \0f\0l\0o\0e\0s\0\n"),
	    "UTF-16 without a mark, other order");
	is("utf-8", S("One NUL\0 is no UTF-16.\n"), "text with a NUL");
	is("utf-8", S("a\0b\n"), "two letters around a NUL");
	is("utf-8, windows-1252",
	    S("\xC3\xA9t\xC3\xA9, \xC3\xA0 No\xC3\xABl, caf\xE9\n"),
	    "UTF-8 with a stray byte");
	is("utf-8, windows-1252",
	    S("Caf\xC3\xA9 at noon.\nTea \xE2\x80\x94 at four.\n"
	      "\xFE\xC3\x12\x99\xE0\xD0\xB3\x81\xFF\xA7\xC9\xD9\n"
	      "No\xC3\xABl is near.\n\xC3\x80 bient\xC3\xB4t.\n"),
	    "UTF-8 with one line that is no text");
	is("windows-1252",
	    S("\x93We are glad,\x94 said the mayor\x92s wife.\n"),
	    "a text with quotation marks of windows-1252");
	is("windows-1252", S("He drank a caf\xE9 in the harbour.\n"),
	    "one accent in Latin-1");

	memset(window, 'a', sizeof(window));
	window[sizeof(window) - 1] = 0xC3;
	ok(strcmp(decided(window, sizeof(window), false), "utf-8") == 0,
	    "a sequence cut at the window's end is UTF-8");
	ok(strcmp(decided(window, sizeof(window), true), "utf-8") != 0,
	    "a sequence cut at the text's end is not");
	charset_decide(&cs, S("caf\xE9 \xE9t\xE9\n"), true, true);
	ok(cs.kind == CHARSET_RAW, "nobody guesses at records");
	charset_decide(&cs, S("{\0\"\0"), true, true);
	ok(cs.kind == CHARSET_UTF16 && !cs.big, "records in UTF-16 are seen");
	charset_decide(&cs, S("\xEF\xBB\xBF{"), true, true);
	ok(cs.kind == CHARSET_RAW && cs.bom == 3,
	    "a byte order mark before records is seen");
	ok(charset_cr(S("one\rtwo\r")) && charset_cr(S("o\0\r\0")) &&
		!charset_cr(S("one\rtwo\n")) && !charset_cr(S("one")) &&
		!charset_cr(NULL, 0),
	    "CR ends the lines of a text that has no line feed");
	ok(charset_named(&cs, "latin1") == 0 &&
		strcmp(cs.name, "windows-1252") == 0,
	    "Latin-1 is read as windows-1252");
	ok(charset_named(&cs, "KOI8-R") == 0 && cs.table[0x41] == 0x0430,
	    "a set is found by its name in capitals");
	ok(charset_named(&cs, "no-such-set") == -1, "an unknown name is none");
	ok(charset_named(&cs, "S\xB4JIS") == -1 &&
		charset_named(&cs, "koi8-r//IGNORE") == -1,
	    "a name with other characters than names have is none");
}

/* All of it in pieces of n bytes, into text and w. */
static uint64_t
decode(const struct charset *cs, const unsigned char *p, size_t len, size_t n,
    struct buf *text, struct window *w)
{
	struct charset_decoder d;
	struct charset_block b;
	struct buf in = {0};
	struct job j = {0};
	size_t at = 0, taken;
	uint64_t bad;

	buf_clear(text);
	window_reset(w);
	charset_decoder_init(&d, cs);
	do {
		taken = len - at < n ? len - at : n;
		buf_put(&in, p + at, taken);
		at += taken;
		taken = charset_decode(&d, in.data, in.len, at == len, &b);
		buf_put_view(text, b.text);
		j.in = b.text;
		j.raw = b.raw;
		j.text_at = b.text_at;
		j.raw_at = b.raw_at;
		j.marks = b.marks;
		j.n_marks = b.n_marks;
		window_append(w, &j);
		buf_shift(&in, taken);
	} while (at < len);
	bad = d.n_bad;
	charset_decoder_free(&d);
	buf_free(&in);
	return bad;
}

/* Does each character's stretch of bytes, decoded alone, give that character
 * again? */
static bool
leads_back(
    const struct charset *cs, const struct buf *text, const struct window *w)
{
	struct charset alone = *cs;
	struct charset_decoder d;
	struct charset_block b;
	struct view raw;
	uint32_t cp;
	size_t at, n;
	bool same = true;

	alone.bom = 0;
	for (at = 0; at < text->len && same; at += n) {
		n = utf8_decode(text->data + at, text->len - at, &cp);
		raw = window_raw(w, at, at + n);
		charset_decoder_init(&d, &alone);
		charset_decode(&d, raw.p, raw.len, true, &b);
		same = b.text.len == n &&
		    memcmp(b.text.p, text->data + at, n) == 0;
		if (!same)
			printf("# at %zu: %zu bytes\n", at, raw.len);
		charset_decoder_free(&d);
	}
	return same;
}

static void
test_set(const char *name, const unsigned char *p, size_t len, const char *want,
    uint64_t want_bad, unsigned bom, bool back)
{
	struct buf text = {0};
	struct window w = {0};
	struct charset cs;
	uint64_t bad;
	size_t n;
	bool same = true;

	if (!ok(charset_named(&cs, name) == 0, "%s is known", name))
		return;
	cs.bom = bom;
	for (n = 1; n <= len && same; n++) {
		bad = decode(&cs, p, len, n, &text, &w);
		same = bad == want_bad && text.len == strlen(want) &&
		    memcmp(text.data, want, text.len) == 0;
		if (!same)
			printf("# blocks of %zu, %llu bad: %.*s\n", n,
			    (unsigned long long)bad, (int)text.len, text.data);
		if (same && back && !leads_back(&cs, &text, &w))
			same = false;
	}
	ok(same, "%s is decoded the same in blocks of any size", name);
	buf_free(&text);
	window_free(&w);
}

static void
test_decode(void)
{
	test_set("utf-8", S("Caf\xC3\xA9\n\xF0\x9F\x98\x80 ok\n"),
	    "Caf\xC3\xA9\n\xF0\x9F\x98\x80 ok\n", 0, 0, true);
	test_set("utf-8",
	    S("\xEF\xBB\xBFIce\nfl\xC3\xB6"
	      "e\n"),
	    "Ice\nfl\xC3\xB6"
	    "e\n",
	    0, 3, true);
	test_set("utf-8", S("caf\xE9 \xC3\xA9t\xC3\n\x93ok\x94\xE2\x80"),
	    "caf\xC3\xA9 \xC3\xA9t\xC3\x83\n\xE2\x80\x9Cok\xE2\x80\x9D"
	    "\xC3\xA2\xE2\x82\xAC",
	    0, 0, false);
	test_set("windows-1251", S("\xCC\xFD\xF0 ok\n\xE3\xEE\xF0\xEE\xE4"),
	    "\xD0\x9C\xD1\x8D\xD1\x80 ok\n"
	    "\xD0\xB3\xD0\xBE\xD1\x80\xD0\xBE\xD0\xB4",
	    0, 0, true);
	test_set("utf-16le", S("\xFF\xFEI\0\xE9\0\n\0=\xD8\0\xDEx\0\n\0z\0"),
	    "I\xC3\xA9\n\xF0\x9F\x98\x80x\nz", 0, 2, true);
	test_set("utf-16be", S("\0I\0\xE9\0\n\xD8=\xDE\0\0x"),
	    "I\xC3\xA9\n\xF0\x9F\x98\x80x", 0, 0, true);
	test_set("utf-16le",
	    S("a\0\0\xDC"
	      "b\0\0\xD8"
	      "c\0d"),
	    "a\xEF\xBF\xBD"
	    "b\xEF\xBF\xBD"
	    "c\xEF\xBF\xBD",
	    5, 0, false);
	test_set("utf-32le", S("I\0\0\0\n\0\0\0\0\xF6\1\0x\0\0\0"),
	    "I\n\xF0\x9F\x98\x80x", 0, 0, true);
	test_set("shift_jis",
	    S("\x8E\x73\x92\xB7\x82\xCD ok \xB1\xB2\n\x8B\xB4\n"),
	    "\xE5\xB8\x82\xE9\x95\xB7\xE3\x81\xAF ok \xEF\xBD\xB1\xEF\xBD\xB2"
	    "\n\xE6\xA9\x8B\n",
	    0, 0, true);
	test_set("ms_kanji", S("\xB4\x93\x65\n"),
	    "\xEF\xBD\xB4\xE5\x85\x8E\n", 0, 0, false);
	test_set("gb18030", S("\xCA\xD0 a\x81\x30\x84\x36 b\xB3\xA4\n"),
	    "\xE5\xB8\x82 a\xC2\xA5 b\xE9\x95\xBF\n", 0, 0, true);
	test_set("euc-jp", S("\xBB\xD4\x8F\xB0\xA1 a\n\x8E\xB1"),
	    "\xE5\xB8\x82\xE4\xB8\x82 a\n\xEF\xBD\xB1", 0, 0, true);
	test_set("iso-2022-jp", S("a \x1B$B;T\x1B(B b\nc\n"),
	    "a \xE5\xB8\x82 b\nc\n", 0, 0, false);
	test_set("euc-kr", S("\xBD\xC3\xFF\xC0\xE5\n"),
	    "\xEC\x8B\x9C\xEF\xBF\xBD\xEC\x9E\xA5\n", 1, 0, false);
}

static void
test_borrow(void)
{
	static const unsigned char text[] = "Caf\xC3\xA9 au lait\xC3";
	struct charset_decoder d;
	struct charset_block b;
	struct charset cs;
	size_t n;

	charset_named(&cs, "utf-8");
	charset_decoder_init(&d, &cs);
	n = charset_decode(&d, text, sizeof(text) - 1, false, &b);
	ok(n == sizeof(text) - 2 && b.text.p == text && b.text.len == n &&
		b.marks == NULL,
	    "valid UTF-8 is borrowed, not copied");
	charset_decoder_free(&d);
}

static void
test_put(void)
{
	struct buf b = {0};

	charset_put_utf8(&b, "K\xF6ln \xC3\xB6\x81", 8);
	ok(b.len == 10 &&
		memcmp(b.data, "K\xC3\xB6ln \xC3\xB6\xC2\x81", 10) == 0,
	    "names become valid UTF-8");
	buf_free(&b);
}

/* text, UTF-8, as bytes of a set. */
static void
encode(struct buf *b, const struct charset *cs, const char *text)
{
	size_t len = strlen(text), at = 0;
	uint32_t c;
	unsigned k;

	buf_clear(b);
	while (at < len) {
		at += utf8_decode((const void *)(text + at), len - at, &c);
		for (k = 0; c >= 0x80 && k < 128; k++)
			if (cs->table[k] == c)
				c = k + 0x80;
		buf_putc(b, (unsigned char)c);
	}
}

static void
test_alphabets(void)
{
	static const struct {
		const char *set;
		const char *text;
	} langs[] = {
	    {"windows-1252", "Degemer mat er gêr, eme ar maer, ha lavarout a reas "
			     "e vije savet ur pont nevez a-benn un nebeud "
			     "miziò, evit an holl dud a zo o chom eno, ha "
			     "hañ a oa laouen-kenañ ganto, emezañ."},
	    {"windows-1252", "Borgarstjórinn sagði að ný brú yrði opnuð í maí og "
			     "þá gætu allir gengið yfir ána án þess að borga."},
	    {"windows-1252", "Alcalde nin: chakata rurasun ñan patapi, ñuqanchik "
			     "ñawpaqman purinapaq, wiñaypaq, sapa punchaw, ñaña."},
	    {"windows-1250", "Župan je včeraj odprl nov most čez reko, ki so ga "
			     "gradili štiri leta; še več ljudi čaka na dež."},
	    {"iso-8859-2", "Burmistrz otworzył wczoraj nowy most; mówił też, że "
			   "łódź stanęła, a źródło wyschło. Część się cieszy."},
	    {"iso-8859-13", "Meras vakar atidarė naują tiltą per upę, kurį "
			     "statė ketverius metus; žmonės džiaugėsi."},
	    {"windows-1254", "Belediye başkanı dün köprüyü açtı, ırmağın öbür "
			     "yanında çocuklar şarkı söyledi, güneş doğdu."},
	};
	struct charset cs;
	struct buf b = {0};
	size_t i;

	for (i = 0; i < sizeof(langs) / sizeof(*langs); i++) {
		charset_named(&cs, langs[i].set);
		encode(&b, &cs, langs[i].text);
		is(langs[i].set, b.data, b.len, langs[i].text);
	}
	buf_free(&b);
}

int
main(void)
{
	test_decide();
	test_decode();
	test_borrow();
	test_put();
	test_alphabets();
	return done();
}
