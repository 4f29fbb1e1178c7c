/* SPDX-License-Identifier: ISC */
/*
 * XML 1.0, 4.3.3: <?xml version="1.0" encoding="NAME"?>.  HTML, "prescan a
 * byte stream to determine its encoding", in short: the first charset= inside
 * of a <meta> tag, wherever in the tag it is.
 */
#include "charset_declared.h"

#include <string.h>

static bool
is_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
begins(struct view v, const char *s)
{
	size_t n = strlen(s);

	return v.len >= n && strncasecmp((const char *)v.p, s, n) == 0;
}

static struct view
skip(struct view v, size_t n)
{
	return (struct view){v.p + n, v.len - n};
}

/* The value of key="..." in a tag; empty when it has none. */
static struct view
value_of(struct view tag, const char *key)
{
	size_t n = 0;

	while (tag.len > 0 && !begins(tag, key))
		tag = skip(tag, 1);
	if (tag.len == 0)
		return tag;
	tag = skip(tag, strlen(key));
	while (tag.len > 0 && is_blank(tag.p[0]))
		tag = skip(tag, 1);
	if (tag.len == 0 || tag.p[0] != '=')
		return (struct view){0};
	do
		tag = skip(tag, 1);
	while (tag.len > 0 &&
	    (is_blank(tag.p[0]) || tag.p[0] == '"' || tag.p[0] == '\''));
	while (n < tag.len && !is_blank(tag.p[n]) &&
	    strchr("\"';/>?", tag.p[n]) == NULL)
		n++;
	return (struct view){tag.p, n};
}

static bool
use(struct charset *cs, struct view name)
{
	char s[32];

	if (name.len == 0 || name.len >= sizeof(s) || begins(name, "utf") ||
	    memchr(name.p, 0, name.len) != NULL)
		return false;
	memcpy(s, name.p, name.len);
	s[name.len] = '\0';
	return charset_named(cs, s) == 0 &&
	    (cs->kind == CHARSET_TABLE || cs->kind == CHARSET_ICONV);
}

/* v from '<' on, up to its '>'. */
static struct view
tag_of(struct view v)
{
	const unsigned char *end = memchr(v.p, '>', v.len);

	return (struct view){v.p, end == NULL ? 0 : (size_t)(end - v.p)};
}

static struct view
find_meta(struct view v)
{
	const unsigned char *lt;
	struct view name = {0};

	while (name.len == 0 && (lt = memchr(v.p, '<', v.len)) != NULL) {
		v = skip(v, (size_t)(lt - v.p));
		if (begins(v, "<meta"))
			name = value_of(tag_of(v), "charset");
		v = skip(v, 1);
	}
	return name;
}

bool
charset_declared(struct charset *cs, const unsigned char *p, size_t len)
{
	struct view v = {p, len < CHARSET_DECLARED ? len : CHARSET_DECLARED};

	while (v.len > 0 && is_blank(v.p[0]))
		v = skip(v, 1);
	if (begins(v, "<?xml") && use(cs, value_of(tag_of(v), "encoding")))
		return true;
	if (!begins(v, "<?xml") && !begins(v, "<!doctype html") &&
	    !begins(v, "<html"))
		return false;
	return use(cs, find_meta(v));
}
