/* SPDX-License-Identifier: ISC */
/*
 * Does a sentence end at this mark?  Rules in the order in which they rule
 * out: what follows (lower case, a comma), the kind of mark, the word before
 * it.  Each looks at one word before, at most one more before that, and one
 * after, so a decision costs a bounded number of bytes.
 *
 * Which rules pay was measured on news: titles most, then blank lines,
 * initials, acronyms, lower case (Kiss & Strunk 2006 find the same order of
 * cues without lists; the lists do better on the press).
 */
#include "sentence_rules.h"

#include <string.h>

#include "sentence_char.h"
#include "sentence_facts.h"

/* The classes that make a word an abbreviation. */
enum {
	ABBREVIATION = WORD_TITLE | WORD_STREET | WORD_NUMBER | WORD_MID |
	    WORD_ANY | WORD_SUFFIX | WORD_ORG | WORD_STATE | WORD_NEVER |
	    WORD_END | WORD_UNIT
};

static bool
is_inflected(enum language l)
{
	return l == LANGUAGE_RU || l == LANGUAGE_PL || l == LANGUAGE_CS;
}

/*
 * A stop after an ordinary word ends a sentence even before a small letter:
 * who writes so leaves capitals out, and abbreviations of that length are in
 * the lists.  Slavic languages clip words more freely.
 */
static bool
after_plain_word(struct facts *f)
{
	unsigned letters;

	if (f->p->exclaim || f->p->ellipsis || f->p->c1 > f->p->t1 ||
	    f->p->t1 - f->p->t0 != 1 || (f->dashed && f->lang != LANGUAGE_EN))
		return false;
	facts_word(f);
	if ((f->class & ABBREVIATION) != 0 || f->w != f->token ||
	    !facts_small_word(f, &letters))
		return false;
	return letters >=
	    (is_inflected(f->lang) || f->lang == LANGUAGE_NONE ? 6u : 4u);
}

/* What never begins a sentence. */
static bool
next_forbids(struct facts *f)
{
	const unsigned char *m = f->m;

	if (m >= f->p->e)
		return !f->opened && !f->dashed ? false : true;
	if (f->kind == CHAR_LOWER)
		return !after_plain_word(f);
	if (f->dashed)
		return !f->capital && !f->opened;
	return *m == '!' || *m == '?' || *m == ',' || *m == ';' || *m == ':' ||
	    *m == ')' || *m == ']' || *m == '&' || *m == '%' || *m == '/' ||
	    *m == '=';
}

/* "1. The", "IV. The", "Q. What" at the start of a sentence: no sentence of
 * its own. */
static bool
is_marker(const struct facts *f)
{
	if (f->token != f->p->s || f->w != f->token || f->p->c1 != f->p->t1)
		return false;
	if (f->len == 1)
		return true;
	return f->len <= 4 &&
	    (facts_is_roman(f->w, f->len) ||
		(f->len <= 3 && facts_is_digits(f->w, f->len)));
}

static const unsigned char *
past_blanks(const unsigned char *p, const unsigned char *e)
{
	size_t n;

	while ((n = char_space(p, e)) > 0)
		p += n;
	return p;
}

/* After the verb of saying: "asked." or "asked in court", not "said that". */
static bool
is_said(
    const struct words *words, const unsigned char *p, const unsigned char *e)
{
	const unsigned char *q;
	unsigned char key[WORD_MAX];

	if (char_space(p, e) == 0)
		return p < e &&
		    (*p == '.' || *p == ',' || *p == ';' || *p == ':');
	p = past_blanks(p, e);
	q = facts_letters_end(p, e);
	return (q - p > 3 && q[-2] == 'l' && q[-1] == 'y') ||
	    (words_class(words, key, word_key(p, (size_t)(q - p), key)) &
		WORD_BEGUN);
}

/* "Why?" Ada Finch asked: a name of a few words and then a verb of saying. */
static bool
names_speaker(const struct facts *f)
{
	const unsigned char *q = f->m, *e = f->p->e;

	if (f->opened || f->kind != CHAR_UPPER || (f->strong && !f->pronoun))
		return false;
	for (int i = 0; i < 5; i++) {
		const unsigned char *end = facts_letters_end(q, e);
		unsigned char key[WORD_MAX];
		size_t n;

		if (char_kind_at(q, e, &n) == CHAR_LOWER)
			return (words_class(f->words, key,
				    word_key(q, (size_t)(end - q), key)) &
				   WORD_SAY) &&
			    is_said(f->words, end, e);
		if (end == q)
			return false;
		q = end + (end < e && *end == '.');
		if (char_space(q, e) == 0)
			return false;
		q = past_blanks(q, e);
	}
	return false;
}

static bool
decide_exclaim(struct facts *f)
{
	const struct place *p = f->p;
	bool closed = p->c1 > p->t1;

	if (closed)
		facts_next_word(f);
	if (closed && *p->t1 == ')' && p->t0 > p->b && p->t0[-1] == '(')
		return f->strong; /* (?) */
	if (closed && char_is_quote(p->t1, p->c1) && names_speaker(f))
		return false;
	if (closed || *p->t0 != '!' || p->t1 - p->t0 != 1 || !f->capital)
		return true;
	facts_word(f);
	facts_next_word(f);
	return !(f->class & WORD_EXCLAIM) || f->strong;
}

static bool
decide_ellipsis(struct facts *f)
{
	const struct place *p = f->p;

	facts_next_word(f);
	if (p->t0 > p->b && (p->t0[-1] == '[' || p->t0[-1] == '('))
		return f->capital && !f->opened; /* [...] */
	if (f->bracket && f->opened)
		return false;
	if (f->pronoun && char_space_before(p->b, p->t0) > 0)
		return false; /* the thing is ... I did not */
	return f->capital || f->opened || *f->m == '@' ||
	    (p->c1 > p->t1 && f->digit);
}

/* Letters one or two at a time, each group but the last with its stop. */
static bool
is_acronym(const unsigned char *p, size_t len)
{
	const unsigned char *b = p, *e = p + len;
	unsigned run = 0, dots = 0;
	size_t n;

	if (len > 16)
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

/* After a stop inside quotation marks or brackets. */
static bool
decide_closed(const struct facts *f)
{
	bool abbreviated = f->len > 0 &&
	    ((f->class & ABBREVIATION & ~(unsigned)WORD_END) != 0 ||
		is_acronym(f->w, f->len) ||
		(f->single && f->first == CHAR_UPPER));

	if ((*f->p->t1 != ')' && *f->p->t1 != ']') || f->strong)
		return true;
	/* (D., Mass.) Senator, (Dr.) Smith, [George W.] Bush; but brackets
	 * round a whole sentence have its stop inside. */
	if (!abbreviated || *f->p->s == '(' || *f->p->s == '[')
		return true;
	return f->token == f->w && f->opened;
}

static bool
is_ordinal_language(enum language l)
{
	return l == LANGUAGE_DE || l == LANGUAGE_CS || l == LANGUAGE_PL;
}

/* A number before the stop: in some languages an ordinal, "am 3. Mai". */
static bool
decide_number(const struct facts *f)
{
	if (!is_ordinal_language(f->lang) || f->len > 3 || f->strong)
		return true;
	if (f->digit)
		return f->len > 2;
	if (f->lang == LANGUAGE_DE)
		return f->opened ||
		    (!(f->next_class & WORD_AFTER) &&
			(facts_previous_class(f) &
			    (WORD_COUNTED | WORD_NUMBER)));
	if (f->lang == LANGUAGE_PL && f->capital) {
		const unsigned char *end, *w = facts_previous(f, &end);

		/* lat 90., latach 60. */
		return !(end - w >= 3 && memcmp(w, "lat", 3) == 0);
	}
	return true;
}

/* One capital letter. */
static bool
decide_initial(const struct facts *f)
{
	unsigned before = facts_previous_class(f);

	if (f->opened && f->capital && !f->bracket)
		return f->strong;
	if (before & WORD_LABEL)
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
		return !(f->next_class & WORD_BODY) && !f->next_upper;
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

static bool
is_small_title_language(enum language l)
{
	return l != LANGUAGE_EN && l != LANGUAGE_NONE;
}

enum verdict { NO, YES, UNKNOWN };

static enum verdict
yes(bool b)
{
	return b ? YES : NO;
}

static enum verdict
decide_title(const struct facts *f)
{
	bool cap = f->first == CHAR_UPPER;

	if (f->class & WORD_END && facts_after_number(f))
		return yes(f->capital || f->opened);
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

/* The classes of abbreviations, most certain first. */
static enum verdict
decide_class(const struct facts *f)
{
	unsigned c = f->class;
	bool cap = f->first == CHAR_UPPER;

	if (c & WORD_TITLE) {
		enum verdict v = decide_title(f);

		if (v != UNKNOWN)
			return v;
	}
	if ((c & WORD_NEVER) && !(c & WORD_END))
		return NO;
	if (f->dashed && (c & (WORD_STATE | WORD_MID | WORD_ANY | WORD_NUMBER)))
		return NO; /* Birmingham, Ala. -- The */
	if ((c & WORD_UNIT) && facts_after_number(f))
		return yes(f->capital || f->opened);
	if ((c & WORD_NUMBER) && (f->digit || f->roman))
		return NO;
	if (c & WORD_END)
		return yes(f->capital || f->opened || f->dashed);
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
		return yes(f->strong);
	if (c == 0 && !cap && f->capital && facts_after_number(f))
		return UNKNOWN; /* 35 mln. Sales */
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
 * before a number, Russian "and so on" (i t. p.) before a capital. */
static enum verdict
decide_tail(const struct facts *f)
{
	const unsigned char *end, *w;

	if (f->lang == LANGUAGE_DE && f->class == 0 && f->digit && f->len > 3 &&
	    memcmp(f->p->t0 - 3, "str", 3) == 0)
		return NO;
	if (f->lang != LANGUAGE_RU || !f->single)
		return UNKNOWN;
	w = facts_previous(f, &end);
	if (end - w == 3 && memcmp(w, "\xD1\x82.", 3) == 0)
		return yes(f->capital || f->opened);
	return UNKNOWN;
}

static bool
decide_stop(struct facts *f, enum sentence_rule *why)
{
	const struct place *p = f->p;
	enum verdict v;
	unsigned letters;

	if (f->len == 0)
		return f->w > p->s;
	if (!(f->class & ABBREVIATION) && f->len > 1 &&
	    f->lang != LANGUAGE_NONE && facts_small_word(f, &letters) &&
	    letters > 1) {
		if (p->c1 > p->t1)
			*why = SENTENCE_CLOSED;
		return true; /* as most sentences end */
	}
	facts_next_word(f);
	if (p->c1 > p->t1) {
		*why = SENTENCE_CLOSED;
		return decide_closed(f);
	}
	if (is_marker(f))
		return false;
	if (facts_is_digits(f->w, f->len))
		return decide_number(f);
	if (is_ordinal_language(f->lang) && f->len > 1 &&
	    facts_is_roman(f->w, f->len))
		return f->strong;
	if (p->t1 - p->t0 == 2 && *p->t0 == '.' && (f->capital || f->opened))
		return true; /* the abbreviation's stop and the sentence's */
	v = decide_tail(f);
	if (v == UNKNOWN)
		v = decide_class(f);
	if (v != UNKNOWN && !is_acronym(f->w, f->len)) {
		*why = SENTENCE_ABBREV;
		return v == YES;
	}
	if (f->single && !is_cut_short(f) &&
	    (f->first == CHAR_UPPER || f->first == CHAR_LETTER ||
		(f->first == CHAR_LOWER && f->lang != LANGUAGE_EN))) {
		*why = SENTENCE_INITIAL;
		return decide_initial(f);
	}
	if (is_acronym(f->w, f->len)) {
		*why = SENTENCE_ABBREV;
		return decide_acronym(f);
	}
	return true;
}

bool
rules_decide(const struct words *words, enum language lang,
    const struct place *p, enum sentence_rule *why)
{
	struct facts f = {.words = words, .lang = lang, .p = p};

	facts_next(&f);
	if (next_forbids(&f))
		return false;
	if (p->exclaim) {
		*why = SENTENCE_EXCLAIM;
		return decide_exclaim(&f);
	}
	if (p->ellipsis) {
		*why = SENTENCE_ELLIPSIS;
		return decide_ellipsis(&f);
	}
	*why = SENTENCE_STOP;
	facts_word(&f);
	return decide_stop(&f, why);
}
