/* SPDX-License-Identifier: ISC */
#include "job.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "xalloc.h"

/* Each count, as the statistics name it and in their order. */
static const struct {
	const char *name;
	size_t at;
} counters[] = {
	{ "in", offsetof(struct counts, in) },
	{ "out", offsetof(struct counts, out) },
	{ "changed", offsetof(struct counts, changed) },
	{ "dropped", offsetof(struct counts, dropped) },
	{ "rejected", offsetof(struct counts, rejected) },
	{ "damaged", offsetof(struct counts, damaged) },
	{ "lax", offsetof(struct counts, lax) },
	{ "bytes_in", offsetof(struct counts, bytes_in) },
	{ "bytes_out", offsetof(struct counts, bytes_out) },
};
enum { N_COUNTERS = sizeof(counters) / sizeof(counters[0]) };

static uint64_t
counter(const struct counts *c, size_t i)
{
	uint64_t n;

	memcpy(&n, (const char *)c + counters[i].at, sizeof(n));
	return n;
}

void
counts_add(struct counts *c, const struct counts *more)
{
	size_t i;
	uint64_t sum;

	for (i = 0; i < N_COUNTERS; i++) {
		sum = counter(c, i) + counter(more, i);
		memcpy((char *)c + counters[i].at, &sum, sizeof(sum));
	}
}

void
counts_put(struct buf *b, const struct counts *c)
{
	size_t i;

	for (i = 0; i < N_COUNTERS; i++) {
		buf_printf(b, ",\"%s\":", counters[i].name);
		buf_put_u64(b, counter(c, i));
	}
}

static void
add_report(struct job *j, struct report r, const char *why)
{
	if (j->n_reports == j->cap_reports) {
		j->cap_reports = j->cap_reports ? j->cap_reports * 2 : 8;
		j->reports = xreallocarray(j->reports, j->cap_reports,
		    sizeof(*j->reports));
	}
	r.why = j->why.len;
	buf_put(&j->why, why, strlen(why) + 1);
	j->reports[j->n_reports++] = r;
}

void
job_reject(struct job *j, uint64_t line, uint64_t col, const char *why,
    struct view raw)
{
	add_report(j, (struct report){ .line = line, .col = col }, why);
	j->n.rejected++;
	if (!j->want_rejects || raw.len == 0)
		return;
	buf_put_view(&j->rejects, raw);
	if (raw.p[raw.len - 1] != '\n')
		buf_putc(&j->rejects, '\n');
}

void
job_note(struct job *j, uint64_t line, uint64_t col, const char *why)
{
	add_report(j,
	    (struct report){ .line = line, .col = col, .note = true }, why);
}

void
job_explain(struct job *j, struct view id, size_t offset, const char *rule,
    struct view before, struct view after)
{
	struct buf *b = &j->explain;

	if (!j->want_explain)
		return;
	buf_puts(b, "{\"record\":");
	json_put_string(b, id);
	buf_puts(b, ",\"offset\":");
	buf_put_u64(b, offset);
	buf_puts(b, ",\"rule\":");
	json_put_string(b,
	    (struct view){ (const unsigned char *)rule, strlen(rule) });
	buf_puts(b, ",\"before\":");
	json_put_string(b, before);
	buf_puts(b, ",\"after\":");
	json_put_string(b, after);
	buf_puts(b, "}\n");
}

void
job_clear(struct job *j)
{
	j->in = j->raw = (struct view){ NULL, 0 };
	j->first = j->last = j->partial = j->stop = false;
	j->text_at = j->raw_at = j->n_lines = 0;
	j->marks = NULL;
	j->n_marks = j->n_reports = 0;
	j->n = (struct counts){ 0 };
	buf_clear(&j->out);
	buf_trim(&j->out);
	buf_clear(&j->explain);
	buf_clear(&j->rejects);
	buf_clear(&j->why);
	buf_clear(&j->mem);
	buf_clear(&j->mem_raw);
}

void
job_free(struct job *j)
{
	buf_free(&j->out);
	buf_free(&j->explain);
	buf_free(&j->rejects);
	buf_free(&j->why);
	buf_free(&j->mem);
	buf_free(&j->mem_raw);
	free(j->reports);
	free(j->mem_marks);
}
