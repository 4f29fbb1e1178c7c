/* SPDX-License-Identifier: ISC */
/*
 * A pass over the marks of each paragraph with one stack: a mark that opens is
 * pushed, one that closes takes the nearest of its kind and drops all above
 * it.  A mark that can do both opens after a blank or another opener, else it
 * closes.  Single quotes are left alone: most are apostrophes.
 */
#include "sentence_quote.h"

#include "sentence_char.h"
#include "utf8.h"

enum mark {
	MARK_NONE,
	MARK_STRAIGHT,
	MARK_CURLY,
	MARK_LOW,
	MARK_ANGLE,
	MARK_ROUND,
	MARK_SQUARE,
	MARK_CORNER
};

/* Deeper nesting is no prose; the outer marks then count for nothing. */
enum { DEPTH = 16 };

struct pairs {
	struct sentences *out;
	unsigned depth;
	struct {
		enum mark mark;
		size_t at;
	} stack[DEPTH];
};

enum { OPENS = 1, CLOSES = 2 };

static enum mark
mark_of(uint32_t cp, unsigned *ways)
{
	switch (cp) {
	case '"':
		*ways = OPENS | CLOSES;
		return MARK_STRAIGHT;
	case '(':
	case ')':
		*ways = cp == '(' ? OPENS : CLOSES;
		return MARK_ROUND;
	case '[':
	case ']':
		*ways = cp == '[' ? OPENS : CLOSES;
		return MARK_SQUARE;
	case 0x201E:
		*ways = OPENS;
		return MARK_LOW;
	case 0x201C: /* closes what U+201E opened */
		*ways = OPENS | CLOSES;
		return MARK_CURLY;
	case 0x201D:
		*ways = CLOSES;
		return MARK_CURLY;
	case 0xAB:
	case 0xBB:
		*ways = OPENS | CLOSES;
		return MARK_ANGLE;
	case 0x300C:
	case 0x300D:
		*ways = cp == 0x300C ? OPENS : CLOSES;
		return MARK_CORNER;
	default:
		*ways = 0;
		return MARK_NONE;
	}
}

static bool
is_pair(enum mark open, enum mark close)
{
	return open == close ||
	    (open == MARK_LOW &&
		(close == MARK_CURLY || close == MARK_STRAIGHT));
}

/* SENTENCE_RULES marks sentences whose end lies in [from, to): they go on. */
static void
mark_range(struct sentences *out, size_t from, size_t to)
{
	size_t lo = 0, hi = out->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (out->v[mid].end <= from)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < out->n && out->v[lo].end < to; lo++)
		out->v[lo].rule = SENTENCE_RULES;
}

static bool
opens_here(const unsigned char *b, const unsigned char *p)
{
	return p == b || char_space_before(b, p) > 0 || p[-1] == '(' ||
	    p[-1] == '[' || p[-1] == '-' || p[-1] == '\'';
}

static void
pair_mark(struct pairs *s, enum mark m, bool opens, size_t at)
{
	if (opens) {
		if (s->depth == DEPTH)
			s->depth = 0;
		s->stack[s->depth].mark = m;
		s->stack[s->depth++].at = at;
		return;
	}
	for (unsigned i = s->depth; i > 0; i--) {
		if (!is_pair(s->stack[i - 1].mark, m))
			continue;
		mark_range(s->out, s->stack[i - 1].at, at);
		s->depth = i - 1;
		return;
	}
}

static void
pair_all(struct pairs *s, struct view text)
{
	const unsigned char *b = text.p, *p = b, *e = b + text.len;
	unsigned newlines = 0;

	while (p < e) {
		unsigned ways;
		uint32_t cp;
		enum mark m;
		size_t n = utf8_decode(p, (size_t)(e - p), &cp);

		if (cp == '\n' && ++newlines == 2)
			s->depth = 0;
		if (char_space(p, e) == 0)
			newlines = 0;
		m = mark_of(cp, &ways);
		if (m != MARK_NONE)
			pair_mark(s, m,
			    ways == OPENS ||
				(ways != CLOSES && opens_here(b, p)),
			    (size_t)(p - b));
		p += n;
	}
}

void
quote_join(struct view text, struct sentences *out)
{
	struct pairs s = {.out = out};
	size_t kept = 0;

	pair_all(&s, text);
	for (size_t i = 0; i < out->n; i++) {
		size_t begin = out->v[i].begin;

		while (i + 1 < out->n && out->v[i].rule == SENTENCE_RULES)
			i++;
		out->v[kept] = out->v[i];
		out->v[kept++].begin = begin;
	}
	out->n = kept;
}
