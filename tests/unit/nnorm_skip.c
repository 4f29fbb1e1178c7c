/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "buf.h"
#include "nnorm/skip.h"
#include "tap.h"

/* Every start in random bytes, most of them plain: the vectors stop where
 * their plain twins stop. */
int
main(void)
{
	static unsigned char b[4096];
	static const unsigned char odd[] = {
	    ' ', '\n', '\t', 0x7F, 0x80, 0xC2, 0xA0, 0xE3, 0xFF, 0, '&'};
	size_t i, len, bad[3] = {0};
	uint64_t s = 42;
	const unsigned char *end;

	for (i = 0; i < sizeof(b); i++) {
		s = s * 6364136223846793005u + 1442695040888963407u;
		b[i] = (s >> 33) % 24 == 0 ? odd[(s >> 40) % sizeof(odd)]
		    : (s >> 33) % 7 == 0   ? ' '
					   : 'a';
	}
	for (i = 0; i < sizeof(b); i++)
		for (len = 0; len < 80 && i + len <= sizeof(b); len += 7) {
			end = b + i + len;
			bad[0] += skip_ascii(b + i, end) !=
			    skip_ascii_plain(b + i, end);
			bad[1] += skip_printable(b + i, end) !=
			    skip_printable_plain(b + i, end);
			bad[2] += skip_single_blanks(b + i, end) !=
			    skip_single_blanks_plain(b + i, end);
		}
	ok(bad[0] == 0, "skip_ascii stops where its twin does");
	ok(bad[1] == 0, "skip_printable stops where its twin does");
	ok(bad[2] == 0, "skip_single_blanks stops where its twin does");
	return done();
}
