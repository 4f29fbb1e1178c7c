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

#include "sentence_abbrev.h"
#include "sentence_char.h"
#include "sentence_facts.h"

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
	if ((f->class & ABBREV_CLASSES) != 0 || f->w != f->token ||
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

/* After a stop inside quotation marks or brackets. */
static bool
decide_closed(const struct facts *f)
{
	bool abbreviated = f->len > 0 &&
	    ((f->class & ABBREV_CLASSES & ~(unsigned)WORD_END) != 0 ||
		abbrev_is_acronym(f->w, f->len) ||
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

/* "Mr. Finch": what follows need not be asked. */
static bool
is_title(const struct facts *f)
{
	const struct place *p = f->p;

	return f->class == WORD_TITLE && f->lang == LANGUAGE_EN &&
	    f->first == CHAR_UPPER && !f->single && p->t1 - p->t0 == 1 &&
	    p->c1 == p->t1 && memchr(f->w, '.', f->len) == NULL;
}

static bool
decide_stop(struct facts *f, enum sentence_rule *why)
{
	const struct place *p = f->p;
	unsigned letters;

	if (f->len == 0)
		return f->w > p->s;
	if (!(f->class & ABBREV_CLASSES) && f->len > 1 &&
	    f->lang != LANGUAGE_NONE && facts_small_word(f, &letters) &&
	    letters > 1) {
		if (p->c1 > p->t1)
			*why = SENTENCE_CLOSED;
		return true; /* as most sentences end */
	}
	if (is_title(f))
		return false;
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
	    facts_is_roman(f->w, f->len)) {
		/* Zygmunt III. Then: Polish ordinals of kings have no stop. */
		if (f->lang == LANGUAGE_PL && facts_after_capital(f))
			return f->capital || f->opened;
		return f->strong;
	}
	if (p->t1 - p->t0 == 2 && *p->t0 == '.' && (f->capital || f->opened))
		return true; /* the abbreviation's stop and the sentence's */
	return abbrev_decide(f, why);
}

/* An ordinary word before the stop and a capital or a digit after it: what
 * decide_stop() finds first, as most sentences end. */
static bool
is_ordinary(
    const struct words *words, enum language lang, const struct place *p)
{
	const unsigned char *n = p->n + (*p->n == '"');
	size_t len = facts_small_letters(p->b, p->t0);

	return len > 1 && lang != LANGUAGE_NONE && *p->t0 == '.' &&
	    p->t1 - p->t0 == 1 && n < p->e &&
	    ((*n >= 'A' && *n <= 'Z') || (*n >= '0' && *n <= '9')) &&
	    !(words_class(words, p->t0 - len, len) & ABBREV_CLASSES);
}

bool
rules_decide(const struct words *words, enum language lang,
    const struct place *p, enum sentence_rule *why)
{
	struct facts f;

	if (is_ordinary(words, lang, p)) {
		*why = p->c1 > p->t1 ? SENTENCE_CLOSED : SENTENCE_STOP;
		return true;
	}
	f = (struct facts){.words = words, .lang = lang, .p = p};
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
