/* SPDX-License-Identifier: ISC */
/*
 * Validation follows Unicode 15 table 3-7 by the lead byte; runs of ASCII are
 * skipped a vector at a time (SSE2 is the floor on amd64; elsewhere eight bytes
 * in a word).  Where the processor has AVX2 other text is checked 32 bytes at a
 * time by table look-up, after J. Keiser and D. Lemire, "Validating UTF-8 in
 * less than one instruction per byte", Software: Practice and Experience 51
 * (2021); the plain code then says where the fault lies.
 */
#include "utf8.h"

#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

/* The first byte at or after p that is not ASCII, or end. */
static const unsigned char *
skip_ascii(const unsigned char *p, const unsigned char *end)
{
#ifdef __SSE2__
	while (end - p >= 32) {
		__m128i a = _mm_loadu_si128((const __m128i *)(const void *)p);
		__m128i b =
		    _mm_loadu_si128((const __m128i *)(const void *)(p + 16));
		unsigned m = (unsigned)_mm_movemask_epi8(a) |
		    (unsigned)_mm_movemask_epi8(b) << 16;

		if (m != 0)
			return p + __builtin_ctz(m);
		p += 32;
	}
#else
	uint64_t w;

	while (end - p >= 8) {
		memcpy(&w, p, 8);
		if ((w & 0x8080808080808080u) != 0)
			break;
		p += 8;
	}
#endif
	while (p < end && *p < 0x80)
		p++;
	return p;
}

/* Length of the well-formed sequence at p, whose first byte is not ASCII; 0
 * when there is none. */
static inline size_t
sequence(const unsigned char *p, const unsigned char *end)
{
	size_t left = (size_t)(end - p);
	unsigned char c = p[0];

	if (c < 0xE0)
		return c >= 0xC2 && left >= 2 && utf8_is_cont(p[1]) ? 2 : 0;
	if (c < 0xF0) {
		if (left < 3 || !utf8_is_cont(p[1]) || !utf8_is_cont(p[2]) ||
		    (c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F))
			return 0;
		return 3;
	}
	if (c > 0xF4 || left < 4 || !utf8_is_cont(p[1]) ||
	    !utf8_is_cont(p[2]) || !utf8_is_cont(p[3]) ||
	    (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F))
		return 0;
	return 4;
}

static size_t
valid_plain(const unsigned char *p, size_t len)
{
	const unsigned char *q = p, *end = p + len;
	size_t n;

	while ((q = skip_ascii(q, end)) < end) {
		do {
			if ((n = sequence(q, end)) == 0)
				return (size_t)(q - p);
			q += n;
		} while (q < end && *q >= 0x80);
	}
	return len;
}

#ifdef __SSE2__
/* What two bytes in a row can have wrong, a bit each. */
enum {
	TOO_SHORT = 1,	     /* a lead without what it announces */
	TOO_LONG = 2,	     /* ASCII and a continuation */
	OVERLONG_3 = 4,	     /* E0 80..9F */
	TOO_LARGE = 8,	     /* F4 90.., F5.. */
	SURROGATE = 16,	     /* ED A0.. */
	OVERLONG_2 = 32,     /* C0, C1 */
	TOO_LARGE_1000 = 64, /* F5..FF 80..8F */
	OVERLONG_4 = 64,     /* F0 80..8F */
	TWO_CONTS = 128,     /* right only as third or fourth byte */
	CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS
};

#define ROW(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)                   \
	_mm256_setr_epi8((char)(a), (char)(b), (char)(c), (char)(d),          \
	    (char)(e), (char)(f), (char)(g), (char)(h), (char)(i), (char)(j), \
	    (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p), \
	    (char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f), \
	    (char)(g), (char)(h), (char)(i), (char)(j), (char)(k), (char)(l), \
	    (char)(m), (char)(n), (char)(o), (char)(p))

/* Not zero where v, which follows prev, breaks the rules. */
__attribute__((target("avx2"))) static inline __m256i
faults_avx2(__m256i v, __m256i prev)
{
	const int large = CARRY | TOO_LARGE | TOO_LARGE_1000;
	const int cont = TOO_LONG | OVERLONG_2 | TWO_CONTS;
	const __m256i nibble = _mm256_set1_epi8(15);
	__m256i joint = _mm256_permute2x128_si256(prev, v, 0x21);
	__m256i one = _mm256_alignr_epi8(v, joint, 15);
	__m256i two = _mm256_alignr_epi8(v, joint, 14);
	__m256i three = _mm256_alignr_epi8(v, joint, 13);
	__m256i first_high = _mm256_shuffle_epi8(
	    ROW(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
		TOO_LONG, TOO_LONG, TWO_CONTS, TWO_CONTS, TWO_CONTS, TWO_CONTS,
		TOO_SHORT | OVERLONG_2, TOO_SHORT,
		TOO_SHORT | OVERLONG_3 | SURROGATE,
		TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4),
	    _mm256_and_si256(_mm256_srli_epi16(one, 4), nibble));
	__m256i first_low = _mm256_shuffle_epi8(
	    ROW(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4,
		CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE, large,
		large, large, large, large, large, large, large,
		large | SURROGATE, large, large),
	    _mm256_and_si256(one, nibble));
	__m256i second_high = _mm256_shuffle_epi8(
	    ROW(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
		TOO_SHORT, TOO_SHORT, TOO_SHORT,
		cont | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
		cont | OVERLONG_3 | TOO_LARGE, cont | SURROGATE | TOO_LARGE,
		cont | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT,
		TOO_SHORT),
	    _mm256_and_si256(_mm256_srli_epi16(v, 4), nibble));
	__m256i pair = _mm256_and_si256(
	    _mm256_and_si256(first_high, first_low), second_high);
	/* Third and fourth bytes have to be continuations after one. */
	__m256i third = _mm256_subs_epu8(two, _mm256_set1_epi8(0x60));
	__m256i fourth = _mm256_subs_epu8(three, _mm256_set1_epi8(0x70));
	__m256i due = _mm256_and_si256(
	    _mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));

	return _mm256_xor_si256(due, pair);
}

/* Bytes of ASCII at the front, 128 at a time. */
__attribute__((target("avx2"))) static inline size_t
ascii_avx2(const unsigned char *p, size_t len)
{
	const __m256i *v;
	__m256i a, b;
	size_t at;

	for (at = 0; len - at >= 128; at += 128) {
		v = (const __m256i *)(const void *)(p + at);
		a = _mm256_or_si256(
		    _mm256_loadu_si256(v), _mm256_loadu_si256(v + 1));
		b = _mm256_or_si256(
		    _mm256_loadu_si256(v + 2), _mm256_loadu_si256(v + 3));
		if (_mm256_movemask_epi8(_mm256_or_si256(a, b)) != 0)
			break;
	}
	return at;
}

/* Bytes at the front that are well-formed as far as 32-byte steps tell: the
 * plain code goes on from there. */
__attribute__((target("avx2"))) static size_t
valid_avx2(const unsigned char *p, size_t len)
{
	__m256i prev = _mm256_setzero_si256(), v, bad;
	size_t at = 0, back;

	for (; len - at >= 32; at += 32) {
		v = _mm256_loadu_si256((const __m256i *)(const void *)(p + at));
		if (_mm256_movemask_epi8(_mm256_or_si256(v, prev)) == 0) {
			at += ascii_avx2(p + at + 32, len - at - 32);
			continue;
		}
		bad = faults_avx2(v, prev);
		if (!_mm256_testz_si256(bad, bad))
			break;
		prev = v;
	}
	/* Go back to the lead of a sequence that reaches over at. */
	for (back = 1; back <= 3 && back <= at; back++)
		if (p[at - back] >= 0xC0)
			return at - back;
	return at;
}
#endif

size_t
utf8_valid(const unsigned char *p, size_t len)
{
	size_t at = 0;

#ifdef __SSE2__
	if (len >= 64 && __builtin_cpu_supports("avx2"))
		at = valid_avx2(p, len);
#endif
	return at < len ? at + valid_plain(p + at, len - at) : at;
}

size_t
utf8_decode_all(const unsigned char *p, size_t len, uint32_t *cp)
{
	size_t n;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	n = sequence(p, p + len);
	if (n == 0 && len >= 3 && p[0] == 0xED && p[1] >= 0xA0 &&
	    utf8_is_cont(p[1]) && utf8_is_cont(p[2]))
		n = 3;
	switch (n) {
	case 2:
		*cp = (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3Fu);
		return 2;
	case 3:
		*cp = (uint32_t)(p[0] & 0x0F) << 12 |
		    (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3Fu);
		return 3;
	case 4:
		*cp = (uint32_t)(p[0] & 0x07) << 18 |
		    (uint32_t)(p[1] & 0x3F) << 12 |
		    (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3Fu);
		return 4;
	default:
		*cp = UTF8_REPLACEMENT;
		return 1;
	}
}

size_t
utf8_decode_last_all(const unsigned char *p, size_t len, uint32_t *cp)
{
	size_t back = 1, n;

	while (back < 4 && back < len && utf8_is_cont(p[len - back]))
		back++;
	n = utf8_decode(p + len - back, back, cp);
	if (n == back)
		return n;
	*cp = UTF8_REPLACEMENT;
	return 1;
}

size_t
utf8_encode(uint32_t cp, unsigned char *p)
{
	if (cp < 0x80) {
		p[0] = (unsigned char)cp;
		return 1;
	}
	if (cp < 0x800) {
		p[0] = (unsigned char)(0xC0 | cp >> 6);
		p[1] = (unsigned char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		p[0] = (unsigned char)(0xE0 | cp >> 12);
		p[1] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
		p[2] = (unsigned char)(0x80 | (cp & 0x3F));
		return 3;
	}
	p[0] = (unsigned char)(0xF0 | cp >> 18);
	p[1] = (unsigned char)(0x80 | (cp >> 12 & 0x3F));
	p[2] = (unsigned char)(0x80 | (cp >> 6 & 0x3F));
	p[3] = (unsigned char)(0x80 | (cp & 0x3F));
	return 4;
}

size_t
utf8_count(const unsigned char *p, size_t len)
{
	size_t i = 0, n = 0;

#ifdef __SSE2__
	const __m128i cont = _mm_set1_epi8(-65);
	uint64_t half[2];

	/* A byte of leads counts up to 255 before it is added up. */
	while (len - i >= 16) {
		size_t end = i + (len - i < 4080 ? (len - i) / 16 * 16 : 4080);
		__m128i leads = _mm_setzero_si128();

		for (; i < end; i += 16)
			leads = _mm_sub_epi8(leads,
			    _mm_cmpgt_epi8(
				_mm_loadu_si128((const void *)(p + i)), cont));
		_mm_storeu_si128(
		    (void *)half, _mm_sad_epu8(leads, _mm_setzero_si128()));
		n += half[0] + half[1];
	}
#endif
	for (; i < len; i++)
		n += (signed char)p[i] >= -64;
	return n;
}
