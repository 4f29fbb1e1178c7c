/* SPDX-License-Identifier: ISC */
/*
 * One pass: jump to the next byte that may end a sentence, take in the whole
 * mark (a run of terminators, what closes after it, the blanks), and ask
 * sentence_rules.c.  Newlines are blanks; two of them, with nothing but blanks
 * between, end a sentence whatever came before.
 *
 * What is looked at is bounded on both sides: one or two words before, one
 * after, and for lists LIST_LOOK bytes, not beyond a blank line.
 */
#include "sentence.h"

#include <stdlib.h>

#include "sentence_char.h"
#include "sentence_lines.h"
#include "sentence_list.h"
#include "sentence_mark.h"
#include "sentence_quote.h"
#include "sentence_rules.h"
#include "sentence_scan.h"
#include "sentence_words.h"
#include "xalloc.h"

struct splitter {
	enum language language;
	bool neutral;
	bool keep_quotes;
	struct language_voter *voter;
	struct words *words[LANGUAGE_COUNT];
};

/* The state of one pass over a text. */
struct pass {
	const struct words *words;
	enum language lang;
	const unsigned char *text;
	const unsigned char *e;
	const unsigned char *para; /* where the paragraph begins */
	const unsigned char *s;	   /* where the sentence begins */
	const unsigned char *item; /* where the next item of a list begins */
	struct lines lines;
	struct list_item missed;      /* an item without a next one ... */
	const unsigned char *no_item; /* ... before this */
	const unsigned char *marker;  /* where the sentence's own marker ends */
	struct sentences *out;
};

struct splitter *
splitter_new(const struct sentence_conf *conf)
{
	struct splitter *sp = xcalloc(1, sizeof(*sp));

	sp->language = conf->language;
	sp->neutral = conf->neutral;
	sp->keep_quotes = conf->keep_quotes;
	sp->voter = language_new();
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		sp->words[i] = words_new((enum language)i, conf->abbreviations);
	return sp;
}

void
splitter_free(struct splitter *sp)
{
	if (sp == NULL)
		return;
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		words_free(sp->words[i]);
	language_free(sp->voter);
	free(sp);
}

void
sentences_free(struct sentences *out)
{
	free(out->v);
	*out = (struct sentences){0};
}

const char *
sentence_rule_name(enum sentence_rule rule)
{
	static const char *const names[] = {"end", "blank", "stop", "exclaim",
	    "ellipsis", "closed", "abbreviation", "initial", "list", "line",
	    "wide"};

	return rule < SENTENCE_RULES ? names[rule] : "none";
}

/* The sentence [s, end) is done; the next begins at next. */
static void
emit(struct pass *ps, const unsigned char *end, const unsigned char *next,
    enum sentence_rule rule)
{
	struct sentences *out = ps->out;
	const unsigned char *s = ps->s;
	size_t n;

	while ((n = char_space(s, end)) > 0)
		s += n;
	while ((n = char_space_before(s, end)) > 0)
		end -= n;
	ps->s = next;
	if (s >= end)
		return;
	if (out->n == out->cap) {
		out->cap = out->cap > 0 ? out->cap * 2 : 64;
		out->v = xreallocarray(out->v, out->cap, sizeof(*out->v));
	}
	out->v[out->n++] = (struct sentence){
	    (size_t)(s - ps->text), (size_t)(end - ps->text), rule};
}

/* A sentence begins at ps->s: is it an item of a list that goes on? */
static void
look_for_list(struct pass *ps)
{
	struct list_item it;
	const unsigned char *from, *seen;

	ps->item = NULL;
	it = list_marker(ps->s, ps->e);
	if (it.kind == 0)
		return;
	ps->marker = ps->s + it.len;
	from = ps->s + it.len;
	if (it.kind == ps->missed.kind && it.value == ps->missed.value &&
	    from < ps->no_item)
		from = ps->no_item;
	ps->item = list_next(it, from, ps->e, &seen);
	if (ps->item == NULL) {
		ps->missed = it;
		ps->no_item = seen;
	}
}

/* May *p begin a list marker?  Cheap, since it is asked for each sentence. */
static bool
marker_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || c == '(' || c == 0xE2 ||
	    (c >= 'a' && c <= 'z');
}

static void
end_sentence(struct pass *ps, const unsigned char *end,
    const unsigned char *next, enum sentence_rule rule)
{
	emit(ps, end, next, rule);
	ps->item = NULL;
	if (next < ps->e && marker_byte(*next))
		look_for_list(ps);
}

/* A bullet at the start of a line. */
static bool
begins_item(const unsigned char *q, const unsigned char *e)
{
	if (e - q >= 2 && *q == '*')
		return q[1] == ' ';
	return q < e && *q == 0xE2 && list_marker(q, e).kind != 0;
}

/*
 * Does the line that ends at the line feed p, without a mark, end a sentence?
 * When it was ended on purpose, and neither it nor the next one looks as if
 * the sentence went on.
 */
static bool
line_ends(struct pass *ps, const unsigned char *p, const unsigned char *next)
{
	const unsigned char *q = next;
	size_t n;

	while ((n = char_opener(q, ps->e)) > 0)
		q += n;
	switch (char_kind_at(q, ps->e, &n)) {
	case CHAR_UPPER:
	case CHAR_DIGIT:
	case CHAR_LETTER:
		break;
	default:
		return false;
	}
	while ((n = char_space_before(ps->para, p)) > 0)
		p -= n;
	return p > ps->para && p[-1] != ',' && p[-1] != '-' && p[-1] != '&' &&
	    lines_meant(&ps->lines, ps->para, p, next, ps->e);
}

static const unsigned char *
pass_newline(struct pass *ps, const unsigned char *p)
{
	unsigned newlines = 0;
	const unsigned char *q = mark_skip_blanks(p, ps->e, &newlines);

	if (newlines >= 2) {
		end_sentence(ps, p, q, SENTENCE_BLANK);
		ps->para = q;
	} else if (begins_item(q, ps->e)) {
		end_sentence(ps, p, q, SENTENCE_LIST);
	} else if (line_ends(ps, p, q)) {
		end_sentence(ps, p, q, SENTENCE_LINE);
	}
	return q;
}

/*
 * A straight quote that stands alone between blanks: it closes when the
 * sentence holds an odd number before it.  Returns past it, or p.
 */
static const unsigned char *
lone_quote_end(
    const struct pass *ps, const unsigned char *p, const unsigned char *mark)
{
	unsigned newlines = 0, quotes = 0;
	const unsigned char *q = mark_skip_blanks(p, ps->e, &newlines);

	if (*mark != '.' || q == p || newlines > 1 || q >= ps->e || *q != '"' ||
	    char_space(q + 1, ps->e) == 0 || mark - ps->s > LIST_LOOK)
		return p;
	for (const unsigned char *s = ps->s; s < mark; s++)
		quotes += *s == '"';
	return quotes % 2 ? q + 1 : p;
}

/* A full stop, perhaps a quotation mark, one blank, perhaps such a mark, and an
 * ASCII letter, as most sentences end: what the functions of sentence_mark.h
 * would find is known. */
static bool
stands_alone(struct place *pl, unsigned *newlines)
{
	const unsigned char *q = pl->t0 + 1;

	if (pl->e - q < 4 || *pl->t0 != '.')
		return false;
	pl->t1 = q;
	pl->c1 = q += *q == '"';
	if (*q != ' ' && *q != '\n')
		return false;
	pl->n = q + 1;
	q += 1 + (q[1] == '"');
	*newlines = *pl->c1 == '\n';
	return (unsigned char)((*q | 0x20) - 'a') < 26;
}

/* A mark in . ! ? at p; returns where to go on. */
static const unsigned char *
pass_terminator(struct pass *ps, const unsigned char *p)
{
	struct place pl = {.b = ps->para, .s = ps->s, .t0 = p, .e = ps->e};
	enum sentence_rule why;
	unsigned newlines = 0;

	if (!stands_alone(&pl, &newlines)) {
		newlines = 0;
		pl.t1 = mark_terminators_end(p, &pl);
		pl.c1 = lone_quote_end(ps, mark_closers_end(pl.t1, ps->e), p);
		pl.n = mark_skip_blanks(pl.c1, ps->e, &newlines);
	}
	if (pl.c1 >= ps->e)
		return ps->e;
	if (p < ps->marker)
		return pl.c1;
	if (pl.n >= ps->e)
		return ps->e;
	if (newlines >= 2) {
		end_sentence(ps, pl.c1, pl.n, SENTENCE_BLANK);
		ps->para = pl.n;
		return pl.n;
	}
	if (pl.n == pl.c1) {
		size_t n;

		if (char_kind_at(pl.n, ps->e, &n) != CHAR_LETTER &&
		    !mark_lost_blank(&pl))
			return pl.c1;
	}
	if (rules_decide(ps->words, ps->lang, &pl, &why))
		end_sentence(ps, pl.c1, pl.n, why);
	else if (newlines == 1 && !(*pl.n >= '0' && *pl.n <= '9') &&
	    line_ends(ps, pl.c1, pl.n)) /* No. 14 goes together */
		end_sentence(ps, pl.c1, pl.n, SENTENCE_LINE);
	return pl.n;
}

/* The particle after a quotation, as in 「…。」と. */
static bool
is_hiragana(const unsigned char *p, const unsigned char *e)
{
	return e - p >= 3 && p[0] == 0xE3 &&
	    (p[1] == 0x81 || (p[1] == 0x82 && p[2] < 0x97));
}

/* A full stop that needs no blank after it. */
static const unsigned char *
pass_wide(struct pass *ps, const unsigned char *p)
{
	const unsigned char *e = ps->e, *q;
	bool exclaim = false, dots = false, closed;
	unsigned newlines = 0;
	size_t n;

	/* A full-width point inside a number. */
	if (e - p >= 6 && p[0] == 0xEF && p[2] == 0x8E && p[3] == 0xEF &&
	    p[4] == 0xBC && p[5] >= 0x90 && p[5] <= 0x99)
		return p + 3;
	while ((n = char_wide_terminator(p, e)) > 0 ||
	    (n = char_terminator(p, e, &exclaim, &dots)) > 0)
		p += n;
	q = mark_closers_end(p, e);
	closed = q > p;
	p = q;
	q = mark_skip_blanks(p, e, &newlines);
	if (newlines < 2 && q < e &&
	    (*q == ',' || char_closer(q, e) > 0 ||
		(closed && q == p && is_hiragana(q, e))))
		return q;
	end_sentence(ps, p, q, newlines >= 2 ? SENTENCE_BLANK : SENTENCE_WIDE);
	if (newlines >= 2)
		ps->para = q;
	return q;
}

static const unsigned char *
pass_candidate(struct pass *ps, const unsigned char *p)
{
	bool exclaim = false, dots = false;
	size_t n;

	/* A line that goes on, a stop in a number or a word: most of them. */
	if (p + 1 < ps->e && p[1] < 0x80 &&
	    ((*p == '\n' && p[1] >= 'a' && p[1] <= 'z') ||
		(*p == '.' &&
		    ((p[1] >= 'a' && p[1] <= 'z') ||
			(p[1] >= '0' && p[1] <= '9')))))
		return p + 1;
	if (*p == '\n')
		return pass_newline(ps, p);
	if (*p < 0x80 || char_terminator(p, ps->e, &exclaim, &dots) > 0)
		return pass_terminator(ps, p);
	if (char_wide_terminator(p, ps->e) > 0)
		return pass_wide(ps, p);
	if ((n = char_space(p, ps->e)) > 0 && p[n - 1] == 0xA9)
		return pass_newline(ps, p);
	return p + 1;
}

static void
pass_run(struct pass *ps)
{
	const unsigned char *p = ps->text;
	unsigned newlines = 0;
	struct scan scan;

	scan_begin(&scan, ps->e);
	p = mark_skip_blanks(p, ps->e, &newlines);
	ps->s = ps->para = p;
	if (p < ps->e && marker_byte(*p))
		look_for_list(ps);
	while (p < ps->e) {
		const unsigned char *stop = ps->e;

		if (ps->item != NULL && ps->item > p)
			stop = ps->item;
		p = scan_next(&scan, p, ps->e);
		if (p > stop)
			p = stop;
		if (p < stop) {
			p = pass_candidate(ps, p);
			if (ps->item == NULL || p < ps->item)
				continue;
		}
		if (ps->item != NULL && p >= ps->item && ps->item > ps->s) {
			p = ps->item;
			end_sentence(ps, p, p, SENTENCE_LIST);
		} else if (ps->item != NULL && ps->item <= ps->s) {
			ps->item = NULL;
		}
	}
	emit(ps, ps->e, ps->e, SENTENCE_END);
}

void
sentence_split(const struct splitter *sp, struct view text,
    enum language language, struct sentences *out)
{
	struct pass ps = {.text = text.p, .out = out};

	out->n = 0;
	if (text.len == 0)
		return;
	if (sp->language != LANGUAGE_NONE)
		language = sp->language;
	if (sp->neutral)
		language = LANGUAGE_NONE;
	else if (language == LANGUAGE_NONE)
		language = language_vote(sp->voter, text);
	ps.e = text.p + text.len;
	ps.lang = language;
	ps.words = sp->words[language];
	ps.lines.latin = language != LANGUAGE_NONE && language != LANGUAGE_RU;
	ps.no_item = ps.marker = text.p;
	pass_run(&ps);
	if (sp->keep_quotes)
		quote_join(text, out);
}
