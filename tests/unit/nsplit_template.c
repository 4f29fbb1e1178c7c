/* SPDX-License-Identifier: ISC */
/* Templates of lines. */
#include <string.h>

#include "nsplit/template.h"
#include "tap.h"

/* The line's template as letters: w words, 0 number, D date, P page, _ gap,
 * q quotation mark; marks as they are. */
static const char *
read(const char *line)
{
	static char out[TEMPLATE_MAX + 1];
	struct token t[TEMPLATE_MAX];
	size_t i, n;

	n = template_read(
	    (struct view){(const unsigned char *)line, strlen(line)}, t);
	for (i = 0; i < n; i++)
		out[i] = t[i].type < 8 ? "?w0DP_q-"[t[i].type]
		    : t[i].type < 0x80 ? (char)t[i].type
				       : '#';
	out[n] = '\0';
	return out;
}

static bool
reads(const char *line, const char *want)
{
	const char *got = read(line);

	if (strcmp(got, want) != 0)
		printf("# %s: %s, not %s\n", line, got, want);
	return strcmp(got, want) == 0;
}

int
main(void)
{
	char line[TEMPLATE_LINE + 2];

	ok(reads("The Gazette, 3 May 2019, p. 4", "w,D,P"),
	    "words, a date and a page are a token each");
	ok(reads("06:12   Radio Tarn - Today", "0:0_w-w"),
	    "blanks are a token where they are three");
	ok(reads("Dr. J. Doe said: \"St. Orrin's\"", "w:qwq"),
	    "short words with a stop do not end words");
	ok(reads("Jean-Luc's e-mail", "w"), "words have marks within");
	ok(reads("=== Über uns ===", "#w#") && reads("= w", "=w"),
	    "a row of one mark is one token, and another than the mark");
	ok(reads("RFE/RL, 3/5", "w,0/0"),
	    "letters with a slash between are a word, numbers are not");
	ok(reads("HNA0412 3 U", "00w"), "a word with a digit is a number");
	ok(reads("", "") && reads("P\xc3\xa1g. 8", "P"),
	    "an empty line has no token, and pages are told in Spanish, too");
	memset(line, 'a', sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	ok(reads(line, "") && reads(line + 1, "w"),
	    "a line that is too long has none");
	ok(reads(".,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,.,", ""),
	    "nor has one of too many");
	ok(template_weight(TOKEN_WORDS) == 0 &&
		template_weight(TOKEN_DATE) > template_weight(TOKEN_NUMBER) &&
		template_weight(',') == 0 && template_weight('|') > 1,
	    "what prose has weighs nothing");
	return done();
}
