/* SPDX-License-Identifier: ISC */
/* What a line holds, by vectors and byte by byte. */
#include "../../common/layout_line.c"

#include "tap.h"

int
main(void)
{
	static const char *const piece[] = {" ", " ", "  ", "\t", "word", "A",
	    "AND", "z", "{", "`", "é", "\u00A0", "\u3000", "\x01", "\x7F",
	    "a longer run of words ", "12", "中文", "   "};
	unsigned char line[256];
	uint32_t seed = 1916, a, b;
	size_t len, n, k, unequal = 0, i;
	bool good;

	for (i = 0; i < 200000; i++) {
		for (len = 0;; len += n) {
			seed = seed * 1664525 + 1013904223;
			k = (seed >> 16) % (sizeof(piece) / sizeof(*piece));
			n = strlen(piece[k]);
			if (len + n > sizeof(line) || (seed >> 8 & 15) == 0)
				break;
			memcpy(line + len, piece[k], n);
		}
		if (inside(line, len, &a) == inside_plain(line, len, &b) &&
		    a == b)
			continue;
		if (unequal++ == 0)
			printf("# %.*s\n", (int)len, line);
	}
	ok(unequal == 0,
	    "vectors find in a line what is found byte by byte");
	good = inside((const void *)"a b  c", 6, &a) ==
		(HAS_BLANKS | HAS_LOWER) &&
	    inside((const void *)"A   1", 5, &a) == (HAS_BLANKS | HAS_GAP) &&
	    inside((const void *)"ÀÉ", 4, &a) == 0 && a == 2;
	ok(good, "blanks, columns, small letters and code points are told");
	return done();
}
