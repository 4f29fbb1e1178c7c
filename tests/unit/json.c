/* SPDX-License-Identifier: ISC */
#include "json.h"

#include <stdlib.h>

#include "record.h"
#include "tap.h"

static struct view
v(const char *s)
{
	return (struct view){ (const unsigned char *)s, strlen(s) };
}

static int
same(const struct buf *b, const char *want)
{
	if (b->len == strlen(want) && memcmp(b->data, want, b->len) == 0)
		return 1;
	printf("# have %.*s\n# want %s\n", (int)b->len, b->data, want);
	return 0;
}

static int
refused(const char *line, const char *why, size_t at)
{
	struct json_object o = { 0 };
	struct fault f = { "", 0 };
	int rc = json_scan(&o, v(line), NULL, false, &f);

	json_free(&o);
	if (rc == -1 && strcmp(f.why, why) == 0 && f.at == at)
		return 1;
	printf("# %s at %zu\n", f.why, f.at);
	return 0;
}

static void
test_faults(void)
{
	struct json_object o = { 0 };
	struct fault f;

	ok(refused("[1]", "not a JSON object", 0), "an array is no record");
	ok(refused("", "not a JSON object", 0), "nor is an empty line");
	ok(refused("{\"a\":1} x", "junk after the object", 8),
	    "junk after the object is seen");
	ok(refused("{\"a\":\"\xC3(\"}", "invalid UTF-8", 6),
	    "invalid UTF-8 is seen at its byte");
	ok(refused("{\"a\":\"\\ud8\"}", "bad escape", 6),
	    "a short escape is refused");
	ok(refused("{\"a\":01}", "bad number", 5), "so is a leading zero");
	ok(refused("{\"a\":[1,]}", "bad value", 8), "and a trailing comma");
	ok(refused("{\"a\":\"x", "string without end", 5),
	    "and a string that does not end");
	ok(refused("{\"a\" 1}", "expected a colon", 5), "and a lost colon");
	ok(json_scan(&o, (struct view){ (const unsigned char *)"{\"a\":1\0}", 8 },
	       NULL, false, &f) == -1,
	    "and a NUL outside of strings");
	json_free(&o);
	ok(refused("{a:1}", "expected a key in quotes", 1),
	    "and a key without quotes");
}

static int
depth(size_t n, bool close)
{
	struct json_object o = { 0 };
	struct buf b = { 0 };
	struct fault f;
	size_t i;
	int rc;

	buf_puts(&b, "{\"a\":");
	for (i = 1; i < n; i++)
		buf_putc(&b, '[');
	for (i = 1; close && i < n; i++)
		buf_putc(&b, ']');
	buf_putc(&b, '}');
	rc = json_scan(&o, buf_view(&b), NULL, false, &f);
	json_free(&o);
	buf_free(&b);
	return rc;
}

static void
test_lax(void)
{
	struct json_object o = { 0 };
	struct fault f;
	const char *nan = "{\"a\":[NaN,-Infinity,Infinity]}";
	const char *tab = "{\"a\":\"x\ty\"}";

	ok(json_scan(&o, v(nan), NULL, false, &f) == 0 && o.lax,
	    "NaN and the infinities pass as lax");
	ok(json_scan(&o, v(nan), NULL, true, &f) == -1,
	    "strict refuses them");
	ok(json_scan(&o, v(tab), NULL, false, &f) == 0 && o.lax,
	    "a raw tab passes as lax");
	ok(json_scan(&o, v(tab), NULL, true, &f) == -1 && f.at == 7,
	    "strict refuses it at its byte");
	ok(depth(10000, true) == 0 && depth(10001, true) == -1 &&
		depth(200000, false) == -1,
	    "nesting ends at 10,000 without a crash");
	json_free(&o);
}

static int
edited(const char *line, const char *set, const char *val, const char *gone,
    const char *want)
{
	struct json_object o = { 0 };
	struct json_edit e = { 0 };
	struct buf b = { 0 };
	struct fault f;
	int good;

	json_scan(&o, v(line), NULL, false, &f);
	if (set != NULL)
		json_edit_set(&e, &o, set, v(val));
	if (gone != NULL)
		json_edit_remove(&e, &o, gone);
	json_edit_apply(&e, &o, &b);
	good = same(&b, want);
	json_free(&o);
	json_edit_free(&e);
	buf_free(&b);
	return good;
}

static void
test_edit(void)
{
	ok(edited(" { \"a\" : 1 ,\"b\":2 } ", "a", "\"x\"", NULL,
	       " { \"a\" : \"x\" ,\"b\":2 } "),
	    "a value is spliced, every other byte stays");
	ok(edited("{\"a\":1,\"a\":2}", "a", "3", NULL, "{\"a\":1,\"a\":3}"),
	    "of duplicate keys the last changes");
	ok(edited("{ \"a\":1 }", "q", "[]", NULL, "{ \"a\":1,\"q\":[] }"),
	    "a new key goes to the end");
	ok(edited("{}", "q", "[]", NULL, "{\"q\":[]}"),
	    "also in an empty object");
	ok(edited("{\"q\":1, \"b\":2}", NULL, NULL, "q", "{\"b\":2}"),
	    "the first member is removed with its comma");
	ok(edited("{\"b\":2, \"q\":1}", NULL, NULL, "q", "{\"b\":2}"),
	    "so is the last");
	ok(edited("{\"q\":1}", "z", "0", "q", "{\"z\":0}"),
	    "the only one is removed and another added");
	ok(edited("{\"q\":1,\"b\":2,\"q\":3}", "b", "9", "q", "{\"b\":9}"),
	    "duplicates are removed around a change");
	ok(edited("{\"\\u0071\":1,\"b\":2}", NULL, NULL, "q", "{\"b\":2}"),
	    "a key is known by its unescaped name");
}

static void
test_record(void)
{
	static const struct record_names names = { "text", "id" };
	struct record r = { 0 };
	struct buf b = { 0 };
	struct view s;
	struct fault f;
	const char *line = "{\"id\":7.0,\"text\":\"a\\ud800b\","
			   "\"metadata\":{\"item\":\"5\" }}";

	record_parse(&r, v(line), &names, 0, &f);
	ok(r.text.len == 5 && memcmp(r.text.p, "a\xED\xA0\x80" "b", 5) == 0,
	    "a lone surrogate is three bytes of WTF-8");
	record_put_id(&r, &b);
	ok(same(&b, "7.0"), "a number as id keeps its spelling");
	record_set_in(&r, "metadata", "encoding", v("\"x\""));
	record_set_in(&r, "metadata", "furniture", v("[]"));
	record_set_text(&r, (struct view){ r.text.p, 4 });
	buf_clear(&b);
	record_write(&r, &b);
	ok(same(&b, "{\"id\":7.0,\"text\":\"a\\ud800\",\"metadata\":"
		    "{\"item\":\"5\",\"encoding\":\"x\",\"furniture\":[] }}\n"),
	    "text and metadata are spliced");
	ok(record_get_string(&r, "text", &s) && s.len == 4,
	    "a changed value is read as it will be");
	record_parse(&r, v("{\"text\":\"\"}"), &names, 0, &f);
	record_set_in(&r, "metadata", "k", v("1"));
	buf_clear(&b);
	record_write(&r, &b);
	ok(same(&b, "{\"text\":\"\",\"metadata\":{\"k\":1}}\n"),
	    "a missing object is made");
	ok(record_parse(&r, v("{\"text\":null}"), &names, 0, &f) == -1 &&
		f.at == 8,
	    "a text that is no string is refused");
	ok(record_parse(&r, v("{\"text\":\"a\xE9"
			      "b\"}"),
	       &names, RECORD_ANY_TEXT, &f) == 0 && r.bad_text,
	    "nnorm may see invalid UTF-8 in the text");
	ok(record_parse(&r, v("{\"text\":\"a\",\"u\":\"\xE9\"}"), &names,
	       RECORD_ANY_TEXT, &f) == -1,
	    "but not elsewhere");
	record_parse(&r, v("one line"), &names, RECORD_LINE, &f);
	record_set_text(&r, v("two\n\nlines\n"));
	buf_clear(&b);
	record_write(&r, &b);
	ok(same(&b, "two lines\n"), "a plain line stays one line");
	record_free(&r);
	buf_free(&b);
}

static void
test_array(void)
{
	const char *a = "[ 1, \"x,]\" ,[2,3] , {\"a\":[]}]";
	const char *want[] = { "1", "\"x,]\"", "[2,3]", "{\"a\":[]}" };
	struct view e;
	size_t at = 0, n = 0, good = 0;

	for (; json_next(v(a), &at, &e); n++)
		good += n < 4 && e.len == strlen(want[n]) &&
		    memcmp(e.p, want[n], e.len) == 0;
	ok(n == 4 && good == 4, "an array is stepped through");
	at = 0;
	ok(!json_next(v("[ ]"), &at, &e), "an empty one has no elements");
	at = 0;
	ok(!json_next(v("{}"), &at, &e), "an object is no array");
}

int
main(void)
{
	test_faults();
	test_lax();
	test_edit();
	test_record();
	test_array();
	return done();
}
