/* SPDX-License-Identifier: ISC */
#include "dup.h"

#include <stdlib.h>

#include "json.h"
#include "utf8.h"
#include "xalloc.h"

void
dup_scratch_free(struct dup_scratch *d)
{
	canon_free(&d->canon);
	free(d->run);
	free(d->at);
	free(d->first);
	free(d->past);
}

static void
reserve(struct dup_scratch *d, size_t n)
{
	if (n <= d->cap)
		return;
	d->cap = n * 2;
	d->run = xreallocarray(d->run, d->cap, sizeof(*d->run));
	d->at = xreallocarray(d->at, d->cap, sizeof(*d->at));
	d->first = xreallocarray(d->first, d->cap, sizeof(*d->first));
	d->past = xreallocarray(d->past, d->cap, sizeof(*d->past));
}

void
dup_put_share(struct buf *b, double x)
{
	unsigned n = (unsigned)(x * 1000 + 0.5);

	buf_printf(b, "%u.%03u", n / 1000, n % 1000);
}

static int
by_place(const void *a, const void *b)
{
	const struct chain_run *x = a, *y = b;

	return (x->a_begin > y->a_begin) - (x->a_begin < y->a_begin);
}

/* The runs by place, overlapping and adjoining ones as one.  Their number. */
static size_t
tidy(struct chain_run *run, size_t n)
{
	size_t i, out = 0;

	qsort(run, n, sizeof(*run), by_place);
	for (i = 0; i < n; i++) {
		if (out > 0 && run[i].a_begin <= run[out - 1].a_end) {
			if (run[i].a_end > run[out - 1].a_end)
				run[out - 1].a_end = run[i].a_end;
			continue;
		}
		run[out++] = run[i];
	}
	return out;
}

static void
put_span(struct buf *b, struct canon_place begin, struct canon_place end)
{
	buf_puts(b, "{\"begin\":");
	buf_put_u64(b, begin.cp);
	buf_puts(b, ",\"end\":");
	buf_put_u64(b, end.cp);
	buf_puts(b, ",\"byte_begin\":");
	buf_put_u64(b, begin.byte);
	buf_puts(b, ",\"byte_end\":");
	buf_put_u64(b, end.byte);
	buf_putc(b, '}');
}

static void
put_spans(struct buf *b, struct dup_scratch *d, const struct cluster_verdict *v,
    struct view text)
{
	size_t i, n;

	if (v->kind == CLUSTER_EXACT || v->kind == CLUSTER_FOLDED) {
		put_span(b, (struct canon_place){0, 0},
		    (struct canon_place){
			text.len, utf8_count(text.p, text.len)});
		return;
	}
	if (v->n_runs == 0)
		return;
	reserve(d, v->n_runs * 2);
	memcpy(d->run, v->run, v->n_runs * sizeof(*d->run));
	n = tidy(d->run, v->n_runs);
	for (i = 0; i < n; i++) {
		d->at[2 * i] = d->run[i].a_begin;
		d->at[2 * i + 1] = d->run[i].a_end - 1;
	}
	canon_locate(&d->canon, text, d->at, 2 * n, d->first, d->past);
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		put_span(b, d->first[2 * i], d->past[2 * i + 1]);
	}
}

void
dup_put(struct buf *b, struct dup_scratch *d, struct view of,
    const struct cluster_verdict *v, struct view text)
{
	buf_puts(b, "{\"of\":");
	json_put_string(b, of);
	if (v->kind == CLUSTER_KINDS) {
		buf_putc(b, '}');
		return;
	}
	buf_puts(b, ",\"kind\":\"");
	buf_puts(b, cluster_kind_name(v->kind));
	buf_puts(b, "\",\"score\":");
	dup_put_share(b, v->score);
	buf_puts(b, ",\"coverage\":");
	dup_put_share(b, v->coverage);
	buf_puts(b, ",\"spans\":[");
	put_spans(b, d, v, text);
	buf_puts(b, "]}");
}
