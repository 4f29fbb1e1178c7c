/* SPDX-License-Identifier: ISC */
/* A stretch of text that may be an article, of which only the limits are
 * known: is it one, and what does its first line tell? */
#include "head.h"

#include <string.h>

#include "shape.h"

/* Lines that are mostly bullets or numbers: a list of what is inside. */
static bool
contents(const struct page *p, const struct article *a)
{
	size_t i, n = 0, items = 0;
	uint64_t number;
	struct view v;

	for (i = a->first; i < a->last && n < 64; i++) {
		v = page_line(p, i);
		if (v.len == 0)
			continue;
		n++;
		if (shape_is_letter(v.p[0]))
			continue;
		items += shape_number(v, &number) > 0 ||
		    shape_unframe(v).len < v.len ||
		    (v.len > 2 && v.p[0] == '-' && v.p[1] == ' ');
	}
	return items >= 3 && items * 3 >= n * 2;
}

bool
head_segment(struct page *p, struct article *a)
{
	struct view v, title, source, date;
	const unsigned char *colon;
	size_t i = page_next(p, a->first, a->last), from;

	while (i < a->last && shape_symbols(page_line(p, i)))
		i = page_next(p, i + 1, a->last);
	if (i == a->last || contents(p, a))
		return false;
	a->first = i;
	v = page_line(p, i);
	if (!head_title(v) || shape_lower_first(v) ||
	    (v.p[0] == '-' && v.len > 1 && v.p[1] == ' ') ||
	    (page_body(p, i) && shape_dateline(v)))
		return false;
	if (head_in_brackets(v, &title, &source, &date)) {
		page_set(p, a, FIELD_SOURCE, source);
		head_set_date(p, a, date);
		page_set(p, a, FIELD_TITLE, title);
		p->role[i] = ROLE_FIELD;
		return head_find(p, a, i + 1);
	}
	colon = memchr(v.p, ':', v.len < 60 ? v.len : 60);
	if (colon != NULL && colon > v.p + 1 && colon + 8 < v.p + v.len) {
		source = (struct view){v.p, (size_t)(colon - v.p)};
		title = shape_skip(v, source.len + 1);
		if (shape_capitals(source) && shape_words(source) <= 7 &&
		    (!shape_capitals(title) || shape_publication(source)) &&
		    title.p > colon + 1) {
			page_set(p, a, FIELD_SOURCE, source);
			page_set(p, a, FIELD_TITLE, title);
			p->role[i] = ROLE_FIELD;
			from = head_continue(p, a, i, title);
			return head_find(p, a, from);
		}
	}
	return !page_body(p, i) && head_find(p, a, i) &&
	    page_filled(p, i, a->body) <= 12;
}
