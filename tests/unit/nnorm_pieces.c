/* SPDX-License-Identifier: ISC */
#include <stdlib.h>
#include <string.h>

#include "nnorm/pieces.h"
#include "tap.h"

/* So many bytes of words, and then the end. */
static struct view
text(size_t size, size_t at, const char *gap)
{
	static unsigned char *t;
	size_t i;

	free(t);
	t = malloc(size);
	for (i = 0; i < size; i++)
		t[i] = i % 7 == 6 ? ' ' : 'a';
	memcpy(t + at, gap, strlen(gap));
	return (struct view){t, size};
}

static bool
cut_is(struct view t, size_t end, size_t next, const char *sep)
{
	struct piece p = piece_at(t, 0, false);

	printf("# %zu..%zu, %zu\n", p.begin, p.end, p.next);
	return p.begin == 0 && p.end == end && p.next == next &&
	    strcmp(p.sep, sep) == 0;
}

int
main(void)
{
	const size_t size = 2 * PIECE_SIZE, at = PIECE_SIZE * 3 / 4 / 7 * 7 + 3;
	struct view t = text(PIECE_SIZE, 0, "");
	struct piece p;

	ok(cut_is(t, t.len, t.len, ""), "a short text is one piece");
	t = text(size, at, "\n  \r\n");
	ok(cut_is(t, at, at + 5, "\n\n"), "a piece ends at a blank line");
	t = text(size, at, "\n  bb\nc");
	ok(cut_is(t, at, at + 3, "\n\n"),
	    "a piece ends before an indent rather than at a line's end");
	t = text(size, at, "\nb");
	ok(cut_is(t, at, at + 1, "\n"), "a piece ends at a line's end");
	p = piece_at(t, 0, true);
	ok(p.end == at + 1 && p.next == p.end && p.sep[0] == '\0',
	    "where lines are kept nothing lies between pieces");
	t = text(size, 0, "");
	p = piece_at(t, 0, false);
	ok(t.p[p.next - 1] == ' ' && strcmp(p.sep, " ") == 0,
	    "a line without an end is cut at a blank");
	memset((unsigned char *)t.p, 0x82, size);
	p = piece_at(t, 0, false);
	ok(p.end > 0 && p.next <= PIECE_SIZE,
	    "bytes that make no text are cut somewhere");
	return done();
}
