/* SPDX-License-Identifier: ISC */
#include "pass.h"

#include <stdlib.h>

#include "xalloc.h"

static const char *const rule_names[] = {
#define RULE(id, name) name,
#include "rules.def"
#undef RULE
};

const char *
rule_name(enum rule r)
{
	return rule_names[r];
}

void
edits_clear(struct edits *e)
{
	e->n = 0;
	buf_clear(&e->bytes);
	memset(e->count, 0, sizeof(e->count));
}

void
edits_free(struct edits *e)
{
	free(e->v);
	buf_free(&e->bytes);
	memset(e, 0, sizeof(*e));
}

void
pass_begin(struct pass *p, struct view in, struct buf *out, struct edits *log)
{
	p->in = in;
	p->out = out;
	p->log = log;
	p->done = 0;
	p->changed = false;
	buf_clear(out);
}

static void
note_edit(struct pass *p, struct view before, enum rule rule, struct view after)
{
	struct edits *l = p->log;
	struct edit *e;

	if (l->n == l->cap) {
		l->cap += l->cap / 2 + 64;
		l->v = xreallocarray(l->v, l->cap, sizeof(*l->v));
	}
	e = &l->v[l->n++];
	e->offset = p->out->len;
	e->rule = rule;
	e->before = l->bytes.len;
	e->before_len = before.len;
	buf_put_view(&l->bytes, before);
	e->after = l->bytes.len;
	e->after_len = after.len;
	buf_put_view(&l->bytes, after);
}

void
pass_edit(struct pass *p, size_t at, size_t len, enum rule rule,
    const void *after, size_t after_len)
{
	const unsigned char *before = p->in.p + at;

	if (len == after_len &&
	    (len == 0 ||
		(before[0] == *(const unsigned char *)after &&
		    memcmp(before, after, len) == 0)))
		return;
	buf_put(p->out, p->in.p + p->done, at - p->done);
	p->log->count[rule]++;
	if (p->log->keep)
		note_edit(p, (struct view){before, len}, rule,
		    (struct view){after, after_len});
	if (after_len == 1)
		buf_putc(p->out, *(const unsigned char *)after);
	else
		buf_put(p->out, after, after_len);
	p->done = at + len;
	p->changed = true;
}

struct view
pass_end(struct pass *p)
{
	if (!p->changed)
		return p->in;
	buf_put(p->out, p->in.p + p->done, p->in.len - p->done);
	return buf_view(p->out);
}
