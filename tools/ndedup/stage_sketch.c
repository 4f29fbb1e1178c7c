/* SPDX-License-Identifier: ISC */
/*
 * The first step: each record by itself.  The node of a text without letters,
 * which is never a duplicate, is named by the record's id.
 */
#include <string.h>

#include "hash.h"
#include "stage.h"

static void
put_node(struct buf *b, char letter, struct hash128 h)
{
	buf_putc(b, (unsigned char)letter);
	hash128_put_base32(b, h);
}

static void
put_hex(struct buf *b, uint32_t x, unsigned digits)
{
	unsigned char *p = buf_reserve(b, digits);

	b->len += digits;
	for (; digits > 0; x >>= 4)
		p[--digits] = (unsigned char)"0123456789abcdef"[x & 15];
}

static void
put_marks(struct buf *b, const struct pair_near *near)
{
	static const char digit[] = HASH_BASE32;
	uint32_t i;

	for (i = 0; i < near->n; i++) {
		buf_putc(b, (unsigned char)digit[near->mark[i] >> 10]);
		buf_putc(b, (unsigned char)digit[near->mark[i] >> 5 & 31]);
		buf_putc(b, (unsigned char)digit[near->mark[i] & 31]);
	}
}

/* The prints that are looked up: one in 2^thin of the sketch's. */
static void
put_prints(const struct stage_rule *rule, const struct sketch *s,
    struct buf *looked_up, struct view node, struct job *j)
{
	struct buf *b = &j->out;
	struct pair_near near;
	const uint32_t *print;
	uint32_t i, n = 0;

	buf_clear(looked_up);
	for (i = 0; i < s->n; i++)
		if (s->print[i].level >= s->level + rule->pair.thin) {
			buf_put(looked_up, &s->print[i].hash, sizeof(*print));
			n++;
		}
	print = (const void *)looked_up->data;
	for (i = 0; i < n; i++) {
		pair_near(print, n, i, &near);
		buf_putc(b, 'h');
		put_hex(b, print[i], 8);
		buf_putc(b, '\t');
		buf_put_view(b, node);
		buf_putc(b, '\t');
		buf_put_u64(b, s->n);
		buf_putc(b, '\t');
		put_marks(b, &near);
		buf_putc(b, '\n');
		j->n.out++;
	}
}

static void
put_sketch(const struct sketch *s, struct view node, struct job *j)
{
	struct buf *b = &j->out;
	uint32_t i;

	buf_put_view(b, node);
	buf_puts(b, "\ts\t");
	buf_put_u64(b, s->units);
	buf_putc(b, '\t');
	buf_put_u64(b, s->level);
	buf_putc(b, '\t');
	buf_put_u64(b, s->shift);
	buf_putc(b, '\t');
	for (i = 0; i < s->n; i++) {
		put_hex(b, s->print[i].hash & 0xFFFF, 4);
		put_hex(b, s->print[i].pos, 4);
	}
	buf_putc(b, '\n');
	j->n.out++;
}

static bool
has_control(struct view v)
{
	size_t i;

	for (i = 0; i < v.len; i++)
		if (v.p[i] < 0x20)
			return true;
	return false;
}

bool
stage_sketch(const struct stage_rule *rule, struct batch_worker *w,
    struct record *r, struct job *j, struct fault *f)
{
	unsigned char name[21];
	struct view node = {name, sizeof(name)}, value, id;
	struct buf *b = &w->line;
	struct sketch s = {0};
	struct hash128 h;
	bool empty;

	buf_clear(b);
	record_put_id(r, b);
	id = buf_view(b);
	f->at = 0;
	f->why = "the id holds a control character";
	if (has_control(id))
		return false;
	f->why = "the rank holds a control character";
	if (rule->rank != NULL && record_get_string(r, rule->rank, &value) &&
	    has_control(value))
		return false;
	h = batch_key(w, r->text, &empty);
	if (empty)
		h = hash128(id.p, id.len);
	buf_clear(b);
	put_node(b, empty ? 'z' : 'n', h);
	memcpy(name, b->data, sizeof(name));
	buf_put_view(&j->out, node);
	buf_puts(&j->out, "\tm\t");
	batch_put_rank(&j->out, r, rule->rank);
	buf_putc(&j->out, '\n');
	j->n.out++;
	if (empty || !w->rule->near)
		return true;
	sketch_make(
	    &w->sketcher, &w->rule->sketch, buf_view(&w->canon.units), &s);
	put_sketch(&s, node, j);
	put_prints(rule, &s, b, node, j);
	return true;
}
