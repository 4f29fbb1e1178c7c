/* SPDX-License-Identifier: ISC */
/*
 * Numbered items: "5. Moscow Times", "#12", "[3] Headline", "Article 4 of 20".
 * Where they are is the chain's work; what follows the number is the source,
 * the headline or both, as it is with most of the items.
 */
#include "head.h"

#include <string.h>

#include "hash.h"
#include "label.h"
#include "number_chain.h"
#include "shape.h"

/* How the items' lines read, most of them: struct proposal.style. */
enum {
	STYLE_COLON = 1,   /* "Source: Headline" */
	STYLE_BRACKET = 2, /* "Headline (Source)" */
	STYLE_DASH = 4,	   /* "Headline - Source" */
	STYLE_LEAD = 8,	   /* "Source - Headline" */
	STYLE_TITLE = 16   /* the headline, though it may be short */
};

#define HANGING 24 /* bytes of a line that goes on below */

enum { ITEMS = 256 }; /* looked at for that */

/* What follows the number, but for a page's. */
static struct view
rest_of(const struct page *p, const struct start *s)
{
	struct view v, w;

	if (s->rest == 0)
		return (struct view){0};
	v = (struct view){
	    p->text.p + s->rest, p->lines.v[s->line].end - s->rest};
	w = head_without_page(v);
	return w.len > 1 ? w : v;
}

/* "Source, 3 May 2019" and no headline before a dash. */
static bool
dated_name(struct view v, struct view *name, struct view *date)
{
	return head_source_date(v, name, date) && date->len > 0 &&
	    !shape_words_min(*name, 5) && shape_find(*name, " -") == NULL;
}

/* "Source: Headline"; the source is short. */
static bool
at_colon(struct view v, struct view *left, struct view *right)
{
	const unsigned char *colon = memchr(v.p, ':', v.len);

	if (colon == NULL || colon - v.p > 48 || colon - v.p < 2)
		return false;
	*left = shape_trim((struct view){v.p, (size_t)(colon - v.p)});
	*right = shape_skip(v, (size_t)(colon - v.p) + 1);
	return right->len >= 8 && right->p > colon + 1 &&
	    shape_words(*left) <= 6;
}

/* "Headline (Source)", "Headline [Source]". */
static bool
at_bracket(struct view v, struct view *left, struct view *right)
{
	size_t i = v.len;

	if (v.len < 8 || (v.p[v.len - 1] != ')' && v.p[v.len - 1] != ']'))
		return false;
	while (i > 0 && v.p[i - 1] != (v.p[v.len - 1] == ')' ? '(' : '['))
		i--;
	if (i < 5)
		return false;
	*left = shape_trim((struct view){v.p, i - 1});
	*right = (struct view){v.p + i, v.len - i - 1};
	return shape_words(*right) <= 6 && right->len >= 2;
}

/* "Headline - Source". */
static bool
at_dash(struct view v, struct view *left, struct view *right)
{
	size_t i, n;
	struct view name, date;

	for (i = v.len; i-- > 5;) {
		n = v.p[i] == '-' || v.p[i] == '|'
		    ? 1
		    : shape_long_dash((struct view){v.p + i, v.len - i});
		if (n == 0 || v.p[i - 1] != ' ')
			continue;
		n += i + n < v.len && v.p[i] == '-' && v.p[i + 1] == '-';
		*left = shape_trim((struct view){v.p, i});
		*right = shape_skip(v, i + n);
		return right->len >= 2 &&
		    (shape_words(*right) <= 5 ||
			dated_name(*right, &name, &date)) &&
		    shape_words(*left) >= 2;
	}
	return false;
}

/* "Source - Headline". */
static bool
at_lead(struct view v, struct view *left, struct view *right)
{
	size_t i, n;

	for (i = 2; i + 4 < v.len && i < 48; i++) {
		n = v.p[i] == '-' || v.p[i] == '|'
		    ? 1
		    : shape_long_dash((struct view){v.p + i, v.len - i});
		if (n == 0 || v.p[i - 1] != ' ' || v.p[i + n] != ' ')
			continue;
		*left = shape_trim((struct view){v.p, i});
		*right = shape_skip(v, i + n);
		return shape_words(*left) <= 5 && shape_words(*right) >= 2;
	}
	return false;
}

/* The line under the number is set in: the headline goes on there. */
static bool
hanging(const struct page *p, size_t line)
{
	size_t i = line + 1;

	return i < p->lines.n && !page_blank(p, i) && !page_body(p, i) &&
	    page_line(p, line).len >= HANGING &&
	    page_indent(p, i) >= page_indent(p, line) + 2 &&
	    !head_bracketed(page_line(p, i));
}

/* Does what follows the k-th number follow another one, of the first ITEMS? A
 * list of contents has every headline once more, and is not asked. */
static bool
again(const uint64_t *hash, size_t n, size_t k)
{
	size_t i;

	for (i = 0; i < n && (i == k || hash[i] != hash[k]);)
		i++;
	return i < n;
}

/* Is what follows the numbers the headline, rather than the source?  Some are
 * too long for a name, or hardly any is one and they are longer than names. */
static bool
titles(const struct page *p, const struct proposal *pr)
{
	size_t i, n, all = 0, words = 0, title = 0, source = 0;
	uint64_t hash[ITEMS];
	struct view v, name, date;

	for (i = 0; i < pr->n && all < ITEMS; i++) {
		v = rest_of(p, &pr->s[i]);
		if (v.len > 0)
			hash[all++] = hash64(v.p, v.len);
	}
	for (i = n = 0; i < pr->n && n < all; i++) {
		v = rest_of(p, &pr->s[i]);
		if (v.len == 0)
			continue;
		words += shape_words(v);
		if (shape_publication(v) || again(hash, all, n) ||
		    dated_name(v, &name, &date))
			source++;
		else if (shape_words(v) > 6 || hanging(p, pr->s[i].line))
			title++;
		n++;
	}
	return (title > 2 && title > source) ||
	    (n >= 5 && source * 5 <= n && words > 4 * n);
}

/* How most of the items read. */
static unsigned
find_style(const struct page *p, const struct proposal *pr)
{
	size_t i, colon = 0, bracket = 0, dash = 0, lead = 0, n = 0;
	size_t words_dash = 0, words_lead = 0;
	struct view v, a, b;

	for (i = 0; i < pr->n; i++) {
		v = rest_of(p, &pr->s[i]);
		if (v.len == 0)
			continue;
		n++;
		colon += at_colon(v, &a, &b);
		bracket += at_bracket(v, &a, &b);
		if (at_dash(v, &a, &b)) {
			dash++;
			words_dash += shape_words(b);
		}
		if (at_lead(v, &a, &b)) {
			lead++;
			words_lead += shape_words(a);
		}
	}
	if (n < 3)
		return 0;
	/* The side with fewer words is the source. */
	if (dash > 0 && lead > 0 && words_lead * dash < words_dash * lead)
		dash = 0;
	else
		lead = 0;
	return (titles(p, pr) ? STYLE_TITLE : 0u) |
	    (lead * 4 >= n * 3 ? STYLE_LEAD : 0u) |
	    (colon * 4 >= n * 3 ? STYLE_COLON : 0u) |
	    (bracket * 4 >= n * 3 ? STYLE_BRACKET : 0u) |
	    (dash * 4 >= n * 3 ? STYLE_DASH : 0u);
}

static void
number_propose(const struct page *p, struct proposal *pr)
{
	number_chain(p, pr);
	pr->style = pr->n < 3 ? (unsigned)pr->keep : find_style(p, pr);
	pr->keep = pr->style;
}

/* Fields from what follows the number on its line; false: nothing certain. */
static bool
dress_rest(struct page *p, const struct proposal *pr, struct article *a,
    struct view rest)
{
	struct view title, source, date = {0};

	if (head_fields(p, a, rest))
		return true;
	if ((pr->style & STYLE_TITLE) == 0 && dated_name(rest, &source, &date))
		return false;
	if (!head_in_brackets(rest, &title, &source, &date) &&
	    !head_quoted(rest, &source, &title) &&
	    ((pr->style & STYLE_COLON) == 0 ||
		!at_colon(rest, &source, &title)) &&
	    ((pr->style & STYLE_LEAD) == 0 ||
		!at_lead(rest, &source, &title)) &&
	    ((pr->style & STYLE_BRACKET) == 0 ||
		!at_bracket(rest, &title, &source)) &&
	    ((pr->style & STYLE_DASH) == 0 || !at_dash(rest, &title, &source)))
		return false;
	if (date.len > 0)
		head_set_date(p, a, date);
	head_set_source(p, a, source);
	page_set(p, a, FIELD_TITLE, title);
	return true;
}

/*
 * A few words after the number: the source, if a headline stands below and
 * nothing else says what the source is; else the headline.
 */
static void
dress_short(struct page *p, struct article *a, struct view rest)
{
	struct article trial = *a;
	bool found = head_find(p, &trial, a->first + 1);

	if (found && (!trial.sourced || shape_publication(rest))) {
		page_mark(p, a->first + 1, a->last, ROLE_TEXT);
		page_set(p, a, FIELD_SOURCE, rest);
		a->headed = head_find(p, a, a->first + 1);
		return;
	}
	page_mark(p, a->first + 1, a->last, ROLE_TEXT);
	page_set(p, a, FIELD_TITLE, rest);
	a->headed = head_find(p, a, a->first + 1) ||
	    page_bodies(p, a->first, a->last) > 0;
}

/* What follows the number says where the article is from, and is not told by
 * its looks alone to be so: "<Source, 3 May 2019>". */
static bool
place(
    struct page *p, const struct proposal *pr, struct article *a, struct view v)
{
	struct view source, date;
	struct date d;

	if (v.len > 2 && v.p[0] == '<' && v.p[v.len - 1] == '>')
		v = (struct view){v.p + 1, v.len - 2};
	if (head_date(v, &d)) {
		page_set_date(p, a, &d);
		return true;
	}
	if (head_page_number(v))
		return true;
	if (head_source_date(v, &source, &date)) {
		page_set(p, a, FIELD_SOURCE, source);
		head_set_date(p, a, date);
		return true;
	}
	return (pr->style & STYLE_TITLE) == 0 && head_list(p, a, v);
}

static bool
number_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	struct view rest = rest_of(p, &pr->s[k]), value;
	enum label l;
	size_t from = a->first + 1;

	p->role[a->first] = ROLE_FIELD;
	l = label_of(rest, &value);
	if (value.len > 0 && (l == LABEL_TITLE || l == LABEL_SOURCE)) {
		if (l == LABEL_TITLE || !place(p, pr, a, value))
			label_store(p, a, l, value);
		a->sourced |= l == LABEL_SOURCE;
		if (l == LABEL_TITLE)
			from = head_continue(p, a, a->first, value);
	} else if (rest.len > 0 && !dress_rest(p, pr, a, rest)) {
		if (place(p, pr, a, rest))
			;
		else if (shape_words(rest) <= 6 && !hanging(p, a->first) &&
		    (pr->style & STYLE_TITLE) == 0) {
			dress_short(p, a, rest);
			return true;
		} else {
			page_set(p, a, FIELD_TITLE, rest);
			from = head_continue(p, a, a->first, rest);
		}
	}
	a->headed = head_find(p, a, from);
	return true;
}

const struct cue cue_number = {"number", 1.35, number_propose, number_dress};
