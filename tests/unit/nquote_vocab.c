/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "nquote/vocab.h"
#include "tap.h"

static uint64_t
key_of(const char *w)
{
	struct vocab_hash h = {VOCAB_SEED, {0, 0}, 0};

	for (; *w != '\0'; w++)
		vocab_add(&h, (unsigned char)*w);
	return vocab_finish(&h);
}

static const struct {
	const char *language;
	const char *word;
	uint32_t cls;
	uint32_t cue;
} cases[] = {
    {"en", "said", 0, CUE_PAST | CUE_STRONG},
    {"en", "telling", 0, CUE_ING | CUE_NEEDS_TO},
    {"en", "mayor", LEX_TITLE, 0},
    {"en", "the", LEX_DET, 0},
    {"en", "fell", LEX_VERB, 0},
    {"en", "obstetrician", LEX_AGENT, 0},
    {"de", "sagte", 0, CUE_PAST | CUE_STRONG},
    {"de", "habe", LEX_KONJ, 0},
    {"fr", "déclarent", 0, CUE_S | CUE_STRONG},
    {"fr", "avis", LEX_VIEW, 0},
    {"es", "dijeron", 0, CUE_PAST | CUE_STRONG},
};

/* How many of a million words that no language has are in the lists. */
static unsigned
strangers(const struct vocab *v)
{
	unsigned n = 0, i;
	char w[24];

	for (i = 0; i < 1000000; i++) {
		snprintf(w, sizeof(w), "qx%uzq", i);
		n += vocab_kind(v, key_of(w)) != 0;
	}
	return n;
}

int
main(void)
{
	static const char *const languages[] = {"en", "de", "fr", "es"};
	size_t i, k;

	for (k = 0; k < 4; k++) {
		struct vocab *v = vocab_new(languages[k]);

		for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
			const struct vocab_word *w;

			if (strcmp(cases[i].language, languages[k]) != 0)
				continue;
			w = vocab_find(v, key_of(cases[i].word));
			ok((w->cls & cases[i].cls) == cases[i].cls &&
				(w->cue & cases[i].cue) == cases[i].cue,
			    "the lists of %s know %s", languages[k],
			    cases[i].word);
		}
		ok(v->n_kinds <= VOCAB_KIND,
		    "a slot can name all %u kinds of words of %s",
		    (unsigned)v->n_kinds, languages[k]);
		ok(strangers(v) <= 10,
		    "hardly a word of none passes for one of %s", languages[k]);
		vocab_free(v);
	}
	ok(key_of("mayor") == vocab_key("mayor"),
	    "a literal's key is that of the word read byte by byte");
	return done();
}
