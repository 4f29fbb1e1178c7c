/* SPDX-License-Identifier: ISC */
#include "ndedup/runs.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#include "ndedup/pool.h"
#include "ndedup/temp.h"
#include "tap.h"
#include "words.h"
#include "xalloc.h"

enum { N = 400000 };

static int
by_value(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Whether n numbers come out sorted, twice; few: many are equal. */
static bool
sorts(size_t n, int fd, bool few)
{
	uint64_t *want = xmallocarray(n + 1, sizeof(*want)), seed = 5, x;
	struct runs r = {.fd = fd};
	struct buf why = {0};
	bool good = true;
	size_t i, turn;

	for (i = 0; i < n; i++) {
		want[i] = words_next(&seed);
		if (few)
			want[i] %= 1000;
		good = good && runs_add(&r, want[i], &why) == 0;
	}
	qsort(want, n, sizeof(*want), by_value);
	for (turn = 0; turn < 2; turn++) {
		good = good && runs_rewind(&r, &why) == 0;
		for (i = 0; i < n && good; i++)
			good = runs_next(&r, &x, &why) == 1 && x == want[i];
		good = good && runs_next(&r, &x, &why) == 0;
	}
	runs_free(&r);
	buf_free(&why);
	free(want);
	return good;
}

/* Words come back from memory or from a file, in order and at random. */
static bool
keeps(int fd)
{
	struct pool p = {.fd = fd};
	struct pool_window seq = {0}, any = {0};
	struct buf why = {0};
	const uint32_t *got;
	bool good = true;
	uint32_t i, k;

	for (i = 0; i < N; i += 10) {
		uint32_t *w = pool_reserve(&p, 20);

		for (k = 0; k < 10; k++)
			w[k] = i + k;
		good = good && pool_add(&p, 10, &why) == 0;
	}
	good = good && pool_end(&p, &why) == 0 && p.n == N;
	for (i = 0; i < N && good; i += 10) {
		got = pool_get(&p, &seq, i, 10, 5000, &why);
		good = got != NULL && got[0] == i && got[9] == i + 9;
		k = (uint32_t)((uint64_t)i * 7919 % (N - 10));
		got = pool_get(&p, &any, k, 10, 0, &why);
		good = good && got != NULL && got[0] == k && got[9] == k + 9;
	}
	pool_free(&p);
	pool_window_free(&seq);
	pool_window_free(&any);
	buf_free(&why);
	return good;
}

int
main(void)
{
	struct buf why = {0};
	int fd = temp_open(&why);
	struct runs r = {.fd = -1};
	uint64_t x;

	ok(fd != -1, "a temporary file can be had");
	ok(sorts(0, -1, false) && sorts(1, -1, false) && sorts(N, -1, false),
	    "numbers are sorted in memory");
	ok(sorts(100, fd, false) && sorts(N, fd, false),
	    "numbers are sorted with runs on disk");
	ok(sorts(N, -1, true) && sorts(N, fd, true), "equal numbers all stay");
	ok(keeps(-1) && keeps(fd), "words are kept in memory and on disk");
	close(fd);
	r.fd = fd;
	for (x = 0; x < N; x++)
		if (runs_add(&r, x, &why) == -1)
			break;
	ok(x < N && why.len > 0, "a file that cannot be written is told");
	runs_free(&r);
	buf_free(&why);
	return done();
}
