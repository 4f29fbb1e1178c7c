/* SPDX-License-Identifier: ISC */
/* In a case a | stands where a sentence ends; it is not part of the text. */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "nsplit/sentence.h"
#include "nsplit/sentence_char.h"
#include "nsplit/sentence_scan.h"
#include "tap.h"
#include "utf8.h"
#include "xalloc.h"

struct test {
	const char *language;
	const char *about;
	const char *text;
};

static const struct test cases[] = {
    {"en", "a full stop before a capital ends a sentence",
	"The ferry left Marlow Quay at dawn. |Nobody was on it."},
    {"en", "a title before a name ends nothing",
	"Dr. Petra Lindqvist met Sen. Oduya and Lt. Col. Brandt. |They ate."},
    {"en", "initials end nothing",
	"The pilot was T. J. Marwick of Eastfold. |He was 51."},
    {"en", "an initial before a closed-class word may end",
	"They gave him vitamin B. |The rest went to plan C. |Doctors agreed."},
    {"en", "an acronym before a name goes on",
	"The U.S. Navy and the U.N. Council agreed."},
    {"en", "an acronym before a closed-class word ends",
	"He moved to the U.S. |The others stayed."},
    {"en", "an hour ends before a name but not before a zone or a day",
	"Doors open at 7 p.m. Tuesday. |It closed at 5 p.m. |Sellers packed."},
    {"en", "a firm ends before a capital but not before an office",
	"He sold Wexley Corp. |Orland Inc. Chairman Ruth Bale bought it."},
    {"en", "a state after a comma ends",
	"She was born in Dunmore, Pa. |Relatives still live there."},
    {"en", "a numbered abbreviation goes on before a number",
	"See No. 7 on Jan. 5 in Sec. 12. |No. |We shall not."},
    {"en", "lower case goes on",
	"The approx. price of the Fairm. building rose."},
    {"en", "an ellipsis before a capital ends, before lower case not",
	"We waited ... and waited. |Then ... |The door opened."},
    {"en", "quotes close after the stop",
	"\"We are done.\" |\"Good,\" she said. |“Not yet.” |He left."},
    {"en", "a question in a quotation goes on before a lower-case verb",
	"\"Who paid?\" asked the judge. |\"Nobody!\" he said."},
    {"en", "a bracket closes after the stop",
	"The bridge fell. |(No one was hurt.) |It was old."},
    {"en", "a dateline with a dash goes on",
	"PORT HALE, Nov. 3 (NWS) -- The harbour froze. |Ships waited."},
    {"en", "a blank line ends a sentence whatever is before it",
	"Mayor Quits\n\n|Mayor Ada Finch quit with Mr.\n \n|Smith."},
    {"en", "a line with room for the next word was ended on purpose",
	"Harbour to close\n|By Ada Finch\n|The mayor of Marlow Quay said that "
	"the harbour at\nOrrin Sound would close\n|Ships were "
	"sent north by the harbour master of\nVale."},
    {"en", "a wrapped line is a blank",
	"The mayor of\nSt. Orrin said she\nwould go. |She\nwent."},
    {"en", "CRLF is a line end",
	"Harbour News\r\n\r\n|The ship\r\nsank. |All\r\nswam."},
    {"en", "items of a list in a line are sentences",
	"1) The first item |2) The second item |3) The third item"},
    {"en", "bullets begin sentences", "Bring these:\n|• a map\n|• two ropes"},
    {"en", "a stop in a word ends nothing",
	"Write to desk@harbour.example.org or see v2.5. |It costs $3.50. |Pay "
	"now."},
    {"en", "a doubled stop after an abbreviation ends",
	"The plan came from the U.N.. |Denmark paid."},
    {"en", "an attribution after a dash is a sentence",
	"\"Ships are patient.\" |-- Orla Venn, pilot"},
    {"en", "Mr. after an abbreviation begins a sentence",
	"It went to Halden & Sons Co. |Mr. Roe signed."},
    {"en", "a run of marks is one mark", "Really?! |Yes... |No! ! ! |Well."},
    {"en", "a short adverbial of time goes on",
	"On Monday at 6 a.m. Mr. Abara left. |He came back at 9 p.m. |Mr. "
	"Abara "
	"slept."},
    {"en", "a speaker after a question belongs to it",
	"\"Who paid?\" Mr. Abara asked. |\"Nobody!\" Judge Ada Finch said in "
	"court. |\"Really?\" |Ada Finch said that she was sure."},
    {"en", "a state before a dash or a bracket goes on",
	"ELMORE, Ala. -- The dam held. |Fairs open at Tilden, Ore. (May 3), "
	"and at Vale."},
    {"en", "a firm before a figure goes on",
	"He left Wexley Corp. 18 months ago. |Orland N.V. |Sellers fled."},
    {"en", "a measure before a figure goes on",
	"It weighs 2 lb. 4 oz. and is 5 ft. 3 in. tall. |It was made in 44 "
	"B.C. |Workers found it."},
    {"en", "a note after the stop belongs to the sentence",
	"The lake froze. [12] |It thawed.[3] |Ice is cold. [4] [5] |Yes."},
    {"en", "a lost blank is no reason to go on",
	"They walked home.|Then it rained. |See Node.js or Harbour.Org now."},
    {"en", "small letters begin a sentence after an ordinary word",
	"we waited for them. |nobody came. |it was a misc. box, approx. full."},
    {"en", "small letters after an unknown short word do not",
	"He paid 3 kr. for it and 7 ore. after."},
    {"en", "a single capital cut from a word is no initial",
	"They filed Form 10-K. |Wexley said so. |J.-P. Morand agreed."},
    {"en", "a degree ends after a small word",
	"She took her Ph.D. |Tomas cheered."},
    {"en", "abbreviations in capitals count among capitals only",
	"ST. ORRIN WINS. |He uses IE. |Browsers differ."},
    {"en", "a verb without its pronoun begins a sentence",
	"She works for Wexley Corp. |Don't ask. |He moved to the U.S. |Isn't "
	"it "
	"far?"},
    {"en", "an acronym with an ampersand goes on",
	"The A.T.&T. Building fell. |Nobody was in it."},
    {"en", "a Scottish name's beginning is an initial",
	"The tug of J. McN. Orr came. |It was late."},
    {"en", "a day after a preposition ends before a name",
	"They met on Sat. |Marlow won by a goal in the last minute."},
    {"en", "a firm of three letters ends before shares",
	"He left Orland N.V. |Shares fell."},
    {"en", "a street ends before a capital when a number stands first",
	"The shop stood at 12 Vale St. |The mayor bought it."},
    {"en", "a numbered street ends",
	"The shop stood on 42nd St. |The mayor bought it."},
    {"en", "a part of a country goes on before its name",
	"He lived in the western U.S. Virgin Islands. |He left."},
    {"en", "a junior ends before a closed-class word only",
	"They met Ed Hill Jr. |The others left. |Ed Hill Jr. Company fell."},
    {"en", "a name that begins small begins a sentence",
	"He bought it from Wexley Corp. |iHarbour sold it."},
    {"en", "a bracket behind an abbreviation goes on",
	"He left Wexley Corp. (the larger one) in May. |He was 51."},
    {"en", "a number in front of an unknown unit goes on",
	"They sold 35 mln. barrels. |Sales rose."},
    {"en", "a label before a letter ends before any capital",
	"They chose Plan B. |Marlow objected."},
    {"en", "the pronoun ends a sentence before a closed-class word",
	"It was I. |The others agreed."},
    {"en", "an acronym before a quotation ends",
	"She went to the U.N. |\"It is far,\" she said."},
    {"de", "a street whose name is clipped goes on",
	"Er wohnt in der Lindenstr. 5 in Tarn. |Er ist alt."},
    {"ru", "and the like ends before a capital",
	"Купили хлеб, соль и т. д. |Потом ушли."},
    {"de", "a counted number ends, an ordinal does not",
	"Er kam auf Rang 3. |Hermann kam am 3. Mai auf den 2. Platz."},
    {"de", "an ordinal and z. B. end nothing",
	"Am 3. Mai kam z. B. der Bus Nr. 7. |Er war leer."},
    {"de", "low and high quotes", "„Wir warten.“ |Dann kam Dr. Holm."},
    {"de", "a guillemet before a letter opens",
	"Sie sank. |»Alle«, sagte er, »schwammen.« |Er ging."},
    {"fr", "M. is a title and guillemets close after a blank",
	"« Nous partons. » |M. Valois a ri. |Il est parti."},
    {"es", "inverted marks open",
	"Llegó el Sr. Olmedo. |¿Quién lo vio? |¡Nadie!"},
    {"it", "titles before names",
	"Il sig. Farri e la dott.ssa Meli arrivano. |Partono alle 5."},
    {"ru", "units, titles and initials",
	"В 2014 г. в г. Омск жил П. И. Лунин. |Он уехал."},
    {"pl", "streets and years",
	"Przy ul. Lipowej w 2016 r. otwarto sklep. |Prof. Maj kupił chleb."},
    {"cs", "dates and titles", "Dne 4. 5. 1998 přišel Ing. Malý. |Byl sám."},
    {NULL, "words without vowels go on where the language is unknown",
	"Kokous alkaa kl. 5 ja dhr. Vanhanen puhuu. |Kaikki tulivat paikalle."},
    {NULL, "a stop of Chinese needs no blank", "我来了。|你好吗？|Good."},
    {NULL, "a particle after a quotation goes on",
	"「行く。」と言った。|彼は去った。"},
};

/* Split text and write it back with its marks: a | before each sentence but
 * the first, blanks as they were. */
static void
mark(const struct splitter *sp, enum language lang, struct view text,
    struct sentences *out, struct buf *marked)
{
	size_t at = 0;

	sentence_split(sp, text, lang, out);
	buf_clear(marked);
	for (size_t i = 0; i < out->n; i++) {
		buf_put(marked, text.p + at, out->v[i].begin - at);
		if (i > 0)
			buf_putc(marked, '|');
		at = out->v[i].begin;
	}
	buf_put(marked, text.p + at, text.len - at);
}

static enum language
code(const char *s)
{
	struct view v = {(const unsigned char *)s, s != NULL ? strlen(s) : 0};

	return s != NULL ? language_from_code(v) : LANGUAGE_NONE;
}

static void
strip(const char *s, struct buf *plain)
{
	buf_clear(plain);
	for (; *s != '\0'; s++)
		if (*s != '|')
			buf_putc(plain, (unsigned char)*s);
}

static void
test_cases(const struct splitter *sp)
{
	struct sentences out = {0};
	struct buf plain = {0}, got = {0};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct test *t = &cases[i];

		strip(t->text, &plain);
		mark(sp, code(t->language), buf_view(&plain), &out, &got);
		if (!ok(strcmp(buf_cstr(&got), t->text) == 0, "%s: %s",
			t->language != NULL ? t->language : "any", t->about))
			printf(
			    "# want %s\n# got  %s\n", t->text, buf_cstr(&got));
	}
	sentences_free(&out);
	buf_free(&plain);
	buf_free(&got);
}

/* Break plain into lines of at most width bytes where its words allow. */
static void
wrap(const struct buf *plain, size_t width, bool crlf, struct buf *wrapped)
{
	size_t from = 0, at = 0;

	buf_clear(wrapped);
	while (plain->len - from > width) {
		for (size_t i = from + 1; i <= from + width; i++)
			if (plain->data[i] == ' ')
				at = i;
		while (at <= from || plain->data[at] != ' ')
			if (++at >= plain->len)
				break;
		if (at >= plain->len)
			break;
		buf_put(wrapped, plain->data + from, at - from);
		buf_puts(wrapped, crlf ? "\r\n" : "\n");
		from = at + 1;
	}
	buf_put(wrapped, plain->data + from, plain->len - from);
}

/* Wrapping at any width of print, with LF or CRLF, moves no boundary. */
static void
test_wrap(const struct splitter *sp)
{
	struct sentences out = {0};
	struct buf plain = {0}, wrapped = {0};
	unsigned bad = 0;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		enum language lang = code(cases[i].language);
		size_t n;

		if (strchr(cases[i].text, '\n') != NULL)
			continue;
		strip(cases[i].text, &plain);
		sentence_split(sp, buf_view(&plain), lang, &out);
		n = out.n;
		for (size_t width = 20; width < 120; width++) {
			wrap(&plain, width, width % 2, &wrapped);
			sentence_split(sp, buf_view(&wrapped), lang, &out);
			if (out.n == n)
				continue;
			printf("# width %zu: %s\n", width, cases[i].text);
			bad++;
		}
	}
	ok(bad == 0, "hard wraps of any width move no boundary");
	sentences_free(&out);
	buf_free(&plain);
	buf_free(&wrapped);
}

static const char letter[] =
    "\"The lake is frozen. It will hold,\" said Mr. Oke. \"Walk (but slowly. "
    "Please.) now.\"\n\nHe added: \"My brother fell in. He swam. It was cold."
    "\"\n\nShe nodded. \"So we heard. Last year.\" They \"walked\" on. No one "
    "fell.\n";

/* Remove each quotation mark in turn: paragraphs without it keep theirs. */
static unsigned
count_spread(const struct splitter *sp)
{
	struct sentences all = {0}, out = {0};
	struct buf less = {0};
	struct view whole = {(const unsigned char *)letter, sizeof(letter) - 1};
	unsigned bad = 0;

	sentence_split(sp, whole, LANGUAGE_EN, &all);
	for (size_t k = 0; k < whole.len; k++) {
		size_t from = k, to = k, hits = 0, want = 0;

		if (letter[k] != '"' && letter[k] != '(' && letter[k] != ')')
			continue;
		while (from > 0 &&
		    !(letter[from - 1] == '\n' && from > 1 &&
			letter[from - 2] == '\n'))
			from--;
		while (to < whole.len && strncmp(letter + to, "\n\n", 2) != 0)
			to++;
		buf_clear(&less);
		buf_put(&less, letter, k);
		buf_put(&less, letter + k + 1, whole.len - k - 1);
		sentence_split(sp, buf_view(&less), LANGUAGE_EN, &out);
		for (size_t i = 0; i < all.n; i++) {
			const struct sentence *s = &all.v[i];

			if (s->begin >= from && s->end <= to)
				continue;
			want++;
			for (size_t j = 0; j < out.n; j++)
				hits += out.v[j].begin + (s->begin > k) ==
					s->begin &&
				    out.v[j].end + (s->end > k) == s->end;
		}
		bad += hits != want;
	}
	sentences_free(&all);
	sentences_free(&out);
	buf_free(&less);
	return bad;
}

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static bool
is_blank(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (p[i] > ' ' && p[i] != 0xC2 && p[i] != 0xA0 &&
		    p[i] != 0x85 && p[i] != 0xE1 && p[i] != 0x9A &&
		    p[i] != 0x80 && p[i] != 0xE2 && p[i] != 0xE3 &&
		    p[i] != 0xEF && p[i] != 0xBB && p[i] != 0xBF &&
		    (p[i] < 0x80 || p[i] > 0xAF))
			return false;
	return true;
}

/* Any bytes: in order, inside, apart, and nothing left out but blanks. */
static bool
is_sound(struct view text, const struct sentences *out)
{
	size_t at = 0;

	for (size_t i = 0; i < out->n; i++) {
		const struct sentence *s = &out->v[i];

		if (s->begin < at || s->end <= s->begin || s->end > text.len ||
		    !is_blank(text.p + at, s->begin - at))
			return false;
		at = s->end;
	}
	return is_blank(text.p + at, text.len - at);
}

static unsigned
count_unsound(const struct splitter *sp)
{
	static const char *const parts[] = {".", "!", "?", " ", "\n", "\r\n",
	    "\"", "'", "(", ")", "[", "]", "A", "b", "1", "Mr", "St", "U.S",
	    "\xE2\x80\xA6", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE3\x80\x82",
	    "\xC2\xA0", "\xC2\xBB", "\xE2\x80\xA2", "-", "2.", "\xFF", "\xE2",
	    "\xE2\x80", "\xD0\x96", "i", ",", ""};
	struct sentences out = {0};
	struct buf text = {0};
	struct view view;
	unsigned char *exact;
	unsigned bad = 0, seed = 7;

	for (unsigned round = 0; round < 20000; round++) {
		unsigned n = next_random(&seed) % 40;

		buf_clear(&text);
		while (n-- > 0) {
			unsigned k = next_random(&seed) %
			    (sizeof(parts) / sizeof(parts[0]));

			if (parts[k][0] == '\0')
				buf_putc(
				    &text, (unsigned char)next_random(&seed));
			else
				buf_puts(&text, parts[k]);
		}
		/* On the heap, so that a read beyond the end is seen. */
		exact = xmallocarray(text.len + 1, 1);
		if (text.len > 0)
			memcpy(exact + 1, text.data, text.len);
		view = (struct view){exact + 1, text.len};
		sentence_split(
		    sp, view, (enum language)(round % LANGUAGE_COUNT), &out);
		bad += !is_sound(view, &out);
		free(exact);
	}
	sentences_free(&out);
	buf_free(&text);
	return bad;
}

static unsigned
count_scan_differences(void)
{
	unsigned char text[300];
	const unsigned char *p, *q;
	struct scan scan;
	unsigned bad = 0, seed = 3;

	for (unsigned round = 0; round < 20000; round++) {
		size_t n = next_random(&seed) % sizeof(text);

		for (size_t i = 0; i < n; i++)
			text[i] = (unsigned char)(round % 3 == 0
				? next_random(&seed)
				: 'a' + next_random(&seed) % 8);
		if (n > 0 && round % 3 == 1)
			text[next_random(&seed) % n] =
			    (unsigned char)".!?\n\xE2\xD6\xD5\xFF"[next_random(
								       &seed) %
				8];
		scan_begin(&scan, text + n);
		for (p = q = text; p < text + n; p++, q++) {
			p = scan_next(&scan, p, text + n);
			q = scan_plain(q, text + n);
			bad += p != q;
		}
	}
	return bad;
}

static size_t
count(const struct splitter *sp, const char *s)
{
	struct sentences out = {0};
	size_t n;

	sentence_split(sp, (struct view){(const unsigned char *)s, strlen(s)},
	    LANGUAGE_EN, &out);
	n = out.n;
	sentences_free(&out);
	return n;
}

static void
test_options(void)
{
	static const char list[] = "# ours\nfacs.\nKmdt\r\n";
	struct sentence_conf conf = {.keep_quotes = true};
	struct splitter *sp = splitter_new(&conf);

	ok(count(sp, "He said: \"We go. Now.\" They went.") == 2,
	    "a kept quotation is one sentence");
	ok(count(sp, "He said: \"We go. Now. They went.") == 3,
	    "a quotation that never closes is cut");
	ok(count(sp, "They met (it was late. Very late.) and left.") == 1,
	    "kept brackets are one sentence");
	ok(count_spread(sp) == 0,
	    "a lost quote mark changes no other paragraph when kept");
	ok(count_unsound(sp) == 0,
	    "any bytes come out in order and whole when kept");
	splitter_free(sp);

	conf = (struct sentence_conf){.neutral = true};
	sp = splitter_new(&conf);
	ok(count(sp, "It was in the U.S. The rest is for the others.") == 1,
	    "neutral rules know no words of a language");
	splitter_free(sp);

	conf = (struct sentence_conf){0};
	conf.abbreviations =
	    (struct view){(const unsigned char *)list, sizeof(list) - 1};
	sp = splitter_new(&conf);
	ok(count(sp, "See facs. Two for Kmdt. Orr. It is old.") == 2,
	    "a user's abbreviations end nothing");
	splitter_free(sp);
}

/* Characters whose class or small letter is not that of utf8proc; raised
 * letters are small ones here. */
static unsigned
count_class_differences(void)
{
	unsigned char utf8[4];
	unsigned bad = 0;

	for (uint32_t cp = 0x80; cp < 0x11000; cp++) {
		int cat = (int)utf8proc_category((utf8proc_int32_t)cp);
		size_t n = utf8_encode(cp, utf8), len;
		enum char_kind k = char_kind_at(utf8, utf8 + n, &len);

		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		bad += (k == CHAR_UPPER) !=
			(cat == UTF8PROC_CATEGORY_LU ||
			    cat == UTF8PROC_CATEGORY_LT) ||
		    (k == CHAR_LOWER) !=
			(cat == UTF8PROC_CATEGORY_LL || cp == 0xAA ||
			    cp == 0xBA) ||
		    char_small(cp) !=
			(uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
	}
	return bad;
}

int
main(void)
{
	struct sentence_conf conf = {0};
	struct splitter *sp = splitter_new(&conf);

	test_cases(sp);
	test_wrap(sp);
	ok(count(sp, "") == 0 && count(sp, " \n\n ") == 0,
	    "blanks hold no sentence");
	ok(count_spread(sp) == 0,
	    "a lost quote mark changes no other paragraph");
	ok(count_unsound(sp) == 0, "any bytes come out in order and whole");
	ok(count_scan_differences() == 0,
	    "the vector scan finds what the plain one finds");
	ok(count_class_differences() == 0,
	    "letters are those of utf8proc, which is not asked for most");
	test_options();
	splitter_free(sp);
	return done();
}
