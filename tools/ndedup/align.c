/* SPDX-License-Identifier: ISC */
/*
 * The text's prints are entered in a table by half hash, so that comparing it
 * with another takes one look-up a print, in the other's order.  A wrong match
 * of half hashes is chance, and chance does not chain (chain.c).
 *
 * Limits: a report that differs from another day's in four figures is taken for
 * its copy where it has 200 letters or more; any is where it differs in one, or
 * in the name of the day alone.
 */
#include "align.h"

#include <stdlib.h>

#include "xalloc.h"

/*
 * How far apart two hits of a run may be, at first.  Where one print in 2^level
 * is kept, and noise leaves some of those, a run shows a hit only every so
 * often; but too wide a gap takes unlike text in.  On reprints with OCR noise
 * 120 to 150 units are best with prints of nine at level 3, 80 to 100 at level
 * 2, 50 to 60 at level 1.
 */
static uint32_t
gap_at(unsigned level, unsigned k)
{
	uint32_t gap = 14 * k;

	for (; level < 3; level++)
		gap = gap * 5 / 8;
	for (; level > 3; level--)
		gap = gap * 8 / 5;
	return gap;
}

struct align_text
align_pack(const struct sketch *s, struct align_print *out)
{
	uint32_t i;

	for (i = 0; i < s->n; i++)
		out[i] = (struct align_print){
		    (uint16_t)s->print[i].hash, s->print[i].pos};
	return (struct align_text){out, s->n, s->units, s->level, s->shift};
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

/*
 * The same once the runs tell how far apart the hits are: SPACINGS times that,
 * the first gap counting as much as PRIOR hits.  So it is wide between two bad
 * scans, and narrow between clean texts, where a hole is no accident.
 */
static uint32_t
gap_of_runs(const struct chain_run *run, size_t n, uint32_t gap)
{
	enum { SPACINGS = 12, PRIOR = 8, WIDEST = 4 };
	uint64_t span = 0, hits = 0, got;
	size_t i;

	for (i = 0; i < n; i++) {
		span += run[i].a_end - run[i].a_begin;
		hits += run[i].hits;
	}
	got = (SPACINGS * span + (uint64_t)PRIOR * gap) / (hits + PRIOR);
	return got < (uint64_t)WIDEST * gap ? (uint32_t)got : WIDEST * gap;
}

/* Of the prints in the runs: how many there are, and how many of them the other
 * text has. */
struct matched {
	unsigned words, same_words;
	unsigned figures, same_figures; /* prints that overlap are one */
};

static struct matched
match_runs(const struct aligner *al, const struct align_text *o, size_t runs)
{
	const struct align_print *p = o->print, *end = p + o->n;
	struct matched n = {0};
	uint32_t at, last = 0;
	bool there, counted = false;
	size_t i;

	for (i = 0; i < runs; i++)
		for (; p < end &&
		     (at = (uint32_t)p->pos << o->shift) < al->run[i].a_end;
		     p++) {
			if (at < al->run[i].a_begin)
				continue;
			there = al->where[p->hash] != 0;
			if ((p->hash & SKETCH_DIGIT) == 0) {
				n.words++;
				n.same_words += there;
			} else if ((p->hash & SKETCH_FIGURE) == SKETCH_FIGURE) {
				if (n.figures == 0 || at - last >= al->k) {
					n.figures++;
					counted = false;
					last = at;
				}
				n.same_figures += there && !counted;
				counted |= there;
			}
		}
	return n;
}

/*
 * Reports of markets, weather and games are one day's like the other's but for
 * their figures: those differ where the words do not.  In a bad scan both do,
 * and that says nothing: of a short report it has to be unlikely that as many
 * prints without figures were all misread.
 */
static bool
other_day(const struct align_text *t, const struct matched *n, uint64_t same,
    unsigned figures)
{
	const double bad = same < n->words ? 1 - (double)same / n->words : 0;
	double chance = 1;
	unsigned i, mine = 0;

	if (figures < 2 || n->same_figures > 0)
		return false;
	for (i = 0; i < figures; i++)
		chance *= bad;
	/* A bad scan makes figures, too, but not in both. */
	for (i = 0; i < t->n; i++)
		mine += (t->print[i].hash & SKETCH_FIGURE) == SKETCH_FIGURE;
	return chance < 1 / 16.0 && mine >= figures;
}

static bool
other_figures(const struct aligner *al, const struct align_text *o, size_t runs)
{
	enum { ENOUGH = 5, CLEAN = 2, RARE = 4, SHORT = 200 };
	const struct matched n = match_runs(al, o, runs);
	const unsigned more =
	    al->text.level > o->level ? al->text.level - o->level : 0;
	const uint64_t same = (uint64_t)n.same_words << more;

	if ((al->text.units < SHORT || o->units < SHORT) &&
	    other_day(&al->text, &n, same, n.figures >> more))
		return true;
	return n.figures >= ENOUGH && same * CLEAN >= n.words &&
	    (uint64_t)n.same_figures * n.words * RARE <= same * n.figures;
}

/* How much of the text is in runs: where a passage comes twice in the other, it
 * may be in two of them.  Puts the runs in the order of a. */
static uint64_t
covered(struct chain_run *run, size_t n)
{
	uint32_t end = 0, begin;
	struct chain_run r;
	uint64_t sum = 0;
	size_t i, k;

	for (i = 1; i < n; i++) {
		r = run[i];
		for (k = i; k > 0 && run[k - 1].a_begin > r.a_begin; k--)
			run[k] = run[k - 1];
		run[k] = r;
	}
	for (i = 0; i < n; i++) {
		begin = run[i].a_begin > end ? run[i].a_begin : end;
		if (run[i].a_end > begin)
			sum += run[i].a_end - begin;
		if (run[i].a_end > end)
			end = run[i].a_end;
	}
	return sum;
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
	    gap_at(t->level > o->level ? t->level : o->level, al->k), 2};
	uint64_t b = 0, hits = 0;
	struct chain_run *run;
	size_t n, i;

	rule.drift += (1u << (t->shift > o->shift ? t->shift : o->shift)) - 1;
	n = find_hits(al, o);
	r->n_runs = chain_runs(al->hit, n, al->k, &rule, al->run);
	if (r->n_runs > 0) {
		rule.gap = gap_of_runs(al->run, r->n_runs, rule.gap);
		r->n_runs = chain_runs(al->hit, n, al->k, &rule, al->run);
	}
	r->figures = other_figures(al, o, r->n_runs);
	for (i = 0; i < r->n_runs; i++) {
		run = &al->run[i];
		*run = (struct chain_run){run->b_begin, run->b_end,
		    run->a_begin, run->a_end, run->hits};
		b += run->b_end - run->b_begin;
		hits += run->hits;
	}
	r->run = al->run;
	r->of_a = share(covered(al->run, r->n_runs), t->units);
	r->of_b = share(b, o->units);
	r->score = r->figures ? 0 : t->units <= o->units ? r->of_a : r->of_b;
	/* Two or three prints of the language may be in line by chance. */
	r->sure = r->score * (double)hits / ((double)hits + 0.5);
}

unsigned
align_permille(const struct alignment *al)
{
	return (unsigned)(al->sure * 1000 + 0.5);
}

void
align_free(struct aligner *al)
{
	free(al->where);
	free(al->hit);
	free(al->run);
}
