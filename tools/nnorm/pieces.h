/* SPDX-License-Identifier: ISC */
#ifndef NNORM_PIECES_H
#define NNORM_PIECES_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/*
 * A huge text is repaired in pieces, so that the memory of the repairs is
 * bounded: text[begin..end), and behind it a gap up to next, which the
 * result has as sep.
 */
#define PIECES_FROM ((size_t)1 << 20) /* shorter texts are one piece */
#define PIECE_SIZE ((size_t)1 << 19)

struct piece {
	size_t begin;
	size_t end;
	size_t next;
	const char *sep;
};

/*
 * The piece that begins at begin: about PIECE_SIZE bytes, cut at a blank line,
 * else before an indent, else at a line's end, a blank, or a character's end.
 * With keep_lines nothing lies between pieces.  The last piece ends the text.
 */
struct piece piece_at(struct view text, size_t begin, bool keep_lines);

#endif
