/* SPDX-License-Identifier: ISC */
/*
 * Words and sentences of a paragraph, in one pass over its bytes; the words'
 * keys for the lists are hashed on the way.  Three words in four are nothing
 * but ASCII letters and a blank after them: those are read at once, the others
 * by scan.c.  Sentences are found afterwards on the skeleton outside the
 * marks.
 */
#include "word.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "sentence.h"
#include "suffix.h"
#include "xalloc.h"

/* The last four bytes before end, for suffix_flags(). */
static inline uint32_t
tail_of(const struct reader *r, size_t end)
{
	uint32_t tail = 0;
	size_t i;

	if (end >= 4)
		return (uint32_t)r->p[end - 4] | (uint32_t)r->p[end - 3] << 8 |
		    (uint32_t)r->p[end - 2] << 16 |
		    (uint32_t)r->p[end - 1] << 24;
	for (i = 0; i < end; i++)
		tail = tail >> 8 | (uint32_t)r->p[i] << 24;
	return tail;
}

/* What the letters of a word say of it. */
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
	t->flags |= suffix_flags(tail_of(r, t->end), t->end - t->begin);
}

static void
set_class(struct word *t, const struct vocab *lex, uint64_t key)
{
	const struct vocab_word *w = vocab_find(lex, key);

	t->key = key;
	t->cls = w->cls;
	t->cue = w->cue;
}

/* What follows the apostrophe: 's, n't, 're and their kind. */
static void
short_form(struct reader *r, struct word *t, const struct forms *f)
{
	const unsigned char *p = r->p;
	size_t n = scan_apostrophe(r, f->apos), tail = t->end - f->apos - n;
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

/* Any word at r->at. */
static void
read_word(struct reader *r, struct word *t)
{
	struct forms f = {.h = VOCAB_EMPTY};
	const unsigned char *p = r->p;
	size_t n;

	t->kind = scan_digit_at(r, r->at) ? WORD_NUMBER : WORD_TEXT;
	scan_word(r, &f);
	t->end = r->at;
	word_shape(r, t, &f);
	if (f.apos > 0)
		short_form(r, t, &f);
	else
		set_class(t, r->lex, vocab_finish(&f.h));
	if (r->at < r->end && p[r->at] == '.' &&
	    ((t->cls & LEX_ABBR) ||
		(t->flags & WORD_CAP &&
		    (t->end - t->begin == 1 || p[t->end - 2] == '.')))) {
		t->end = ++r->at;
		t->flags |= WORD_DOT;
	} else if (!(t->flags & WORD_IN) && (t->flags & WORD_S) &&
	    (n = scan_apostrophe(r, r->at)) > 0 && r->at + n < r->end &&
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
		n = scan_punct(r->p + r->at, r->end - r->at, &t->ch);
	while (c == '-' && r->at + n < r->end && r->p[r->at + n] == '-')
		n++;
	while (c == '.' && r->at + n < r->end && r->p[r->at + n] == '.')
		n++;
	if (c == '$')
		t->ch = '#';
	if (c == '&') { /* of a name: Brill & Co */
		t->kind = WORD_TEXT;
		t->flags |= WORD_CAP;
	}
	r->at += n;
	t->end = r->at;
	return t->ch != ' ';
}

static void
grow(struct words *ws)
{
	ws->cap = ws->cap > 0 ? 2 * ws->cap : 256;
	ws->t = xreallocarray(ws->t, ws->cap, sizeof(*ws->t));
	ws->who = xreallocarray(ws->who, ws->cap, sizeof(*ws->who));
}

static struct word *
new_word(struct words *ws)
{
	if (ws->n == ws->cap)
		grow(ws);
	return &ws->t[ws->n++];
}

/* What is read: where, and what its tokens have in common. */
struct part {
	size_t until;	/* it ends here at the latest */
	uint32_t flags; /* of WORD_ */
	uint32_t st;
};

/* Is it a token that can end a sentence? */
static bool
can_end(const struct word *t)
{
	if (t->kind == WORD_PUNCT)
		return t->ch == '.' || t->ch == '!' || t->ch == '?' ||
		    t->ch == '*';
	return t->kind == WORD_CLOSE || (t->flags & WORD_DOT);
}

#ifdef __x86_64__
/* Does a word of letters at p end before p[n], whatever comes next?  The part
 * that it is in has left bytes. */
static inline bool
ends_letters(const unsigned char *p, size_t n, size_t left)
{
	if ((byte_class(p[n]) <= B_BLANK) | (n == left))
		return true;
	return p[n] == '.' &&
	    (n + 1 == left || byte_class(p[n + 1]) == B_BLANK);
}

/* Put the n letters at p, a capital for each bit of big, into the word t. */
static inline void
take_letters(struct reader *r, struct word *t, const unsigned char *p,
    unsigned n, unsigned big)
{
	struct vocab_hash h = scan_hash_letters(p, n);
	unsigned all = (1u << n) - 1;
	uint32_t tail;

	memcpy(&tail, p + n - 4, sizeof(tail));
	t->flags |= (big & 1) * WORD_CAP | suffix_flags(tail, n) |
	    (uint32_t)((n > 1) & ((big & all) == all)) * WORD_ALLCAP;
	set_class(t, r->lex, vocab_finish(&h));
}

/*
 * Words of ASCII letters alone from r->at on, with a blank, or a sign and a
 * blank, between them: the greater part of any text.  Stops before what is
 * something else.  blank: WORD_BLANK when there is one before; returns the same
 * for what comes next.
 */
static uint32_t
read_run(
    struct words *ws, struct reader *r, const struct part *part, uint32_t blank)
{
	const struct word common = {.flags = part->flags, .st = part->st};
	size_t at = r->at, end = r->end, until = part->until;
	struct word *t;

	if (r->size < 16 || at < 3)
		return blank;
	until = until < r->size - 15 ? until : r->size - 15;
	while (at < until) {
		const unsigned char *p = r->p + at;
		unsigned big, n = scan_letters(p, &big);

		n = n < end - at ? n : (unsigned)(end - at);
		if (n - 1 > 13 ||
		    (p[n] != ' ' && !ends_letters(p, n, end - at)))
			break;
		if (ws->n + 2 > ws->cap)
			grow(ws);
		t = &ws->t[ws->n++];
		*t = common;
		t->begin = at;
		t->end = at += n;
		t->flags |= blank;
		take_letters(r, t, p, n, big);
		blank = WORD_BLANK;
		if (p[n] == ' ') {
			at++;
			continue;
		}
		blank = 0;
		if (p[n] == '.' && at < end &&
		    ((t->cls & LEX_ABBR) || (n == 1 && (big & 1)))) {
			t->end = ++at;
			t->flags |= WORD_DOT;
			break;
		}
		if (at + 1 >= until || p[n + 1] != ' ' || p[n] <= '$')
			break; /* dollars and blanks are no plain signs */
		t = &ws->t[ws->n++];
		*t = common;
		t->begin = at;
		t->end = at + 1;
		t->kind = WORD_PUNCT;
		t->ch = p[n];
		if (can_end(t))
			sentence_stop(ws, ws->n - 1);
		at += 2;
		blank = WORD_BLANK;
	}
	r->at = at;
	return blank;
}
#else
static uint32_t
read_run(
    struct words *ws, struct reader *r, const struct part *part, uint32_t blank)
{
	(void)ws;
	(void)r;
	(void)part;
	return blank;
}
#endif

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

/* Where the stretch at hand, or the text before the next one, ends: words do
 * not reach beyond, at the latest limit.  *in: r->at is in a stretch. */
static size_t
part_end(const struct place *w, size_t at, size_t limit, bool *in)
{
	const struct stretch *s;

	*in = false;
	if (w->i == w->n)
		return limit;
	s = &w->st[w->i];
	*in = s->begin <= at;
	if (!*in)
		return s->begin < limit ? s->begin : limit;
	return at < s->inner_end && s->inner_end < limit ? s->inner_end : limit;
}

/* What is between at and the next end of a stretch. */
static struct part
next_part(struct words *ws, struct reader *r, struct place *w, size_t limit)
{
	struct part part;
	bool in;

	skip_over(w, r->at);
	part.until = r->end = part_end(w, r->at, limit, &in);
	if (in && part.until == limit)
		part.until = r->at + 1;
	part.st = in ? (uint32_t)w->i + 1 : 0;
	part.flags = in ? WORD_IN : 0;
	if (ws->n_runs == 0 || ws->run[ws->n_runs - 1].st != part.st) {
		if (ws->n_runs == ws->cap_runs) {
			ws->cap_runs = ws->cap_runs > 0 ? 2 * ws->cap_runs : 32;
			ws->run = xreallocarray(
			    ws->run, ws->cap_runs, sizeof(*ws->run));
		}
		ws->run[ws->n_runs++] = (struct run){ws->n, part.st};
	}
	return part;
}

/* Any token at r->at, of which b is the first byte's class; false when it was
 * but a blank. */
static bool
read_token(struct reader *r, struct word *t, enum byte_class b)
{
	if (b == B_UPPER || b == B_LOWER || b == B_DIGIT ||
	    scan_letter_at(r, r->at)) {
		read_word(r, t);
		return true;
	}
	return read_punct(r, t);
}

static void
read_all(struct words *ws, struct reader *r, struct place *w)
{
	size_t limit = r->end, skip, n;
	struct part part = {r->at, 0, 0};
	uint32_t blank = 0;
	enum byte_class b;
	struct word *t;

	while (r->at < limit) {
		b = byte_class(r->p[r->at]);
		if (b == B_BLANK) {
			r->at++;
			blank = WORD_BLANK;
			continue;
		}
		if (b == B_OTHER && r->p[r->at] == '-' && r->lex->elides &&
		    ws->n > 0 && ws->t[ws->n - 1].end == r->at &&
		    (skip = scan_clitic(r, r->at + 1)) > 0) {
			r->at += skip;
			continue;
		}
		if (r->at >= part.until)
			part = next_part(ws, r, w, limit);
		n = ws->n;
		if (b == B_UPPER || b == B_LOWER)
			blank = read_run(ws, r, &part, blank);
		if (ws->n > n) {
			if (ws->t[ws->n - 1].flags & WORD_DOT)
				sentence_stop(ws, ws->n - 1);
			continue;
		}
		t = new_word(ws);
		*t = (struct word){
		    .begin = r->at, .flags = blank | part.flags, .st = part.st};
		blank = 0;
		if ((part.st == 0 || !read_mark(r, w, t)) &&
		    !read_token(r, t, b)) {
			ws->n--;
			blank = WORD_BLANK;
			continue;
		}
		if (can_end(t))
			sentence_stop(ws, ws->n - 1);
	}
}

void
words_read(struct words *ws, const struct vocab *lex, struct view text,
    struct span para, const struct stretch *st, size_t n_st, size_t *next)
{
	struct reader r = {lex, text.p, para.begin, para.end, text.len};
	struct place w = {st, n_st, *next};

	ws->n = ws->n_stops = ws->n_runs = 0;
	ws->ordinals = lex->ordinals;
	ws->p = text.p;
	read_all(ws, &r, &w);
	skip_over(&w, para.end);
	*next = w.i;
	sentences_read(ws);
}

void
words_free(struct words *ws)
{
	free(ws->t);
	free(ws->who);
	free(ws->s);
	free(ws->stop);
	free(ws->run);
	*ws = (struct words){0};
}
