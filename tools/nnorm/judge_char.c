/* SPDX-License-Identifier: ISC */
/*
 * What the judges of misread sequences want to know of one character: is it a
 * letter, does it stand beside words, do texts hold it, in which script?
 */
#include <utf8proc.h>

#include "judge_looks.h"

bool
judge_is_letter(uint32_t c)
{
	utf8proc_category_t k;

	if (c < 0x80)
		return ascii_is_alpha(c);
	if (c == 0xAA || c == 0xBA || c == 0xB5 || c == 0x2C6)
		return false; /* signs, though Unicode has them as letters */
	k = utf8proc_category((utf8proc_int32_t)c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool
mojibake_is_lower(uint32_t c)
{
	if (c < 0x80)
		return in(c, 'a', 'z');
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

bool
judge_is_upper(uint32_t c)
{
	if (c < 0x80)
		return in(c, 'A', 'Z');
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LU;
}

/* Marks that stand beside words in ordinary text. */
bool
judge_is_quote(uint32_t c)
{
	return in(c, 0x2013, 0x2014) || in(c, 0x2018, 0x201A) ||
	    in(c, 0x201C, 0x201E) || c == 0x2026 || c == 0x2039 ||
	    c == 0x203A || c == 0xAB || c == 0xBB || c == 0xA0;
}

int
mojibake_worth(uint32_t d)
{
	utf8proc_category_t k;

	if (d < 0xA0)
		return 0;
	if (d < 0x250 || in(d, 0x300, 0x52F) || in(d, 0x5B0, 0x6FF) ||
	    in(d, 0x900, 0x11FF) || in(d, 0x1E00, 0x20CF) ||
	    in(d, 0x2100, 0x27BF) || in(d, 0x2800, 0x28FF) ||
	    in(d, 0xFB00, 0xFB06) || d == 0xFE0F || d == 0xFEFF ||
	    in(d, 0x1F000, 0x1FAFF) || d == 0xFFFD)
		return 2;
	if (in(d, 0x3000, 0x9FFF) || in(d, 0xAC00, 0xD7A3) ||
	    in(d, 0xFF00, 0xFFEF))
		return 1;
	k = utf8proc_category((utf8proc_int32_t)d);
	return k == UTF8PROC_CATEGORY_CN || k == UTF8PROC_CATEGORY_CO ? -1 : 0;
}

static bool
is_vowel(uint32_t c)
{
	switch (c) {
	case 'a':
	case 'e':
	case 'i':
	case 'o':
	case 'u':
	case 'y':
		return true;
	default:
		return false;
	}
}

/* Letters beyond Latin Extended-A that languages are written with: Vietnamese,
 * Chinese in Latin letters, Romanian, those of Africa. */
static bool
is_letter_of_use(uint32_t c)
{
	switch (c) {
	case 0x181: /* b, d, k and y with a hook */
	case 0x18A:
	case 0x198:
	case 0x199:
	case 0x1B3:
	case 0x1B4:
	case 0x253:
	case 0x257:
	case 0x186: /* open o */
	case 0x254:
	case 0x190: /* open e */
	case 0x25B:
	case 0x189: /* d with a tail */
	case 0x256:
	case 0x192: /* f with a hook */
	case 0x19D: /* n with a hook */
	case 0x272:
	case 0x1A0: /* o and u with a horn */
	case 0x1A1:
	case 0x1AF:
	case 0x1B0:
	case 0x18F: /* schwa, turned e */
	case 0x1DD:
	case 0x259:
	case 0x263: /* gamma, iota, upsilon, v with a hook */
	case 0x268:
	case 0x269:
	case 0x289:
	case 0x28A:
	case 0x28B:
	case 0x294: /* the glottal stop, and apostrophes that are letters */
	case 0x2BB:
	case 0x2BC:
		return true;
	default:
		return in(c, 0x1CD, 0x1DC) || in(c, 0x218, 0x21B);
	}
}

bool
mojibake_is_poor(const struct mojibake_hit *h)
{
	uint32_t d = h->d;

	if (judge_is_upper(d) && mojibake_is_lower(h->prev))
		return !in(d, 0xC2, 0xC5) || h->next < 0x80; /* a layer more */
	if (d == 0xDF) /* sharp s never begins a syllable */
		return h->prev < 0x80 && !is_vowel(h->prev) &&
		    (h->prev != 0 || h->next != 0);
	if (in(d, 0x180, 0x2FF))
		return !is_letter_of_use(d);
	if (d == 0x15D) /* Esperanto's s; Central Europe has a z there */
		return true;
	return in(d, 0x80, 0x9F);
}

bool
mojibake_is_western(const struct mojibake_hit *h)
{
	return h->src[0] < 0x250 && judge_is_letter(h->src[0]) &&
	    h->blanks + h->lost == 0;
}

unsigned
mojibake_script(uint32_t d)
{
	static const struct {
		uint32_t from;
		uint32_t to;
	} wide[] = {
	    {0x370, 0x3FF},
	    {0x400, 0x52F},
	    {0x600, 0x77F},
	    {0x1200, 0x139F},
	    {0x1400, 0x167F},
	    {0x3040, 0x9FFF},
	    {0xAC00, 0xD7A3},
	};
	unsigned i, block = d >> 7;

	if (d < 0x370 || in(d, 0x1E00, 0x2BFF) || in(d, 0x2E00, 0x303F) ||
	    in(d, 0xFB00, 0xFB06) || in(d, 0xFE00, 0xFFFD) || d >= 0x1F000)
		return 0;
	for (i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (in(d, wide[i].from, wide[i].to))
			block = wide[i].from >> 7;
	return block % MOJIBAKE_SCRIPTS + 1;
}
