/* SPDX-License-Identifier: ISC */
/*
 * The head of an article is what lies between its cue and the first line of
 * its body.  Its lines are told apart one by one (date, byline, address,
 * debris); runs of what is left are candidates for headline and source.  The
 * run nearest to the body is the headline, unless it is a sentence under
 * another candidate: then it is a deck, and belongs to the text.  A line break
 * in a run is wrapping only where the next word would not have fitted; else
 * the run's short first line is the source.
 */
#include "head.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "shape.h"

#define TITLE_LINES HEAD_TITLE_LINES
#define MASTHEAD_WORDS 8
#define DECK_WORDS 12 /* of several lines */
/* A run that reads as a sentence: a deck, or a short first paragraph. */
static bool
sentence(const struct page *p, size_t a, size_t b)
{
	size_t i, words = 0;

	for (i = a; i < b; i++)
		words += shape_words(page_line(p, i));
	return words >= 4 && shape_full_stop(page_line(p, b - 1)) &&
	    !shape_capitals(page_line(p, b - 1));
}

/* Whether a good headline stands in one of the runs above line end. */
static bool
better_above(const struct page *p, const struct head *h, size_t end)
{
	size_t a, b, i;

	while (head_run_before(h, end, &a, &b)) {
		for (i = a; i < b; i++)
			if (!head_weak(p, h->from + i) &&
			    shape_title(page_line(p, h->from + i)) &&
			    shape_words(page_line(p, h->from + i)) >= 3)
				return true;
		end = a;
	}
	return false;
}

/* A run that is the deck under a headline: one line under another, or a few
 * lines of many words. */
static bool
standfirst(const struct page *p, const struct head *h, size_t a, size_t b)
{
	size_t first, last, i, words = 0;
	struct view v;

	if (b - a > 3 || !head_run_before(h, a, &first, &last) ||
	    last - first > 2)
		return false;
	if (b - a == 1)
		return last - first == 1 &&
		    head_standfirst(p, h->from + first, h->from + a);
	for (i = a; i < b; i++)
		words += shape_words(page_line(p, h->from + i));
	v = page_line(p, h->from + a);
	return words >= DECK_WORDS && shape_capital_words(v) <= .5 &&
	    last + 2 >= a && shape_title(page_line(p, h->from + last - 1)) &&
	    shape_words_min(page_line(p, h->from + first), 4) &&
	    !head_weak(p, h->from + first) &&
	    !head_source_like(p, h->from + first);
}

static bool
says_much(unsigned char kind)
{
	return kind == DATE || kind == BYLINE || kind == PLACE ||
	    kind == LABEL || kind == URL;
}

/* Short lines with a longer one in a block of its own under them, which may be
 * the headline. */
static bool
short_over_title(const struct page *p, const struct head *h, size_t a, size_t b)
{
	struct view v;
	size_t i;

	for (i = a; i < b; i++)
		if (shape_words(page_line(p, h->from + i)) > 4)
			return false;
	while (b < h->n && h->kind[b] != OTHER)
		b++;
	if (b == h->n)
		return false;
	v = page_line(p, h->from + b);
	return shape_title(v) && !shape_full_stop(v) && shape_begins(v) &&
	    shape_words(v) >= 4 && v.p[v.len - 1] != ':';
}

/* A name right under a byline, or two of them. */
static bool
affiliation(const struct page *p, const struct head *h, size_t i)
{
	struct view v = page_line(p, h->from + i);

	if (i + 1 < h->n && h->kind[i + 1] == OTHER)
		return false;
	return i > 0 && h->kind[i - 1] == BYLINE && head_short_name(v) &&
	    shape_begins(v);
}

/* A name over a byline, in a block of its own under a longer headline. */
static bool
name_over_byline(const struct page *p, const struct head *h, size_t i)
{
	struct view v = page_line(p, h->from + i);
	size_t a, b;

	return i > 0 && h->kind[i - 1] == BLANK && i + 1 < h->n &&
	    h->kind[i + 1] == BYLINE && head_short_name(v) &&
	    shape_capital_words(v) > .6 && !shape_capitals(v) &&
	    head_run_before(h, i, &a, &b) &&
	    shape_words(page_line(p, h->from + a)) > shape_words(v) &&
	    better_above(p, h, i);
}

/* A person's name, or one of one word, and what stands above is no
 * publication's: a credit under the headline. */
static bool
author(const struct page *p, const struct head *h, size_t run)
{
	struct view v = page_line(p, h->from + run);
	size_t a, b;

	return shape_words(v) <= 4 &&
	    (shape_person(v) ||
		(shape_words(v) == 1 && shape_capital_words(v) == 1 &&
		    head_short_name(v) && !shape_is_digit(v.p[0]))) &&
	    head_run_before(h, run, &a, &b) &&
	    shape_words(page_line(p, h->from + b - 1)) >= 4 &&
	    !head_source_like(p, h->from + b - 1);
}

/* The last run that stands right at a date, a byline or the like, with no
 * blank line between: nothing under it is the headline. */
static bool
find_attested(const struct page *p, const struct head *h, size_t *first,
    size_t *last, size_t *body)
{
	size_t a, b, i, end = h->n;

	for (; head_run_before(h, end, &a, &b); end = a) {
		if (!(a > 0 && says_much(h->kind[a - 1])) &&
		    !(b < h->n && says_much(h->kind[b])))
			continue;
		if ((b - a == 1 &&
			(head_source_like(p, h->from + a) ||
			    name_over_byline(p, h, a) || author(p, h, a) ||
			    (affiliation(p, h, a) && better_above(p, h, a)) ||
			    standfirst(p, h, a, b))) ||
		    short_over_title(p, h, a, b) || b - a > TITLE_LINES ||
		    head_debris(p, h->from + b - 1) ||
		    p->furniture.times[h->from + a] > 2 ||
		    !shape_title(page_line(p, h->from + b - 1)))
			continue;
		*first = h->from + a;
		*last = h->from + b;
		for (i = b; i < h->n; i++)
			if (h->kind[i] == OTHER && !affiliation(p, h, i) &&
			    !author(p, h, i)) {
				*body = h->from + i;
				break;
			}
		return true;
	}
	return false;
}

static bool
in_brackets(struct view v)
{
	return v.len > 2 && v.p[0] == '(' && v.p[v.len - 1] == ')';
}

/* What the lines above the run say where the article is from. */
static bool
attributed(const struct head *h, const struct article *a, size_t run)
{
	while (run > 0)
		if (says_much(h->kind[--run]))
			return true;
	return a->sourced;
}

/* A run of a line or two that reads as a headline. */
static bool
reads_as_title(const struct page *p, size_t a, size_t b)
{
	struct view v = page_line(p, a);
	size_t i, words = 0;

	for (i = a; i < b; i++) {
		if (head_weak(p, i))
			return false;
		words += shape_words(page_line(p, i));
	}
	return b - a <= 2 && words >= 3 && shape_begins(v) &&
	    shape_title(page_line(p, b - 1)) && !head_source_like(p, a) &&
	    v.p[v.len - 1] != ':';
}

/*
 * Under the line that says where an article is from stands its headline, and
 * a deck under that, perhaps behind a name: of two such runs the upper one is
 * the headline.
 */
static void
over_deck(const struct page *p, const struct article *art, const struct head *h,
    size_t *first, size_t *last, size_t *body)
{
	size_t a, b, i, end = *first - h->from;

	while (head_run_before(h, end, &a, &b)) {
		for (i = b; i < end; i++)
			if (h->kind[i] != BLANK)
				return;
		if (b - a == 1 && shape_words(page_line(p, h->from + a)) <= 3 &&
		    shape_person(page_line(p, h->from + a)) &&
		    better_above(p, h, a)) {
			end = a;
			continue;
		}
		if (!attributed(h, art, a) ||
		    !reads_as_title(p, h->from + a, h->from + b) ||
		    (shape_capitals(page_line(p, *first)) &&
			!shape_capitals(page_line(p, h->from + a))))
			return;
		*body = *first;
		*first = h->from + a;
		*last = h->from + b;
		return;
	}
}

/* Two lines, a person's name and a paper's or one that comes again. */
static bool
names(const struct page *p, const struct head *h, size_t a, size_t b)
{
	struct view v = page_line(p, h->from + a);
	struct view w = page_line(p, h->from + b - 1);

	return head_short_name(v) && head_short_name(w) &&
	    !shape_words_min(v, 6) && !shape_words_min(w, 6) &&
	    ((shape_person(v) &&
		 (head_source_like(p, h->from + b - 1) || head_post(w))) ||
		(shape_person(w) && head_source_like(p, h->from + a)));
}

/* The run that is the headline, as lines of the page; the body moves up over
 * decks.  false: none. */
static bool
find_title(const struct page *p, const struct head *h, size_t *first,
    size_t *last, size_t *body)
{
	size_t a, b, end = h->n;

	if (find_attested(p, h, first, last, body))
		return true;

	while (head_run_before(h, end, &a, &b)) {
		if (b - a == 2 && names(p, h, a, b) && better_above(p, h, a)) {
			end = a;
			continue;
		}
		if (b - a == 1 && better_above(p, h, a) &&
		    (head_source_like(p, h->from + a) ||
			in_brackets(page_line(p, h->from + a)) ||
			name_over_byline(p, h, a) || author(p, h, a) ||
			affiliation(p, h, a))) {
			end = a;
			continue;
		}
		if (!standfirst(p, h, a, b) &&
		    (!sentence(p, h->from + a, h->from + b) ||
			!better_above(p, h, a))) {
			*first = h->from + a;
			*last = h->from + b;
			return true;
		}
		*body = h->from + a;
		end = a;
	}
	return false;
}

/* A short first line of the head, with other lines or blank ones between it
 * and the headline, that may be the source. */
static void
source_above(
    struct page *p, struct article *a, const struct head *h, size_t title)
{
	size_t i, k;
	struct view v;

	if (a->field[FIELD_SOURCE].len > 0)
		return;
	for (i = 0; i < h->n && h->from + i < title; i++) {
		v = page_line(p, h->from + i);
		if (v.len == 0 || label_copyright(v) || says_much(h->kind[i]) ||
		    h->kind[i] == DEBRIS)
			continue;
		for (k = i; k < h->n && h->kind[k] == OTHER;)
			k++;
		if (h->kind[i] == OTHER && head_short_name(v) &&
		    (k == i + 1 || h->from + k <= title)) {
			page_set(p, a,
			    head_section(v) ? FIELD_SECTION : FIELD_SOURCE, v);
			p->role[h->from + i] = ROLE_FIELD;
		}
		return;
	}
}

/*
 * A line of the head that need not be text: it comes again, is hardly anything,
 * stands in capitals over the headline, or is a few words right at a date or a
 * byline.  All else is text, wherever it stands.
 */
static bool
spare(const struct page *p, const struct head *h, size_t i, bool titled)
{
	struct view v = page_line(p, h->from + i);

	if (head_debris(p, h->from + i) || p->furniture.times[h->from + i] > 1)
		return true;
	if (shape_capitals(v))
		return !titled && shape_words(v) <= MASTHEAD_WORDS;
	return ((i > 0 && says_much(h->kind[i - 1])) ||
		   (i + 1 < h->n && says_much(h->kind[i + 1]))) &&
	    head_short_name(v) && shape_words(v) <= 4;
}

static void
mark_roles(struct page *p, const struct head *h, size_t body)
{
	bool titled = false;
	size_t i, line;

	for (i = 0; i < h->n; i++) {
		line = h->from + i;
		titled |= p->role[line] == ROLE_FIELD && h->kind[i] == OTHER;
		/* Behind a deck, which is text, credits go on. */
		if (p->role[line] != ROLE_TEXT ||
		    (line >= body && !says_much(h->kind[i])))
			continue;
		switch ((enum kind)h->kind[i]) {
		case DATE:
		case BYLINE:
		case URL:
		case PLACE:
		case LABEL:
		case TEXT:
			p->role[line] = ROLE_FIELD;
			break;
		case BLANK:
			break;
		case OTHER:
			if (!spare(p, h, i, titled))
				break;
			/* fall through */
		case DEBRIS:
			p->role[line] = ROLE_FURNITURE;
			break;
		}
	}
}

/* Where the text begins when one of the head's lines is a label for it. */
static bool
at_label(struct page *p, struct article *a, size_t i, size_t *body)
{
	struct view value;

	if (i >= a->last || label_of(page_line(p, i), &value) != LABEL_TEXT)
		return false;
	if (value.len > 0) {
		p->skip[i] = (uint16_t)((size_t)(value.p - p->text.p) -
		    p->lines.v[i].at);
		*body = i;
	} else {
		p->role[i] = ROLE_FIELD;
		*body = page_next(p, i + 1, a->last);
	}
	return true;
}

/* The cue gave the headline; what is left are credits, decks and debris. */
static size_t
rest_of_head(
    struct page *p, struct article *a, const struct head *h, size_t body)
{
	size_t first, last, end = h->n, i;

	while (head_run_before(h, end, &first, &last)) {
		if (sentence(p, h->from + first, h->from + last))
			body = h->from + first;
		end = first;
	}
	for (i = 0; i < h->n && h->from + i < body; i++)
		if (h->kind[i] == OTHER)
			head_credits(p, a, h->from + i);
	return body;
}

/* A body cannot begin in the middle of a sentence: the line before it, which
 * a page's edge may part from it, is text too. */
static size_t
whole_sentence(const struct page *p, size_t from, size_t body)
{
	size_t i = body;

	if (!shape_lower_first(page_line(p, body)))
		return body;
	while (i > from && (page_blank(p, i - 1) || page_furniture(p, i - 1)))
		i--;
	return i > from && i < body && !shape_stop(page_line(p, i - 1)) ? i - 1
									: body;
}

/* The headline that the cue gave, unless it is what comes again in this dump,
 * which is where its articles are from. */
static void
cue_title(struct page *p, struct article *a)
{
	enum field f;
	struct view v;

	if (a->field[FIELD_TITLE].len == 0)
		return;
	v = page_string(p, a->field[FIELD_TITLE]);
	heads_count_title(&p->heads, v, shape_publication(v));
	if (!p->heads.repeated)
		return;
	f = head_section(v) ? FIELD_SECTION : FIELD_SOURCE;
	if (a->field[f].len == 0)
		a->field[f] = a->field[FIELD_TITLE];
	a->field[FIELD_TITLE] = (struct string){0};
	a->sourced |= f == FIELD_SOURCE;
}

bool
head_find(struct page *p, struct article *a, size_t from)
{
	struct head h = {0};
	size_t first = 0, last = 0, i, body, text;
	bool found = true;

	cue_title(p, a);
	from = page_next(p, from, a->last);
	body = page_first_body(p, from, a->last);
	if (body < a->last)
		body = whole_sentence(p, from, body);
	a->body = from;
	h.from = from;
	for (i = from; i < body && i - from < HEAD_MAX; i++)
		if ((h.kind[h.n++] = (unsigned char)head_classify(p, a, i)) ==
		    TEXT)
			break;
	if (i < body && i - from < HEAD_MAX)
		h.n--;
	if (!at_label(p, a, i, &body) &&
	    (body - from > HEAD_MAX || body == a->last))
		return false;
	if (a->field[FIELD_TITLE].len > 0)
		body = rest_of_head(p, a, &h, body);
	else if ((text = body,
		     found = find_title(p, &h, &first, &last, &body))) {
		over_deck(p, a, &h, &first, &last, &body);
		head_usual_block(p, &h, &first, &last, &body, text);
		source_above(p, a, &h, head_take_title(p, a, first, last));
	}
	for (i = 0; found && i < h.n; i++)
		if (h.kind[i] == OTHER && from + i >= last &&
		    (from + i < body || affiliation(p, &h, i)))
			head_credits(p, a, from + i);
	mark_roles(p, &h, body);
	a->body = body;
	label_tail(p, a);
	return found;
}
