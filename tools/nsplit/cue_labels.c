/* SPDX-License-Identifier: ISC */
/*
 * Articles whose heads are labelled: a block of lines such as "Title: ...",
 * "Source: ...", "Date: ...".  A block counts when it holds a title, or one
 * stands above it, and two labels of those that a head has.  The publication
 * and the date may stand above it, too.
 */
#include "head.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "number_line.h"
#include "shape.h"

#define SURE 1.2 /* for three labels and more: nothing else looks so */

/* What a block of labelled lines holds; returns the line after it.  Labels
 * that stand after a text make it no head. */
static size_t
block(const struct page *p, size_t i, bool *title, size_t *heads)
{
	struct view value;
	bool tail = false, subject = false, sender = false;
	enum label l, label, first = LABEL_NONE;
	struct view next;
	size_t n;

	*title = false;
	*heads = 0;
	for (; i < p->lines.n; i++) {
		if (page_blank(p, i)) {
			/* One blank line may part the labels. */
			if (i + 1 < p->lines.n && !page_blank(p, i + 1) &&
			    label_of(page_line(p, i + 1), &value) != LABEL_NONE)
				continue;
			break;
		}
		l = label_of(page_line(p, i), &value);
		if (l == LABEL_NONE && page_indent(p, i) == 0) {
			n = label_unknown(p, i, p->lines.n);
			if (n == 0)
				break;
			i += n - 1;
			continue;
		}
		for (next = value; next.len > 0 && l != LABEL_NONE;) {
			n = label_next(next);
			if (n == next.len)
				break;
			label = label_of(shape_skip(next, n + 1), &next);
			*title |= label == LABEL_TITLE;
			*heads += label >= LABEL_TITLE && label <= LABEL_ITEM;
		}
		*title |= l == LABEL_TITLE;
		subject |= l == LABEL_SUBJECT;
		sender |= l == LABEL_AUTHOR;
		if (first == LABEL_NONE)
			first = l;
		if (l != LABEL_NONE && value.len == 0 && l != LABEL_TEXT)
			i += label_below(p, i, p->lines.n);
		tail |= l == LABEL_TAIL && (!*title || first >= LABEL_TAIL);
		*heads += l >= LABEL_TITLE && l <= LABEL_ITEM;
		if (l == LABEL_TEXT) {
			i++;
			break;
		}
	}
	*title = !tail && (*title || (subject && sender));
	return i;
}

/* One of lines a..b may be a headline. */
static bool
has_title(const struct page *p, size_t a, size_t b)
{
	struct view v, x, y;

	for (; a < b; a++) {
		v = page_line(p, a);
		if (shape_words_min(v, 3) && shape_title(v) &&
		    !label_copyright(v) && !shape_publication(v) &&
		    !head_source_date(v, &x, &y))
			return true;
	}
	return false;
}

static bool
has_date(const struct page *p, size_t a, size_t b)
{
	struct date d;

	for (; a < b; a++)
		if (date_possible(page_line(p, a)) &&
		    date_find(page_line(p, a), &d))
			return true;
	return false;
}

/* The line of a number that stands alone above line i; else i.  *other: a
 * number stands there with something behind it. */
static size_t
numbered(const struct page *p, size_t i, uint64_t *number, bool *other)
{
	struct number_line n;
	struct view rest;
	size_t k = i;

	*number = 0;
	*other = false;
	if (k > 0 && page_blank(p, k - 1))
		k--;
	if (k == 0 || page_blank(p, k - 1) || !number_promising(p, k - 1) ||
	    !number_read(page_line(p, k - 1), &n, &rest))
		return i;
	*other = rest.len > 0;
	if (*other)
		return i;
	*number = n.number;
	return k - 1;
}

/* The line above line i when it sets off what is below: "---- Forwarded
 * message ----"; else i. */
static size_t
divider(const struct page *p, size_t i)
{
	struct view v;
	size_t k = i;

	if (k > 0 && page_blank(p, k - 1))
		k--;
	if (k == 0)
		return i;
	v = page_line(p, k - 1);
	return v.len > 12 && v.len < 80 && memcmp(v.p, "---", 3) == 0 &&
		v.p[v.len - 1] == '-' && !shape_symbols(v)
	    ? k - 1
	    : i;
}

static void
labels_propose(const struct page *p, struct proposal *pr)
{
	struct view value;
	size_t i, end, heads, top, first, full = 0, others = 0;
	uint64_t number;
	enum label l;
	bool title, other;

	for (i = 0; i < p->lines.n; i++) {
		if (page_inside(p, i) || page_blank(p, i) ||
		    page_indent(p, i) > 8)
			continue;
		l = label_of(page_line(p, i), &value);
		if (l == LABEL_NONE || l == LABEL_TEXT ||
		    (value.len == 0 &&
			(i + 1 == p->lines.n ||
			    (label_of(page_line(p, i + 1), &value) ==
				    LABEL_NONE &&
				label_below(p, i, p->lines.n) == 0))))
			continue;
		end = block(p, i, &title, &heads);
		top = i;
		if (heads >= 1 && end > i)
			top = label_above(p, i);
		if (title ? !has_date(p, top, i) : !has_title(p, top, i))
			top = title ? i : SIZE_MAX;
		if (top != SIZE_MAX && heads >= 2) {
			first = numbered(p, top, &number, &other);
			full += heads >= 3;
			others += other;
			proposal_add(pr,
			    (struct start){.mark = divider(p, first),
				.line = first,
				.number = number,
				.shape = (int)(i - first)});
		}
		i = end > i ? end - 1 : i;
	}
	if (full * 5 >= pr->n * 4 && others * 2 < pr->n)
		pr->sure = SURE;
}

/* What stands above the labels, up to line end. */
static void
dress_above(struct page *p, struct article *a, size_t end)
{
	size_t i, title = end;
	struct date d;
	struct view v;

	for (i = a->first; i < end; i++) {
		v = page_line(p, i);
		if (v.len == 0 || p->role[i] == ROLE_FIELD)
			continue;
		if (head_classify(p, a, i) != OTHER ||
		    (a->field[FIELD_DATE].len == 0 && date_find(v, &d) &&
			d.begin < 3 && head_set_date(p, a, v))) {
			p->role[i] =
			    label_copyright(v) ? ROLE_FURNITURE : ROLE_FIELD;
			continue;
		}
		p->role[i] = ROLE_FURNITURE;
		if (a->field[FIELD_SOURCE].len == 0 &&
		    (shape_publication(v) ||
			(title == end && i + 1 < end && head_short_name(v) &&
			    has_title(p, i + 1, end)))) {
			page_set(p, a, FIELD_SOURCE, v);
			p->role[i] = ROLE_FIELD;
		} else
			title = i;
	}
	if (title == end)
		return;
	for (i = title; i > a->first && !page_blank(p, i - 1) &&
	     p->role[i - 1] == ROLE_FURNITURE &&
	     !label_copyright(page_line(p, i - 1));)
		i--;
	for (; i <= title; i++) {
		page_add(p, a, FIELD_TITLE, shape_unframe(page_line(p, i)));
		p->role[i] = ROLE_FIELD;
	}
}

/* A labelled headline counts, and what stands above may be the source. */
static void
source_instead(struct page *p, struct article *a)
{
	struct string title = a->field[FIELD_TITLE];

	if (a->field[FIELD_SOURCE].len == 0 && title.len > 0 &&
	    shape_words(page_string(p, title)) <= 6)
		a->field[FIELD_SOURCE] = title;
	a->field[FIELD_TITLE].len = 0;
}

static bool
labels_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t found, i, end, head = a->first + (size_t)pr->s[k].shape;
	struct number_line n;
	struct view value;

	if (a->number > 0)
		p->role[a->first] = ROLE_FIELD;
	if (head > a->first) {
		dress_above(p, a, head);
		if (number_read(
			page_string(p, a->field[FIELD_TITLE]), &n, &value) &&
		    value.len == 0)
			a->field[FIELD_TITLE].len = 0; /* "Clipping No. 3" */
		for (i = head; i < a->last; i++) {
			end = label_of(page_line(p, i), &value);
			if (end == LABEL_NONE && !page_blank(p, i))
				break;
			if (end == LABEL_TITLE) {
				source_instead(p, a);
				break;
			}
		}
	}
	a->body = label_head(p, a, head, &found);
	label_tail(p, a);
	a->headed = a->field[FIELD_TITLE].len > 0 && a->body < a->last;
	return true;
}

const struct cue cue_labels = {"labels", 1.4, labels_propose, labels_dress};
