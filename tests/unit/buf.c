/* SPDX-License-Identifier: ISC */
/* Numbers are written as printf(3) writes them, within their room. */
#include "buf.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tap.h"

static bool
as_printf(uint64_t n)
{
	unsigned char got[BUF_DIGITS + 1];
	char want[BUF_DIGITS + 1];
	size_t len = (size_t)snprintf(want, sizeof(want), "%" PRIu64, n);

	got[BUF_DIGITS] = '!';
	return buf_digits(got, n) == got + len && memcmp(got, want, len) == 0 &&
	    got[BUF_DIGITS] == '!';
}

int
main(void)
{
	bool small = true, edges = true, others = true;
	uint64_t n, ten, seed = 1916;

	for (n = 0; n <= 100000; n++)
		small &= as_printf(n);
	ok(small, "every number to 100,000");
	for (ten = 1; ten <= UINT64_MAX / 10; ten *= 10)
		for (n = 1; n < 10; n++)
			edges &= as_printf(ten * n) && as_printf(ten * n - 1);
	ok(edges && as_printf(UINT64_MAX) && as_printf(ten) &&
		as_printf(ten - 1),
	    "a digit and zeros, all nines, and the largest number");
	for (n = 0; n < 200000; n++) {
		seed = seed * UINT64_C(6364136223846793005) + 1;
		others &= as_printf(seed >> n % 64);
	}
	ok(others, "numbers of every length");
	return done();
}
