/* SPDX-License-Identifier: ISC */
#include "label.h"

#include <string.h>

#include "cite.h"
#include "cue.h"
#include "language.h"
#include "shape.h"

#define ABOVE_MAX 8 /* lines of a head above its labels */
static void
store_language(struct page *p, struct article *a, struct view v)
{
	struct view word = v;
	enum language l;
	size_t i;
	const char *code;

	for (i = 0; i < v.len && v.p[i] != ' ' && v.p[i] != ';';)
		i++;
	word.len = i;
	l = language_from_code(word);
	code = language_code(l);
	if (code != NULL)
		v = (struct view){(const unsigned char *)code, strlen(code)};
	page_set(p, a, FIELD_LANGUAGE, v);
}

static bool
is_field(enum label l)
{
	return l >= LABEL_TITLE && l <= LABEL_ITEM;
}

static enum field
field_of(enum label l)
{
	static const enum field field[] = {[LABEL_TITLE] = FIELD_TITLE,
	    [LABEL_AUTHOR] = FIELD_AUTHOR,
	    [LABEL_DATE] = FIELD_DATE,
	    [LABEL_URL] = FIELD_URL,
	    [LABEL_LANGUAGE] = FIELD_LANGUAGE,
	    [LABEL_SECTION] = FIELD_SECTION,
	    [LABEL_SOURCE] = FIELD_SOURCE,
	    [LABEL_ITEM] = FIELD_ITEM};

	return field[l];
}

/* A subject without "Re:", "FW:" and their like. */
static struct view
without_reply(struct view v)
{
	static const char *const word[] = {
	    "re: ", "fw: ", "fwd: ", "aw: ", "wg: ", "tr: ", "rv: "};
	size_t n;

	while ((n = shape_begun(v, SHAPE_WORDS(word))) > 0)
		v = shape_skip(v, n);
	return v;
}

static void
store_one(struct page *p, struct article *a, enum label l, struct view v)
{
	struct view name, date;

	if (l == LABEL_TITLE)
		v = without_reply(v);
	/* "From:" a paper, or beside "By:" */
	if (l == LABEL_AUTHOR && memchr(v.p, '@', v.len) == NULL &&
	    !shape_person(v) &&
	    (shape_publication(v) || a->field[FIELD_AUTHOR].len > 0))
		l = LABEL_SOURCE;
	if (!is_field(l) || v.len == 0 || a->field[field_of(l)].len > 0)
		return;
	if (l == LABEL_DATE)
		head_set_date(p, a, v);
	else if (l == LABEL_LANGUAGE)
		store_language(p, a, v);
	else if (l == LABEL_SOURCE && head_source_date(v, &name, &date)) {
		page_set(p, a, FIELD_SOURCE, name);
		if (a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, date);
	} else if (l == LABEL_SOURCE && cite_read(v, &name, &date)) {
		page_set(p, a, FIELD_SOURCE, name);
		if (a->field[FIELD_DATE].len == 0 && date.len > 0)
			head_set_date(p, a, date);
	} else if (l == LABEL_AUTHOR && shape_byline(v, &name))
		page_set(p, a, FIELD_AUTHOR, name);
	else if (l == LABEL_AUTHOR)
		page_set(p, a, FIELD_AUTHOR, cite_sender(v));
	else
		page_set(p, a, field_of(l), v);
}

void
label_store(struct page *p, struct article *a, enum label l, struct view v)
{
	size_t n;

	for (;;) {
		n = label_next(v);
		store_one(p, a, l, shape_trim((struct view){v.p, n}));
		if (n == v.len)
			return;
		l = label_of(shape_skip(v, n + 1), &v);
	}
}

/* The label of line i; a text's own line is none though it begins so, unless
 * it is short. */
static enum label
line_label(const struct page *p, size_t i, struct view *value)
{
	return label_of(page_line(p, i), value);
}

enum label
label_subject(const struct article *a, enum label l, struct view v)
{
	/* "&#163;" is no list. */
	return l == LABEL_SUBJECT && a->field[FIELD_TITLE].len == 0 &&
		memmem(v.p, v.len, "; ", 2) == NULL
	    ? LABEL_TITLE
	    : l;
}

/* Does the value of a label go on in line i? */
static bool
continues(const struct page *p, size_t i, size_t last)
{
	struct view v;

	return i < last && !page_blank(p, i) &&
	    label_of(page_line(p, i), &v) == LABEL_NONE;
}

void
label_count(
    const struct page *p, struct article *a, size_t line, struct view value)
{
	struct view v = page_line(p, line);
	uint64_t n;
	size_t words;

	if (label_word_count(value, &words))
		a->words = words;
	else if (memmem(v.p, v.len < 36 ? v.len : 36, "ount", 4) != NULL &&
	    shape_number(value, &n) == value.len && n > 0)
		a->words = (size_t)n;
}

bool
label_between(const struct page *p, size_t i, size_t last)
{
	struct view value;

	return i + 1 < last && !page_blank(p, i + 1) &&
	    label_of(page_line(p, i + 1), &value) != LABEL_NONE &&
	    !page_body(p, i) && page_line(p, i).len < page_line(p, i - 1).len;
}

size_t
label_take(struct page *p, struct article *a, size_t i, enum label l,
    struct view value)
{
	bool set = is_field(l) && a->field[field_of(l)].len == 0;
	bool joins = set && (l == LABEL_TITLE || l == LABEL_AUTHOR);
	unsigned char role = is_field(l) ? ROLE_FIELD : ROLE_FURNITURE;
	size_t first = i, below = 0;

	if (value.len == 0)
		below = label_below(p, i, a->last);
	if (below > 0 ||
	    (set && value.len == 0 && continues(p, i + 1, a->last) &&
		!page_body(p, i + 1))) {
		p->role[i++] = role;
		value = page_line(p, i);
	}
	label_store(p, a, l, value);
	if (l == LABEL_HEAD && a->words == 0)
		label_count(p, a, first, value);
	p->role[i++] = role;
	for (; below > 1; below--) {
		if (joins)
			page_add(p, a, field_of(l), page_line(p, i));
		p->role[i++] = role;
	}
	/* A wrapped value is indented, or the line above it is full. */
	while (continues(p, i, a->last) &&
	    ((joins && i == first + 1 && label_between(p, i, a->last)) ||
		page_indent(p, i) > page_indent(p, first) ||
		(joins && i < first + 4 &&
		    head_wraps(page_line(p, i - 1), page_line(p, i),
			p->width > 60 ? p->width - 6 : 60)))) {
		if (joins)
			page_add(p, a, field_of(l), page_line(p, i));
		p->role[i++] = role;
	}
	return i;
}

/* "512 words", "512 Words | Readability: ..." */
static bool
count_line(struct view v, size_t *n)
{
	const unsigned char *bar;

	if (v.len == 0 || v.len > 120 || v.p[0] < '0' || v.p[0] > '9')
		return false;
	bar = memchr(v.p, '|', v.len);
	if (bar != NULL)
		v = shape_trim((struct view){v.p, (size_t)(bar - v.p)});
	return label_word_count(v, n);
}

/* Lines from i on that stand between labels: unknown ones, or a rule over the
 * label of the text. */
static size_t
head_between(const struct page *p, size_t i, size_t last)
{
	struct view value;
	size_t k;

	if (!shape_symbols(page_line(p, i)))
		return label_unknown(p, i, last);
	k = page_next(p, i + 1, last);
	return k < last && label_of(page_line(p, k), &value) == LABEL_TEXT
	    ? k - i
	    : 0;
}

size_t
label_head(struct page *p, struct article *a, size_t i, size_t *found)
{
	struct view value;
	enum label l;
	size_t k, n;

	*found = 0;
	for (;;) {
		/* A label that each article has may look like a running
		 * head. */
		for (k = i, l = LABEL_NONE; k < a->last; k++)
			if (!page_blank(p, k) &&
			    ((l = line_label(p, k, &value)) != LABEL_NONE ||
				!page_furniture(p, k)))
				break;
		if (k == a->last)
			return i;
		if (l == LABEL_NONE && count_line(page_line(p, k), &n)) {
			a->words = n;
			p->role[k] = ROLE_FURNITURE;
			i = k + 1;
			continue;
		}
		if (l == LABEL_NONE && *found > 0 &&
		    shape_url(page_line(p, k))) {
			label_store(p, a, LABEL_URL, page_line(p, k));
			p->role[k] = ROLE_FIELD;
			i = k + 1;
			continue;
		}
		n = l == LABEL_NONE ? head_between(p, k, a->last) : 0;
		if (n > 0 && *found > 0) {
			page_mark(p, k, k + n, ROLE_FURNITURE);
			i = k + n;
			continue;
		}
		if (l == LABEL_NONE ||
		    (l == LABEL_TAIL &&
			(value.len > 0 || label_below(p, k, a->last) == 0)))
			return k;
		++*found;
		l = label_subject(a, l, value);
		if (l == LABEL_TEXT) {
			if (value.len > 0) {
				p->skip[k] =
				    (uint16_t)((size_t)(value.p - p->text.p) -
					p->lines.v[k].at);
				return k;
			}
			p->role[k] = ROLE_FIELD;
			return page_next(p, k + 1, a->last);
		}
		i = label_take(p, a, k, l, value);
	}
}

bool
label_copyright(struct view v)
{
	return (shape_prefix(v, "copyright of ") &&
		   memmem(v.p, v.len, " property of ", 13) != NULL) ||
	    (v.len < 160 &&
		(shape_prefix(v, "copyright") || shape_prefix(v, "(c) ") ||
		    shape_prefix(v, "\xc2\xa9") ||
		    shape_prefix(v, "all rights reserved") ||
		    shape_prefix(v, "alle rechte vorbehalten") ||
		    shape_prefix(v, "tous droits r")));
}

bool
label_word_count(struct view v, size_t *n)
{
	static const char *const word[] = {"words", "word", "w\xc3\xb6rter",
	    "mots", "palabras", "parole", "woorden", "s\xc5\x82\xc3\xb3w",
	    "slov", "palavras", "\xe5\xad\x97", "\xe6\x96\x87\xe5\xad\x97",
	    "\xeb\x8b\xa8\xec\x96\xb4", "\xd1\x81\xd0\xbb\xd0\xbe\xd0\xb2"};
	size_t i;

	*n = 0;
	for (i = 0; i < v.len && i < 12 &&
	     ((v.p[i] >= '0' && v.p[i] <= '9') || v.p[i] == ',' ||
		 v.p[i] == '.');
	     i++)
		if (v.p[i] >= '0')
			*n = *n * 10 + (size_t)(v.p[i] - '0');
	return i > 0 && i < v.len && v.p[i] == ' ' &&
	    shape_among(shape_skip(v, i), SHAPE_WORDS(word));
}

size_t
label_above(const struct page *p, size_t i)
{
	size_t n, gap;
	struct view v, value;

	for (n = 0; n < ABOVE_MAX; n++) {
		gap = i > 0 && page_blank(p, i - 1);
		if (i <= gap)
			break;
		v = page_line(p, i - 1 - gap);
		if (v.len == 0 || page_body(p, i - 1 - gap) ||
		    shape_symbols(v) || v.len > 160 ||
		    (!label_copyright(v) &&
			(shape_full_stop(v) ||
			    !shape_begins(shape_unframe(v)))) ||
		    label_of(v, &value) != LABEL_NONE || shape_url(v))
			break;
		i -= 1 + gap;
		if (shape_unframe(v).len < v.len)
			break; /* marked as a headline */
	}
	return i;
}
