/* SPDX-License-Identifier: ISC */
#include "why.h"

#include <stdlib.h>
#include <string.h>

#include "dup.h"
#include "json.h"
#include "xalloc.h"

bool
why_open(struct why *w, const char *ids)
{
	const char *comma = strchr(ids, ',');

	if (comma == NULL || comma == ids || comma[1] == '\0')
		return false;
	w->a.id =
	    (struct view){(const unsigned char *)ids, (size_t)(comma - ids)};
	w->b.id =
	    (struct view){(const unsigned char *)comma + 1, strlen(comma + 1)};
	return true;
}

static bool
is_wanted(const struct why_record *r, struct view id)
{
	return !r->found && r->id.len == id.len &&
	    memcmp(r->id.p, id.p, id.len) == 0;
}

struct why_record *
why_wants(struct why *w, struct view id)
{
	if (is_wanted(&w->a, id))
		return &w->a;
	return is_wanted(&w->b, id) ? &w->b : NULL;
}

void
why_keep(struct why_record *r, struct view text, const struct sketch *s,
    struct hash128 key, uint64_t raw, uint32_t cluster)
{
	r->found = true;
	buf_put_view(&r->text, text);
	r->print = xmallocarray((size_t)s->n + 1, sizeof(*r->print));
	r->sketch = align_pack(s, r->print);
	r->raw = raw;
	r->key = key;
	r->cluster = cluster;
}

static void
put_number(struct buf *b, const char *name, uint64_t n)
{
	buf_puts(b, name);
	buf_put_u64(b, n);
}

static void
put_record(struct buf *b, const char *name, const struct why_record *r,
    struct view root, double coverage)
{
	buf_puts(b, name);
	buf_puts(b, "{\"id\":");
	json_put_string(b, r->id);
	buf_puts(b, ",\"root\":");
	json_put_string(b, root);
	put_number(b, ",\"letters\":", r->sketch.units);
	put_number(b, ",\"fingerprints\":", r->sketch.n);
	put_number(b, ",\"one_in\":", (uint64_t)1 << r->sketch.level);
	buf_puts(b, ",\"coverage\":");
	dup_put_share(b, coverage);
	buf_putc(b, '}');
}

static void
put_place(struct buf *b, const char *name, struct canon *c,
    const struct why_record *r, uint32_t begin, uint32_t end)
{
	uint32_t at[2] = {begin, end - 1};
	struct canon_place first[2], past[2];

	canon_locate(c, buf_view(&r->text), at, 2, first, past);
	buf_puts(b, name);
	put_number(b, "{\"begin\":", first[0].cp);
	put_number(b, ",\"end\":", past[1].cp);
	put_number(b, ",\"byte_begin\":", first[0].byte);
	put_number(b, ",\"byte_end\":", past[1].byte);
	buf_putc(b, '}');
}

static void
put_runs(struct buf *b, const struct why *w, const struct alignment *al)
{
	struct canon c = {0};
	const struct chain_run *r;
	size_t i;

	buf_puts(b, ",\"runs\":[");
	for (i = 0; i < al->n_runs; i++) {
		r = &al->run[i];
		put_place(b, i > 0 ? ",{\"a\":" : "{\"a\":", &c, &w->a,
		    r->a_begin, r->a_end);
		put_place(b, ",\"b\":", &c, &w->b, r->b_begin, r->b_end);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
	canon_free(&c);
}

/* Fingerprints that both have, by half hashes. */
static uint32_t
count_shared(const struct why *w)
{
	bool *there = xcalloc(1 << 16, sizeof(*there));
	uint32_t i, n = 0;

	for (i = 0; i < w->a.sketch.n; i++)
		there[w->a.print[i].hash] = true;
	for (i = 0; i < w->b.sketch.n; i++)
		n += there[w->b.print[i].hash];
	free(there);
	return n;
}

static const char *
reason(const struct why *w, const struct cluster_rule *rule,
    const struct alignment *al)
{
	if (w->a.sketch.units == 0 || w->b.sketch.units == 0)
		return "a text without letters is never a duplicate";
	if (w->a.raw == w->b.raw)
		return "the texts are equal";
	if (w->a.key.hi == w->b.key.hi && w->a.key.lo == w->b.key.lo)
		return "the texts have the same letters and digits";
	if (!rule->near)
		return "the texts differ, and near copies are not looked for";
	if (al->figures)
		return "the words are the same, the figures are not";
	if (al->sure >= rule->single)
		return "the score is enough between two records";
	if (al->sure >= rule->assign)
		return "the score is enough as the mean over a cluster of "
		       "several, not between two records";
	if (al->score >= rule->assign)
		return "the score is not enough where so few fingerprints "
		       "tell it";
	return "the score is not enough";
}

void
why_put(struct why *w, const struct cluster_rule *rule, struct view root_a,
    struct view root_b, struct buf *b)
{
	struct aligner al = {.k = rule->k};
	struct alignment got;

	align_begin(&al, w->a.sketch);
	align_with(&al, &w->b.sketch, &got);
	put_record(b, "{\"a\":", &w->a, root_a, got.of_a);
	put_record(b, ",\"b\":", &w->b, root_b, got.of_b);
	put_number(b, ",\"shared\":", count_shared(w));
	buf_puts(b, ",\"score\":");
	dup_put_share(b, got.score);
	buf_puts(b, ",\"needs\":");
	dup_put_share(b, rule->single);
	buf_puts(b, ",\"needs_mean\":");
	dup_put_share(b, rule->assign);
	buf_puts(b, ",\"reason\":\"");
	buf_puts(b, reason(w, rule, &got));
	buf_putc(b, '"');
	put_runs(b, w, &got);
	buf_puts(b, "}\n");
	align_free(&al);
}

void
why_free(struct why *w)
{
	buf_free(&w->a.text);
	buf_free(&w->b.text);
	free(w->a.print);
	free(w->b.print);
}
