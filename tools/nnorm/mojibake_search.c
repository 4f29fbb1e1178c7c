/* SPDX-License-Identifier: ISC */
/*
 * Runs of characters whose bytes in a code page are one well-formed sequence of
 * UTF-8, one after the other, with blanks and U+FFFD for bytes that got lost.
 */
#include "mojibake_search.h"

#include <string.h>

#include "mojibake.h"
#include "skip.h"
#include "utf8.h"

/* The byte that page shows as c, or 0. */
static unsigned
byte_of(enum codepage page, uint32_t c)
{
	const struct codepage_char *t = codepage_chars[page];
	unsigned n;

	if (c < 0x80 || c > 0xFFFF)
		return 0;
	if (c < 0x100 && codepage_table[page][c - 0x80] == c)
		return c; /* most are where Latin-1 has them */
	for (n = 64; n > 0; n /= 2)
		if (t[n - 1].c < c)
			t += n;
	if (t->c == c)
		return t->byte;
	return c < 0xA0 && page < CP_MACROMAN ? c : 0;
}

static bool
is_lead_of(enum codepage page, uint32_t c)
{
	return char_leads(char_class(c)) >> page & 1;
}

static bool
is_cont_of(enum codepage page, uint32_t c)
{
	return char_conts(char_class(c)) >> page & 1;
}

/* Could page have shown c at all? */
static bool
is_of(enum codepage page, uint32_t c)
{
	return char_pages(char_class(c)) >> page & 1;
}

/*
 * One further byte: what stands at t[at..].  A blank may be A0, U+FFFD and a
 * question mark may be anything; want is what the sequence could have there.
 */
static unsigned
further(const struct mojibake_search *s, size_t at, struct mojibake_hit *h,
    unsigned lead, size_t *len)
{
	uint32_t c;

	if (at >= s->t.len)
		return 0;
	*len = utf8_decode(s->t.p + at, s->t.len - at, &c);
	if (h->n_src < 4)
		h->src[h->n_src] = c;
	if (c == UTF8_REPLACEMENT || c == '?') {
		h->lost++;
		return lead == 0xE0 && h->n_src == 1 ? 0xA0
		    : lead == 0xF0 && h->n_src == 1  ? 0x90
						     : 0x81;
	}
	if (c == ' ') {
		/* E2 80 A0 would be a dagger: far more often E2 80 9D lost
		 * its 9D, which Windows-1252 has not; nquote closes that. */
		if (lead == 0xE2 && h->n_src == 2 && h->src[1] == 0x20AC)
			return 0;
		h->blanks++;
		return 0xA0;
	}
	return c >= 0x80 && is_cont_of(s->page, c) ? byte_of(s->page, c) : 0;
}

/* Two surrogates that were encoded one by one (CESU-8). */
static size_t
second_surrogate(const struct mojibake_search *s, size_t at,
    struct mojibake_hit *h, uint32_t high)
{
	struct mojibake_hit low = {.n_src = 1};
	unsigned b[3];
	size_t i, len, from = at;
	uint32_t c;

	if (at >= s->t.len)
		return 0;
	at += utf8_decode(s->t.p + at, s->t.len - at, &c);
	if (c < 0x80 || byte_of(s->page, c) != 0xED)
		return 0;
	for (i = 1; i < 3; i++) {
		b[i] = further(s, at, &low, 0xED, &len);
		if (b[i] == 0 || low.blanks + low.lost > 0)
			return 0;
		at += len;
	}
	if (b[1] < 0xB0)
		return 0;
	h->d = 0x10000 + ((high & 0x3FF) << 10) +
	    ((b[1] & 0x0F) << 6 | (b[2] & 0x3F));
	h->cesu = true;
	return at - from;
}

/* "a circumflex, Euro" at the end of a quotation: the third byte of the closing
 * mark, 9D, which means nothing in windows-1252, was thrown away. */
static bool
is_cut_quote(const struct mojibake_search *s, struct mojibake_hit *h, size_t at,
    unsigned third)
{
	uint32_t next = ' ';

	if (s->page != CP_1252 || h->src[0] != 0xE2 || h->src[1] != 0x20AC ||
	    s->prev <= ' ')
		return false;
	if (at < s->t.len)
		utf8_decode(s->t.p + at, s->t.len - at, &next);
	if (third != 0 && next != ' ')
		return false; /* it is there */
	if (next < 0x80 ? next == 0 || strchr(" \n.,;:!)'-", (int)next) == NULL
			: !is_lead_of(CP_1252, next))
		return false;
	h->d = 0x201D;
	h->cut = true;
	h->blanks = h->lost = 0;
	return true;
}

/* The sequence that begins with the character c of n bytes at s->at; returns
 * its length in the text, 0 when there is none. */
static size_t
sequence(const struct mojibake_search *s, uint32_t c, size_t n,
    struct mojibake_hit *h)
{
	unsigned char raw[4];
	unsigned b = byte_of(s->page, c), more;
	size_t want = utf8_lead((unsigned char)b), at = s->at + n, len = 0;

	if (want < 2)
		return 0;
	memset(h, 0, sizeof(*h));
	h->at = s->at;
	h->src[h->n_src++] = c;
	raw[0] = (unsigned char)b;
	while (h->n_src < want) {
		more = further(s, at, h, b, &len);
		if (h->n_src == 2 && is_cut_quote(s, h, at, more))
			return at - s->at;
		if (more == 0)
			return 0;
		raw[h->n_src++] = (unsigned char)more;
		at += len;
	}
	if (h->blanks == want - 1 && want > 2)
		return 0;
	if (utf8_decode(raw, want, &h->d) != want)
		return 0;
	if (h->d >= 0xD800 && h->d < 0xE000) {
		if ((len = second_surrogate(s, at, h, h->d)) == 0)
			return 0;
		at += len;
	}
	if (h->lost > 0)
		h->d = UTF8_REPLACEMENT;
	return at - s->at;
}

/* Do the hit, of one page, and those right behind it make a character that was
 * misread before, in any page?  Returns how many come behind, 0 for none.  Two
 * layers do not fit each other by chance. */
static unsigned
under_layer(
    const struct mojibake_search *s, size_t at, const struct mojibake_hit *h)
{
	struct mojibake_search behind = *s;
	struct mojibake_hit more;
	unsigned char raw[4];
	unsigned page, want, k, b;
	size_t n, len;
	uint32_t c, under[4] = {h->d};

	if (h->d < 0x80 || char_leads(char_class(h->d)) == 0)
		return 0;
	for (k = 1; k < 4 && at < s->t.len; k++, at += len) {
		n = utf8_decode(s->t.p + at, s->t.len - at, &c);
		behind.at = at;
		if (!is_lead_of(s->page, c) ||
		    (len = sequence(&behind, c, n, &more)) == 0)
			break;
		under[k] = more.blanks + more.lost > 0 ? 0 : more.d;
	}
	for (page = 0; page < N_CODEPAGES; page++) {
		raw[0] = (unsigned char)byte_of((enum codepage)page, h->d);
		want = (unsigned)utf8_lead(raw[0]);
		if (raw[0] < 0x80 || want < 2 || want > k)
			continue;
		for (b = 1; b < want; b++)
			raw[b] = (unsigned char)byte_of(
			    (enum codepage)page, under[b]);
		if (utf8_decode(raw, want, &c) == want && c >= 0xA0 &&
		    mojibake_worth(c) >= 1)
			return want - 1;
	}
	return 0;
}

/* Note what stands round a hit of len bytes at s->at. */
static void
place(const struct mojibake_search *s, struct mojibake_hit *h, size_t len)
{
	size_t end = s->at + len;

	h->len = len;
	h->prev = s->prev;
	h->next = 0;
	if (end < s->t.len)
		utf8_decode(s->t.p + end, s->t.len - end, &h->next);
}

/* A character that no hit begins with. */
static void
pass_over(struct mojibake_search *s, uint32_t c)
{
	unsigned script;

	s->prev = c;
	if (is_of(s->page, c)) {
		s->misses++;
		return;
	}
	if ((script = mojibake_script(c)) == 0)
		return;
	if (script == s->home) {
		s->n_home++;
	} else if (s->n_home == 0) {
		s->home = script;
		s->n_home = 1;
	} else {
		s->n_home--;
	}
}

/* A hit that is part of another layer is sure. */
static void
look_below(struct mojibake_search *s, struct mojibake_hit *h)
{
	if (s->layer > 0)
		s->layer--;
	else if (h->strength == MOJIBAKE_STRONG ||
	    (s->layer = under_layer(s, s->at, h)) == 0)
		return;
	h->strength = MOJIBAKE_STRONG;
}

/* The next hit from s->at on; false at the end of the text. */
bool
mojibake_next(struct mojibake_search *s, struct mojibake_hit *h)
{
	const unsigned char *p = s->t.p;
	size_t n, len;
	uint32_t c;

	while (s->at < s->t.len) {
		n = (size_t)(skip_ascii(p + s->at, p + s->t.len) - p);
		if (n > s->at)
			s->prev = p[n - 1];
		if ((s->at = n) == s->t.len)
			break;
		n = utf8_decode(p + s->at, s->t.len - s->at, &c);
		if (is_lead_of(s->page, c) &&
		    (len = sequence(s, c, n, h)) != 0) {
			place(s, h, len);
			s->at += len;
			s->prev = h->d;
			h->strength = mojibake_judge(s->page, h);
			look_below(s, h);
			if (h->strength != MOJIBAKE_NONE)
				return true;
			s->misses += h->n_src;
			s->prev = h->src[h->n_src - 1];
			continue;
		}
		pass_over(s, c);
		s->at += n;
	}
	return false;
}

/* Do hits of one script follow each other from s->at on? */
static bool
is_run(struct mojibake_search *s)
{
	struct mojibake_hit h;
	unsigned script = 0, chars;
	size_t n, len;
	uint32_t c;

	for (chars = 0; chars < MOJIBAKE_RUN; chars += h.n_src) {
		if (s->at >= s->t.len)
			return false;
		n = utf8_decode(s->t.p + s->at, s->t.len - s->at, &c);
		if (!is_lead_of(s->page, c) ||
		    (len = sequence(s, c, n, &h)) == 0)
			return false;
		if (chars > 0 && mojibake_script(h.d) != script)
			return false;
		if ((script = mojibake_script(h.d)) == 0)
			return false;
		s->at += len;
	}
	return true;
}

/* Does one of the characters nearby that are not ASCII belong to the hit's
 * script, though the page has it not? */
static bool
is_at_home(const struct mojibake_search *s, const struct mojibake_hit *h)
{
	const unsigned char *p = s->t.p, *end = p + s->t.len;
	unsigned script = mojibake_script(h->d), k;
	size_t at = h->at, n;
	uint32_t c;

	if (script == 0 || !mojibake_is_western(h))
		return false;
	for (k = 0; k < 8 && at > 0; k++) {
		at -= utf8_decode_last(p, at, &c);
		if (mojibake_script(c) == script && !is_of(s->page, c))
			return true;
	}
	at = h->at + h->len;
	for (k = 0; k < 8 && p + at < end; k++, at += n) {
		n = utf8_decode(p + at, s->t.len - at, &c);
		if (mojibake_script(c) == script && !is_of(s->page, c))
			return true;
	}
	return false;
}

bool
mojibake_suspect(struct view t, size_t at)
{
	struct mojibake_search s = {.t = t};
	struct mojibake_hit h;
	uint32_t c, class;
	unsigned page;
	size_t n, len;

	n = utf8_decode(t.p + at, t.len - at, &c);
	class = char_class(c);
	if (at > 0)
		utf8_decode_last(t.p, at, &s.prev);
	for (page = 0; page < N_CODEPAGES; page++) {
		if (!(char_leads(class) >> page & 1))
			continue;
		s.at = at;
		s.page = (enum codepage)page;
		if ((len = sequence(&s, c, n, &h)) == 0)
			continue;
		place(&s, &h, len);
		if (mojibake_judge(s.page, &h) > MOJIBAKE_WEAK ||
		    under_layer(&s, at + len, &h) > 0 || is_at_home(&s, &h) ||
		    is_run(&s))
			return true;
	}
	return false;
}
