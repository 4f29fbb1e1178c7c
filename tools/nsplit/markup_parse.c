/* SPDX-License-Identifier: ISC */
/*
 * libxml2's SAX interfaces (SAX2 for XML, SAX1 for HTML) over a text in
 * memory.  No handler builds a tree, so memory is a copy of the text, and no
 * handler knows entities, so none expands: the predefined ones, and in XML
 * those of HTML, are characters, others are errors.
 *
 * When a start tag is told, the parser stands before its '>' and no '<' lies
 * between, but in an attribute of HTML; then the tag's name is looked for.
 * An end tag is told when the parser is past it.  An end that is only implied
 * lies before the tag that implied it.
 */
#include "markup_parse.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "charref.h"
#include "utf8.h"
#include "xalloc.h"

struct parse {
	const struct markup_events *ev;
	struct markup_fault *fault;
	struct view text;
	xmlParserCtxtPtr ctxt;
	bool html;
	bool stopped;
	bool no_memory;
	size_t depth;
	struct view open[MARKUP_DEPTH + 1]; /* names, the dictionary's own */
	struct markup_attribute *a;
	size_t cap_a;
	struct buf names; /* of attributes with a prefix */
	xmlEntity entity;
	xmlChar entity_text[8];
};

static struct view
view_of(const xmlChar *s)
{
	return (struct view){s, s == NULL ? 0 : strlen((const char *)s)};
}

static size_t
position(const struct parse *s)
{
	const xmlParserInput *in = s->ctxt->input;
	size_t at;

	if (in == NULL)
		return s->text.len;
	at = (size_t)in->consumed + (size_t)(in->cur - in->base);
	return at < s->text.len ? at : s->text.len;
}

static void
set_fault(struct parse *s, int line, int column, const char *why)
{
	size_t n;

	if (s->fault->line != 0)
		return;
	s->fault->line = line > 0 ? (size_t)line : 1;
	s->fault->column = column > 0 ? (size_t)column : 0;
	strlcpy(s->fault->why, why, sizeof(s->fault->why));
	n = strcspn(s->fault->why, "\n");
	s->fault->why[n] = '\0';
	while (n > 0 && (unsigned char)s->fault->why[n - 1] <= ' ')
		s->fault->why[--n] = '\0';
}

static void
stop(struct parse *s, const char *why)
{
	set_fault(s, s->ctxt->input != NULL ? s->ctxt->input->line : 1, 0, why);
	s->stopped = true;
	xmlStopParser(s->ctxt);
}

/* Where the tag begins that the parser is in. */
static size_t
tag_start(const struct parse *s, struct view name)
{
	const unsigned char *p = s->text.p;
	size_t at = position(s), limit;

	limit = at > 65536 ? at - 65536 : 0;
	for (size_t i = at; i > limit; i--)
		if (p[i - 1] == '<' && s->text.len - i >= name.len &&
		    strncasecmp((const char *)p + i, (const char *)name.p,
			name.len) == 0)
			return i - 1;
	return at;
}

/* Where an element ends that is told to end now. */
static size_t
end_of(const struct parse *s)
{
	const unsigned char *p = s->text.p;
	size_t at = position(s), limit;

	if (at == s->text.len || at == 0 || p[at - 1] == '>')
		return at;
	limit = at > 4096 ? at - 4096 : 0;
	for (size_t i = at; i > limit; i--)
		if (p[i - 1] == '<')
			return i - 1;
	return at;
}

static struct markup_attribute *
room(struct parse *s, size_t n)
{
	if (s->cap_a < n) {
		s->cap_a = n * 2 + 8;
		s->a = xreallocarray(s->a, s->cap_a, sizeof(*s->a));
	}
	return s->a;
}

static void
open_element(struct parse *s, struct markup_element *e, struct view tag)
{
	if (s->stopped)
		return;
	if (s->depth == MARKUP_DEPTH) {
		stop(s, "nested too deep");
		return;
	}
	s->open[s->depth++] = e->name;
	e->at = tag_start(s, tag);
	s->ev->open(s->ev->ctx, e);
}

static void
close_element(struct parse *s, struct view name)
{
	size_t i = s->depth, end;

	while (i > 0 && s->open[i - 1].p != name.p)
		i--;
	if (s->stopped || i == 0)
		return;
	end = end_of(s);
	while (s->depth >= i) {
		s->depth--;
		s->ev->close(s->ev->ctx, s->open[s->depth], end);
	}
}

/* "prefix:name", in s->names, where there is room. */
static struct view
full_name(struct parse *s, const xmlChar *prefix, const xmlChar *name)
{
	size_t at = s->names.len;

	buf_put_view(&s->names, view_of(prefix));
	buf_putc(&s->names, ':');
	buf_put_view(&s->names, view_of(name));
	return (struct view){s->names.data + at, s->names.len - at};
}

/* SAX2: five pointers an attribute: name, prefix, URI, value, its end. */
static void
xml_attributes(struct parse *s, struct markup_element *e, const xmlChar **a)
{
	struct markup_attribute *to = room(s, e->n);
	size_t i, more = 0;

	for (i = 0; i < e->n; i++)
		if (a[5 * i + 1] != NULL)
			more += strlen((const char *)a[5 * i]) +
			    strlen((const char *)a[5 * i + 1]) + 1;
	buf_clear(&s->names);
	buf_reserve(&s->names, more + 1);
	for (i = 0; i < e->n; i++, a += 5)
		to[i] = (struct markup_attribute){.name = a[1] == NULL
			? view_of(a[0])
			: full_name(s, a[1], a[0]),
		    .value = {a[3], (size_t)(a[4] - a[3])}};
	e->a = to;
}

static void
xml_open(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_defaulted,
    const xmlChar **a)
{
	struct parse *s = ctx;
	struct markup_element e = {.name = view_of(name),
	    .prefix = view_of(prefix),
	    .n = n > 0 ? (size_t)n : 0};

	(void)uri;
	(void)n_ns;
	(void)ns;
	(void)n_defaulted;
	if (e.n > 0)
		xml_attributes(s, &e, a);
	open_element(s, &e, e.prefix.len > 0 ? e.prefix : e.name);
}

static void
xml_close(
    void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)prefix;
	(void)uri;
	close_element(ctx, view_of(name));
}

static void
html_open(void *ctx, const xmlChar *name, const xmlChar **a)
{
	struct parse *s = ctx;
	struct markup_element e = {.name = view_of(name)};
	size_t n = 0;

	for (; a != NULL && a[n] != NULL; n += 2) {
		room(s, n / 2 + 1);
		s->a[n / 2] =
		    (struct markup_attribute){view_of(a[n]), view_of(a[n + 1])};
	}
	e.a = s->a;
	e.n = n / 2;
	open_element(s, &e, e.name);
}

static void
html_close(void *ctx, const xmlChar *name)
{
	close_element(ctx, view_of(name));
}

static void
put_text(void *ctx, const xmlChar *p, int len)
{
	struct parse *s = ctx;
	size_t n = (size_t)len, at;

	if (s->stopped || len <= 0)
		return;
	at = position(s);
	at = at >= n && memcmp(s->text.p + at - n, p, n) == 0 ? at - n
							      : SIZE_MAX;
	s->ev->text(s->ev->ctx, (struct view){p, n}, at);
}

/* Characters that have names; in an attribute libxml2 takes one byte. */
static xmlEntityPtr
get_entity(void *ctx, const xmlChar *name)
{
	struct parse *s = ctx;
	xmlEntityPtr e = xmlGetPredefinedEntity(name);
	uint32_t c, second;
	int n;

	if (e != NULL || (c = charref_find(view_of(name), &second)) == 0)
		return e;
	n = (int)utf8_encode(c, s->entity_text);
	if (second != 0)
		n += (int)utf8_encode(second, s->entity_text + n);
	if (n > 1 && s->ctxt->instate == XML_PARSER_ATTRIBUTE_VALUE) {
		n = 1;
		s->entity_text[0] = ' ';
	}
	s->entity_text[n] = '\0';
	s->entity = (xmlEntity){.type = XML_ENTITY_DECL,
	    .name = name,
	    .etype = XML_INTERNAL_PREDEFINED_ENTITY,
	    .content = s->entity_text,
	    .orig = s->entity_text,
	    .length = n};
	return &s->entity;
}

static void
on_error(void *ctx, xmlErrorPtr e)
{
	struct parse *s = ctx;

	if (e->code == XML_ERR_NO_MEMORY)
		s->no_memory = true;
	if (s->html || e->level < XML_ERR_ERROR ||
	    e->domain == XML_FROM_NAMESPACE || e->message == NULL)
		return;
	set_fault(s, e->line, e->int2, e->message);
}

static void
set_handler(struct parse *s, xmlSAXHandler *h)
{
	memset(h, 0, sizeof(*h));
	h->initialized = XML_SAX2_MAGIC;
	h->characters = h->cdataBlock = h->ignorableWhitespace = put_text;
	h->serror = on_error;
	h->getEntity = get_entity;
	if (s->html) {
		h->startElement = html_open;
		h->endElement = html_close;
		h->cdataBlock = NULL; /* scripts */
	} else {
		h->startElementNs = xml_open;
		h->endElementNs = xml_close;
	}
}

/* Parse with the context, and free it. */
static void
run(struct parse *s)
{
	if (s->ctxt == NULL || s->ctxt->sax == NULL)
		xalloc_fail();
	set_handler(s, s->ctxt->sax);
	s->ctxt->userData = s;
	if (s->html) {
		htmlCtxtUseOptions(s->ctxt,
		    HTML_PARSE_RECOVER | HTML_PARSE_NONET |
			HTML_PARSE_IGNORE_ENC);
		xmlSwitchEncoding(s->ctxt, XML_CHAR_ENCODING_UTF8);
		htmlParseDocument(s->ctxt);
	} else {
		xmlCtxtUseOptions(s->ctxt,
		    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC |
			XML_PARSE_NOCDATA);
		xmlParseDocument(s->ctxt);
	}
	xmlFreeDoc(s->ctxt->myDoc);
	s->ctxt->myDoc = NULL;
}

void
markup_parse(struct view text, bool html, const struct markup_events *ev,
    struct markup_fault *fault)
{
	struct parse s = {.ev = ev, .fault = fault, .text = text, .html = html};
	const char *p = (const char *)text.p;

	*fault = (struct markup_fault){0};
	if (text.len == 0 || text.len > MARKUP_MAX)
		return;
	s.ctxt = html ? htmlCreateMemoryParserCtxt(p, (int)text.len)
		      : xmlCreateMemoryParserCtxt(p, (int)text.len);
	run(&s);
	while (s.depth > 0) {
		s.depth--;
		ev->close(ev->ctx, s.open[s.depth], text.len);
	}
	xmlFreeParserCtxt(s.ctxt);
	if (s.no_memory)
		xalloc_fail();
	free(s.a);
	buf_free(&s.names);
}

static void *
take_memory(size_t n)
{
	return xmallocarray(n, 1);
}

static void *
more_memory(void *p, size_t n)
{
	return xreallocarray(p, n, 1);
}

/* libxml2 does not survive every failed allocation: none fails. */
void
markup_init(void)
{
	xmlMemSetup(free, take_memory, more_memory, xstrdup);
	xmlInitParser();
}

bool
markup_attribute(
    const struct markup_element *e, const char *name, struct view *value)
{
	size_t i, n = strlen(name);

	for (i = 0; i < e->n; i++)
		if (e->a[i].name.len == n &&
		    memcmp(e->a[i].name.p, name, n) == 0) {
			*value = e->a[i].value;
			return true;
		}
	return false;
}
