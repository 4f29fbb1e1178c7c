/* SPDX-License-Identifier: ISC */
#include "roll.h"

#include <stdlib.h>

#include "xalloc.h"

void
roll_add(struct roll *r, struct view name)
{
	if (r->n - r->file.n == r->cap) {
		r->cap += r->cap / 4 + 1024;
		r->end = xreallocarray(r->end, r->cap, sizeof(*r->end));
	}
	buf_put_view(&r->bytes, name);
	r->end[r->n++ - r->file.n] = r->file.len + r->bytes.len;
}

void
roll_free(struct roll *r)
{
	buf_free(&r->bytes);
	free(r->end);
}
