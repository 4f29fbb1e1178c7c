/* SPDX-License-Identifier: ISC */
/*
 * A scanner of tags, not a parser: nothing has to be well-formed, and the
 * place of every run of text in the member's bytes is known, which the parsers
 * of libxml2 do not tell.
 */
#include "flatten.h"

#include <stdlib.h>
#include <string.h>

#include "shape.h"
#include "utf8.h"
#include "xalloc.h"

enum flow { NOTHING, BLANK, LINE, TAB, RULE, SKIP, PRE, TEXT, HEADING };

static const struct {
	const char *name;
	const char *flow;
} elements[] = {
#include "tags-html.inc"
};

static const struct {
	const char *name;
	const char *cp;
} entities[] = {
#include "html-entities.inc"
};

struct state {
	struct flat *f;
	struct view in;
	enum flatten_kind kind;
	size_t skip; /* depth of elements whose content is left out */
	size_t text; /* depth of w:t */
	size_t pre;
	int breaks;  /* line ends asked for before the next text */
	bool blank;  /* a blank is asked for */
	int heading; /* level of the heading that begins, 0 */
};

static bool
holds(struct view v, const char *s)
{
	size_t n = strlen(s), i;

	for (i = 0; i + n <= v.len; i++)
		if (shape_prefix((struct view){v.p + i, v.len - i}, s))
			return true;
	return false;
}

/* A part of a DOCX file by its path; *document: the one with the text. */
static bool
docx_part(const char *member, bool *document)
{
	static const char *const dir[] = {"word/", "_rels/", "docProps/",
	    "customXml/", "[Content_Types].xml"};
	size_t i;

	*document = strcmp(member, "word/document.xml") == 0;
	for (i = 0; i < sizeof(dir) / sizeof(dir[0]); i++)
		if (strncmp(member, dir[i], strlen(dir[i])) == 0)
			return true;
	return false;
}

enum flatten_kind
flatten_kind(const char *member, struct view v)
{
	bool document;

	v.len = v.len < FLATTEN_SNIFF ? v.len : FLATTEN_SNIFF;
	v = shape_trim(v);
	if (v.len < 5 || v.p[0] != '<')
		return FLATTEN_NOT;
	if (docx_part(member, &document) && shape_prefix(v, "<?xml"))
		return document ? FLATTEN_WORD : FLATTEN_SKIP;
	if (shape_prefix(v, "<!doctype html") || shape_prefix(v, "<html") ||
	    (v.p[1] == '?' && holds(v, "<html")) ||
	    (v.p[1] == '!' && holds(v, "<html")))
		return FLATTEN_HTML;
	if (holds(v, "<w:document"))
		return FLATTEN_WORD;
	return FLATTEN_NOT;
}

static enum flow
flow_of(struct view name, int *level)
{
	static const char *const word[] = {
	    "", "blank", "line", "tab", "rule", "skip", "pre", "text"};
	size_t i, k;

	for (i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
		if (!shape_equal(name, elements[i].name))
			continue;
		for (k = 1; k < sizeof(word) / sizeof(word[0]); k++)
			if (strcmp(elements[i].flow, word[k]) == 0)
				return (enum flow)k;
		*level = elements[i].flow[0] - '0';
		return HEADING;
	}
	return NOTHING;
}

static void
add_mark(struct flat *f, size_t raw)
{
	if (f->n_marks == f->cap_marks) {
		f->cap_marks = f->cap_marks == 0 ? 1024 : f->cap_marks * 2;
		f->marks =
		    xreallocarray(f->marks, f->cap_marks, sizeof(*f->marks));
	}
	if (f->n_marks > 0 && f->marks[f->n_marks - 1].text == f->text.len)
		f->n_marks--;
	f->marks[f->n_marks++] = (struct mark){f->text.len, raw};
}

/* Write the line ends and blanks that are due before text that lies at raw. */
static void
begin_text(struct state *s, size_t raw)
{
	struct buf *b = &s->f->text;
	int i;

	if (b->len > 0)
		for (i = 0; i < s->breaks; i++)
			buf_putc(b, '\n');
	if (s->breaks == 0 && s->blank && b->len > 0 &&
	    b->data[b->len - 1] != ' ' && b->data[b->len - 1] != '\n' &&
	    b->data[b->len - 1] != '\t')
		buf_putc(b, ' ');
	add_mark(s->f, raw);
	for (i = 0; i < s->heading; i++)
		buf_putc(b, '#');
	if (s->heading > 0) {
		buf_putc(b, ' ');
		add_mark(s->f, raw);
	}
	s->breaks = s->heading = 0;
	s->blank = false;
}

/* The entity at i of the markup: its length, 0 for none. */
static size_t
entity(struct view in, size_t i, uint32_t *cp)
{
	size_t k = i + 1, n, e;
	uint32_t base = 10, d;
	struct view name;

	if (k < in.len && in.p[k] == '#') {
		k++;
		if (k < in.len && (in.p[k] | 0x20) == 'x') {
			base = 16;
			k++;
		}
		for (*cp = 0, n = 0; k < in.len && n < 7; k++, n++) {
			d = in.p[k] >= '0' && in.p[k] <= '9'
			    ? (uint32_t)in.p[k] - '0'
			    : ((uint32_t)in.p[k] | 0x20) - 'a' + 10;
			if (d >= base)
				break;
			*cp = *cp * base + d;
		}
		if (n == 0 || *cp < 9 || *cp > 0x10FFFF ||
		    (*cp >= 0xD800 && *cp < 0xE000))
			return 0;
		return k - i + (k < in.len && in.p[k] == ';');
	}
	while (k < in.len && k - i < 10 && (in.p[k] | 0x20) >= 'a' &&
	    (in.p[k] | 0x20) <= 'z')
		k++;
	if (k >= in.len || in.p[k] != ';')
		return 0;
	name = (struct view){in.p + i + 1, k - i - 1};
	for (e = 0; e < sizeof(entities) / sizeof(entities[0]); e++)
		if (name.len == strlen(entities[e].name) &&
		    memcmp(name.p, entities[e].name, name.len) == 0) {
			*cp = (uint32_t)strtoul(entities[e].cp, NULL, 10);
			return k + 1 - i;
		}
	return 0;
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* A run of text between tags. */
static void
put_text(struct state *s, size_t i, size_t end)
{
	bool keep = s->pre > 0 || s->kind == FLATTEN_WORD;
	struct buf *b = &s->f->text;
	bool fresh = true;
	uint32_t cp;
	size_t n;

	if (s->skip > 0 || (s->kind == FLATTEN_WORD && s->text == 0))
		return;
	while (i < end) {
		if (is_blank(s->in.p[i]) && !keep) {
			if (!fresh)
				add_mark(s->f, i);
			s->blank = true;
			fresh = true;
			i++;
			continue;
		}
		n = s->in.p[i] == '&'
		    ? entity((struct view){s->in.p, end}, i, &cp)
		    : 0;
		if (n > 0 && cp < 0x80 && is_blank((unsigned char)cp)) {
			s->blank = true;
			fresh = true;
			i += n;
			continue;
		}
		if (fresh || n > 0)
			begin_text(s, i);
		fresh = n > 0;
		if (n > 0) {
			b->len += utf8_encode(cp, buf_reserve(b, 4));
			i += n;
			add_mark(s->f, i);
		} else
			buf_putc(b, s->in.p[i++]);
	}
	/* Where a run ends must be known as well as where it begins. */
	if (!fresh)
		add_mark(s->f, end);
}

static void
ask(struct state *s, int breaks)
{
	if (s->breaks < breaks)
		s->breaks = breaks;
}

static void
depth(size_t *d, bool closing)
{
	if (!closing)
		++*d;
	else if (*d > 0)
		--*d;
}

static void
rule(struct state *s, size_t at)
{
	if (s->skip > 0)
		return;
	ask(s, 2);
	begin_text(s, at);
	buf_puts(&s->f->text, "____________________");
	ask(s, 2);
}

static void
do_tag(struct state *s, struct view name, bool closing, bool empty, size_t at)
{
	int level = 0;

	switch (flow_of(name, &level)) {
	case BLANK:
		ask(s, 2);
		break;
	case LINE:
		ask(s, 1);
		break;
	case TAB:
		s->blank = true;
		break;
	case RULE:
		rule(s, at);
		break;
	case SKIP:
		if (!empty)
			depth(&s->skip, closing);
		break;
	case PRE:
		ask(s, 2);
		depth(&s->pre, closing);
		break;
	case TEXT:
		if (!empty)
			depth(&s->text, closing);
		break;
	case HEADING:
		ask(s, 2);
		s->heading = closing ? 0 : level;
		break;
	case NOTHING:
		break;
	}
}

/* What begins with '<' at i: handles it, and returns the offset after it. */
static size_t
markup(struct state *s, size_t i)
{
	const unsigned char *p = s->in.p, *end;
	size_t k = i + 1, from;
	bool closing;

	if (s->in.len - i > 4 && memcmp(p + i, "<!--", 4) == 0) {
		end = memmem(p + i + 4, s->in.len - i - 4, "-->", 3);
		return end == NULL ? s->in.len : (size_t)(end - p) + 3;
	}
	closing = k < s->in.len && p[k] == '/';
	k += closing;
	for (from = k; k < s->in.len && k - from < 32 &&
	     (((p[k] | 0x20) >= 'a' && (p[k] | 0x20) <= 'z') || p[k] == ':' ||
		 (p[k] >= '0' && p[k] <= '9'));)
		k++;
	if (k == from && (k >= s->in.len || (p[k] != '!' && p[k] != '?')))
		return i; /* a plain < */
	end = memchr(p + k, '>', s->in.len - k);
	if (end == NULL)
		return i;
	if (k > from)
		do_tag(s, (struct view){p + from, k - from}, closing,
		    end[-1] == '/', i);
	return (size_t)(end - p) + 1;
}

/* The end of a script: nothing in it is markup. */
static size_t
skip_script(const struct state *s, size_t i)
{
	const unsigned char *p = s->in.p + i, *end = s->in.p + s->in.len;

	for (; (p = memmem(p, (size_t)(end - p), "</", 2)) != NULL; p += 2)
		if (shape_prefix((struct view){p + 2, (size_t)(end - p) - 2},
			"script") ||
		    shape_prefix(
			(struct view){p + 2, (size_t)(end - p) - 2}, "style"))
			return (size_t)(p - s->in.p);
	return s->in.len;
}

void
flatten(struct flat *f, struct view in, enum flatten_kind kind)
{
	struct state s = {.f = f, .in = in, .kind = kind};
	const unsigned char *lt;
	size_t i = 0, next, was;

	buf_clear(&f->text);
	f->n_marks = 0;
	add_mark(f, 0);
	while (i < in.len) {
		lt = memchr(in.p + i, '<', in.len - i);
		next = lt == NULL ? in.len : (size_t)(lt - in.p);
		put_text(&s, i, next);
		if (lt == NULL)
			break;
		was = s.skip;
		i = markup(&s, next);
		if (i == next) {
			put_text(&s, next, next + 1);
			i++;
		} else if (s.skip > was && kind == FLATTEN_HTML &&
		    (shape_prefix(
			 (struct view){lt + 1, in.len - next - 1}, "script") ||
			shape_prefix(
			    (struct view){lt + 1, in.len - next - 1}, "style")))
			i = skip_script(&s, i);
	}
	buf_putc(&f->text, '\n');
	add_mark(f, in.len);
}

void
flatten_free(struct flat *f)
{
	buf_free(&f->text);
	free(f->marks);
	*f = (struct flat){0};
}
