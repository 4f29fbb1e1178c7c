/* SPDX-License-Identifier: ISC */
/*
 * Quotations and repairs as JSON.  Inside nquote offsets are bytes; here they
 * also become code points, through a table of how many come before each block
 * of the text.
 */
#include "emit.h"

#include <stdlib.h>

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

/* "key":N, after a comma. */
static void
put_number(struct buf *b, const char *key, size_t n)
{
	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":");
	buf_put_u64(b, n);
}

static void
put_string(struct buf *b, const char *key, struct view v)
{
	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":");
	json_put_string(b, v);
}

/* A word of ours: there is nothing to escape. */
static void
put_constant(struct buf *b, const char *key, const char *s)
{
	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":\"");
	buf_puts(b, s);
	buf_putc(b, '"');
}

/* Two digits are more than is known. */
static void
put_confidence(struct buf *b, double c)
{
	unsigned n = c < 0 ? 0 : c > 1 ? 100 : (unsigned)(c * 100 + 0.5);

	if (n >= 100) {
		buf_puts(b, "1");
		return;
	}
	buf_puts(b, "0.");
	buf_putc(b, (unsigned char)('0' + n / 10));
	if (n % 10 != 0)
		buf_putc(b, (unsigned char)('0' + n % 10));
}

static void
put_spans(struct buf *b, const char *key, const struct places *p,
    const struct quotes *qs, size_t first, size_t n)
{
	const struct span *s = n > 0 ? qs->spans + first : NULL;

	buf_puts(b, ",\"");
	buf_puts(b, key);
	buf_puts(b, "\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i > 0 ? ",{\"begin\":" : "{\"begin\":");
		buf_put_u64(b, places_count(p, s[i].begin));
		put_number(b, "end", places_count(p, s[i].end));
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

/* What is told of a quotation after its text and place. */
static void
put_rest(struct buf *b, const struct places *p, const struct quotes *qs,
    const struct quotation *q)
{
	put_constant(b, "rule", q->rule != NULL ? q->rule : "none");
	buf_puts(b, ",\"confidence\":");
	put_confidence(b, q->confidence);
	put_spans(b, "marks", p, qs, q->mark, q->n_marks);
	put_spans(b, "parts", p, qs, q->part, q->n_parts);
}

static void
put_place(struct buf *b, const struct places *p, const struct quotation *q)
{
	put_number(b, "begin", places_count(p, q->whole.begin));
	put_number(b, "end", places_count(p, q->whole.end));
	put_number(b, "byte_begin", q->whole.begin);
	put_number(b, "byte_end", q->whole.end);
	put_constant(b, "kind", kinds[q->kind]);
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

	buf_puts(b, "{\"text\":");
	json_put_string(b, slice(p, q->whole));
	put_place(b, p, q);
	if (q->speaker.end > q->speaker.begin) {
		put_string(b, "speaker", slice(p, q->speaker));
		put_number(
		    b, "speaker_begin", places_count(p, q->speaker.begin));
		put_number(b, "speaker_end", places_count(p, q->speaker.end));
	} else
		buf_puts(b,
		    ",\"speaker\":null,\"speaker_begin\":null,"
		    "\"speaker_end\":null");
	if (name.len > 0)
		put_string(b, "speaker_name", name);
	else
		buf_puts(b, ",\"speaker_name\":null");
	if (q->cue.end > q->cue.begin)
		put_string(b, "cue", slice(p, q->cue));
	else
		buf_puts(b, ",\"cue\":null");
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

		buf_puts(b, i > 0 ? ",{\"offset\":" : "{\"offset\":");
		buf_put_u64(b, places_count(p, f->out));
		put_number(b, "byte_offset", f->out);
		put_string(
		    b, "from", (struct view){before.p + f->at, f->from_len});
		put_string(
		    b, "to", (struct view){m->bytes.data + f->to, f->to_len});
		put_constant(b, "rule", f->rule);
		buf_puts(b, ",\"confidence\":");
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

	buf_puts(b, "{\"");
	buf_puts(b, parent->id_field);
	buf_puts(b, "\":\"");
	json_put_escaped(b, parent->id);
	buf_puts(b, ".q");
	buf_put_u64(b, n + 1);
	buf_puts(b, "\"");
	put_string(b, parent->text_field, slice(p, q->whole));
	buf_put_view(b, parent->inherited);
	put_place(b, p, q);
	if (q->speaker.end > q->speaker.begin)
		put_string(b, "speaker", slice(p, q->speaker));
	if (name.len > 0)
		put_string(b, "speaker_name", name);
	if (q->cue.end > q->cue.begin)
		put_string(b, "cue", slice(p, q->cue));
	put_rest(b, p, qs, q);
	buf_puts(b, ",\"metadata\":{\"parent\":");
	json_put_string(b, parent->id);
	put_number(b, "parent_offset", q->whole.begin);
	put_number(b, "parent_length", q->whole.end - q->whole.begin);
	buf_puts(b, "}}\n");
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
	buf_puts(b, ".q");
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
