/* SPDX-License-Identifier: ISC */
/*
 * Stretches of ASCII without line ends, ampersands, controls and double blanks
 * are skipped sixteen bytes at a time; everything else goes a character at a
 * time through char_class().  Letters of Cyrillic and ideographs, which come
 * in long runs, have vectors of their own.
 */
#include "scan.h"

#include <stdbool.h>
#include <stdint.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "chartab.h"
#include "mojibake.h"
#include "utf8.h"

/* Shorter paragraphs go to the layout: they may be page numbers or debris. */
#define SHORT_PARA 20

struct scan {
	const unsigned char *begin;
	const unsigned char *end;
	const unsigned char *para; /* where the paragraph begins */
	uint32_t prev; /* class of the character before, 0 after ASCII */
	unsigned found;
};

/* Bytes of the line end and what must surround it, at a line feed: exactly one
 * blank line between two paragraphs. */
static size_t
scan_newline(struct scan *s, const unsigned char *p)
{
	if (p == s->begin || p[-1] == ' ' || s->end - p < 3 || p[1] != '\n' ||
	    p[2] == '\n' || p[2] == ' ' || p - s->para < SHORT_PARA) {
		s->found |= SCAN_LAYOUT;
		return 1;
	}
	s->para = p + 2;
	return 2;
}

static size_t
scan_ascii(struct scan *s, const unsigned char *p)
{
	s->prev = 0;
	if (*p == '\n')
		return scan_newline(s, p);
	if (*p == ' ') {
		if (p + 1 == s->end || p[1] == ' ')
			s->found |= SCAN_LAYOUT;
	} else if (*p == '&') {
		s->found |= SCAN_AMP;
	} else if (*p == '\t' || *p == '\f') {
		s->found |= SCAN_LAYOUT | SCAN_CHARS;
	} else if (*p < 0x20 || *p == 0x7F) {
		s->found |= SCAN_CHARS;
	}
	return 1;
}

/* A lead that UTF-8 misread would show, and after it what it would show for a
 * further byte, or for one that got lost. */
static bool
is_suspect(uint32_t lead, uint32_t c, uint32_t class)
{
	if (c == UTF8_REPLACEMENT)
		return (lead & CHAR_LEADS) != 0;
	return ((lead >> CHAR_LEAD_SHIFT) & (class >> CHAR_CONT_SHIFT) &
		   ((1u << N_CODEPAGES) - 1)) != 0;
}

/* The same for the character at p and the one before it, looked at closely. */
static void
scan_suspect(struct scan *s, const unsigned char *p)
{
	struct view t = {s->begin, (size_t)(s->end - s->begin)};
	size_t at = (size_t)(p - s->begin);
	uint32_t c;

	at -= utf8_decode_last(s->begin, at, &c);
	if (mojibake_suspect(t, at))
		s->found |= SCAN_MOJIBAKE;
}

/* Decode the character at p, whose first byte is not ASCII; the usual lengths
 * here, the rest by utf8_decode(). */
static inline size_t
decode(const unsigned char *p, const unsigned char *end, uint32_t *c)
{
	if (p[0] >= 0xC2 && p[0] < 0xE0 && end - p >= 2 && utf8_is_cont(p[1])) {
		*c = (p[0] & 31u) << 6 | (p[1] & 63u);
		return 2;
	}
	if (p[0] > 0xE0 && p[0] < 0xED && end - p >= 3 && utf8_is_cont(p[1]) &&
	    utf8_is_cont(p[2])) {
		*c = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
		return 3;
	}
	return utf8_decode(p, (size_t)(end - p), c);
}

static size_t
scan_wide(struct scan *s, const unsigned char *p)
{
	uint32_t c, class;
	size_t n = decode(p, s->end, &c);

	if (n == 1) {
		s->found |= SCAN_BYTES;
		s->prev = 0;
		return 1;
	}
	class = char_class(c);
	if (s->prev != 0 && !(s->found & SCAN_MOJIBAKE) &&
	    is_suspect(s->prev, c, class))
		scan_suspect(s, p);
	s->prev = class;
	if (!(class & (CHAR_NFC | CHAR_SPECIAL)) && c != 0xA0 && c != 0x3000)
		return n;
	if (class & CHAR_NFC)
		s->found |= SCAN_NFC;
	if (class & CHAR_SPECIAL)
		s->found |= c >= 0xD800 && c < 0xE000 ? SCAN_BYTES : SCAN_CHARS;
	if ((c == 0xA0 || c == 0x3000) &&
	    (p == s->begin || p + n == s->end || p[-1] <= ' ' || p[n] <= ' ' ||
		p[n] == 0xC2 || p[n] == 0xE3))
		s->found |= SCAN_LAYOUT;
	return n;
}

static void
check_ends(struct scan *s)
{
	if (s->begin < s->end && *s->begin == ' ')
		s->found |= SCAN_LAYOUT;
}

#ifdef __SSE2__
static inline __m128i
load(const unsigned char *p)
{
	return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline unsigned
mask(__m128i v)
{
	return (unsigned)_mm_movemask_epi8(v);
}

/* Where sixteen bytes are not plain: not ASCII (compared as signed bytes that
 * is less than a blank), controls, ampersands, the first of two blanks. */
static inline __m128i
not_plain(const unsigned char *p)
{
	const __m128i space = _mm_set1_epi8(' ');
	__m128i a = load(p);
	__m128i odd = _mm_or_si128(_mm_cmpeq_epi8(a, _mm_set1_epi8('&')),
	    _mm_cmpeq_epi8(a, _mm_set1_epi8(0x7F)));
	__m128i two = _mm_and_si128(
	    _mm_cmpeq_epi8(a, space), _mm_cmpeq_epi8(load(p + 1), space));

	return _mm_or_si128(_mm_cmplt_epi8(a, space), _mm_or_si128(odd, two));
}

static inline const unsigned char *
skip_plain(const unsigned char *p, const unsigned char *end)
{
	__m128i a, b, c, d;
	unsigned m;

	while (end - p > 64) {
		a = not_plain(p);
		b = not_plain(p + 16);
		c = not_plain(p + 32);
		d = not_plain(p + 48);
		if (mask(_mm_or_si128(
			_mm_or_si128(a, b), _mm_or_si128(c, d))) != 0)
			break;
		p += 64;
	}
	while (end - p > 16) {
		if ((m = mask(not_plain(p))) != 0)
			return p + __builtin_ctz(m);
		p += 16;
	}
	return p;
}

/* Not before p are leads of two bytes (in two) and three (in three), further
 * bytes in cont; bad where something else is.  The bytes of whole characters
 * before anything bad: nothing is carried from block to block. */
static inline size_t
whole(unsigned two, unsigned three, unsigned cont, unsigned bad)
{
	unsigned want = two << 1 | three << 1 | three << 2;
	size_t n;

	bad |= (want ^ cont) & 0xFFFF;
	n = bad != 0 ? (size_t)__builtin_ctz(bad) : 16;
	/* A character that the end cuts is not whole. */
	if (n >= 1 && ((two | three) >> (n - 1) & 1))
		return n - 1;
	return n >= 2 && (three >> (n - 2) & 1) ? n - 2 : n;
}

/* Bytes that are no further ones of CJK punctuation, U+3001..301F (E3 80 81..)
 * and U+FF00..FF3F (EF BC ..), whose leads stand in e3 and ef. */
static inline unsigned
not_punctuation(__m128i a, unsigned e3, unsigned ef)
{
	unsigned b80 = mask(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0x80)));
	unsigned bc = mask(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xBC)));
	/* Compared as signed bytes; ASCII is bad there anyway. */
	unsigned high = ~mask(_mm_cmplt_epi8(a, _mm_set1_epi8((char)0xA0)));

	return (e3 << 1 & ~b80) | (e3 << 2 & (b80 | high)) | (ef << 1 & ~bc);
}

/* Russian letters, ideographs of the common blocks, their punctuation and
 * plain ASCII, which come in long runs, and of which no two neighbours are
 * suspect. */
static inline const unsigned char *
skip_runs(const unsigned char *p, const unsigned char *end)
{
	const __m128i zero = _mm_setzero_si128();
	__m128i a, d0, d1, e;
	unsigned wide, cont, two, three, bad, c90, e3, ef;
	size_t n;

	while (end - p > 16) {
		a = load(p);
		wide = mask(a);
		cont = mask(_mm_cmplt_epi8(a, _mm_set1_epi8(-64)));
		d0 = _mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xD0));
		d1 = _mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xD1));
		/* E4..E9, as unsigned: the difference saturates to 0. */
		e = _mm_subs_epu8(_mm_sub_epi8(a, _mm_set1_epi8((char)0xE4)),
		    _mm_set1_epi8(5));
		e3 = mask(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xE3)));
		ef = mask(_mm_cmpeq_epi8(a, _mm_set1_epi8((char)0xEF)));
		three = mask(_mm_cmpeq_epi8(e, zero)) | e3 | ef;
		two = mask(_mm_or_si128(d0, d1));
		/* Behind D0 not under 90, behind D1 not from 90: the letters
		 * of Russian but one, which windows-1251 has elsewhere. */
		c90 = mask(_mm_cmplt_epi8(a, _mm_set1_epi8((char)0x90)));
		bad = (mask(d0) << 1) & cont & c90;
		bad |= (mask(d1) << 1) & cont & ~c90;
		bad |= wide & ~cont & ~two & ~three;
		bad |= not_punctuation(a, e3, ef);
		bad |= mask(not_plain(p)) & ~wide;
		n = whole(two, three, cont, bad);
		p += n;
		if (n < 13)
			break;
	}
	return p;
}
#else
static const unsigned char *
skip_plain(const unsigned char *p, const unsigned char *end)
{
	(void)end;
	return p;
}

static const unsigned char *
skip_runs(const unsigned char *p, const unsigned char *end)
{
	(void)end;
	return p;
}
#endif

/* The class of the character that ends at p. */
static uint32_t
class_before(const struct scan *s, const unsigned char *p)
{
	uint32_t c;

	if (p == s->begin || p[-1] < 0x80)
		return 0;
	utf8_decode_last(s->begin, (size_t)(p - s->begin), &c);
	return char_class(c);
}

/* Characters beyond ASCII from p on. */
static const unsigned char *
scan_run(struct scan *s, const unsigned char *p)
{
	const unsigned char *q;

	while (p < s->end && *p >= 0x80) {
		if (*p == 0xD0 || *p == 0xD1 || (*p >= 0xE3 && *p <= 0xE9)) {
			q = skip_runs(p, s->end);
			if (q > p) {
				s->prev = class_before(s, q);
				p = q;
				continue;
			}
		}
		p += scan_wide(s, p);
	}
	return p;
}

unsigned
scan_text(struct view text)
{
	struct scan s = {text.p, text.p + text.len, text.p, 0, 0};
	const unsigned char *p = text.p, *q;

	check_ends(&s);
	while (p < s.end) {
		q = skip_plain(p, s.end);
		if (q > p)
			s.prev = 0;
		p = scan_run(&s, q);
		if (p < s.end)
			p += scan_ascii(&s, p);
	}
	if (s.end - s.para < SHORT_PARA)
		s.found |= SCAN_LAYOUT;
	return s.found;
}

unsigned
scan_text_plain(struct view text)
{
	struct scan s = {text.p, text.p + text.len, text.p, 0, 0};
	const unsigned char *p = text.p;

	check_ends(&s);
	while (p < s.end)
		p += *p < 0x80 ? scan_ascii(&s, p) : scan_wide(&s, p);
	if (s.end - s.para < SHORT_PARA)
		s.found |= SCAN_LAYOUT;
	return s.found;
}
