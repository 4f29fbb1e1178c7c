/* SPDX-License-Identifier: ISC */
#include <stdlib.h>

#include "reader.h"

struct source *
source_ref(struct source *s)
{
	__atomic_add_fetch(&s->refs, 1, __ATOMIC_RELAXED);
	return s;
}

void
source_unref(struct source *s)
{
	if (s == NULL || __atomic_sub_fetch(&s->refs, 1, __ATOMIC_ACQ_REL) > 0)
		return;
	free(s->operand);
	free(s->base);
	free(s->archive);
	free(s->member);
	free(s->label);
	free(s->encoding);
	free(s);
}
