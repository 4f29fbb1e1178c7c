/* SPDX-License-Identifier: ISC */
/*
 * Sentences of the skeleton: what stands in quotation marks ends one only when
 * its last stop does and nobody is named after it.
 */
#include "sentence.h"

#include <stdlib.h>
#include <string.h>

#include "np.h"
#include "xalloc.h"

enum { HEADLINE = 30 /* words, of which the case is looked at */ };

/* The last thing said in the stretch that the mark i closes. */
static uint8_t
last_inside(const struct words *ws, size_t i)
{
	const struct word *t;

	while (i-- > 0) {
		t = &ws->t[i];
		if (t->kind == WORD_PUNCT &&
		    (t->ch == '\'' || t->ch == '"' || t->ch == ')'))
			continue;
		if (t->flags & WORD_DOT)
			return 'a';
		return t->kind == WORD_PUNCT ? t->ch : 'a';
	}
	return 0;
}

/* Does a sentence go on after the closing mark i with who said it? */
static bool
cue_follows(const struct words *ws, size_t i)
{
	size_t k;

	for (k = i + 1; k < ws->n && k < i + 15; k++) {
		if (ws->t[k].flags & WORD_IN)
			return false;
		if (ws->t[k].kind == WORD_PUNCT &&
		    strchr(".!?;:", ws->t[k].ch) != NULL)
			return false;
		if (ws->t[k].cue & CUE_ANY)
			return true;
	}
	return false;
}

/* Words that begin a sentence after an abbreviation. */
static bool
opens_sentence(const struct word *t)
{
	return (t->flags & WORD_CAP) != 0 &&
	    (t->cls &
		(LEX_DET | LEX_SUBJ | LEX_PREP | LEX_SUB | LEX_WH | LEX_CONJ |
		    LEX_ADV)) != 0 &&
	    !(t->cls & (LEX_TITLE | LEX_MONTH));
}

/* A number that a full stop makes an ordinal: 3., XVI. */
static bool
ordinal(const struct word *t)
{
	if (t->kind == WORD_NUMBER)
		return t->end - t->begin <= 2;
	return (t->flags & WORD_ALLCAP) && t->end - t->begin <= 4 &&
	    t->cls == 0;
}

/* Does a dash and a small letter follow the stop at i, in a paragraph that a
 * dash begins: `-Why? -asked NP'? */
static bool
said_behind(const struct words *ws, size_t i)
{
	return word_is_punct(&ws->t[0], '-') && i + 2 < ws->n &&
	    word_is_punct(&ws->t[i + 1], '-') && word_small(&ws->t[i + 2]);
}

/* Of a word that may, or the last. */
static bool
ends_sentence(const struct words *ws, size_t i)
{
	const struct word *t = &ws->t[i], *n;
	bool fresh;

	if (i + 1 == ws->n)
		return true;
	n = t + 1;
	fresh = (n->flags & WORD_CAP) != 0 || n->kind == WORD_OPEN ||
	    n->kind == WORD_NUMBER ||
	    (n->kind == WORD_PUNCT && strchr("(['\"*-", n->ch) != NULL &&
		!said_behind(ws, i));
	if (t->kind == WORD_CLOSE) {
		switch (last_inside(ws, i)) {
		case '.':
			return fresh && (n->flags & WORD_BLANK);
		case '!':
		case '?':
			return fresh && !cue_follows(ws, i);
		default:
			return false;
		}
	}
	if (t->flags & WORD_IN)
		return false;
	if (t->flags & WORD_DOT)
		return (n->flags & WORD_BLANK) != 0 && !(t->cls & LEX_TITLE) &&
		    t->end - t->begin > 2 &&
		    (opens_sentence(n) ||
			(n->kind == WORD_OPEN && i + 2 < ws->n &&
			    (n[1].flags & WORD_CAP)));
	if (t->kind != WORD_PUNCT)
		return false;
	if (t->ch == '*')
		return true;
	if (!fresh)
		return false;
	if (ws->ordinals && t->ch == '.' && i > 0 && ordinal(&t[-1]))
		return opens_sentence(n) || n->kind == WORD_OPEN;
	/* a blank lost in typing: `home.The' */
	return (n->flags & WORD_BLANK) != 0 ||
	    (i > 0 && n->kind == WORD_TEXT && n->end - n->begin > 1 &&
		t[-1].kind == WORD_TEXT && t[-1].end - t[-1].begin > 2 &&
		!(t[-1].flags & WORD_CAP) && !(t->flags & WORD_BLANK));
}

/* Are as good as all long words of the sentence written with a capital? */
static bool
headline(const struct words *ws, size_t a, size_t b)
{
	size_t end = b - a > HEADLINE ? a + HEADLINE : b;
	size_t i, big = 0, small = 0;

	/* too many small ones, even for all: seen now and then */
	for (i = a; i < end && (i % 8 != 0 || small <= 3); i++) {
		const struct word *t = &ws->t[i];
		unsigned cap = t->flags & WORD_CAP;
		unsigned ours =
		    (t->kind == WORD_TEXT) & (t->end - t->begin > 3);

		big += ours & cap;
		small += ours & ~cap;
	}
	return big >= 4 && small <= 3 && small * 8 <= big;
}

/* What a capital means: in a headline nothing for verbs and small words; in
 * the middle of a sentence that the word is no verb. */
static void
judge_capitals(struct words *ws, const struct sentence *s)
{
	const uint32_t small = LEX_PREP | LEX_SUB | LEX_AUX | LEX_CONJ |
	    LEX_ADV | LEX_DET | LEX_WH;
	struct word *t;
	size_t i;

	for (i = s->begin + 1; i < s->end; i++) {
		t = &ws->t[i];
		if ((t->flags & WORD_CAP) == 0)
			continue;
		if (!s->headline)
			t->cue = 0;
		else if (t->cue != 0 || t->cls & small)
			t->flags &= ~(uint32_t)WORD_CAP;
	}
}

/* The sentence from word a to b. */
static void
add_sentence(struct words *ws, size_t a, size_t b)
{
	uint32_t caps = 0, cls = 0, cue = 0;
	size_t n_who = ws->n_who, i;
	struct sentence *s;

	if (ws->n_s == ws->cap_s) {
		ws->cap_s = ws->cap_s > 0 ? 2 * ws->cap_s : 32;
		ws->s = xreallocarray(ws->s, ws->cap_s, sizeof(*ws->s));
	}
	for (i = a; i < b; i++) {
		struct word *t = &ws->t[i];
		uint32_t cap = t->flags & WORD_CAP;

		t->sent = (uint32_t)ws->n_s;
		cls |= t->cls;
		cue |= t->cue;
		caps |= t->cue & (0 - cap);
		ws->who[n_who] = i;
		n_who += cap | ((t->cls & (LEX_SUBJ | LEX_POSS)) != 0);
	}
	ws->t[a].flags |= WORD_FIRST;
	s = &ws->s[ws->n_s++];
	*s = (struct sentence){a, b, false, cls, cue};
	s->headline =
	    !ws->ordinals && n_who - ws->n_who >= 4 && headline(ws, a, b);
	ws->n_who = n_who;
	if (!s->headline && caps == 0)
		return;
	judge_capitals(ws, s);
	for (s->cue = 0, i = a; i < b; i++)
		s->cue |= ws->t[i].cue;
}

void
sentence_stop(struct words *ws, size_t i)
{
	if (ws->n_stops == ws->cap_stops) {
		ws->cap_stops = ws->cap_stops > 0 ? 2 * ws->cap_stops : 64;
		ws->stop =
		    xreallocarray(ws->stop, ws->cap_stops, sizeof(*ws->stop));
	}
	ws->stop[ws->n_stops++] = i;
}

void
sentences_read(struct words *ws)
{
	size_t a = 0, k;

	ws->n_s = ws->n_who = 0;
	if (ws->n > 0 &&
	    (ws->n_stops == 0 || ws->stop[ws->n_stops - 1] + 1 < ws->n))
		sentence_stop(ws, ws->n - 1);
	for (k = 0; k < ws->n_stops; k++) {
		if (!ends_sentence(ws, ws->stop[k]))
			continue;
		add_sentence(ws, a, ws->stop[k] + 1);
		a = ws->stop[k] + 1;
	}
}
