/* SPDX-License-Identifier: ISC */
/*
 * A whole tool under libFuzzer: this shell_main() takes the place of the real
 * one, so the tool's main() and everything behind it run as they are, but
 * input comes from the fuzzer and output is looked at.
 *
 * The first byte of an input says what the rest is: a text (even), or lines as
 * they are (odd).  What is held for every tool: no crash, whole lines of valid
 * records come out, text in blocks gives what it gives in one piece.  For
 * nnorm: what came out comes out again.  For nquote: the repairs undone give
 * the text that went in, and every quotation lies in its text.  For ndedup,
 * which has seen nothing before: what came out stood in what went in, in that
 * order.
 *
 *	nquote-fuzzer [fuzzer options] [corpus] -ignore_remaining_args=1 [options]
 */
#include "fuzz.h"
#include "ndedup/run.h"
#include "shell.h"
#include "work.h"

int LLVMFuzzerRunDriver(
    int *, char ***, int (*)(const uint8_t *, size_t));

static struct {
	const struct tool *tool;
	void *conf;
	struct shell_conf sc;
	struct work work;
	void *state;
	struct job job;
	struct job again;
	struct source src;
} the;

static void
begin(struct job *j, struct view in, bool records)
{
	job_clear(j);
	j->src = &the.src;
	j->in = j->raw = in;
	j->records = records;
	j->first = j->last = true;
	j->want_explain = j->want_rejects = true;
}

static size_t
number(struct view object, const char *key)
{
	struct json_object o = { 0 };
	struct fault f;
	const struct json_member *m;
	size_t n = 0, i;

	CHECK(json_scan(&o, object, NULL, true, &f) == 0);
	m = json_find(&o, key);
	CHECK(m != NULL);
	for (i = 0; i < m->val_len; i++) {
		unsigned char c = object.p[m->val + i];

		CHECK(c >= '0' && c <= '9');
		n = n * 10 + (size_t)(c - '0');
	}
	json_free(&o);
	return n;
}

static struct view
string(struct view object, const char *key, struct buf *scratch)
{
	struct json_object o = { 0 };
	struct fault f;
	struct view v;
	const struct json_member *m;

	CHECK(json_scan(&o, object, NULL, true, &f) == 0);
	m = json_find(&o, key);
	CHECK(m != NULL && json_unescape(json_value(&o, m), scratch, &v));
	json_free(&o);
	return v;
}

/* Undo the repairs of r, last first: before is the text that went in. */
static void
check_repairs(const struct record *r, struct view before)
{
	struct view list, one[4096], from, to;
	struct buf text = { 0 }, a = { 0 }, b = { 0 }, out = { 0 };
	size_t at = 0, n = 0, offset, byte;

	if (!record_get(r, "repairs", &list))
		return;
	while (n < 4096 && json_next(list, &at, &one[n]))
		n++;
	if (n == 4096)
		return;
	buf_put_view(&text, r->text);
	while (n-- > 0) {
		buf_clear(&a);
		buf_clear(&b);
		buf_clear(&out);
		offset = number(one[n], "offset");
		from = string(one[n], "from", &a);
		to = string(one[n], "to", &b);
		for (byte = 0; byte < text.len; byte++)
			if (!utf8_is_cont(text.data[byte]) && offset-- == 0)
				break;
		CHECK(text.len - byte >= to.len &&
		    memcmp(text.data + byte, to.p, to.len) == 0);
		buf_put(&out, text.data, byte);
		buf_put_view(&out, from);
		buf_put(&out, text.data + byte + to.len,
		    text.len - byte - to.len);
		buf_clear(&text);
		buf_put_view(&text, buf_view(&out));
	}
	CHECK(same(buf_view(&text), before));
	buf_free(&text);
	buf_free(&a);
	buf_free(&b);
	buf_free(&out);
}

static void
check_quotes(const struct record *r)
{
	struct view list, one;
	size_t at = 0, b, e, cb, ce;

	if (!record_get(r, "quotes", &list))
		return;
	while (json_next(list, &at, &one)) {
		b = number(one, "byte_begin");
		e = number(one, "byte_end");
		cb = number(one, "begin");
		ce = number(one, "end");
		CHECK(b <= e && e <= r->text.len);
		CHECK(utf8_count(r->text.p, b) == cb);
		CHECK(utf8_count(r->text.p, e) == ce);
	}
}

/* Each line that came out is a record; before is the text of the only one
 * that went in, or NULL. */
static void
check_output(const struct job *j, const struct view *before)
{
	const unsigned char *p = j->out.data, *end, *q;
	struct record r = { 0 };
	struct fault f;

	if (p == NULL)
		return;
	end = p + j->out.len;
	for (; p < end; p = q + 1) {
		q = memchr(p, '\n', (size_t)(end - p));
		CHECK(q != NULL);
		CHECK(utf8_valid(p, (size_t)(q - p)) == (size_t)(q - p));
		CHECK(record_parse(&r, (struct view){ p, (size_t)(q - p) },
			  &the.sc.names, 0, &f) == 0);
		if (strcmp(the.tool->name, "nquote") == 0) {
			check_quotes(&r);
			if (before != NULL)
				check_repairs(&r, *before);
		}
	}
	record_free(&r);
}

/* The bytes as the text of a record, raw but for what JSON must escape. */
static void
put_record(struct buf *b, struct view text)
{
	size_t i;

	buf_puts(b, "{\"id\":\"f\",\"text\":\"");
	if (!(the.tool->record_flags & RECORD_ANY_TEXT)) {
		json_put_escaped(b, text);
	} else {
		for (i = 0; i < text.len; i++)
			if (text.p[i] < 0x20 || text.p[i] == '"' ||
			    text.p[i] == '\\')
				buf_printf(b, "\\u%04x", text.p[i]);
			else
				buf_putc(b, text.p[i]);
	}
	buf_puts(b, "\"}\n");
}

#pragma weak run_free

/* All that a tool does with lines that are its whole input. */
static void
work(struct job *j, struct view lines)
{
	static struct run fresh;
	struct buf why = { 0 };

	begin(j, lines, true);
	work_records(&the.work, j);
	if (run_free == NULL)
		return;
	memcpy(&fresh, the.conf, sizeof(fresh));
	CHECK(the.tool->open(the.conf, &why) == 0);
	CHECK(the.tool->commit(the.conf, j, &why) == 0);
	run_free(the.conf);
	memcpy(the.conf, &fresh, sizeof(fresh));
}

/* Each line of out stands in in, one behind the other. */
static void
check_order(struct view out, struct view in)
{
	const unsigned char *q;
	size_t n;

	while (out.len > 0) {
		q = memchr(out.p, '\n', out.len);
		CHECK(q != NULL);
		n = (size_t)(q - out.p);
		CHECK((q = memmem(in.p, in.len, out.p, n)) != NULL);
		in.len -= (size_t)(q - in.p) + n;
		in.p = q + n;
		out.p += n + 1;
		out.len -= n + 1;
	}
}

static void
as_records(struct view lines, const struct view *before)
{
	work(&the.job, lines);
	check_output(&the.job, before);
	if (run_free != NULL)
		check_order(buf_view(&the.job.out), lines);
	if (strcmp(the.tool->name, "nnorm") == 0) {
		work(&the.again, buf_view(&the.job.out));
		CHECK(same(
		    buf_view(&the.again.out), buf_view(&the.job.out)));
	}
}

/* The text in one block, and again in blocks of odd sizes. */
static void
as_text(struct view text)
{
	struct buf whole = { 0 };
	size_t at = 0, n;

	begin(&the.job, text, false);
	the.tool->text(the.state, &the.job);
	check_output(&the.job, NULL);
	buf_put_view(&whole, buf_view(&the.job.out));
	begin(&the.again, text, false);
	while (at < text.len || text.len == 0) {
		n = text.len == 0 ? 0 : 1 + text.p[at] % 97u;
		if (n > text.len - at)
			n = text.len - at;
		the.again.in = the.again.raw =
		    (struct view){ text.p + at, n };
		the.again.text_at = the.again.raw_at = at;
		the.again.first = at == 0;
		the.again.last = at + n == text.len;
		the.tool->text(the.state, &the.again);
		at += n;
		if (text.len == 0)
			break;
	}
	CHECK(same(buf_view(&whole), buf_view(&the.again.out)));
	buf_free(&whole);
}

static int
one(const uint8_t *data, size_t size)
{
	struct buf line = { 0 }, clean = { 0 }, scratch = { 0 };
	struct view text, before;

	if (size == 0)
		return 0;
	text = (struct view){ data + 1, size - 1 };
	if (data[0] % 2) {
		as_records(text, NULL);
	} else if (the.tool->text != NULL) {
		/* The shell hands out valid UTF-8. */
		json_put_string(&clean, text);
		json_unescape(buf_view(&clean), &scratch, &before);
		if (utf8_valid(before.p, before.len) == before.len)
			as_text(before);
	} else {
		put_record(&line, text);
		if (the.tool->record_flags & RECORD_ANY_TEXT) {
			as_records(buf_view(&line), NULL);
		} else {
			string((struct view){ line.data, line.len - 1 },
			    "text", &scratch);
			before = string(
			    (struct view){ line.data, line.len - 1 }, "text",
			    &clean);
			as_records(buf_view(&line), &before);
		}
	}
	buf_free(&line);
	buf_free(&clean);
	buf_free(&scratch);
	return 0;
}

/* The tool's own options, from the first argument that begins with "--". */
static void
read_options(int argc, char **argv)
{
	struct opt_walk w;
	struct buf why = { 0 };
	const char *arg, *reason;
	int i, id;

	for (i = 1; i < argc && strncmp(argv[i], "--", 2) != 0; i++)
		;
	opt_init(&w, the.tool, argc - i + 1, argv + i - 1);
	while ((id = opt_next(&w, &arg, &why)) > 0)
		CHECK(id > OPT_TOOL_FIRST &&
		    the.tool->option(the.conf, id, arg, &reason));
	CHECK(id == 0);
	CHECK(the.tool->ready == NULL ||
	    the.tool->ready(the.conf, &the.sc, &why) == 0);
	opt_free(&w);
	buf_free(&why);
}

int
shell_main(int argc, char **argv, const struct tool *tool, void *conf)
{
	char name[] = "fuzz";

	the.tool = tool;
	the.conf = conf;
	the.src = (struct source){ .operand = name, .base = name,
		.member = name, .label = name, .refs = 1000000 };
	the.sc = (struct shell_conf){ .names = { "text", "id" },
		.max_record = 1 << 20, .jobs = 1, .explain = true };
	read_options(argc, argv);
	if (tool->worker_new != NULL)
		the.state = tool->worker_new(conf);
	the.work = (struct work){ .tool = tool, .sc = &the.sc,
		.state = the.state };
	return LLVMFuzzerRunDriver(&argc, &argv, one);
}
