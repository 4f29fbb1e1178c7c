/* SPDX-License-Identifier: ISC */
#include "template.h"

#include <string.h>

#include <utf8proc.h>

#include "date.h"
#include "shape.h"
#include "utf8.h"

static bool
letter(uint32_t cp)
{
	utf8proc_category_t c;

	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

static bool
digit(uint32_t cp)
{
	return cp >= '0' && cp <= '9';
}

/* A mark that words have in them. */
static bool
inner(uint32_t cp)
{
	return cp == '\'' || cp == '-' || cp == '.' || cp == '&' || cp == '/' ||
	    cp == 0x2019 || cp == 0xAD;
}

/* The word at v's start, which begins with a letter or a digit: its length.
 * *number: a digit is in it. */
static size_t
word(struct view v, bool *number)
{
	size_t i = 0, n, m;
	uint32_t cp, next;

	for (*number = false; i < v.len; i += n) {
		n = 1;
		if ((unsigned char)((v.p[i] | 0x20) - 'a') < 26)
			continue;
		n = utf8_decode(v.p + i, v.len - i, &cp);
		if (letter(cp))
			continue;
		if (digit(cp)) {
			*number = true;
			continue;
		}
		if (!inner(cp) || i + n >= v.len)
			break;
		m = utf8_decode(v.p + i + n, v.len - i - n, &next);
		if (m == 0 || (cp == '/' && *number) ||
		    !(letter(next) || (*number && digit(next))))
			break;
	}
	return i;
}

unsigned char
template_mark(uint32_t cp)
{
	if (cp == '"' || cp == '\'' || cp == 0xAB || cp == 0xBB ||
	    (cp >= 0x2018 && cp <= 0x201F) || cp == 0x2039 || cp == 0x203A)
		return TOKEN_QUOTE;
	if (cp == '-' || (cp >= 0x2010 && cp <= 0x2015))
		return TOKEN_DASH;
	return cp < 0x80 ? (unsigned char)cp
			 : (unsigned char)(0x80 | (cp & 0x3F));
}

/* The type of a row of marks of a type. */
static unsigned char
row_type(unsigned char type)
{
	return template_weight(type) == 0 ? type : (unsigned char)(0xC0 | type);
}

/* Words that a page's number follows. */
static bool
page_word(struct view v)
{
	static const char *const table[] = {"p", "pp", "pg", "page", "pages",
	    "s", "seite", "str", "pag", "p\xc3\xa1g", "p\xc3\xa1gina", "pagina",
	    "sida", "side"};

	return shape_among(v, SHAPE_WORDS(table));
}

/* The last word may be an abbreviation or an initial: "Dr", "U.S". */
static bool
short_word(struct view line, const struct token *t)
{
	size_t i = t->end;

	while (i > t->at && line.p[i - 1] != ' ')
		i--;
	return t->end - i <= 3 && (line.p[i] < 'a' || line.p[i] > 'z');
}

/* A word or number goes on with the token before it, or is one of its own. */
static size_t
add_word(struct view v, struct token *t, size_t n, size_t at, size_t end,
    bool number)
{
	struct token *last = n > 0 ? &t[n - 1] : NULL;
	bool stop = last != NULL && last->type == '.';

	if (number) {
		if (stop && n > 1)
			last = &t[n - 2];
		if (last != NULL && last->type == TOKEN_WORDS &&
		    page_word((struct view){
			v.p + last->at, (size_t)(last->end - last->at)})) {
			last->type = TOKEN_PAGE;
			last->end = (uint16_t)end;
			return stop ? n - 1 : n;
		}
	} else if (stop && n > 1 && t[n - 2].type == TOKEN_WORDS &&
	    short_word(v, &t[n - 2]) && v.p[at - 1] == ' ') {
		t[n - 2].end = (uint16_t)end;
		return n - 1;
	} else if (last != NULL && last->type == TOKEN_WORDS) {
		last->end = (uint16_t)end;
		return n;
	}
	t[n] = (struct token){
	    number ? TOKEN_NUMBER : TOKEN_WORDS, (uint16_t)at, (uint16_t)end};
	return n + 1;
}

size_t
template_read(struct view v, struct token *t)
{
	struct date d = {.end = 0};
	size_t i, n = 0, len;
	uint32_t cp;
	unsigned char type;
	bool number;

	if (v.len == 0 || v.len > TEMPLATE_LINE)
		return 0;
	if (date_possible(v) && !date_find(v, &d))
		d.end = 0;
	for (i = 0; i < v.len && n + 1 < TEMPLATE_MAX; i += len) {
		if (d.end > 0 && i >= d.begin && i < d.end) {
			len = d.end - i;
			t[n++] = (struct token){
			    TOKEN_DATE, (uint16_t)i, (uint16_t)d.end};
			continue;
		}
		len = utf8_decode(v.p + i, v.len - i, &cp);
		if (cp == ' ' || cp == '\t') {
			while (i + len < v.len && v.p[i + len] == ' ')
				len++;
			if (cp == '\t' || len >= 3)
				t[n++] = (struct token){TOKEN_GAP, (uint16_t)i,
				    (uint16_t)(i + len)};
		} else if (letter(cp) || digit(cp)) {
			len = word((struct view){v.p + i, v.len - i}, &number);
			if (d.end > 0 && i < d.begin && i + len > d.begin)
				len = d.begin - i;
			n = add_word(v, t, n, i, i + len, number);
		} else {
			type = template_mark(cp);
			if (n > 0 && t[n - 1].end == i &&
			    (t[n - 1].type == type ||
				t[n - 1].type == row_type(type))) {
				t[n - 1].type = row_type(type);
				t[n - 1].end = (uint16_t)(i + len);
			} else
				t[n++] = (struct token){
				    type, (uint16_t)i, (uint16_t)(i + len)};
		}
	}
	return i < v.len ? 0 : n;
}

unsigned
template_weight(unsigned char type)
{
	switch (type) {
	case TOKEN_DATE:
	case TOKEN_PAGE:
		return 2;
	case TOKEN_NUMBER:
	case TOKEN_GAP:
	case TOKEN_DASH:
		return 1;
	case TOKEN_WORDS:
	case TOKEN_QUOTE:
		return 0;
	default:
		if (type >= 0xC0)
			return TEMPLATE_ROW;
		if (strchr(",.;!?'`", type) != NULL)
			return 0;
		return strchr("()[]:/%$&+", type) != NULL ? 1 : 2;
	}
}
