/* SPDX-License-Identifier: ISC */
/*
 * The text's prints are entered in a table by half hash, so that comparing it
 * with another takes one look-up a print, in the other's order.  A wrong match
 * of half hashes is chance, and chance does not chain (chain.c).
 */
#include "align.h"

#include <stdlib.h>

#include "xalloc.h"

/*
 * How far apart two hits of a run may be.  Where one print in 2^level is kept,
 * and noise leaves some of those, a run shows a hit only every so often; but
 * too wide a gap takes unlike text in.  On reprints with OCR noise 130 to 160
 * units are best at level 3, 80 to 100 at level 2, 50 to 60 at level 1.
 */
static uint32_t
gap_at(unsigned level)
{
	uint32_t gap = 144;

	for (; level < 3; level++)
		gap = gap * 5 / 8;
	for (; level > 3; level--)
		gap = gap * 8 / 5;
	return gap;
}

void
align_pack(const struct sketch *s, struct align_print *out)
{
	uint32_t i;

	for (i = 0; i < s->n; i++)
		out[i] = (struct align_print){
		    (uint16_t)s->print[i].hash, s->print[i].pos};
}

/* Of equal half hashes the first counts. */
void
align_begin(struct aligner *al, struct align_text text)
{
	uint32_t i;

	if (al->where == NULL)
		al->where = xcalloc(1 << 16, sizeof(*al->where));
	al->text = text;
	for (i = text.n; i-- > 0;)
		al->where[text.print[i].hash] = (uint16_t)(i + 1);
}

void
align_end(struct aligner *al)
{
	uint32_t i;

	for (i = 0; i < al->text.n; i++)
		al->where[al->text.print[i].hash] = 0;
}

static size_t
find_hits(struct aligner *al, const struct align_text *o)
{
	const struct align_print *p = o->print, *end = p + o->n;
	size_t n = 0;
	uint32_t w;

	if (o->n > al->cap) {
		al->cap = (size_t)o->n * 2;
		al->hit = xreallocarray(al->hit, al->cap, sizeof(*al->hit));
		al->run = xreallocarray(al->run, al->cap, sizeof(*al->run));
	}
	for (; p < end; p++)
		if ((w = al->where[p->hash]) != 0)
			al->hit[n++] =
			    (struct chain_hit){(uint32_t)p->pos << o->shift,
				(uint32_t)al->text.print[w - 1].pos
				    << al->text.shift};
	return n;
}

static double
share(uint64_t part, uint32_t whole)
{
	return part >= whole ? 1 : (double)part / whole;
}

void
align_with(struct aligner *al, const struct align_text *o, struct alignment *r)
{
	const struct align_text *t = &al->text;
	struct chain_rule rule = {
	    gap_at(t->level > o->level ? t->level : o->level), 2};
	uint64_t a = 0, b = 0;
	struct chain_run *run;
	size_t n, i;

	rule.drift += (1u << (t->shift > o->shift ? t->shift : o->shift)) - 1;
	n = find_hits(al, o);
	r->n_runs = chain_runs(al->hit, n, SKETCH_K, &rule, al->run);
	for (i = 0; i < r->n_runs; i++) {
		run = &al->run[i];
		*run = (struct chain_run){
		    run->b_begin, run->b_end, run->a_begin, run->a_end};
		a += run->a_end - run->a_begin;
		b += run->b_end - run->b_begin;
	}
	r->run = al->run;
	r->of_a = share(a, t->units);
	r->of_b = share(b, o->units);
	r->score = t->units <= o->units ? r->of_a : r->of_b;
}

unsigned
align_permille(const struct alignment *al)
{
	return (unsigned)(al->score * 1000 + 0.5);
}

void
align_free(struct aligner *al)
{
	free(al->where);
	free(al->hit);
	free(al->run);
}
