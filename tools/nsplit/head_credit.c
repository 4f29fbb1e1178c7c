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

void
head_credits(struct page *p, struct article *a, size_t i)
{
	struct view v = head_strip(shape_unframe(page_line(p, i)));
	struct view left, right;
	const unsigned char *comma = memrchr(v.p, ',', v.len);
	bool source = a->field[FIELD_SOURCE].len > 0;
	bool author = a->field[FIELD_AUTHOR].len > 0;

	if (v.len < 2 || v.len > 80 || shape_words(v) > 9 ||
	    head_debris(p, i) || p->role[i] != ROLE_TEXT)
		return;
	if (comma != NULL && comma > v.p) {
		left = shape_trim((struct view){v.p, (size_t)(comma - v.p)});
		right = shape_skip(v, left.len + 1);
		if (!author && shape_person(left) && right.len > 1) {
			page_set(p, a, FIELD_AUTHOR, left);
			if (!source)
				page_set(p, a, FIELD_SOURCE, right);
			p->role[i] = ROLE_FIELD;
			return;
		}
		if (!author && shape_person(right) && left.len > 1 &&
		    (!shape_person(left) || shape_publication(left))) {
			page_set(p, a, FIELD_AUTHOR, right);
			if (!source)
				page_set(p, a, FIELD_SOURCE, left);
			p->role[i] = ROLE_FIELD;
			return;
		}
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
	    (head_source_like(p, i) || p->heads.papers || articled(v) ||
		(!shape_person(v) && shape_words(v) <= 6)))
		page_set(p, a, FIELD_SOURCE, v);
	else if (!author && shape_person(v))
		page_set(p, a, FIELD_AUTHOR, v);
	else
		return;
	p->role[i] = ROLE_FIELD;
}
