/* SPDX-License-Identifier: ISC */
#include "pieces.h"

#include <string.h>

#include "layout.h"
#include "utf8.h"

/* Is there a piece end at the line feed at lf?  2: a blank line, 1: an indent,
 * 0: the end of a line. */
static int
break_kind(struct view t, size_t lf)
{
	size_t at = lf + 1, n;

	while ((n = layout_blank(t.p + at, t.len - at)) != 0)
		at += n;
	if (at < t.len && t.p[at] == '\n')
		return 2;
	return at > lf + 1;
}

/* The best place to cut in the second half of text[from..to): a line feed or a
 * blank; to when there is none. */
static size_t
find_cut(struct view t, size_t from, size_t to)
{
	const unsigned char *half = t.p + from + (to - from) / 2, *p, *end;
	const unsigned char *best = NULL;
	int kind, found = -1;

	for (end = t.p + to; found < 2; end = p) {
		p = memrchr(half, '\n', (size_t)(end - half));
		if (p == NULL)
			break;
		if ((kind = break_kind(t, (size_t)(p - t.p))) > found) {
			found = kind;
			best = p;
		}
	}
	if (best == NULL)
		best = memrchr(half, ' ', (size_t)(t.p + to - half));
	return best != NULL ? (size_t)(best - t.p) : to;
}

/* No character is cut, nor a pair of surrogates. */
static size_t
whole_char(struct view t, size_t at)
{
	size_t back = 0;

	while (back < 8 && at < t.len &&
	    (utf8_is_cont(t.p[at]) || t.p[at] == 0xED)) {
		at--;
		back++;
	}
	return at;
}

struct piece
piece_at(struct view t, size_t begin, bool keep_lines)
{
	struct piece p = {begin, t.len, t.len, ""};
	size_t cut, n;

	if (t.len - begin <= PIECE_SIZE * 3 / 2)
		return p;
	cut = find_cut(t, begin, begin + PIECE_SIZE);
	if (keep_lines || (t.p[cut] != '\n' && t.p[cut] != ' ')) {
		cut += t.p[cut] == '\n' || t.p[cut] == ' ';
		p.end = p.next = whole_char(t, cut);
		return p;
	}
	p.sep = t.p[cut] == ' ' ? " " : break_kind(t, cut) > 0 ? "\n\n" : "\n";
	for (p.next = cut; p.next < t.len; p.next += n) {
		n = t.p[p.next] == '\n'
		    ? 1
		    : layout_blank(t.p + p.next, t.len - p.next);
		if (n == 0)
			break;
	}
	for (p.end = cut; p.end > begin &&
	     (t.p[p.end - 1] == '\n' || t.p[p.end - 1] == ' ' ||
		 t.p[p.end - 1] == '\r');
	     p.end--)
		;
	return p;
}
