/* SPDX-License-Identifier: ISC */
#include <string.h>

#include "nquote/suffix.h"
#include "nquote/vocab.h"
#include "tap.h"

static uint32_t
tail_of(const char *w)
{
	size_t n = strlen(w);
	uint32_t tail = 0;

	for (size_t i = n > 4 ? n - 4 : 0; i < n; i++)
		tail = tail >> 8 | (uint32_t)(unsigned char)w[i] << 24;
	return tail;
}

static const struct {
	const char *word;
	uint32_t flags;
} cases[] = {{"ed", 0}, {"bed", 0}, {"shed", WORD_ED}, {"argued", WORD_ED},
    {"ing", 0}, {"king", 0}, {"bring", WORD_ING}, {"dissend", WORD_ING},
    {"send", 0}, {"fly", 0}, {"only", WORD_LY}, {"lich", 0}, {"glich", 0},
    {"ehrlich", WORD_LY}, {"is", 0}, {"bus", WORD_S}, {"ass", WORD_S},
    {"boss", 0}, {"mayors", WORD_S}, {"talked", WORD_ED}, {"harbour", 0},
    {"D", 0}, {"SINGED", 0}};

int
main(void)
{
	size_t i, n, bad = 0;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ok(suffix_flags(tail_of(cases[i].word),
		       strlen(cases[i].word)) == cases[i].flags,
		    "the end of %s says what it should", cases[i].word);
	/* every pair of letters before every tail that means something */
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (unsigned k = 0; k < 65536; k++) {
			uint32_t tail = tail_of(cases[i].word) ^ k;

			for (n = 1; n < 8; n++)
				bad += suffix_flags(tail, n) !=
				    suffix_flags_plain(tail, n);
		}
	ok(bad == 0, "all suffixes at once are the same as one by one");
	ok(vocab_key("mayor") != vocab_key("mayors"),
	    "the literals mayor and mayors have keys of their own");
	return done();
}
