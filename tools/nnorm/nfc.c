/* SPDX-License-Identifier: ISC */
/*
 * Only stretches around characters that may change are normalised: from the
 * last one before them that nothing composes across (CHAR_NFC not set) to the
 * next such.  utf8proc decomposes and composes; the ordering in between is a
 * stable counting sort, since the insertion sort of utf8proc_decompose() is
 * quadratic in the number of marks on one letter.
 */
#include "repairs.h"

#include <utf8proc.h>

#include "chartab.h"
#include "skip.h"
#include "utf8.h"

static int32_t *
cp_room(struct buf *b, size_t more)
{
	return (int32_t *)(void *)buf_reserve(b, more * sizeof(int32_t));
}

static uint8_t
ccc(int32_t c)
{
	return (uint8_t)utf8proc_get_property(c)->combining_class;
}

/* Append the canonical decomposition of in to cps. */
static void
decompose(struct view in, struct buf *cps)
{
	utf8proc_ssize_t n;
	int32_t *room;
	uint32_t c;
	size_t i, len;
	int last = 0;

	for (i = 0; i < in.len; i += len) {
		len = utf8_decode(in.p + i, in.len - i, &c);
		room = cp_room(cps, 32);
		n = utf8proc_decompose_char(
		    (utf8proc_int32_t)c, room, 32, UTF8PROC_DECOMPOSE, &last);
		if (n <= 0 || n > 32) {
			room[0] = (int32_t)c;
			n = 1;
		}
		cps->len += (size_t)n * sizeof(int32_t);
	}
}

/* Sort the marks v[0..n), none of class 0, by class; tmp has room for n. */
static void
order_marks(int32_t *v, size_t n, int32_t *tmp)
{
	size_t start[257] = {0}, i;

	for (i = 0; i < n; i++)
		start[ccc(v[i]) + 1]++;
	for (i = 1; i < 257; i++)
		start[i] += start[i - 1];
	for (i = 0; i < n; i++)
		tmp[start[ccc(v[i])]++] = v[i];
	memcpy(v, tmp, n * sizeof(*v));
}

static void
order(struct buf *cps)
{
	size_t n = cps->len / sizeof(int32_t), i, from;
	int32_t *v, *tmp;

	tmp = cp_room(cps, n); /* behind them, and not counted */
	v = (int32_t *)(void *)cps->data;
	for (i = 0; i < n; i++) {
		if (ccc(v[i]) == 0)
			continue;
		for (from = i; i < n && ccc(v[i]) != 0; i++)
			;
		if (i - from > 1)
			order_marks(v + from, i - from, tmp);
	}
}

static void
normalize(struct norm *n, struct pass *p, size_t from, size_t to)
{
	struct buf *cps = &n->nfc_cp, *out = &n->scratch;
	utf8proc_ssize_t len, i;
	int32_t *v;

	buf_clear(cps);
	decompose((struct view){p->in.p + from, to - from}, cps);
	order(cps);
	v = (int32_t *)(void *)cps->data;
	len = utf8proc_normalize_utf32(v,
	    (utf8proc_ssize_t)(cps->len / sizeof(int32_t)),
	    UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	buf_clear(out);
	for (i = 0; i < len; i++)
		out->len += utf8_encode((uint32_t)v[i], buf_reserve(out, 4));
	pass_edit(p, from, to - from, RULE_NFC, out->data, out->len);
}

void
repair_nfc(struct norm *n, struct pass *p)
{
	const unsigned char *b = p->in.p;
	size_t i = 0, stable = 0, next, len, from;
	uint32_t c;

	while (i < p->in.len) {
		next = (size_t)(skip_ascii(b + i, b + p->in.len) - b);
		if (next > i)
			stable = next - 1;
		if ((i = next) == p->in.len)
			break;
		len = utf8_decode(b + i, p->in.len - i, &c);
		if (!(char_class(c) & CHAR_NFC)) {
			/* A lone surrogate composes with nothing. */
			stable = c >= 0xD800 && c < 0xE000 ? i + len : i;
			i += len;
			continue;
		}
		for (from = stable; i < p->in.len; i += len) {
			len = utf8_decode(b + i, p->in.len - i, &c);
			if (!(char_class(c) & CHAR_NFC))
				break;
		}
		normalize(n, p, from, i);
		stable = i;
	}
}
