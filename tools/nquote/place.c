/* SPDX-License-Identifier: ISC */
/*
 * Guessing where a lost mark stood.  English verbs decide most; where there is
 * none, the ends of sentences and of the paragraph do.  The costs are on the
 * scale of viterbi.c, tenths of a nat or so, set by hand.
 */
#include "place.h"

#include <stdlib.h>
#include <string.h>

#include "lex.h"
#include "utf8.h"
#include "xalloc.h"

#define CUE_SLOTS 4096
#define CUE_WORD 20

/* What a byte is to place_is_noise(). */
enum noise {
	NOISE_NONE,
	NOISE_LETTER,
	NOISE_ONE, /* a word of one letter */
	NOISE_SIGN,
	NOISE_ODD,   /* a sign that scanning makes */
	NOISE_AHEAD, /* a sign that may begin a word */
	NOISE_STOP,
	NOISE_BLANK = 8 /* alone with this bit */
};

/* Where the count of a byte before next and after a blank (or not) stands. */
#define NOISE_AT(after, next, byte) ((after) << 5 | (next) << 4 | (byte))

struct place_cues {
	char word[CUE_SLOTS][CUE_WORD]; /* open addressing, "" is free */
	uint8_t noise[256];
	/* words, letters, signs and odd signs, sixteen bits each, that a byte
	 * counts as */
	uint64_t count[NOISE_AT(NOISE_BLANK, NOISE_BLANK, 15) + 1];
};

/* frames, strength, base and four forms; see the file. */
static const char *const cue_table[][7] = {
#include "nquote_cues_en.inc"
};

static unsigned
cue_hash(const char *w, size_t len)
{
	unsigned h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)w[i]) * 16777619u;
	return (h ^ (h >> 15)) & (CUE_SLOTS - 1);
}

static void
cue_add(struct place_cues *c, const char *w)
{
	size_t len = strlen(w);
	unsigned i;

	if (len == 0 || len >= CUE_WORD || strchr(w, ' ') != NULL)
		return;
	for (i = cue_hash(w, len); c->word[i][0] != '\0';
	     i = (i + 1) & (CUE_SLOTS - 1))
		if (strcmp(c->word[i], w) == 0)
			return;
	memcpy(c->word[i], w, len + 1);
}

static bool
is_word(unsigned char c)
{
	return (c | 32) >= 'a' ? (c | 32) <= 'z' || c >= 0x80
			       : c == '-' || (c >= '0' && c <= '9');
}

static enum noise
noise_of(unsigned char c)
{
	if (c <= ' ')
		return NOISE_BLANK;
	if (c == 'a' || c == 'A' || c == 'I')
		return NOISE_ONE;
	if ((c >= '0' && c <= '9') || c == '"' || c == '\'')
		return NOISE_NONE;
	if (c == '-' || c == '(' || c == '`')
		return NOISE_AHEAD;
	if (c == '.')
		return NOISE_STOP;
	if (is_word(c))
		return NOISE_LETTER;
	return strchr("|\\^~*<>_={}", c) != NULL ? NOISE_ODD : NOISE_SIGN;
}

/* What a byte counts as, between two others. */
static uint64_t
noise_count(bool after_blank, enum noise next, enum noise c)
{
	bool begins = after_blank && c != NOISE_BLANK;
	bool letter = c == NOISE_LETTER || c == NOISE_ONE;
	bool sign = c >= NOISE_SIGN && c <= NOISE_STOP;
	bool odd = letter ? begins && next == NOISE_BLANK && c != NOISE_ONE
			  : sign &&
		(c == NOISE_ODD ||
		    (begins && c != NOISE_AHEAD && next != NOISE_STOP));

	return (uint64_t)begins | (uint64_t)letter << 16 |
	    (uint64_t)sign << 32 | (uint64_t)odd << 48;
}

static void
noise_table(struct place_cues *cues)
{
	for (unsigned c = 0; c < 256; c++)
		cues->noise[c] = (uint8_t)noise_of((unsigned char)c);
	for (unsigned next = 0; next <= NOISE_BLANK; next++)
		for (unsigned c = 0; c <= NOISE_BLANK; c++) {
			cues->count[NOISE_AT(0, next, c)] =
			    noise_count(false, (enum noise)next, (enum noise)c);
			cues->count[NOISE_AT(NOISE_BLANK, next, c)] =
			    noise_count(true, (enum noise)next, (enum noise)c);
		}
}

struct place_cues *
place_cues_new(void)
{
	struct place_cues *c = xcalloc(1, sizeof(*c));

	for (size_t i = 0; i < sizeof(cue_table) / sizeof(*cue_table); i++) {
		if (strcmp(cue_table[i][1], "strong") != 0 ||
		    strchr(cue_table[i][0], 's') == NULL)
			continue;
		for (size_t j = 3; j < 7; j++) /* not the base: rarely a tag */
			if (cue_table[i][j] != NULL)
				cue_add(c, cue_table[i][j]);
	}
	cue_add(c, "say");
	noise_table(c);
	return c;
}

void
place_cues_free(struct place_cues *c)
{
	free(c);
}

bool
place_is_cue(const struct place_cues *c, const unsigned char *p, size_t len)
{
	char w[CUE_WORD];

	if (len < 3 || len >= CUE_WORD)
		return false;
	for (size_t i = 0; i < len; i++)
		w[i] = (char)(p[i] | 32);
	w[len] = '\0';
	for (unsigned i = cue_hash(w, len); c->word[i][0] != '\0';
	     i = (i + 1) & (CUE_SLOTS - 1))
		if (strcmp(c->word[i], w) == 0)
			return true;
	return false;
}

static bool
is_upper(unsigned char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_space(unsigned char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* End of the word that begins at at; apostrophes inside belong to it. */
static size_t
word_end(const unsigned char *p, size_t at, size_t end)
{
	while (at < end &&
	    (is_word(p[at]) ||
		(p[at] == '\'' && at + 1 < end && is_word(p[at + 1]))))
		at++;
	return at;
}

static bool
word_in(const unsigned char *p, size_t len, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strlen(*list) == len) {
			size_t i = 0;

			while (
			    i < len && (p[i] | 32) == (unsigned char)(*list)[i])
				i++;
			if (i == len)
				return true;
		}
	return false;
}

static const char *const pronouns[] = {
    "he", "she", "they", "it", "we", "i", "who", NULL};
static const char *const determiners[] = {
    "the", "a", "an", "his", "her", "their", "one", "another", NULL};

/* "said the mayor", from the verb on, which ends at at. */
static bool
tag_after_verb(const unsigned char *p, size_t at, size_t end)
{
	size_t e;

	if (at + 1 >= end || !is_space(p[at]))
		return false;
	e = word_end(p, ++at, end);
	return e > at &&
	    (is_upper(p[at]) || word_in(p + at, e - at, pronouns) ||
		word_in(p + at, e - at, determiners));
}

bool
place_tag(
    const struct place_cues *c, const unsigned char *p, size_t at, size_t end)
{
	bool pronoun = false, comma = false;

	for (int n = 0; n < 9 && at < end; n++) {
		size_t e = word_end(p, at, end), len = e - at;

		if (len == 0)
			return false;
		if (place_is_cue(c, p + at, len) && !(n > 0 && is_upper(p[at])))
			/* "they say" but not "he can say" */
			return (n > 0 || tag_after_verb(p, e, end)) &&
			    (n < 2 || len > 3);
		if (n == 0) {
			pronoun = word_in(p + at, len, pronouns);
			if (!pronoun && !is_upper(p[at]) &&
			    !word_in(p + at, len, determiners))
				return len == 9 && e + 3 < end &&
				    memcmp(p + at, "according to", 12) == 0;
		} else if (comma && word_in(p + at, len, pronouns) && len > 1)
			return false; /* "Carolina, he said": the tag is later
				       */
		if (pronoun && n == 2)
			return false;
		/* "Mr. Poe", "Anna Poe, a farmer, said" */
		comma = e < end && p[e] == ',' && !pronoun;
		at = e + (comma || (e < end && p[e] == '.' && len <= 4));
		if (at >= end || !is_space(p[at]))
			return false;
		at++;
	}
	return false;
}

/* Is p[at] the end of a sentence, at + 1 blank or the end?  Abbreviations of
 * one to three letters with a capital are none. */
static bool
sentence_end(const unsigned char *p, size_t from, size_t at, size_t to)
{
	size_t w = at;

	if (p[at] != '.' && p[at] != '!' && p[at] != '?')
		return false;
	if (at + 1 < to && !is_space(p[at + 1]))
		return false;
	if (p[at] != '.')
		return true;
	while (w > from && is_word(p[w - 1]))
		w--;
	if (at > w && at - w <= 3 && is_upper(p[w]))
		return false;
	return at == w || w == from || p[w - 1] != '.';
}

/* Words of text[from..to), at most max. */
static int
words_in(const unsigned char *p, size_t from, size_t to, int max)
{
	int n = 0;

	for (size_t i = from; i < to && n < max; i++)
		n += is_space(p[i]);
	return n;
}

/* Is there a verb of attribution in text[from..to)? */
static bool
cue_in(
    const struct place_cues *c, const unsigned char *p, size_t from, size_t to)
{
	while (from < to) {
		size_t e = word_end(p, from, to);

		if (e > from && place_is_cue(c, p + from, e - from))
			return true;
		from = e + 1;
	}
	return false;
}

static bool
word_between(const unsigned char *p, size_t from, size_t to)
{
	while (from < to && !is_word(p[from]))
		from++;
	return from < to;
}

struct place
place_closer(const struct place_cues *c, const unsigned char *p, size_t from,
    size_t to, enum place_end end, bool sentence)
{
	struct place best = {.cost = PLACE_NEVER, .rule = "closer"};
	size_t last = 0, ends = 0;

	for (size_t i = from; i + 2 < to; i++) {
		if (p[i] != ',' && p[i] != '!' && p[i] != '?' && p[i] != '.')
			continue;
		if (!is_space(p[i + 1]) || i == from)
			continue;
		if (p[i] != '.' && place_tag(c, p, i + 2, to)) {
			best.at = i + 1;
			best.cost = 8;
			return best;
		}
		if (sentence_end(p, from, i, to)) {
			last = i + 1;
			ends++;
		}
	}
	while (to > from && is_space(p[to - 1]))
		to--;
	if (to == from || end == PLACE_MARK)
		return best;
	best.at = to;
	if (end == PLACE_END) {
		if (!word_between(p, from, to))
			return best;
		/* A phrase ends soon, if one knew where. */
		if (!sentence_end(p, from, to - 1, to))
			return best;
		if (sentence)
			best.cost = ends > 0 ? 16 : 12;
		else if (ends == 0 && words_in(p, from, to, 8) < 8)
			best.cost = 16;
	} else if (ends > 0 && strchr(".!?", p[to - 1]) == NULL) {
		/* A lead-in stands before the next opener.  Right after a
		 * sentence that would only open again what is open. */
		best.at = last;
		best.cost =
		    ends > 1 || !sentence || !cue_in(c, p, last, to) ? 26 : 16;
	}
	return best;
}

/* Does the text after a comma or colon at i begin what somebody says?  With a
 * colon the word before must be one: "A: I did" is not. */
static bool
lead_in(
    const struct place_cues *c, const unsigned char *p, size_t from, size_t i)
{
	size_t w = i;

	while (w > from && is_word(p[w - 1]))
		w--;
	return p[i] == ':' ? i - w > 2 && !is_upper(p[w])
			   : place_is_cue(c, p + w, i - w);
}

/* Could a sentence begin there? */
static bool
begins_text(const unsigned char *p, size_t at, size_t to)
{
	return at + 3 < to &&
	    (is_upper(p[at]) || p[at] >= 0x80 ||
		(p[at] >= '0' && p[at] <= '9') || p[at] == '[' || p[at] == '.');
}

struct place
place_opener(const struct place_cues *c, const unsigned char *p, size_t from,
    size_t to, size_t after, size_t end, bool first)
{
	struct place best = {.cost = PLACE_NEVER, .rule = "opener"};
	bool clause = to > from && strchr(".,!?", p[to - 1]) != NULL;
	size_t start = first ? from : 0, starts = 0, colon = 0;
	size_t checked = from;

	/* "He says," there are: the mark is an opener gone astray. */
	if (clause && p[to - 1] == ',' && lead_in(c, p, from, to - 1))
		return best;
	if (!first || to == from || !begins_text(p, from, to))
		first = false;
	for (size_t i = from; i + 2 < to; i++) {
		if (p[i] != ',' && p[i] != ':' && p[i] != '.' && p[i] != '?' &&
		    p[i] != '!')
			continue;
		if (!is_space(p[i + 1]) || !is_upper(p[i + 2]) || i == from)
			continue;
		if (p[i] == ',' || p[i] == ':') {
			if (lead_in(c, p, from, i))
				colon = i + 2;
		} else if (sentence_end(p, from, i, to)) {
			/* A quotation does not reach back over "he said." */
			bool cue = cue_in(c, p, checked, i);

			if (starts == 0 ? !first || cue : cue)
				start = i + 2;
			checked = i;
			starts++;
		}
	}
	if (colon > 0) {
		best.at = colon;
		best.cost = 8;
	} else if (clause && (starts > 0 || (first && p[to - 1] != '.'))) {
		/* One sentence with a closer after its full stop: the end of
		 * it was quoted, and nobody knows how much. */
		best.at = start;
		best.cost = starts > 1 ? 16 : 10;
		if (p[to - 1] == ',' && !place_tag(c, p, after, end))
			best.cost += 14;
	}
	return best;
}

bool
place_is_noise(const struct place_cues *cues, const unsigned char *p,
    size_t from, size_t to)
{
	size_t letters = 0, words = 0, signs = 0, odd = 0;
	unsigned last = NOISE_BLANK, c = 0, next;

	if (from < to)
		c = cues->noise[p[from]];
	while (from < to) {
		/* as much as sixteen bits can count */
		size_t end = to - from > UINT16_MAX ? from + UINT16_MAX : to;
		uint64_t sum = 0;

		/* no branches: all of this is as good as random */
		for (; from < end; from++, last = c, c = next) {
			next = from + 1 < to ? cues->noise[p[from + 1]]
					     : (unsigned)NOISE_BLANK;
			sum +=
			    cues->count[NOISE_AT(last & NOISE_BLANK, next, c)];
		}
		words += sum & UINT16_MAX;
		letters += sum >> 16 & UINT16_MAX;
		signs += sum >> 32 & UINT16_MAX;
		odd += sum >> 48;
	}
	return words > 12 &&
	    ((odd > 4 && odd * 8 > words) || signs * 4 > letters ||
		words * 5 > letters * 2);
}
