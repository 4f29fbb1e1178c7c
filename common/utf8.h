/* SPDX-License-Identifier: ISC */
#ifndef NR_UTF8_H
#define NR_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * UTF-8 over bytes plus a length.  Well-formed means Unicode 15, table 3-7:
 * no overlong forms, no surrogates, nothing above U+10FFFF.  Strings that came
 * out of JSON may also hold lone surrogates in the three-byte form that UTF-8
 * forbids (WTF-8, https://simonsapin.github.io/wtf-8/); utf8_decode() takes
 * them so that nothing is lost, utf8_valid() does not.
 */

#define UTF8_REPLACEMENT 0xFFFDu

/* Bytes of the longest well-formed prefix of p[0..len): len when all of it is
 * well-formed.  Skips ASCII 32 bytes at a time. */
size_t utf8_valid(const unsigned char *p, size_t len);

/* Decode one code point at p (len > 0).  Returns its length in bytes, 1 to 4,
 * and stores it in *cp; a byte that begins nothing well-formed is returned as
 * U+FFFD of length 1 and *cp = UTF8_REPLACEMENT (a real U+FFFD has length 3). */
size_t utf8_decode_all(const unsigned char *p, size_t len, uint32_t *cp);

static inline size_t
utf8_decode(const unsigned char *p, size_t len, uint32_t *cp)
{
	if (p[0] >= 0x80)
		return utf8_decode_all(p, len, cp);
	*cp = p[0];
	return 1;
}

/* The code point that ends at p + len (len > 0), decoded backwards; the same
 * return values. */
size_t utf8_decode_last_all(const unsigned char *p, size_t len, uint32_t *cp);

static inline size_t
utf8_decode_last(const unsigned char *p, size_t len, uint32_t *cp)
{
	if (p[len - 1] >= 0x80)
		return utf8_decode_last_all(p, len, cp);
	*cp = p[len - 1];
	return 1;
}

/* Write cp (a scalar value or a surrogate) to p, room for 4; returns 1 to 4. */
size_t utf8_encode(uint32_t cp, unsigned char *p);

/* Code points in p[0..len): bytes that are not continuation bytes. */
size_t utf8_count(const unsigned char *p, size_t len);

/* Length that the lead byte c announces, 0 when c leads nothing. */
static inline size_t
utf8_lead(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c < 0xC2 || c > 0xF4)
		return 0;
	return c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static inline bool
utf8_is_cont(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

#endif
