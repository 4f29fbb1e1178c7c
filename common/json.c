/* SPDX-License-Identifier: ISC */
/*
 * An on-demand scanner for RFC 8259: the grammar is checked in one pass without
 * recursion (a bit a level says whether it is an object), strings are stepped
 * over 16 bytes at a time, numbers and literals are checked and left alone.
 * Strings that hold non-ASCII bytes are validated as UTF-8.
 */
#include "json.h"

#include <stdint.h>
#include <stdlib.h>

#include "json_skip.h"
#include "utf8.h"
#include "xalloc.h"

struct scan {
	const unsigned char *start;
	const unsigned char *end;
	struct fault *f;
	bool strict;
	bool lax;
	bool any;     /* the next string may hold invalid UTF-8 */
	bool bad_any; /* and it does */
	size_t depth;
	uint64_t is_object[JSON_DEPTH_MAX / 64 + 1];
};

static const unsigned char *
fail(struct scan *s, const unsigned char *at, const char *why)
{
	s->f->why = why;
	s->f->at = (size_t)(at - s->start);
	return NULL;
}

static inline const unsigned char *
skip_blanks(const unsigned char *p, const unsigned char *end)
{
	while (p < end &&
	    (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++;
	return p;
}

static const unsigned char *
first_control(const unsigned char *p)
{
	while (*p >= 0x20)
		p++;
	return p;
}

/* The parts of a string that only some strings need: UTF-8 and controls. */
static bool
check_string(struct scan *s, const unsigned char *p, const unsigned char *q,
    unsigned seen)
{
	size_t n = (size_t)(q - p), good;

	if (seen & SEEN_HIGH && (good = utf8_valid(p, n)) < n) {
		if (!s->any) {
			fail(s, p + good, "invalid UTF-8");
			return false;
		}
		s->bad_any = true;
	}
	if (seen & SEEN_CONTROL) {
		if (s->strict) {
			fail(s, first_control(p), "raw control character");
			return false;
		}
		s->lax = true;
	}
	return true;
}

/* Step over the string that begins at p (its quote); NULL on error. */
static const unsigned char *
skip_string(struct scan *s, const unsigned char *p)
{
	const unsigned char *q = p + 1, *next;
	unsigned seen = 0;

#ifdef __SSE2__
	if (s->end - q >= 64 && __builtin_cpu_supports("avx2"))
		q = skip_blocks_avx2(q, s->end, &seen);
#endif
	for (;;) {
		q = skip_plain(q, s->end, &seen);
		if (q == s->end)
			return fail(s, p, "string without end");
		if (*q == '"')
			break;
		if (*q == '\\') {
			if ((next = skip_escape(q, s->end)) == NULL)
				return fail(s, q, "bad escape");
			q = next;
			continue;
		}
		if (*q >= 0x80)
			seen |= SEEN_HIGH;
		else if (*q < 0x20)
			seen |= SEEN_CONTROL;
		q++;
	}
	if (seen & (SEEN_HIGH | SEEN_CONTROL) &&
	    !check_string(s, p + 1, q, seen))
		return NULL;
	return q + 1;
}

static const unsigned char *
skip_digits(const unsigned char *p, const unsigned char *end)
{
	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p;
}

static const unsigned char *
skip_number(struct scan *s, const unsigned char *p)
{
	const unsigned char *begin = p, *q;

	p += *p == '-';
	q = skip_digits(p, s->end);
	if (q == p || (*p == '0' && q > p + 1))
		return fail(s, begin, "bad number");
	if (q < s->end && *q == '.') {
		p = q + 1;
		if ((q = skip_digits(p, s->end)) == p)
			return fail(s, begin, "bad number");
	}
	if (q < s->end && (*q | 0x20) == 'e') {
		p = q + 1;
		p += p < s->end && (*p == '+' || *p == '-');
		if ((q = skip_digits(p, s->end)) == p)
			return fail(s, begin, "bad number");
	}
	return q;
}

static bool
begins(const struct scan *s, const unsigned char *p, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(s->end - p) >= n && memcmp(p, word, n) == 0;
}

/* NaN and the infinities: what Python and others write though JSON has none. */
static const unsigned char *
skip_lax_number(struct scan *s, const unsigned char *p)
{
	static const char *const words[] = { "NaN", "Infinity", "-Infinity" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!begins(s, p, words[i]))
			continue;
		if (s->strict)
			return fail(s, p, "not a JSON number");
		s->lax = true;
		return p + strlen(words[i]);
	}
	return fail(s, p, "bad value");
}

static const unsigned char *
skip_scalar(struct scan *s, const unsigned char *p)
{
	switch (*p) {
	case '"':
		return skip_string(s, p);
	case 't':
		return begins(s, p, "true") ? p + 4 : fail(s, p, "bad value");
	case 'f':
		return begins(s, p, "false") ? p + 5 : fail(s, p, "bad value");
	case 'n':
		return begins(s, p, "null") ? p + 4 : fail(s, p, "bad value");
	case '-':
		if (p + 1 < s->end && p[1] == 'I')
			return skip_lax_number(s, p);
		/* FALLTHROUGH */
	case '0':
	case '1':
	case '2':
	case '3':
	case '4':
	case '5':
	case '6':
	case '7':
	case '8':
	case '9':
		return skip_number(s, p);
	default:
		return skip_lax_number(s, p);
	}
}

static bool
push(struct scan *s, bool object)
{
	uint64_t bit = (uint64_t)1 << s->depth % 64;

	if (s->depth >= JSON_DEPTH_MAX)
		return false;
	if (object)
		s->is_object[s->depth / 64] |= bit;
	else
		s->is_object[s->depth / 64] &= ~bit;
	s->depth++;
	return true;
}

static bool
in_object(const struct scan *s)
{
	size_t d = s->depth - 1;

	return s->is_object[d / 64] >> d % 64 & 1;
}

/* Step over a key and its colon to where the value begins. */
static const unsigned char *
skip_key(struct scan *s, const unsigned char *p)
{
	if (p == s->end || *p != '"')
		return fail(s, p, "expected a key in quotes");
	if ((p = skip_string(s, p)) == NULL)
		return NULL;
	p = skip_blanks(p, s->end);
	if (p == s->end || *p != ':')
		return fail(s, p, "expected a colon");
	return skip_blanks(p + 1, s->end);
}

/* Step over the value at p, however deep. */
static const unsigned char *
skip_value(struct scan *s, const unsigned char *p)
{
	const size_t base = s->depth;

	for (;;) {
		/* A value begins at p. */
		if (p == s->end)
			return fail(s, p, "line ends within a value");
		if (*p == '{' || *p == '[') {
			bool object = *p == '{';

			if (!push(s, object))
				return fail(s, p, "nested too deep");
			p = skip_blanks(p + 1, s->end);
			if (p < s->end && *p == (object ? '}' : ']'))
				goto close;
			if (object && (p = skip_key(s, p)) == NULL)
				return NULL;
			continue;
		}
		if ((p = skip_scalar(s, p)) == NULL)
			return NULL;
		/* A value ended before p. */
		for (;;) {
			if (s->depth == base)
				return p;
			p = skip_blanks(p, s->end);
			if (p == s->end)
				return fail(s, p, "line ends within a value");
			if (*p == ',')
				break;
			if (*p != (in_object(s) ? '}' : ']'))
				return fail(s, p, "expected a comma");
		close:
			s->depth--;
			p++;
		}
		p = skip_blanks(p + 1, s->end);
		if (in_object(s) && (p = skip_key(s, p)) == NULL)
			return NULL;
	}
}

static struct json_member *
add_member(struct json_object *o)
{
	if (o->n == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 16;
		o->m = xreallocarray(o->m, o->cap, sizeof(*o->m));
	}
	return &o->m[o->n++];
}

static bool
key_is(const struct json_object *o, const struct json_member *m,
    const char *key, size_t len)
{
	const unsigned char *k = o->src.p + m->key;
	struct buf b = { 0 };
	struct view v;
	bool same;

	if (m->key_len == len && memcmp(k, key, len) == 0)
		return true;
	if (m->key_len <= len || memchr(k, '\\', m->key_len) == NULL)
		return false;
	json_unescape((struct view){ k - 1, m->key_len + 2 }, &b, &v);
	same = v.len == len && memcmp(v.p, key, len) == 0;
	buf_free(&b);
	return same;
}

static const unsigned char *
scan_members(struct scan *s, struct json_object *o, const unsigned char *p,
    const char *any_key)
{
	size_t any_len = any_key != NULL ? strlen(any_key) : 0;
	const unsigned char *val, *key;
	struct json_member *m;

	for (;;) {
		key = p;
		if ((val = skip_key(s, p)) == NULL)
			return NULL;
		m = add_member(o);
		m->key = (size_t)(key + 1 - s->start);
		/* The closing quote is the last one before the colon. */
		for (p = val - 1; *p != '"'; p--)
			;
		m->key_len = (size_t)(p - key - 1);
		s->any = any_key != NULL && val < s->end && *val == '"' &&
		    key_is(o, m, any_key, any_len);
		if ((p = skip_value(s, val)) == NULL)
			return NULL;
		s->any = false;
		m->val = (size_t)(val - s->start);
		m->val_len = (size_t)(p - val);
		p = skip_blanks(p, s->end);
		if (p == s->end)
			return fail(s, p, "line ends within an object");
		if (*p == '}')
			return p;
		if (*p != ',')
			return fail(s, p, "expected a comma");
		p = skip_blanks(p + 1, s->end);
	}
}

int
json_scan(struct json_object *o, struct view src, const char *any_key,
    bool strict, struct fault *f)
{
	struct scan s;
	const unsigned char *p, *end;

	/* The rest of is_object is written before it is read. */
	s.is_object[0] = 0;
	s.start = src.p;
	s.end = end = src.p + src.len;
	s.f = f;
	s.strict = strict;
	s.lax = s.any = s.bad_any = false;
	s.depth = 0;
	o->src = src;
	o->n = 0;
	p = skip_blanks(src.p, end);
	if (p == end || *p != '{') {
		fail(&s, p, "not a JSON object");
		return -1;
	}
	push(&s, true);
	o->open = (size_t)(p - src.p);
	p = skip_blanks(p + 1, end);
	if (p == end || *p != '}')
		if ((p = scan_members(&s, o, p, any_key)) == NULL)
			return -1;
	o->close = (size_t)(p - src.p);
	p = skip_blanks(p + 1, end);
	if (p != end) {
		fail(&s, p, "junk after the object");
		return -1;
	}
	o->lax = s.lax;
	o->bad_any = s.bad_any;
	return 0;
}

void
json_free(struct json_object *o)
{
	free(o->m);
	*o = (struct json_object){ 0 };
}

const struct json_member *
json_find(const struct json_object *o, const char *key)
{
	size_t len = strlen(key), i;

	for (i = o->n; i > 0; i--)
		if (key_is(o, &o->m[i - 1], key, len))
			return &o->m[i - 1];
	return NULL;
}

bool
json_next(struct view val, size_t *at, struct view *elem)
{
	struct fault f;
	struct scan s = { .start = val.p, .end = val.p + val.len, .f = &f,
		.any = true };
	const unsigned char *p, *q;

	if (val.len == 0 || val.p[0] != '[')
		return false;
	p = skip_blanks(val.p + (*at > 0 ? *at : 1), s.end);
	if (p == s.end || *p == ']' || (q = skip_value(&s, p)) == NULL)
		return false;
	*elem = (struct view){ p, (size_t)(q - p) };
	q = skip_blanks(q, s.end);
	if (q < s.end && *q == ',')
		q++;
	*at = (size_t)(q - val.p);
	return true;
}
