/* SPDX-License-Identifier: ISC */
/* What stands in the line of a headline beside it: a source, a byline, an
 * address. */
#include "head.h"

#include <string.h>

#include "shape.h"
#include "utf8.h"

/* The ways in which a source may stand in a headline. */
enum form {
	FORM_SQUARE,
	FORM_COLON,
	FORM_BRACKET,
	FORM_BAR,
	FORM_BAR_LAST,
	FORM_DASH,
	FORM_DASH_LAST,
	FORM_GAP
};

/* The place of a mark within v, not at its ends: the first, or the last. */
static size_t
find_mark(struct view v, const char *mark, bool last)
{
	const unsigned char *at;
	struct view inner;

	if (v.len < 3)
		return SIZE_MAX;
	inner = (struct view){v.p + 1, v.len - 2};
	at = last ? shape_find_last(inner, mark) : shape_find(inner, mark);
	return at != NULL ? (size_t)(at - v.p) : SIZE_MAX;
}

/* Dots in a row, as lead to a name: how many; 0 for an ellipsis. */
static size_t
leader(struct view v)
{
	size_t n = 0;

	while (n < v.len && v.p[n] == '.')
		n++;
	return n > 3 ? n : 0;
}

/* The place of a dash with blanks round it, the first or the last; *n is how
 * long it is. */
static size_t
find_dash(struct view v, bool last, size_t *n)
{
	size_t i, k, at = SIZE_MAX;

	for (i = 1; i + 3 < v.len; i++) {
		if (v.p[i] != ' ')
			continue;
		k = v.p[i + 1] == '-' ? 1 + (v.p[i + 2] == '-')
		    : v.p[i + 1] == '.'
		    ? leader((struct view){v.p + i + 1, v.len - i - 1})
		    : shape_long_dash(
			  (struct view){v.p + i + 1, v.len - i - 1});
		if (k == 0 || i + k + 1 >= v.len || v.p[i + k + 1] != ' ')
			continue;
		at = i;
		*n = k + 2;
		if (!last)
			break;
	}
	return at;
}

/* The blank before the bracket that the one at v's end closes. */
static size_t
find_bracket(struct view v)
{
	size_t i, depth = 0;

	for (i = v.len; i-- > 1;) {
		depth += v.p[i] == ')';
		if (v.p[i] == '(' && --depth == 0)
			return v.p[i - 1] == ' ' ? i - 1 : SIZE_MAX;
	}
	return SIZE_MAX;
}

/* Cut v as the form has it; false when it is not of that form. */
static bool
cut_form(struct view v, enum form f, struct view *source, struct view *title)
{
	static const char *const mark[] = {
	    "]", ": ", " (", " | ", " | ", NULL, NULL, "  "};
	bool first =
	    f <= FORM_COLON || f == FORM_BAR || f == FORM_DASH || f == FORM_GAP;
	struct view left, right;
	size_t i, n = 0;

	if ((f == FORM_SQUARE) != (v.p[0] == '[' || v.p[0] == '<') ||
	    (f == FORM_BRACKET && v.p[v.len - 1] != ')'))
		return false;
	i = mark[f] == NULL ? find_dash(v, !first, &n)
	    : f == FORM_BRACKET
	    ? find_bracket(v)
	    : find_mark(v, v.p[0] == '<' ? ">" : mark[f], !first);
	if (i == SIZE_MAX)
		return false;
	n = mark[f] == NULL ? n : strlen(mark[f]);
	left = shape_trim((struct view){v.p, i});
	right = shape_skip(v, i + n);
	if (f == FORM_SQUARE)
		left = shape_skip(left, 1);
	if (f == FORM_BRACKET)
		right.len--;
	*source = first ? left : right;
	*title = first ? right : left;
	return source->len >= 2 &&
	    (shape_words(*source) <= 5 ||
		head_source_date(*source, &left, &right)) &&
	    shape_begins(*source) && shape_words(*title) >= 2 &&
	    !(source->p[0] >= '0' && source->p[0] <= '9');
}

/* v without " - Jane Doe" at its end, who is stored: where the source stands
 * before a dash, the author may stand behind one. */
static struct view
without_dashed(struct page *p, struct article *a, struct view v)
{
	size_t n, i = find_dash(v, true, &n);
	struct view name;

	if (i == SIZE_MAX || a->field[FIELD_AUTHOR].len > 0)
		return v;
	name = shape_skip(v, i + n);
	if (shape_words_min(name, 4) || !shape_person(name) ||
	    !shape_words_min((struct view){v.p, i}, 3))
		return v;
	page_set(p, a, FIELD_AUTHOR, name);
	return shape_trim((struct view){v.p, i});
}

/*
 * "[Gazette] Headline", "Gazette: Headline", "Headline (Gazette)", "Gazette |
 * Headline", "Gazette  Headline": cut where the source reads as one, or where
 * most headlines of the dump have that form.  The last line of a headline is
 * where a source ends it.
 */
static void
cut_title(struct page *p, struct article *a, struct view v)
{
	struct view source, title;
	int f;

	if (v.len < 8 || a->sourced)
		return;
	p->heads.count.n_forms++;
	if (shape_unmarked(v) && shape_find(v, "  ") == NULL)
		return;
	for (f = FORM_SQUARE; f < HEADS_FORMS; f++) {
		if (!cut_form(v, (enum form)f, &source, &title))
			continue;
		p->heads.count.forms[f]++;
		if (f != FORM_SQUARE && p->heads.form != f + 1 &&
		    (f >= FORM_DASH || !shape_publication(source)))
			continue;
		head_set_source(p, a, source);
		if (f == FORM_DASH)
			title = without_dashed(p, a, title);
		page_set(p, a, FIELD_TITLE, title);
		return;
	}
}

/* "Headline," without the marks and the comma. */
static struct view
within_marks(struct view v)
{
	uint32_t cp;
	size_t n = utf8_decode_last(v.p, v.len, &cp);
	size_t first = utf8_decode(v.p, v.len, &cp);

	if (v.len < n + first + 2 || v.p[v.len - n - 1] != ',')
		return v;
	return (struct view){v.p + first, v.len - n - first - 1};
}

/* "Headline" by Jane Doe: without the byline, which is taken. */
static struct view
without_byline(struct page *p, struct article *a, struct view v)
{
	size_t i, n;
	uint32_t cp;
	struct view name;

	if (v.len < 16 || (v.p[0] != '"' && v.p[0] < 0x80))
		return v;
	for (i = v.len - 1; i > 8; i--) {
		if (v.p[i] != ' ' || !shape_byline(shape_skip(v, i + 1), &name))
			continue;
		n = utf8_decode_last(v.p, i, &cp);
		if (n == 0 ||
		    (cp != '"' && cp != 0x201D && cp != 0x201C && cp != 0xBB &&
			cp != 0x2019 && cp != 0xAB))
			continue;
		page_offer(p, a, FIELD_AUTHOR, name);
		return within_marks((struct view){v.p, i});
	}
	return v;
}

/* Headline <https://example.org/1>: without the address, which is taken. */
static struct view
without_link(struct page *p, struct article *a, struct view v)
{
	const unsigned char *at = memrchr(v.p, ' ', v.len);
	struct view url;

	if (v.len < 16 || at == NULL || at < v.p + 4)
		return v;
	url = shape_skip(v, (size_t)(at - v.p));
	if (url.len > 2 && (url.p[0] == '<' || url.p[0] == '('))
		url = (struct view){url.p + 1, url.len - 2};
	if (!shape_url(url))
		return v;
	page_offer(p, a, FIELD_URL, url);
	return shape_trim((struct view){v.p, (size_t)(at - v.p)});
}

bool
head_quoted(struct view v, struct view *source, struct view *title)
{
	uint32_t cp;
	size_t i;

	if (v.len < 16)
		return false;
	(void)utf8_decode_last(v.p, v.len, &cp);
	if (cp != '"' && cp != 0x201D && cp != 0x201C && cp != 0xBB)
		return false;
	for (i = 2; i + 4 < v.len && i < 48; i++) {
		if (v.p[i] != ' ' || v.p[i - 1] != ',')
			continue;
		*source = (struct view){v.p, i - 1};
		*title = (struct view){v.p + i + 1, v.len - i - 1};
		utf8_decode(title->p, title->len, &cp);
		return (cp == '"' || cp == 0x201C || cp == 0x201E ||
			   cp == 0xAB) &&
		    !shape_words_min(*source, 6) && shape_begins(*source) &&
		    shape_words_min(*title, 2);
	}
	return false;
}

struct view
head_cut_title(struct page *p, struct article *a, struct view v)
{
	v = without_link(p, a, without_byline(p, a, v));
	cut_title(p, a, v);
	return v;
}

void
head_set_title(struct page *p, struct article *a, struct view v)
{
	struct string before = a->field[FIELD_TITLE];

	v = head_cut_title(p, a, v);
	if (a->field[FIELD_TITLE].at == before.at)
		page_set(p, a, FIELD_TITLE, v);
}
