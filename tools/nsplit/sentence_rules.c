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

struct facts {
	const struct words *words;
	enum language lang;
	const struct place *p;

	/* What follows. */
	const unsigned char *m; /* past openers and a dash */
	enum char_kind kind;	/* of the character at m */
	bool opened;		/* a mark that opens stands before m */
	bool bracket;		/* and the first one is a bracket */
	bool dashed;
	bool digit;
	bool capital;	 /* upper case, or a script without case */
	bool roman;	 /* a number: IV */
	bool pronoun;	 /* I */
	bool next_upper; /* in capitals all through */
	bool strong;	 /* a closed-class word that begins sentences */
	unsigned next_class;

	/* The word before the mark. */
	const unsigned char *token; /* with the marks that open it */
	const unsigned char *w;	    /* without, and past hyphens */
	size_t len;
	enum char_kind first;
	unsigned char key[WORD_MAX];
	size_t key_len;
	unsigned class;
};

static bool
is_letter(enum char_kind k)
{
	return k == CHAR_UPPER || k == CHAR_LOWER || k == CHAR_LETTER;
}

/* End of the run of letters at p, at most WORD_MAX bytes on. */
static const unsigned char *
letters_end(const unsigned char *p, const unsigned char *e)
{
	const unsigned char *limit = e - p > WORD_MAX ? p + WORD_MAX : e;
	size_t n;

	while (p < limit && is_letter(char_kind_at(p, e, &n)))
		p += n;
	return p;
}

/* An apostrophe at p; its length. */
static size_t
apostrophe(const unsigned char *p, const unsigned char *e)
{
	if (p < e && *p == '\'')
		return 1;
	return e - p >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0x99 ? 3
									  : 0;
}

static bool
is_roman(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (memchr("IVXLCDM", p[i], 7) == NULL)
			return false;
	return len > 0;
}

/* Class of the word at m, and whether it begins sentences: written as a word
 * and not as an initial, an acronym or the front of a name. */
static void
read_next_word(struct facts *f)
{
	const unsigned char *e = f->p->e, *q = letters_end(f->m, e);
	unsigned char key[WORD_MAX];
	size_t key_len = word_key(f->m, (size_t)(q - f->m), key), n;
	size_t a = apostrophe(q, e);

	f->roman = is_roman(f->m, (size_t)(q - f->m));
	f->pronoun = key_len == 1 && key[0] == 'i';
	f->next_class = words_class(f->words, key, key_len);
	f->strong = (f->next_class & WORD_START) != 0;
	if (a > 0 && e - q > (ptrdiff_t)a && q[a] == 't' && q[-1] == 'n')
		f->strong = true; /* Don't, Isn't */
	(void)char_kind_at(f->m, e, &n);
	if (f->m + n < q) {
		size_t n2;

		/* IT and WHO are names. */
		if (char_kind_at(f->m + n, e, &n2) == CHAR_UPPER) {
			f->next_upper = true;
			f->strong = false;
		}
	} else if (q < e && (*q == '.' || *q == '-' || *q == '&')) {
		f->strong = false;
	}
	if (q < e && ((*q >= '0' && *q <= '9') || *q == '&'))
		f->strong = false;
	f->roman &= !f->strong;
}

/* iPhone, eBay: a name though it begins in lower case. */
static bool
is_camel(const unsigned char *m, const unsigned char *e)
{
	return e - m >= 3 && *m >= 'a' && *m <= 'z' && m[1] >= 'A' &&
	    m[1] <= 'Z' && m[2] >= 'a' && m[2] <= 'z';
}

/* al-Qaida, el-Baradei: may stand anywhere. */
static bool
is_article_name(const unsigned char *m, const unsigned char *e)
{
	return e - m >= 4 && (*m == 'a' || *m == 'e') && m[1] == 'l' &&
	    m[2] == '-' && m[3] >= 'A' && m[3] <= 'Z';
}

static void
read_next(struct facts *f)
{
	const unsigned char *m = f->p->n, *e = f->p->e;
	size_t n = char_dash(m, e);

	if (n > 0 && (n > 1 || char_space(m + 1, e) > 0)) {
		f->dashed = true;
		m += n;
		while ((n = char_space(m, e)) > 0)
			m += n;
	}
	for (int i = 0; i < 4 && (n = char_opener(m, e)) > 0; i++) {
		if (!f->opened)
			f->bracket = *m == '(' || *m == '[' || *m == '{';
		f->opened = true;
		m += n;
	}
	f->m = m;
	f->kind = char_kind_at(m, e, &n);
	f->digit = f->kind == CHAR_DIGIT;
	f->capital = f->kind == CHAR_UPPER || f->kind == CHAR_LETTER;
	if (f->kind == CHAR_LOWER &&
	    (is_camel(m, e) || is_article_name(m, e))) {
		f->kind = CHAR_OTHER;
		f->capital = true;
	}
	if (f->kind == CHAR_UPPER)
		read_next_word(f);
}

/* Start of the word that ends at q, b the limit; stops at blanks. */
static const unsigned char *
word_before(const unsigned char *b, const unsigned char *q)
{
	const unsigned char *w = q;

	while (w > b && q - w < WORD_MAX && char_space_before(b, w) == 0)
		w--;
	return w;
}

/* Where a hyphen, slash or dash inside [w, t) parts off the last word. */
static const unsigned char *
last_part(const unsigned char *w, const unsigned char *t)
{
	for (const unsigned char *q = t; q > w; q--) {
		if (q[-1] == '-' || q[-1] == '/')
			return q;
		if (q - w >= 3 && q[-3] == 0xE2 && q[-2] == 0x80 &&
		    (q[-1] == 0x93 || q[-1] == 0x94))
			return q;
	}
	return w;
}

/* IE., the browser, is not i.e., and no one writes DR. Smith; but a line in
 * capitals has its abbreviations in capitals too. */
static bool
is_shouted(const struct facts *f)
{
	const unsigned char *w = f->w, *t0 = f->p->t0;
	size_t n, n2;

	if (f->first != CHAR_UPPER || f->kind != CHAR_UPPER || f->next_upper ||
	    f->lang == LANGUAGE_NONE || (f->class & WORD_ORG))
		return false;
	(void)char_kind_at(w, t0, &n);
	return w + n < t0 && char_kind_at(w + n, t0, &n2) == CHAR_UPPER;
}

static void
read_word(struct facts *f)
{
	const struct place *p = f->p;
	const unsigned char *w = word_before(p->b, p->t0);
	size_t n;

	f->token = w;
	while (w < p->t0 && (n = char_opener(w, p->t0)) > 0)
		w += n;
	f->len = (size_t)(p->t0 - w);
	f->key_len = word_key(w, f->len, f->key);
	f->class = words_class(f->words, f->key, f->key_len);
	if (f->class == 0) {
		const unsigned char *part = last_part(w, p->t0);

		if (part > w && part < p->t0) {
			w = part;
			f->len = (size_t)(p->t0 - w);
			f->key_len = word_key(w, f->len, f->key);
			f->class = words_class(f->words, f->key, f->key_len);
		}
	}
	f->w = w;
	f->first = char_kind_at(w, p->t0, &n);
	if (f->class != 0 && is_shouted(f))
		f->class = 0;
	/* One capital is an initial, whatever its small twin stands for. */
	if (n == f->len && f->first == CHAR_UPPER)
		f->class &= WORD_TITLE;
}

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
	const unsigned lists = ~(unsigned)(WORD_START | WORD_SAY | WORD_AFTER |
	    WORD_ROLE | WORD_LABEL | WORD_BEGUN);
	const unsigned char *q;
	unsigned letters = 0;

	if (f->p->exclaim || f->p->ellipsis || f->p->c1 > f->p->t1 ||
	    f->p->t1 - f->p->t0 != 1 || (f->dashed && f->lang != LANGUAGE_EN))
		return false;
	read_word(f);
	if ((f->class & lists) != 0 || f->w != f->token)
		return false;
	for (q = f->w; q < f->p->t0; letters++) {
		size_t n;

		if (char_kind_at(q, f->p->t0, &n) != CHAR_LOWER)
			return false;
		q += n;
	}
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

/* The word before the token: where it begins; *end where it ends. */
static const unsigned char *
previous_word(const struct facts *f, const unsigned char **end)
{
	const unsigned char *b = f->p->b, *q = f->token;
	size_t n;

	while ((n = char_space_before(b, q)) > 0)
		q -= n;
	*end = q;
	return word_before(b, q);
}

static unsigned
previous_class(const struct facts *f)
{
	const unsigned char *end, *w = previous_word(f, &end);
	unsigned char key[WORD_MAX];

	return words_class(f->words, key, word_key(w, (size_t)(end - w), key));
}

static bool
previous_is_number(const struct facts *f)
{
	const unsigned char *end, *w = previous_word(f, &end);

	return end > w && end[-1] >= '0' && end[-1] <= '9';
}

/* 42nd St. */
static bool
previous_is_ordinal(const struct facts *f)
{
	const unsigned char *end, *w = previous_word(f, &end);

	if (end - w < 3 || end - w > 6 || *w < '0' || *w > '9' ||
	    end[-3] < '0' || end[-3] > '9')
		return false;
	return memcmp(end - 2, "th", 2) == 0 || memcmp(end - 2, "st", 2) == 0 ||
	    memcmp(end - 2, "nd", 2) == 0 || memcmp(end - 2, "rd", 2) == 0;
}

static bool
previous_is_comma(const struct facts *f)
{
	const unsigned char *end, *w = previous_word(f, &end);

	return end > w && end[-1] == ',';
}

static bool
previous_is_capital(const struct facts *f)
{
	const unsigned char *end, *w = previous_word(f, &end);
	size_t n;

	return end > w && char_kind_at(w, end, &n) == CHAR_UPPER;
}

static bool
previous_is_small(const struct facts *f)
{
	const unsigned char *end, *w = previous_word(f, &end);
	size_t n;

	return end > w && char_kind_at(w, end, &n) == CHAR_LOWER;
}

static bool
key_is(const struct facts *f, const char *s)
{
	return f->key_len == strlen(s) && memcmp(f->key, s, f->key_len) == 0;
}

/* Mr. Mrs. Ms. next: the one abbreviation that mostly begins a clause. */
static bool
next_is_mister(const struct facts *f)
{
	const unsigned char *m = f->m;
	ptrdiff_t left = f->p->e - m;

	return left >= 3 && m[0] == 'M' &&
	    ((m[1] == 'r' && m[2] == '.') || (m[1] == 's' && m[2] == '.') ||
		(left >= 4 && m[1] == 'r' && m[2] == 's' && m[3] == '.'));
}

static bool
all_digits(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (p[i] < '0' || p[i] > '9')
			return false;
	return len > 0;
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
	    (is_roman(f->w, f->len) ||
		(f->len <= 3 && all_digits(f->w, f->len)));
}

/* After the verb of saying: "asked." or "asked in court", not "said that". */
static bool
is_said(
    const struct words *words, const unsigned char *p, const unsigned char *e)
{
	const unsigned char *q;
	unsigned char key[WORD_MAX];
	size_t blank = char_space(p, e);

	if (blank == 0)
		return p < e &&
		    (*p == '.' || *p == ',' || *p == ';' || *p == ':');
	p += blank;
	q = letters_end(p, e);
	return words_class(words, key, word_key(p, (size_t)(q - p), key)) &
	    WORD_BEGUN;
}

/* "Why?" Ada Finch asked: a name of a few words and then a verb of saying. */
static bool
names_speaker(const struct facts *f)
{
	const unsigned char *q = f->m, *e = f->p->e;

	if (f->opened || f->kind != CHAR_UPPER || (f->strong && !f->pronoun))
		return false;
	for (int i = 0; i < 5; i++) {
		const unsigned char *end = letters_end(q, e);
		unsigned char key[WORD_MAX];
		size_t n, blank;

		if (char_kind_at(q, e, &n) == CHAR_LOWER)
			return (words_class(f->words, key,
				    word_key(q, (size_t)(end - q), key)) &
				   WORD_SAY) &&
			    is_said(f->words, end, e);
		if (end == q)
			return false;
		q = end + (end < e && *end == '.');
		if ((blank = char_space(q, e)) == 0)
			return false;
		q += blank;
	}
	return false;
}

static bool
decide_exclaim(struct facts *f)
{
	const struct place *p = f->p;
	bool closed = p->c1 > p->t1;

	if (closed && *p->t1 == ')' && p->t0 > p->b && p->t0[-1] == '(')
		return f->strong; /* (?) */
	if (closed && char_is_quote(p->t1, p->c1) && names_speaker(f))
		return false;
	if (closed || *p->t0 != '!' || p->t1 - p->t0 != 1 || !f->capital)
		return true;
	read_word(f);
	return !(f->class & WORD_EXCLAIM) || f->strong;
}

static bool
decide_ellipsis(const struct facts *f)
{
	const struct place *p = f->p;

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
	const unsigned abbrev = WORD_MID | WORD_ANY | WORD_ORG | WORD_NUMBER |
	    WORD_STATE | WORD_NEVER | WORD_TITLE | WORD_SUFFIX;

	if ((*f->p->t1 != ')' && *f->p->t1 != ']') || f->strong)
		return true;
	if (f->len == 1 && f->first == CHAR_UPPER && *f->p->t1 == ']')
		return false; /* [George W.] Bush */
	/* (Mass.) Senator, (Dr.) Smith */
	if (f->token < f->w && *f->token == '(' && f->len > 0 &&
	    ((f->class & abbrev) || memchr(f->w, '.', f->len) != NULL))
		return false;
	return !(f->class & (WORD_MID | WORD_ORG | WORD_ANY)) || f->opened;
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
		return f->opened;
	if (f->lang == LANGUAGE_PL && f->capital) {
		const unsigned char *end, *w = previous_word(f, &end);

		/* lat 90., latach 60. */
		return !(end - w >= 3 && memcmp(w, "lat", 3) == 0);
	}
	return true;
}

/* One capital letter. */
static bool
decide_initial(const struct facts *f)
{
	unsigned before = previous_class(f);

	if (f->opened && f->capital && !f->bracket)
		return f->strong;
	if (before & WORD_LABEL)
		return f->capital;
	if (f->w[0] == 'I' && f->len == 1 && f->strong)
		return true;
	return f->strong;
}

/* Letters one or two at a time, each group but the last with its stop. */
static bool
is_acronym(const unsigned char *p, size_t len)
{
	const unsigned char *e = p + len;
	unsigned run = 0, dots = 0;
	size_t n;

	if (len > 16)
		return false;
	while (p < e) {
		if (*p == '.') {
			if (run == 0 || run > 2)
				return false;
			run = 0;
			dots++;
			p++;
			continue;
		}
		if (!is_letter(char_kind_at(p, e, &n)))
			return false;
		run++;
		p += n;
	}
	return dots > 0 && run >= 1 && run <= 2;
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
	q = letters_end(p->s, p->e);
	return words_class(
		   f->words, key, word_key(p->s, (size_t)(q - p->s), key)) &
	    WORD_BEGUN;
}

static bool
decide_acronym(const struct facts *f)
{
	bool hour = key_is(f, "a.m") || key_is(f, "p.m");

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
	if ((f->class & WORD_UNIT) && previous_is_number(f))
		return true; /* 44 B.C. */
	if ((f->class & WORD_SUFFIX) && previous_is_small(f))
		return true; /* her Ph.D. Tom */
	if ((f->class & WORD_ORG) && previous_is_capital(f))
		return !(f->next_class & WORD_ROLE); /* Philips N.V. Shares */
	if (hour)
		return !(f->next_class & WORD_AFTER) && !is_short_start(f);
	if (next_is_mister(f))
		return true;
	if ((f->class & (WORD_STATE | WORD_ORG)) && previous_is_comma(f))
		return !(f->next_class & WORD_ROLE);
	return (f->class & WORD_END) != 0;
}

/* Capital and small letters without a vowel: Blvd, Hwy, Sgts. */
static bool
is_clipped(const struct facts *f)
{
	if (f->len < 2 || f->len > 5 || f->first != CHAR_UPPER ||
	    f->lang == LANGUAGE_CS)
		return false;
	for (size_t i = 0; i < f->len; i++) {
		unsigned char c = f->w[i];

		if (i > 0 && (c < 'a' || c > 'z'))
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

	if (f->class & WORD_END && previous_is_number(f))
		return yes(f->capital || f->opened);
	if ((f->class & WORD_STREET) && (f->strong || previous_is_ordinal(f)))
		return YES;
	if (cap || is_small_title_language(f->lang))
		return NO;
	return UNKNOWN;
}

static enum verdict
decide_org(const struct facts *f)
{
	if (f->next_class & WORD_ROLE)
		return NO;
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
	if ((c & WORD_UNIT) && previous_is_number(f))
		return yes(f->capital || f->opened);
	if ((c & WORD_NUMBER) && (f->digit || f->bracket || f->roman))
		return NO;
	if (c & WORD_END)
		return yes(f->capital || f->opened || f->dashed);
	if (next_is_mister(f) && (c & ~(unsigned)WORD_START) != 0)
		return YES;
	if (c & WORD_ORG)
		return decide_org(f);
	if ((c & WORD_STREET) && cap)
		return yes(f->strong ||
		    (previous_is_capital(f) && f->capital && !f->bracket));
	if ((c & WORD_STATE) && cap) {
		if (previous_is_comma(f) && f->capital && !f->bracket)
			return yes(!(f->next_class & WORD_ROLE));
		return yes(f->strong || (f->opened && !f->bracket));
	}
	if (c & WORD_SUFFIX)
		return yes(f->strong);
	if (((c & WORD_MID) && cap) || (c & WORD_ANY) || is_clipped(f))
		return yes(
		    f->strong || (f->opened && f->capital && !f->bracket));
	return UNKNOWN;
}

/* The K of 10-K is no initial, the P of J.-P. is. */
static bool
is_cut_short(const struct facts *f)
{
	return f->w > f->p->b + 1 && (f->w[-1] == '-' || f->w[-1] == '/') &&
	    f->w[-2] != '.';
}

static bool
decide_stop(struct facts *f, enum sentence_rule *why)
{
	const struct place *p = f->p;
	enum verdict v;
	size_t n;

	if (f->len == 0)
		return f->w > p->s;
	if (p->c1 > p->t1) {
		*why = SENTENCE_CLOSED;
		return decide_closed(f);
	}
	if (is_marker(f))
		return false;
	if (all_digits(f->w, f->len))
		return decide_number(f);
	if (is_ordinal_language(f->lang) && f->len > 1 &&
	    is_roman(f->w, f->len))
		return f->strong;
	if (p->t1 - p->t0 == 2 && *p->t0 == '.' && (f->capital || f->opened))
		return true; /* the abbreviation's stop and the sentence's */
	v = decide_class(f);
	if (v != UNKNOWN && !is_acronym(f->w, f->len)) {
		*why = SENTENCE_ABBREV;
		return v == YES;
	}
	(void)char_kind_at(f->w, p->t0, &n);
	if (n == f->len && !is_cut_short(f) &&
	    (f->first == CHAR_UPPER ||
		(f->first == CHAR_LOWER && is_small_title_language(f->lang)))) {
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

	read_next(&f);
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
	read_word(&f);
	return decide_stop(&f, why);
}
