/* SPDX-License-Identifier: ISC */
/*
 * The built-in words are SCOWL's American list of ordinary size, which the
 * build reads from Debian's wamerican: a sorted array of 32-bit hashes, so that
 * the program starts without reading anything; only hyphens at line ends look
 * into it.
 */
#include "words.h"

static const uint32_t builtin[] = {
#include "nnorm_words.inc"
};

uint32_t
word_hash(const unsigned char *p, size_t len, uint32_t h)
{
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ p[i]) * 16777619u;
	return h;
}

bool
words_builtin(uint32_t hash)
{
	size_t lo = 0, hi = sizeof(builtin) / sizeof(*builtin), mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (builtin[mid] < hash)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < sizeof(builtin) / sizeof(*builtin) && builtin[lo] == hash;
}
