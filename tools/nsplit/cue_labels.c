/* SPDX-License-Identifier: ISC */
/*
 * Articles whose heads are labelled: a block of lines such as "Title: ...",
 * "Source: ...", "Date: ...".  A block counts when it holds a title, or two
 * labels more of those that a head has.
 */
#include "cue.h"

#include "label.h"
#include "shape.h"

/* What a block of labelled lines holds; returns the line after it.  Labels
 * that stand after a text make it no head. */
static size_t
block(const struct page *p, size_t i, bool *title, size_t *heads)
{
	struct view value;
	bool tail = false, subject = false, sender = false;
	enum label l;

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
		if (l == LABEL_NONE && page_indent(p, i) == 0)
			break;
		*title |= l == LABEL_TITLE;
		subject |= l == LABEL_SUBJECT;
		sender |= l == LABEL_AUTHOR;
		tail |= l == LABEL_TAIL;
		*heads += l >= LABEL_TITLE && l <= LABEL_ITEM;
		*heads +=
		    value.len > 0 && memchr(value.p, '|', value.len) != NULL;
		if (l == LABEL_TEXT) {
			i++;
			break;
		}
	}
	*title = !tail && (*title || (subject && sender));
	return i;
}

static void
labels_propose(const struct page *p, struct proposal *pr)
{
	struct view value;
	bool title;
	size_t i, end, heads;
	enum label l;

	for (i = 0; i < p->lines.n; i++) {
		if (page_blank(p, i) || page_indent(p, i) > 8)
			continue;
		l = label_of(page_line(p, i), &value);
		if (l == LABEL_NONE || l == LABEL_TEXT || value.len == 0)
			continue;
		end = block(p, i, &title, &heads);
		if (title && heads >= 2)
			proposal_add(pr, (struct start){.mark = i, .line = i});
		i = end > i ? end - 1 : i;
	}
}

static bool
labels_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t found;

	(void)pr;
	(void)k;
	a->body = label_head(p, a, a->first, &found);
	label_tail(p, a);
	a->headed = a->field[FIELD_TITLE].len > 0 && a->body < a->last;
	return true;
}

const struct cue cue_labels = {"labels", 1.4, labels_propose, labels_dress};
