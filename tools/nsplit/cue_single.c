/* SPDX-License-Identifier: ISC */
/* No cue at all: the text is one article. */
#include "cue.h"

#include "shape.h"

static void
single_propose(const struct page *p, struct proposal *pr)
{
	size_t i = page_next(p, 0, p->lines.n);

	if (i < p->lines.n)
		proposal_add(pr, (struct start){.mark = i, .line = i});
}

/* Take a head off only where it is plainly one: few lines, a headline that
 * ends before the body begins.  Else all of it is text. */
static bool
single_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t body, i;

	(void)pr;
	(void)k;
	body = page_first_body(p, a->first, a->last);
	a->body = a->first;
	if (body == a->last || body == a->first || body - a->first > 12 ||
	    !shape_title(page_line(p, a->first)))
		return true;
	if (!head_find(p, a, a->first)) {
		for (i = 0; i < FIELD_COUNT; i++)
			a->field[i].len = 0;
		page_mark(p, a->first, a->last, ROLE_TEXT);
		a->body = a->first;
	}
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

const struct cue cue_single = {"none", .9, single_propose, single_dress};
