/* SPDX-License-Identifier: ISC */
#ifndef NR_TAP_H
#define NR_TAP_H

#include <stdarg.h>
#include <stdio.h>

/* The smallest test harness: ok(condition, "a sentence about behaviour"), and
 * return done() from main(): it prints the plan and is 1 after a failure. */

static int tap_count, tap_failed;

__attribute__((format(printf, 2, 3))) static inline int
ok(int cond, const char *fmt, ...)
{
	va_list ap;

	tap_count++;
	tap_failed += !cond;
	printf("%sok %d - ", cond ? "" : "not ", tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	return cond;
}

static inline int
done(void)
{
	printf("1..%d\n", tap_count);
	return tap_failed != 0;
}

#endif
