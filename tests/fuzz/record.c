/* SPDX-License-Identifier: ISC */
/*
 * A line as a record: what is accepted is copied byte for byte; after a change
 * it is accepted again and holds the change; the writer's strings read back.
 */
#include <stdlib.h>

#include "record.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(int good)
{
	if (!good)
		abort();
}

static int
same(struct view a, struct view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

static void
round_trip(struct view text)
{
	struct buf json = { 0 }, again = { 0 }, scratch = { 0 };
	struct view back;

	json_put_string(&json, text);
	check(utf8_valid(json.data, json.len) == json.len);
	check(json_unescape(buf_view(&json), &scratch, &back));
	json_put_string(&again, back);
	check(same(buf_view(&json), buf_view(&again)));
	if (utf8_valid(text.p, text.len) == text.len)
		check(same(back, text));
	buf_free(&json);
	buf_free(&again);
	buf_free(&scratch);
}

static void
change(struct record *r, const struct record_names *names)
{
	static const unsigned char one[] = "[\"x\"]";
	struct buf out = { 0 };
	struct record got = { 0 };
	struct fault f;
	struct view v;

	record_set_in(r, "metadata", "town", (struct view){ one, 5 });
	record_set_json(r, "quotes", (struct view){ one, 5 });
	record_remove(r, "gone");
	record_set_text(r, (struct view){ one, 5 });
	record_write(r, &out);
	check(record_parse(&got, (struct view){ out.data, out.len - 1 }, names,
		  RECORD_ANY_TEXT, &f) == 0);
	check(same(got.text, (struct view){ one, 5 }));
	check(record_get(&got, "quotes", &v) &&
	    same(v, (struct view){ one, 5 }));
	check(!record_get(&got, "gone", &v));
	record_free(&got);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct record_names names = { "text", "id" };
	struct view line = { data, size };
	struct record r = { 0 };
	struct buf out = { 0 };
	struct fault f = { NULL, 0 };

	round_trip(line);
	if (record_parse(&r, line, &names, RECORD_ANY_TEXT, &f) == 0) {
		record_write(&r, &out);
		check(out.len == size + 1 && memcmp(out.data, data, size) == 0);
		buf_clear(&out);
		record_put_id(&r, &out);
		round_trip(r.text);
		change(&r, &names);
	} else {
		check(f.why != NULL && f.at <= size);
	}
	record_free(&r);
	buf_free(&out);
	return 0;
}
