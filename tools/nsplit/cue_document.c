/* SPDX-License-Identifier: ISC */
/*
 * "3 of 20 DOCUMENTS", "Document 3 of 20", "Dokument 3 von 20": what LexisNexis
 * and ProQuest print before each article.  Under it come centred lines (the
 * publication, the date), the headline, and labels; after the text, labels
 * again.
 */
#include "document.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "shape.h"

#define CENTRED 5 /* blanks before a line that is centred */

static size_t
word_document(struct view v)
{
	static const char *const word[] = {"documents", "document", "dokumente",
	    "dokumenten", "dokument", "documenten", "documentos", "documento",
	    "documenti",
	    "\xd0\xb4\xd0\xbe\xd0\xba\xd1\x83\xd0\xbc\xd0\xb5\xd0\xbd\xd1"
	    "\x82",
	    "\xd0\x94\xd0\xbe\xd0\xba\xd1\x83\xd0\xbc\xd0\xb5\xd0\xbd\xd1"
	    "\x82"};

	return shape_begun(v, SHAPE_WORDS(word));
}

static size_t
word_of(struct view v)
{
	static const char *const word[] = {"of", "von", "de", "sur", "di",
	    "van", "z", "\xd0\xb8\xd0\xb7", "/"};
	size_t i, n;

	for (i = 0; i < sizeof(word) / sizeof(word[0]); i++) {
		n = strlen(word[i]);
		if (shape_prefix(v, word[i]) && v.len > n && v.p[n] == ' ')
			return n;
	}
	return 0;
}

/* Such a line and nothing else. */
static bool
document_line(struct view v, uint64_t *n, uint64_t *of)
{
	size_t before, after, k;

	if (v.len < 6 || v.len > 48)
		return false;
	before = word_document(v);
	v = shape_skip(v, before);
	if ((k = shape_number(v, n)) == 0)
		return false;
	v = shape_skip(v, k);
	if ((k = word_of(v)) == 0)
		return false;
	v = shape_skip(v, k);
	if ((k = shape_number(v, of)) == 0)
		return false;
	v = shape_skip(v, k);
	after = word_document(v);
	return shape_skip(v, after).len == 0 && before + after > 0;
}

static void
document_propose(const struct page *p, struct proposal *pr)
{
	const struct line *l;
	uint64_t n, of;
	size_t i, mark;

	for (i = 0; i < p->lines.n; i++) {
		l = &p->lines.v[i];
		if (l->end - l->text > 48 || l->end - l->text < 6 ||
		    !document_line(page_line(p, i), &n, &of))
			continue;
		mark = i;
		while (mark > 0 && page_blank(p, mark - 1))
			mark--;
		if (mark > 0 && shape_symbols(page_line(p, mark - 1)))
			mark--;
		else
			mark = i;
		proposal_add(
		    pr, (struct start){.mark = mark, .line = i, .number = n});
		if (of > pr->announced)
			pr->announced = of;
	}
}

/* The centred lines under the number: publication and date. */
static size_t
centred(struct page *p, struct article *a, size_t i)
{
	struct view v;
	struct date d;

	for (; i < a->last; i++) {
		if (page_blank(p, i))
			continue;
		v = page_line(p, i);
		if (page_indent(p, i) < CENTRED)
			break;
		p->role[i] = ROLE_FIELD;
		if (a->field[FIELD_DATE].len == 0 &&
		    (date_whole(v, &d) || date_find(v, &d)))
			head_set_date(p, a,
			    (struct view){v.p + d.begin, d.end - d.begin});
		else if (a->field[FIELD_SOURCE].len == 0 && !label_copyright(v))
			page_set(p, a, FIELD_SOURCE, v);
		else
			p->role[i] = ROLE_FURNITURE;
	}
	return i;
}

/*
 * The same where nothing is centred any more, as in saved pages: the date
 * stands within the first lines, and what is above it is the publication.
 */
static size_t
uncentred(struct page *p, struct article *a, size_t i)
{
	struct view v, value;
	struct date d;
	size_t k, n = 0, from = page_next(p, i, a->last);

	for (k = from; k < a->last && n < 5; k++) {
		v = page_line(p, k);
		if (v.len == 0)
			continue;
		if (label_of(v, &value) != LABEL_NONE || page_body(p, k))
			break;
		if (n++ > 0 && v.len < 60 && date_find(v, &d) && d.begin < 12)
			break;
	}
	if (k == a->last || n < 2 || n > 4 || !date_find(v, &d) ||
	    d.begin >= 12)
		return i;
	head_set_date(p, a, v);
	page_set(p, a, FIELD_SOURCE, page_line(p, from));
	for (i = from; i <= k; i++)
		if (!page_blank(p, i))
			p->role[i] =
			    i == from || i == k ? ROLE_FIELD : ROLE_FURNITURE;
	return k + 1;
}

/* The lines up to a blank one or a label: the headline. */
size_t
document_title(struct page *p, struct article *a, size_t i)
{
	struct view value, v;
	struct date d;
	size_t n;

	i = page_next(p, i, a->last);
	for (n = 0; i < a->last && n < DOCUMENT_TITLE_MAX; i++, n++) {
		v = page_line(p, i);
		if (v.len == 0 || label_of(v, &value) != LABEL_NONE)
			break;
		if (date_whole(v, &d))
			head_set_date(p, a, v);
		else if (n > 0 && shape_byline(v, &value))
			page_set(p, a, FIELD_AUTHOR, value);
		else
			page_add(p, a, FIELD_TITLE, v);
		p->role[i] = ROLE_FIELD;
	}
	return i;
}

static bool
document_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i, found;

	(void)pr;
	(void)k;
	p->role[a->first] = ROLE_FIELD;
	i = centred(p, a, a->first + 1);
	if (a->field[FIELD_SOURCE].len == 0)
		i = uncentred(p, a, i);
	i = document_title(p, a, i);
	a->body = label_head(p, a, i, &found);
	if (found == 0)
		head_find(p, a, i);
	label_tail(p, a);
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

const struct cue cue_document = {
    "document", 0, document_propose, document_dress};
