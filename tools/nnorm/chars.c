/* SPDX-License-Identifier: ISC */
/*
 * One pass for every character that is dealt with by itself.  A table of what
 * is special (chartab) keeps everything else from being looked at.
 */
#include "repairs.h"

#include <utf8proc.h>

#include "chartab.h"
#include "fold.h"
#include "skip.h"
#include "utf8.h"

struct chars {
	struct pass *p;
	const struct norm_options *o;
	bool rtl; /* holds letters that run to the left */
	bool rtl_known;
	uint32_t prev; /* the code point before that stayed; 0 at the start */
	bool dropped;
};

static void
drop(struct chars *s, size_t at, size_t len, enum rule rule)
{
	pass_edit(s->p, at, len, rule, "", 0);
	s->dropped = true;
}

static void
put(struct chars *s, size_t at, size_t len, enum rule rule, uint32_t c)
{
	unsigned char out[4];

	pass_edit(s->p, at, len, rule, out, utf8_encode(c, out));
}

/* The code point at i, 0 at the end. */
static uint32_t
peek(const struct chars *s, size_t i)
{
	uint32_t c = 0;

	if (i < s->p->in.len)
		utf8_decode(s->p->in.p + i, s->p->in.len - i, &c);
	return c;
}

static bool
is_rtl(uint32_t c)
{
	return (c >= 0x590 && c < 0x900) || (c >= 0xFB1D && c < 0xFE00) ||
	    (c >= 0xFE70 && c < 0xFEFF) || (c >= 0x10800 && c < 0x11000) ||
	    (c >= 0x1E800 && c < 0x1F000);
}

static bool
has_rtl(struct chars *s)
{
	struct view t = s->p->in;
	uint32_t c;
	size_t i, n;

	if (s->rtl_known)
		return s->rtl;
	s->rtl_known = true;
	for (i = 0; i < t.len && !s->rtl; i += n) {
		n = 1;
		if (t.p[i] >= 0xD6) {
			n = utf8_decode(t.p + i, t.len - i, &c);
			s->rtl = is_rtl(c);
		}
	}
	return s->rtl;
}

/* Letters that need no joiner: joiners between them are dirt. */
static bool
is_western(uint32_t c)
{
	return c < 0x530 || (c >= 0x1E00 && c < 0x200B) ||
	    (c >= 0x200E && c < 0x20D0) || c == UTF8_REPLACEMENT;
}

/* The sign that takes an Indic letter its vowel: a joiner behind it makes
 * another letter, also at the end of a word. */
static bool
is_virama(uint32_t c)
{
	return utf8proc_get_property((utf8proc_int32_t)c)->combining_class == 9;
}

/* Thai, Lao, Myanmar, Khmer, Tibetan: a zero width space parts words. */
static bool
is_unspaced(uint32_t c)
{
	return (c >= 0xE00 && c < 0x10A0) || (c >= 0x1780 && c < 0x1A20);
}

/* An escape sequence of a terminal, ESC [ parameters letter. */
static size_t
escape_sequence(const unsigned char *p, size_t len)
{
	size_t n = 2;

	if (len < 3 || p[1] != '[')
		return 0;
	while (n < len && n < 32 && p[n] >= 0x20 && p[n] < 0x40)
		n++;
	return n < len && p[n] >= 0x40 && p[n] < 0x7F ? n + 1 : 0;
}

static unsigned char
line_end(const struct chars *s)
{
	return s->o->one_line ? ' ' : '\n';
}

static size_t
do_control(struct chars *s, size_t i)
{
	const unsigned char *p = s->p->in.p + i;
	size_t left = s->p->in.len - i, n;
	bool at_line;

	switch (*p) {
	case '\t':
		return 1;
	case '\n':
		if (s->o->one_line)
			put(s, i, 1, RULE_LINE_END, ' ');
		return 1;
	case '\r':
		n = left > 1 && p[1] == '\n' ? 2 : 1;
		put(s, i, n, RULE_LINE_END, line_end(s));
		return n;
	case '\v':
		put(s, i, 1, RULE_LINE_END, line_end(s));
		return 1;
	case '\f':
		/* At a line's edge the layout sees to it. */
		at_line = s->prev == 0 || s->prev == '\n' || left == 1 ||
		    p[1] == '\n' || p[1] == '\r';
		if (!at_line)
			put(s, i, 1, RULE_LINE_END, line_end(s));
		else if (s->o->keep_lines || s->o->one_line)
			drop(s, i, 1, RULE_CONTROL);
		return 1;
	case 0x1B:
		if ((n = escape_sequence(p, left)) != 0) {
			drop(s, i, n, RULE_ESCAPE);
			return n;
		}
		break;
	default:
		break;
	}
	drop(s, i, 1, RULE_CONTROL);
	return 1;
}

/* A soft hyphen at a line's end is the layout's business. */
static void
do_soft_hyphen(struct chars *s, size_t i)
{
	const unsigned char *p = s->p->in.p;
	size_t next = i + 2, n;

	while ((n = layout_blank(p + next, s->p->in.len - next)) != 0)
		next += n;
	if (next == s->p->in.len || p[next] != '\n')
		drop(s, i, 2, RULE_SOFT_HYPHEN);
	else if (s->o->keep_lines)
		put(s, i, 2, RULE_SOFT_HYPHEN, '-');
}

static void
do_invisible(struct chars *s, size_t i, size_t len, uint32_t c)
{
	uint32_t next = peek(s, i + len);

	if (c == 0x200C || c == 0x200D) {
		if (is_virama(s->prev) || (!is_western(s->prev) && next > ' '))
			return;
	} else if (c == 0x200B) {
		if (is_unspaced(s->prev) || is_unspaced(next))
			return;
	} else if ((c == 0x61C || c == 0x200E || c == 0x200F ||
		       (c >= 0x202A && c <= 0x202E) ||
		       (c >= 0x2066 && c <= 0x2069)) &&
	    has_rtl(s)) {
		return;
	}
	drop(s, i, len, RULE_INVISIBLE);
}

static void
do_special(struct chars *s, size_t i, size_t len, uint32_t c)
{
	static const char *const ligatures[] = {
	    "ff", "fi", "fl", "ffi", "ffl", "st", "st"};

	if (c < 0xA0) {
		c = codepage_table[CP_1252][c - 0x80];
		if (c < 0xA0)
			drop(s, i, len, RULE_CONTROL);
		else
			put(s, i, len, RULE_C1, c);
	} else if (c == 0xAD) {
		do_soft_hyphen(s, i);
	} else if (c >= 0xFB00 && c <= 0xFB06) {
		pass_edit(s->p, i, len, RULE_LIGATURE, ligatures[c - 0xFB00],
		    strlen(ligatures[c - 0xFB00]));
	} else if (c == 0x2028) {
		put(s, i, len, RULE_LINE_END, line_end(s));
	} else if (c == 0x2029) {
		if (s->o->one_line)
			put(s, i, len, RULE_LINE_END, ' ');
		else
			pass_edit(s->p, i, len, RULE_LINE_END, "\n\n", 2);
	} else if (c < 0xD800 || c >= 0xE000) {
		do_invisible(s, i, len, c);
	}
}

void
repair_chars(const struct norm_options *o, struct pass *p)
{
	struct chars s = {.p = p, .o = o};
	const unsigned char *b = p->in.p;
	bool folds = o->folds != 0 || o->punctuation != NORM_PUNCTUATION_KEEP;
	size_t i = 0, n;
	uint32_t c;

	while (i < p->in.len) {
		if (!folds) {
			n = (size_t)(skip_printable(b + i, b + p->in.len) - b);
			if (n > i)
				s.prev = b[n - 1];
			if ((i = n) == p->in.len)
				break;
		}
		c = b[i];
		if (c < 0x20 || c == 0x7F) {
			n = do_control(&s, i);
		} else if (c < 0x80) {
			n = 1;
			if (folds)
				fold_char(o, p, i, 1, c, s.prev);
		} else {
			n = utf8_decode(b + i, p->in.len - i, &c);
			if (char_class(c) & CHAR_SPECIAL)
				do_special(&s, i, n, c);
			else if (folds)
				fold_char(o, p, i, n, c, s.prev);
		}
		if (!s.dropped)
			s.prev = c;
		s.dropped = false;
		i += n;
	}
}
