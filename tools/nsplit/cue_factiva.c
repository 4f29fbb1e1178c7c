/* SPDX-License-Identifier: ISC */
/*
 * Factiva: every article ends in a line "Document CODE" (in any language),
 * and its head is either tagged (HD, BY, PD ...) or a block of lines with
 * "246 words" among them.
 */
#include "cue.h"

#include <string.h>

#include "date.h"
#include "label.h"
#include "language.h"
#include "shape.h"

#define HEAD_LINES 16 /* that may stand above the count of words */
#define TAGS_MIN 3
#define TITLE_MAX 5 /* lines of a headline */
#define TITLE_BYTES 500

static const struct {
	const char *tag;
	const char *means;
} tags[] = {
#include "tags.inc"
};

/* A word and an accession number: a letter, then letters and digits, among
 * them a date. */
static bool
end_line(struct view v)
{
	size_t i, letters = 0, digits = 0, run = 0, longest = 0;

	if (v.len > 2 && v.p[0] == 'A' && v.p[1] == 'N' && v.p[2] == ' ')
		v = shape_skip(v, 2);
	if (v.len < 20 || v.len > 60)
		return false;
	for (i = 0; i < v.len && v.p[i] != ' ';)
		i++;
	if (i == v.len || i < 3)
		return false;
	v = shape_skip(v, i);
	if (v.len < 15 || v.len > 40)
		return false;
	for (i = 0; i < v.len; i++)
		if (v.p[i] >= '0' && v.p[i] <= '9') {
			digits++;
			longest = ++run > longest ? run : longest;
		} else if ((v.p[i] | 0x20) >= 'a' && (v.p[i] | 0x20) <= 'z') {
			letters++;
			run = 0;
		} else
			return false;
	return letters >= 3 && digits >= 6 && longest >= 6 && v.p[0] >= 'A';
}

/* The tag that begins line i: its place in the table, or -1.  loose: one blank
 * may follow it. */
static int
tag_at(const struct page *p, size_t i, bool loose, struct view *value)
{
	struct view v = page_line(p, i);
	size_t n = 0, k;

	if (page_indent(p, i) > 1)
		return -1;
	while (n < v.len && n < 4 && v.p[n] >= 'A' && v.p[n] <= 'Z')
		n++;
	if (n < 2 || n > 3)
		return -1;
	/* A tag stands apart: two blanks or a tab, or alone on its line. */
	if (n < v.len && v.p[n] != '\t' &&
	    !(n + 1 < v.len && v.p[n] == ' ' && (loose || v.p[n + 1] == ' ')))
		return -1;
	for (k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
		if (strlen(tags[k].tag) == n &&
		    memcmp(tags[k].tag, v.p, n) == 0) {
			*value = shape_skip(v, n);
			return (int)k;
		}
	return -1;
}

static int
tag_of(const struct page *p, size_t i, struct view *value)
{
	return tag_at(p, i, false, value);
}

/* Lines i..head, of which seen are not blank, are another article's. */
static bool
foreign(const struct page *p, size_t i, size_t head, size_t seen)
{
	return seen > HEAD_LINES || page_bodies(p, i, head) >= 2 ||
	    (seen > TITLE_MAX &&
		p->lines.v[head].at - p->lines.v[i].at > TITLE_BYTES);
}

/* The line on which the head begins of the article that ends on line end: line
 * i, unless other text stands before the head, as in dumps that were put
 * together. */
static size_t
head_line(const struct page *p, size_t i, size_t end)
{
	struct view value;
	size_t k, n, seen = 0, tagged = 0, first = i;

	for (k = i; k < end; k++) {
		seen += !page_blank(p, k);
		if (tag_of(p, k, &value) >= 0) {
			first = tagged++ == 0 ? k : first;
			if (tagged == TAGS_MIN)
				return foreign(p, i, first, seen) ? first : i;
		} else if (!page_blank(p, k) && k > first + 12)
			tagged = 0;
		if (!label_word_count(page_line(p, k), &n))
			continue;
		if (tagged > 0)
			continue;
		while (k > i && !page_blank(p, k - 1))
			k--;
		return foreign(p, i, k, seen) ? k : i;
	}
	return i;
}

static void
factiva_propose(const struct page *p, struct proposal *pr)
{
	size_t i, from = 0, line;

	for (i = 0; i < p->lines.n; i++) {
		if (!end_line(page_line(p, i)))
			continue;
		line = head_line(p, page_next(p, from, i), i);
		if (line < i)
			proposal_add(
			    pr, (struct start){.mark = line, .line = line});
		from = i + 1;
	}
	line = page_next(p, from, p->lines.n);
	if (pr->n > 0 && page_bodies(p, line, p->lines.n) > 0)
		proposal_add(pr,
		    (struct start){
			.mark = line, .line = line, .shape = START_REST});
}

static enum field
field_named(const char *s)
{
	switch (s[0]) {
	case 't':
		return FIELD_TITLE;
	case 'a':
		return FIELD_AUTHOR;
	case 'd':
		return FIELD_DATE;
	case 'l':
		return FIELD_LANGUAGE;
	default:
		return s[1] == 'e' ? FIELD_SECTION : FIELD_SOURCE;
	}
}

static void
store_tag(struct page *p, struct article *a, const char *means, struct view v,
    bool more)
{
	enum field f = field_named(means);
	struct view name;

	if (f == FIELD_DATE)
		head_set_date(p, a, v);
	else if (f == FIELD_LANGUAGE)
		label_store(p, a, LABEL_LANGUAGE, v);
	else if (f == FIELD_AUTHOR && shape_byline(v, &name))
		page_add(p, a, f, name);
	else if (more || a->field[f].len == 0)
		page_add(p, a, f, v);
}

/* One line of a tagged article; now is the tag it belongs to. */
static void
tagged_line(struct page *p, struct article *a, size_t i, int now,
    struct view value, bool more)
{
	const char *means = now < 0 ? "-" : tags[now].means;
	size_t words;

	if (strcmp(means, "text") == 0) {
		if (a->body == a->last)
			a->body = i;
		if (more)
			return;
		if (value.len == 0)
			p->role[i] = ROLE_MARK;
		else
			p->skip[i] = (uint16_t)((size_t)(value.p - p->text.p) -
			    p->lines.v[i].at);
		return;
	}
	if (page_blank(p, i)) {
		p->role[i] = ROLE_MARK;
		return;
	}
	p->role[i] = means[0] == '-' ? ROLE_FURNITURE : ROLE_FIELD;
	if (a->words == 0 && now >= 0 && strcmp(tags[now].tag, "WC") == 0 &&
	    label_word_count(value, &words))
		a->words = words;
	if (means[0] != '-')
		store_tag(p, a, means, value, more);
}

/* The article's tags have but one blank behind them: its first lines are all
 * tagged so. */
static bool
loose(const struct page *p, const struct article *a)
{
	struct view value;
	size_t i, n = 0;

	for (i = page_next(p, a->first, a->last);
	     i < a->last && tag_at(p, i, true, &value) >= 0;
	     i = page_next(p, i + 1, a->last))
		n++;
	return n > TAGS_MIN;
}

static bool
dress_tagged(struct page *p, struct article *a)
{
	struct view value;
	size_t i, n = 0;
	int now = -1, t;
	bool any;

	for (i = a->first; i < a->last; i++)
		n += tag_of(p, i, &value) >= 0;
	any = loose(p, a);
	if (n < 3 && !any)
		return false;
	a->body = a->last;
	for (i = a->first; i < a->last; i++) {
		value = page_line(p, i);
		/* In the text only what begins a block is a tag. */
		t = tag_at(p, i,
		    any &&
			(a->body == a->last ||
			    (page_blank(p, i - 1) && !page_body(p, i)) ||
			    p->role[i - 1] != ROLE_TEXT),
		    &value);
		if (t >= 0)
			now = t;
		tagged_line(p, a, i, now, value, t < 0);
	}
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

/* "14:05", "05:30 PM". */
static bool
is_time(struct view v)
{
	return v.len >= 4 && v.len <= 12 && v.p[0] >= '0' && v.p[0] <= '9' &&
	    memchr(v.p, ':', v.len < 4 ? v.len : 4) != NULL;
}

/* The lines above "246 words": headline, and the author in the last. */
static void
plain_top(struct page *p, struct article *a, size_t from, size_t words)
{
	struct view v, name;
	size_t i, last = words;

	if (words > from + 1) {
		v = page_line(p, words - 1);
		if (shape_byline(v, &name)) {
			page_set(p, a, FIELD_AUTHOR, name);
			last--;
		} else if (shape_words(v) <= 6 && v.len <= 60 &&
		    shape_capital_words(v) > .6 &&
		    !head_wraps(page_line(p, words - 2), v, 60)) {
			page_set(p, a, FIELD_AUTHOR, v);
			last--;
		}
	}
	/* A short line that is no wrapped headline's first: the section. */
	if (last > from + 1 && !page_blank(p, from + 1) &&
	    shape_words(page_line(p, from)) <= 3 &&
	    page_line(p, from).len < page_line(p, from + 1).len &&
	    !head_wraps(page_line(p, from), page_line(p, from + 1),
		p->width > 60 ? 60 : p->width)) {
		page_set(p, a, FIELD_SECTION, page_line(p, from));
		p->role[from++] = ROLE_FIELD;
	}
	for (i = from; i < words; i++) {
		p->role[i] = ROLE_FIELD;
		if (i < last && !page_blank(p, i))
			page_add(p, a, FIELD_TITLE, page_line(p, i));
	}
}

/* The lines under it, to the next blank one, or the copyright where blank
 * lines part them all: date, time, publication, code,
 * language, copyright. */
static size_t
plain_rest(struct page *p, struct article *a, size_t i)
{
	struct view v;
	struct date d;
	enum language l;

	bool apart = i < a->last && page_blank(p, i);

	for (; i < a->last && (apart || !page_blank(p, i)); i++) {
		v = page_line(p, i);
		if (v.len == 0)
			continue;
		if (apart && (page_body(p, i) || v.len > 100))
			break;
		p->role[i] = ROLE_FIELD;
		apart &= !label_copyright(v); /* the last of them */
		l = language_from_code(v);
		if (date_whole(v, &d) && a->field[FIELD_DATE].len == 0)
			head_set_date(p, a, v);
		else if (l != LANGUAGE_NONE)
			label_store(p, a, LABEL_LANGUAGE, v);
		else if (!is_time(v) && !label_copyright(v) &&
		    a->field[FIELD_SOURCE].len == 0)
			page_set(p, a, FIELD_SOURCE, v);
		else
			p->role[i] = ROLE_FURNITURE;
	}
	return i;
}

/* The line with the word count near the top; a->last when there is none. */
static size_t
word_count_line(const struct page *p, const struct article *a)
{
	size_t i, n, seen = 0;

	for (i = a->first; i < a->last && seen < HEAD_LINES; i++) {
		seen += !page_blank(p, i);
		if (label_word_count(page_line(p, i), &n))
			return i;
	}
	return a->last;
}

/* The publisher's name on a line of its own behind the text. */
static void
take_publisher(struct page *p, const struct article *a)
{
	static const char *const form[] = {"ltd", "ltd.", "limited", "inc",
	    "inc.", "corp", "corp.", "llc", "plc", "gmbh", "ag", "kg", "group",
	    "company", "sa", "s.a.", "pty", "co."};
	size_t i = a->last, k;
	struct view v;

	while (i > a->body &&
	    (page_blank(p, i - 1) || p->role[i - 1] != ROLE_TEXT))
		i--;
	if (i <= a->body + 1 || !page_blank(p, i - 2))
		return;
	v = page_line(p, i - 1);
	if (v.len > 60 || shape_words(v) > 8 || shape_capital_words(v) < .6)
		return;
	for (k = v.len; k > 0 && v.p[k - 1] != ' ';)
		k--;
	v = shape_skip(v, k);
	for (k = 0; k < sizeof(form) / sizeof(form[0]); k++)
		if (shape_equal(v, form[k]))
			p->role[i - 1] = ROLE_FURNITURE;
}

/* The first line of the headline above the count of words: the paragraph right
 * above it, with that above this one where it is but the author's line. */
static size_t
plain_first(const struct page *p, const struct article *a, size_t words)
{
	size_t i = words;
	struct view name;

	while (i > a->first && !page_blank(p, i - 1))
		i--;
	if (i == words) /* nothing right above: take what stands there */
		return a->first;
	if (i + 1 < words || !shape_byline(page_line(p, i), &name))
		return i;
	while (i > a->first && page_blank(p, i - 1))
		i--;
	while (i > a->first && !page_blank(p, i - 1))
		i--;
	return i;
}

static bool
factiva_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	size_t i, words, from;

	(void)pr;
	(void)k;
	if (dress_tagged(p, a))
		return true;
	for (i = a->last; i > a->first; i--)
		if (end_line(page_line(p, i - 1))) {
			page_mark(p, i - 1, a->last, ROLE_MARK);
			p->role[i - 1] = ROLE_FURNITURE;
			break;
		}
	words = word_count_line(p, a);
	if (words == a->last) {
		a->headed = head_find(p, a, a->first);
		return true;
	}
	from = plain_first(p, a, words);
	page_mark(p, a->first, from, ROLE_FURNITURE);
	plain_top(p, a, from, words);
	p->role[words] = ROLE_FURNITURE;
	label_word_count(page_line(p, words), &a->words);
	a->body = page_next(p, plain_rest(p, a, words + 1), a->last);
	take_publisher(p, a);
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

const struct cue cue_factiva = {"factiva", 0, factiva_propose, factiva_dress};
