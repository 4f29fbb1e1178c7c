/* SPDX-License-Identifier: ISC */
/* The list of quotations that attrib.c fills and emit.c writes. */
#include "quote.h"

#include <stdlib.h>

#include "xalloc.h"

void
quotes_clear(struct quotes *qs)
{
	qs->n = 0;
	qs->n_spans = 0;
	buf_clear(&qs->names);
}

void
quotes_free(struct quotes *qs)
{
	free(qs->q);
	free(qs->spans);
	buf_free(&qs->names);
	*qs = (struct quotes){0};
}

struct quotation *
quotes_add(struct quotes *qs)
{
	if (qs->n == qs->cap) {
		qs->cap = qs->cap > 0 ? 2 * qs->cap : 32;
		qs->q = xreallocarray(qs->q, qs->cap, sizeof(*qs->q));
	}
	qs->q[qs->n] = (struct quotation){0};
	return &qs->q[qs->n++];
}

size_t
quotes_add_span(struct quotes *qs, struct span s)
{
	if (qs->n_spans == qs->cap_spans) {
		qs->cap_spans = qs->cap_spans > 0 ? 2 * qs->cap_spans : 32;
		qs->spans =
		    xreallocarray(qs->spans, qs->cap_spans, sizeof(*qs->spans));
	}
	qs->spans[qs->n_spans] = s;
	return qs->n_spans++;
}
