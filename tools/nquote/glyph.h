/* SPDX-License-Identifier: ISC */
#ifndef NQUOTE_GLYPH_H
#define NQUOTE_GLYPH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A quote-like character.  The order matters: doubles first. */
enum glyph {
	GLYPH_NONE,
	GLYPH_DQ,     /* " */
	GLYPH_LDQ,    /* U+201C, as in English an opener */
	GLYPH_RDQ,    /* U+201D */
	GLYPH_LOW,    /* U+201E, low */
	GLYPH_HIGH,   /* U+201F, reversed */
	GLYPH_LGU,    /* U+00AB, guillemet to the left */
	GLYPH_RGU,    /* U+00BB */
	GLYPH_WIDE,   /* U+FF02 */
	GLYPH_BROKEN, /* U+201D read as Windows-1252, its last byte lost */
	GLYPH_COMMAS, /* two commas where a low mark may have been */
	GLYPH_SQ,     /* ' */
	GLYPH_LSQ,    /* U+2018 */
	GLYPH_RSQ,    /* U+2019 */
	GLYPH_LOWS,   /* U+201A */
	GLYPH_HIGHS,  /* U+201B */
	GLYPH_LGUS,   /* U+2039 */
	GLYPH_RGUS,   /* U+203A */
	GLYPH_GRAVE,  /* ` */
	GLYPH_ACUTE,  /* U+00B4 */
	GLYPH_COUNT
};

static inline bool
glyph_double(uint8_t g)
{
	return g >= GLYPH_DQ && g <= GLYPH_COMMAS;
}

static inline bool
glyph_guillemet(uint8_t g)
{
	return g == GLYPH_LGU || g == GLYPH_RGU || g == GLYPH_LGUS ||
	    g == GLYPH_RGUS;
}

/* Bytes of a glyph where it is written as it should be. */
size_t glyph_len(uint8_t g);

/* Offset of the first byte at or after at that may begin a quote-like
 * character; end when there is none. */
size_t glyph_skip(const unsigned char *p, size_t at, size_t end);

/* The glyph that begins at p[at], its length in *len; GLYPH_NONE if none. */
uint8_t glyph_at(const unsigned char *p, size_t at, size_t end, size_t *len);

#endif
