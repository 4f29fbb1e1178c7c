/* SPDX-License-Identifier: ISC */
/*
 * Articles whose headlines begin their first line, in capitals: "MINISTER
 * RESIGNS. The minister of ports ...", as bulletins and old papers have it.
 * A dateline is shorter, or a dash ends it.
 */
#include "cue.h"

#include <string.h>

#include "shape.h"
#include "utf8.h"

#include <utf8proc.h>

#define WORDS_MIN 3
#define LETTERS_MIN 12
#define TITLE_MAX 240

static bool
lower(uint32_t cp)
{
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LL;
}

/* Words in small letters follow soon: a text, after a dateline perhaps. */
static bool
begins_text(struct view v)
{
	size_t i, n = 0;

	for (i = 0; i < v.len && i < 64; i++)
		n += (v.p[i] >= 'a' && v.p[i] <= 'z') || v.p[i] >= 0x80;
	return n >= 8;
}

/* The mark at i ends a sentence, and no abbreviation. */
static bool
stop(struct view v, size_t i)
{
	if (v.p[i] == ':' || v.p[i] == '!' || v.p[i] == '?')
		return true;
	return v.p[i] == '.' && i > 2 && v.p[i - 1] != '.' &&
	    v.p[i - 2] != '.' && v.p[i - 2] != ' ';
}

/* The headline that v begins with: its length with the mark behind it, 0 for
 * none.  Up to there nothing is in small letters. */
static size_t
run_in(struct view v)
{
	size_t i, n, letters = 0, words = 1;
	uint32_t cp;

	for (i = 0; i < v.len && i < TITLE_MAX; i += n) {
		n = utf8_decode(v.p + i, v.len - i, &cp);
		if (lower(cp))
			return 0;
		letters += (cp >= 'A' && cp <= 'Z') || cp >= 0xC0;
		if (v.p[i] != ' ' && v.p[i] != '\n')
			continue;
		if (words >= WORDS_MIN && letters >= LETTERS_MIN &&
		    stop(v, i - 1))
			return begins_text(shape_skip(v, i)) ? i : 0;
		words++;
	}
	return 0;
}

/* A paragraph begins on line i; its text, which may be several lines. */
static struct view
paragraph(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);
	size_t k = i + 1;

	while (k < p->lines.n && !page_blank(p, k) && k < i + 4)
		v.len = (size_t)(p->text.p + p->lines.v[k++].end - v.p);
	return v;
}

static bool
may_begin(const struct page *p, size_t i)
{
	const unsigned char *s = p->text.p + p->lines.v[i].text;
	size_t n = p->lines.v[i].end - p->lines.v[i].text;

	/* Most lines fail on their second or third byte. */
	return n > LETTERS_MIN && (s[0] < 'a' || s[0] > 'z') &&
	    (s[1] < 'a' || s[1] > 'z') && (s[2] < 'a' || s[2] > 'z') &&
	    (s[3] < 'a' || s[3] > 'z') && (i == 0 || page_blank(p, i - 1)) &&
	    !page_furniture(p, i);
}

static void
runin_propose(const struct page *p, struct proposal *pr)
{
	size_t i;

	for (i = 0; i < p->lines.n; i++)
		if (may_begin(p, i) && run_in(paragraph(p, i)) > 0)
			proposal_add(pr, (struct start){.mark = i, .line = i});
	if (pr->n < 3 && !pr->continued)
		pr->n = 0;
}

static bool
runin_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i = a->first, n;
	struct view v;

	(void)pr;
	(void)k;
	v = paragraph(p, i);
	n = run_in(v);
	v = (struct view){v.p, n};
	while (v.len > 0 && (v.p[v.len - 1] == '.' || v.p[v.len - 1] == ':'))
		v.len--;
	page_set(p, a, FIELD_TITLE, v);
	/* The text begins behind it, on that line or a later one. */
	n += p->lines.v[i].text;
	while (i + 1 < a->last && p->lines.v[i].end <= n)
		p->role[i++] = ROLE_FIELD;
	while (n < p->lines.v[i].end && p->text.p[n] <= ' ')
		n++;
	p->skip[i] = (uint16_t)(n - p->lines.v[i].at);
	a->body = i;
	return a->headed = true;
}

const struct cue cue_runin = {"run-in", 1.1, runin_propose, runin_dress};
