/* SPDX-License-Identifier: ISC */
/*
 * From text to sketch to alignment: units lie in the text where they are said
 * to; prints ascend and are distinct; a sketch of a text with more behind it
 * has the prints of the text; a text aligns with itself in full and with
 * anything in bounds.
 */
#include "fuzz.h"
#include "ndedup/align.h"
#include "ndedup/canon.h"

#define PLACES 16

static struct canon canon;
static struct sketcher sketcher, other;
static struct aligner aligner;

static void
check_places(struct view text)
{
	struct canon_place first[PLACES], past[PLACES];
	uint32_t at[PLACES];
	size_t i, n = canon.units.len, end = 0;

	for (i = 0; i < PLACES; i++)
		at[i] = (uint32_t)(n * i / (PLACES - 1));
	canon_locate(&canon, text, at, PLACES, first, past);
	for (i = 0; i < PLACES; i++) {
		CHECK(first[i].byte >= end && first[i].byte <= past[i].byte &&
		    past[i].byte <= text.len);
		CHECK(first[i].cp <= past[i].cp && past[i].cp <= past[i].byte);
		CHECK(at[i] >= n || first[i].byte < past[i].byte);
		end = first[i].byte;
	}
}

static void
check_sketch(const struct sketch_rule *rule, const struct sketch *s)
{
	uint32_t i, k;

	CHECK(s->n <= rule->max && s->level <= SKETCH_LEVEL_MAX);
	for (i = 0; i < s->n; i++) {
		CHECK(s->print[i].level >= s->level);
		CHECK((uint64_t)s->print[i].pos << s->shift < s->units);
		CHECK(i == 0 || s->print[i - 1].pos <= s->print[i].pos);
		for (k = 0; k < i; k++)
			CHECK(s->print[k].hash != s->print[i].hash);
	}
}

/* The prints of a text are among those of a longer one, at the same level. */
static void
check_longer(const struct sketch *a, const struct sketch *b)
{
	uint32_t i, k;

	for (i = 0; i < a->n; i++) {
		if (a->print[i].level < b->level)
			continue;
		for (k = 0; k < b->n; k++)
			if (b->print[k].hash == a->print[i].hash)
				break;
		CHECK(k < b->n);
	}
}

static void
check_alignment(const struct sketch *a, const struct sketch *b)
{
	static struct align_print pa[64], pb[64];
	struct align_text ta = align_pack(a, pa), tb = align_pack(b, pb);
	struct alignment al;
	size_t i;

	align_begin(&aligner, ta);
	align_with(&aligner, &tb, &al);
	CHECK(al.score >= 0 && al.score <= 1 && al.of_a >= 0 && al.of_a <= 1 &&
	    al.of_b >= 0 && al.of_b <= 1);
	for (i = 0; i < al.n_runs; i++) {
		CHECK(al.run[i].a_begin <= al.run[i].a_end);
		CHECK(al.run[i].b_begin <= al.run[i].b_end);
		CHECK(i == 0 || al.run[i].a_begin >= al.run[i - 1].a_begin);
	}
	CHECK(align_permille(&al) <= 1000);
	align_end(&aligner);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct buf longer;
	struct view in = {data, size};
	unsigned c = first_byte(&in);
	const struct sketch_rule rule = {.k = 8 + (c >> 4) % 4,
	    .level = c % 4,
	    .max = 16 + (c >> 2) % 4 * 16,
	    .dense = c & 64};
	struct sketch s, t;

	canon_text(&canon, in);
	check_places(in);
	aligner.k = rule.k;
	sketch_make(&sketcher, &rule, buf_view(&canon.units), &s);
	CHECK(s.units == canon.units.len);
	check_sketch(&rule, &s);
	buf_clear(&longer);
	buf_put(&longer, in.p, in.len / 3);
	buf_put_view(&longer, buf_view(&canon.units));
	buf_puts(&longer, "fog over the harbour");
	sketch_make(&other, &rule, buf_view(&longer), &t);
	check_sketch(&rule, &t);
	check_longer(&s, &t);
	check_alignment(&s, &t);
	check_alignment(&t, &s);
	check_alignment(&s, &s);
	return 0;
}
