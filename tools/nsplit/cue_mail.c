/* SPDX-License-Identifier: ISC */
/*
 * A mailbox (mbox, RFC 4155): "From " and an address and a date, then header
 * fields, a blank line, the text.  Bodies are taken as they are: transfer
 * encodings are not undone.
 */
#include "cue.h"

#include <string.h>

#include "cite.h"
#include "label.h"
#include "shape.h"

/* "Name: value" of a header field, no blank in the name. */
static bool
header(struct view v, struct view *name, struct view *value)
{
	size_t i;

	for (i = 0; i < v.len && i < 40; i++) {
		if (v.p[i] == ':') {
			*name = (struct view){v.p, i};
			*value = shape_skip(v, i + 1);
			return i > 1;
		}
		if (v.p[i] <= ' ' || v.p[i] >= 0x7F)
			return false;
	}
	return false;
}

/* "From jane@example.org Sun Sep 15 10:00:00 2019". */
static bool
from_line(struct view v)
{
	if (v.len < 24 || memcmp(v.p, "From ", 5) != 0)
		return false;
	return v.p[v.len - 1] >= '0' && v.p[v.len - 1] <= '9' &&
	    memchr(v.p, ':', v.len) != NULL;
}

static void
mail_propose(const struct page *p, struct proposal *pr)
{
	struct view name, value;
	size_t i;

	for (i = 0; i + 1 < p->lines.n; i++)
		if (p->lines.v[i].end - p->lines.v[i].at >= 24 &&
		    p->text.p[p->lines.v[i].at] == 'F' &&
		    from_line(page_line(p, i)) &&
		    header(page_line(p, i + 1), &name, &value))
			proposal_add(pr, (struct start){.mark = i, .line = i});
}

static bool
mail_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view name, value, v;
	enum field now = FIELD_COUNT;
	size_t i;

	(void)pr;
	(void)k;
	p->role[a->first] = ROLE_FIELD;
	for (i = a->first + 1; i < a->last && !page_blank(p, i); i++) {
		v = page_line(p, i);
		p->role[i] = ROLE_FIELD;
		if (page_indent(p, i) > 0) {
			if (now == FIELD_TITLE)
				page_add(p, a, now, v);
			continue;
		}
		now = FIELD_COUNT;
		if (!header(v, &name, &value))
			continue;
		if (shape_equal(name, "subject"))
			page_set(p, a, now = FIELD_TITLE, value);
		else if (shape_equal(name, "from"))
			page_set(p, a, FIELD_AUTHOR, cite_sender(value));
		else if (shape_equal(name, "date"))
			head_set_date(p, a, value);
		else
			p->role[i] = ROLE_FURNITURE;
	}
	a->body = page_next(p, i, a->last);
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

const struct cue cue_mail = {"mbox", 0, mail_propose, mail_dress};
