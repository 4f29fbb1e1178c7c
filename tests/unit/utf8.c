/* SPDX-License-Identifier: ISC */
#include "utf8.h"

#include <string.h>

#include "tap.h"

/* Decode forward with the table's rules written out once more. */
static size_t
valid_slowly(const unsigned char *p, size_t len)
{
	size_t i = 0, k, n;

	while (i < len) {
		unsigned char c = p[i], lo = 0x80, hi = 0xBF;

		n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3
		    : c < 0xF5					  ? 4
								  : 0;
		if (n == 0 || i + n > len)
			return i;
		if (c == 0xE0)
			lo = 0xA0;
		if (c == 0xED)
			hi = 0x9F;
		if (c == 0xF0)
			lo = 0x90;
		if (c == 0xF4)
			hi = 0x8F;
		for (k = 1; k < n; k++, lo = 0x80, hi = 0xBF)
			if (p[i + k] < lo || p[i + k] > hi)
				return i;
		i += n;
	}
	return len;
}

static uint64_t seed = 2463534242u;

static uint32_t
rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 32);
}

/* Text of one script, one byte of it perhaps spoilt. */
static size_t
generate(unsigned char *p, size_t room)
{
	static const uint32_t from[] = { 0x20, 0xA0, 0x400, 0x4E00, 0x1F600 };
	static const uint32_t span[] = { 90, 90, 200, 9000, 60 };
	uint32_t script = rnd() % 5, other;
	size_t n = 0, want = rnd() % room;

	while (n + 4 <= want) {
		other = rnd() % 8 == 0 ? rnd() % 5 : script;
		n += utf8_encode(from[other] + rnd() % span[other], p + n);
	}
	if (n > 0 && rnd() % 2)
		p[rnd() % n] = (unsigned char)rnd();
	return n - (n > 2 && rnd() % 4 == 0);
}

static void
test_valid(void)
{
	unsigned char p[400];
	size_t n, whole = 0, wrong = 0;
	uint32_t a, b, i;

	for (i = 0; i < 200000; i++) {
		n = generate(p, sizeof(p));
		whole += valid_slowly(p, n) == n;
		wrong += utf8_valid(p, n) != valid_slowly(p, n);
	}
	ok(wrong == 0 && whole > 20000 && whole < 180000,
	    "the valid prefix is found at any length and place");
	wrong = 0;
	memset(p, 'a', sizeof(p));
	for (a = 0; a < 256; a++)
		for (b = 0; b < 256 * 256; b += 97) {
			p[62] = (unsigned char)a;
			p[63] = (unsigned char)b;
			p[64] = (unsigned char)(b >> 8);
			p[65] = (unsigned char)(0x80 | (b & 0x3F));
			wrong += utf8_valid(p, 200) != valid_slowly(p, 200);
		}
	ok(wrong == 0, "sequences of any bytes across a vector's edge");
}

static void
test_codes(void)
{
	unsigned char p[4];
	uint32_t cp, got, last;
	size_t n, wrong = 0;

	for (cp = 0; cp < 0x110000; cp++) {
		n = utf8_encode(cp, p);
		wrong += utf8_decode(p, n, &got) != n || got != cp;
		wrong += utf8_decode_last(p, n, &last) != n || last != cp;
		wrong += utf8_count(p, n) != 1;
	}
	ok(wrong == 0, "every code point is encoded and decoded, surrogates "
		       "too");
	ok(utf8_decode((const unsigned char *)"\xC3(", 2, &cp) == 1 &&
		cp == UTF8_REPLACEMENT,
	    "a lead without its continuation is one bad byte");
	ok(utf8_decode_last((const unsigned char *)"a\x80", 2, &cp) == 1 &&
		cp == UTF8_REPLACEMENT,
	    "so is a continuation without a lead, read backwards");
}

int
main(void)
{
	test_valid();
	test_codes();
	return done();
}
