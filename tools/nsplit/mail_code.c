/* SPDX-License-Identifier: ISC */
#include "mail_code.h"

#include <string.h>

#include "charset.h"
#include "shape.h"

static unsigned
hex_of(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10u : 16;
}

/* A soft line break at i, which holds '=': how long it is, 0 for none. */
static size_t
soft_break(struct view v, size_t i)
{
	size_t k = i + 1;

	while (k < v.len && (v.p[k] == ' ' || v.p[k] == '\t' || v.p[k] == '\r'))
		k++;
	if (k == v.len)
		return k - i;
	return v.p[k] == '\n' ? k + 1 - i : 0;
}

static bool
escape(struct view v, size_t i)
{
	return i + 2 < v.len && hex_of(v.p[i + 1]) < 16 &&
	    hex_of(v.p[i + 2]) < 16;
}

static void
put_quoted(struct buf *b, struct view v, bool word)
{
	size_t i, n;

	for (i = 0; i < v.len; i++) {
		if (v.p[i] == '=' && escape(v, i)) {
			buf_putc(b,
			    (unsigned char)(hex_of(v.p[i + 1]) << 4 |
				hex_of(v.p[i + 2])));
			i += 2;
		} else if (v.p[i] == '=' && !word && (n = soft_break(v, i)) > 0)
			i += n - 1;
		else
			buf_putc(b, word && v.p[i] == '_' ? ' ' : v.p[i]);
	}
}

void
mail_put_quoted(struct buf *b, struct view v)
{
	put_quoted(b, v, false);
}

/* The value of a base64 digit, 64 for another character. */
static unsigned
digit64(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26u;
	if (c >= '0' && c <= '9')
		return c - '0' + 52u;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : 64;
}

void
mail_put_base64(struct buf *b, struct view v)
{
	uint32_t bits = 0, n = 0;
	size_t i;

	for (i = 0; i < v.len && v.p[i] != '='; i++) {
		if (digit64(v.p[i]) == 64)
			continue;
		bits = bits << 6 | digit64(v.p[i]);
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_putc(b, (unsigned char)(bits >> n));
		}
	}
}

void
mail_put_charset(struct buf *b, struct view bytes, struct view charset)
{
	struct charset_decoder d;
	struct charset_block block;
	struct charset cs;
	char name[32];

	if (charset.len == 0 || charset.len >= sizeof(name)) {
		charset_put_utf8(b, bytes.p, bytes.len);
		return;
	}
	memcpy(name, charset.p, charset.len);
	name[charset.len] = '\0';
	if (shape_equal(charset, "utf-8") || shape_equal(charset, "us-ascii") ||
	    charset_named(&cs, name) != 0) {
		charset_put_utf8(b, bytes.p, bytes.len);
		return;
	}
	charset_decoder_init(&d, &cs);
	charset_decode(&d, bytes.p, bytes.len, true, &block);
	buf_put_view(b, block.text);
	charset_decoder_free(&d);
}

/* "=?charset?Q?text?=" at the start of v. */
struct word {
	struct view charset;
	struct view text;
	bool base64;
	size_t len;
};

static bool
read_word(struct view v, struct word *w)
{
	const unsigned char *q, *end, *star;

	if (v.len < 8 || v.p[0] != '=' || v.p[1] != '?' ||
	    (q = memchr(v.p + 2, '?', v.len - 2)) == NULL ||
	    v.p + v.len - q < 5 || q[2] != '?')
		return false;
	w->charset = (struct view){v.p + 2, (size_t)(q - v.p) - 2};
	star = memchr(w->charset.p, '*', w->charset.len); /* RFC 2231 */
	if (star != NULL)
		w->charset.len = (size_t)(star - w->charset.p);
	w->base64 = (q[1] | 0x20) == 'b';
	if (!w->base64 && (q[1] | 0x20) != 'q')
		return false;
	w->text.p = q + 3;
	end = memmem(q + 3, v.len - (size_t)(q + 3 - v.p), "?=", 2);
	if (end == NULL)
		return false;
	w->text.len = (size_t)(end - w->text.p);
	w->len = (size_t)(end - v.p) + 2;
	return true;
}

bool
mail_put_words(struct buf *b, struct view v)
{
	struct buf bytes = {0};
	struct word w, before = {0};
	size_t i = 0, gap = 0;

	if (memmem(v.p, v.len, "=?", 2) == NULL)
		return false;
	for (i = 0; i < v.len;) {
		if (!read_word((struct view){v.p + i, v.len - i}, &w)) {
			buf_putc(b, v.p[i]);
			gap = v.p[i++] == ' ' ? gap + 1 : 0;
			if (gap == 0)
				before.len = 0;
			continue;
		}
		/* Blanks between encoded words do not count. */
		if (before.len > 0)
			b->len -= gap;
		buf_clear(&bytes);
		if (w.base64)
			mail_put_base64(&bytes, w.text);
		else
			put_quoted(&bytes, w.text, true);
		mail_put_charset(b, buf_view(&bytes), w.charset);
		before = w;
		gap = 0;
		i += w.len;
	}
	buf_free(&bytes);
	return true;
}
