/* SPDX-License-Identifier: ISC */
/*
 * The scanner of JSON and its strings: what is taken is walked without leaving
 * it, a string unescaped is what a slow and plain reader makes of it, and
 * written again it reads the same.
 */
#include "fuzz.h"
#include "json.h"

static unsigned
hex4(const unsigned char *p)
{
	char digits[5];

	memcpy(digits, p, 4);
	digits[4] = '\0';
	return (unsigned)strtoul(digits, NULL, 16);
}

/* One escape behind its backslash, by the letter of RFC 8259; returns its
 * length. */
static size_t
plain_escape(const unsigned char *p, struct buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	unsigned char utf8[4];
	unsigned cp, low;

	if (p[0] != 'u') {
		buf_putc(out, (unsigned char)to[strchr(from, p[0]) - from]);
		return 1;
	}
	cp = hex4(p + 1);
	if (cp >= 0xD800 && cp < 0xDC00 && p[5] == '\\' && p[6] == 'u') {
		low = hex4(p + 7);
		if (low >= 0xDC00 && low < 0xE000) {
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
			buf_put(out, utf8, utf8_encode(cp, utf8));
			return 11;
		}
	}
	buf_put(out, utf8, utf8_encode(cp, utf8));
	return 5;
}

static void
check_string(struct view val)
{
	static struct buf plain, scratch, again, back;
	struct view got, twice;
	size_t i;

	buf_clear(&plain);
	buf_clear(&scratch);
	buf_clear(&again);
	buf_clear(&back);
	if (val.p[0] != '"') {
		CHECK(!json_unescape(val, &scratch, &got));
		return;
	}
	for (i = 1; i + 1 < val.len;)
		if (val.p[i] == '\\')
			i += 1 + plain_escape(val.p + i + 1, &plain);
		else
			buf_putc(&plain, val.p[i++]);
	CHECK(json_unescape(val, &scratch, &got));
	CHECK(same(got, buf_view(&plain)));
	json_put_string(&again, got);
	CHECK(utf8_valid(again.data, again.len) == again.len);
	CHECK(json_unescape(buf_view(&again), &back, &twice));
	CHECK(same(got, twice));
}

static void
check_elements(struct view val)
{
	const unsigned char *end = val.p;
	struct view e;
	size_t at = 0;

	while (json_next(val, &at, &e)) {
		CHECK(val.p[0] == '[');
		CHECK(e.len > 0 && e.p > end);
		end = e.p + e.len;
		CHECK(end < val.p + val.len);
	}
}

static void
check_object(const struct json_object *o, struct view in)
{
	size_t i, end = o->open;

	CHECK(in.p[o->open] == '{' && in.p[o->close] == '}');
	for (i = 0; i < o->n; i++) {
		const struct json_member *m = &o->m[i];

		CHECK(m->key > end && m->val > m->key + m->key_len);
		CHECK(m->val_len > 0);
		end = m->val + m->val_len;
		CHECK(end <= o->close);
		check_string((struct view){in.p + m->key - 1, m->key_len + 2});
		check_string(json_value(o, m));
		check_elements(json_value(o, m));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct json_object o;
	struct view in = {data, size};
	struct fault f = {NULL, 0};
	bool lax;

	if (json_scan(&o, in, NULL, false, &f) == -1) {
		CHECK(f.why != NULL && f.at <= size);
		CHECK(json_scan(&o, in, NULL, true, &f) == -1);
		return 0;
	}
	check_object(&o, in);
	lax = o.lax;
	CHECK((json_scan(&o, in, NULL, true, &f) == 0) == !lax);
	return 0;
}
