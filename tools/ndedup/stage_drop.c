/* SPDX-License-Identifier: ISC */
/*
 * The last step: which records go, and how they relate to what is kept, as
 * whole_verdict() has it.
 */
#include <stdlib.h>
#include <string.h>

#include "stage.h"
#include "xalloc.h"

struct stage_kept {
	bool known;
	struct hash128 key;
	uint64_t raw;
	struct align_print *print;
	struct align_text text;
};

static void
add_kept(struct stage *st)
{
	if (st->n_kept == st->cap_kept) {
		st->cap_kept += st->cap_kept / 2 + 64;
		st->kept =
		    xreallocarray(st->kept, st->cap_kept, sizeof(*st->kept));
	}
	st->kept[st->n_kept++] = (struct stage_kept){.known = false};
}

void
stage_drop_free(struct stage *st)
{
	uint32_t i;

	for (i = 0; i < st->n_kept; i++)
		free(st->kept[i].print);
	free(st->kept);
	exact_free(&st->wanted);
	exact_free(&st->dropped);
	roll_free(&st->roots);
}

int
stage_roots(struct stage *st, struct view lines, struct buf *why)
{
	const unsigned char *p = lines.p, *end = p + lines.len, *q;
	struct view line, field[3];
	uint64_t n = 0;

	for (; p < end; p = q + 1) {
		q = memchr(p, '\n', (size_t)(end - p));
		if (q == NULL)
			q = end;
		line = (struct view){p, (size_t)(q - p)};
		n++;
		if (stage_split(line, field, 3) != 2) {
			buf_printf(why, "line %llu is not ID, tab, ROOT",
			    (unsigned long long)n);
			return -1;
		}
		if (field[0].len == field[1].len &&
		    memcmp(field[0].p, field[1].p, field[0].len) == 0)
			continue;
		if (exact_add(&st->dropped, hash128(field[0].p, field[0].len),
			(uint32_t)st->roots.n))
			roll_add(&st->roots, field[1]);
		if (st->rule.tell &&
		    exact_add(&st->wanted, hash128(field[1].p, field[1].len),
			st->n_kept))
			add_kept(st);
	}
	return 0;
}

bool
stage_drops(const struct stage *st, struct view id, struct view *root)
{
	uint32_t n;

	if (st->dropped.n == 0 ||
	    !exact_find(&st->dropped, hash128(id.p, id.len), &n))
		return false;
	*root = roll_name(&st->roots, n);
	return true;
}

void
stage_keep(struct stage *st, struct view id, const struct batch_item *it,
    const struct sketch *s)
{
	struct stage_kept *k;
	uint32_t n;

	if (st->wanted.n == 0 ||
	    !exact_find(&st->wanted, hash128(id.p, id.len), &n) ||
	    st->kept[n].known)
		return;
	k = &st->kept[n];
	*k = (struct stage_kept){true, it->key, it->raw,
	    xmallocarray((size_t)s->n + 1, sizeof(*k->print)), {0}};
	k->text = align_pack(s, k->print);
}

int
stage_verdict(struct stage *st, struct view root, const struct batch_item *it,
    const struct sketch *s, struct cluster_verdict *v, struct buf *why)
{
	const struct stage_kept *k;
	struct alignment al;
	uint32_t n;

	*v = (struct cluster_verdict){.dup = true, .kind = CLUSTER_KINDS};
	if (!st->rule.tell)
		return 0;
	if (!exact_find(&st->wanted, hash128(root.p, root.len), &n) ||
	    !st->kept[n].known) {
		buf_clear(why);
		buf_puts(why, "no record of --against is called ");
		buf_put_view(why, root);
		return -1;
	}
	k = &st->kept[n];
	v->score = v->coverage = 1;
	v->kind = it->raw == k->raw ? CLUSTER_EXACT : CLUSTER_FOLDED;
	if (it->key.hi == k->key.hi && it->key.lo == k->key.lo)
		return 0;
	if (st->cap_print[0] <= s->n) {
		st->cap_print[0] = (size_t)s->n * 2 + 64;
		st->print[0] = xreallocarray(
		    st->print[0], st->cap_print[0], sizeof(*st->print[0]));
	}
	align_begin(&st->aligner, align_pack(s, st->print[0]));
	align_with(&st->aligner, &k->text, &al);
	align_end(&st->aligner);
	v->kind = cluster_kind_of(&al, s->units, k->text.units);
	v->score = al.score;
	v->coverage = al.of_a;
	v->run = al.run;
	v->n_runs = al.n_runs;
	return 0;
}
