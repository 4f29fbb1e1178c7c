/* SPDX-License-Identifier: ISC */
/*
 * The decoder.  UTF-8 that is whole goes through untouched: it is validated
 * and borrowed.  Everything else is written to d->text, with marks such that
 * each span between two of them has one of the shapes that charset.h
 * promises: whatever would break a span's shape stands between marks of its
 * own.
 */
#include "charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "charset_detect.h"
#include "utf8.h"
#include "xalloc.h"

/* What a decoding loop holds in its hands. */
struct run {
	struct charset_decoder *d;
	const unsigned char *in; /* the whole block */
	size_t at;		 /* of it, decoded */
	size_t len;
	bool last;
};

void
charset_decoder_init(struct charset_decoder *d, const struct charset *cs)
{
	memset(d, 0, sizeof(*d));
	d->cs = *cs;
	if (cs->kind == CHARSET_ICONV) {
		d->iconv = iconv_open("UTF-8", cs->codec);
		/* It could be opened before: what is missing is memory. */
		if (d->iconv == (iconv_t)-1)
			xalloc_fail();
	}
	d->marking = cs->kind > CHARSET_UTF8 || cs->bom > 0;
}

void
charset_decoder_free(struct charset_decoder *d)
{
	if (d->iconv != NULL)
		iconv_close(d->iconv);
	buf_free(&d->text);
	free(d->marks);
	memset(d, 0, sizeof(*d));
}

static void
put_mark(struct charset_decoder *d, uint64_t text, uint64_t raw)
{
	if (d->n_marks > 0 && d->marks[d->n_marks - 1].text == text)
		d->n_marks--;
	if (d->n_marks == d->cap_marks) {
		d->cap_marks = d->cap_marks ? d->cap_marks * 2 : 256;
		d->marks =
		    xreallocarray(d->marks, d->cap_marks, sizeof(*d->marks));
	}
	d->marks[d->n_marks++] = (struct mark){text, raw};
}

/* A mark at where the run is now. */
static void
mark_here(struct run *r)
{
	put_mark(r->d, r->d->text_at + r->d->text.len, r->d->raw_at + r->at);
}

static void
put_cp(struct run *r, uint32_t cp)
{
	unsigned char u[4];
	size_t n = utf8_encode(cp, u);

	buf_put(&r->d->text, u, n);
}

/* n bytes that are no text become one U+FFFD, between marks. */
static void
put_bad(struct run *r, size_t n)
{
	mark_here(r);
	put_cp(r, UTF8_REPLACEMENT);
	r->at += n;
	r->d->n_bad += n;
	mark_here(r);
}

/* UTF-8 from the first bad byte of the block on. */
static void
run_utf8(struct run *r)
{
	uint32_t cp;
	size_t n;

	for (;;) {
		n = utf8_valid(r->in + r->at, r->len - r->at);
		buf_put(&r->d->text, r->in + r->at, n);
		r->at += n;
		n = r->len - r->at;
		if (n == 0 ||
		    (!r->last && n < 4 &&
			charset_utf8_tail(r->in + r->at, n) == n))
			return;
		cp = charset_1252(r->in[r->at]);
		mark_here(r);
		put_cp(r, cp);
		r->at++;
		r->d->n_1252++;
		mark_here(r);
	}
}

static void
run_table(struct run *r)
{
	struct buf *b = &r->d->text;
	const uint16_t *table = r->d->cs.table;
	const unsigned char *p = r->in + r->at, *end = r->in + r->len;
	unsigned char *q = buf_reserve(b, 3 * (r->len - r->at));

	for (; p < end; p++) {
		if (*p < 0x80) {
			*q++ = *p;
			if (*p != '\n')
				continue;
			b->len = (size_t)(q - b->data);
			r->at = (size_t)(p + 1 - r->in);
			mark_here(r);
			continue;
		}
		r->d->n_bad += table[*p - 0x80] == UTF8_REPLACEMENT;
		q += utf8_encode(table[*p - 0x80], q);
	}
	b->len = (size_t)(q - b->data);
	r->at = r->len;
}

static unsigned
unit(const struct run *r, size_t at)
{
	const unsigned char *p = r->in + at;

	return r->d->cs.big ? (unsigned)p[0] << 8 | p[1]
			    : (unsigned)p[1] << 8 | p[0];
}

static void
run_utf16(struct run *r)
{
	unsigned u, v;

	while (r->len - r->at >= 2) {
		u = unit(r, r->at);
		if (u < 0xD800 || u > 0xDFFF) {
			put_cp(r, u);
			r->at += 2;
			if (u == '\n')
				mark_here(r);
			continue;
		}
		if (u < 0xDC00 && r->len - r->at < 4 && !r->last)
			return;
		v = u < 0xDC00 && r->len - r->at >= 4 ? unit(r, r->at + 2) : 0;
		if (v < 0xDC00 || v > 0xDFFF) {
			put_bad(r, 2);
			continue;
		}
		mark_here(r);
		put_cp(r, 0x10000 + ((u - 0xD800) << 10) + (v - 0xDC00));
		r->at += 4;
		mark_here(r);
	}
}

static void
run_utf32(struct run *r)
{
	const unsigned char *p;
	uint32_t cp;

	for (; r->len - r->at >= 4; r->at += 4) {
		p = r->in + r->at;
		cp = r->d->cs.big ? (uint32_t)p[0] << 24 |
			(uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3]
				  : (uint32_t)p[3] << 24 |
			(uint32_t)p[2] << 16 | (uint32_t)p[1] << 8 | p[0];
		if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF)) {
			cp = UTF8_REPLACEMENT;
			r->d->n_bad += 4;
		}
		put_cp(r, cp);
		if (cp == '\n')
			put_mark(r->d, r->d->text_at + r->d->text.len,
			    r->d->raw_at + r->at + 4);
	}
}

/* Give iconv the bytes up to end; it stops at what it cannot decode. */
static int
iconv_some(struct run *r, size_t end)
{
	struct buf *b = &r->d->text;
	char *in = (char *)(uintptr_t)(r->in + r->at), *out;
	size_t n_in = end - r->at, n_out, rc;
	int why = 0;

	do {
		out = (char *)buf_reserve(b, 64 + 2 * n_in);
		n_out = b->cap - b->len;
		rc = iconv(r->d->iconv, &in, &n_in, &out, &n_out);
		why = rc == (size_t)-1 ? errno : 0;
		b->len = b->cap - n_out;
	} while (why == E2BIG);
	r->at = end - n_in;
	return why;
}

/* What iconv still holds back (a letter that waits for its accent). */
static void
iconv_flush(struct run *r)
{
	struct buf *b = &r->d->text;
	char *out = (char *)buf_reserve(b, 64);
	size_t n_out = 64;

	iconv(r->d->iconv, NULL, NULL, &out, &n_out);
	b->len += 64 - n_out;
}

/* How many bytes the character at p has by its first ones; 0 in sets that
 * escapes switch. */
static size_t
char_bytes(const struct charset *cs, const unsigned char *p, size_t left)
{
	if (strncasecmp(cs->codec, "iso-2022", 8) == 0)
		return 0;
	if (p[0] < 0x81 || p[0] == 0xFF)
		return 1;
	if (strcasecmp(cs->codec, "cp932") == 0)
		return p[0] < 0xA0 || p[0] >= 0xE0 ? 2 : 1;
	if (strcasecmp(cs->codec, "gb18030") == 0)
		return left > 1 && p[1] >= '0' && p[1] <= '9' ? 4 : 2;
	if (strcasecmp(cs->codec, "euc-jp") == 0)
		return p[0] == 0x8F ? 3 : 2;
	if (strcasecmp(cs->codec, "euc-tw") == 0)
		return p[0] == 0x8E ? 4 : 2;
	return 2;
}

/*
 * The end of a stretch, from r->at on, that has one of the shapes: characters
 * of one length, or with escapes what lies between line ends.
 */
static size_t
stretch_end(const struct run *r)
{
	const unsigned char *p = r->in + r->at, *q;
	size_t left = r->len - r->at, n = char_bytes(&r->d->cs, p, left), at;

	if (n == 0) {
		q = memchr(p, '\n', left);
		at = q == NULL ? left : (size_t)(q - p);
		return r->at + (at == 0 ? 1 : at);
	}
	for (at = n; at < left && n != 3; at += n)
		if (char_bytes(&r->d->cs, p + at, left - at) != n)
			break;
	return at < left ? r->at + at : r->len;
}

static void
run_iconv(struct run *r)
{
	size_t end;
	int why;

	while (r->at < r->len) {
		end = stretch_end(r);
		why = iconv_some(r, end);
		/* Its first bytes told less than the character has. */
		while (why == EINVAL && end < r->len && end - r->at < 16) {
			mark_here(r);
			why = iconv_some(r, ++end);
		}
		if (why == EINVAL && end == r->len && !r->last &&
		    end - r->at <= 16)
			return;
		if (why != 0)
			put_bad(r, 1);
		else
			mark_here(r);
	}
	if (r->last)
		iconv_flush(r);
}

static void
run_decode(struct run *r)
{
	switch (r->d->cs.kind) {
	case CHARSET_RAW:
	case CHARSET_UTF8:
		run_utf8(r);
		break;
	case CHARSET_UTF16:
		run_utf16(r);
		break;
	case CHARSET_UTF32:
		run_utf32(r);
		break;
	case CHARSET_TABLE:
		run_table(r);
		break;
	case CHARSET_ICONV:
		run_iconv(r);
		break;
	}
	if (r->last && r->at < r->len)
		put_bad(r, r->len - r->at);
}

/* The bytes from *at on as they are, when nothing speaks against it. */
static bool
untouched(struct charset_decoder *d, const unsigned char *p, size_t *at,
    size_t len, bool last)
{
	size_t n, tail;

	if (d->cs.kind > CHARSET_UTF8)
		return false;
	if (d->cs.kind == CHARSET_RAW) {
		*at = len;
		return true;
	}
	n = utf8_valid(p + *at, len - *at);
	tail = len - *at - n;
	if (tail > 0 &&
	    (last || tail > 3 ||
		charset_utf8_tail(p + len - tail, tail) != tail))
		return false;
	*at += n;
	return true;
}

/* CR becomes LF: neither offsets nor lengths change. */
static void
end_lines(struct charset_decoder *d, struct view *text)
{
	unsigned char *p, *end;

	if (text->p != d->text.data) {
		buf_clear(&d->text);
		buf_put_view(&d->text, *text);
		*text = buf_view(&d->text);
	}
	for (p = d->text.data, end = p + text->len; p < end; p++)
		if (*p == '\r')
			*p = '\n';
}

size_t
charset_decode(struct charset_decoder *d, const unsigned char *bytes,
    size_t len, bool last, struct charset_block *b)
{
	struct run r = {d, bytes, 0, len, last};
	size_t bom = d->begun ? 0 : d->cs.bom;

	*b = (struct charset_block){.text_at = d->text_at, .raw_at = d->raw_at};
	if (len < bom)
		return 0;
	d->begun = true;
	d->n_marks = 0;
	buf_clear(&d->text);
	r.at = bom;
	if (d->marking)
		mark_here(&r);
	if (untouched(d, bytes, &r.at, len, last)) {
		b->text = (struct view){bytes + bom, r.at - bom};
	} else {
		d->marking = true;
		if (d->n_marks == 0)
			mark_here(&r);
		run_decode(&r);
		b->text = buf_view(&d->text);
	}
	if (d->cs.cr && b->text.len > 0)
		end_lines(d, &b->text);
	b->raw = (struct view){bytes, r.at};
	if (d->marking) {
		b->marks = d->marks;
		b->n_marks = d->n_marks;
	}
	d->text_at += b->text.len;
	d->raw_at += r.at;
	return r.at;
}
