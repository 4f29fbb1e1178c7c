/* SPDX-License-Identifier: ISC */
/*
 * MacRoman, CP437 and CP850: signs of mathematics and pieces of tables where
 * letters are looked for.
 */
#include "judge_looks.h"

static bool
is_box(uint32_t c)
{
	return in(c, 0x2500, 0x259F);
}

static bool
starts_word(const struct looks *l)
{
	return l->h->prev == 0 || l->h->prev == ' ' || l->h->prev == '\n';
}

/* A sign of Latin-1 that stands where such signs stand: "L5", "20 C". */
static bool
sign_fits(const struct looks *l)
{
	uint32_t d = l->h->d, p = l->h->prev, q = l->h->next;

	switch (d) {
	case 0xA0: /* not, a dagger */
		return l->last == 0x2020;
	case 0xAD:
		return l->prev_letter && l->next_letter;
	case 0xA2:
	case 0xA3:
	case 0xA5:
		return ascii_is_digit(q);
	case 0xB1:
		return ascii_is_digit(q) || (p == ' ' && q == ' ');
	case 0xA7:
		return ascii_is_digit(q) || (q == ' ' && starts_word(l));
	case 0xA9:
	case 0xAE:
		return l->prev_letter || (starts_word(l) && q == ' ');
	case 0xAB:
		return l->next_letter || (is_box(l->a) && q != 0);
	case 0xBB:
		return l->prev_letter || (is_box(l->a) && p != 0);
	case 0xAA:
	case 0xBA:
		return ascii_is_digit(p) || p == '.';
	case 0xB0:
		return ascii_is_digit(p) || l->prev_letter || q == 'C' ||
		    q == 'F';
	case 0xB4:
	case 0xB7:
		return l->prev_letter && l->next_letter;
	case 0xB2:
	case 0xB3:
		return ascii_is_digit(p) || l->prev_letter;
	case 0xB5:
		return l->next_lower && !l->prev_letter;
	case 0xBC:
	case 0xBD:
	case 0xBE:
		return ascii_is_digit(p) || starts_word(l);
	case 0xBF:
	case 0xA1:
		return l->next_letter && starts_word(l);
	default:
		return false;
	}
}

/* The florin and "almost equal", which lead Latin letters beyond Latin-1. */
static enum mojibake_strength
judge_florin(const struct looks *l)
{
	if (l->prev_letter && mojibake_is_lower(l->h->d) &&
	    (l->next_lower || l->a == 0x192 || !judge_is_quote(l->last)))
		return MOJIBAKE_STRONG;
	/* Ewe has the florin as a letter, before vowels with accents. */
	if (starts_word(l) && l->next_letter && !judge_is_quote(l->last) &&
	    (l->a == 0x2248 || !judge_is_letter(l->last) || l->last == 0xE7))
		return MOJIBAKE_STRONG;
	return l->prev_letter || l->next_letter ? MOJIBAKE_MEDIUM
						: MOJIBAKE_WEAK;
}

static enum mojibake_strength
judge_mac_long(const struct looks *l)
{
	uint32_t d = l->h->d;

	if (l->a == 0x201A &&
	    (l->h->src[1] == 0xC4 ||
		(l->worth >= 1 && !judge_is_letter(l->last))))
		return MOJIBAKE_STRONG;
	if (in(d, 0x1E00, 0x1EFF) &&
	    (l->prev_lower || (starts_word(l) && l->next_lower)))
		return MOJIBAKE_STRONG;
	if (in(d, 0xFB00, 0xFB06) || d >= 0x1F000 ||
	    (in(d, 0x2000, 0x2BFF) && judge_is_upper(l->last)))
		return MOJIBAKE_STRONG;
	return l->worth >= 1 ? MOJIBAKE_MEDIUM : MOJIBAKE_WEAK;
}

/* The root of what has none between blanks, which are vowels that are words of
 * their own, or of anything as all of a text. */
static bool
is_rooted_word(const struct looks *l)
{
	uint32_t q = l->h->next;

	if (!starts_word(l) || (q != 0 && q != ' '))
		return false;
	if (l->h->prev == 0 && q == 0)
		return l->worth == 2;
	return judge_is_upper(l->last) || l->last == 0xAE || l->last == 0xA9 ||
	    l->last == 0xA8 || l->last == 0x2264;
}

enum mojibake_strength
judge_mac(const struct looks *l)
{
	if (l->h->n_src > 2)
		return judge_mac_long(l);
	switch (l->a) {
	case 0x221A: /* root */
		return l->h->d == 0xE0 || is_rooted_word(l) ||
			((l->prev_letter || l->next_letter) && l->worth == 2)
		    ? MOJIBAKE_STRONG
		    : MOJIBAKE_WEAK;
	case 0x192:
	case 0x2248:
		return judge_florin(l);
	case 0xAC: /* not */
		return sign_fits(l) ? MOJIBAKE_STRONG : MOJIBAKE_WEAK;
	case 0x2013:
	case 0x2014:
		return l->h->next == 0x2013 || l->h->next == 0x2014 ||
			(!judge_is_letter(l->last) && !judge_is_quote(l->last))
		    ? MOJIBAKE_MEDIUM
		    : MOJIBAKE_WEAK;
	case 0x25CA: /* lozenge */
		return judge_is_letter(l->last) ? MOJIBAKE_MEDIUM
						: MOJIBAKE_WEAK;
	default:
		return MOJIBAKE_WEAK;
	}
}

/* A piece of a table's border in a word, where a letter would do. */
static bool
box_in_word(const struct looks *l)
{
	uint32_t d = l->h->d;

	if (l->prev_lower &&
	    (!is_box(l->last) || (in(d, 0xDF, 0x17E) && mojibake_is_lower(d))))
		return true;
	if (judge_is_upper(l->h->prev) && judge_is_upper(l->h->next))
		return !is_box(l->last) && judge_is_upper(d);
	if (starts_word(l) && judge_is_letter(l->last))
		return true;
	if (!l->next_lower)
		return false;
	return l->prev_letter ? !is_box(l->last) || in(d, 0xDF, 0xFF)
			      : starts_word(l) && !is_box(l->last);
}

enum mojibake_strength
judge_dos(const struct looks *l)
{
	unsigned n = l->h->n_src;
	uint32_t d = l->h->d;

	if (n == 2 && is_box(l->a) && (box_in_word(l) || sign_fits(l)))
		return MOJIBAKE_STRONG;
	if (n == 2 && is_box(l->a) && l->h->prev == 0 && l->h->next == 0 &&
	    !is_box(l->last) && l->worth == 2)
		return MOJIBAKE_STRONG;
	if (n == 2 && d == 0xD7 && ascii_is_digit(l->h->next))
		return MOJIBAKE_STRONG;
	if (n == 2 && is_box(l->a) && !is_box(l->last) &&
	    !judge_is_letter(l->last) && l->worth == 2 && judge_is_letter(d))
		return MOJIBAKE_STRONG; /* a table has no sign right behind */
	if (n == 2 && is_box(l->a) && !is_box(l->last))
		return l->prev_letter || l->next_letter ? MOJIBAKE_MEDIUM
							: MOJIBAKE_WEAK;
	/* A Greek capital, or O with a circumflex, and a Latin letter. */
	if (n == 3 && l->a == 0xD4 && (l->h->src[1] == 0xC7 || d == 0x20AC))
		return MOJIBAKE_STRONG;
	if (n == 3 && l->a == 0x393 &&
	    (l->h->src[1] == 0xC7 ||
		(in(d, 0x2000, 0x2BFF) && judge_is_letter(l->h->src[1]))))
		return MOJIBAKE_STRONG;
	if (n >= 3 && (in(d, 0xFB00, 0xFB06) || in(d, 0x1F000, 0x1FAFF)))
		return MOJIBAKE_STRONG;
	if (n >= 3 && !is_box(l->a) && is_box(l->h->src[1]) && l->worth >= 1 &&
	    (l->prev_lower || l->next_lower || judge_is_letter(l->last)))
		return MOJIBAKE_STRONG;
	/* Greek, and what is not. */
	return n >= 3 && in(l->a, 0x370, 0x3FF) && l->worth >= 1 &&
		!in(l->h->src[1], 0x370, 0x3FF) && !in(l->last, 0x370, 0x3FF)
	    ? MOJIBAKE_MEDIUM
	    : MOJIBAKE_WEAK;
}
