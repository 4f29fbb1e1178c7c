/* SPDX-License-Identifier: ISC */
#ifndef FUZZ_NNORM_UNDO_H
#define FUZZ_NNORM_UNDO_H

#include "fuzz.h"
#include "nnorm/pass.h"

/* Undone from last to first, the edits of log lead from after to before. */
static inline void
check_undo(const struct edits *log, struct view after, struct view before)
{
	static struct buf text, next;
	const struct edit *e;
	size_t i;

	buf_clear(&text);
	buf_put_view(&text, after);
	for (i = log->n; i-- > 0;) {
		e = &log->v[i];
		CHECK(e->offset <= text.len &&
		    e->after_len <= text.len - e->offset);
		CHECK(e->after_len == 0 ||
		    memcmp(text.data + e->offset, log->bytes.data + e->after,
			e->after_len) == 0);
		buf_clear(&next);
		buf_put(&next, text.data, e->offset);
		if (e->before_len > 0)
			buf_put(&next, log->bytes.data + e->before,
			    e->before_len);
		buf_put(&next, text.data + e->offset + e->after_len,
		    text.len - e->offset - e->after_len);
		buf_clear(&text);
		buf_put_view(&text, buf_view(&next));
	}
	CHECK(same(buf_view(&text), before));
}

#endif
