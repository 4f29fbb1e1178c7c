/* SPDX-License-Identifier: ISC */
#include "against.h"

#include <string.h>

#include "charset.h"
#include "reader.h"

enum { BLOCK = 256 * 1024 };

struct against {
	const char *path;
	const struct record_names *names;
	unsigned flags;
	struct batch_worker *worker;
	struct job *job;
	struct record rec;
	struct batch batch;
	uint64_t line;
	struct buf why;
};

static void
reject(struct against *a, const char *what)
{
	buf_clear(&a->why);
	buf_printf(
	    &a->why, "%s:%llu: %s", a->path, (unsigned long long)a->line, what);
	job_reject(a->job, 0, 0, buf_cstr(&a->why), (struct view){NULL, 0});
}

static void
one_line(struct against *a, struct view line, struct view in)
{
	struct fault f;
	size_t i;

	a->line++;
	if (line.len > 0 && line.p[line.len - 1] == '\r')
		line.len--;
	for (i = 0; i < line.len; i++)
		if (line.p[i] != ' ' && line.p[i] != '\t')
			break;
	if (i == line.len)
		return;
	if (record_parse(&a->rec, line, a->names, a->flags, &f) == -1)
		reject(a, f.why);
	else
		batch_add(&a->batch, a->worker, &a->rec, in);
}

/* The whole lines of b; with last, what comes after them, too.  Returns how
 * many bytes they were. */
static size_t
lines(struct against *a, const struct buf *b, bool last)
{
	const unsigned char *p = b->data, *end = b->data + b->len, *q;
	struct view in = buf_view(b);

	while (p < end && (q = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		one_line(a, (struct view){p, (size_t)(q - p)}, in);
		p = q + 1;
	}
	if (last && p < end) {
		one_line(a, (struct view){p, (size_t)(end - p)}, in);
		p = end;
	}
	return (size_t)(p - b->data);
}

static int
events(struct against *a, struct reader *r, struct buf *why)
{
	struct reader_event ev;
	int rc = 0;

	while (reader_event(r, &ev)) {
		if (ev.kind == READER_UNREADABLE) {
			buf_clear(why);
			buf_printf(why, "%s: %s", ev.label, ev.message);
			rc = -1;
		} else if (ev.kind != READER_NOTE) {
			reject(a, ev.message);
		}
	}
	return rc;
}

static void
one_member(struct against *a, struct reader *r,
    void (*take)(void *, struct batch *), void *ctx)
{
	struct buf b = {0};
	size_t n;

	a->line = 0;
	do {
		n = reader_read(r, buf_reserve(&b, BLOCK), BLOCK);
		b.len += n;
		buf_shift(&b, lines(a, &b, n == 0));
		take(ctx, &a->batch);
		batch_clear(&a->batch);
	} while (n > 0);
	buf_free(&b);
}

int
against_read(const char *path, const struct record_names *names, unsigned flags,
    struct batch_worker *worker, struct job *j,
    void (*take)(void *ctx, struct batch *), void *ctx, struct buf *why)
{
	char *operand = (char *)(uintptr_t)path;
	struct reader_conf rc = {.operands = &operand,
	    .n_operands = 1,
	    .max_ratio = READER_MAX_RATIO,
	    .mode = READER_RECORDS};
	struct against a = {.path = path,
	    .names = names,
	    .flags = flags,
	    .worker = worker,
	    .job = j};
	struct reader *r = reader_new(&rc);
	int status = 0;

	while (status == 0 && reader_next(r)) {
		one_member(&a, r, take, ctx);
		status = events(&a, r, why);
	}
	if (status == 0)
		status = events(&a, r, why);
	reader_free(r);
	record_free(&a.rec);
	batch_free(&a.batch);
	buf_free(&a.why);
	return status;
}
