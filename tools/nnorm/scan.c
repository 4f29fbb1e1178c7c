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
#include <immintrin.h>
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
		return char_leads(lead) != 0;
	return (char_leads(lead) & char_conts(class)) != 0;
}

/* Is the character before p a quotation mark and the one at p, of n bytes, the
 * last before ASCII?  An accent behind an apostrophe is common, and only a run
 * of such pairs can be Macintosh Roman. */
static inline bool
is_quoted_letter(const struct scan *s, const unsigned char *p, size_t n)
{
	return p - s->begin >= 3 && p[-1] >= 0x98 && p[-1] <= 0x9D &&
	    p[-2] == 0x80 && p[-3] == 0xE2 && (p + n == s->end || p[n] < 0x80);
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
	    is_suspect(s->prev, c, class) && !is_quoted_letter(s, p, n))
		scan_suspect(s, p);
	s->prev = class;
	/* What may be an a with a grave accent, or a no-break space itself,
	 * whose no-break space got lost. */
	if ((c == 0xC3 || c == 0xC2) && p > s->begin && p[-1] > ' ' &&
	    (p + n == s->end || p[n] == ' '))
		s->found |= SCAN_MOJIBAKE;
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
	unsigned m;

	while (end - p > 16) {
		if ((m = mask(not_plain(p))) != 0)
			return p + __builtin_ctz(m);
		p += 16;
	}
	return p;
}

/* 64 bytes, and questions about them that are answered with a bit each. */
struct block {
	__m256i a;
	__m256i b;
};

__attribute__((target("avx2"))) static inline uint64_t
bits_avx2(__m256i a, __m256i b)
{
	return (uint64_t)(unsigned)_mm256_movemask_epi8(b) << 32 |
	    (unsigned)_mm256_movemask_epi8(a);
}

__attribute__((target("avx2"))) static inline uint64_t
equal_avx2(const struct block *v, unsigned char c)
{
	__m256i w = _mm256_set1_epi8((char)c);

	return bits_avx2(
	    _mm256_cmpeq_epi8(v->a, w), _mm256_cmpeq_epi8(v->b, w));
}

/* As unsigned bytes: the difference is at most n. */
__attribute__((target("avx2"))) static inline uint64_t
within_avx2(const struct block *v, unsigned char from, unsigned char n)
{
	__m256i w = _mm256_set1_epi8((char)from), top = _mm256_set1_epi8((char)n);
	__m256i a = _mm256_sub_epi8(v->a, w), b = _mm256_sub_epi8(v->b, w);

	return bits_avx2(_mm256_cmpeq_epi8(_mm256_min_epu8(a, top), a),
	    _mm256_cmpeq_epi8(_mm256_min_epu8(b, top), b));
}

/* not_plain() of 64 bytes. */
__attribute__((target("avx2"))) static inline uint64_t
not_plain_avx2(const unsigned char *p, const struct block *v)
{
	const __m256i space = _mm256_set1_epi8(' ');
	const __m256i amp = _mm256_set1_epi8('&'), del = _mm256_set1_epi8(0x7F);
	__m256i a = _mm256_loadu_si256((const __m256i *)(const void *)(p + 1));
	__m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 33));

	a = _mm256_and_si256(
	    _mm256_cmpeq_epi8(a, space), _mm256_cmpeq_epi8(v->a, space));
	b = _mm256_and_si256(
	    _mm256_cmpeq_epi8(b, space), _mm256_cmpeq_epi8(v->b, space));
	a = _mm256_or_si256(a, _mm256_cmpgt_epi8(space, v->a));
	b = _mm256_or_si256(b, _mm256_cmpgt_epi8(space, v->b));
	a = _mm256_or_si256(a, _mm256_cmpeq_epi8(v->a, amp));
	b = _mm256_or_si256(b, _mm256_cmpeq_epi8(v->b, amp));
	a = _mm256_or_si256(a, _mm256_cmpeq_epi8(v->a, del));
	b = _mm256_or_si256(b, _mm256_cmpeq_epi8(v->b, del));
	return bits_avx2(a, b);
}

/*
 * Of 64 bytes, those of characters between two of ASCII that need nothing: a
 * Latin letter, U+00C0..017F (C3..C5 and one more, but not 82 and 83 of the A
 * with a circumflex or tilde), and a dash, a quotation mark or dots, U+2010..2027 (E2 80 90..A7).
 * high has the bytes beyond ASCII, before and after tell it of the two bytes
 * round them.
 */
__attribute__((target("avx2"))) static inline uint64_t
lone_avx2(const struct block *v, uint64_t high, uint64_t before, uint64_t after)
{
	uint64_t edge = ~(high << 1 | before);
	uint64_t two, three;

	two = within_avx2(v, 0xC3, 2) & edge;
	two &= (within_avx2(v, 0x80, 1) | within_avx2(v, 0x84, 59)) >> 1;
	two &= ~(high >> 2 | after << 62);
	three = equal_avx2(v, 0xE2) & edge & equal_avx2(v, 0x80) >> 1;
	three &= within_avx2(v, 0x90, 23) >> 2;
	three &= ~(high >> 3 | after << 61);
	return two | two << 1 | three | three << 1 | three << 2;
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

#ifdef __SSE2__
/* From p on, 64 bytes at a time: one that is not plain is looked at without
 * reading the others again.  Returns where fewer are left. */
__attribute__((target("avx2"))) static const unsigned char *
scan_blocks_avx2(struct scan *s, const unsigned char *p)
{
	const unsigned char *base, *q;
	uint64_t m, high;
	struct block v;

	while (s->end - p > 64) {
		base = p;
		v.a = _mm256_loadu_si256((const __m256i *)(const void *)p);
		v.b =
		    _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
		m = not_plain_avx2(p, &v);
		if (s->found & SCAN_LAYOUT)
			m &= ~equal_avx2(&v, '\n');
		if ((high = bits_avx2(v.a, v.b)) != 0)
			m &= ~lone_avx2(&v, high,
			    p > s->begin && p[-1] >= 0x80, p[64] >= 0x80);
		while (m != 0) {
			q = base + __builtin_ctzll(m);
			if (q > p)
				s->prev = 0;
			p = scan_run(s, q);
			if (p < s->end)
				p += scan_ascii(s, p);
			if (p - base >= 64)
				break;
			m &= UINT64_MAX << (p - base);
		}
		if (p - base < 64) {
			p = base + 64;
			s->prev = 0;
		}
	}
	return p;
}
#endif

unsigned
scan_text(struct view text)
{
	struct scan s = {text.p, text.p + text.len, text.p, 0, 0};
	const unsigned char *p = text.p, *q;

	check_ends(&s);
#ifdef __SSE2__
	if (__builtin_cpu_supports("avx2"))
		p = scan_blocks_avx2(&s, p);
#endif
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
