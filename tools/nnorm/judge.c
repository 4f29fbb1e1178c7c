/* SPDX-License-Identifier: ISC */
/*
 * Looks of misread sequences, one function a family of code pages.  The
 * questions are always the same: are all of the characters letters of one
 * alphabet (then it may be a word), does a capital or a symbol stand inside a
 * word, is what comes out something that texts hold?
 */
#include "judge.h"

#include <string.h>

#include "judge_looks.h"

/* Signs that are set behind a word, or a number behind a degree. */
static bool
is_sign(uint32_t c)
{
	return c == 0x2122 || c == 0xAE || c == 0xA9 || c == 0xB0 ||
	    c == 0xA7 || c == 0x2022;
}

/* The number of a note behind a word. */
static bool
is_raised(uint32_t c)
{
	return c == 0xB2 || c == 0xB3 || c == 0xB9;
}

/* Letters of another alphabet, and what stands behind them, inside a word of
 * Latin letters; a mark that may end a word must have letters on both sides. */
static bool
in_latin_word(const struct looks *l)
{
	bool p = ascii_is_alpha(l->h->prev), q = ascii_is_alpha(l->h->next);

	return judge_is_quote(l->last) && l->last != 0xA0 ? p && q : p || q;
}

/* Three or four characters. */
static enum mojibake_strength
judge_long(enum codepage page, const struct looks *l)
{
	uint32_t b = l->h->src[1], d = l->h->d;
	bool west = page == CP_1252 || page == CP_LATIN1 || page == CP_1254 ||
	    page == CP_1250 || page == CP_1257;

	if (b == 0x20AC && (l->a == 0xE2 || l->a == 0x10F))
		return MOJIBAKE_STRONG;
	if (l->a == 0x432 && b == 0x402)
		return MOJIBAKE_STRONG;
	if ((page == CP_1251 || page == CP_1253) && in_latin_word(l) &&
	    l->worth == 2)
		return MOJIBAKE_STRONG;
	/* A letter and the end of a quotation, or the sign of a currency. */
	if (b == 0xA0 ||
	    (l->a != 0xE2 && judge_is_quote(b) && judge_is_quote(l->last) &&
		!l->next_letter))
		return MOJIBAKE_WEAK;
	if (l->letters && page != CP_1252 && page != CP_LATIN1)
		return page == CP_1251 && mojibake_is_lower(l->a) &&
			judge_is_upper(b)
		    ? MOJIBAKE_MEDIUM
		    : MOJIBAKE_WEAK;
	if (west)
		return l->worth >= 1 &&
			(!l->letters ||
			    (judge_is_upper(l->last) && !judge_is_upper(l->a)))
		    ? MOJIBAKE_STRONG
		    : MOJIBAKE_MEDIUM;
	if (in(d, 0x2000, 0x28FF) || in(d, 0xFB00, 0xFB06))
		return MOJIBAKE_STRONG;
	return l->worth >= 1 ? MOJIBAKE_MEDIUM : MOJIBAKE_WEAK;
}

/* A capital and a mark inside or at the end of a word in small letters, where
 * a small letter would do. */
static bool
bends_word(const struct looks *l)
{
	return l->prev_lower && judge_is_upper(l->a) && l->last != 0x2019 &&
	    mojibake_is_lower(l->h->d);
}

/* All of a text, or a mark that opens or closes a quotation between blanks. */
static bool
stands_apart(const struct looks *l)
{
	uint32_t p = l->h->prev, q = l->h->next;

	return (p == 0 && q == 0) ||
	    ((l->last == 0xAB || l->last == 0xBB) && (p == ' ' || p == 0) &&
		(q == ' ' || q == 0));
}

/* A tilde or circumflex on a capital A, the commonest lead of all. */
static enum mojibake_strength
judge_a(const struct looks *l)
{
	uint32_t p = l->h->prev;

	if (!judge_is_quote(l->last))
		return MOJIBAKE_STRONG;
	if (l->last == 0xA0) {
		if (l->a == 0xC2)
			return judge_is_upper(p) ? MOJIBAKE_WEAK
						 : MOJIBAKE_STRONG;
		return l->prev_lower || l->next_lower || p == ' ' || p == 0 ||
			p == '\'' || p == 0x2019
		    ? MOJIBAKE_STRONG
		    : MOJIBAKE_WEAK;
	}
	if (stands_apart(l))
		return MOJIBAKE_STRONG;
	if (l->last == 0xAB || l->last == 0xBB || l->last == 0x2039 ||
	    l->last == 0x203A)
		return l->prev_lower || l->next_lower ? MOJIBAKE_STRONG
						      : MOJIBAKE_WEAK;
	if (l->last != 0x2019 && l->prev_letter && l->next_letter)
		return MOJIBAKE_STRONG;
	if (l->h->d == 0xD7 &&
	    (ascii_is_digit(l->h->next) || (p == ' ' && l->h->next == ' ')))
		return MOJIBAKE_STRONG; /* times 2 */
	return l->next_letter && l->last != 0x2019 &&
		(l->prev_lower || p == ' ' || p == 0)
	    ? MOJIBAKE_STRONG
	    : MOJIBAKE_WEAK;
}

/* A Hebrew letter: the sign of multiplication, and what stands beside no
 * number. */
static bool
is_hebrew(const struct looks *l)
{
	return l->a == 0xD7 && in(l->h->d, 0x5D0, 0x5EA) && l->last != 0xA0 &&
	    !ascii_is_digit(l->h->prev) && !ascii_is_digit(l->h->next);
}

/* A capital and a quotation mark before small letters: no mark stands inside a
 * word but the apostrophe. */
static bool
begins_quoted(const struct looks *l)
{
	uint32_t p = l->h->prev;

	return (p == ' ' || p == 0) && l->next_lower && l->last != 0x2019 &&
	    l->last != 0x2026 && l->last != 0xA0 &&
	    !in(l->last, 0x2013, 0x2014);
}

static enum mojibake_strength
judge_west(const struct looks *l)
{
	uint32_t p = l->h->prev;
	bool upper = judge_is_upper(l->a);

	if (l->a == 0xC2 || l->a == 0xC3)
		return judge_a(l);
	if (l->letters)
		return l->prev_lower && upper ? MOJIBAKE_MEDIUM : MOJIBAKE_WEAK;
	if (l->a == 0xD7)
		return is_hebrew(l) ? MOJIBAKE_MEDIUM : MOJIBAKE_WEAK;
	if (upper && !judge_is_quote(l->last)) {
		bool begins =
		    l->prev_letter || p == ' ' || p == 0 || ascii_is_digit(p);

		if ((p == ' ' || p == 0) &&
		    (l->next_lower || (l->next_letter && !is_sign(l->last))))
			return MOJIBAKE_STRONG;
		return begins && (l->next_lower || l->prev_lower) &&
			(!is_sign(l->last) || (l->prev_lower && l->next_lower))
		    ? MOJIBAKE_STRONG
		    : judge_is_upper(p) && !l->next_lower ? MOJIBAKE_WEAK
							  : MOJIBAKE_MEDIUM;
	}
	if (upper && (l->last == 0xAB || l->last == 0xBB) && l->prev_letter &&
	    l->next_lower)
		return MOJIBAKE_STRONG;
	if (upper && begins_quoted(l))
		return MOJIBAKE_STRONG;
	if (upper)
		return bends_word(l)		     ? MOJIBAKE_STRONG
		    : l->next_lower && l->prev_lower ? MOJIBAKE_MEDIUM
						     : MOJIBAKE_WEAK;
	return in(l->a, 0xD0, 0xD1) || in(l->a, 0xD8, 0xD9) ? MOJIBAKE_MEDIUM
							    : MOJIBAKE_WEAK;
}

/* Accents without a letter under them, which nobody types. */
static bool
is_lone_accent(uint32_t c)
{
	return c == 0x2C7 || in(c, 0x2D8, 0x2DD) || c == 0xB8;
}

static enum mojibake_strength
judge_central(enum codepage page, const struct looks *l)
{
	uint32_t a = l->a;
	bool lead = a == 0x102 || a == 0xC3 || a == 0x393 || a == 0x139 ||
	    a == 0xC2 || a == 0x100 || (a == 0x106 && page == CP_1257);

	if (l->a == 0xD7)
		return is_hebrew(l) ? MOJIBAKE_MEDIUM : MOJIBAKE_WEAK;
	if (page == CP_1253 && in(a, 0x370, 0x3FF) && in_latin_word(l))
		return MOJIBAKE_STRONG;
	if (judge_is_upper(a) && (l->prev_letter || l->next_letter) &&
	    is_lone_accent(l->last))
		return MOJIBAKE_STRONG;
	if ((l->last == 0xAB || l->last == 0xBB) && l->prev_letter &&
	    l->next_lower)
		return MOJIBAKE_STRONG;
	/* Romanian knows no other letter behind a breve, Slovak none behind
	 * an acute l. */
	if (l->letters && (a == 0x102 || a == 0x139) && l->last != 0x15F &&
	    l->last != 0x15E)
		return MOJIBAKE_STRONG;
	if (l->letters && l->prev_lower && judge_is_upper(a))
		return a == 0x102 || a == 0x139 ? MOJIBAKE_STRONG
						: MOJIBAKE_MEDIUM;
	if (lead && !l->letters && !judge_is_quote(l->last))
		return MOJIBAKE_STRONG;
	if (!l->letters && !judge_is_quote(l->last) && judge_is_upper(a) &&
	    l->prev_lower)
		return MOJIBAKE_STRONG;
	if (!l->letters && bends_word(l))
		return MOJIBAKE_STRONG;
	if (lead && judge_is_quote(l->last) && l->last != 0xA0 &&
	    l->last != 0x2019 && !in(l->last, 0x2013, 0x2014) &&
	    l->prev_letter && l->next_letter)
		return MOJIBAKE_STRONG;
	if (a == 0x102 && l->last == 0xA0)
		return judge_a(l);
	if ((a == 0x102 || a == 0x139) &&
	    (page == CP_1250 || page == CP_8859_2))
		return MOJIBAKE_MEDIUM;
	return !l->letters && judge_is_upper(a) && !judge_is_quote(l->last)
	    ? MOJIBAKE_MEDIUM
	    : MOJIBAKE_WEAK;
}

/* Letters of Cyrillic that Russian does without. */
static bool
is_odd_cyrillic(uint32_t c)
{
	return in(c, 0x401, 0x40F) || c == 0x490;
}

static enum mojibake_strength
judge_cyrillic(const struct looks *l)
{
	uint32_t q = l->h->next;

	if (in_latin_word(l))
		return MOJIBAKE_STRONG;
	if (l->a != 0x420 && l->a != 0x421 && l->a != 0x413 && l->a != 0x412)
		return MOJIBAKE_WEAK;
	if (l->letters)
		return is_odd_cyrillic(l->last) ? MOJIBAKE_MEDIUM
						: MOJIBAKE_WEAK;
	if (judge_is_quote(l->last))
		return q == 0x420 || q == 0x421 || q == 0x413 || q == 0x412
		    ? MOJIBAKE_MEDIUM
		    : MOJIBAKE_WEAK;
	return MOJIBAKE_MEDIUM;
}

/* It is all of the text, and no capital with a sign or a mark behind it. */
static bool
is_alone(enum codepage page, const struct looks *l)
{
	return l->h->prev == 0 && l->h->next == 0 && page != CP_1251 &&
	    page != CP_1253 && !l->letters && l->worth >= 1 &&
	    !is_sign(l->last) && !judge_is_quote(l->last);
}

static enum mojibake_strength
judge_whole(enum codepage page, const struct looks *l)
{
	if (page == CP_MACROMAN)
		return judge_mac(l);
	if (page == CP_437 || page == CP_850)
		return judge_dos(l);
	/* Turkish, a dotted capital before the rest of its word. */
	if (l->h->d == 0x130 && l->next_letter && !l->prev_letter)
		return MOJIBAKE_STRONG;
	if (is_alone(page, l))
		return MOJIBAKE_STRONG;
	if (l->h->n_src == 2 && is_sign(l->last) && l->a != 0xC2 &&
	    judge_is_upper(l->h->prev) && !l->next_letter &&
	    !ascii_is_digit(l->h->next))
		return MOJIBAKE_WEAK;
	if (l->h->n_src == 2 && is_raised(l->last) &&
	    judge_is_upper(l->h->prev) && !l->next_letter &&
	    mojibake_is_lower(l->h->d))
		return MOJIBAKE_WEAK;
	if (l->h->n_src >= 3)
		return judge_long(page, l);
	if (page == CP_1252 || page == CP_LATIN1 || page == CP_1254)
		return judge_west(l);
	return page == CP_1251 ? judge_cyrillic(l) : judge_central(page, l);
}

bool
mojibake_lost_blank(const struct mojibake_hit *h)
{
	if (h->n_src != 2 || h->blanks != 1)
		return false;
	if (h->src[0] == 0xC2)
		return mojibake_is_lower(h->prev) || ascii_is_digit(h->prev) ||
		    (h->prev != 0 && h->prev < 0x80 &&
			strchr(".,;:!?)%", (int)h->prev) != NULL);
	return h->src[0] == 0xC3 && mojibake_is_lower(h->prev);
}

/* With U+FFFD, or a question mark, for one of the bytes. */
static enum mojibake_strength
judge_lost(const struct looks *l)
{
	const struct mojibake_hit *h = l->h;

	if (h->n_src > 2)
		return h->src[1] == 0x20AC || h->src[1] == 0x402 ||
			l->last != '?'
		    ? MOJIBAKE_MEDIUM
		    : MOJIBAKE_WEAK;
	if (l->last == '?' || !l->next_lower || !judge_is_upper(l->a))
		return MOJIBAKE_WEAK;
	/* Not behind another lead: one hit would make the next. */
	return l->prev_lower || ascii_is_alpha(h->prev) ||
		((h->prev == 0 || h->prev == ' ') && in(l->a, 0xC2, 0xC5))
	    ? MOJIBAKE_STRONG
	    : MOJIBAKE_WEAK;
}

enum mojibake_strength
mojibake_judge(enum codepage page, const struct mojibake_hit *h)
{
	struct looks l = {
	    .h = h,
	    .a = h->src[0],
	    .last = h->blanks > 0 && h->src[h->n_src - 1] == ' '
		? 0xA0
		: h->src[h->n_src - 1],
	    .worth = mojibake_worth(h->d),
	    .letters = true,
	    .prev_lower = mojibake_is_lower(h->prev),
	    .prev_letter = judge_is_letter(h->prev),
	    .next_lower = mojibake_is_lower(h->next),
	    .next_letter = judge_is_letter(h->next),
	};
	bool control = false;
	unsigned i;
	enum mojibake_strength s;

	if (l.worth < 0)
		return MOJIBAKE_NONE;
	if (h->cesu || h->cut)
		return MOJIBAKE_STRONG;
	for (i = 0; i < h->n_src; i++) {
		l.letters &= judge_is_letter(h->src[i]);
		control |= in(h->src[i], 0x80, 0x9F);
	}
	if (h->lost > 0)
		return judge_lost(&l);
	if (control)
		return l.worth >= 1 ? MOJIBAKE_STRONG : MOJIBAKE_MEDIUM;
	s = judge_whole(page, &l);
	if (s > MOJIBAKE_WEAK && mojibake_is_poor(h))
		s--;
	if (h->blanks > 0) {
		if (h->n_src == 2)
			s = mojibake_lost_blank(h) ? MOJIBAKE_STRONG
						   : MOJIBAKE_WEAK;
		else if (s == MOJIBAKE_STRONG)
			s = MOJIBAKE_MEDIUM;
	}
	return s;
}
