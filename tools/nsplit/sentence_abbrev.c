/* SPDX-License-Identifier: ISC */
/*
 * The classes of words of data/sentence-LL.txt are asked from the most certain
 * to the least; then single letters, then letters with stops between them.
 */
#include "sentence_abbrev.h"

#include <string.h>

enum verdict { NO, YES, UNKNOWN };

static enum verdict
yes(bool b)
{
	return b ? YES : NO;
}

/* Letters one or two at a time, each group but the last with its stop. */
bool
abbrev_is_acronym(const unsigned char *p, size_t len)
{
	const unsigned char *b = p, *e = p + len;
	unsigned run = 0, dots = 0;
	size_t n;

	if (len > 16 || memchr(p, '.', len) == NULL)
		return false;
	while (p < e) {
		if (*p == '&' && p > b && p[-1] == '.') {
			p++; /* A.T.&T. */
			continue;
		}
		if (*p == '.') {
			if (run == 0 || run > 2)
				return false;
			run = 0;
			dots++;
			p++;
			continue;
		}
		if (!facts_is_letter(char_kind_at(p, e, &n)))
			return false;
		run++;
		p += n;
	}
	return dots > 0 && run >= 1 && run <= 2;
}

/* One capital letter. */
static bool
decide_initial(const struct facts *f)
{
	unsigned before = facts_previous_class(f);

	if (f->opened && f->capital && !f->bracket)
		return f->strong;
	if ((before & WORD_LABEL) || facts_after_letter(f))
		return f->capital;
	if (f->w[0] == 'I' && f->len == 1 && f->strong)
		return true;
	return f->strong;
}

/* "At 5 a.m.", "On Monday at 6 a.m.": a sentence that has only begun. */
static bool
is_short_start(const struct facts *f)
{
	const struct place *p = f->p;
	const unsigned char *q = p->s;
	unsigned char key[WORD_MAX];
	unsigned blanks = 0;

	for (; q < p->t0 && q - p->s < WORD_MAX; q++)
		blanks += *q == ' ' || *q == '\n';
	if (q < p->t0 || blanks > 6)
		return false;
	q = facts_letters_end(p->s, p->e);
	return words_class(
		   f->words, key, word_key(p->s, (size_t)(q - p->s), key)) &
	    WORD_BEGUN;
}

static bool
decide_acronym(const struct facts *f)
{
	bool hour = facts_key_is(f, "a.m") || facts_key_is(f, "p.m");

	if (f->class & WORD_NEVER)
		return false;
	if (f->strong)
		return !f->dashed;
	if (f->opened)
		return !f->bracket && !f->dashed;
	if (f->digit || !f->capital || f->dashed)
		return false;
	if (f->kind == CHAR_LETTER)
		return true; /* another script: a full stop or none */
	if ((f->class & WORD_UNIT) && facts_after_number(f))
		return true; /* 44 B.C. */
	if ((f->class & WORD_SUFFIX) && facts_after_small(f))
		return true; /* her Ph.D. Tom */
	if ((f->class & WORD_ORG) && facts_after_capital(f))
		return !(f->next_class & WORD_ROLE); /* Philips N.V. Shares */
	if (hour)
		return !(f->next_class & WORD_AFTER) && !is_short_start(f);
	if (facts_next_mister(f))
		return true;
	if ((f->class & (WORD_STATE | WORD_ORG)) && facts_after_comma(f))
		return !(f->next_class & WORD_ROLE);
	if ((f->class & WORD_LAND) && facts_after_the(f))
		return !(f->next_class & (WORD_BODY | WORD_AFTER)) &&
		    !f->next_upper && !is_short_start(f);
	return (f->class & WORD_END) != 0;
}

/* Letters without a vowel: Blvd, Hwy, Sgts; where the language is not known
 * also small ones, as Dutch dhr, Swedish kl. */
static bool
is_clipped(const struct facts *f)
{
	if (f->len < 2 || f->len > 5 || f->lang == LANGUAGE_CS)
		return false;
	if (f->first != CHAR_UPPER && f->lang != LANGUAGE_NONE)
		return false;
	if (f->len == 3 && memcmp(f->w, "Mc", 2) == 0)
		return true; /* J. McN. Orr */
	for (size_t i = 0; i < f->len; i++) {
		unsigned char c = f->w[i];

		if ((c < 'a' || c > 'z') && (i > 0 || c < 'A' || c > 'Z'))
			return false;
		if (memchr("aeiouyAEIOUY", c, 12) != NULL)
			return false;
	}
	return true;
}

/* "В 1812 г.", "W XVI w.": a small word, a number and the abbreviation are all
 * there is of the sentence, which has only begun. */
static bool
is_dated_start(const struct facts *f)
{
	const unsigned char *s = f->p->s, *end, *w = facts_previous(f, &end),
			    *q;
	unsigned char key[WORD_MAX];

	if (f->opened || f->dashed || f->strong || w <= s ||
	    !(facts_after_number(f) || facts_is_roman(w, (size_t)(end - w))))
		return false;
	q = facts_letters_end(s, w);
	return q > s && q + char_space(q, w) == w &&
	    (words_class(f->words, key, word_key(s, (size_t)(q - s), key)) &
		WORD_START);
}

/* An abbreviation that may end a sentence, before a capital. */
static enum verdict
decide_end(const struct facts *f)
{
	return yes((f->capital || f->opened || f->dashed) &&
	    !(f->next_class & WORD_AFTER) && !is_dated_start(f));
}

static bool
is_small_title_language(enum language l)
{
	return l != LANGUAGE_EN && l != LANGUAGE_NONE;
}

static enum verdict
decide_title(const struct facts *f)
{
	bool cap = f->first == CHAR_UPPER;

	if (f->class & WORD_END && facts_after_number(f))
		return decide_end(f);
	if ((f->class & WORD_STREET) &&
	    ((f->strong && facts_after_capital(f)) || facts_after_ordinal(f) ||
		facts_after_address(f)))
		return YES;
	/* A word of its own too, as Polish im: named after; them. */
	if ((f->class & WORD_ANY) && f->strong)
		return YES;
	if (cap || is_small_title_language(f->lang))
		return NO;
	return UNKNOWN;
}

static enum verdict
decide_org(const struct facts *f)
{
	if (f->next_class & (WORD_ROLE | WORD_ORG) || f->roman)
		return NO; /* Co. Chairman, Co. Ltd., Corp. II */
	return yes(!f->bracket && !f->digit && !f->dashed);
}

/* R-Ohio follows. */
static bool
is_party(const struct facts *f)
{
	return f->p->e - f->m > 1 && f->m[1] == '-';
}

/* The classes of abbreviations, most certain first. */
static enum verdict
decide_class(const struct facts *f)
{
	unsigned c = f->class;
	bool cap = f->first == CHAR_UPPER;

	if ((c & WORD_UNIT) && !f->bracket && facts_after_number(f))
		return yes(f->capital || f->opened);
	if (c & WORD_TITLE) {
		enum verdict v = decide_title(f);

		if (v != UNKNOWN)
			return v;
	}
	if ((c & WORD_NEVER) && !(c & WORD_END))
		return NO;
	if (f->dashed && (c & (WORD_STATE | WORD_MID | WORD_ANY | WORD_NUMBER)))
		return NO; /* Birmingham, Ala. -- The */
	/* "4 oct. (Agency)", "5 млн руб. (Agency)" */
	if (f->bracket && f->opened &&
	    (c & (WORD_NUMBER | WORD_MID | WORD_UNIT | WORD_END)) &&
	    facts_after_number(f))
		return NO;
	if ((c & WORD_NUMBER) && (f->digit || f->roman))
		return NO;
	if (c & WORD_END)
		return decide_end(f);
	if (facts_next_mister(f) && (c & ~(unsigned)WORD_START) != 0)
		return YES;
	if (c & WORD_ORG)
		return decide_org(f);
	if ((c & WORD_STREET) && cap)
		return yes(f->strong ||
		    (facts_after_capital(f) && f->capital && !f->bracket));
	if ((c & WORD_STATE) && cap) {
		if (facts_after_comma(f) && f->capital && !f->bracket)
			return yes(!(f->next_class & WORD_ROLE));
		return yes(f->strong || (f->opened && !f->bracket));
	}
	if (c & WORD_SUFFIX)
		return yes(f->strong ||
		    (f->capital && !f->bracket && facts_after_capital(f) &&
			!(f->next_class & (WORD_NAMED | WORD_ROLE)) &&
			!is_party(f)));
	if (c == 0 && !cap && f->capital && facts_after_number(f))
		return UNKNOWN; /* 35 mln. Sales */
	if ((c & WORD_DATE) && cap && f->capital &&
	    !(f->next_class & (WORD_AFTER | WORD_DATE)) &&
	    (facts_previous_class(f) & WORD_PREP) && !is_short_start(f))
		return YES; /* on Sat. Marlow won */
	if (((c & WORD_MID) && cap) || (c & WORD_ANY) || is_clipped(f))
		return yes(
		    f->strong || (f->opened && f->capital && !f->bracket));
	return UNKNOWN;
}

/* The K of 10-K is no initial, those of J.-P. and Karl-H. are. */
static bool
is_cut_short(const struct facts *f)
{
	size_t n;

	return f->w > f->p->b + 1 && (f->w[-1] == '-' || f->w[-1] == '/') &&
	    f->w[-2] != '.' &&
	    (f->lang == LANGUAGE_EN ||
		char_kind_at(f->token, f->w, &n) != CHAR_UPPER);
}

/* Words that end otherwise than their lists say: German streets (Hauptstr.)
 * before a number; Russian "and so on" (i t. p., but not k. t. n., a degree)
 * and eras (n. e.), French eras (av. J.-C.) before a capital. */
static enum verdict
decide_tail(const struct facts *f)
{
	const unsigned char *end, *w;

	if (f->lang == LANGUAGE_DE && f->class == 0 && f->digit && f->len > 3 &&
	    memcmp(f->p->t0 - 3, "str", 3) == 0)
		return NO;
	if (f->lang == LANGUAGE_FR && facts_key_is(f, "j.-c")) {
		w = facts_previous(f, &end);
		return end - w >= 3 && *w == 'a' ? yes(f->capital || f->opened)
						 : UNKNOWN;
	}
	if (f->lang != LANGUAGE_RU || !f->single)
		return UNKNOWN;
	w = facts_previous(f, &end);
	if (end - w == 3 &&
	    ((memcmp(w, "\xD1\x82.", 3) == 0 &&
		 !(f->len == 2 && memcmp(f->w, "\xD0\xBD", 2) == 0)) ||
		(f->len == 2 && memcmp(w, "\xD0\xBD.", 3) == 0 &&
		    memcmp(f->w, "\xD1\x8D", 2) == 0)))
		return yes(f->capital || f->opened);
	return UNKNOWN;
}

bool
abbrev_decide(const struct facts *f, enum sentence_rule *why)
{
	enum verdict v = decide_tail(f);

	if (v == UNKNOWN)
		v = decide_class(f);
	if (v != UNKNOWN && !abbrev_is_acronym(f->w, f->len)) {
		*why = SENTENCE_ABBREV;
		return v == YES;
	}
	if (f->single && !is_cut_short(f) &&
	    (f->first == CHAR_UPPER || f->first == CHAR_LETTER ||
		(f->first == CHAR_LOWER && f->lang != LANGUAGE_EN))) {
		*why = SENTENCE_INITIAL;
		return decide_initial(f);
	}
	if (abbrev_is_acronym(f->w, f->len)) {
		*why = SENTENCE_ABBREV;
		return decide_acronym(f);
	}
	return true;
}
