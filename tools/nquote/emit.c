/* SPDX-License-Identifier: ISC */
/*
 * Quotations and repairs as JSON.  Inside nquote offsets are bytes; here they
 * also become code points, through a table of how many come before each block
 * of the text.
 */
#include "emit.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "utf8.h"
#include "xalloc.h"

/* Small, for each quotation asks for a dozen places. */
#define BLOCK 64

static const char *const kinds[] = {[QUOTE_DIRECT] = "direct",
    [QUOTE_MIXED] = "mixed",
    [QUOTE_INDIRECT] = "indirect"};

void
places_set(struct places *p, struct view text)
{
	size_t n = text.len / BLOCK + 1, sum = 0;

	p->text = text;
	p->ascii = utf8_count(text.p, text.len) == text.len;
	p->valid = p->ascii || utf8_valid(text.p, text.len) == text.len;
	if (p->ascii)
		return;
	if (n > p->cap) {
		p->cap = 2 * n;
		p->before =
		    xreallocarray(p->before, p->cap, sizeof(*p->before));
	}
	for (size_t i = 0; i + 1 < n; i++) {
		p->before[i] = sum;
		sum += utf8_count(text.p + i * BLOCK, BLOCK);
	}
	p->before[n - 1] = sum;
}

void
places_free(struct places *p)
{
	free(p->before);
	*p = (struct places){0};
}

size_t
places_count(const struct places *p, size_t at)
{
	size_t block = at / BLOCK * BLOCK;

	if (p->ascii)
		return at;
	return p->before[at / BLOCK] +
	    utf8_count(p->text.p + block, at - block);
}

static struct view
slice(const struct places *p, struct span s)
{
	return (struct view){p->text.p + s.begin, s.end - s.begin};
}

/* ,"key": of a literal. */
#define KEY(key) ",\"" key "\":"

/* Append a literal. */
#define PUT(b, literal) buf_put((b), (literal), sizeof(literal) - 1)

/* Write a literal, and then n, where w points; returns where it ends. */
static inline __attribute__((always_inline)) unsigned char *
number(unsigned char *w, const char *literal, size_t n)
{
	size_t len = strlen(literal);

	memcpy(w, literal, len);
	return buf_digits(w + len, n);
}

/* Append a literal, and then n. */
static inline __attribute__((always_inline)) void
put_number(struct buf *b, const char *literal, size_t n)
{
	unsigned char *w = buf_reserve(b, strlen(literal) + BUF_DIGITS);

	b->len = (size_t)(number(w, literal, n) - b->data);
}

/* Append a literal, and then v as a string. */
static inline __attribute__((always_inline)) void
put_string(struct buf *b, const char *literal, struct view v)
{
	buf_put(b, literal, strlen(literal));
	json_put_string(b, v);
}

/* The same of what the text has. */
static inline __attribute__((always_inline)) void
put_words(
    struct buf *b, const char *literal, const struct places *p, struct view v)
{
	buf_put(b, literal, strlen(literal));
	if (p->valid)
		json_put_valid(b, v);
	else
		json_put_string(b, v);
}

/* The same of a word of ours: there is nothing to escape. */
static inline __attribute__((always_inline)) void
put_constant(struct buf *b, const char *literal, const char *s)
{
	buf_put(b, literal, strlen(literal));
	buf_putc(b, '"');
	buf_puts(b, s);
	buf_putc(b, '"');
}

/* Two digits are more than is known. */
static void
put_confidence(struct buf *b, double c)
{
	unsigned n = c < 0 ? 0 : c > 1 ? 100 : (unsigned)(c * 100 + 0.5);

	if (n >= 100) {
		PUT(b, "1");
		return;
	}
	PUT(b, "0.");
	buf_putc(b, (unsigned char)('0' + n / 10));
	if (n % 10 != 0)
		buf_putc(b, (unsigned char)('0' + n % 10));
}

/* The places of spans, as the elements of an array that literal begins. */
static inline __attribute__((always_inline)) void
put_spans(struct buf *b, const char *literal, const struct places *p,
    const struct quotes *qs, size_t first, size_t n)
{
	static const char begin[] = "{\"begin\":", end[] = ",\"end\":";
	const struct span *s = n > 0 ? qs->spans + first : NULL;
	unsigned char *w;

	buf_put(b, literal, strlen(literal));
	for (size_t i = 0; i < n; i++) {
		w = buf_reserve(
		    b, sizeof(begin) + sizeof(end) + 2 * BUF_DIGITS + 2);
		if (i > 0)
			*w++ = ',';
		w = number(w, begin, places_count(p, s[i].begin));
		w = number(w, end, places_count(p, s[i].end));
		*w++ = '}';
		b->len = (size_t)(w - b->data);
	}
	buf_putc(b, ']');
}

/* What is told of a quotation after its text and place. */
static void
put_rest(struct buf *b, const struct places *p, const struct quotes *qs,
    const struct quotation *q)
{
	put_constant(b, KEY("rule"), q->rule != NULL ? q->rule : "none");
	PUT(b, KEY("confidence"));
	put_confidence(b, q->confidence);
	put_spans(b, KEY("marks") "[", p, qs, q->mark, q->n_marks);
	put_spans(b, KEY("parts") "[", p, qs, q->part, q->n_parts);
}

static void
put_place(struct buf *b, const struct places *p, const struct quotation *q)
{
	unsigned char *w = buf_reserve(b, 4 * BUF_DIGITS + 64);

	w = number(w, KEY("begin"), places_count(p, q->whole.begin));
	w = number(w, KEY("end"), places_count(p, q->whole.end));
	w = number(w, KEY("byte_begin"), q->whole.begin);
	w = number(w, KEY("byte_end"), q->whole.end);
	b->len = (size_t)(w - b->data);
	put_constant(b, KEY("kind"), kinds[q->kind]);
}

static struct view
name_of(const struct quotes *qs, const struct quotation *q)
{
	if (q->name.end == q->name.begin)
		return (struct view){NULL, 0};
	return (struct view){
	    qs->names.data + q->name.begin, q->name.end - q->name.begin};
}

static void
emit_quote(struct buf *b, const struct places *p, const struct quotes *qs,
    const struct quotation *q)
{
	struct view name = name_of(qs, q);

	put_words(b, "{\"text\":", p, slice(p, q->whole));
	put_place(b, p, q);
	if (q->speaker.end > q->speaker.begin) {
		put_words(b, KEY("speaker"), p, slice(p, q->speaker));
		put_number(
		    b, KEY("speaker_begin"), places_count(p, q->speaker.begin));
		put_number(
		    b, KEY("speaker_end"), places_count(p, q->speaker.end));
	} else
		PUT(b,
		    ",\"speaker\":null,\"speaker_begin\":null,"
		    "\"speaker_end\":null");
	if (name.len > 0)
		put_words(b, KEY("speaker_name"), p, name);
	else
		PUT(b, ",\"speaker_name\":null");
	if (q->cue.end > q->cue.begin)
		put_words(b, KEY("cue"), p, slice(p, q->cue));
	else
		PUT(b, ",\"cue\":null");
	put_rest(b, p, qs, q);
	buf_putc(b, '}');
}

void
emit_quotes(struct buf *b, const struct places *p, const struct quotes *qs)
{
	buf_putc(b, '[');
	for (size_t i = 0; i < qs->n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		emit_quote(b, p, qs, &qs->q[i]);
	}
	buf_putc(b, ']');
}

void
emit_repairs(struct buf *b, const struct places *p, struct view before,
    const struct marks *m)
{
	buf_putc(b, '[');
	for (size_t i = 0; i < m->n_fixes; i++) {
		const struct mark_fix *f = &m->fixes[i];

		if (i > 0)
			buf_putc(b, ',');
		put_number(b, "{\"offset\":", places_count(p, f->out));
		put_number(b, KEY("byte_offset"), f->out);
		put_string(b, KEY("from"),
		    (struct view){before.p + f->at, f->from_len});
		put_string(b, KEY("to"),
		    (struct view){m->bytes.data + f->to, f->to_len});
		put_constant(b, KEY("rule"), f->rule);
		PUT(b, ",\"confidence\":");
		put_confidence(b, f->confidence);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

void
emit_record(struct buf *b, const struct places *p, const struct quotes *qs,
    size_t n, const struct emit_parent *parent)
{
	const struct quotation *q = &qs->q[n];
	struct view name = name_of(qs, q);

	PUT(b, "{\"");
	buf_puts(b, parent->id_field);
	PUT(b, "\":\"");
	json_put_escaped(b, parent->id);
	PUT(b, ".q");
	buf_put_u64(b, n + 1);
	PUT(b, "\",\"");
	buf_puts(b, parent->text_field);
	PUT(b, "\":");
	json_put_string(b, slice(p, q->whole));
	buf_put_view(b, parent->inherited);
	put_place(b, p, q);
	if (q->speaker.end > q->speaker.begin)
		put_string(b, KEY("speaker"), slice(p, q->speaker));
	if (name.len > 0)
		put_string(b, KEY("speaker_name"), name);
	if (q->cue.end > q->cue.begin)
		put_string(b, KEY("cue"), slice(p, q->cue));
	put_rest(b, p, qs, q);
	PUT(b, ",\"metadata\":{\"parent\":");
	json_put_string(b, parent->id);
	put_number(b, KEY("parent_offset"), q->whole.begin);
	put_number(b, KEY("parent_length"), q->whole.end - q->whole.begin);
	PUT(b, "}}\n");
}

/* A field of a line: tabs, line ends and other controls become blanks. */
static void
put_field(struct buf *b, struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		buf_putc(b, v.p[i] < ' ' || v.p[i] == 0x7F ? ' ' : v.p[i]);
}

void
emit_tsv(struct buf *b, const struct places *p, const struct quotes *qs,
    size_t n, const struct emit_parent *parent)
{
	const struct quotation *q = &qs->q[n];

	put_field(b, parent->id);
	PUT(b, ".q");
	buf_put_u64(b, n + 1);
	buf_putc(b, '\t');
	buf_put_u64(b, places_count(p, q->whole.begin));
	buf_putc(b, '\t');
	buf_put_u64(b, places_count(p, q->whole.end));
	buf_putc(b, '\t');
	buf_puts(b, kinds[q->kind]);
	buf_putc(b, '\t');
	put_field(b, slice(p, q->speaker));
	buf_putc(b, '\t');
	put_field(b, name_of(qs, q));
	buf_putc(b, '\t');
	put_field(b, slice(p, q->cue));
	buf_putc(b, '\t');
	put_confidence(b, q->confidence);
	buf_putc(b, '\t');
	put_field(b, slice(p, q->whole));
	buf_putc(b, '\n');
}
