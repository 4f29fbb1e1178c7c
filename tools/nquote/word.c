/* SPDX-License-Identifier: ISC */
/*
 * Words and sentences of a paragraph, in one pass over its bytes; the words'
 * keys for the lists are hashed on the way.  Sentences are found afterwards on
 * the skeleton outside the marks.  Not Unicode's rules: letters are ASCII's
 * and every byte from 0x80 on that is no punctuation known here.
 */
#include "word.h"

#include <stdlib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "sentence.h"
#include "xalloc.h"

enum byte_class { B_OTHER, B_BLANK, B_UPPER, B_LOWER, B_DIGIT, B_HIGH };

struct reader {
	const struct vocab *lex;
	const unsigned char *p;
	size_t at;
	size_t end;
	size_t size; /* of the whole text */
};

#define B B_BLANK
#define O B_OTHER
#define U B_UPPER
#define L B_LOWER
#define D B_DIGIT
#define H B_HIGH
/* clang-format off */
static const uint8_t classes[256] = {
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    D, D, D, D, D, D, D, D, D, D, O, O, O, O, O, O,
    O, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, O, O, O, O, O,
    O, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, O, O, O, O,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
    H, H, H, H, H, H, H, H, H, H, H, H, H, H, H, H,
};
/* clang-format on */
#undef B
#undef O
#undef U
#undef L
#undef D
#undef H

static enum byte_class
byte_class(unsigned char c)
{
	return (enum byte_class)classes[c];
}

/*
 * Punctuation and blanks beyond ASCII at p: their length, and in *ch what
 * they count as: ' ' a blank, '-' a dash, '.' the ellipsis, '\'' an
 * apostrophe, '"' another quotation mark, '*' a bullet.  0: a letter.
 */
static size_t
high_punct(const unsigned char *p, size_t len, uint8_t *ch)
{
	if (len >= 2 && p[0] == 0xC2) {
		if (p[1] == 0xA0 || p[1] == 0x85)
			*ch = ' ';
		else if (p[1] == 0xAB || p[1] == 0xBB)
			*ch = '"';
		else if (p[1] == 0xB7)
			*ch = '*';
		else
			*ch = '#';
		return 2;
	}
	if (len < 3 || p[0] != 0xE2 || p[1] != 0x80)
		return 0;
	if (p[2] <= 0x8F || p[2] == 0xA8 || p[2] == 0xA9 || p[2] == 0xAF)
		*ch = ' ';
	else if (p[2] <= 0x95)
		*ch = '-';
	else if (p[2] == 0x98 || p[2] == 0x99 || p[2] == 0x9A || p[2] == 0x9B)
		*ch = '\'';
	else if (p[2] >= 0x9C && p[2] <= 0x9F)
		*ch = '"';
	else if (p[2] == 0xA6)
		*ch = '.';
	else if (p[2] == 0xA2)
		*ch = '*';
	else
		*ch = '#';
	return 3;
}

/* Bytes of an apostrophe at i, 0 for none. */
static size_t
apostrophe(const struct reader *r, size_t i)
{
	if (i < r->end && r->p[i] == '\'')
		return 1;
	if (i + 2 < r->end && r->p[i] == 0xE2 && r->p[i + 1] == 0x80 &&
	    (r->p[i + 2] == 0x99 || r->p[i + 2] == 0x98))
		return 3;
	return 0;
}

static bool
letter_at(const struct reader *r, size_t i)
{
	enum byte_class b;
	uint8_t ch;

	if (i >= r->end)
		return false;
	b = byte_class(r->p[i]);
	if (b == B_HIGH)
		return high_punct(r->p + i, r->end - i, &ch) == 0;
	return b == B_LOWER || b == B_UPPER;
}

static bool
digit_at(const struct reader *r, size_t i)
{
	return i < r->end && byte_class(r->p[i]) == B_DIGIT;
}

/* The keys of the forms a word may be listed under. */
struct forms {
	struct vocab_hash h;	/* all of it so far */
	struct vocab_hash stem; /* up to the last apostrophe */
	size_t apos;		/* where that was; 0: none */
	unsigned upper;		/* capitals; two stand for more */
	unsigned lower;		/* 0: no small letter */
};

static void
form_add(struct forms *f, unsigned char c)
{
	if (c >= 'A' && c <= 'Z') {
		f->upper++;
		c = (unsigned char)(c + 0x20);
	} else {
		f->lower += c >= 'a' && c <= 'z';
	}
	vocab_add(&f->h, c);
}

#ifdef __SSE2__
/* The ASCII letters among the first 15 bytes at p, of which len are the
 * text's; 16 can be read.  f is that of a word that begins there. */
static inline size_t
scan_block(const unsigned char *p, size_t len, struct forms *f)
{
	__m128i c = _mm_loadu_si128((const void *)p);
	__m128i s = _mm_or_si128(c, _mm_set1_epi8(0x20));
	/* a to z become the 26 lowest signed bytes */
	__m128i in =
	    _mm_cmplt_epi8(_mm_add_epi8(s, _mm_set1_epi8((char)(128 - 'a'))),
		_mm_set1_epi8((char)(26 - 128)));
	unsigned run = (unsigned)_mm_movemask_epi8(in), big;
	uint64_t half[2];
	size_t n = (unsigned)__builtin_ctz(~run | 1u << 15);

	n = n < len ? n : len;
	run = (1u << n) - 1;
	/* bit 5 tells small letters */
	big = run & ~(unsigned)_mm_movemask_epi8(_mm_slli_epi16(c, 2));
	f->upper = big == 0 ? 0 : (big & (big - 1)) != 0 ? 2 : 1;
	f->lower = big != run;
	_mm_storeu_si128((void *)half, s);
	f->h.n = n;
	if (n >= 8) {
		f->h.h = vocab_mix(f->h.h, half[0]);
		half[0] = half[1];
	}
	f->h.block = half[0] & (((uint64_t)1 << 8 * (n & 7)) - 1);
	return n;
}
#endif

/* ASCII letters from i on, which most words are made of; returns their end.
 * f is that of a word that begins there. */
static inline size_t
scan_letters(const struct reader *r, size_t i, struct forms *f)
{
#ifdef __SSE2__
	if (r->size - i >= 16) {
		size_t n = scan_block(r->p + i, r->end - i, f);

		i += n;
		if (n < 15)
			return i;
	}
#endif
	while (i < r->end && (unsigned char)((r->p[i] | 0x20) - 'a') < 26)
		form_add(f, r->p[i++]);
	return i;
}

/* The hash of a word without its last n bytes, as scan_word() would make it. */
static struct vocab_hash
shorter(const struct reader *r, const struct word *t, size_t n)
{
	const unsigned char *p = r->p;
	struct vocab_hash h = VOCAB_EMPTY;

	for (size_t i = t->begin; i + n < t->end; i++) {
		unsigned char c = p[i];

		if ((c >= 'A' && c <= 'Z') ||
		    (c >= 0x80 && c <= 0x9E && c != 0x97 && i > t->begin &&
			p[i - 1] == 0xC3))
			c = (unsigned char)(c + 0x20);
		vocab_add(&h, c);
	}
	return h;
}

/* Is there a pronoun behind a verb at i, after the hyphen of "dit-il",
 * "a-t-elle"?  How many bytes lie between verb and pronoun, 0: no. */
static size_t
clitic(const struct reader *r, size_t i)
{
	static const char *const words[] = {"il", "ils", "elle", "elles", "on",
	    "je", "t-il", "t-ils", "t-elle", "t-elles", "t-on"};
	size_t k, n;

	for (k = sizeof(words) / sizeof(words[0]); k-- > 0;) {
		n = strlen(words[k]);
		if (i + n <= r->end && memcmp(r->p + i, words[k], n) == 0 &&
		    !letter_at(r, i + n))
			return words[k][1] == '-' ? 3 : 1;
	}
	return 0;
}

/* One run of letters and digits from r->at, with what may join them. */
static void
scan_word(struct reader *r, struct forms *f)
{
	const unsigned char *p = r->p;
	size_t i = scan_letters(r, r->at, f), seg = r->at, n;
	uint8_t ch;

	if (i < r->end && p[i] == ' ') { /* what most words end with */
		r->at = i;
		return;
	}

	while (i < r->end) {
		switch (byte_class(p[i])) {
		case B_UPPER:
		case B_LOWER:
		case B_DIGIT:
			form_add(f, p[i++]);
			continue;
		case B_HIGH:
			n = high_punct(p + i, r->end - i, &ch);
			if (n == 0) {
				/* Latin-1's capitals in UTF-8 */
				if (i > r->at && p[i - 1] == 0xC3 &&
				    p[i] <= 0x9E && p[i] != 0x97) {
					f->upper++;
					vocab_add(&f->h,
					    (unsigned char)(p[i] + 0x20));
				} else {
					vocab_add(&f->h, p[i]);
				}
				i++;
				continue;
			}
			break;
		case B_OTHER:
			break;
		case B_BLANK:
			r->at = i;
			return;
		}
		n = apostrophe(r, i);
		if (r->lex->elides && n > 0 && i - r->at <= 2) {
			/* the word is l, d, qu; its apostrophe goes with it */
			i += n;
			break;
		}
		if (r->lex->elides && p[i] == '-' && clitic(r, i + 1))
			break;
		if (n > 0 && letter_at(r, i + n)) {
			f->apos = i;
			f->stem = f->h;
			vocab_add(&f->h, '\'');
			i += n;
			seg = i;
		} else if ((p[i] == '-' || p[i] == '&' || p[i] == '@') &&
		    (letter_at(r, i + 1) || digit_at(r, i + 1))) {
			form_add(f, p[i++]);
			seg = i;
		} else if (p[i] == '.' &&
		    (i - seg == 1 || byte_class(p[seg]) == B_DIGIT ||
			(i + 1 < r->end && byte_class(p[i + 1]) == B_LOWER)) &&
		    (letter_at(r, i + 1) || digit_at(r, i + 1))) {
			form_add(f, p[i++]);
			seg = i;
		} else if (p[i] == ',' && byte_class(p[i - 1]) == B_DIGIT &&
		    digit_at(r, i + 1)) {
			form_add(f, p[i++]);
		} else {
			break;
		}
	}
	r->at = i;
}

static bool
ends(const struct reader *r, const struct word *t, const char *s)
{
	size_t n = strlen(s);

	return t->end - t->begin > n + 1 &&
	    memcmp(r->p + t->end - n, s, n) == 0;
}

/* What the end of a word says of it. */
static void
word_shape(const struct reader *r, struct word *t, const struct forms *f)
{
	unsigned char c = r->p[t->begin];

	if (byte_class(c) == B_UPPER ||
	    (c == 0xC3 && t->begin + 1 < r->end &&
		r->p[t->begin + 1] <= 0x9E) ||
	    (c == 0xD0 && t->begin + 1 < r->end && r->p[t->begin + 1] <= 0xAF))
		t->flags |= WORD_CAP;
	if (f->upper > 1 && f->lower == 0)
		t->flags |= WORD_ALLCAP;
	switch (r->p[t->end - 1]) {
	case 'd':
		t->flags |= ends(r, t, "ed") ? WORD_ED
		    : ends(r, t, "end")	     ? WORD_ING
					     : 0u;
		break;
	case 'g':
		t->flags |= ends(r, t, "ing") ? WORD_ING : 0u;
		break;
	case 'y':
		t->flags |= ends(r, t, "ly") ? WORD_LY : 0u;
		break;
	case 'h':
		t->flags |= ends(r, t, "lich") ? WORD_LY : 0u;
		break;
	case 's':
		t->flags |= ends(r, t, "s") && !ends(r, t, "ss") ? WORD_S : 0u;
		break;
	default:
		break;
	}
}

static void
set_class(struct word *t, const struct vocab *lex, uint64_t key)
{
	const struct vocab_word *w = vocab_find(lex, key);

	t->key = key;
	if (w != NULL) {
		t->cls = w->cls;
		t->cue = w->cue;
	}
}

/* What follows the apostrophe: 's, n't, 're and their kind. */
static void
short_form(struct reader *r, struct word *t, const struct forms *f)
{
	const unsigned char *p = r->p;
	size_t n = apostrophe(r, f->apos), tail = t->end - f->apos - n;
	unsigned char c = p[f->apos + n] | 0x20;

	set_class(t, r->lex, vocab_finish(&f->h));
	if (t->cls != 0 || t->cue != 0)
		return;
	if (c == 't' && tail == 1 && (p[f->apos - 1] | 0x20) == 'n') {
		t->cls |= LEX_AUX | LEX_NEG;
		return;
	}
	if (tail > 2 || (tail == 2 && c != 'r' && c != 'v' && c != 'l'))
		return;
	set_class(t, r->lex, vocab_finish(&f->stem));
	t->cue = 0;
	if (tail == 1 && c == 's' && !(t->cls & (LEX_SUBJ | LEX_WH))) {
		t->flags |= WORD_OWNER;
		if (f->apos - t->begin < UINT8_MAX)
			t->bare = (uint8_t)(f->apos - t->begin);
	} else if (t->cls & (LEX_SUBJ | LEX_WH | LEX_REL))
		t->flags |= WORD_SHORT;
}

/* Look up the word without its last n bytes, and with tail. */
static const struct vocab_word *
find_shorter(
    const struct reader *r, const struct word *t, size_t n, const char *tail)
{
	struct vocab_hash h = shorter(r, t, n);

	for (; *tail != '\0'; tail++)
		vocab_add(&h, (unsigned char)*tail);
	return vocab_find(r->lex, vocab_finish(&h));
}

/* Classes of the singular, for nouns that can speak. */
static void
plural(const struct reader *r, struct word *t)
{
	const struct vocab_word *w = NULL;

	if (t->flags & WORD_S) {
		w = find_shorter(r, t, 1, "");
		if (w == NULL && ends(r, t, "ies"))
			w = find_shorter(r, t, 3, "y");
		else if (w == NULL && ends(r, t, "es"))
			w = find_shorter(r, t, 2, "");
	} else if (ends(r, t, "men")) {
		w = find_shorter(r, t, 2, "an");
	}
	if (w != NULL && (w->cls & (LEX_AGENT | LEX_GROUP | LEX_DOC)))
		t->cls =
		    (w->cls & (LEX_AGENT | LEX_GROUP | LEX_DOC)) | LEX_PLURAL;
}

static void
read_word(struct reader *r, struct word *t)
{
	struct forms f = {.h = VOCAB_EMPTY};
	const unsigned char *p = r->p;
	size_t n;

	t->kind = digit_at(r, r->at) ? WORD_NUMBER : WORD_TEXT;
	scan_word(r, &f);
	t->end = r->at;
	t->first = p[t->begin];
	if (byte_class(t->first) == B_UPPER)
		t->first |= 0x20;
	word_shape(r, t, &f);
	if (f.apos > 0)
		short_form(r, t, &f);
	else
		set_class(t, r->lex, vocab_finish(&f.h));
	if (t->cls == 0 && t->cue == 0 && f.apos == 0)
		plural(r, t);
	if (r->at < r->end && p[r->at] == '.' &&
	    ((t->cls & LEX_ABBR) ||
		(t->flags & WORD_CAP &&
		    (t->end - t->begin == 1 || p[t->end - 2] == '.')))) {
		t->end = ++r->at;
		t->flags |= WORD_DOT;
	} else if (!(t->flags & WORD_IN) && (t->flags & WORD_S) &&
	    (n = apostrophe(r, r->at)) > 0 && r->at + n < r->end &&
	    byte_class(p[r->at + n]) == B_BLANK) {
		if (t->end - t->begin < UINT8_MAX)
			t->bare = (uint8_t)(t->end - t->begin);
		t->end = r->at += n;
		t->flags |= WORD_OWNER;
	}
}

/* Punctuation at r->at; false when it was a blank. */
static bool
read_punct(struct reader *r, struct word *t)
{
	unsigned char c = r->p[r->at];
	size_t n = 1;

	t->kind = WORD_PUNCT;
	t->ch = c;
	if (c >= 0x80)
		n = high_punct(r->p + r->at, r->end - r->at, &t->ch);
	while (c == '-' && r->at + n < r->end && r->p[r->at + n] == '-')
		n++;
	while (c == '.' && r->at + n < r->end && r->p[r->at + n] == '.')
		n++;
	if (c == '$')
		t->ch = '#';
	r->at += n;
	t->end = r->at;
	return t->ch != ' ';
}

static struct word *
new_word(struct words *ws)
{
	if (ws->n == ws->cap) {
		ws->cap = ws->cap > 0 ? 2 * ws->cap : 256;
		ws->t = xreallocarray(ws->t, ws->cap, sizeof(*ws->t));
	}
	memset(&ws->t[ws->n], 0, sizeof(*ws->t));
	return &ws->t[ws->n++];
}

/* Where reading is among the stretches. */
struct place {
	const struct stretch *st;
	size_t n;
	size_t i; /* the outermost stretch that is not over */
};

static void
skip_over(struct place *w, size_t at)
{
	while (w->i < w->n && (w->st[w->i].end <= at || w->st[w->i].level > 1))
		w->i++;
}

/* A mark of the stretch at hand, when one is at r->at. */
static bool
read_mark(struct reader *r, const struct place *w, struct word *t)
{
	const struct stretch *s = &w->st[w->i];

	if (s->opened && r->at == s->begin && s->inner_begin > s->begin) {
		t->kind = WORD_OPEN;
		t->end = r->at = s->inner_begin;
		return true;
	}
	if (s->closed && r->at == s->inner_end && s->end > s->inner_end) {
		t->kind = WORD_CLOSE;
		t->end = r->at = s->end;
		return true;
	}
	return false;
}

static void
read_all(struct words *ws, struct reader *r, struct place *w)
{
	size_t limit = r->end, skip;
	uint32_t blank = 0;
	enum byte_class b;
	struct word *t;
	bool in;

	while (r->at < limit) {
		b = byte_class(r->p[r->at]);
		if (b == B_BLANK) {
			r->at++;
			blank = WORD_BLANK;
			continue;
		}
		if (r->lex->elides && r->p[r->at] == '-' && ws->n > 0 &&
		    ws->t[ws->n - 1].end == r->at &&
		    (skip = clitic(r, r->at + 1)) > 0) {
			r->at += skip;
			continue;
		}
		skip_over(w, r->at);
		in = w->i < w->n && w->st[w->i].begin <= r->at;
		r->end = limit;
		if (w->i < w->n && w->st[w->i].begin > r->at &&
		    w->st[w->i].begin < limit)
			r->end = w->st[w->i].begin;
		else if (in && r->at < w->st[w->i].inner_end &&
		    w->st[w->i].inner_end < limit)
			r->end = w->st[w->i].inner_end;
		t = new_word(ws);
		t->begin = r->at;
		t->flags = blank | (in ? WORD_IN : 0u);
		t->st = in ? (uint32_t)w->i + 1 : 0;
		blank = 0;
		if (in && read_mark(r, w, t))
			continue;
		if ((b != B_OTHER && b != B_HIGH) || letter_at(r, r->at)) {
			read_word(r, t);
		} else if (!read_punct(r, t)) {
			ws->n--;
			blank = WORD_BLANK;
		}
	}
}

void
words_read(struct words *ws, const struct vocab *lex, struct view text,
    struct span para, const struct stretch *st, size_t n_st, size_t *next)
{
	struct reader r = {lex, text.p, para.begin, para.end, text.len};
	struct place w = {st, n_st, *next};

	ws->n = 0;
	ws->ordinals = lex->ordinals;
	read_all(ws, &r, &w);
	skip_over(&w, para.end);
	*next = w.i;
	sentences_read(ws);
}

void
words_free(struct words *ws)
{
	free(ws->t);
	free(ws->s);
	*ws = (struct words){0};
}
