/* SPDX-License-Identifier: ISC */
/*
 * A mailbox (mbox, RFC 4155): "From " and an address and a date, then header
 * fields, a blank line, the text.  A single mail, mails one after another and
 * batches of a newsgroup ("#! rnews") have no such line, but fields that
 * machines write.  What the text was sent in is undone later, see mail.h.
 */
#include "cue.h"

#include <string.h>

#include "cite.h"
#include "label.h"
#include "mail.h"
#include "shape.h"

/* "From jane@example.org Sun Sep 15 10:00:00 2019". */
static bool
from_line(struct view v)
{
	if (v.len < 24 || memcmp(v.p, "From ", 5) != 0)
		return false;
	return v.p[v.len - 1] >= '0' && v.p[v.len - 1] <= '9' &&
	    memchr(v.p, ':', v.len) != NULL;
}

/* A field that no person writes. */
static bool
machine_field(struct view name)
{
	static const char *const table[] = {"received", "return-path",
	    "message-id", "mime-version", "content-type", "delivered-to",
	    "path", "newsgroups", "x-mailer", "content-transfer-encoding",
	    "references", "in-reply-to", "dkim-signature", "list-id"};

	return shape_among(name, SHAPE_WORDS(table));
}

/* Lines from i on are the fields of a mail; *end is the line after them. */
static bool
fields(const struct page *p, size_t i, size_t *end)
{
	size_t n = 0, machine = 0;
	bool from = false, subject = false;
	struct view name, value;

	for (; i < p->lines.n && !page_blank(p, i); i++) {
		if (n > 0 && page_indent(p, i) > 0)
			continue;
		if (!mail_header(page_line(p, i), &name, &value))
			break;
		n++;
		machine += machine_field(name);
		from |= shape_equal(name, "from");
		subject |=
		    shape_equal(name, "subject") || shape_equal(name, "date");
	}
	*end = i;
	return from && subject && machine > 0 && i < p->lines.n &&
	    page_blank(p, i);
}

/* Mails without a line between them: the first begins the text. */
static void
propose_bare(const struct page *p, struct proposal *pr)
{
	size_t i, end, first = page_next(p, 0, p->lines.n);
	bool batch;

	if (first == p->lines.n)
		return;
	batch = shape_prefix(page_line(p, first), "#! rnews ");
	if (!pr->continued && !fields(p, first + batch, &end))
		return;
	for (i = first; i < p->lines.n; i++) {
		batch = !page_blank(p, i) &&
		    p->text.p[p->lines.v[i].text] == '#' &&
		    shape_prefix(page_line(p, i), "#! rnews ");
		if (!batch &&
		    (page_blank(p, i) || page_indent(p, i) > 0 ||
			memchr(page_line(p, i).p, ':',
			    page_line(p, i).len < 40 ? page_line(p, i).len
						     : 40) == NULL ||
			(i > 0 && !page_blank(p, i - 1))))
			continue;
		if (!fields(p, i + batch, &end))
			continue;
		proposal_add(
		    pr, (struct start){.mark = i, .line = i, .shape = !batch});
		i = end;
	}
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
		    mail_header(page_line(p, i + 1), &name, &value))
			proposal_add(pr, (struct start){.mark = i, .line = i});
	if (pr->n == 0)
		propose_bare(p, pr);
}

static bool
mail_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view name, value, v;
	enum field now = FIELD_COUNT;
	size_t i;

	i = a->first;
	if (pr->s[k].shape == 0) /* the line before the fields */
		p->role[i++] = ROLE_FIELD;
	for (; i < a->last && !page_blank(p, i); i++) {
		v = page_line(p, i);
		p->role[i] = ROLE_FIELD;
		if (page_indent(p, i) > 0) {
			if (now == FIELD_TITLE)
				page_add(p, a, now, v);
			continue;
		}
		now = FIELD_COUNT;
		if (!mail_header(v, &name, &value))
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
