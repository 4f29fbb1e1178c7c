/* SPDX-License-Identifier: ISC */
/* Applying the changes that marks.c found, and moving offsets along. */
#include "repair.h"

void
repair_apply(const struct marks *m, struct view text, struct buf *out)
{
	size_t at = 0;

	for (size_t i = 0; i < m->n_fixes; i++) {
		const struct mark_fix *f = &m->fixes[i];

		buf_put(out, text.p + at, f->at - at);
		buf_put(out, m->bytes.data + f->to, f->to_len);
		at = f->at + f->from_len;
	}
	buf_put(out, text.p + at, text.len - at);
}

/* The last fix that begins at or before x; NULL when there is none. */
static const struct mark_fix *
fix_before(const struct marks *m, size_t x)
{
	size_t lo = 0, hi = m->n_fixes;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (m->fixes[mid].at <= x)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo > 0 ? &m->fixes[lo - 1] : NULL;
}

/* Where x goes.  after: what a fix at x puts in, or one across x, comes before
 * the new place. */
static size_t
move(const struct marks *m, size_t x, bool after)
{
	const struct mark_fix *f = fix_before(m, x);
	size_t end;

	if (f == NULL)
		return x;
	end = f->at + f->from_len;
	if (x == f->at && (f->from_len > 0 || !after))
		return f->out;
	if (x >= end)
		return f->out + f->to_len + (x - end);
	return after ? f->out + f->to_len : f->out;
}

void
repair_move(struct marks *m, struct span *paras, size_t n)
{
	if (m->n_fixes == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		paras[i].begin = move(m, paras[i].begin, false);
		paras[i].end = move(m, paras[i].end, true);
	}
	for (size_t i = 0; i < m->n_stretches; i++) {
		struct stretch *s = &m->stretches[i];

		s->begin = move(m, s->begin, false);
		s->inner_begin = move(m, s->inner_begin, true);
		s->inner_end = move(m, s->inner_end, false);
		s->end = move(m, s->end, true);
	}
}
