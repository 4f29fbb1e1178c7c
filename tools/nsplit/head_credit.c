/* SPDX-License-Identifier: ISC */
/* Names under a headline or over it: who wrote it, where it was printed. */
#include "head.h"

#include <string.h>

#include "shape.h"

/* A name that an article begins: no person's. */
static bool
articled(struct view v)
{
	static const char *const word[] = {"the ", "der ", "die ", "das ",
	    "le ", "la ", "les ", "el ", "los ", "il ", "lo "};

	return shape_begun(v, SHAPE_WORDS(word)) > 0;
}

bool
head_post(struct view v)
{
	static const char *const table[][1] = {
#include "posts.inc"
	};
	size_t i;

	if (shape_words_min(v, 5) || v.len > 48)
		return false;
	for (i = 0; i < v.len; i++)
		if ((i == 0 || v.p[i - 1] == ' ') &&
		    shape_among(shape_skip(v, i), SHAPE_WORDS(table)))
			return true;
	return false;
}

/* Where a credit's two names are joined, *n bytes of a mark; v.len: nowhere. */
static size_t
joint(struct view v, size_t *n)
{
	static const char *const mark[] = {" | ", " / ", "; ", " \xc2\xb7 ",
	    " \xe2\x80\xa2 ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " - "};
	const unsigned char *at = memrchr(v.p, ',', v.len);
	size_t i;

	*n = 1;
	for (i = 0; at == NULL && i < sizeof(mark) / sizeof(mark[0]); i++)
		if ((at = shape_find(v, mark[i])) != NULL)
			*n = strlen(mark[i]);
	return at != NULL ? (size_t)(at - v.p) : v.len;
}

/* Two names with a mark between, of which one is a person's; false: v is no
 * such line. */
static bool
take_two(struct page *p, struct article *a, struct view v)
{
	size_t n, at = joint(v, &n);
	struct view left, right, name;

	if (at == 0 || at + n >= v.len || a->field[FIELD_AUTHOR].len > 0)
		return false;
	left = shape_trim((struct view){v.p, at});
	right = shape_skip(v, at + n);
	if (right.len < 2 || left.len < 2)
		return false;
	if (head_post(left))
		return true;
	if (shape_person(right) &&
	    (!shape_person(left) || shape_publication(left))) {
		name = right;
		right = left;
	} else if (shape_person(left))
		name = left;
	else
		return false;
	page_set(p, a, FIELD_AUTHOR, name);
	if (a->field[FIELD_SOURCE].len == 0 && !head_post(right))
		page_set(p, a, FIELD_SOURCE, right);
	return true;
}

void
head_credits(struct page *p, struct article *a, size_t i)
{
	struct view v = head_strip(shape_unframe(page_line(p, i)));
	struct view left;
	bool source = a->field[FIELD_SOURCE].len > 0;
	bool author = a->field[FIELD_AUTHOR].len > 0;

	if (v.len < 2 || v.len > 80 || shape_words(v) > 9 ||
	    (shape_words_min(v, 3) && !shape_begins(v)) || head_debris(p, i) ||
	    p->role[i] != ROLE_TEXT)
		return;
	if (take_two(p, a, v) || head_post(v)) {
		p->role[i] = ROLE_FIELD;
		return;
	}
	if (!author && head_person_in(v, &left)) {
		page_set(p, a, FIELD_AUTHOR, left);
		p->role[i] = ROLE_FIELD;
		return;
	}
	/* Right under the headline: what stands there in most heads? */
	if (!source && i > 0 && !page_blank(p, i - 1))
		heads_count_name(&p->heads, head_source_like(p, i),
		    shape_person(v), shape_publication(v));
	if (!source && !(p->heads.writers && shape_person(v)) &&
	    (head_source_like(p, i) ||
		(p->heads.dashed && head_dashed(page_line(p, i), &left)) ||
		p->heads.papers || articled(v) ||
		(!shape_person(v) && shape_words(v) <= 6)))
		page_set(p, a, FIELD_SOURCE, v);
	else if (!author && shape_person(v))
		page_set(p, a, FIELD_AUTHOR, v);
	else
		return;
	p->role[i] = ROLE_FIELD;
}
