/* SPDX-License-Identifier: ISC */
/*
 * Runs of quote-like characters.  Text between them is skipped 16 bytes at a
 * time; an apostrophe between letters, by far the most frequent of all, is
 * recognised at once and makes no token unless somebody wants it.
 *
 * Limits: brackets of East Asian text are not marks here; blanks, dashes and
 * letters are told apart by ranges of code points, not by Unicode's tables.
 */
#include "lex.h"

#include <stdlib.h>
#include <string.h>

#include "utf8.h"
#include "xalloc.h"

static const char *const elisions[][1] = {
#include "nquote_elisions.inc"
};

static uint8_t
side_ascii(unsigned char c)
{
	if ((c | 32) >= 'a' && (c | 32) <= 'z')
		return SIDE_LETTER;
	if (c >= '0' && c <= '9')
		return SIDE_DIGIT;
	switch (c) {
	case ' ':
	case '\t':
	case '\n':
	case '\r':
	case '\v':
	case '\f':
		return SIDE_BLANK;
	case '.':
	case '!':
	case '?':
		return SIDE_STOP;
	case ',':
	case ';':
	case ':':
		return SIDE_COMMA;
	case '(':
	case '[':
	case '{':
	case '<':
		return SIDE_OPEN;
	case ')':
	case ']':
	case '}':
	case '>':
		return SIDE_CLOSE;
	case '-':
	case '/':
		return SIDE_DASH;
	case '=':
		return SIDE_EQUALS;
	default:
		return SIDE_SYMBOL;
	}
}

uint8_t
lex_side(uint32_t cp)
{
	if (cp < 0x80)
		return side_ascii((unsigned char)cp);
	if (cp == 0xA0 || cp == 0x3000 || cp == 0x1680 ||
	    (cp >= 0x2000 && cp <= 0x200B) || cp == 0x202F || cp == 0x205F)
		return SIDE_BLANK;
	if (cp == 0x2026)
		return SIDE_STOP;
	if ((cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212)
		return SIDE_DASH;
	if (cp == 0xBF || cp == 0xA1)
		return SIDE_OPEN;
	if ((cp >= 0xA2 && cp < 0xC0 && cp != 0xAA && cp != 0xBA) ||
	    (cp >= 0x2016 && cp <= 0x2BFF) || cp == 0xD7 || cp == 0xF7)
		return SIDE_SYMBOL;
	if (cp >= 0x3001 && cp <= 0x303F)
		return cp == 0x3001 ? SIDE_COMMA
		    : cp == 0x3002  ? SIDE_STOP
		    : cp & 1	    ? SIDE_CLOSE
				    : SIDE_OPEN;
	return SIDE_LETTER;
}

/* The character that ends at p + at, at > begin. */
static uint8_t
side_before(const unsigned char *p, size_t begin, size_t at, size_t *len)
{
	uint32_t cp;

	*len = utf8_decode_last(p + begin, at - begin, &cp);
	return lex_side(cp);
}

static uint8_t
side_after(const unsigned char *p, size_t at, size_t end, size_t *len)
{
	uint32_t cp;

	*len = utf8_decode(p + at, end - at, &cp);
	return lex_side(cp);
}

/* Is the character that ends at at (or begins there) a quotation mark? */
static bool
mark_before(const unsigned char *p, size_t begin, size_t at)
{
	size_t len;

	for (size_t n = 1; n <= 3 && at - begin >= n; n++)
		if (glyph_at(p, at - n, at, &len) != GLYPH_NONE && len == n)
			return true;
	return false;
}

/* Does a sentence end before the blanks before at? */
static bool
after_stop(const unsigned char *p, size_t begin, size_t at)
{
	while (at > begin && side_ascii(p[at - 1]) == SIDE_BLANK)
		at--;
	return at > begin && side_ascii(p[at - 1]) == SIDE_STOP;
}

static void
look_left(struct token *t, const unsigned char *p, struct span para)
{
	size_t len, before, at = t->at;

	if (at == para.begin) {
		t->left = SIDE_EDGE;
		return;
	}
	t->left = side_before(p, para.begin, at, &len);
	if (t->left == SIDE_LETTER && len == 1 &&
	    (strchr("sSxXzZ", p[at - 1]) != NULL ||
		(at - para.begin > 2 && memcmp(p + at - 2, "in", 2) == 0)))
		t->flags |= TOKEN_S;
	if (t->left == SIDE_DIGIT) {
		while (at > para.begin && p[at - 1] >= '0' && p[at - 1] <= '9')
			at--;
		if (at > para.begin + 1 && p[at - 1] == '\'' &&
		    p[at - 2] >= '0' && p[at - 2] <= '9')
			t->flags |= TOKEN_FEET;
	}
	if (t->left != SIDE_BLANK || at - len == para.begin)
		return;
	at -= len;
	if (after_stop(p, para.begin, at))
		t->flags |= TOKEN_STOP_L;
	if (mark_before(p, para.begin, at)) {
		t->left = SIDE_QUOTE;
		return;
	}
	switch (side_before(p, para.begin, at, &before)) {
	case SIDE_BLANK:
		return;
	case SIDE_LETTER:
	case SIDE_DIGIT:
	case SIDE_STOP:
	case SIDE_COMMA:
	case SIDE_CLOSE:
	case SIDE_SYMBOL:
		t->flags |= TOKEN_PUNCT_L;
		break;
	default:
		break;
	}
	if (p[t->at - 1] != '\n')
		t->blank_l = (uint8_t)len;
}

static void
look_right(struct token *t, const unsigned char *p, struct span para)
{
	size_t len, after, at = t->at + t->len;

	if (at == para.end) {
		t->right = SIDE_EDGE;
		return;
	}
	t->right = side_after(p, at, para.end, &len);
	if (p[at] >= 'A' && p[at] <= 'Z')
		t->flags |= TOKEN_UPPER;
	if (t->right == SIDE_STOP && at + 1 < para.end &&
	    (p[at] != '.' || p[at + 1] == '.'))
		t->right =
		    SIDE_DASH; /* "...and so on" begins as well as ends */
	if (t->right != SIDE_BLANK || at + len == para.end)
		return;
	if (glyph_at(p, at + len, para.end, &after) != GLYPH_NONE) {
		t->right = SIDE_QUOTE;
		return;
	}
	switch (side_after(p, at + len, para.end, &after)) {
	case SIDE_BLANK:
		return;
	case SIDE_LETTER:
	case SIDE_DIGIT:
		t->flags |= TOKEN_WORD_R;
		break;
	default:
		break;
	}
	if (p[at] != '\n')
		t->blank_r = (uint8_t)len;
}

/* Does a word that is known to lose its beginning, or a year of two digits,
 * follow at at? */
static bool
elision_at(const unsigned char *p, size_t at, size_t end)
{
	char word[12];
	size_t n = 0;

	if (end - at >= 2 && p[at] >= '0' && p[at] <= '9' && p[at + 1] >= '0' &&
	    p[at + 1] <= '9') {
		at += 2;
		if (at < end && p[at] == 's')
			at++;
		return at == end ||
		    (side_ascii(p[at]) != SIDE_LETTER &&
			side_ascii(p[at]) != SIDE_DIGIT && p[at] < 0x80 &&
			p[at] != '\'' && p[at] != '"');
	}
	while (at < end && n < sizeof(word) && (p[at] | 32) >= 'a' &&
	    (p[at] | 32) <= 'z')
		word[n++] = (char)(p[at++] | 32);
	if (n == 0 || n == sizeof(word) || (at < end && p[at] >= 0x80))
		return false;
	word[n] = '\0';
	for (size_t i = 0; i < sizeof(elisions) / sizeof(*elisions); i++)
		if (elisions[i][0][0] == word[0] &&
		    strcmp(elisions[i][0], word) == 0)
			return true;
	return false;
}

/* Inside a tag, <a href="...">?  Looks back a little only. */
static bool
inside_tag(const unsigned char *p, struct span para, size_t at)
{
	size_t low = at - para.begin > 200 ? at - 200 : para.begin;
	const unsigned char *tag = memrchr(p + low, '<', at - low);
	size_t i;

	if (tag == NULL)
		return false;
	i = (size_t)(tag - p) + 1;
	if (i == at || !((p[i] | 32) >= 'a' && (p[i] | 32) <= 'z') ||
	    memchr(p + i, '>', at - i) != NULL)
		return false;
	low = para.end - at > 400 ? at + 400 : para.end;
	for (i = at; i < low && p[i] != '<'; i++)
		if (p[i] == '>')
			return true;
	return false;
}

static struct token *
token_add(struct tokens *ts)
{
	if (ts->n == ts->cap) {
		ts->cap = ts->cap > 0 ? 2 * ts->cap : 256;
		ts->t = xreallocarray(ts->t, ts->cap, sizeof(*ts->t));
	}
	return &ts->t[ts->n];
}

static void
census_take(struct census *c, const struct token *t, const unsigned char *p,
    struct span para)
{
	bool l = t->left == SIDE_BLANK || t->left == SIDE_EDGE ||
	    t->left == SIDE_OPEN;
	bool r = t->right == SIDE_BLANK || t->right == SIDE_EDGE ||
	    t->right == SIDE_STOP || t->right == SIDE_COMMA ||
	    t->right == SIDE_CLOSE;
	size_t dq = 0, sq = 0;

	for (size_t i = 0; i < t->n; i++) {
		c->count[t->g[i]]++;
		c->opens[t->g[i]] += l && !r;
		c->closes[t->g[i]] += r && !l;
		dq += t->g[i] == GLYPH_DQ;
		sq += t->g[i] == GLYPH_SQ;
	}
	if (dq > 0) {
		c->doubled += dq % 2 == 0;
		c->lone += dq % 2 != 0;
	}
	if (t->g[0] == GLYPH_COMMAS ||
	    (t->n == 2 && t->g[0] == t->g[1] && !glyph_double(t->g[0])))
		c->pairs++;
	if (t->n == 1 && t->g[0] == GLYPH_DQ &&
	    ((t->right == SIDE_BLANK && (t->flags & TOKEN_WORD_R) &&
		 (t->left == SIDE_BLANK || t->left == SIDE_EDGE)) ||
		(t->left == SIDE_BLANK && (t->flags & TOKEN_PUNCT_L) &&
		    (t->right == SIDE_BLANK || t->right == SIDE_EDGE))))
		c->loose++;
	if (sq == 2 && t->n == 2) {
		c->sq_opens += l && !r;
		c->sq_closes += r && !l;
	}
	if (t->n >= 2 && t->g[0] == GLYPH_GRAVE && t->g[1] == GLYPH_GRAVE)
		c->graves = true;
	/* bold text ends after a letter; a nested quotation, as a rule, after
	 * a comma or a stop */
	if (sq == 3 && t->n == 3 && t->left == SIDE_LETTER)
		c->wiki = true;
	if (t->blank_l > 0 && (t->flags & TOKEN_PUNCT_L) != 0 &&
	    t->at - para.begin >= 3 && p[t->at - 3] == ' ' &&
	    (p[t->at - 2] == ',' || p[t->at - 2] == '.'))
		c->spaced++;
}

/* Is there a single of its own before the last token, and no double since? */
static bool
after_lone(const struct tokens *ts, struct span para)
{
	for (size_t i = ts->n, n = 0; i > 0 && n < 4; i--, n++) {
		const struct token *t = &ts->t[i - 1];

		if (t->at < para.begin || t->n != 1 || glyph_double(t->g[0]))
			return false;
		if (t->g[0] == GLYPH_SQ)
			return true;
	}
	return false;
}

/* Take the run that begins at at; returns its end. */
static size_t
lex_run(struct tokens *ts, struct census *c, const unsigned char *p,
    struct span para, size_t at)
{
	struct token *t = token_add(ts);
	size_t len;
	uint8_t g;

	*t = (struct token){.at = at};
	while (at < para.end &&
	    (g = glyph_at(p, at, para.end, &len)) != GLYPH_NONE) {
		if (t->n < TOKEN_GLYPHS)
			t->g[t->n++] = g;
		else
			t->flags |= TOKEN_LONG;
		at += len;
	}
	t->len = (uint32_t)(at - t->at);
	look_left(t, p, para);
	look_right(t, p, para);
	/* Two commas are a low mark only before a word and after none. */
	if (t->g[0] == GLYPH_COMMAS &&
	    ((t->left != SIDE_EDGE && t->left != SIDE_BLANK &&
		 t->left != SIDE_OPEN && t->left != SIDE_QUOTE) ||
		(t->right != SIDE_LETTER && t->right != SIDE_OPEN) ||
		t->len > 2))
		return at;
	if (t->g[t->n - 1] >= GLYPH_SQ && elision_at(p, at, para.end))
		t->flags |= TOKEN_ELISION;
	if (glyph_double(t->g[0]) && inside_tag(p, para, t->at))
		t->flags |= TOKEN_TAG;
	if (t->n > 1 && after_lone(ts, para))
		t->flags |= TOKEN_LONE;
	if (t->flags & TOKEN_LONG)
		t->n = 0;
	census_take(c, t, p, para);
	ts->n++;
	return at;
}

/* An apostrophe with a letter on either side is no quotation mark. */
static bool
midword(const unsigned char *p, struct span para, size_t at, size_t len)
{
	size_t l;

	if (at == para.begin || at + len >= para.end)
		return false;
	if ((p[at - 1] | 32) >= 'a' && (p[at - 1] | 32) <= 'z' &&
	    (p[at + len] | 32) >= 'a' && (p[at + len] | 32) <= 'z')
		return true;
	if ((p[at - 1] < 0x80 && side_ascii(p[at - 1]) != SIDE_LETTER) ||
	    (p[at + len] < 0x80 && side_ascii(p[at + len]) != SIDE_LETTER))
		return false;
	return side_before(p, para.begin, at, &l) == SIDE_LETTER &&
	    !mark_before(p, para.begin, at) &&
	    glyph_at(p, at + len, para.end, &l) == GLYPH_NONE &&
	    side_after(p, at + len, para.end, &l) == SIDE_LETTER;
}

void
lex_paragraph(struct tokens *ts, struct tokens *mid, struct census *c,
    struct view text, struct span para)
{
	const unsigned char *p = text.p;
	size_t at = para.begin, len;
	uint8_t g;

	while ((at = glyph_skip(p, at, para.end)) < para.end) {
		/* The rest of a broken mark is what stops the skipping. */
		if (at >= para.begin + 2 && p[at] == 0xE2 &&
		    p[at - 2] == 0xC3 &&
		    glyph_at(p, at - 2, para.end, &len) == GLYPH_BROKEN)
			at -= 2;
		g = glyph_at(p, at, para.end, &len);
		if (g == GLYPH_NONE) {
			at++;
			continue;
		}
		if ((g == GLYPH_SQ || g == GLYPH_RSQ) &&
		    midword(p, para, at, len)) {
			c->count[g]++;
			if (mid != NULL) {
				*token_add(mid) = (struct token){.at = at,
				    .len = (uint32_t)len,
				    .n = 1,
				    .flags = TOKEN_MIDWORD,
				    .g = {g}};
				mid->n++;
			}
			at += len;
			continue;
		}
		at = lex_run(ts, c, p, para, at);
	}
}
