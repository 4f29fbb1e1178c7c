/* SPDX-License-Identifier: ISC */
/* MB/s of sentence_split() in memory and of memcpy(): the medians of seven
 * passes over a file, in time of this process's CPU. */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "nsplit/sentence.h"

enum { RUNS = 7 };

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
main(int argc, char *argv[])
{
	struct sentence_conf conf = {0};
	struct splitter *sp = splitter_new(&conf);
	struct sentences out = {0};
	struct buf text = {0};
	double rate[RUNS], copied[RUNS];
	unsigned char *copy;
	FILE *f;
	size_t n;

	if (argc != 2)
		errx(2, "usage: sentence FILE");
	if ((f = fopen(argv[1], "rb")) == NULL)
		err(2, "%s", argv[1]);
	while ((n = fread(buf_reserve(&text, 1 << 20), 1, 1 << 20, f)) > 0)
		text.len += n;
	if (ferror(f))
		err(2, "%s", argv[1]);
	fclose(f);
	copy = malloc(text.len + 1);
	if (copy == NULL)
		err(2, NULL);
	memset(copy, 1, text.len + 1);
	for (int i = 0; i < RUNS; i++) {
		double t = now();

		sentence_split(sp, buf_view(&text), LANGUAGE_NONE, &out);
		rate[i] = (double)text.len / 1e6 / (now() - t);
		t = now();
		memcpy(copy, text.data, text.len);
		/* What was copied is used, or it would not be. */
		copied[i] = (double)text.len / 1e6 / (now() - t) +
		    (copy[text.len / 2] == 0 ? 1e-9 : 0);
	}
	qsort(rate, RUNS, sizeof(*rate), compare);
	qsort(copied, RUNS, sizeof(*copied), compare);
	printf("%.0f %.0f\n", rate[RUNS / 2], copied[RUNS / 2]);
	free(copy);
	sentences_free(&out);
	splitter_free(sp);
	buf_free(&text);
	return 0;
}
