/* SPDX-License-Identifier: ISC */
/*
 * Which label a line has: "BYLINE: x", "[Title] x", "TITLE     x" in columns,
 * the tags of reference managers, or a known line without a colon.  The names
 * are looked up in data/labels.txt, in any case.
 */
#include "label.h"

#include <string.h>

#include "shape.h"

#define BELOW_MAX 6  /* lines of a value below its label */
#define LABEL_MAX 36 /* bytes before the colon */

static const struct {
	char text[LABEL_MAX + 1]; /* in place; in the order of first bytes */
	char means[12];
} labels[] = {
#include "labels.inc"
};

enum label
label_meaning(const char *s)
{
	static const struct {
		const char *name;
		enum label label;
	} table[] = {{"title", LABEL_TITLE}, {"author", LABEL_AUTHOR},
	    {"date", LABEL_DATE}, {"url", LABEL_URL},
	    {"language", LABEL_LANGUAGE}, {"section", LABEL_SECTION},
	    {"source", LABEL_SOURCE}, {"text", LABEL_TEXT},
	    {"head", LABEL_HEAD}, {"tail", LABEL_TAIL}, {"both", LABEL_BOTH},
	    {"subject", LABEL_SUBJECT}, {"item", LABEL_ITEM}};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].name[0] == s[0] && strcmp(table[i].name, s) == 0)
			return table[i].label;
	return LABEL_NONE;
}

/* Equal, v in any case: the table's letters that are not ASCII are compared
 * with the first of v in either case by their last bits alone. */
static bool
same_word(struct view v, const char *w)
{
	unsigned char c, d;
	size_t i;

	for (i = 0; i < v.len; i++) {
		c = v.p[i];
		d = (unsigned char)w[i];
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (d == '\0' ||
		    (c != d && !(c >= 0x80 && d >= 0x80 && (c | 0x20) == d)))
			return false;
	}
	return w[i] == '\0';
}

/* A whole line that is a label without a colon. */
static enum label
bare_label(struct view line)
{
	static const struct {
		const char *text;
		const char *means;
	} bare[] = {
#include "barelabels.inc"
	};
	const unsigned char *bracket;
	size_t i;

	/* "Source Citation   (MLA 8th Edition)" */
	if (line.len > 3 && line.p[line.len - 1] == ')' &&
	    (bracket = memchr(line.p, '(', line.len)) != NULL)
		line = shape_trim(
		    (struct view){line.p, (size_t)(bracket - line.p)});
	if (line.len > LABEL_MAX || line.len < 4)
		return LABEL_NONE;
	for (i = 0; i < sizeof(bare) / sizeof(bare[0]); i++)
		if ((line.p[0] | 0x20) == bare[i].text[0] &&
		    same_word(line, bare[i].text))
			return label_meaning(bare[i].means);
	return LABEL_NONE;
}

/* The first label that begins with the byte, or with a greater one. */
static size_t
first_label(unsigned char first)
{
	size_t low = 0, high = sizeof(labels) / sizeof(labels[0]), mid;

	while (low < high) {
		mid = (low + high) / 2;
		if ((unsigned char)labels[mid].text[0] < first)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* What a label's name means. */
static enum label
named(struct view name)
{
	unsigned char first = name.p[0], last = name.p[name.len - 1];
	size_t i;

	if (first >= 'A' && first <= 'Z')
		first |= 0x20;
	/* Of letters that are not ASCII all are compared. */
	first = first < 0x80 ? first : 0x80;
	for (i = first_label(first); i < sizeof(labels) / sizeof(labels[0]) &&
	     (first == 0x80 || (unsigned char)labels[i].text[0] == first);
	     i++)
		if (labels[i].text[name.len] == '\0' &&
		    ((unsigned char)(labels[i].text[name.len - 1] ^ last) &
			0xDF) == 0 &&
		    same_word(name, labels[i].text))
			return label_meaning(labels[i].means);
	return LABEL_NONE;
}

/* "Issue Date", "ARTICLE TITLE": two words with capitals of which the last is a
 * field's label tell as much as that. */
static enum label
by_last(struct view name)
{
	const unsigned char *blank = memchr(name.p, ' ', name.len);
	struct view last;
	enum label l;

	if (blank == NULL || name.p[0] < 'A' || name.p[0] > 'Z')
		return LABEL_NONE;
	last = shape_skip(name, (size_t)(blank - name.p));
	if (last.len < 4 || last.p[0] < 'A' || last.p[0] > 'Z')
		return LABEL_NONE;
	l = named(last);
	return l == LABEL_TITLE || l == LABEL_AUTHOR || l == LABEL_DATE ||
		l == LABEL_SOURCE
	    ? l
	    : LABEL_NONE;
}

size_t
label_tag(struct view v)
{
	if (v.len >= 5 && memcmp(v.p + 2, "  -", 3) == 0 && v.p[0] >= 'A' &&
	    v.p[0] <= 'Z' && v.p[1] >= '0' && v.p[1] <= 'Z')
		return 5;
	return v.len > 3 && v.p[0] == '%' && v.p[2] == ' ' ? 2 : 0;
}

/* "TITLE     x": a label and its value in columns; else a bare label. */
static enum label
columned(struct view line, struct view *value)
{
	enum label l = LABEL_NONE;
	size_t n;

	if (line.len < 5 || line.p[0] < 'A' || line.p[0] > 'Z')
		return bare_label(line);
	n = shape_gap(line, LABEL_MAX);
	if (n > 1 && n < LABEL_MAX && n < line.len)
		l = named((struct view){line.p, n});
	if (l == LABEL_NONE)
		return bare_label(line);
	*value = shape_skip(line, n);
	return l;
}

enum label
label_of(struct view line, struct view *value)
{
	const unsigned char *colon;
	unsigned char open;
	struct view name;
	enum label l;
	size_t n;

	*value = (struct view){0};
	if (line.len < 3)
		return LABEL_NONE;
	if ((n = label_tag(line)) > 0) {
		*value = shape_skip(line, n);
		return named((struct view){line.p, n});
	}
	open = line.p[0];
	while (line.len > 0 && strchr("*_[<-:", line.p[0]) != NULL) {
		line.p++;
		line.len--;
	}
	colon = memchr(line.p, open == '[' ? ']' : ':',
	    line.len < LABEL_MAX ? line.len : LABEL_MAX);
	if (colon == NULL)
		return columned(line, value);
	name = (struct view){line.p, (size_t)(colon - line.p)};
	while (name.len > 0 &&
	    (strchr(" \t*_", name.p[name.len - 1]) != NULL ||
		(name.len > 3 && memcmp(name.p + name.len - 2, "..", 2) == 0)))
		name.len--;
	if (name.len > 0 && name.len + 3 < (size_t)(colon - line.p) &&
	    name.p[name.len - 1] == '.')
		name.len--; /* "Title.....:" */
	if (name.len == 0 || name.len > LABEL_MAX)
		return LABEL_NONE;
	if ((l = named(name)) == LABEL_NONE &&
	    (l = by_last(name)) == LABEL_NONE)
		return l;
	*value = shape_skip(line, (size_t)(colon - line.p) + 1);
	while (value->len > 1 && value->p[0] == '*')
		*value = shape_skip(*value, 1);
	return l;
}

/* "Status: draft", "ALLOW COMMENTS: 1": a few words and a colon. */
static bool
label_like(struct view v)
{
	const unsigned char *colon =
	    memchr(v.p, ':', v.len < LABEL_MAX ? v.len : LABEL_MAX);
	size_t n = colon != NULL ? (size_t)(colon - v.p) : 0;

	return n >= 2 && v.len < 100 && v.p[0] >= 'A' && v.p[0] <= 'Z' &&
	    shape_words((struct view){v.p, n}) <= 3 &&
	    (n + 1 == v.len || v.p[n + 1] == ' ');
}

size_t
label_unknown(const struct page *p, size_t i, size_t last)
{
	struct view value;
	size_t n;

	for (n = 0; i + n < last && n < BELOW_MAX; n++) {
		if (label_of(page_line(p, i + n), &value) != LABEL_NONE)
			return n;
		if (!label_like(page_line(p, i + n)))
			return 0;
	}
	return 0;
}

size_t
label_below(const struct page *p, size_t i, size_t last)
{
	struct view value;
	size_t n;

	for (n = 0; i + 1 + n < last && n < BELOW_MAX; n++) {
		if (page_blank(p, i + 1 + n))
			return 0;
		if (label_of(page_line(p, i + 1 + n), &value) != LABEL_NONE)
			return n;
	}
	return 0;
}

size_t
label_next(struct view v)
{
	struct view value;
	size_t i;

	for (i = 0; i + 3 < v.len; i++)
		if ((v.p[i] == '|' || v.p[i] == ';' ||
			memcmp(v.p + i, "   ", 3) == 0) &&
		    label_of(shape_skip(v, i + 1), &value) != LABEL_NONE &&
		    value.len > 0)
			return i;
	return v.len;
}
