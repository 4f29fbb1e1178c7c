/* SPDX-License-Identifier: ISC */
/*
 * Articles known by their headings alone: the name of the
 * source in capitals on a line of its own, or a bare headline with a body
 * under it.  The weakest cues; the arbiter takes them where nothing else
 * speaks.
 */
#include "head.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "number_line.h"
#include "shape.h"

#define DECK_LINES 3

/* A few words in capitals on a line of their own.  The blank line before may
 * have been lost, after a text that ends there. */
static bool
capital_line(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	if (v.len < 2 || v.len > 60 || page_furniture(p, i) ||
	    p->furniture.times[i] > 12)
		return false;
	if (i > 0 && !page_blank(p, i - 1) && !page_furniture(p, i - 1) &&
	    !shape_stop(page_line(p, i - 1)))
		return false;
	return shape_capitals(v) && shape_words(v) <= 7 && !shape_stop(v) &&
	    v.p[v.len - 1] != ':' && shape_begins(v);
}

/* Of several such lines over one body the first is the source, the others
 * are debris. */
static void
capitals_propose(const struct page *p, struct proposal *pr)
{
	size_t i, last = SIZE_MAX;

	for (i = 0; i + 1 < p->lines.n; i++) {
		if (page_inside(p, i) || page_blank(p, i) ||
		    !page_blank(p, i + 1) || !capital_line(p, i))
			continue;
		if (last == SIZE_MAX || page_bodies(p, last, i) > 0 ||
		    i - last > 16)
			proposal_add(pr, (struct start){.mark = i, .line = i});
		last = i;
	}
	if (pr->n < 3 && !pr->continued)
		pr->n = 0;
}

static bool
capitals_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view v = page_line(p, a->first);

	(void)pr;
	(void)k;
	head_set_source(p, a, v);
	p->role[a->first] = ROLE_FIELD;
	if (!head_find(p, a, a->first + 1) ||
	    page_filled(p, a->first, a->body) > 12)
		return false;
	return a->headed = true;
}

const struct cue cue_capitals = {
    "capitals", 1.2, capitals_propose, capitals_dress};

/* A field of a head, the headline aside. */
static bool
labelled(struct view v)
{
	struct view value;
	enum label l;

	if (v.len > 120)
		return false;
	l = label_of(v, &value);
	return value.len > 0 &&
	    ((l > LABEL_TITLE && l <= LABEL_ITEM) || l == LABEL_HEAD);
}

/* A few words with capitals right over a byline or a date, none above. */
static bool
name_over(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), name;
	struct date d;

	return i > 0 && page_blank(p, i - 1) && i + 1 < p->lines.n &&
	    !page_blank(p, i + 1) && head_short_name(v) &&
	    shape_capital_words(v) > .6 &&
	    (head_byline(p, i + 1, &name) || head_post(page_line(p, i + 1)) ||
		head_date(page_line(p, i + 1), &d));
}

/* A name in a block of its own, under a longer line and over a text. */
static bool
lone_name(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);
	size_t below = page_next(p, i + 1, p->lines.n), above = i;

	if (i == 0 || !page_blank(p, i - 1) || below == i + 1 ||
	    below == p->lines.n || !page_body(p, below) ||
	    !head_short_name(v) || shape_words_min(v, 4) ||
	    shape_capital_words(v) < 1)
		return false;
	while (above > 0 && page_blank(p, above - 1))
		above--;
	return i - above == 1 && above > 0 && !page_body(p, above - 1) &&
	    shape_words_min(page_line(p, above - 1), 4) &&
	    shape_title(page_line(p, above - 1));
}

/* Bylines, dates and blank lines are passed over; returns the line after. */
static size_t
pass_fields(const struct page *p, size_t i)
{
	struct view name;
	struct date d;

	for (; i < p->lines.n; i++)
		if (!page_blank(p, i) && !head_byline(p, i, &name) &&
		    !head_aside(page_line(p, i)) &&
		    !head_date(page_line(p, i), &d) &&
		    !head_posted(page_line(p, i), &d, &name) &&
		    !head_source_like(p, i) && !labelled(page_line(p, i)) &&
		    !head_post(page_line(p, i)) &&
		    !(i > 0 && head_byline(p, i - 1, &name) &&
			head_short_name(page_line(p, i))) &&
		    !name_over(p, i) && !lone_name(p, i))
			break;
	return i;
}

/* All of it is a quotation, and no sentence. */
static bool
quoted(struct view v)
{
	return v.len > 12 && v.p[v.len - 1] == '"' &&
	    memchr(v.p + 1, '"', v.len - 2) == NULL && !shape_stop(v) &&
	    shape_words_min(v, 3);
}

/* A row of a table: three columns and more. */
static bool
columns(struct view v)
{
	size_t i, n = 0;

	if (shape_find(v, "   ") == NULL)
		return false;
	for (i = 0; i + 3 < v.len; i++)
		n += v.p[i] == ' ' && v.p[i + 1] == ' ' && v.p[i + 2] == ' ' &&
		    v.p[i + 3] != ' ';
	return n >= 2;
}

/* A headline in capitals that has a comma or the like where its first line
 * ends. */
static bool
goes_on(const struct page *p, size_t i)
{
	return shape_capitals(page_line(p, i)) && i + 1 < p->lines.n &&
	    !page_blank(p, i + 1) && !page_body(p, i + 1) &&
	    shape_capitals(page_line(p, i + 1));
}

/* The body behind a deck of a few lines, in a block that begins on line i, with
 * names or dates between; lines.n when that is not so.  The headline on line
 * title is set off from what is above no less than from the deck. */
static size_t
behind_deck(const struct page *p, size_t title, size_t i)
{
	size_t end = i, k;

	while (end < p->lines.n && !page_blank(p, end) && !page_body(p, end))
		end++;
	if (end - i > DECK_LINES || shape_stop(page_line(p, title)) ||
	    (title > 0 && page_gap_above(p, title) < page_gap_above(p, i)) ||
	    end == p->lines.n || page_body(p, end))
		return p->lines.n;
	k = pass_fields(p, end);
	return k < p->lines.n && page_body(p, k) &&
		page_filled(p, end, k) > 0 &&
		shape_words_min(page_line(p, i), 4)
	    ? k
	    : p->lines.n;
}

/* A headline on line i that stands alone over a body?  *credited: names or
 * dates stand between. */
static bool
bare_line(const struct page *p, size_t i, bool *credited)
{
	struct view v = page_line(p, i), name;
	struct date d;
	size_t k, from;

	if (v.len < 8 || page_body(p, i) || page_furniture(p, i) ||
	    (strchr(":,;", v.p[v.len - 1]) != NULL && !goes_on(p, i)) ||
	    (v.p[0] == '"' && !quoted(v)) || strchr("-*|+#", v.p[0]) != NULL ||
	    !shape_begins(v) || !head_title(v) || head_aside(v) || columns(v) ||
	    head_byline(p, i, &name) || labelled(v) ||
	    head_posted(v, &d, &name))
		return false;
	*credited = false;
	for (k = i + 1; k < p->lines.n && k < i + 4 && !page_blank(p, k) &&
	     !page_body(p, k);
	     k++)
		*credited |= head_byline(p, k, &name) || head_source_like(p, k);
	from = k;
	k = pass_fields(p, k);
	for (; from < k; from++)
		*credited |= !page_blank(p, from);
	if (k == p->lines.n || page_body(p, k))
		return k < p->lines.n;
	k = behind_deck(p, i, k);
	*credited |= k < p->lines.n;
	return k < p->lines.n && shape_words_min(v, 3);
}

/* The headline of which line i is the first or the kicker over it: a part of
 * the paper, a word or two in capitals. */
static size_t
under_kicker(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	return i + 2 < p->lines.n && v.len < 24 && !shape_words_min(v, 4) &&
		!page_blank(p, i + 1) &&
		(head_section(v) ||
		    (shape_capitals(v) && !shape_capitals(page_line(p, i + 1))))
	    ? i + 1
	    : i;
}

/* Blank lines before line i. */
static size_t
gap_before(const struct page *p, size_t i)
{
	size_t n = page_gap_above(p, i);

	return n == i ? 99 : n;
}

/* The mark that a line begins with, as one number; 0 for a letter, a digit or
 * a quotation mark. */
static unsigned
mark_of(struct view v)
{
	unsigned char c = v.p[0];

	if (c == '"' || c == '\'' || (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
		return 0;
	if (c < 0x80)
		return c;
	if (c == 0xC2 && v.len > 1 && v.p[1] != 0xAB)
		return 0xC200u | v.p[1];
	return 0;
}

/* Where most headlines begin with the same mark, the others are subheads. */
static void
keep_marked(const struct page *p, struct proposal *pr)
{
	size_t i, k, n;
	unsigned mark;

	for (i = 0; i < pr->n && i < 4; i++) {
		mark = mark_of(page_line(p, pr->s[i].line));
		for (k = n = 0; k < pr->n && mark != 0; k++)
			n += mark_of(page_line(p, pr->s[k].line)) == mark;
		if (n < 3 || n * 2 < pr->n)
			continue;
		for (k = n = 0; k < pr->n; k++)
			if (mark_of(page_line(p, pr->s[k].line)) == mark)
				pr->s[n++] = pr->s[k];
		pr->n = n;
		return;
	}
}

/* What speaks for headlines rather than subheads: struct start.rest is set
 * where names or dates follow, struct start.shape is the gap before. */
static bool
speaks(const struct start *s)
{
	return s->shape >= 2 || s->rest > 0;
}

/*
 * Subheads look like headlines.  They are shorter, nothing stands between them
 * and the text, and the gap before them is that between paragraphs: where all
 * candidates but the first are so, the text is one article.
 */
static bool
headlines(const struct page *p, const struct proposal *pr)
{
	size_t i, n = 0, good = 0, words = 0;

	for (i = 1; i < pr->n; i++, n++) {
		good += speaks(&pr->s[i]);
		words += shape_words(page_line(p, pr->s[i].line));
	}
	if (n == 0)
		return pr->continued;
	return good * 2 >= n || (words >= 5 * n && n >= 2);
}

/* What a heading looks like, as far as the headlines of one dump are alike in
 * it. */
static unsigned
looks(struct view v)
{
	struct number_line n;
	struct view rest;

	return (shape_capitals(v) ? 1u : 0) |
	    (number_read(v, &n, &rest) ? 2u : 0);
}

/* The looks that most candidates do without. */
static unsigned
odd_looks(const struct page *p, const struct proposal *pr)
{
	size_t i, count[2] = {0};
	unsigned l;

	for (i = 0; i < pr->n; i++) {
		l = looks(page_line(p, pr->s[i].line));
		count[0] += l & 1;
		count[1] += l >> 1;
	}
	return (count[0] * 4 <= pr->n ? 1u : 0) |
	    (count[1] * 4 <= pr->n ? 2u : 0);
}

/* Where headlines are long, short candidates that nothing speaks for are
 * subheads, and so are those that look otherwise than most. */
static void
drop_subheads(const struct page *p, struct proposal *pr)
{
	size_t i, k, wide = 0, words, limit;
	unsigned odd = odd_looks(p, pr);

	for (i = 0; i < pr->n; i++)
		wide += pr->s[i].shape >= 2;
	limit = wide >= 3 && wide * 2 >= pr->n ? 5 : 4;
	for (i = k = 0; i < pr->n; i++) {
		words = shape_words(page_line(p, pr->s[i].line));
		if (i == 0 || speaks(&pr->s[i]) ||
		    (words >= limit &&
			(looks(page_line(p, pr->s[i].line)) & odd) == 0))
			pr->s[k++] = pr->s[i];
	}
	pr->n = k;
}

/* Line i stands at the margin between texts that are indented, with no blank
 * line between. */
static bool
hangs(const struct page *p, size_t i)
{
	return page_indent(p, i) == 0 && page_indent(p, i - 1) >= 2 &&
	    i + 1 < p->lines.n && page_indent(p, i + 1) >= 2 &&
	    shape_stop(page_line(p, i - 1));
}

/* Line i is a name or a deck under a headline, which is the candidate before.
 */
static bool
name_between(const struct page *p, const struct proposal *pr, size_t i)
{
	size_t title;

	if (pr->n == 0)
		return false;
	title = pr->s[pr->n - 1].line;
	return i - title < 8 && page_bodies(p, title, i) == 0 &&
	    (name_over(p, i) || lone_name(p, i) ||
		behind_deck(p, title, i) < p->lines.n) &&
	    shape_words_min(page_line(p, title), 3);
}

static void
bare_propose(const struct page *p, struct proposal *pr)
{
	bool credited;
	size_t i, title;

	for (i = 0; i < p->lines.n; i++)
		if (!page_inside(p, i) && !page_blank(p, i) &&
		    (i == 0 || page_blank(p, i - 1) || hangs(p, i)) &&
		    !name_between(p, pr, i) &&
		    bare_line(p, title = under_kicker(p, i), &credited))
			proposal_add(pr,
			    (struct start){.mark = i,
				.line = i,
				.rest = credited || title > i,
				.shape = (int)gap_before(p, i)});
	keep_marked(p, pr);
	if (!headlines(p, pr))
		pr->n = 0;
	drop_subheads(p, pr);
}

static bool
bare_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	(void)pr;
	(void)k;
	return a->headed = head_segment(p, a);
}

const struct cue cue_bare = {"headlines", .8, bare_propose, bare_dress};
