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
is_suspect(uint32_t lead, uint32_t c, uint32_t next_class)
{
	if ((lead & CHAR_LEADS) == 0)
		return false;
	if (c == UTF8_REPLACEMENT)
		return true;
	return ((lead >> CHAR_LEAD_SHIFT) & (next_class >> CHAR_CONT_SHIFT) &
		   ((1u << N_CODEPAGES) - 1)) != 0;
}

/* U+00C3 and a blank may be "a grave" whose second half looked like one. */
static bool
is_lost_blank(const struct scan *s, const unsigned char *p, uint32_t c)
{
	return c == 0xC3 && p < s->end && (*p == ' ' || *p == '?');
}

static size_t
scan_wide(struct scan *s, const unsigned char *p)
{
	uint32_t c, class;
	size_t n = utf8_decode(p, (size_t)(s->end - p), &c);

	if (n == 1) {
		s->found |= SCAN_BYTES;
		s->prev = 0;
		return 1;
	}
	class = char_class(c);
	if (class & CHAR_NFC)
		s->found |= SCAN_NFC;
	if (class & CHAR_SPECIAL)
		s->found |= c >= 0xD800 && c < 0xE000 ? SCAN_BYTES : SCAN_CHARS;
	if (is_suspect(s->prev, c, class) || is_lost_blank(s, p + n, c))
		s->found |= SCAN_MOJIBAKE;
	if ((c == 0xA0 || c == 0x3000) &&
	    (p == s->begin || p + n == s->end || p[-1] <= ' ' || p[n] <= ' ' ||
		p[n] == 0xC2 || p[n] == 0xE3))
		s->found |= SCAN_LAYOUT;
	s->prev = class;
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

/* Skip ASCII that nothing has to be done about.  Compared as signed bytes all
 * that is not ASCII is less than a blank. */
static const unsigned char *
skip_plain(const unsigned char *p, const unsigned char *end)
{
	const __m128i space = _mm_set1_epi8(' '), amp = _mm_set1_epi8('&'),
		      del = _mm_set1_epi8(0x7F);
	__m128i a, stop;
	unsigned m;

	while (end - p > 16) {
		a = load(p);
		stop = _mm_or_si128(_mm_cmplt_epi8(a, space),
		    _mm_or_si128(
			_mm_cmpeq_epi8(a, amp), _mm_cmpeq_epi8(a, del)));
		stop = _mm_or_si128(stop,
		    _mm_and_si128(_mm_cmpeq_epi8(a, space),
			_mm_cmpeq_epi8(load(p + 1), space)));
		m = (unsigned)_mm_movemask_epi8(stop);
		if (m != 0)
			return p + __builtin_ctz(m);
		p += 16;
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
#endif

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
		for (p = q; p < s.end && *p >= 0x80;)
			p += scan_wide(&s, p);
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
