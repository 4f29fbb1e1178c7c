/* SPDX-License-Identifier: ISC */
/* Words are read 15 letters at a time where the processor can; the bytes of
 * what else may be in them, one by one. */
#include "scan.h"

#include <string.h>

#define B B_BLANK
#define S B_STOP
#define O B_OTHER
#define U B_UPPER
#define L B_LOWER
#define D B_DIGIT
#define H B_HIGH
/* clang-format off */
const uint8_t scan_classes[256] = {
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
    B, S, S, S, S, S, O, O, S, S, S, S, S, O, O, S,
    D, D, D, D, D, D, D, D, D, D, S, S, S, S, S, S,
    O, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, S, S, S, S, S,
    S, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, S, S, S, S, S,
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
#undef S
#undef O
#undef U
#undef L
#undef D
#undef H

size_t
scan_punct(const unsigned char *p, size_t len, uint8_t *ch)
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

size_t
scan_apostrophe(const struct reader *r, size_t i)
{
	if (i < r->end && r->p[i] == '\'')
		return 1;
	if (i + 2 < r->end && r->p[i] == 0xE2 && r->p[i + 1] == 0x80 &&
	    (r->p[i + 2] == 0x99 || r->p[i + 2] == 0x98))
		return 3;
	return 0;
}

bool
scan_letter_at(const struct reader *r, size_t i)
{
	enum byte_class b;
	uint8_t ch;

	if (i >= r->end)
		return false;
	b = byte_class(r->p[i]);
	if (b == B_HIGH)
		return scan_punct(r->p + i, r->end - i, &ch) == 0;
	return b == B_LOWER || b == B_UPPER;
}

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

/* ASCII letters from i on, which most words are made of; returns their end.
 * f is that of a word that begins there. */
static size_t
scan_start(const struct reader *r, size_t i, struct forms *f)
{
#ifdef __x86_64__
	if (r->size - i >= 16) {
		unsigned big, n = scan_letters(r->p + i, &big), run;

		n = n < r->end - i ? n : (unsigned)(r->end - i);
		run = (1u << n) - 1;
		big &= run;
		f->upper = big == 0 ? 0 : (big & (big - 1)) != 0 ? 2 : 1;
		f->lower = big != run;
		f->h = scan_hash_letters(r->p + i, n);
		i += n;
		if (n < 15)
			return i;
	}
#endif
	while (i < r->end && (unsigned char)((r->p[i] | 0x20) - 'a') < 26)
		form_add(f, r->p[i++]);
	return i;
}

size_t
scan_clitic(const struct reader *r, size_t i)
{
	static const char *const words[] = {"il", "ils", "elle", "elles", "on",
	    "je", "t-il", "t-ils", "t-elle", "t-elles", "t-on"};
	size_t k, n;

	for (k = sizeof(words) / sizeof(words[0]); k-- > 0;) {
		n = strlen(words[k]);
		if (i + n <= r->end && memcmp(r->p + i, words[k], n) == 0 &&
		    !scan_letter_at(r, i + n))
			return words[k][1] == '-' ? 3 : 1;
	}
	return 0;
}

/* The byte at i, of a letter beyond ASCII; Latin-1's capitals in UTF-8 count as
 * their small letters. */
static void
form_add_high(const struct reader *r, size_t i, struct forms *f)
{
	unsigned char c = r->p[i];

	if (i > r->at && r->p[i - 1] == 0xC3 && c <= 0x9E && c != 0x97) {
		f->upper++;
		c = (unsigned char)(c + 0x20);
	}
	vocab_add(&f->h, c);
}

/* Letters, digits and bytes beyond ASCII from i on; returns where they end. */
static size_t
scan_plain(const struct reader *r, size_t i, struct forms *f)
{
	uint8_t ch;

	for (; i < r->end; i++)
		switch (byte_class(r->p[i])) {
		case B_UPPER:
		case B_LOWER:
		case B_DIGIT:
			form_add(f, r->p[i]);
			break;
		case B_HIGH:
			if (scan_punct(r->p + i, r->end - i, &ch) > 0)
				return i;
			form_add_high(r, i, f);
			break;
		case B_STOP:
		case B_OTHER:
		case B_BLANK:
			return i;
		}
	return i;
}

/* Does the byte at i join what is before it, a run since seg, to what follows:
 * a hyphen, the stop of "a.m.", the comma of "1,000"? */
static bool
joins(const struct reader *r, size_t i, size_t seg)
{
	const unsigned char *p = r->p;
	bool digit = scan_digit_at(r, i + 1);

	if (p[i] == ',')
		return digit && byte_class(p[i - 1]) == B_DIGIT;
	if (!digit && !scan_letter_at(r, i + 1))
		return false;
	if (p[i] == '.')
		return i - seg == 1 || byte_class(p[seg]) == B_DIGIT ||
		    byte_class(p[i + 1]) == B_LOWER;
	return p[i] == '-' || p[i] == '&' || p[i] == '@';
}

void
scan_word(struct reader *r, struct forms *f)
{
	const unsigned char *p = r->p;
	size_t i = scan_start(r, r->at, f), seg = r->at, n;

	while (i < r->end && p[i] != ' ') { /* what most words end with */
		i = scan_plain(r, i, f);
		if (i == r->end || byte_class(p[i]) == B_BLANK)
			break;
		n = scan_apostrophe(r, i);
		if (r->lex->elides && n > 0 && i - r->at <= 2) {
			/* the word is l, d, qu; its apostrophe goes with it */
			i += n;
			break;
		}
		if (r->lex->elides && p[i] == '-' && scan_clitic(r, i + 1))
			break;
		if (n > 0 && scan_letter_at(r, i + n)) {
			f->apos = i;
			f->stem = f->h;
			vocab_add(&f->h, '\'');
			i += n;
			seg = i;
		} else if (n == 0 && joins(r, i, seg)) {
			if (p[i] != ',')
				seg = i + 1;
			form_add(f, p[i++]);
		} else {
			break;
		}
	}
	r->at = i;
}
