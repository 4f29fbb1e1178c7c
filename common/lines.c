/* SPDX-License-Identifier: ISC */
#include "lines.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

static bool
blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* U+00A0 is C2 A0, and A0 ends other characters too. */
static bool
nbsp(const unsigned char *p)
{
	return p[0] == 0xC2 && p[1] == 0xA0;
}

static void
trim(const unsigned char *p, struct line *l, size_t end)
{
	size_t a = l->at;

	for (;;)
		if (a < end && blank(p[a]))
			a++;
		else if (a + 1 < end && nbsp(p + a))
			a += 2;
		else
			break;
	for (;;)
		if (end > a && blank(p[end - 1]))
			end--;
		else if (end > a + 1 && nbsp(p + end - 2))
			end -= 2;
		else
			break;
	l->text = a;
	l->end = end;
}

static struct line *
push(struct lines *ls)
{
	if (ls->n == ls->cap) {
		ls->cap = ls->cap == 0 ? 256 : ls->cap * 2;
		ls->v = xreallocarray(ls->v, ls->cap, sizeof(*ls->v));
	}
	return &ls->v[ls->n];
}

void
lines_index(struct lines *ls, struct view text)
{
	const unsigned char *nl;
	struct line *l;
	size_t at = 0, end;

	ls->n = 0;
	while (at < text.len) {
		nl = memchr(text.p + at, '\n', text.len - at);
		end = nl == NULL ? text.len : (size_t)(nl - text.p);
		l = push(ls);
		l->at = at;
		trim(text.p, l, end);
		ls->n++;
		at = end + (nl != NULL);
	}
	l = push(ls);
	l->at = l->text = l->end = text.len;
}

void
lines_free(struct lines *ls)
{
	free(ls->v);
	*ls = (struct lines){0};
}
