/* SPDX-License-Identifier: ISC */
/*
 * Sentences of any bytes: in order, apart, without blanks at their ends, and
 * together all that is not blank.
 */
#include "fuzz.h"
#include "nsplit/sentence.h"
#include "nsplit/sentence_char.h"

static bool
blank(struct view t, size_t from, size_t to)
{
	size_t n;

	for (; from < to; from += n)
		if ((n = char_space(t.p + from, t.p + to)) == 0)
			return false;
	return true;
}

static const struct splitter *
splitter(unsigned c)
{
	static struct splitter *all[4];
	struct sentence_conf conf = {
	    .neutral = c == 1, .keep_quotes = c == 2};

	if (all[c] == NULL) {
		if (c == 3)
			conf.abbreviations = (struct view){
			    (const unsigned char *)"Abt.\nz\n# no\n", 12};
		all[c] = splitter_new(&conf);
	}
	return all[c];
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct sentences s;
	struct view in = {data, size};
	unsigned c = first_byte(&in);
	size_t i, end = 0;

	sentence_split(splitter(c % 4), in,
	    (enum language)((c >> 2) % LANGUAGE_COUNT), &s);
	for (i = 0; i < s.n; i++) {
		struct sentence *v = &s.v[i];

		CHECK(v->begin >= end && v->begin < v->end &&
		    v->end <= in.len && v->rule < SENTENCE_RULES);
		CHECK(blank(in, end, v->begin));
		CHECK(char_space(in.p + v->begin, in.p + v->end) == 0);
		end = v->end;
	}
	CHECK(blank(in, end, in.len));
	return 0;
}
