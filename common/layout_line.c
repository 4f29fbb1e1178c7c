/* SPDX-License-Identifier: ISC */
/*
 * The first pass of layout.c: what each line is by itself.
 */
#include "layout_line.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <utf8proc.h>

#include "utf8.h"
#include "xalloc.h"

size_t
layout_blank(const unsigned char *p, size_t len)
{
	if (len == 0)
		return 0;
	if (p[0] == ' ' || p[0] == '\t' || (p[0] >= 0x0B && p[0] <= 0x0D))
		return 1;
	if (p[0] == 0xC2)
		return len >= 2 && p[1] == 0xA0 ? 2 : 0;
	if (p[0] == 0xE3)
		return len >= 3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0;
	return 0;
}

/* layout_blank() of p[0..end), most often at a letter. */
static inline size_t
blank_first(const unsigned char *p, const unsigned char *end)
{
	if (p < end && *p > ' ' && *p != 0xC2 && *p != 0xE3)
		return 0;
	return layout_blank(p, (size_t)(end - p));
}

/* Bytes of the blank that ends p[0..len). */
static inline size_t
blank_last(const unsigned char *p, size_t len)
{
	if (len >= 1 && p[len - 1] > ' ' && p[len - 1] < 0x80)
		return 0;
	if (len >= 1 && layout_blank(p + len - 1, 1) == 1)
		return 1;
	if (len >= 2 && layout_blank(p + len - 2, 2) == 2)
		return 2;
	return len >= 3 && layout_blank(p + len - 3, 3) == 3 ? 3 : 0;
}

/* Quotes and brackets that may stand round a sentence. */
static bool
is_wrapper(uint32_t c)
{
	switch (c) {
	case '"':
	case '\'':
	case '`':
	case '(':
	case ')':
	case '[':
	case ']':
	case 0xAB:
	case 0xBB:
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x2039:
	case 0x203A:
	case 0xBF:
	case 0xA1:
		return true;
	default:
		return false;
	}
}

static uint8_t
class_first(uint32_t c)
{
	if (c < 0x80) {
		if (c - 'a' < 26)
			return FIRST_LOWER;
		if (c - 'A' < 26)
			return FIRST_UPPER;
		return c - '0' < 10 ? FIRST_DIGIT : FIRST_OTHER;
	}
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return FIRST_UPPER;
	case UTF8PROC_CATEGORY_LL:
		return FIRST_LOWER;
	case UTF8PROC_CATEGORY_LO:
		return FIRST_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return FIRST_DIGIT;
	default:
		return FIRST_OTHER;
	}
}

static uint8_t
class_last(uint32_t c)
{
	switch (c) {
	case '.':
	case '!':
	case '?':
	case 0x2026:
	case 0x3002:
	case 0xFF01:
	case 0xFF1F:
		return LAST_TERMINAL;
	case ',':
	case ';':
	case 0x2013:
	case 0x2014:
	case 0x3001:
	case 0xFF0C:
		return LAST_COMMA;
	case '-':
	case 0xAD:
	case 0x2010:
		return LAST_HYPHEN;
	default:
		return LAST_OTHER;
	}
}

/* Does the line begin an item: a bullet, a number or a letter with a point or
 * bracket, then a blank?  A dash may also begin a speech. */
static uint8_t
item_mark(const unsigned char *p, size_t len)
{
	uint32_t c;
	size_t n, i = 0;

	if ((p[0] | 32u) - 'a' < 26 && !(p[0] >= 'a' && p[0] <= 'e'))
		return 0;
	n = utf8_decode(p, len, &c);
	if (n < len && layout_blank(p + n, len - n) != 0) {
		if (c == '-' || c == '*' || c == '+' || c == 0x2022 ||
		    c == 0xB7 || c == 0x25CF || c == 0x25AA || c == 0x25E6 ||
		    c == 0x2023)
			return MARK_BULLET;
		if (c == 0x2013 || c == 0x2014)
			return MARK_DASH;
	}
	if (p[0] == '(')
		i++;
	n = i;
	while (i < len && i < n + 3 && p[i] >= '0' && p[i] <= '9')
		i++;
	if (i == n && i < len && p[i] >= 'a' && p[i] <= 'e')
		i++;
	if (i == n || i + 1 >= len || (p[i] != '.' && p[i] != ')'))
		return 0;
	return layout_blank(p + i + 1, len - i - 1) != 0 ? MARK_BULLET : 0;
}

/* What the inside of a line holds, a bit each. */
enum {
	HAS_GAP = 1,	/* a tab or three blanks: columns */
	HAS_BLANKS = 2, /* something else than single blanks between words */
	HAS_LOWER = 4	/* a small letter of ASCII */
};

/* Look at p[0..len), and count its code points. */
static unsigned
inside_plain(const unsigned char *p, size_t len, uint32_t *width)
{
	unsigned has = 0;
	size_t i;

	*width = 0;
	for (i = 0; i < len; i++) {
		*width += !utf8_is_cont(p[i]);
		if (p[i] >= 'a' && p[i] <= 'z')
			has |= HAS_LOWER;
		if (p[i] < ' ' || p[i] == 0xC2 || p[i] == 0xE3)
			has |= HAS_BLANKS;
		if (p[i] == '\t')
			has |= HAS_GAP;
		if (p[i] != ' ' || i + 1 == len || p[i + 1] != ' ')
			continue;
		has |= HAS_BLANKS;
		if (i + 2 < len && p[i + 2] == ' ')
			has |= HAS_GAP;
	}
	return has;
}

#ifdef __SSE2__
static inline unsigned
mask(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

/* What sixteen bytes at a time have been seen to hold. */
struct seen {
	__m128i lower;
	__m128i odd;
	__m128i tabs;
	unsigned blanks; /* the last two bytes, a bit each */
	unsigned has;
	uint32_t conts;
};

/* Of the bytes of a, the last n are new. */
static inline void
look(struct seen *s, __m128i a, unsigned n)
{
	const __m128i blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
	const __m128i c2 = _mm_set1_epi8((char)0xC2);
	const __m128i e3 = _mm_set1_epi8((char)0xE3);
	__m128i lead =
	    _mm_or_si128(_mm_cmpeq_epi8(a, c2), _mm_cmpeq_epi8(a, e3));
	/* Signed: less than a blank is what is not ASCII as well. */
	__m128i control = _mm_andnot_si128(
	    _mm_cmplt_epi8(a, _mm_setzero_si128()), _mm_cmplt_epi8(a, blank));
	unsigned m;

	s->lower = _mm_or_si128(s->lower,
	    _mm_and_si128(_mm_cmpgt_epi8(a, _mm_set1_epi8('a' - 1)),
		_mm_cmplt_epi8(a, _mm_set1_epi8('z' + 1))));
	s->odd = _mm_or_si128(s->odd, _mm_or_si128(lead, control));
	s->tabs = _mm_or_si128(s->tabs, _mm_cmpeq_epi8(a, tab));
	if (mask(a) != 0)
		s->conts += (uint32_t)__builtin_popcount(
		    mask(_mm_cmplt_epi8(a, _mm_set1_epi8(-64))) >> (16 - n));
	m = mask(_mm_cmpeq_epi8(a, blank)) >> (16 - n) << 2 | s->blanks;
	s->blanks = m >> n;
	m &= m << 1;
	if (m != 0)
		s->has |= m & m << 1 ? HAS_GAP | HAS_BLANKS : HAS_BLANKS;
}

static inline __m128i
load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* The same; the last step may see again what the one before it saw. */
static inline unsigned
inside(const unsigned char *p, size_t len, uint32_t *width)
{
	struct seen s = {.has = 0};
	size_t i;

	if (len < 16)
		return inside_plain(p, len, width);
	s.lower = s.odd = s.tabs = _mm_setzero_si128();
	for (i = 0; i + 16 <= len; i += 16)
		look(&s, load(p + i), 16);
	if (i < len)
		look(&s, load(p + len - 16), (unsigned)(len - i));
	*width = (uint32_t)len - s.conts;
	if (mask(s.lower) != 0)
		s.has |= HAS_LOWER;
	if (mask(s.tabs) != 0)
		s.has |= HAS_GAP;
	if (mask(s.odd) != 0)
		s.has |= HAS_BLANKS;
	return s.has;
}
#else
#define inside inside_plain
#endif

/* Two capitals of ASCII; small letters there are none. */
static bool
has_capitals(const unsigned char *p, size_t len)
{
	size_t i, upper = 0;

	for (i = 0; i < len && upper < 2; i++)
		upper += p[i] >= 'A' && p[i] <= 'Z';
	return upper >= 2;
}

/* Does a closing quotation mark end the line? */
static bool
ends_quotation(const unsigned char *p, const unsigned char *end)
{
	uint32_t c;

	utf8_decode_last(p, (size_t)(end - p), &c);
	return c == '"' || c == 0x201D || c == 0xBB || c == 0x201C ||
	    (c == '\'' && end - p >= 2 && end[-2] == '\'');
}

static void
measure_ends(struct layout_line *l, const unsigned char *text)
{
	const unsigned char *p = text + l->begin, *end = text + l->end, *q;
	uint32_t c = 0;
	size_t n;

	for (q = p; q < end; q += n) {
		n = utf8_decode(q, (size_t)(end - q), &c);
		if ((c | 32) - 'a' < 26 || !is_wrapper(c))
			break;
		if (c == '"' || c == 0x201C || c == 0x201E || c == 0xAB)
			l->marks |= MARK_OPENS;
	}
	l->first = q < end ? class_first(c) : FIRST_OTHER;
	for (q = p; q < end && blank_first(q, end) == 0; q++)
		l->first_width += !utf8_is_cont(*q);
	for (q = end; q > p; q -= n) {
		n = utf8_decode_last(p, (size_t)(q - p), &c);
		if ((c | 32) - 'a' < 26 || !is_wrapper(c))
			break;
	}
	l->last = q > p ? class_last(c) : LAST_OTHER;
	if (l->last == LAST_TERMINAL && q < end && ends_quotation(p, end))
		l->marks |= MARK_QUOTED;
}

static void
measure_line(
    struct layout_line *l, const unsigned char *text, size_t at, size_t end)
{
	unsigned has;
	size_t n;

	memset(l, 0, sizeof(*l));
	while ((n = blank_first(text + at, text + end)) != 0) {
		l->indent = text[at] == '\t' ? (l->indent | 7) + 1
		    : text[at] == '\r'	     ? l->indent
					     : l->indent + 1;
		at += n;
	}
	while ((n = blank_last(text + at, end - at)) != 0)
		end -= n;
	l->begin = at;
	l->end = end;
	if (at == end)
		return;
	has = inside(text + at, end - at, &l->width);
	l->marks = item_mark(text + at, end - at);
	if (has & HAS_BLANKS)
		l->marks |= MARK_BLANKS;
	if (l->width <= LAYOUT_WRAP_MAX && (has & HAS_GAP))
		l->marks |= MARK_GAP;
	if (l->width <= LAYOUT_WRAP_MAX && !(has & HAS_LOWER) &&
	    has_capitals(text + at, end - at))
		l->marks |= MARK_CAPS;
	measure_ends(l, text);
}

void
layout_measure(struct layout *l, struct view text)
{
	const unsigned char *lf;
	size_t at = 0, end;

	l->n_lines = 0;
	while (at < text.len) {
		lf = memchr(text.p + at, '\n', text.len - at);
		end = lf != NULL ? (size_t)(lf - text.p) : text.len;
		if (l->n_lines == l->cap_lines) {
			l->cap_lines += l->cap_lines / 2 + 64;
			l->line = xreallocarray(
			    l->line, l->cap_lines, sizeof(*l->line));
		}
		measure_line(&l->line[l->n_lines++], text.p, at, end);
		at = end + 1;
	}
}
