/* SPDX-License-Identifier: ISC */
#include "job.h"

#include <stdlib.h>

#include "json.h"
#include "xalloc.h"

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
