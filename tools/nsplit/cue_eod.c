/* SPDX-License-Identifier: ISC */
/*
 * "End of Document" after each article: Nexis Uni, where the headline stands
 * over the source and the date, and Westlaw, where it stands under them.
 */
#include "document.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "shape.h"

#define HEAD_LINES 16

/* The line within the next few that says the same as line i, which a running
 * head does, or the next one if i comes but once; lines.n when none does. */
static size_t
running(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), w;
	size_t k, n = page_furniture(p, i) ? 0 : 2;

	for (k = i + 1; k < p->lines.n && n < 3; k++) {
		w = page_line(p, k);
		n += w.len > 0;
		if (w.len > 0 && w.len == v.len && memcmp(w.p, v.p, v.len) == 0)
			return k;
	}
	return p->lines.n;
}

/* The first line from i on of an article: a running head with the headline may
 * stand above the headline, which then looks like one itself. */
static size_t
first_line(const struct page *p, size_t i, size_t end)
{
	size_t line = page_next(p, i, end), k, n;

	for (k = i, n = 0; k < line && n < 4; k++) {
		if (page_blank(p, k) || (p->furniture.is[k] & FURNITURE_PAGE))
			continue;
		n++;
		if (running(p, k) < end && shape_title(page_line(p, k)))
			return k;
	}
	return line;
}

/*
 * Where the first article begins between two lines: a cover sheet may stand
 * before it.  The last heading above the first label of a head, when headings
 * are told, or what stands behind a list of what was searched for.
 */
static size_t
behind_cover(const struct page *p, size_t line, size_t end)
{
	struct view v, value;
	size_t i, best = line;
	enum label l;

	for (i = line; i < end; i++) {
		v = page_line(p, i);
		l = label_of(v, &value);
		if (best > line &&
		    (l == LABEL_TEXT || l == LABEL_HEAD || l == LABEL_SECTION ||
			l == LABEL_AUTHOR))
			break;
		if (i < p->level.len && p->level.p[i] == 1 && v.len > 0)
			best = i;
		/* What was searched for, of each article: "-None-". */
		if (v.len > 6 && memcmp(v.p + v.len - 6, "-None-", 6) == 0)
			best = first_line(p, i + 1, end);
	}
	return best;
}

/* first_line(), where other text stands before the head, as in dumps that were
 * put together: what stands above the first labels. */
static size_t
head_line(const struct page *p, size_t line, size_t end)
{
	struct view value;
	size_t k, seen = 0;
	enum label l;

	for (k = line; k < end; k++) {
		seen += !page_blank(p, k);
		l = label_of(page_line(p, k), &value);
		if (l == LABEL_NONE || l == LABEL_TAIL || l == LABEL_BOTH)
			continue;
		if (l != LABEL_HEAD && l != LABEL_SECTION)
			continue;
		k = label_above(p, k);
		return seen > HEAD_LINES || page_bodies(p, line, k) >= 2 ? k
									 : line;
	}
	return line;
}

/* Nexis Uni: the article's head, "Body", the text, "End of Document". */
static void
end_propose(const struct page *p, struct proposal *pr)
{
	size_t i, from = 0, line;

	for (i = 0; i < p->lines.n; i++) {
		if (!shape_equal(page_line(p, i), "end of document"))
			continue;
		line = head_line(p, first_line(p, from, i), i);
		if (pr->n == 0)
			line = behind_cover(p, line, i);
		if (line < i)
			proposal_add(
			    pr, (struct start){.mark = line, .line = line});
		from = i + 1;
	}
	line = page_next(p, from, p->lines.n);
	if (pr->n > 0 && line < p->lines.n)
		proposal_add(pr,
		    (struct start){
			.mark = line, .line = line, .shape = START_REST});
}

/* Westlaw's line of the source, and its number of the document under it. */
static size_t
citation(struct page *p, struct article *a)
{
	size_t i = a->first + 1;
	struct view v;
	uint64_t n;

	while (i < a->last && page_blank(p, i))
		i++;
	if (i == a->last)
		return a->first;
	v = page_line(p, i);
	if (shape_number(v, &n) != 4 || memmem(v.p, v.len, " WL", 3) != v.p + 4)
		return a->first;
	page_mark(p, a->first, i + 1, ROLE_FURNITURE);
	return i + 1;
}

/* The line with the date in the block of lines that begins on line i; a->last
 * when there is none. */
static size_t
date_in_block(const struct page *p, const struct article *a, size_t i)
{
	struct date d;

	for (; i < a->last && !page_blank(p, i); i++)
		if (date_possible(page_line(p, i)) &&
		    date_find(page_line(p, i), &d) && d.begin < 12)
			return i;
	return a->last;
}

/* The headline; right under it may stand the source and the date. */
static size_t
end_title(struct page *p, struct article *a)
{
	size_t date, i = running(p, a->first);

	if (i < a->last) {
		page_set(p, a, FIELD_TITLE, page_line(p, i));
		p->role[a->first] = p->role[i] = ROLE_FIELD;
		return i + 1;
	}
	date = date_in_block(p, a, a->first);
	if (date == a->last || date < a->first + 2)
		return document_title(p, a, a->first);
	for (i = a->first; i + 1 < date; i++) {
		page_add(p, a, FIELD_TITLE, page_line(p, i));
		p->role[i] = ROLE_FIELD;
	}
	return i;
}

/* Westlaw's index behind the text, in lines i..a->last: "---- INDEX REFERENCES
 * ----". */
static void
take_index(struct page *p, struct article *a, size_t i)
{
	struct view v, value;

	for (; i < a->last; i++) {
		v = page_line(p, i);
		if (v.len > 8 && v.p[0] == '-' && v.p[1] == '-' &&
		    memmem(v.p, v.len < 40 ? v.len : 40, "INDEX REF", 9) !=
			NULL)
			break;
	}
	page_mark(p, i, a->last, ROLE_FURNITURE);
	for (; i < a->last; i++)
		if (label_of(page_line(p, i), &value) == LABEL_HEAD)
			label_count(p, a, i, value);
}

/* The line that ends the article says nothing. */
static void
drop_end(struct page *p, const struct article *a)
{
	size_t i = a->last;

	while (i > a->body && page_blank(p, i - 1))
		i--;
	if (i > a->body && shape_equal(page_line(p, i - 1), "end of document"))
		p->role[i - 1] = ROLE_FIELD;
}

/* Source and date are lines of their own under the headline, or over it. */
static bool
end_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view v, value;
	struct date d;
	size_t i, found;

	(void)pr;
	(void)k;
	i = citation(p, a);
	if (i == a->first)
		i = end_title(p, a);
	for (;;) {
		while (i < a->last &&
		    (page_blank(p, i) || (p->furniture.is[i] & FURNITURE_PAGE)))
			i++;
		if (i == a->last ||
		    label_of(v = page_line(p, i), &value) != LABEL_NONE ||
		    page_body(p, i))
			break;
		p->role[i] = ROLE_FIELD;
		if (label_copyright(v))
			p->role[i] = ROLE_FURNITURE;
		else if (a->field[FIELD_DATE].len == 0 && date_find(v, &d))
			head_set_date(p, a,
			    (struct view){v.p + d.begin, d.end - d.begin});
		else if (a->field[FIELD_SOURCE].len == 0)
			page_set(p, a, FIELD_SOURCE, v);
		else
			p->role[i] = ROLE_FURNITURE;
		i++;
	}
	take_index(p, a, i);
	a->body = label_head(p, a, i, &found);
	if (a->field[FIELD_TITLE].len == 0)
		head_find(p, a, a->body);
	else
		label_tail(p, a);
	drop_end(p, a);
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

const struct cue cue_end = {"end-of-document", 0, end_propose, end_dress};
