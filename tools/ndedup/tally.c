/* SPDX-License-Identifier: ISC */
/*
 * A small table by linear probing, filled to half; what is in use is listed, so
 * that it is emptied without looking at the rest.
 */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

/* An empty table of n slots (a power of two). */
static void
make(struct tally *t, uint32_t n)
{
	uint32_t i;

	t->cap = n;
	t->slot = xmallocarray(n, sizeof(*t->slot));
	t->touched = xreallocarray(t->touched, n, sizeof(*t->touched));
	for (i = 0; i < n; i++)
		t->slot[i].group = TALLY_NONE;
}

void
tally_init(struct tally *t)
{
	*t = (struct tally){0};
	make(t, 1024);
}

void
tally_free(struct tally *t)
{
	free(t->slot);
	free(t->touched);
}

static inline struct tally_slot *
find(struct tally *t, uint32_t group)
{
	uint32_t mask = t->cap - 1, j = group * 0x9E3779B1u & mask;

	while (t->slot[j].group != TALLY_NONE && t->slot[j].group != group)
		j = (j + 1) & mask;
	return &t->slot[j];
}

static void
grow(struct tally *t)
{
	struct tally_slot *old = t->slot, *s;
	uint32_t i, *from = xmallocarray(t->used, sizeof(*from));

	memcpy(from, t->touched, t->used * sizeof(*from));
	make(t, t->cap * 2);
	for (i = 0; i < t->used; i++) {
		s = find(t, old[from[i]].group);
		*s = old[from[i]];
		t->touched[i] = (uint32_t)(s - t->slot);
	}
	free(from);
	free(old);
}

void
tally_add(struct tally *t, const uint32_t *group, size_t n)
{
	struct tally_slot *s;

	for (; n > 0; n--, group++) {
		s = find(t, *group);
		if (s->group == *group) {
			s->count++;
			continue;
		}
		*s = (struct tally_slot){*group, 1};
		t->touched[t->used++] = (uint32_t)(s - t->slot);
		if (t->used * 2 > t->cap)
			grow(t);
	}
}

void
tally_clear(struct tally *t)
{
	uint32_t i;

	for (i = 0; i < t->used; i++)
		t->slot[t->touched[i]].group = TALLY_NONE;
	t->used = 0;
}
