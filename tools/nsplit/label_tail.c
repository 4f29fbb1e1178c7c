/* SPDX-License-Identifier: ISC */
/*
 * What stands behind an article's text: blocks of labels, copyright lines, the
 * name of the source.  They are taken upwards from the end while every block
 * may be one, and only where enough speaks for it.
 */
#include "label.h"

#include <string.h>

#include "head.h"
#include "shape.h"

/* A line that says where the article was printed: behind a dash or a mark, or
 * in brackets. */
static bool
cites(struct view v)
{
	struct view x, y;

	return v.len < 80 && v.len > 8 &&
	    (v.p[0] >= 0x80 || (v.p[0] == '(' && v.p[v.len - 1] == ')') ||
		(v.p[0] == '[' && v.p[v.len - 1] == ']')) &&
	    head_source_date(v, &x, &y);
}

/* "-- The Gazette", "(Reuters)" on line i, which ends an article: the name. */
static struct view
signed_name(struct view v, bool papers)
{
	struct view value;
	size_t n = 0;

	if (v.len > 48)
		return (struct view){0};
	if (v.len > 3 && v.p[0] == '-' && v.p[1] == '-')
		n = 2;
	else if (v.len > 4)
		n = shape_long_dash(v);
	if (n > 0)
		return shape_skip(v, n);
	if (v.len > 4 && v.p[0] == '-' && v.p[1] == ' ' && papers)
		return shape_skip(v, 1);
	if (v.len > 4 && v.p[0] == '[' && v.p[v.len - 1] == ']' && papers)
		return (struct view){v.p + 1, v.len - 2};
	if (v.len < 5 || v.p[0] != '(' || v.p[v.len - 1] != ')')
		return (struct view){0};
	v = head_without_page((struct view){v.p + 1, v.len - 2});
	return label_of(v, &value) == LABEL_SOURCE ? value : v;
}

static bool
signature(const struct page *p, size_t i)
{
	struct view v = signed_name(page_line(p, i), p->heads.tails);

	return v.len > 1 && shape_words(v) <= 5 && shape_begins(v) &&
	    !shape_stop(v) &&
	    (shape_publication(v) || p->furniture.times[i] >= 2 ||
		p->heads.tails);
}

/* "[Jane Doe]", "- Jane Doe" on a line of its own: the author. */
static struct view
signer(struct view v)
{
	if (v.len > 6 && v.len < 48 && v.p[0] == '[' && v.p[v.len - 1] == ']')
		v = (struct view){v.p + 1, v.len - 2};
	else if (v.len > 6 && v.p[0] == '-' && v.p[1] == ' ')
		v = shape_skip(v, 1);
	else
		v = v.len > 0 && v.p[0] != '(' ? signed_name(v, false)
					       : (struct view){0};
	return shape_person(v) && !shape_words_min(v, 4) &&
		!shape_prefix(v, "the ")
	    ? v
	    : (struct view){0};
}

/* A line of its own that is none of the text, as it comes after many, or names
 * the section that begins behind it. */
static bool
foreign(const struct page *p, size_t a, size_t b)
{
	struct view v = page_line(p, a);

	return b - a == 1 && !shape_stop(v) &&
	    (head_section(v) ||
		(p->furniture.times[a] >= 3 && v.len <= 60 &&
		    !shape_words_min(v, 9)));
}

/* Line i, behind a text, says nothing but where and when it was printed, or one
 * of these. */
static bool
cites_any(const struct page *p, size_t i)
{
	struct view v = page_line(p, i), name, date;
	struct date d;

	return v.len > 2 && v.len < 120 && !page_body(p, i) && i > 0 &&
	    (page_blank(p, i - 1) || shape_stop(page_line(p, i - 1)) ||
		(i > 1 && page_blank(p, i - 2))) &&
	    (head_date(v, &d) || head_dated_list(v) ||
		(head_source_date(v, &name, &date) &&
		    !shape_words_min(name, 6)));
}

/* Such a line right under the end of a text: in brackets, or as the other
 * articles have it. */
static bool
signs_off(const struct page *p, size_t i)
{
	struct view v = page_line(p, i);

	return i > 0 && v.len > 4 && !page_blank(p, i - 1) &&
	    shape_stop(page_line(p, i - 1)) &&
	    ((p->heads.cited && cites_any(p, i)) ||
		((v.p[0] == '(' || v.p[0] == '[') &&
		    (cites(v) || signature(p, i))));
}

/* Line i is a byline in a block of its own. */
static bool
ends_byline(const struct page *p, size_t i)
{
	struct view name;

	return i > 0 && page_blank(p, i - 1) && page_line(p, i).len < 60 &&
	    shape_byline(page_line(p, i), &name) && shape_person(name);
}

/* May the lines a..b, a block, stand in a tail? */
static bool
tail_block(const struct page *p, size_t a, size_t b, size_t *labels_seen)
{
	struct view v = page_line(p, a), value;
	enum label l = label_of(v, &value);

	if (l != LABEL_NONE && l != LABEL_TEXT) {
		/* A database's label, in capitals, is enough by itself. */
		*labels_seen += (l >= LABEL_TITLE && l <= LABEL_ITEM) ||
			shape_capitals(
			    (struct view){v.p, v.len < 5 ? v.len : 5})
		    ? 2
		    : 1;
		return true;
	}
	/* "By Jane Doe" over "Source: The Gazette". */
	if (b - a == 2 && shape_byline(v, &value) &&
	    label_of(page_line(p, a + 1), &value) == LABEL_SOURCE) {
		*labels_seen += 2;
		return true;
	}
	if (!label_copyright(v) && !shape_url(v) && !cites(v) &&
	    !(p->heads.bylines && b - a == 1 && ends_byline(p, a)) &&
	    !(p->heads.cited && b - a <= 2 && cites_any(p, b - 1)) &&
	    !signature(p, a) && !foreign(p, a, b) &&
	    (b - a > 1 || signer(v).len == 0))
		return false;
	*labels_seen += 2;
	return true;
}

/* What stood over the headline was no source, as one is told here. */
static void
drop_guess(struct article *a)
{
	if (a->sourced || a->field[FIELD_SOURCE].len == 0)
		return;
	if (a->field[FIELD_SECTION].len == 0)
		a->field[FIELD_SECTION] = a->field[FIELD_SOURCE];
	a->field[FIELD_SOURCE] = (struct string){0};
}

static void
take_tail(struct page *p, struct article *a, size_t i)
{
	struct view value, date;
	struct date d;
	enum label l;

	while (i < a->last) {
		if (page_blank(p, i)) {
			p->role[i++] = ROLE_MARK;
			continue;
		}
		l = label_of(page_line(p, i), &value);
		if (l == LABEL_NONE && shape_url(page_line(p, i)) &&
		    a->field[FIELD_URL].len == 0) {
			page_set(p, a, FIELD_URL, page_line(p, i));
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE &&
		    head_source_date(page_line(p, i), &value, &date)) {
			drop_guess(a);
			label_store(p, a, LABEL_SOURCE, value);
			label_store(p, a, LABEL_DATE, date);
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE && p->heads.cited &&
		    head_dated_list(page_line(p, i))) {
			head_list(p, a, page_line(p, i));
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE && head_date(page_line(p, i), &d)) {
			page_offer_date(p, a, &d);
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE && p->heads.cited &&
		    i + 1 < a->last && head_date(page_line(p, i + 1), &d)) {
			drop_guess(a);
			label_store(p, a, LABEL_SOURCE, page_line(p, i));
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE &&
		    shape_byline(page_line(p, i), &value)) {
			label_store(p, a, LABEL_AUTHOR, value);
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE && signature(p, i)) {
			label_store(p, a, LABEL_SOURCE,
			    signed_name(page_line(p, i), p->heads.tails));
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE && signer(page_line(p, i)).len > 0) {
			label_store(
			    p, a, LABEL_AUTHOR, signer(page_line(p, i)));
			p->role[i++] = ROLE_FIELD;
		} else if (l == LABEL_NONE)
			p->role[i++] = ROLE_FURNITURE;
		else
			i = label_take(p, a, i, l, value);
	}
}

/* Count the name on the last line, where one stands there as signatures do. */
static void
count_name(struct page *p, const struct article *a)
{
	struct heads_count *c = &p->heads.count;
	size_t i = a->last;
	struct view v;
	struct date d;

	while (i > a->body &&
	    (page_blank(p, i - 1) || shape_symbols(page_line(p, i - 1))))
		i--;
	if (i <= a->body)
		return;
	c->ends[0]++;
	c->bylines += ends_byline(p, i - 1);
	if (cites_any(p, i - 1)) {
		c->ends[1]++;
		c->same += c->last == p->furniture.key[i - 1] &&
		    !head_date(page_line(p, i - 1), &d);
		c->last = p->furniture.key[i - 1];
	}
	v = signed_name(page_line(p, i - 1), true);
	if (v.len > 1 && shape_begins(v) && head_short_name(v)) {
		c->tails[0]++;
		c->tails[1] += shape_publication(v);
	}
}

void
label_tail(struct page *p, struct article *a)
{
	size_t i = a->last, top = a->last, b, seen = 0;

	count_name(p, a);
	for (;;) {
		while (i > a->body &&
		    (page_blank(p, i - 1) ||
			(top == a->last && shape_symbols(page_line(p, i - 1)))))
			i--;
		b = i;
		if (b > a->body &&
		    (label_tag(page_line(p, b - 1)) > 0 || signs_off(p, b - 1)))
			b--; /* such lines follow the text at once */
		else
			while (b > a->body && !page_blank(p, b - 1))
				b--;
		if (b <= a->body || b == i || !tail_block(p, b, i, &seen))
			break;
		top = i = b;
	}
	if (top < a->last && seen > 1)
		take_tail(p, a, top);
}
