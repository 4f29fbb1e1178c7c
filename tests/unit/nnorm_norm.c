/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "nnorm/norm.h"
#include "nnorm/scan.h"
#include "tap.h"

static struct norm n;
static struct norm_options o;

static struct view
view(const char *s)
{
	return (struct view){(const void *)s, strlen(s)};
}

static bool
same(struct view a, struct view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* Does in become out? */
static bool
becomes(const char *in, const char *out)
{
	struct view got = norm_text(&n, &o, view(in));

	if (same(got, view(out)))
		return true;
	printf("# got: %.*s\n", (int)got.len, (const char *)got.p);
	return false;
}

static void
test_characters(void)
{
	ok(becomes("A plain line of news.", "A plain line of news."),
	    "plain text stays");
	ok(becomes("caf\xE9 and na\xEFve", "café and naïve"),
	    "bytes that are no UTF-8 are windows-1252");
	ok(strcmp(n.encoding, "windows-1252") == 0, "and it says so");
	ok(becomes("café, \x93quoted\x94", "café, “quoted”"),
	    "valid UTF-8 beside them stays");
	ok(becomes("Zürich, Genève, Nîmes \xE2\x80 end",
	       "Zürich, Genève, Nîmes \uFFFD end"),
	    "a cut character of UTF-8 is one U+FFFD");
	ok(becomes("\xED\xA0\xBD\xED\xB8\x80 and \xED\xA0\x80",
	       "😀 and "
	       "\xED\xA0\x80"),
	    "CESU-8 pairs are characters, lone surrogates stay");
	ok(becomes("a &CounterClockwiseContourIntegral; b &NotEqualTilde; c "
		   "&nosuchname; d &Lt;&lt;",
	       "a \u2233 b \u2242\u0338 c &nosuchname; d \u226A<"),
	    "every name of HTML is known, also those of two characters");
	ok(becomes("Tom &amp; Ada &eacute;t&EACUTE; &#8217;&#x2019;&#146; "
		   "&unknown; & &#xD800;",
	       "Tom & Ada étÉ ’’’ &unknown; & &#xD800;"),
	    "character references become characters");
	ok(becomes("&amp;amp;lt; twice", "< twice"),
	    "and those of references too");
	ok(becomes("<p>a &amp; b</p>", "<p>a &amp; b</p>"),
	    "but HTML stays HTML");
	ok(becomes("e\u0301te\u0301 \u1112\u1161\u11ab", "été 한"),
	    "letters and marks are composed");
	ok(becomes("a\uFEFFb\u200Bc\u00ADd\u2060e\u200Ef", "abcdef"),
	    "invisible characters go");
	ok(becomes("می\u200Cخواهم 👩\u200D👧 क\u094D\u200Dष",
	       "می\u200Cخواهم 👩\u200D👧 क\u094D\u200Dष"),
	    "joiners that mean something stay");
	ok(becomes("e\uFB03cient \uFB01nds", "efficient finds"),
	    "ligatures are letters");
	ok(becomes("a\x01\x02z \x1B[31mred\x1B[0m\x7F.", "az red."),
	    "controls and escape sequences go");
	ok(becomes("a\xC2\x93"
		   "b\xC2\x94 \xC2\x81.",
	       "a“b” ."),
	    "C1 controls are windows-1252");
}

static void
test_layout(void)
{
	o.language = LANGUAGE_EN;
	ok(becomes("  One  two\tthree.  ", "One two three."),
	    "runs of blanks are one blank");
	ok(becomes("The first paragraph.\r\nThe second, which is longer than "
		   "the first.\r\n\r\n\r\nThe third.",
	       "The first paragraph.\n\nThe second, which is longer than the "
	       "first.\n\nThe third."),
	    "paragraphs are parted by one blank line");
	ok(becomes(
	       "The council of Harwick met on Monday to hear plans for\n"
	       "the new bridge, which was to have been opened by a for-\n"
	       "mer mayor, as the well-known architect of the price-\n"
	       "determining wing had asked for; pre- and post-war mem\u00AD\n"
	       "bers agreed.\n\nThe end was near, as everybody knew.\n",
	       "The council of Harwick met on Monday to hear plans for the "
	       "new bridge, which was to have been opened by a former mayor, "
	       "as the well-known architect of the price-determining wing had "
	       "asked "
	       "for; pre- and post-war members agreed.\n\nThe end was near, "
	       "as everybody knew."),
	    "wrapped lines are joined, and words cut at line ends");
	o.keep_lines = true;
	ok(becomes("One  line\r\n two\u00AD\nthree", "One  line\n two-\nthree"),
	    "lines are kept when that is asked for");
	o.keep_lines = false;
	o.unwrap = NORM_UNWRAP_NEVER;
	ok(becomes("The council of Harwick met on Monday  to hear plans for\n"
		   "the new bridge.\n\n\nThe end was near.",
	       "The council of Harwick met on Monday to hear plans for\n"
	       "the new bridge.\n\nThe end was near."),
	    "without unwrapping only line ends stay");
	o.unwrap = NORM_UNWRAP_AUTO;
	ok(becomes("%)\n\nThe first of the paragraphs.\n\nThe second of them.",
	       "The first of the paragraphs.\n\nThe second of them.") &&
		same(buf_view(&n.furniture), view("%)\n")),
	    "debris is taken out and told");
	ok(becomes("%)\n\n|\n\n~", "%)\n\n|\n\n~") && n.furniture.len == 0,
	    "a text of nothing but debris is kept, and none of it told");
}

static void
test_folds(void)
{
	o.punctuation = NORM_PUNCTUATION_ASCII;
	ok(becomes("“It’s” – a… ‘test’ — yes", "\"It's\" - a... 'test' -- yes"),
	    "punctuation can be folded to ASCII");
	o.punctuation = NORM_PUNCTUATION_TYPOGRAPHIC;
	ok(becomes("\"It's\" - a... 'test' -- yes", "“It’s” – a… ‘test’ — yes"),
	    "and back");
	o.punctuation = NORM_PUNCTUATION_KEEP;
	o.folds = 1u << 10;
	ok(becomes("ＡＢＣ ½ x²", "ABC ½ x²"),
	    "a fold by name does what it names");
	o.folds = 0;
}

/* Bytes that repairs like to meet, from a fixed sequence. */
static uint32_t
next(uint64_t *s)
{
	*s = *s * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*s >> 33);
}

static const char *const bits[] = {" ", "\n", "\n\n", "\r\n", "\t", "-\n", "- ",
    "\u00A0", "&amp;", "&", "#", "38;", "lt;", "&#x26;", "&nbsp;", "é",
    "e\u0301", "\u0301", "\u0323", "Ã", "©", "Ã©", "â€™", "â", "€", "\xC2\x80",
    "\xC2\x99", "Ð", "°", "Р", "С", "ѓ", "\uFFFD", "\xC3", "\xE2\x80",
    "\xED\xA0\xBD", "\xED\xB8\x80", "\xFF", "\u200B", "\u200D", "\u00AD",
    "\u00AD\n", "\uFEFF", "\uFB01", "漢", "字", "\u3000", "한", "\u1112",
    "\u1161", "\u11AB", "word", "Word", "the", "of", ".", ",", "\"", "(", ")",
    "%)", "* ", "1. ", "12", "   ", "co", "council", "Harwick",
    "a rather longer run of words that fills a line", "\f", "\v", "\x1B[1m",
    "\x01", "\x7F", "\u2028", "\u2029", "ï¿½", "Â", "\u05D0", "\u200F", "<b>",
    "<", ">", "ﬀ", "\u0E01"};

static void
make_junk(struct buf *b, uint64_t seed)
{
	uint64_t s = seed * 7919 + 1;
	size_t i, want = next(&s) % 60;

	buf_clear(b);
	for (i = 0; i < want; i++)
		buf_puts(b, bits[next(&s) % (sizeof(bits) / sizeof(*bits))]);
}

/* Long runs of one script with something odd among them. */
static void
make_runs(struct buf *b, uint64_t seed)
{
	static const char *const runs[] = {
	    "Совет города собрался в понедельник, чтобы узнать всё ",
	    "議会は月曜日に開かれ、橋の計画を聞いた。",
	    "市议会星期一开会，听取报告（新桥）。",
	    "The council met on Monday to hear the plans ",
	    "La séance à la mairie fut très animée ",
	    "“L’été,” she wrote — ‘tôt’ … – œuvre, Łódź, Győr „żółw” čáp",
	    "Über größere Brücken fährt künftig die Straßenbahn. "};
	static const char *const odd[] = {"ѐ", "Ђ", "ѓ", "Р°", "І", "\u3000",
	    "\u302A", "\u3099", "\uFF5E", "\u0301", "\xD0", "\xE8\xA0", "\x80",
	    "&", "\x7F", "  ", "\n", "\n\n", "\u00A0", "Ã©", "é»", "\uF900",
	    "\xF0\xA0\x80\x8B", "é", "ĳ", "’", "\xE2\x80",
	    "\xC3", "\u2011", "\u2028", "ŧ", "ƒ", "ё", "Ё", "\xEF\xBC", "\uFEFF", "\u1161"};
	uint64_t s = seed * 104729 + 7;
	size_t i, at, len, want = next(&s) % 5 + 1;
	const char *r;

	buf_clear(b);
	for (i = 0; i < want; i++) {
		r = runs[next(&s) % (sizeof(runs) / sizeof(*runs))];
		len = strlen(r);
		at = next(&s) % (len + 1);
		buf_put(b, r, at);
		if (next(&s) % 2)
			buf_puts(
			    b, odd[next(&s) % (sizeof(odd) / sizeof(*odd))]);
		buf_put(b, r + (next(&s) % 4 ? at : 0), len - at);
	}
}

/* Undo the edits from last to first. */
static bool
undoes(struct view out, struct view in)
{
	struct buf b = {0}, c = {0};
	const struct edit *e;
	size_t i;
	bool good = true;

	buf_put_view(&b, out);
	buf_reserve(&b, 1);
	for (i = n.log.n; i-- > 0 && good;) {
		e = &n.log.v[i];
		good = e->offset + e->after_len <= b.len &&
		    (e->after_len == 0 ||
			memcmp(b.data + e->offset, n.log.bytes.data + e->after,
			    e->after_len) == 0);
		if (!good)
			break;
		buf_clear(&c);
		buf_put(&c, b.data, e->offset);
		buf_put(&c, n.log.bytes.data + e->before, e->before_len);
		buf_put(&c, b.data + e->offset + e->after_len,
		    b.len - e->offset - e->after_len);
		buf_clear(&b);
		buf_put_view(&b, buf_view(&c));
	}
	good = good && same((struct view){b.data, b.len}, in);
	buf_free(&b);
	buf_free(&c);
	return good;
}

static void
show(const char *what, struct view v)
{
	size_t i;

	printf("# %s: ", what);
	for (i = 0; i < v.len; i++)
		printf(
		    v.p[i] >= 0x20 && v.p[i] < 0x7F ? "%c" : "\\x%02X", v.p[i]);
	putchar('\n');
}

static void
test_properties(const char *how)
{
	struct buf junk = {0}, once = {0};
	size_t not_same = 0, not_undone = 0, not_equal = 0, hidden = 0;
	struct view out;
	uint64_t i;

	n.log.keep = true;
	for (i = 0; i < 30000; i++) {
		if (i % 2)
			make_junk(&junk, i);
		else
			make_runs(&junk, i);
		if (scan_text(buf_view(&junk)) !=
			scan_text_plain(buf_view(&junk)) &&
		    not_equal++ < 3) {
			show("scanned", buf_view(&junk));
			printf("# %x, plain %x\n", scan_text(buf_view(&junk)),
			    scan_text_plain(buf_view(&junk)));
		}
		out = norm_text(&n, &o, buf_view(&junk));
		if (!undoes(out, buf_view(&junk)))
			not_undone++;
		hidden += n.log.n == 0 && !same(out, buf_view(&junk));
		buf_clear(&once);
		buf_put_view(&once, out);
		out = norm_text(&n, &o, buf_view(&once));
		if (!same(out, buf_view(&once)) && not_same++ < 3) {
			show("in", buf_view(&junk));
			show("once", buf_view(&once));
			show("twice", out);
		}
	}
	n.log.keep = false;
	ok(not_same == 0, "%s: what came out goes through unchanged", how);
	ok(not_undone == 0, "%s: undoing the edits gives the input", how);
	ok(hidden == 0, "%s: nothing changes without an edit", how);
	ok(not_equal == 0,
	    "%s: the scan by vectors finds what the plain one "
	    "finds",
	    how);
	buf_free(&junk);
	buf_free(&once);
}

int
main(void)
{
	test_characters();
	test_layout();
	test_folds();
	test_properties("defaults");
	o.unwrap = NORM_UNWRAP_GUESS;
	o.folds = 0xFFFF;
	o.punctuation = NORM_PUNCTUATION_TYPOGRAPHIC;
	test_properties("all folds");
	o.keep_lines = true;
	o.punctuation = NORM_PUNCTUATION_ASCII;
	test_properties("kept lines");
	norm_free(&n);
	return done();
}
