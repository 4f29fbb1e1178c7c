/* SPDX-License-Identifier: ISC */
#include "sentence_mark.h"

#include "sentence_char.h"

/* Past the blanks at p; *newlines counts the line ends among them, and a
 * paragraph separator as two. */
const unsigned char *
mark_skip_blanks(
    const unsigned char *p, const unsigned char *e, unsigned *newlines)
{
	size_t n;

	while ((n = char_space(p, e)) > 0) {
		if (*p == '\n')
			++*newlines;
		else if (n == 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xA9)
			*newlines += 2;
		p += n;
	}
	return p;
}

/* ". . ." and "? !" and "! ...": a blank inside a run of terminators. */
static bool
run_goes_on(const unsigned char *p, const unsigned char *e)
{
	if (e - p < 2 || (*p != ' ' && *p != '\n'))
		return false;
	if (p[1] == '!' || p[1] == '?')
		return p[-1] == '!' || p[-1] == '?';
	if (p[1] != '.')
		return false;
	if (p[-1] == '.')
		return e - p == 2 || p[2] == '.' || char_space(p + 2, e) > 0 ||
		    char_closer(p + 2, e) > 0;
	return (p[-1] == '!' || p[-1] == '?') && e - p >= 4 && p[2] == '.' &&
	    p[3] == '.';
}

const unsigned char *
mark_terminators_end(const unsigned char *p, struct place *pl)
{
	bool dots = false;
	unsigned stops = 0;
	size_t n;

	for (;;) {
		if ((n = char_terminator(p, pl->e, &pl->exclaim, &dots)) > 0) {
			stops += *p == '.';
			p += n;
		} else if (run_goes_on(p, pl->e)) {
			p++;
		} else {
			break;
		}
	}
	pl->ellipsis = !pl->exclaim && (dots || stops >= 3);
	return p;
}

/* The number of a note at p, "[12]" or "[1-3]"; its length. */
static size_t
note_mark(const unsigned char *p, const unsigned char *e)
{
	const unsigned char *q = p + 1;

	if (e - p < 3 || *p != '[' || *q < '0' || *q > '9')
		return 0;
	while (q < e && q - p < 12 &&
	    ((*q >= '0' && *q <= '9') || *q == '-' || *q == ',' || *q == ' '))
		q++;
	return q < e && *q == ']' ? (size_t)(q + 1 - p) : 0;
}

/* What closes at p: marks, notes, and after a blank >> (French) or a note. */
const unsigned char *
mark_closers_end(const unsigned char *p, const unsigned char *e)
{
	for (;;) {
		size_t n = char_closer(p, e);

		if (n == 0)
			n = note_mark(p, e);
		if (n == 0 && char_space(p, e) > 0) {
			unsigned newlines = 0;
			const unsigned char *q =
			    mark_skip_blanks(p, e, &newlines);

			n = (size_t)(q - p);
			if (newlines > 1)
				return p;
			if (e - q >= 2 && q[0] == 0xC2 && q[1] == 0xBB &&
			    (e - q == 2 || char_space(q + 2, e) > 0 ||
				q[2] == '.' || q[2] == ','))
				n += 2;
			else if (q < e && *q == '[' && note_mark(q, e) > 0)
				n += note_mark(q, e);
			else
				return p;
		}
		if (n == 0)
			return p;
		p += n;
	}
}

/* "the end.Then": a blank was lost.  Not in names (Node.js, Amazon.Com). */
bool
mark_lost_blank(const struct place *pl)
{
	const unsigned char *w = pl->t0, *q = pl->t1;

	if (pl->t1 - pl->t0 != 1 || pl->c1 != pl->t1 || pl->e - q < 4 ||
	    *q < 'A' || *q > 'Z')
		return false;
	for (int i = 1; i < 3; i++)
		if (q[i] < 'a' || q[i] > 'z')
			return false;
	while (q < pl->e && ((*q | 0x20) >= 'a' && (*q | 0x20) <= 'z'))
		q++;
	if (char_space(q, pl->e) == 0 && (q >= pl->e || *q != ','))
		return false;
	while (w > pl->s && pl->t0 - w < 20 && w[-1] >= 'a' && w[-1] <= 'z')
		w--;
	return pl->t0 - w >= 3 && (w == pl->s || w[-1] == ' ' || w[-1] == '\n');
}
