/* SPDX-License-Identifier: ISC */
/*
 * Runs during the build: reads a list of words, one a line, and prints the
 * sorted hashes of those without an apostrophe (see words.c).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t
hash(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

static int
compare(const void *a, const void *b)
{
	uint32_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

int
main(void)
{
	static uint32_t h[1 << 20];
	char line[256];
	size_t n = 0, i;

	while (n < sizeof(h) / sizeof(*h) &&
	    fgets(line, sizeof(line), stdin) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0' && strchr(line, '\'') == NULL)
			h[n++] = hash(line);
	}
	if (n < 10000) {
		fprintf(stderr, "words: the word list is too short\n");
		return 1;
	}
	qsort(h, n, sizeof(*h), compare);
	for (i = 0; i < n; i++)
		if (i == 0 || h[i] != h[i - 1])
			printf("%uu,%s", h[i], i % 8 == 7 ? "\n" : "");
	return 0;
}
