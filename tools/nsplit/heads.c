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

static unsigned char
byte(size_t n)
{
	return n < 255 ? (unsigned char)n : 255;
}

void
heads_count_run(struct heads *h, const struct view *line, size_t n)
{
	struct heads_run *r;
	size_t i, k;

	h->count.single += n == 1;
	if (n < 2 || n > HEADS_LINES || h->count.n_runs == HEADS_RUNS)
		return;
	r = &h->count.runs[h->count.n_runs++];
	r->n = (unsigned char)n;
	for (i = 0; i < n; i++) {
		for (k = 0; k < line[i].len && line[i].p[k] != ' ';)
			k++;
		r->len[i] = byte(line[i].len);
		r->word[i] = byte(k);
		r->words[i] = byte(shape_words(line[i]));
	}
}

/* Line i of the block ends though the next line's first word would fit. */
static bool
fits(const struct heads_run *r, size_t i, size_t width)
{
	return (size_t)r->len[i] + 1 + r->word[i + 1] <= width;
}

/* Of two lines are nearly all, the second few words: headlines wrap now and
 * then, and not to a word or two each time. */
static bool
in_pairs(const struct heads_count *c)
{
	size_t i, n = 0;

	for (i = 0; i < c->n_runs; i++)
		n += c->runs[i].n == 2 && c->runs[i].words[1] <= 4 &&
		    c->runs[i].words[0] > c->runs[i].words[1];
	return n >= 4 && n * 10 >= (c->n_runs + c->single) * 9;
}

/*
 * Blocks of which no line is wrapped, as each had room for more, tell where
 * the headline stands in all: it is the line with the most words.
 */
static void
learn_place(struct heads *h)
{
	size_t place[HEADS_LINES][HEADS_LINES] = {{0}}, sure = 0, i, k, best;
	const struct heads_run *r;

	for (i = 0; i < h->count.n_runs; i++) {
		r = &h->count.runs[i];
		for (k = 0; k + 1u < r->n && fits(r, k, h->width);)
			k++;
		if (k + 1u < r->n)
			continue;
		for (k = 1, best = 0; k < r->n; k++)
			if (r->words[k] > r->words[best])
				best = k;
		place[best][r->n - 1u - best]++;
		sure++;
	}
	h->known = false;
	for (i = 0; i < HEADS_LINES && sure >= 3; i++)
		for (k = 0; k < HEADS_LINES; k++)
			if (place[i][k] * 5 >= sure * 4 &&
			    sure * 4 >= h->count.n_runs) {
				h->known = true;
				h->mostly = sure * 2 >= h->count.n_runs;
				h->above = (unsigned char)i;
				h->below = (unsigned char)k;
			}
}

void
heads_count_block(struct heads *h, size_t i, size_t n)
{
	if (n < 2)
		return;
	h->count.n_blocks++;
	if (i < HEADS_BLOCKS)
		h->count.block[0][i]++;
	if (n - 1 - i < HEADS_BLOCKS)
		h->count.block[1][n - 1 - i]++;
}

void
heads_count_name(struct heads *h, bool source, bool person, bool paper)
{
	h->count.names[source]++;
	h->count.persons += person;
	h->count.printed += paper;
}

static void
learn_block(struct heads *h)
{
	const struct heads_count *c = &h->count;
	size_t k, best = 0;
	unsigned side;

	h->side = SIDE_OPEN;
	for (side = 0; side < 2; side++)
		for (k = 0; k < HEADS_BLOCKS; k++)
			if (c->n_blocks >= 5 && c->block[side][k] > best &&
			    c->block[side][k] * 4 >= c->n_blocks * 3) {
				best = c->block[side][k];
				h->side = side == 0 ? SIDE_FIRST : SIDE_LAST;
				h->block = (unsigned char)k;
			}
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
	size_t i, wide = 0;

	h->width = width_of(c);
	/* Where most first lines end though the next word would fit, a name
	 * stands on the next. */
	for (i = 0; i < c->n_runs; i++)
		wide += fits(&c->runs[i], 0, h->width);
	h->credits = (in_pairs(c) && wide * 6 >= c->n_runs) ||
	    (c->n_runs >= 3 && wide * 2 >= c->n_runs);
	h->optional = c->single > 0;
	learn_place(h);
	learn_block(h);
	h->papers = c->names[1] > c->names[0];
	h->dashed = c->dashed[1] * 4 >= c->dashed[0] && c->dashed[1] > 1;
	h->bylines = c->bylines >= 3 && c->bylines * 5 >= c->ends[0];
	/* What is the same each time is the dump's own. */
	h->cited = c->ends[1] >= 4 && c->ends[1] * 3 >= c->ends[0] * 2 &&
	    c->same * 2 < c->ends[1];
	h->tails = c->tails[1] * 4 >= c->tails[0] && c->tails[1] > 1;
	i = c->names[0] + c->names[1];
	h->writers = i >= 3 && c->persons * 5 >= i * 4 && c->printed * 10 <= i;
	for (i = 0; i < HEADS_FORMS && c->n_forms >= 3; i++)
		if (c->forms[i] * 4 >= c->n_forms * 3)
			h->form = (int)i + 1;
	h->repeated = repeated(c);
	h->capitals = c->taken >= 3 && c->capitals * 2 > c->taken;
	h->count = (struct heads_count){0};
}
