/* SPDX-License-Identifier: ISC */
#include "feed.h"

#include <stdlib.h>

#include "xalloc.h"

enum {
	LINES_BLOCK = 256 * 1024, /* stays in the cache from stage to stage */
	TEXT_FIRST = 1024 * 1024, /* members up to this are one job */
	TEXT_BLOCK = 256 * 1024
};

static struct job *
new_job(struct feed *f, struct source *src, bool records)
{
	struct job *j = pump_job(f->pump);

	if (j == NULL)
		return NULL;
	j->src = source_ref(src);
	j->records = records;
	j->want_explain = f->want_explain;
	j->want_rejects = f->want_rejects;
	return j;
}

/* Append up to about n bytes of the member to b as they are; 0 at its end. */
static size_t
read_raw(struct feed *f, struct buf *b, size_t n)
{
	n = reader_read(f->reader, buf_reserve(b, n), n);
	b->len += n;
	atomic_fetch_add(&f->live->bytes, n);
	atomic_store(&f->live->packed, reader_bytes(f->reader));
	return n;
}

/* The same for records, which in other sets than UTF-8 are decoded first. */
static size_t
read_lines(struct feed *f, struct buf *b)
{
	struct charset_block block;
	size_t n, taken;

	if (!f->decoding)
		return read_raw(f, b, LINES_BLOCK);
	do {
		n = read_raw(f, &f->block, LINES_BLOCK);
		taken = charset_decode(&f->decoder, f->block.data,
		    f->block.len, n == 0, &block);
		buf_put_view(b, block.text);
		buf_shift(&f->block, taken);
	} while (n > 0 && block.text.len == 0);
	return block.text.len;
}

static size_t
last_line_end(const struct buf *b, size_t from)
{
	const unsigned char *p =
	    b->len > from ? memrchr(b->data + from, '\n', b->len - from) : NULL;

	return p != NULL ? (size_t)(p - b->data) + 1 : 0;
}

/*
 * j->mem holds the start of a line that is too long: reject it, letting the
 * bytes go by.  What follows its end is left in carry.  1, 0 at the member's
 * end, -1 to stop.
 */
static int
skip_long_line(struct feed *f, struct job *j, struct source *src)
{
	const unsigned char *p = NULL;
	size_t n = 1, len;
	int rc;

	j->n.in++;
	job_reject(j, 1, 0, "longer than --max-record",
	    (struct view){ NULL, 0 });
	while (p == NULL && n > 0) {
		if (f->want_rejects)
			buf_put_view(&j->rejects, buf_view(&j->mem));
		buf_clear(&j->mem);
		if (j->rejects.len > LINES_BLOCK) {
			if (pump_submit(f->pump, j, false) == -1 ||
			    (j = new_job(f, src, true)) == NULL)
				return -1;
		}
		n = read_lines(f, &j->mem);
		if (n > 0)
			p = memchr(j->mem.data, '\n', j->mem.len);
	}
	len = p != NULL ? (size_t)(p - j->mem.data) : 0;
	if (f->want_rejects) {
		buf_put(&j->rejects, j->mem.data, len);
		buf_putc(&j->rejects, '\n');
	}
	if (p != NULL)
		buf_put(&f->carry, p + 1, j->mem.len - len - 1);
	j->n_lines = 1;
	rc = pump_submit(f->pump, j, false);
	return rc == -1 ? -1 : n > 0;
}

/* Fill j->mem with whole lines; *cut is where they end.  0 at the member's
 * end, 1 when more follows, 2 when the line is too long. */
static int
fill_lines(struct feed *f, struct job *j, size_t *cut)
{
	size_t seen = 0, at;

	for (*cut = 0;;) {
		if ((at = last_line_end(&j->mem, seen)) > 0)
			*cut = at;
		seen = j->mem.len;
		if (*cut > 0 &&
		    (seen >= LINES_BLOCK || !reader_ready(f->reader)))
			return 1;
		if (*cut == 0 && seen > f->max_record)
			return 2;
		if (read_lines(f, &j->mem) == 0) {
			*cut = j->mem.len;
			return 0;
		}
	}
}

static int
feed_lines(struct feed *f, struct source *src)
{
	bool first = true;
	struct job *j;
	size_t cut;
	int more = 1;

	buf_clear(&f->carry);
	while (more == 1) {
		if ((j = new_job(f, src, true)) == NULL)
			return -1;
		j->first = first;
		first = false;
		buf_put_view(&j->mem, buf_view(&f->carry));
		buf_clear(&f->carry);
		more = fill_lines(f, j, &cut);
		if (more == 2) {
			more = skip_long_line(f, j, src);
			continue;
		}
		j->in = (struct view){ j->mem.data, cut };
		j->last = more == 0;
		buf_put(&f->carry, j->mem.data + cut, j->mem.len - cut);
		if (pump_submit(f->pump, j, false) == -1)
			return -1;
	}
	return more;
}

/* A job may be worked on after the decoder has gone on: it gets its own copy
 * of what does not lie in j->mem_raw. */
static void
keep_block(struct job *j, const struct charset_block *b)
{
	j->text_at = b->text_at;
	j->raw_at = b->raw_at;
	j->raw = b->raw;
	j->in = b->text;
	if (b->text.p != b->raw.p) {
		buf_put_view(&j->mem, b->text);
		j->in = buf_view(&j->mem);
	}
	if (b->marks == NULL)
		return;
	if (j->cap_marks < b->n_marks) {
		j->cap_marks = b->n_marks;
		j->mem_marks = xreallocarray(j->mem_marks, j->cap_marks,
		    sizeof(*j->mem_marks));
	}
	memcpy(j->mem_marks, b->marks, b->n_marks * sizeof(*b->marks));
	j->marks = j->mem_marks;
	j->n_marks = b->n_marks;
}

/* Note where the first undecodable byte of a member stands: at the first
 * U+FFFD of the block in which they began. */
static void
find_bad(struct feed *f, const struct charset_block *b)
{
	const unsigned char *p = b->text.p, *end = p + b->text.len, *q, *bad;

	if (b->marks == NULL || f->bad_line > 0)
		return;
	bad = f->decoder.n_bad > 0 ? memmem(p, b->text.len, "\xEF\xBF\xBD", 3)
				   : NULL;
	while ((q = memchr(p, '\n', (size_t)((bad != NULL ? bad : end) - p))) !=
	    NULL) {
		p = q + 1;
		f->line++;
		f->line_at = b->text_at + (uint64_t)(p - b->text.p);
	}
	if (bad != NULL) {
		f->bad_line = f->line + 1;
		f->bad_col = b->text_at + (uint64_t)(bad - b->text.p) -
		    f->line_at + 1;
	}
}

static void
tell_bad(const struct feed *f, struct job *j, const char *encoding)
{
	uint64_t n = f->decoder.n_bad;
	struct buf b = { 0 };

	buf_printf(&b, "%llu byte%s no text in %s, now U+FFFD",
	    (unsigned long long)n, n == 1 ? " is" : "s are", encoding);
	job_reject(j, f->bad_line, f->bad_col, buf_cstr(&b),
	    (struct view){ NULL, 0 });
	buf_free(&b);
}

static int
feed_text(struct feed *f, struct source *src)
{
	struct charset_block block;
	bool first = true, last = false;
	size_t want, taken;
	struct job *j;

	buf_clear(&f->carry);
	f->line = f->line_at = f->bad_line = f->bad_col = 0;
	for (; !last; first = false) {
		if ((j = new_job(f, src, false)) == NULL)
			return -1;
		buf_put_view(&j->mem_raw, buf_view(&f->carry));
		want = first ? TEXT_FIRST : TEXT_BLOCK;
		while (!last && j->mem_raw.len < want)
			last = read_raw(f, &j->mem_raw,
				   want - j->mem_raw.len) == 0;
		taken = charset_decode(&f->decoder, j->mem_raw.data,
		    j->mem_raw.len, last, &block);
		buf_clear(&f->carry);
		buf_put(&f->carry, j->mem_raw.data + taken,
		    j->mem_raw.len - taken);
		keep_block(j, &block);
		find_bad(f, &block);
		j->first = first;
		j->last = last;
		j->partial = last && reader_partial(f->reader);
		if (last && f->decoder.n_bad > 0)
			tell_bad(f, j, src->encoding);
		if (pump_submit(f->pump, j, !(first && last)) == -1)
			return -1;
	}
	return 0;
}

static int
feed_member(struct feed *f)
{
	struct source *src = reader_source(f->reader);
	const struct charset *cs = reader_charset(f->reader);
	bool records = reader_records(f->reader);
	int rc;

	f->decoding = !records || cs->kind != CHARSET_RAW || cs->bom > 0;
	if (f->decoding)
		charset_decoder_init(&f->decoder, cs);
	buf_clear(&f->block);
	rc = records ? feed_lines(f, src) : feed_text(f, src);
	if (f->decoding)
		charset_decoder_free(&f->decoder);
	source_unref(src);
	return rc;
}

int
feed_all(struct feed *f)
{
	int rc = 0;

	atomic_store(&f->live->packed_total, reader_bytes_total(f->reader));
	while (rc == 0 && reader_next(f->reader)) {
		rc = f->events(f->ctx);
		if (rc == 0)
			rc = feed_member(f);
	}
	buf_free(&f->carry);
	buf_free(&f->block);
	if (rc == 0)
		rc = pump_drain(f->pump);
	return rc == 0 ? f->events(f->ctx) : rc;
}
