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

static bool
ends(const struct reader *r, const struct word *t, const char *s)
{
	size_t n = strlen(s);

	return t->end - t->begin > n + 1 &&
	    memcmp(r->p + t->end - n, s, n) == 0;
}

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

/* Look up the word without its last n bytes, and with tail. */
static const struct vocab_word *
find_shorter(
    const struct reader *r, const struct word *t, size_t n, const char *tail)
{
	struct vocab_hash h = scan_hash(r, t->begin, t->end - n);

	for (; *tail != '\0'; tail++)
		vocab_add(&h, (unsigned char)*tail);
	return vocab_find(r->lex, vocab_finish(&h));
}

/* Classes of the singular, for nouns that can speak. */
static void
plural(const struct reader *r, struct word *t)
{
	const struct vocab_word *w;

	if (t->flags & WORD_S) {
		w = find_shorter(r, t, 1, "");
		if (w->cls == 0 && w->cue == 0 && ends(r, t, "ies"))
			w = find_shorter(r, t, 3, "y");
		else if (w->cls == 0 && w->cue == 0 && ends(r, t, "es"))
			w = find_shorter(r, t, 2, "");
	} else if (ends(r, t, "men")) {
		w = find_shorter(r, t, 2, "an");
	} else {
		return;
	}
	if (w->cls & (LEX_AGENT | LEX_GROUP | LEX_DOC))
		t->cls =
		    (w->cls & (LEX_AGENT | LEX_GROUP | LEX_DOC)) | LEX_PLURAL;
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
	if (t->cls == 0 && t->cue == 0 && f.apos == 0)
		plural(r, t);
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

/* What the n letters at p, a capital for each bit of big, say of the word t. */
static inline void
look_up(struct reader *r, struct word *t, const unsigned char *p, unsigned n,
    unsigned big)
{
	struct vocab_hash h = scan_hash_letters(p, n);
	struct vocab_word w;
	unsigned all = (1u << n) - 1;
	uint32_t tail;

	t->key = vocab_finish(&h);
	w = *vocab_find(r->lex, t->key);
	t->cls = w.cls;
	t->cue = w.cue;
	memcpy(&tail, p + n - 4, sizeof(tail));
	t->flags |= (big & 1) * WORD_CAP | suffix_flags(tail, n);
	if ((big & all) > 1 && (big & all) == all)
		t->flags |= WORD_ALLCAP;
	/* No short cuts: both are as good as random. */
	if (((w.cls | w.cue) == 0) &
	    (((t->flags & WORD_S) != 0) | (tail >> 8 == TAIL3('m', 'e', 'n'))))
		plural(r, t);
}

/*
 * Words of ASCII letters alone from r->at on, with one blank between them: the
 * greater part of any text, so everything that they share stays in registers.
 * Stops before what is something else.  blank: WORD_BLANK when there is one
 * before; returns the same for what comes next.
 */
static uint32_t
read_run(
    struct words *ws, struct reader *r, const struct part *part, uint32_t blank)
{
	struct stop sum = ws->sum;
	struct vocab_word w;
	struct word *t, *full;
	size_t at = r->at, end = r->end, until = part->until;

	if (r->size < 16 || at < 3)
		return blank;
	if (ws->n == ws->cap)
		grow(ws);
	t = ws->t + ws->n;
	full = ws->t + ws->cap;
	until = until < r->size - 15 ? until : r->size - 15;
	while (at < until) {
		const unsigned char *p = r->p + at;
		unsigned big, n = scan_letters(p, &big);

		n = n < end - at ? n : (unsigned)(end - at);
		if (n - 1 > 13 || !ends_letters(p, n, end - at))
			break;
		if (t == full) {
			ws->n = (size_t)(t - ws->t);
			grow(ws);
			t = ws->t + ws->n;
			full = ws->t + ws->cap;
		}
		*t = (struct word){.begin = at,
		    .end = at + n,
		    .flags = part->flags | blank,
		    .st = part->st};
		look_up(r, t, p, n, big);
		at += n;
		w = (struct vocab_word){t->cls, t->cue};
		sum.cls |= w.cls;
		sum.cue |= w.cue;
		sum.caps |= w.cue & (0 - (big & 1));
		t++;
		blank = 0;
		if (p[n] == ' ') {
			at++;
			blank = WORD_BLANK;
		} else if (p[n] == '.' && at < end &&
		    ((w.cls & LEX_ABBR) || (n == 1 && (big & 1)))) {
			t[-1].end = ++at;
			t[-1].flags |= WORD_DOT;
			break;
		}
	}
	ws->n = (size_t)(t - ws->t);
	ws->sum = sum;
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

/* The last token counts with those since the last stop, and may be one. */
static void
sum_up(struct words *ws)
{
	const struct word *t = &ws->t[ws->n - 1];

	ws->sum.cls |= t->cls;
	ws->sum.cue |= t->cue;
	ws->sum.caps |= t->flags & WORD_CAP ? t->cue : 0;
	if (t->kind <= WORD_NUMBER && !(t->flags & WORD_DOT))
		return;
	sentence_stop(ws, ws->n - 1);
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
		sum_up(ws);
	}
}

void
words_read(struct words *ws, const struct vocab *lex, struct view text,
    struct span para, const struct stretch *st, size_t n_st, size_t *next)
{
	struct reader r = {lex, text.p, para.begin, para.end, text.len};
	struct place w = {st, n_st, *next};

	ws->n = ws->n_stops = ws->n_runs = 0;
	ws->sum = (struct stop){0};
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
	free(ws->s);
	free(ws->stop);
	free(ws->run);
	*ws = (struct words){0};
}
