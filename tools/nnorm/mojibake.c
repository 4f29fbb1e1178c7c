/* SPDX-License-Identifier: ISC */
/*
 * UTF-8 that was read as a single-byte code page shows each of its characters
 * as two to four odd ones.  For every code page that could have done it the
 * text is searched for runs of characters whose bytes in that page are one
 * well-formed sequence; each such hit is judged by its looks (judge.c) as
 * strong, medium or weak.  The page with the best score over the whole text is
 * undone: strong hits always, the others only beside strong ones.  One layer a
 * round; the chain comes again.
 *
 * The method is that of the project's study (classes of sequences, a decision
 * for the whole record), which in turn learnt from ftfy
 * (https://github.com/rspeer/python-ftfy) what damage there is.  Blanks and
 * U+FFFD stand for lost bytes only beside other hits.
 */
#include "repairs.h"

#include <utf8proc.h>

#include "chartab.h"
#include "judge.h"
#include "mojibake.h"
#include "skip.h"
#include "utf8.h"

/* So many hits of one script are no accident. */
#define RUN_MIN 3

/* What one page would mean for a text. */
struct tally {
	size_t strong;
	size_t medium;
	size_t weak;
	size_t clean;	/* strong ones with nothing lost */
	size_t blanks;	/* hits with a blank for a byte */
	size_t script;	/* hits of the commonest script but Latin */
	size_t misses;	/* characters beyond ASCII that are no part of a hit */
	size_t poor;	/* hits that make no good text */
	size_t foreign; /* controls in a page that has other characters there */
};

struct search {
	struct view t;
	enum codepage page;
	size_t at;
	uint32_t prev;
	size_t misses;
};

/* The byte that page shows as c (class as by char_class), or 0. */
static unsigned
byte_of(enum codepage page, uint32_t c)
{
	const uint16_t *t = codepage_table[page];
	unsigned b;

	if (c < 0x80 || c > 0xFFFF)
		return 0;
	for (b = 0; b < 128; b++)
		if (t[b] == c)
			return b + 0x80;
	return c < 0xA0 && page != CP_MACROMAN && page != CP_437 ? c : 0;
}

static bool
is_lead_of(enum codepage page, uint32_t c)
{
	return (char_class(c) >> (CHAR_LEAD_SHIFT + page)) & 1;
}

static bool
is_cont_of(enum codepage page, uint32_t c)
{
	return (char_class(c) >> (CHAR_CONT_SHIFT + page)) & 1;
}

/*
 * One further byte: what stands at t[at..].  A blank may be A0, U+FFFD and a
 * question mark may be anything; want is what the sequence could have there.
 */
static unsigned
further(const struct search *s, size_t at, struct mojibake_hit *h,
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
second_surrogate(
    const struct search *s, size_t at, struct mojibake_hit *h, uint32_t high)
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
is_cut_quote(
    const struct search *s, struct mojibake_hit *h, size_t at, unsigned third)
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
sequence(const struct search *s, uint32_t c, size_t n, struct mojibake_hit *h)
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

/* Note what stands round a hit of len bytes at s->at. */
static void
place(const struct search *s, struct mojibake_hit *h, size_t len)
{
	size_t end = s->at + len;

	h->len = len;
	h->prev = s->prev;
	h->next = 0;
	if (end < s->t.len)
		utf8_decode(s->t.p + end, s->t.len - end, &h->next);
}

/* The next hit from s->at on; false at the end of the text. */
static bool
next_hit(struct search *s, struct mojibake_hit *h)
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
			h->len = len;
			h->prev = s->prev;
			h->next = 0;
			s->at += len;
			if (s->at < s->t.len)
				utf8_decode(
				    p + s->at, s->t.len - s->at, &h->next);
			s->prev = h->d;
			h->strength = mojibake_judge(s->page, h);
			if (h->strength != MOJIBAKE_NONE)
				return true;
			s->misses += h->n_src;
			s->prev = h->src[h->n_src - 1];
			continue;
		}
		s->misses++;
		s->prev = c;
		s->at += n;
	}
	return false;
}

static void
count_page(struct view t, enum codepage page, struct tally *a)
{
	struct search s = {.t = t, .page = page};
	struct mojibake_hit h;
	size_t scripts[MOJIBAKE_SCRIPTS + 1] = {0};
	unsigned i;

	memset(a, 0, sizeof(*a));
	while (next_hit(&s, &h)) {
		scripts[mojibake_script(h.d)]++;
		a->strong += h.strength == MOJIBAKE_STRONG;
		a->medium += h.strength == MOJIBAKE_MEDIUM;
		a->weak += h.strength == MOJIBAKE_WEAK;
		a->clean += h.strength == MOJIBAKE_STRONG && h.blanks == 0 &&
		    h.lost == 0;
		a->blanks += h.blanks > 0;
		a->poor += mojibake_is_poor(&h);
		for (i = 1; i < h.n_src; i++)
			a->foreign += h.src[i] >= 0x80 && h.src[i] < 0xA0 &&
			    codepage_table[page][h.src[i] - 0x80] != h.src[i];
	}
	a->misses = s.misses;
	for (i = 1; i <= MOJIBAKE_SCRIPTS; i++)
		if (scripts[i] > a->script)
			a->script = scripts[i];
}

/* The page explains everything, and what comes out are words of one script:
 * that does not happen by chance. */
static bool
is_coherent(const struct tally *a)
{
	size_t n = a->strong + a->medium + a->weak;

	return a->misses == 0 && a->script >= RUN_MIN && a->script * 5 >= n * 4;
}

/* Thirtieths of a strong hit: medium ones count 13, weak ones 3, and what the
 * page cannot explain takes 5 away, what makes no good text 10. */
static long
score(const struct tally *a)
{
	long hits = is_coherent(a)
	    ? 30 * (long)(a->strong + a->medium + a->weak)
	    : 30 * (long)a->strong + 13 * (long)a->medium + 3 * (long)a->weak;

	return hits - 5 * (long)a->misses - 10 * (long)a->poor -
	    2 * (long)a->foreign;
}

/* The pages that two neighbours speak for. */
static unsigned
suspects(struct view t)
{
	uint32_t c, lead = 0, class;
	unsigned pages = 0;
	size_t i, n;

	for (i = 0; i < t.len; i += n) {
		n = (size_t)(skip_ascii(t.p + i, t.p + t.len) - t.p) - i;
		if (n > 0) {
			if (t.p[i] == ' ' || t.p[i] == '?')
				pages |= lead;
			lead = 0;
			continue;
		}
		n = utf8_decode(t.p + i, t.len - i, &c);
		class = char_class(c);
		pages |= c == UTF8_REPLACEMENT
		    ? lead
		    : lead & class >> CHAR_CONT_SHIFT;
		lead = (class & CHAR_LEADS) >> CHAR_LEAD_SHIFT;
	}
	return pages & ((1u << N_CODEPAGES) - 1);
}

/* Do hits of one script follow each other from s->at on? */
static bool
is_run(struct search *s)
{
	struct mojibake_hit h;
	unsigned script = 0, hits;
	size_t n, len;
	uint32_t c;

	for (hits = 0; hits < RUN_MIN; hits++) {
		if (s->at >= s->t.len)
			return false;
		n = utf8_decode(s->t.p + s->at, s->t.len - s->at, &c);
		if (!is_lead_of(s->page, c) ||
		    (len = sequence(s, c, n, &h)) == 0)
			return false;
		if (hits > 0 && mojibake_script(h.d) != script)
			return false;
		if ((script = mojibake_script(h.d)) == 0)
			return false;
		s->at += len;
	}
	return true;
}

bool
mojibake_suspect(struct view t, size_t at)
{
	struct search s = {.t = t};
	struct mojibake_hit h;
	uint32_t c, class;
	unsigned page;
	size_t n, len;

	n = utf8_decode(t.p + at, t.len - at, &c);
	class = char_class(c);
	if (at > 0)
		utf8_decode_last(t.p, at, &s.prev);
	for (page = 0; page < N_CODEPAGES; page++) {
		if (!(class >> (CHAR_LEAD_SHIFT + page) & 1))
			continue;
		s.at = at;
		s.page = (enum codepage)page;
		if ((len = sequence(&s, c, n, &h)) == 0)
			continue;
		place(&s, &h, len);
		if (mojibake_judge(s.page, &h) > MOJIBAKE_WEAK || is_run(&s))
			return true;
	}
	return false;
}

/* Is this hit undone, given what the whole text looks like? */
static bool
is_undone(const struct tally *a, const struct mojibake_hit *h)
{
	size_t n = a->strong + a->medium + a->weak;
	bool sure = a->clean >= 1 || a->medium >= 3;
	bool full = (a->strong >= 1 || a->medium >= 2) && a->misses * 2 <= n;
	bool grave = h->src[0] == 0xC3 && h->n_src == 2 && h->blanks > 0;

	if (is_coherent(a))
		return true;
	if (grave)
		return sure &&
		    (h->prev == 0 || h->prev == ' ' || h->prev == '\'' ||
			h->prev == 0x2019 || mojibake_is_lower(h->prev));
	if (h->blanks > 0 &&
	    !(sure && a->misses * 20 <= n * 7 && a->blanks * 2 <= n))
		return false;
	if (h->strength == MOJIBAKE_STRONG)
		return true;
	if (h->strength == MOJIBAKE_MEDIUM && (a->strong > 0 || a->medium >= 2))
		return true;
	return full;
}

static bool
begins_with(struct view t, size_t at, const char *s)
{
	return t.len - at >= strlen(s) && memcmp(t.p + at, s, strlen(s)) == 0;
}

/* "A tilde, blank" is an a with a grave accent, and the blank often was the
 * one after it as well: "à la", but "às", "àquele" in Portuguese. */
static bool
wants_blank(struct view t, const struct mojibake_hit *h)
{
	size_t at = h->at + h->len;

	if (h->d != 0xE0 || h->blanks == 0 || at >= t.len || t.p[at] == ' ')
		return false;
	return !begins_with(t, at, "s ") && !begins_with(t, at, "quel") &&
	    !begins_with(t, at, "quil");
}

static void
undo(struct pass *p, enum codepage page, const struct tally *a)
{
	struct search s = {.t = p->in, .page = page};
	struct mojibake_hit h;
	unsigned char out[5];
	size_t n;

	while (next_hit(&s, &h)) {
		if (!is_undone(a, &h))
			continue;
		n = utf8_encode(h.d, out);
		if (wants_blank(p->in, &h))
			out[n++] = ' ';
		pass_edit(p, h.at, h.len, RULE_MOJIBAKE, out, n);
	}
}

void
repair_mojibake(struct pass *p)
{
	unsigned pages = suspects(p->in), page;
	struct tally a, best = {0};
	int found = -1;

	for (page = 0; page < N_CODEPAGES; page++) {
		if (!(pages >> page & 1))
			continue;
		count_page(p->in, (enum codepage)page, &a);
		if (a.strong == 0 && !is_coherent(&a) &&
		    (a.medium == 0 || score(&a) <= 0))
			continue;
		if (found < 0 || score(&a) > score(&best)) {
			found = (int)page;
			best = a;
		}
	}
	if (found >= 0)
		undo(p, (enum codepage)found, &best);
}
