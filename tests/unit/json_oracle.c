/* SPDX-License-Identifier: ISC */
/*
 * Our scanner against jansson on generated documents, whole and damaged: the
 * same verdicts, the same strings, and edits that mean what they say.  The
 * three things jansson refuses by choice are left out where it names them: lone
 * surrogates, numbers beyond a double, NUL in a key.  Raw NUL is not generated:
 * jansson 2.14 drops one that follows a number.
 */
#include <jansson.h>
#include <stdlib.h>

#include "json.h"
#include "tap.h"
#include "utf8.h"

static uint64_t seed = 88172645463325252u;

static uint32_t
rnd(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 33) % below;
}

static void
gen_blanks(struct buf *b)
{
	while (rnd(6) == 0)
		buf_putc(b, (unsigned char)" \t\r "[rnd(4)]);
}

static void
gen_string(struct buf *b)
{
	static const char *const piece[] = { "a", "town", "\\n", "\\\"",
		"\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\u0000", "\xC3\xA9",
		"\xE4\xB8\xAD", "\xF0\x9F\x98\x80", " ", "{", "]", ":", ",",
		"the quick brown fox jumps over the lazy dog", "\\u2028", "\x7F" };
	uint32_t n = rnd(rnd(8) == 0 ? 40 : 9);

	buf_putc(b, '"');
	while (n-- > 0)
		buf_puts(b, piece[rnd(sizeof(piece) / sizeof(piece[0]))]);
	buf_putc(b, '"');
}

static void
gen_value(struct buf *b, int depth)
{
	static const char *const scalar[] = { "0", "-0", "1.5", "-2e10",
		"1E-2", "12345678901234567890", "true", "false", "null",
		"0.1000000000000000055" };
	uint32_t kind = rnd(depth > 4 ? 2 : 4), n;

	gen_blanks(b);
	if (kind == 0) {
		gen_string(b);
	} else if (kind == 1) {
		buf_puts(b, scalar[rnd(sizeof(scalar) / sizeof(scalar[0]))]);
	} else {
		buf_putc(b, kind == 2 ? '{' : '[');
		for (n = rnd(5); n > 0; n--) {
			gen_blanks(b);
			if (kind == 2) {
				gen_string(b);
				gen_blanks(b);
				buf_putc(b, ':');
			}
			gen_value(b, depth + 1);
			if (n > 1)
				buf_putc(b, ',');
		}
		gen_blanks(b);
		buf_putc(b, kind == 2 ? '}' : ']');
	}
	gen_blanks(b);
}

static void
gen_object(struct buf *b)
{
	do {
		buf_clear(b);
		gen_value(b, 0);
	} while (memchr(b->data, '{', b->len < 8 ? b->len : 8) == NULL);
}

static void
damage(struct buf *b)
{
	static const unsigned char odd[] = "\"\\{}[]:,0-e.\x80\xC3\xFF tn";
	size_t at;
	uint32_t n = 1 + rnd(2);

	for (; n > 0 && b->len > 1; n--) {
		at = rnd((uint32_t)b->len);
		switch (rnd(3)) {
		case 0:
			b->data[at] = odd[rnd(sizeof(odd) - 1)];
			break;
		case 1:
			memmove(b->data + at, b->data + at + 1,
			    b->len - at - 1);
			b->len--;
			break;
		default:
			buf_putc(b, 0);
			memmove(b->data + at + 1, b->data + at,
			    b->len - at - 1);
			b->data[at] = odd[rnd(sizeof(odd) - 1)];
		}
	}
}

/* 1 and 0 as our verdict should be, -1 where jansson cannot tell. */
static int
oracle(const struct buf *b, json_t **doc)
{
	json_error_t e;

	*doc = json_loadb((const char *)b->data, b->len,
	    JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY, &e);
	if (*doc != NULL && !json_is_object(*doc)) {
		json_decref(*doc);
		*doc = NULL;
		return 0;
	}
	if (*doc != NULL)
		return 1;
	if (strstr(e.text, "invalid Unicode") != NULL ||
	    strstr(e.text, "overflow") != NULL ||
	    strstr(e.text, "NUL byte in object key") != NULL)
		return -1;
	return 0;
}

/* Every top-level member that is a string reads the same. */
static int
same_strings(const struct json_object *o, json_t *doc)
{
	struct buf key = { 0 }, val = { 0 };
	struct view k, v;
	const char *name;
	json_t *elem;
	size_t i;
	int same = 1;

	for (i = 0; i < o->n && same; i++) {
		const struct json_member *m = &o->m[i];
		struct view raw = { o->src.p + m->key - 1, m->key_len + 2 };

		buf_clear(&key);
		buf_clear(&val);
		json_unescape(raw, &key, &k);
		if (memchr(k.p, 0, k.len) != NULL)
			continue;
		buf_put_view(&val, k);
		name = buf_cstr(&val);
		elem = json_object_get(doc, name);
		if (elem == NULL) {
			same = 0;
			break;
		}
		if (json_find(o, name) != m || !json_is_string(elem))
			continue;
		buf_clear(&key);
		if (!json_unescape(json_value(o, m), &key, &v) ||
		    v.len != json_string_length(elem) ||
		    memcmp(v.p, json_string_value(elem), v.len) != 0)
			same = 0;
	}
	buf_free(&key);
	buf_free(&val);
	return same;
}

/* Set one key, remove another, add a third; jansson sees just that. */
static int
edits_hold(const struct json_object *o, json_t *doc)
{
	static const unsigned char one[] = "[1]", two[] = "\"x\"";
	struct json_edit e = { 0 };
	struct buf out = { 0 };
	json_error_t err;
	json_t *got;
	const char *name;
	json_t *elem;
	const char *gone = NULL;
	size_t k = 0, n = json_object_size(doc);
	int same = 1;

	json_object_foreach(doc, name, elem)
		if (k++ == n / 2 && strlen(name) > 0)
			gone = name;
	json_edit_set(&e, o, "town", (struct view){ one, 3 });
	json_edit_set(&e, o, "newly added", (struct view){ two, 3 });
	if (gone != NULL)
		json_edit_remove(&e, o, gone);
	json_edit_apply(&e, o, &out);
	got = json_loadb((char *)out.data, out.len,
	    JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, &err);
	json_object_set_new(doc, "town", json_loads("[1.0]", 0, &err));
	json_object_set_new(doc, "newly added", json_string_nocheck("x"));
	if (gone != NULL)
		json_object_del(doc, gone);
	if (got == NULL || !json_equal(got, doc))
		same = 0;
	if (!same)
		printf("# %.*s\n# %.*s\n", (int)o->src.len, o->src.p,
		    (int)out.len, out.data);
	json_decref(got);
	json_edit_free(&e);
	buf_free(&out);
	return same;
}

static int
round_trip(void)
{
	struct buf text = { 0 }, out = { 0 };
	unsigned char *p;
	json_error_t e;
	json_t *s;
	int same, i, n = (int)rnd(40);
	uint32_t cp;

	for (i = 0; i < n; i++) {
		do
			cp = rnd(2) ? rnd(0x100) : rnd(0x110000);
		while (cp >= 0xD800 && cp < 0xE000);
		p = buf_reserve(&text, 4);
		text.len += utf8_encode(cp, p);
	}
	json_put_string(&out, buf_view(&text));
	s = json_loadb((char *)out.data, out.len,
	    JSON_ALLOW_NUL | JSON_DECODE_ANY, &e);
	same = s != NULL && json_string_length(s) == text.len &&
	    (text.len == 0 ||
		memcmp(json_string_value(s), text.data, text.len) == 0);
	for (i = 0; same && (size_t)i < out.len; i++)
		same = out.data[i] >= 0x20 && out.data[i] != 0x7F;
	json_decref(s);
	buf_free(&text);
	buf_free(&out);
	return same;
}

int
main(void)
{
	enum { DOCUMENTS = 60000 };
	struct json_object o = { 0 };
	struct buf b = { 0 };
	struct fault f;
	json_t *doc;
	int i, want, got, valid = 0, verdicts = 0, strings = 0, edits = 0;
	int trips = 0;

	for (i = 0; i < DOCUMENTS; i++) {
		gen_object(&b);
		if (i % 3 > 0)
			damage(&b);
		want = oracle(&b, &doc);
		got = json_scan(&o, buf_view(&b), NULL, true, &f) == 0;
		valid += want == 1;
		if (want >= 0 && got != want && verdicts++ < 5)
			printf("# %s: %.*s (%s)\n", want ? "valid" : "invalid",
			    (int)b.len, b.data, got ? "-" : f.why);
		if (want == 1 && got == 1) {
			strings += !same_strings(&o, doc);
			edits += !edits_hold(&o, doc);
		}
		json_decref(doc);
		trips += !round_trip();
	}
	ok(valid > DOCUMENTS / 8 && valid < DOCUMENTS * 3 / 4,
	    "the generator makes good and bad documents (%d of %d good)",
	    valid, DOCUMENTS);
	ok(verdicts == 0, "verdicts are those of jansson");
	ok(strings == 0, "strings are those of jansson");
	ok(edits == 0, "edits mean what they say");
	ok(trips == 0, "a written string reads as it was, and holds no control");
	json_free(&o);
	buf_free(&b);
	return done();
}
