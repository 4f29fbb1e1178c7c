/* SPDX-License-Identifier: ISC */
/* What nquote makes of marks: invented sentences, whole and broken. */
#include <stdlib.h>
#include <string.h>

#include "nquote/marks.h"
#include "nquote/repair.h"
#include "tap.h"

struct repair_case {
	const char *what;
	const char *in;
	const char *out; /* NULL: unchanged */
};

/* English, marks kept as they are. */
static const struct repair_case english[] = {
    {"two straight marks", "\"We will wait,\" Harrow said.", NULL},
    {"curly marks", "“We will wait,” Harrow said.", NULL},
    {"a curly opener with a straight closer", "“We will wait,\" Harrow said.",
	NULL},
    {"nested marks", "\"She said 'never,' and left,\" he added.", NULL},
    {"marks nested at both ends", "\"'Never,'\" he repeated.", NULL},
    {"single quotation marks", "'We will wait,' he said. 'The ferry is late.'",
	NULL},
    {"British nesting", "'He told me \"no\" twice,' she said.", NULL},
    {"a plural possessive inside a quotation",
	"\"The bosses' car is gone,\" he said.", NULL},
    {"words that lost their beginning",
	"\"'Tis the '90s, and 'em again,\" he said of rock 'n' roll.", NULL},
    {"feet and inches", "He is 5'10\" and she is 6'2\", said the coach.", NULL},
    {"inches alone", "A 12\" pipe burst in Oldmere.", NULL},
    {"an opener that the next paragraph repeats",
	"\"We will wait.\n\n\"The ferry is late,\" he said.", NULL},
    {"a quotation closed in the next paragraph",
	"\"We will wait.\n\nThe ferry is late,\" he said.", NULL},
    {"an opener before a paragraph without marks",
	"He read: \"The rain came down.\n\nIt never stopped.", NULL},
    {"attributes of markup",
	"<a href=\"http://oldmere.example/\" title=\"\">Oldmere</a>", NULL},
    {"an empty string", "He set name = \"\" and left.", NULL},
    {"a curly apostrophe the wrong way round",
	"It was ‘08 when it closed, “not later,” he said.", NULL},
    {"French guillemets", "Il a dit « je reste » et il est parti.", NULL},
    {"German marks", "„Wir warten“, sagte Harms. „Die Fähre kommt.“", NULL},
    {"German marks inside each other", "„Er rief ‚nie‘ und ging“, sagte sie.",
	NULL},
    {"guillemets the German way", "»Wir warten«, sagte Harms.", NULL},
    {"low and straight", "„Wir warten\", sagte Harms.", NULL},
    {"a low mark closed from above", "„Czekamy”, powiedział.", NULL},
    {"commas in a row", "a,b,,c and 1,,2", NULL},
    {"wiki markup", "'''Oldmere''' is a ''small'' town.", NULL},
    {"tokenised text", "\" We will wait , \" Harrow said .", NULL},
    {"an orphan in the middle of a sentence",
	"The so called harbour\" is a pond.", NULL},
    {"an apostrophe alone", "Rock ' n ' roll", NULL},
    {"a circumflex and a euro sign alone", "The â€ sign costs â€5.", NULL},
    {"a nested quotation whose opener is lost",
	"“I said, I am Nan now.’ She said, ‘well, I am Gert.”", NULL},
    {"a nested quotation that only the outer mark closes",
	"“She said, ‘I am Gert,” he told them.", NULL},
    {"a backtick", "Type `ls` and wait.", NULL},

    {"a stray single beside a closer", "\"We will wait,'\" Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"a stray single after a closer", "\"We will wait,\"' Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"a doubled opener", "\"\"We will wait,\" Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"a single that closes a double", "\"We will wait,' Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"a single that opens a double", "'We will wait,\" Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"both at once", "\"\"We will wait,' Harrow told them.",
	"\"We will wait,\" Harrow told them."},
    {"two singles", "''We will wait,'' Harrow said. \"Now.\"",
	"\"We will wait,\" Harrow said. \"Now.\""},
    {"TeX's marks", "``We will wait,'' Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"TeX's marks inside each other", "``She said `never,' twice,'' he added.",
	"\"She said 'never,' twice,\" he added."},
    {"two commas for an opener", ",,We will wait,\" Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"two curly singles", "‘‘We will wait,’’ Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"a closer for an opener", "”We will wait,” Harrow said. “Now.”",
	"“We will wait,” Harrow said. “Now.”"},
    {"an opener for a closer", "“We will wait,“ Harrow said.",
	"“We will wait,” Harrow said."},
    {"a blank inside", "\" We will wait,\" Harrow said.",
	"\"We will wait,\" Harrow said."},
    {"a blank before the closer", "“We will wait, ” Harrow said.",
	"“We will wait,” Harrow said."},
    {"a closer lost before an attribution",
	"\"We will wait, Harrow said. \"The ferry is late.\"",
	"\"We will wait,\" Harrow said. \"The ferry is late.\""},
    {"an opener lost after a verb",
	"Harrow said, The ferry is late.\" He left.",
	"Harrow said, \"The ferry is late.\" He left."},
    {"an opener lost at the beginning",
	"We will wait,\" Harrow said. \"The ferry is late.\"",
	"\"We will wait,\" Harrow said. \"The ferry is late.\""},
    {"marks doubled throughout",
	"\"\"We will wait,\"\" Harrow said. \"\"Now.\"\"",
	"\"We will wait,\" Harrow said. \"Now.\""},
    {"a curly closer whose last byte was lost",
	"“We will waitâ€ Harrow said. “Now,â€ he added.",
	"“We will wait” Harrow said. “Now,” he added."},
    {"curly repairs in a curly text",
	"“We will wait,'\" Harrow said. “Now,” he added.",
	"“We will wait,” Harrow said. “Now,” he added."},
};

static const struct repair_case curly[] = {
    {"straight marks and apostrophes",
	"\"She'll say 'never,' won't she?\" he asked in the '90s.",
	"“She’ll say ‘never,’ won’t she?” he asked in the ’90s."},
    {"the bosses' car", "\"The bosses' car,\" he said.",
	"“The bosses’ car,” he said."},
    {"inches", "A 12\" pipe", NULL},
    {"an orphan opener", "They call it a \"small harbour of no use now",
	"They call it a “small harbour of no use now"},
    {"guillemets", "Il a dit « je reste » hier.", NULL},
};

static const struct repair_case straight[] = {
    {"curly marks and apostrophes",
	"“She’ll say ‘never,’ won’t she?” he asked.",
	"\"She'll say 'never,' won't she?\" he asked."},
};

static const struct repair_case german[] = {
    {"straight to curly", "„Wir warten\", sagte Harms.",
	"„Wir warten“, sagte Harms."},
    {"straight marks alone", "\"Wir 'warten',\" sagte Harms.",
	"„Wir ‚warten‘,“ sagte Harms."},
    {"marks curly the English way", "“Wir warten”, sagte Harms.", NULL},
};

static struct marks m;

/* Paragraphs between blank lines. */
static size_t
split(const char *s, struct span *paras)
{
	size_t n = 0, len = strlen(s), at = 0;

	while (at < len) {
		const char *e = strstr(s + at, "\n\n");
		size_t end = e != NULL ? (size_t)(e - s) : len;

		paras[n++] = (struct span){at, end};
		at = end + 2;
	}
	return n;
}

static void
read_text(const char *s, size_t len, enum mark_style style, const char *lang,
    struct buf *out)
{
	struct marks_opts o = {style, lang};
	struct span paras[64];
	size_t n = split(s, paras);

	marks_read(
	    &m, (struct view){(const unsigned char *)s, len}, paras, n, &o);
	buf_clear(out);
	repair_apply(&m, (struct view){(const unsigned char *)s, len}, out);
}

/* Undo the repairs from the last to the first, as newsreel(5) promises. */
static bool
undoes(const char *in, const struct buf *repaired)
{
	struct buf b = {0}, c = {0};
	bool same;

	buf_put_view(&b, buf_view(repaired));
	for (size_t i = m.n_fixes; i-- > 0;) {
		const struct mark_fix *f = &m.fixes[i];

		buf_clear(&c);
		buf_put(&c, b.data, f->out);
		buf_put(&c, in + f->at, f->from_len);
		buf_put(&c, b.data + f->out + f->to_len,
		    b.len - f->out - f->to_len);
		buf_clear(&b);
		buf_put_view(&b, buf_view(&c));
	}
	same = b.len == strlen(in) && memcmp(b.data, in, b.len) == 0;
	buf_free(&b);
	buf_free(&c);
	return same;
}

static void
check(const struct repair_case *c, size_t n, enum mark_style style,
    const char *lang)
{
	struct buf out = {0}, again = {0};

	for (size_t i = 0; i < n; i++) {
		const char *want = c[i].out != NULL ? c[i].out : c[i].in;

		read_text(c[i].in, strlen(c[i].in), style, lang, &out);
		if (!ok(strcmp(buf_cstr(&out), want) == 0, "%s: %s",
			c[i].out != NULL ? "repairs" : "leaves alone",
			c[i].what))
			printf("# got  %s\n# want %s\n", buf_cstr(&out), want);
		ok(undoes(c[i].in, &out), "repairs undo to the input: %s",
		    c[i].what);
		read_text(buf_cstr(&out), out.len, style, lang, &again);
		ok(m.n_fixes == 0, "a second run changes nothing: %s",
		    c[i].what);
	}
	buf_free(&out);
	buf_free(&again);
}

/* The stretches of text, as "[a][b]", inner ones in their place. */
static void
check_stretches(const char *in, const char *want)
{
	struct buf out = {0}, got = {0};
	struct span paras[64];
	size_t n = split(in, paras);

	read_text(in, strlen(in), MARK_KEEP, "en", &out);
	repair_move(&m, paras, n);
	for (size_t i = 0; i < m.n_stretches; i++) {
		const struct stretch *s = &m.stretches[i];

		buf_puts(&got, s->carried ? "+[" : "[");
		buf_put(&got, out.data + s->inner_begin,
		    s->inner_end - s->inner_begin);
		buf_puts(&got, s->goes_on ? "]+" : "]");
	}
	if (!ok(strcmp(buf_cstr(&got), want) == 0, "the stretches are %s", want))
		printf("# got  %s\n# want %s\n", buf_cstr(&got), want);
	buf_free(&out);
	buf_free(&got);
}

/* Any bytes: no crash, and what is repaired undoes. */
static void
check_noise(void)
{
	static const char *const bits[] = {"\"", "'", "``", "''", ",,", "“",
	    "”", "„", "‘", "’", "«", "»", " ", "\n\n", "a", "Bs", ".", ",",
	    "said", "5", "<a b=", "\xE2", "\x80", "\xFF", "(", "-"};
	struct buf b = {0}, out = {0};
	unsigned seed = 1, bad = 0;

	for (int i = 0; i < 20000; i++) {
		buf_clear(&b);
		for (int j = 0; j < 20; j++) {
			seed = seed * 1664525u + 1013904223u;
			buf_puts(&b,
			    bits[(seed >> 16) %
				(sizeof(bits) / sizeof(*bits))]);
		}
		read_text(buf_cstr(&b), b.len, (enum mark_style)(i % 3),
		    i % 2 ? "en" : "", &out);
		bad += !undoes(buf_cstr(&b), &out);
		for (size_t k = 0; k < m.n_stretches; k++) {
			const struct stretch *s = &m.stretches[k];

			bad += s->begin > s->inner_begin ||
			    s->inner_begin > s->inner_end ||
			    s->inner_end > s->end || s->end > b.len;
		}
	}
	ok(bad == 0, "20,000 texts of noise are repaired reversibly");
	buf_free(&b);
	buf_free(&out);
}

/* Stretches beyond what the first allocation holds. */
static void
check_many(void)
{
	struct marks_opts o = {MARK_KEEP, "en"};
	struct buf b = {0};
	struct span para = {0, 0};
	bool good = true;

	buf_puts(&b, "\"We wait.");
	for (int i = 0; i < 300; i++)
		buf_puts(&b, " \"It is late.");
	buf_puts(&b, "\" he said.");
	para.end = b.len;
	marks_free(&m);
	marks_read(&m, buf_view(&b), &para, 1, &o);
	for (size_t i = 1; i < m.n_stretches; i++)
		good &= m.stretches[i].carried;
	ok(good && m.n_stretches == 301, "an opener repeated 300 times");
	buf_free(&b);
}

/* One paragraph of many marks: no crash, and time that is linear. */
static void
check_long(const char *unit)
{
	struct buf b = {0}, out = {0};
	struct marks_opts o = {MARK_KEEP, "en"};
	struct span para = {0, 0};

	while (b.len < 4000000)
		buf_puts(&b, unit);
	buf_puts(&b, "It is late.\" He left.");
	para.end = b.len;
	marks_read(&m, buf_view(&b), &para, 1, &o);
	repair_apply(&m, buf_view(&b), &out);
	ok(out.len > 0, "4 MB of %s in one line", unit);
	buf_free(&b);
	buf_free(&out);
}

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

int
main(void)
{
	check(english, COUNT(english), MARK_KEEP, "en");
	check(curly, COUNT(curly), MARK_CURLY, "en");
	check(straight, COUNT(straight), MARK_STRAIGHT, "en");
	check(german, COUNT(german), MARK_CURLY, "de");
	check_stretches("\"We wait,\" she said. \"It is 'late.'\"",
	    "[We wait,][It is 'late.'][late.]");
	check_stretches("\"\"We wait,' she told them.", "[We wait,]");
	check_stretches("\"We wait.\n\n\"It is late,\" he said.",
	    "[We wait.]++[It is late,]");
	check_stretches("\"We wait.\n\nIt is late,\" he said.",
	    "[We wait.]++[It is late,]");
	check_stretches("\"We wait. \"It is late,\" he said.",
	    "[We wait.]++[It is late,]");
	check_stretches("We wait, Harrow said.", "");
	check_stretches("\"We wait, Harrow said. \"Now.\"", "[We wait,][Now.]");
	check_stretches("The bosses' car isn't 'here.'", "[here.]");
	check_noise();
	check_many();
	check_long("\"We wait,\" he said. ");
	check_long("\" ");
	check_long("'\"");
	check_long("'a ");
	check_long("\"a, he ");
	check_long("It rained. ");
	marks_free(&m);
	return done();
}
