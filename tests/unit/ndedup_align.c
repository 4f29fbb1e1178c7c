/* SPDX-License-Identifier: ISC */
#include "ndedup/align.h"

#include "ndedup/canon.h"
#include "tap.h"
#include "words.h"

static struct alignment got;

/* Compare two texts; got is the result. */
static void
compare(const struct buf *a, const struct buf *b)
{
	static struct aligner al = {.k = SKETCH_K};
	static struct align_print print[2][512];
	const struct buf *text[] = {a, b};
	struct align_text t[2];
	struct canon canon = {0};
	struct sketcher sketcher = {0};
	struct sketch s;
	unsigned i;

	for (i = 0; i < 2; i++) {
		canon_text(&canon, buf_view(text[i]));
		sketch_make(&sketcher, &sketch_rule_default,
		    buf_view(&canon.units), &s);
		t[i] = align_pack(&s, print[i]);
	}
	align_begin(&al, t[0]);
	align_with(&al, &t[1], &got);
	align_end(&al);
	align_free(&al);
	al = (struct aligner){.k = SKETCH_K};
	canon_free(&canon);
	sketcher_free(&sketcher);
}

/* A price list: words of the seed, figures of the day. */
static void
put_prices(struct buf *b, unsigned seed, unsigned day)
{
	unsigned i;

	for (i = 0; i < 25; i++) {
		put_words(b, seed + i, 4);
		buf_printf(b, " %u.%02u\n", 20 + (day * 37 + i * 11) % 79,
		    (day * 53 + i * 29) % 100);
	}
}

int
main(void)
{
	struct buf a = {0}, b = {0}, c = {0};
	unsigned i, told = 0;

	put_prices(&a, 3, 1);
	put_prices(&b, 3, 2);
	compare(&a, &b);
	ok(got.figures && got.score == 0 && got.of_a > 0.8,
	    "the same words with other figures are no copy");
	buf_clear(&b);
	put_prices(&b, 3, 1);
	spoil(&b, 5, 40);
	compare(&a, &b);
	ok(!got.figures && got.score > 0.8,
	    "a damaged copy of a price list is one");
	for (i = 0; i < 20; i++) {
		buf_clear(&a);
		buf_clear(&b);
		put_prices(&a, 100 * i, 1);
		put_prices(&b, 100 * i, 2);
		spoil(&b, 5, 8);
		compare(&a, &b);
		told += got.figures;
	}
	ok(told <= 6,
	    "where the words are damaged as badly figures mostly say nothing");

	buf_clear(&a);
	buf_clear(&b);
	put_words(&a, 1, 400);
	put_words(&b, 1, 400);
	spoil(&a, 3, 12);
	spoil(&b, 5, 12);
	compare(&a, &b);
	ok(got.score > 0.9, "two bad scans of a text align in spite of holes");
	buf_clear(&a);
	buf_clear(&b);
	put_words(&a, 1, 60);
	put_words(&a, 2, 30);
	put_words(&a, 3, 60);
	put_words(&b, 1, 60);
	put_words(&b, 4, 30);
	put_words(&b, 3, 60);
	compare(&a, &b);
	ok(got.score < 0.9 && got.n_runs == 2,
	    "a hole between clean stretches is a hole");
	buf_clear(&a);
	buf_clear(&b);
	put_words(&a, 1, 200);
	put_words(&a, 2, 200);
	put_words(&b, 1, 200);
	spoil(&b, 3, 12);
	put_words(&c, 1, 200);
	spoil(&c, 5, 12);
	put_words(&b, 3, 200);
	buf_put_view(&b, buf_view(&c));
	compare(&a, &b);
	ok(got.n_runs > 1 && got.score < 0.6,
	    "a passage that the other text has twice counts once");
	buf_free(&a);
	buf_free(&b);
	buf_free(&c);
	return done();
}
