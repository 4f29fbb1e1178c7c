/* SPDX-License-Identifier: ISC */
/*
 * The reading of quotation marks: repairs in order, which undone give the text
 * back; stretches in order, inside their paragraphs, before and after.
 */
#include "fuzz.h"
#include "nquote/marks.h"
#include "nquote/repair.h"

#define PARAS 256

static struct marks m;

/* Paragraphs as blank lines part them. */
static size_t
paragraphs(struct view t, struct span *para)
{
	size_t n = 0, at = 0, end;
	const unsigned char *gap;

	while (at < t.len && n < PARAS) {
		gap = memmem(t.p + at, t.len - at, "\n\n", 2);
		end = gap != NULL && n + 1 < PARAS ? (size_t)(gap - t.p)
						   : t.len;
		if (end > at)
			para[n++] = (struct span){at, end};
		at = end + 2;
	}
	return n;
}

static void
check_fixes(struct view text, struct view repaired)
{
	static struct buf back;
	size_t i, at = 0, end = 0;

	buf_clear(&back);
	for (i = 0; i < m.n_fixes; i++) {
		const struct mark_fix *f = &m.fixes[i];

		CHECK(f->at >= end && f->at + f->from_len <= text.len);
		CHECK(f->rule != NULL && f->confidence > 0 &&
		    f->confidence <= 1);
		CHECK(f->out >= at && f->out + f->to_len <= repaired.len);
		CHECK(f->to_len == 0 ||
		    memcmp(repaired.p + f->out, m.bytes.data + f->to,
			f->to_len) == 0);
		buf_put(&back, repaired.p + at, f->out - at);
		buf_put(&back, text.p + f->at, f->from_len);
		at = f->out + f->to_len;
		end = f->at + f->from_len;
	}
	buf_put(&back, repaired.p + at, repaired.len - at);
	CHECK(same(buf_view(&back), text));
}

static void
check_stretches(const struct span *para, size_t n)
{
	size_t i, begin = 0;

	for (i = 0; i < m.n_stretches; i++) {
		const struct stretch *s = &m.stretches[i];

		CHECK(s->para < n && s->level >= 1);
		CHECK(s->begin >= begin && s->begin <= s->inner_begin &&
		    s->inner_begin <= s->inner_end && s->inner_end <= s->end);
		CHECK(s->begin >= para[s->para].begin &&
		    s->end <= para[s->para].end);
		CHECK(s->opened || s->inner_begin == s->begin);
		begin = s->begin;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const languages[] = {"en", "de", "fr", ""};
	static struct buf clean, out;
	static struct span para[PARAS];
	struct view in = {data, size};
	unsigned c = first_byte(&in);
	struct marks_opts o = {
	    .style = (c >> 2) % 3, .language = languages[c % 4]};
	size_t n;

	in = as_utf8(in, &clean);
	n = paragraphs(in, para);
	marks_read(&m, in, para, n, &o);
	CHECK(marks_any(in) || (m.n_fixes == 0 && m.n_stretches == 0));
	check_stretches(para, n);
	buf_clear(&out);
	repair_apply(&m, in, &out);
	CHECK(utf8_valid(out.data, out.len) == out.len);
	check_fixes(in, buf_view(&out));
	repair_move(&m, para, n);
	CHECK(n == 0 || para[n - 1].end <= out.len);
	check_stretches(para, n);
	return 0;
}
