/* SPDX-License-Identifier: ISC */
#include "record.h"

#include "hash.h"
#include "utf8.h"

static int
parse_plain(struct record *r, struct view line, unsigned flags,
    struct fault *f)
{
	size_t good = utf8_valid(line.p, line.len);

	r->bad_text = good < line.len;
	if (r->bad_text && !(flags & RECORD_ANY_TEXT)) {
		*f = (struct fault){ "invalid UTF-8", good };
		return -1;
	}
	r->plain = true;
	r->text = line;
	return 0;
}

/* Of members of one name only the last is the text, and may be repaired: the
 * others must be good. */
static int
check_namesakes(const struct record *r, const struct json_member *text,
    struct fault *f)
{
	struct view v;
	size_t i, good;

	for (i = 0; i < r->obj.n; i++) {
		v = json_value(&r->obj, &r->obj.m[i]);
		if (&r->obj.m[i] == text ||
		    (good = utf8_valid(v.p, v.len)) == v.len)
			continue;
		*f = (struct fault){ "invalid UTF-8", r->obj.m[i].val + good };
		return -1;
	}
	return 0;
}

int
record_parse(struct record *r, struct view line,
    const struct record_names *names, unsigned flags, struct fault *f)
{
	const struct json_member *m;

	r->line = line;
	r->names = names;
	r->changed = r->text_changed = false;
	r->plain = r->bad_text = false;
	buf_clear(&r->scratch);
	buf_trim(&r->scratch);
	buf_trim(&r->edit.bytes);
	buf_trim(&r->new_text);
	if (flags & RECORD_LINE)
		return parse_plain(r, line, flags, f);
	json_edit_clear(&r->edit);
	if (json_scan(&r->obj, line,
		flags & RECORD_ANY_TEXT ? names->text : NULL,
		(flags & RECORD_STRICT) != 0, f) == -1)
		return -1;
	if ((m = json_find(&r->obj, names->text)) == NULL) {
		*f = (struct fault){ "no text: no such field; --text-field NAME takes another",
			r->obj.open };
		return -1;
	}
	if (!json_unescape(json_value(&r->obj, m), &r->scratch, &r->text)) {
		*f = (struct fault){ "the text is not a string", m->val };
		return -1;
	}
	r->bad_text = r->obj.bad_any;
	return r->bad_text ? check_namesakes(r, m, f) : 0;
}

void
record_free(struct record *r)
{
	json_free(&r->obj);
	json_free(&r->sub);
	json_edit_free(&r->edit);
	json_edit_free(&r->sub_edit);
	buf_free(&r->scratch);
	buf_free(&r->sub_in);
	buf_free(&r->sub_out);
	buf_free(&r->new_text);
	*r = (struct record){ 0 };
}

bool
record_get(const struct record *r, const char *key, struct view *json)
{
	return !r->plain && json_edit_get(&r->edit, &r->obj, key, json);
}

bool
record_get_string(struct record *r, const char *key, struct view *text)
{
	struct view json;

	/* text lies at the front of scratch: what follows may move it. */
	buf_clear(&r->sub_out);
	return record_get(r, key, &json) &&
	    json_unescape(json, &r->sub_out, text);
}

/* Scan the object that is the value of key, from a copy that no change moves.
 * false when there is none. */
static bool
scan_sub(struct record *r, const char *key)
{
	struct view json;
	struct fault f;

	if (!record_get(r, key, &json))
		return false;
	buf_clear(&r->sub_in);
	buf_put_view(&r->sub_in, json);
	return json_scan(&r->sub, buf_view(&r->sub_in), NULL, false, &f) == 0;
}

bool
record_get_in(struct record *r, const char *key, const char *sub,
    struct view *json)
{
	const struct json_member *m;

	if (!scan_sub(r, key) || (m = json_find(&r->sub, sub)) == NULL)
		return false;
	*json = json_value(&r->sub, m);
	return true;
}

/* A plain line has no escapes: what is no UTF-8 becomes U+FFFD. */
static void
put_plain(struct buf *b, struct view text)
{
	size_t at = 0, n;
	uint32_t cp;

	for (;;) {
		n = utf8_valid(text.p + at, text.len - at);
		buf_put(b, text.p + at, n);
		if ((at += n) == text.len)
			return;
		at += utf8_decode(text.p + at, text.len - at, &cp);
		buf_put(b, "\xEF\xBF\xBD", 3);
	}
}

void
record_text_begin(struct record *r)
{
	r->changed = r->text_changed = true;
	if (r->plain)
		buf_clear(&r->new_text);
	else
		buf_putc(json_edit_begin(&r->edit, &r->obj, r->names->text),
		    '"');
}

void
record_text_add(struct record *r, struct view text)
{
	if (r->plain)
		put_plain(&r->new_text, text);
	else
		json_put_escaped(&r->edit.bytes, text);
}

void
record_text_end(struct record *r)
{
	if (r->plain)
		return;
	buf_putc(&r->edit.bytes, '"');
	json_edit_end(&r->edit);
}

void
record_set_text(struct record *r, struct view text)
{
	record_text_begin(r);
	record_text_add(r, text);
	record_text_end(r);
}

void
record_forget_text(const struct record *r, size_t begin, size_t end)
{
	if (r->text.p == r->scratch.data)
		buf_forget(r->text.p + begin, end - begin);
}

void
record_set_json(struct record *r, const char *key, struct view json)
{
	if (r->plain)
		return;
	r->changed = true;
	json_edit_set(&r->edit, &r->obj, key, json);
}

void
record_set_in(struct record *r, const char *key, const char *sub,
    struct view json)
{
	struct view old;

	if (r->plain)
		return;
	if (!record_get(r, key, &old)) {
		static const unsigned char empty[] = "{}";

		record_set_json(r, key, (struct view){ empty, 2 });
	}
	if (!scan_sub(r, key))
		return;
	json_edit_clear(&r->sub_edit);
	json_edit_set(&r->sub_edit, &r->sub, sub, json);
	buf_clear(&r->sub_out);
	json_edit_apply(&r->sub_edit, &r->sub, &r->sub_out);
	record_set_json(r, key, buf_view(&r->sub_out));
}

void
record_remove(struct record *r, const char *key)
{
	if (r->plain || !record_get(r, key, &(struct view){ 0 }))
		return;
	r->changed = true;
	json_edit_remove(&r->edit, &r->obj, key);
}

void
record_put_id(struct record *r, struct buf *out)
{
	const struct json_member *m = NULL;
	struct view json, text;

	if (!r->plain)
		m = json_find(&r->obj, r->names->id);
	if (m != NULL) {
		json = json_value(&r->obj, m);
		if (json.p[0] == '-' || (json.p[0] >= '0' && json.p[0] <= '9')) {
			buf_put_view(out, json);
			return;
		}
		buf_clear(&r->sub_out);
		if (json_unescape(json, &r->sub_out, &text) && text.len > 0) {
			buf_put_view(out, text);
			return;
		}
	}
	buf_putc(out, 'l');
	hash128_put_base32(out, hash128(r->line.p, r->line.len));
}

void
record_trim(struct record *r)
{
	if (r->scratch.cap > BUF_HUGE && r->text.p == r->scratch.data)
		r->text = (struct view){ NULL, 0 };
	if (r->text.p != r->scratch.data)
		buf_trim(&r->scratch);
	buf_trim(&r->sub_in);
	buf_trim(&r->sub_out);
}

static bool
is_line_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/* A plain line stays one line: each run of line ends becomes one blank. */
static void
write_plain(struct view text, struct buf *out)
{
	size_t i = 0, begin;

	while (i < text.len) {
		for (begin = i; i < text.len && !is_line_end(text.p[i]); i++)
			;
		buf_take(out, text.p + begin, i - begin);
		for (begin = i; i < text.len && is_line_end(text.p[i]); i++)
			;
		if (i > begin && i < text.len && begin > 0)
			buf_putc(out, ' ');
	}
}

void
record_write(struct record *r, struct buf *out)
{
	if (!r->changed)
		buf_put_view(out, r->line);
	else if (r->plain)
		write_plain(buf_view(&r->new_text), out);
	else
		json_edit_apply(&r->edit, &r->obj, out);
	buf_putc(out, '\n');
}
