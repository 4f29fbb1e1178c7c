/* SPDX-License-Identifier: ISC */
/*
 * ICU's sentence iterator for sentences.py.  Reads frames, "BYTES\n" and that
 * many bytes of UTF-8, and writes a line of the sentences' ends (bytes, after
 * blanks) for each.   icu LANGUAGE
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include <unicode/ubrk.h>
#include <unicode/utext.h>

int
main(int argc, char *argv[])
{
	UErrorCode e = U_ZERO_ERROR;
	UBreakIterator *it;
	UText ut = UTEXT_INITIALIZER;
	char *text = NULL;
	size_t n, cap = 0;

	if (argc != 2)
		errx(2, "usage: icu LANGUAGE");
	it = ubrk_open(UBRK_SENTENCE, argv[1], NULL, 0, &e);
	while (scanf("%zu", &n) == 1 && getchar() == '\n') {
		if (n > cap) {
			cap = n;
			if ((text = realloc(text, cap)) == NULL)
				err(2, NULL);
		}
		if (fread(text, 1, n, stdin) != n)
			errx(2, "short frame");
		utext_openUTF8(&ut, text, (int64_t)n, &e);
		ubrk_setUText(it, &ut, &e);
		if (U_FAILURE(e))
			errx(2, "%s", u_errorName(e));
		for (int32_t p = ubrk_next(it); p != UBRK_DONE;
		     p = ubrk_next(it))
			printf("%d ", (int)p);
		putchar('\n');
		fflush(stdout);
	}
	ubrk_close(it);
	utext_close(&ut);
	free(text);
	return 0;
}
