/* SPDX-License-Identifier: ISC */
/*
 * News in SGML: one element an article, as Reuters-21578, Gigaword and TREC
 * have it.  A tolerant scanner of tags, no parser: attributes other than an id
 * are passed over, unknown elements belong to what they stand in, and a tag
 * that is not closed ends with the article.
 */
#include "cue.h"

#include <string.h>

#include "label.h"
#include "shape.h"

#define DEPTH 16
#define REST_MIN 4 /* lines of text outside of articles */

enum sink {
	SINK_UNKNOWN,
	SINK_DOC,
	SINK_TITLE,
	SINK_AUTHOR,
	SINK_DATE,
	SINK_SOURCE,
	SINK_SECTION,
	SINK_URL,
	SINK_LANGUAGE,
	SINK_ITEM,
	SINK_TEXT,
	SINK_BREAK,
	SINK_NONE
};

static const struct {
	const char *name;
	const char *sink;
} elements[] = {
#include "elements.inc"
};

static enum sink
sink_named(const char *s)
{
	static const char *const name[] = {"", "doc", "title", "author", "date",
	    "source", "section", "url", "language", "item", "text", "break",
	    "none"};
	size_t i;

	for (i = 1; i < sizeof(name) / sizeof(name[0]); i++)
		if (strcmp(name[i], s) == 0)
			return (enum sink)i;
	return SINK_UNKNOWN;
}

static enum sink
sink_of(struct view name)
{
	size_t i;

	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++)
		if (shape_equal(name, elements[i].name))
			return sink_named(elements[i].sink);
	return SINK_UNKNOWN;
}

/* A tag at v, which begins with '<': its length, 0 when it is none. */
static size_t
tag(struct view v, struct view *name, bool *closing)
{
	const unsigned char *end;
	size_t i = 1, from;

	*closing = v.len > 1 && v.p[1] == '/';
	i += *closing;
	for (from = i; i < v.len &&
	     (((v.p[i] | 0x20) >= 'a' && (v.p[i] | 0x20) <= 'z') ||
		 v.p[i] == '_' ||
		 (i > from && v.p[i] >= '0' && v.p[i] <= '9'));)
		i++;
	*name = (struct view){v.p + from, i - from};
	if (name->len == 0 || i >= v.len ||
	    (v.p[i] != '>' && v.p[i] != ' ' && v.p[i] != '\n' &&
		v.p[i] != '\t' && v.p[i] != '/' && v.p[i] != '\r'))
		return 0;
	end = memchr(v.p + i, '>', v.len - i < 4096 ? v.len - i : 4096);
	return end == NULL ? 0 : (size_t)(end - v.p) + 1;
}

/* The article element that line i begins; its name. */
static bool
opens(const struct page *p, size_t i, struct view *name)
{
	struct view v = page_line(p, i);
	bool closing;

	if (v.len < 5 || v.p[0] != '<')
		return false;
	v.len = p->text.len - (size_t)(v.p - p->text.p);
	return tag(v, name, &closing) > 0 && !closing &&
	    sink_of(*name) == SINK_DOC;
}

/* The text holds the end tag of such an element too. */
static bool
closes(const struct page *p, struct view name)
{
	const unsigned char *q = p->text.p, *end = q + p->text.len;

	while ((q = memmem(q, (size_t)(end - q), "</", 2)) != NULL) {
		q += 2;
		if ((size_t)(end - q) > name.len &&
		    memcmp(q, name.p, name.len) == 0 && q[name.len] == '>')
			return true;
	}
	return false;
}

/* The line after the end tag of the article that begins on line i; end when it
 * has none. */
static size_t
after_end(const struct page *p, size_t i, size_t end, struct view name)
{
	struct view v;

	for (; i < end; i++) {
		v = page_line(p, i);
		if (v.len == name.len + 3 && v.p[0] == '<' && v.p[1] == '/' &&
		    memcmp(v.p + 2, name.p, name.len) == 0)
			return i + 1;
	}
	return end;
}

/* What stands between articles, where it is more than a line or two. */
static void
add_rests(const struct page *p, struct proposal *pr, struct view name)
{
	size_t k, n = pr->n, line, end, before;

	for (k = 0; k < n; k++) {
		end = k + 1 < n ? pr->s[k + 1].line : p->lines.n;
		line = after_end(p, pr->s[k].line, end, name);
		line = page_next(p, line, end);
		if (page_bodies(p, line, end) >= REST_MIN)
			proposal_add(pr,
			    (struct start){.mark = line,
				.line = line,
				.shape = START_REST});
	}
	/* Few: put each in its place. */
	for (; n < pr->n; n++)
		for (before = n;
		     before > 0 && pr->s[before].line < pr->s[before - 1].line;
		     before--) {
			struct start s = pr->s[before];

			pr->s[before] = pr->s[before - 1];
			pr->s[before - 1] = s;
		}
}

static void
sgml_propose(const struct page *p, struct proposal *pr)
{
	struct view name, first = {0};
	size_t i;

	for (i = 0; i < p->lines.n; i++) {
		if (page_blank(p, i) || p->text.p[p->lines.v[i].text] != '<' ||
		    !opens(p, i, &name))
			continue;
		if (first.len == 0) {
			if (!closes(p, name))
				continue;
			first = name;
		}
		if (name.len == first.len &&
		    memcmp(name.p, first.p, name.len) == 0)
			proposal_add(pr, (struct start){.mark = i, .line = i});
	}
	if (first.len > 0)
		add_rests(p, pr, first);
}

/* Append a run of text: references to control characters are left out. */
static void
put_text(struct page *p, struct article *a, struct view v)
{
	struct buf *b = &p->strings;
	size_t i;

	if (a->text.len == 0)
		a->text.at = b->len;
	for (i = 0; i < v.len; i++) {
		if (v.p[i] == '&' && i + 3 < v.len && v.p[i + 1] == '#' &&
		    v.p[i + 2] >= '0' && v.p[i + 2] <= '9' &&
		    (v.p[i + 3] == ';' ||
			(i + 4 < v.len && v.p[i + 2] <= '3' &&
			    v.p[i + 4] == ';'))) {
			i += v.p[i + 3] == ';' ? 3 : 4;
			continue;
		}
		if (v.p[i] > ' ' || b->len > a->text.at)
			buf_putc(b, v.p[i]);
	}
	a->text.len = b->len - a->text.at;
}

static void
put_break(struct page *p, struct article *a)
{
	if (a->text.len == 0)
		return;
	while (a->text.len > 0 && p->strings.data[p->strings.len - 1] <= ' ') {
		p->strings.len--;
		a->text.len--;
	}
	buf_puts(&p->strings, "\n\n");
	a->text.len += 2;
}

/* "910514", as TREC has it: the century is the one that fits 1950 to 2049. */
static bool
put_short_date(struct page *p, struct article *a, struct view v)
{
	unsigned char iso[10];
	uint64_t n;

	if (v.len != 6 || shape_number(v, &n) != 6)
		return false;
	memcpy(iso, v.p[0] >= '5' ? "19" : "20", 2);
	memcpy(iso + 2, v.p, 2);
	iso[4] = iso[7] = '-';
	memcpy(iso + 5, v.p + 2, 2);
	memcpy(iso + 8, v.p + 4, 2);
	return head_set_date(p, a, (struct view){iso, sizeof(iso)});
}

/* What one element's text says; the article's own text comes later. */
static void
put_field(struct page *p, struct article *a, enum sink s, struct view v)
{
	static const enum label label[] = {[SINK_AUTHOR] = LABEL_AUTHOR,
	    [SINK_DATE] = LABEL_DATE,
	    [SINK_SOURCE] = LABEL_SOURCE,
	    [SINK_SECTION] = LABEL_SECTION,
	    [SINK_URL] = LABEL_URL,
	    [SINK_LANGUAGE] = LABEL_LANGUAGE};

	v = shape_trim(v);
	if (v.len == 0)
		return;
	if (s == SINK_TITLE)
		page_add(p, a, FIELD_TITLE, v);
	else if (s == SINK_DATE && put_short_date(p, a, v))
		return;
	else if (s == SINK_ITEM)
		page_set(p, a, FIELD_ITEM, v);
	else
		label_store(p, a, label[s], v);
}

/* The id that an article's tag has. */
static void
put_id(struct page *p, struct article *a, struct view v)
{
	static const char *const name[] = {
	    " newid=\"", " id=\"", " itemid=\"", " docid=\""};
	const unsigned char *end;
	size_t i, k;

	for (k = 0; k < sizeof(name) / sizeof(name[0]); k++)
		for (i = 0; i + 4 < v.len; i++) {
			if (v.p[i] != ' ' ||
			    !shape_prefix(
				(struct view){v.p + i, v.len - i}, name[k]))
				continue;
			i += strlen(name[k]);
			end = memchr(v.p + i, '"', v.len - i);
			if (end != NULL)
				page_set(p, a, FIELD_ITEM,
				    (struct view){
					v.p + i, (size_t)(end - v.p) - i});
			return;
		}
}

/* Lines that hold something which is neither field nor text. */
static void
mark_lines(struct page *p, const struct article *a, struct view v)
{
	size_t i, at = (size_t)(v.p - p->text.p);

	for (i = a->first; i < a->last; i++)
		if (p->lines.v[i].end > at && p->lines.v[i].text < at + v.len)
			p->role[i] = ROLE_FURNITURE;
}

/*
 * One pass over the article's bytes: texts is false for the fields, true for
 * the text, so that the text is in one piece.
 */
static void
scan(struct page *p, struct article *a, bool texts)
{
	enum sink stack[DEPTH] = {SINK_DOC}, s;
	struct view v = {p->text.p + p->lines.v[a->first].at,
	    p->lines.v[a->last - 1].end - p->lines.v[a->first].at};
	struct view name, chunk;
	size_t n, i, from = 0, top = 0;
	bool closing;

	for (i = 0; i < v.len;) {
		const unsigned char *lt = memchr(v.p + i, '<', v.len - i);

		i = lt == NULL ? v.len : (size_t)(lt - v.p);
		n = lt == NULL
		    ? 0
		    : tag((struct view){v.p + i, v.len - i}, &name, &closing);
		if (n == 0 && lt != NULL) {
			i++;
			continue;
		}
		s = lt == NULL ? SINK_DOC : sink_of(name);
		if (s == SINK_UNKNOWN) {
			if (!texts || stack[top] != SINK_TEXT) {
				i += n;
				continue;
			}
		}
		chunk = (struct view){v.p + from, i - from};
		if (stack[top] == SINK_TEXT && texts)
			put_text(p, a, chunk);
		else if (stack[top] > SINK_DOC && stack[top] < SINK_TEXT &&
		    !texts)
			put_field(p, a, stack[top], chunk);
		else if (stack[top] == SINK_NONE && !texts)
			mark_lines(p, a, shape_trim(chunk));
		from = i += n;
		if (lt == NULL)
			break;
		if (s == SINK_BREAK) {
			if (texts && stack[top] == SINK_TEXT)
				put_break(p, a);
		} else if (s == SINK_DOC) {
			if (!closing && !texts)
				put_id(p, a, (struct view){lt, n});
		} else if (s != SINK_UNKNOWN && closing)
			top -= top > 0;
		else if (s != SINK_UNKNOWN && top + 1 < DEPTH)
			stack[++top] = s;
	}
}

/* No element had the headline: it is the text's first line, where a blank one
 * follows. */
static void
first_line(struct page *p, struct article *a)
{
	struct view v = page_string(p, a->text), line;
	const unsigned char *lf = memchr(v.p, '\n', v.len);

	if (lf == NULL || lf + 1 == v.p + v.len || lf[1] != '\n')
		return;
	line = shape_trim((struct view){v.p, (size_t)(lf - v.p)});
	if (!shape_title(line) || !shape_words_min(line, 3))
		return;
	a->text.at += (size_t)(lf - v.p) + 2;
	a->text.len -= (size_t)(lf - v.p) + 2;
	page_set(p, a, FIELD_TITLE, line);
}

/* The text stands between the tags of the article and no others, as corpora of
 * pages have it. */
static bool
dress_plain(struct page *p, struct article *a)
{
	size_t i = a->first + 1;

	a->composed = false;
	page_mark(p, i, a->last, ROLE_TEXT);
	while (a->last > i &&
	    (page_blank(p, a->last - 1) ||
		page_line(p, a->last - 1).p[0] == '<'))
		p->role[--a->last] = ROLE_MARK;
	a->headed = head_find(p, a, i);
	return true;
}

static bool
sgml_dress(
    struct page *p, const struct proposal *pr, size_t k, struct article *a)
{
	if (pr->s[k].shape == START_REST) {
		a->headed = head_find(p, a, a->first);
		return true;
	}
	page_mark(p, a->first, a->last, ROLE_MARK);
	scan(p, a, false);
	scan(p, a, true);
	while (a->text.len > 0 &&
	    p->strings.data[a->text.at + a->text.len - 1] <= ' ')
		a->text.len--;
	if (a->text.len == 0)
		return dress_plain(p, a);
	a->composed = true;
	if (a->field[FIELD_TITLE].len == 0)
		first_line(p, a);
	a->headed = a->field[FIELD_TITLE].len > 0;
	return true;
}

const struct cue cue_sgml = {"sgml", 0, sgml_propose, sgml_dress};
