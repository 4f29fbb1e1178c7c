/* SPDX-License-Identifier: ISC */
/*
 * Dirt is known by its marks.  Some ("%", "|", "~") say so by themselves; those
 * of sentences only in a mixture that no sentence has (". ,'").  What printers
 * set between paragraphs is the same from both ends, or one mark again and
 * again.  The classes are from the project's study of scanned front pages.
 */
#include "debris.h"

#include <string.h>

#include "chartab.h"
#include "utf8.h"

/* Lines of prose round it have so many bytes. */
#define PROSE_MIN 25
/* Marks without a letter may be so many, with one so many. */
#define MARKS_MAX 16
#define LETTER_MARKS_MAX 6

struct marks {
	uint32_t c[DEBRIS_MAX]; /* code points but blanks */
	size_t n;
	size_t letters;
	size_t odd;   /* that no line consists of */
	size_t light; /* small ones of sentences */
	size_t kinds; /* different ones */
};

static bool
is_one_of(uint32_t c, const char *set)
{
	return c > 0 && c < 0x80 && strchr(set, (int)c) != NULL;
}

static bool
is_letter(uint32_t c)
{
	return ascii_is_alpha(c) || (c >= 0xC0 && c < 0x2000) || c >= 0x2E80;
}

static bool
is_odd(uint32_t c)
{
	return c < 0x80 ? is_one_of(c, "%)|\\/<>^~{}]@$&`")
			: (c >= 0xA1 && c < 0xBF && c != 0xB7 && c != 0xA7 &&
			      c != 0xAB && c != 0xBB && c != 0xAA && c != 0xBA);
}

static bool
is_light(uint32_t c)
{
	return is_one_of(c, ".,;:'`_\"-*") || c == 0xB7 || c == 0x2022 ||
	    c == 0xAB || c == 0xBB || (c >= 0x2013 && c <= 0x201E);
}

/* false where a digit or a second letter stands there. */
static bool
read_marks(struct view v, struct marks *m)
{
	size_t i, k, n;
	uint32_t c;

	m->n = m->letters = m->odd = m->light = m->kinds = 0;
	for (i = 0; i < v.len; i += n) {
		n = utf8_decode(v.p + i, v.len - i, &c);
		if (c <= ' ' || c == 0xA0)
			continue;
		m->letters += is_letter(c);
		if (ascii_is_digit(c) || m->letters > 1)
			return false;
		for (k = 0; k < m->n && m->c[k] != c; k++)
			;
		m->kinds += k == m->n;
		m->odd += is_odd(c);
		m->light += is_light(c);
		m->c[m->n++] = c;
	}
	return m->n > 0;
}

/* A rule of two marks or more, a point behind it or not: "--", "___.", "=-=".
 */
static bool
is_rule(const struct marks *m)
{
	size_t n = m->n - (m->c[m->n - 1] == '.'), i;

	for (i = 0; i < n; i++)
		if (!is_one_of(m->c[i], "_-=*") && m->c[i] != 0x2013 &&
		    m->c[i] != 0x2014)
			return false;
	return n >= 2;
}

/* The same from both ends: "* * *", "~~~", "-o-". */
static bool
is_ornament(const struct marks *m)
{
	size_t i;

	for (i = 0; i < m->n / 2; i++)
		if (m->c[i] != m->c[m->n - 1 - i])
			return false;
	return m->n >= 3;
}

/* The end or the beginning of a sentence or quotation that a line end cut:
 * dots and quotation marks alone. */
static bool
is_cut_off(const struct marks *m)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (!is_one_of(m->c[i], ".!?\"')") && m->c[i] != 0x2026 &&
		    !(m->c[i] >= 0x2018 && m->c[i] <= 0x201E) &&
		    m->c[i] != 0xAB && m->c[i] != 0xBB)
			return false;
	return m->kinds > 1 || m->n > 1;
}

static bool
is_dirt(const struct marks *m)
{
	uint32_t first = m->c[0], last = m->c[m->n - 1];

	if (is_one_of(first, "([") || is_rule(m) || is_ornament(m) ||
	    is_cut_off(m) || (first == ')' && m->n == 1))
		return false;
	if (is_one_of(first, ":;") && is_one_of(last, "()[]/\\|*"))
		return false; /* a smiley */
	if (first == '>' && m->kinds == 1)
		return false; /* mail */
	if (m->letters > 0 && m->n == 2)
		return is_one_of(first, "|~^\\}%");
	if (m->letters > 0)
		return m->n > 2 && m->n <= LETTER_MARKS_MAX && m->kinds > 2 &&
		    (m->odd > 0 || m->light == m->n - 1);
	if (m->n > MARKS_MAX)
		return false;
	if (m->odd > 0)
		return true;
	if (m->light < m->n)
		return false;
	return m->kinds > 1 || (m->n == 1 && is_one_of(first, ".,;'`_"));
}

static bool
is_prose(struct view v)
{
	size_t i, small = 0;

	for (i = 0; i < v.len; i++) {
		if (v.p[i] == '|' || v.p[i] == '\t')
			return false;
		small += (unsigned)v.p[i] - 'a' < 26u || v.p[i] >= 0x80;
	}
	return v.len >= PROSE_MIN && small * 2 > v.len;
}

static bool
ends_sentence(struct view v)
{
	return strchr(".!?\"'", v.p[v.len - 1]) != NULL ||
	    v.p[v.len - 1] >= 0x80;
}

bool
debris_line(struct view line, struct view above, struct view below)
{
	struct marks m;

	if (line.len == 0 || line.len > DEBRIS_MAX || !read_marks(line, &m) ||
	    !is_dirt(&m))
		return false;
	if ((above.len > 0 && !is_prose(above)) ||
	    (below.len > 0 && !is_prose(below)))
		return false;
	/* What stands behind a paragraph may be its last word: "(by 5 / %)". */
	return above.len == 0 || below.len > 0 || ends_sentence(above);
}
