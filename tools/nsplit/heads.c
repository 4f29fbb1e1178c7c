/* SPDX-License-Identifier: ISC */
#include "heads.h"

#include "hash.h"
#include "shape.h"

void
heads_forget(struct heads *h)
{
	*h = (struct heads){0};
}

/* The longest lines but for one in twenty, which may be mistakes. */
static size_t
width_of(const struct heads_count *c)
{
	size_t i, n = 0, sum = 0;

	for (i = 0; i < HEADS_LENGTHS; i++)
		n += c->lengths[i];
	for (i = 0; i < HEADS_LENGTHS - 1 && sum + n / 20 < n; i++)
		sum += c->lengths[i];
	return n >= 3 ? i - 1 : 0;
}

void
heads_count_title(struct heads *h, struct view v, bool paper)
{
	struct heads_count *c = &h->count;

	if (c->n_titles == HEADS_TITLES)
		return;
	c->titles[c->n_titles++] = (uint32_t)hash64(v.p, v.len);
	c->words += shape_words(v);
	c->of_paper += paper;
}

/* What the cue gave for headlines are names: a quarter of them came before, or
 * they are short and a third reads as publications. */
static bool
repeated(const struct heads_count *c)
{
	size_t i, j, again = 0;

	for (i = 0; i < c->n_titles; i++) {
		for (j = 0; j < i && c->titles[j] != c->titles[i];)
			j++;
		again += j < i;
	}
	return c->n_titles >= 4 &&
	    (again * 4 >= c->n_titles ||
		(c->words <= c->n_titles * 3 &&
		    c->of_paper * 3 >= c->n_titles));
}

void
heads_learn(struct heads *h)
{
	const struct heads_count *c = &h->count;
	size_t i, fits = 0;

	h->width = width_of(c);
	/* Where most first lines end though the next word would fit, a name
	 * stands on the next. */
	for (i = 0; i < c->n_breaks; i++)
		fits += (size_t)c->breaks[i].line + 1 + c->breaks[i].word <=
		    h->width;
	h->credits = c->n_breaks >= 3 && fits * 2 >= c->n_breaks;
	h->papers = c->names[1] > c->names[0];
	for (i = 0; i < HEADS_FORMS && c->n_forms >= 3; i++)
		if (c->forms[i] * 4 >= c->n_forms * 3)
			h->form = (int)i + 1;
	h->repeated = repeated(c);
	h->capitals = c->taken >= 3 && c->capitals * 2 > c->taken;
	h->count = (struct heads_count){0};
}
