/* SPDX-License-Identifier: ISC */
#include "sentence_facts.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* End of the run of letters at p, at most WORD_MAX bytes on. */
const unsigned char *
facts_letters_end(const unsigned char *p, const unsigned char *e)
{
	const unsigned char *limit = e - p > WORD_MAX ? p + WORD_MAX : e;
	size_t n;

	while (p < limit && (unsigned char)((*p | 0x20) - 'a') < 26)
		p++;
	while (p < limit && facts_is_letter(char_kind_at(p, e, &n)))
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

bool
facts_is_roman(const unsigned char *p, size_t len)
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
	const unsigned char *e = f->p->e, *q = facts_letters_end(f->m, e);
	unsigned char key[WORD_MAX];
	size_t key_len = word_key(f->m, (size_t)(q - f->m), key), n;
	size_t a = apostrophe(q, e);

	f->roman = facts_is_roman(f->m, (size_t)(q - f->m));
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

void
facts_next_word(struct facts *f)
{
	if (f->kind == CHAR_UPPER && !f->next_word)
		read_next_word(f);
	f->next_word = true;
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

void
facts_next(struct facts *f)
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
}

size_t
facts_small_letters(const unsigned char *b, const unsigned char *p)
{
	enum { LOOK = 16 };
	size_t n = 0;

	if (p - b < LOOK)
		return 0;
#ifdef __SSE2__
	__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p - LOOK));
	__m128i d = _mm_sub_epi8(v, _mm_set1_epi8('a'));
	unsigned others = 0xFFFF ^
	    (unsigned)_mm_movemask_epi8(
		_mm_cmpeq_epi8(_mm_min_epu8(d, _mm_set1_epi8(25)), d));

	n = others == 0 ? LOOK : (size_t)__builtin_clz(others) - LOOK;
#else
	while (n < LOOK && p[-1 - (ptrdiff_t)n] >= 'a' &&
	    p[-1 - (ptrdiff_t)n] <= 'z')
		n++;
#endif
	p -= n + 1;
	return n < LOOK && (*p == ' ' || *p == '\n') ? n : 0;
}

/* Start of the word that ends at q, b the limit; stops at blanks. */
static const unsigned char *
word_before(const unsigned char *b, const unsigned char *q)
{
	const unsigned char *w = q;

	while (w > b && q - w < WORD_MAX &&
	    ((w[-1] > ' ' && w[-1] < 0x80) || char_space_before(b, w) == 0))
		w--;
	return w;
}

/* Where a hyphen, slash or dash inside [w, t) parts off the last word, or an
 * apostrophe where articles are cut: l'art., dell'avv. */
static const unsigned char *
last_part(const unsigned char *w, const unsigned char *t, enum language l)
{
	bool elides = l == LANGUAGE_FR || l == LANGUAGE_IT;

	for (const unsigned char *q = t; q > w; q--) {
		if (q[-1] == '-' || q[-1] == '/' || (q[-1] == '\'' && elides))
			return q;
		if (q - w >= 3 && q[-3] == 0xE2 && q[-2] == 0x80 &&
		    (q[-1] == 0x93 || q[-1] == 0x94 ||
			(q[-1] == 0x99 && elides)))
			return q;
	}
	return w;
}

/* IE., the browser, is not i.e., and no one writes DR. Smith; but a line in
 * capitals has its abbreviations in capitals too. */
static bool
is_shouted(struct facts *f)
{
	const unsigned char *w = f->w, *t0 = f->p->t0;
	size_t n, n2;

	if (f->first != CHAR_UPPER || f->kind != CHAR_UPPER ||
	    f->lang == LANGUAGE_NONE || (f->class & WORD_ORG))
		return false;
	(void)char_kind_at(w, t0, &n);
	if (w + n >= t0 || char_kind_at(w + n, t0, &n2) != CHAR_UPPER ||
	    (t0[-1] >= 'a' && t0[-1] <= 'z')) /* MUDr. */
		return false;
	facts_next_word(f);
	return !f->next_upper;
}

void
facts_word(struct facts *f)
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
		const unsigned char *part = last_part(w, p->t0, f->lang);

		if (part > w && part < p->t0) {
			w = part;
			f->len = (size_t)(p->t0 - w);
			f->key_len = word_key(w, f->len, f->key);
			f->class = words_class(f->words, f->key, f->key_len);
		}
	}
	f->w = w;
	f->first = char_kind_at(w, p->t0, &n);
	f->single = n == f->len;
	if (f->class != 0 && is_shouted(f))
		f->class = 0;
	/* One capital is an initial, whatever its small twin stands for. */
	if (f->single && f->first == CHAR_UPPER)
		f->class &= WORD_TITLE;
}

/* The word before the token: where it begins; *end where it ends. */
const unsigned char *
facts_previous(const struct facts *f, const unsigned char **end)
{
	const unsigned char *b = f->p->b, *q = f->token;
	size_t n;

	while ((n = char_space_before(b, q)) > 0)
		q -= n;
	*end = q;
	return word_before(b, q);
}

unsigned
facts_previous_class(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);
	unsigned char key[WORD_MAX];

	end -= end > w && end[-1] == '.';
	return words_class(f->words, key, word_key(w, (size_t)(end - w), key));
}

bool
facts_after_number(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);

	return end > w && end[-1] >= '0' && end[-1] <= '9';
}

/* 42nd St. */
bool
facts_after_ordinal(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);

	if (end - w < 3 || end - w > 6 || *w < '0' || *w > '9' ||
	    end[-3] < '0' || end[-3] > '9')
		return false;
	return memcmp(end - 2, "th", 2) == 0 || memcmp(end - 2, "st", 2) == 0 ||
	    memcmp(end - 2, "nd", 2) == 0 || memcmp(end - 2, "rd", 2) == 0;
}

/* 410 Main St.: a number, a name */
bool
facts_after_address(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);
	size_t n;

	if (end == w || char_kind_at(w, end, &n) != CHAR_UPPER)
		return false;
	while ((n = char_space_before(f->p->b, w)) > 0)
		w -= n;
	return w > f->p->b && w[-1] >= '0' && w[-1] <= '9';
}

/* "A, C and D.": letters in a row. */
bool
facts_after_letter(const struct facts *f)
{
	const unsigned char *b = f->p->b, *end, *w = facts_previous(f, &end);
	size_t n;

	if (!(end - w == 3 && memcmp(w, "and", 3) == 0) &&
	    !(end - w == 2 && memcmp(w, "or", 2) == 0))
		return false;
	while ((n = char_space_before(b, w)) > 0)
		w -= n;
	w -= w > b && w[-1] == ',';
	return w > b && w[-1] >= 'A' && w[-1] <= 'Z' &&
	    (w - 1 == b || char_space_before(b, w - 1) > 0);
}

/* "in the U.S.", "outside the western U.S.": a preposition, an article. */
bool
facts_after_the(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);
	unsigned char key[WORD_MAX];
	size_t n;

	if (end - w > 4 && memcmp(end - 3, "ern", 3) == 0) {
		while ((n = char_space_before(f->p->b, w)) > 0)
			w -= n;
		end = w;
		w = word_before(f->p->b, end);
	}
	if (end - w != 3 || (*w != 't' && *w != 'T') || w[1] != 'h' ||
	    w[2] != 'e')
		return false;
	while ((n = char_space_before(f->p->b, w)) > 0)
		w -= n;
	end = w;
	w = word_before(f->p->b, end);
	return (words_class(
		    f->words, key, word_key(w, (size_t)(end - w), key)) &
		   WORD_PREP) != 0;
}

bool
facts_after_comma(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);

	return end > w && end[-1] == ',';
}

bool
facts_after_capital(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);
	size_t n;

	return end > w && char_kind_at(w, end, &n) == CHAR_UPPER;
}

bool
facts_after_small(const struct facts *f)
{
	const unsigned char *end, *w = facts_previous(f, &end);
	size_t n;

	return end > w && char_kind_at(w, end, &n) == CHAR_LOWER;
}

bool
facts_key_is(const struct facts *f, const char *s)
{
	return f->key_len == strlen(s) && memcmp(f->key, s, f->key_len) == 0;
}

/* Mr. Mrs. Ms. next: the one abbreviation that mostly begins a clause. */
bool
facts_next_mister(const struct facts *f)
{
	const unsigned char *m = f->m;
	ptrdiff_t left = f->p->e - m;

	return left >= 3 && m[0] == 'M' &&
	    ((m[1] == 'r' && m[2] == '.') || (m[1] == 's' && m[2] == '.') ||
		(left >= 4 && m[1] == 'r' && m[2] == 's' && m[3] == '.'));
}

bool
facts_is_digits(const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (p[i] < '0' || p[i] > '9')
			return false;
	return len > 0;
}

bool
facts_small_word(const struct facts *f, unsigned *letters)
{
	const unsigned char *q = f->w, *e = f->p->t0;
	size_t n;

	for (*letters = 0; q < e; ++*letters, q += n)
		if (char_kind_at(q, e, &n) != CHAR_LOWER)
			return false;
	return true;
}
