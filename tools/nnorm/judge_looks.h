/* SPDX-License-Identifier: ISC */
#ifndef NNORM_JUDGE_LOOKS_H
#define NNORM_JUDGE_LOOKS_H

#include "judge.h"

/* Shared by the judges of judge.c and judge_house.c. */

/* What the judges look at. */
struct looks {
	const struct mojibake_hit *h;
	uint32_t a;    /* first */
	uint32_t last; /* and last of the characters */
	int worth;
	bool letters; /* all of them are letters */
	bool prev_lower;
	bool prev_letter;
	bool next_lower;
	bool next_letter;
};

static inline bool
in(uint32_t c, uint32_t from, uint32_t to)
{
	return c >= from && c <= to;
}

bool judge_is_letter(uint32_t c);
bool judge_is_upper(uint32_t c);

/* Marks that stand beside words in ordinary text. */
bool judge_is_quote(uint32_t c);

/* The pages of other houses than Microsoft and ISO: what they show for UTF-8
 * is signs of mathematics, pieces of tables, letters among them. */
enum mojibake_strength judge_mac(const struct looks *);
enum mojibake_strength judge_dos(const struct looks *);

#endif
