/* SPDX-License-Identifier: ISC */
/*
 * JSON strings: their text, and text as a string.  Between the two, lone
 * surrogates live in their three-byte form (WTF-8).
 */
#include "json.h"

#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "utf8.h"

static uint32_t
hex4(const unsigned char *p)
{
	uint32_t v = 0;
	int i;

	for (i = 0; i < 4; i++)
		v = v << 4 |
		    (p[i] <= '9' ? p[i] - (uint32_t)'0'
				 : (p[i] | 0x20u) - 'a' + 10);
	return v;
}

/* Decode the escape at p (checked before) to *o; returns where it ends. */
static const unsigned char *
unescape(
    const unsigned char *p, const unsigned char *end, unsigned char **o)
{
	static const unsigned char letter[256] = {['b'] = '\b', ['f'] = '\f',
	    ['n'] = '\n', ['r'] = '\r', ['t'] = '\t', ['"'] = '"',
	    ['\\'] = '\\', ['/'] = '/'};
	uint32_t cp, low;

	if (letter[p[1]] != 0) {
		*(*o)++ = letter[p[1]];
		return p + 2;
	}
	cp = hex4(p + 2);
	p += 6;
	if (cp >= 0xD800 && cp < 0xDC00 && end - p >= 6 && p[0] == '\\' &&
	    p[1] == 'u') {
		low = hex4(p + 2);
		if (low >= 0xDC00 && low < 0xE000) {
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
			p += 6;
		}
	}
	*o += utf8_encode(cp, *o);
	return p;
}

/* Copy p[0..end) to *o up to the first backslash, and return where that is, or
 * end.  o has room for what is copied and 31 bytes more. */
static inline const unsigned char *
copy_plain(
    const unsigned char *p, const unsigned char *end, unsigned char **o)
{
#ifdef __SSE2__
	const __m128i slash = _mm_set1_epi8('\\');

	for (; end - p >= 32; p += 32, *o += 32) {
		__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + 16));
		unsigned m = (unsigned)_mm_movemask_epi8(
				 _mm_cmpeq_epi8(a, slash)) |
		    (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(b, slash)) << 16;

		_mm_storeu_si128((__m128i *)(void *)*o, a);
		_mm_storeu_si128((__m128i *)(void *)(*o + 16), b);
		if (m != 0) {
			*o += __builtin_ctz(m);
			return p + __builtin_ctz(m);
		}
	}
#endif
	while (p < end && *p != '\\')
		*(*o)++ = *p++;
	return p;
}

bool
json_unescape(struct view val, struct buf *scratch, struct view *out)
{
	const unsigned char *p, *end;
	unsigned char *o;
	size_t begin;

	if (val.len < 2 || val.p[0] != '"')
		return false;
	p = val.p + 1;
	end = val.p + val.len - 1;
	if (memchr(p, '\\', (size_t)(end - p)) == NULL) {
		*out = (struct view){ p, (size_t)(end - p) };
		return true;
	}
	begin = scratch->len;
	o = buf_reserve(scratch, (size_t)(end - p) + 31);
	while ((p = copy_plain(p, end, &o)) < end)
		p = unescape(p, end, &o);
	scratch->len = (size_t)(o - scratch->data);
	*out = (struct view){ scratch->data + begin, scratch->len - begin };
	return true;
}

#ifdef __SSE2__
/* Copy 16 bytes from p to w; the bits of those that may need an escape. */
static inline unsigned
copy_16(const unsigned char *p, unsigned char *w)
{
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
	__m128i m =
	    _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')),
			     _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))),
		_mm_or_si128(
		    _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v),
		    _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8(0x7F)),
			_mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xC2)))));

	_mm_storeu_si128((__m128i *)(void *)w, v);
	return (unsigned)_mm_movemask_epi8(m);
}
#endif

/*
 * Copy p[0..end) to *o up to the first byte that may need an escape: quote,
 * backslash, C0, DEL, and C2, which leads the C1 controls.  Returns where that
 * is, or end.  o has room for what is copied and 15 bytes more.
 */
static inline const unsigned char *
copy_safe(
    const unsigned char *p, const unsigned char *end, unsigned char **o)
{
	unsigned char *w = *o;
#ifdef __SSE2__
	const unsigned char *begin = p;
	unsigned stop = 0;
	ptrdiff_t back;

	for (; end - p >= 16; p += 16, w += 16)
		if ((stop = copy_16(p, w)) != 0)
			break;
	if (stop == 0 && p < end && end - begin >= 16) {
		/* The last step goes back over bytes that it copies again. */
		back = 16 - (end - p);
		p -= back;
		w -= back;
		stop = copy_16(p, w) | 1u << 16;
	}
	if (stop != 0) {
		*o = w + __builtin_ctz(stop);
		return p + __builtin_ctz(stop);
	}
#endif
	while (p < end && *p >= 0x20 && *p != '"' && *p != '\\' &&
	    *p != 0x7F && *p != 0xC2)
		*w++ = *p++;
	*o = w;
	return p;
}

static void
put_u(struct buf *b, uint32_t unit)
{
	static const char hex[] = "0123456789abcdef";
	unsigned char *p = buf_reserve(b, 6);

	p[0] = '\\';
	p[1] = 'u';
	p[2] = (unsigned char)hex[unit >> 12 & 15];
	p[3] = (unsigned char)hex[unit >> 8 & 15];
	p[4] = (unsigned char)hex[unit >> 4 & 15];
	p[5] = (unsigned char)hex[unit & 15];
	b->len += 6;
}

/*
 * Two surrogates that make a pair are the character they stand for (as two
 * escapes they would be read as it).  Appends it and returns their length, or
 * 0 when p holds no pair.
 */
static size_t
put_pair(struct buf *b, const unsigned char *p, size_t len)
{
	uint32_t high, low;

	if (len < 6 || utf8_decode(p, len, &high) != 3 ||
	    utf8_decode(p + 3, len - 3, &low) != 3 || high < 0xD800 ||
	    high >= 0xDC00 || low < 0xDC00 || low >= 0xE000)
		return 0;
	b->len += utf8_encode(
	    0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00),
	    buf_reserve(b, 4));
	return 6;
}

/* Append the code point or stray byte at p; returns its length. */
static inline size_t
put_careful(struct buf *b, const unsigned char *p, size_t len)
{
	static const char letter[32] = { [8] = 'b', [9] = 't', [10] = 'n',
		[12] = 'f', [13] = 'r' };
	unsigned char *q, c = *p;
	uint32_t cp;
	size_t n;

	if (c == '"' || c == '\\' || (c < 0x20 && letter[c])) {
		q = buf_reserve(b, 2);
		q[0] = '\\';
		q[1] = c < 0x20 ? (unsigned char)letter[c] : c;
		b->len += 2;
		return 1;
	}
	n = utf8_decode(p, len, &cp);
	if (cp >= 0xD800 && cp < 0xE000) {
		size_t pair = put_pair(b, p, len);

		if (pair > 0)
			return pair;
		put_u(b, cp);
	} else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) {
		put_u(b, cp);
	} else if (cp == UTF8_REPLACEMENT && n == 1) {
		buf_put(b, "\xEF\xBF\xBD", 3);
	} else {
		buf_put(b, p, n);
	}
	return n;
}

/* Append text, of which the first n bytes are well-formed. */
static void
put_escaped(struct buf *b, struct view text, size_t n)
{
	const unsigned char *p = text.p, *end = text.p + text.len;
	const unsigned char *good = p + n;

	for (;;) {
		unsigned char *o = buf_reserve(b, (size_t)(good - p) + 16);

		p = copy_safe(p, good, &o);
		b->len = (size_t)(o - b->data);
		if (p == end)
			break;
		/* One surrogate or bad byte, then well-formed again. */
		if (p == good) {
			p += put_careful(b, p, (size_t)(end - p));
			good = p + utf8_valid(p, (size_t)(end - p));
		} else {
			p += put_careful(b, p, (size_t)(end - p));
		}
	}
}

void
json_put_escaped(struct buf *b, struct view text)
{
	put_escaped(b, text, utf8_valid(text.p, text.len));
}

void
json_put_string(struct buf *b, struct view text)
{
	buf_putc(b, '"');
	json_put_escaped(b, text);
	buf_putc(b, '"');
}

void
json_put_valid(struct buf *b, struct view text)
{
	buf_putc(b, '"');
	put_escaped(b, text, text.len);
	buf_putc(b, '"');
}
