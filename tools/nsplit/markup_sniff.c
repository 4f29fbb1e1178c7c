/* SPDX-License-Identifier: ISC */
/*
 * The first thing in a text that is neither a blank, a declaration, a comment
 * nor a document type is its root element.
 */
#include <string.h>

#include "markup.h"

static const struct {
	const char *root;
	enum markup_kind kind;
} roots[] = {
    {"html", MARKUP_HTML},
    {"w:document", MARKUP_DOCX},
    {"rss", MARKUP_RSS},
    {"rdf:RDF", MARKUP_RSS},
    {"feed", MARKUP_ATOM},
    {"nitf", MARKUP_NITF},
    {"NewsML", MARKUP_NEWSML},
    {"newsMessage", MARKUP_NEWSML_G2},
    {"newsItem", MARKUP_NEWSML_G2},
    {"packageItem", MARKUP_NEWSML_G2},
};

static bool
begins(struct view v, const char *s)
{
	size_t n = strlen(s);

	return v.len >= n && strncasecmp((const char *)v.p, s, n) == 0;
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* v behind the next occurrence of s; empty when there is none. */
static struct view
behind(struct view v, const char *s)
{
	const unsigned char *q = memmem(v.p, v.len, s, strlen(s));
	size_t n = q == NULL ? v.len : (size_t)(q - v.p) + strlen(s);

	return (struct view){v.p + n, v.len - n};
}

/* v behind what may stand before the root; whole in *done when that is all.
 */
static struct view
behind_one(struct view v)
{
	const unsigned char *open, *close;

	if (begins(v, "<?"))
		return behind(v, "?>");
	if (begins(v, "<!--"))
		return behind(v, "-->");
	/* A document type may have declarations inside. */
	open = memchr(v.p, '[', v.len);
	close = memchr(v.p, '>', v.len);
	if (open != NULL && close != NULL && open < close)
		v = behind(v, "]");
	return behind(v, ">");
}

static enum markup_kind
kind_of(struct view v)
{
	size_t i, n;

	if (v.len < 2 || v.p[0] != '<')
		return MARKUP_TEXT;
	for (i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		n = strlen(roots[i].root);
		if (v.len > n + 1 && begins(v, "<") &&
		    begins((struct view){v.p + 1, n}, roots[i].root) &&
		    (is_blank(v.p[n + 1]) || v.p[n + 1] == '>'))
			return roots[i].kind;
	}
	/* The root of NewsML-G2 may have a prefix. */
	for (n = 1; n < v.len && n < 16 && v.p[n] >= 'a' && v.p[n] <= 'z';)
		n++;
	v = (struct view){v.p + n, v.len - n};
	return begins(v, ":newsItem") || begins(v, ":newsMessage")
	    ? MARKUP_NEWSML_G2
	    : MARKUP_TEXT;
}

enum markup_kind
markup_sniff(struct view v, bool whole)
{
	if (v.len > MARKUP_SNIFF)
		v.len = MARKUP_SNIFF;
	whole |= v.len == MARKUP_SNIFF;
	for (;;) {
		while (v.len > 0 && is_blank(v.p[0]))
			v = (struct view){v.p + 1, v.len - 1};
		if (begins(v, "<!doctype html"))
			return MARKUP_HTML;
		if (v.len > 0 && v.p[0] != '<')
			return MARKUP_TEXT;
		if (v.len < 32 && !whole)
			return MARKUP_UNKNOWN;
		if (!begins(v, "<?") && !begins(v, "<!"))
			return kind_of(v);
		v = behind_one(v);
	}
}
