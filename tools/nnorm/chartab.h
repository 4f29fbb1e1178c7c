/* SPDX-License-Identifier: ISC */
#ifndef NNORM_CHARTAB_H
#define NNORM_CHARTAB_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What nnorm knows of a code point, in a two-stage table that the build makes
 * (gen/tables.c) from utf8proc's data and the C library's code pages.
 */

/* The code pages that UTF-8 is misread in.  KOI8-R and CP866 are left out on
 * purpose: every other clean Russian line looks like them misread. */
enum codepage {
	CP_1252,
	CP_LATIN1,
	CP_1251,
	CP_1250,
	CP_1257,
	CP_1254,
	CP_1253,
	CP_8859_2,
	CP_MACROMAN, /* from here on those without the controls of ISO 8859 */
	CP_437,
	CP_850,
	N_CODEPAGES
};

enum {
	/* May change under NFC together with its neighbours; a code point
	 * without it begins a new stretch, whatever comes before. */
	CHAR_NFC = 1u << 0,
	/* The character repairs look at it. */
	CHAR_SPECIAL = 1u << 1,
	/* Shifted by a codepage: it is what that page shows for the first byte
	 * of a UTF-8 sequence, or for a further one; with both bits, for a byte
	 * that UTF-8 has not. */
	CHAR_LEAD_SHIFT = 2,
	CHAR_CONT_SHIFT = CHAR_LEAD_SHIFT + N_CODEPAGES
};

/* What a page shows for a byte. */
struct codepage_char {
	uint16_t c;
	uint8_t byte;
};

extern const uint16_t codepage_table[N_CODEPAGES][128]; /* from 0x80 on */
extern const struct codepage_char codepage_chars[N_CODEPAGES][128]; /* by c */
extern const char *const codepage_name[N_CODEPAGES];
extern const uint8_t char_stage1[0x110000 >> 7];
extern const uint32_t char_stage2[][128];

static inline bool
ascii_is_alpha(uint32_t c)
{
	return (c | 32) - 'a' < 26;
}

static inline bool
ascii_is_digit(uint32_t c)
{
	return c - '0' < 10;
}

/* c is at most U+10FFFF. */
static inline uint32_t
char_class(uint32_t c)
{
	return char_stage2[char_stage1[c >> 7]][c & 127];
}

/* The pages, a bit each, that show a character of this class for a first byte
 * of UTF-8; for a further one; for any. */
static inline unsigned
char_leads(uint32_t class)
{
	return class >> CHAR_LEAD_SHIFT & ~(class >> CHAR_CONT_SHIFT) &
	    ((1u << N_CODEPAGES) - 1);
}

static inline unsigned
char_conts(uint32_t class)
{
	return class >> CHAR_CONT_SHIFT & ~(class >> CHAR_LEAD_SHIFT);
}

static inline unsigned
char_pages(uint32_t class)
{
	return (class >> CHAR_LEAD_SHIFT | class >> CHAR_CONT_SHIFT) &
	    ((1u << N_CODEPAGES) - 1);
}

#endif
