/* SPDX-License-Identifier: ISC */
#include "ndedup/sketch.h"

#include <string.h>

#include "tap.h"
#include "words.h"

static const struct sketch_rule fine = {
    .k = SKETCH_K, .level = 2, .max = 100000};
static const struct sketch_rule coarse = {
    .k = SKETCH_K, .level = 4, .max = 100000};

/* How many prints of a, moved by shift, are in b. */
static size_t
common(const struct sketch *a, const struct sketch *b, uint32_t shift)
{
	size_t i, j = 0, n = 0;

	for (i = 0; i < a->n; i++) {
		while (j < b->n && b->print[j].pos < a->print[i].pos + shift)
			j++;
		n += j < b->n && b->print[j].pos == a->print[i].pos + shift &&
		    b->print[j].hash == a->print[i].hash;
	}
	return n;
}

static void
surroundings(void)
{
	struct buf alone = {0}, within = {0};
	struct sketcher k = {0}, l = {0};
	struct sketch a, b;
	uint32_t before;

	put_letters(&within, 3, 900);
	before = (uint32_t)within.len;
	put_letters(&alone, 4, 2000);
	put_letters(&within, 4, 2000);
	put_letters(&within, 5, 700);
	sketch_make(&k, &fine, buf_view(&alone), &a);
	sketch_make(&l, &fine, buf_view(&within), &b);
	ok(a.n > 400 && a.n < 600, "one print in four is sampled: %u", a.n);
	ok(common(&a, &b, before) == a.n,
	    "a passage has the same prints whatever surrounds it");
	buf_free(&alone);
	buf_free(&within);
	sketcher_free(&k);
	sketcher_free(&l);
}

static void
nesting(void)
{
	struct sketcher k = {0}, l = {0};
	struct buf t = {0};
	struct sketch a, b;
	size_t i, n = 0;

	put_letters(&t, 9, 5000);
	sketch_make(&k, &fine, buf_view(&t), &a);
	sketch_make(&l, &coarse, buf_view(&t), &b);
	ok(common(&b, &a, 0) == b.n, "a coarse sketch is part of a fine one");
	for (i = 0; i < a.n; i++)
		n += a.print[i].level >= 4;
	ok(n == b.n, "a print knows which sketches it is in");
	sketch_make(&l,
	    &(struct sketch_rule){.k = SKETCH_K, .level = 2, .max = 300},
	    buf_view(&t), &b);
	ok(b.n <= 300 && b.n > 100 && b.level > 2,
	    "a sketch that is too long is thinned to a coarser one");
	sketch_make(&l, &(struct sketch_rule){SKETCH_K, 2, 9999, 6000},
	    buf_view(&t), &b);
	ok(b.level == 1 && b.n > a.n, "short texts are sketched closer");
	buf_free(&t);
	sketcher_free(&k);
	sketcher_free(&l);
}

static void
extremes(void)
{
	struct sketcher k = {0};
	struct buf t = {0};
	struct sketch s;
	uint32_t i;

	sketch_make(&k, &fine, buf_view(&t), &s);
	ok(s.n == 0 && s.units == 0, "no text, no prints");
	put_letters(&t, 1, SKETCH_K - 1);
	sketch_make(&k, &fine, buf_view(&t), &s);
	ok(s.n == 0 && s.units == SKETCH_K - 1,
	    "a text shorter than a print has none");
	for (i = 0; i < 500; i++)
		buf_puts(&t, "abcdefghijkl");
	sketch_make(&k, &fine, buf_view(&t), &s);
	ok(s.n < 30, "repeated text has each print once");
	buf_clear(&t);
	put_letters(&t, 2, 300000);
	sketch_make(&k, &coarse, buf_view(&t), &s);
	ok(s.shift == 3 && (uint32_t)s.print[s.n - 1].pos << s.shift > 299000,
	    "positions of long texts are coarsened");
	buf_free(&t);
	sketcher_free(&k);
}

int
main(void)
{
	surroundings();
	nesting();
	extremes();
	return done();
}
