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
	CP_MACROMAN,
	CP_437,
	N_CODEPAGES
};

enum {
	/* May change under NFC together with its neighbours; a code point
	 * without it begins a new stretch, whatever comes before. */
	CHAR_NFC = 1u << 0,
	/* The character repairs look at it. */
	CHAR_SPECIAL = 1u << 1,
	/* Shifted by a codepage: it is what that page shows for the first byte
	 * of a UTF-8 sequence, or for a further one. */
	CHAR_LEAD_SHIFT = 2,
	CHAR_CONT_SHIFT = 12,
	CHAR_OTHER_SHIFT = 22 /* for a byte that UTF-8 has not */
};
#define CHAR_LEADS (((1u << N_CODEPAGES) - 1) << CHAR_LEAD_SHIFT)

extern const uint16_t codepage_table[N_CODEPAGES][128];
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

#endif
