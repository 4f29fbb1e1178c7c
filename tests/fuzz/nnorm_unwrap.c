/* SPDX-License-Identifier: ISC */
/*
 * Paragraphs, line ends, hyphens: the edits undone give the text back; no
 * letter is lost, made or doubled but for what goes to the furniture.  Then
 * the whole chain, by the options in the first byte: what it wrote it leaves
 * alone.
 */
#include "fuzz.h"
#include "hash.h"
#include "nnorm/hyphen.h"
#include "nnorm/repairs.h"
#include "nnorm_undo.h"

static struct norm n = {.log.keep = true};

/* Characters that layout may not touch, in any order; controls are gone before
 * it looks. */
static uint64_t
letters(struct view v)
{
	uint64_t sum = 0;
	size_t i, len;
	uint32_t c;

	for (i = 0; i < v.len; i += len) {
		len = layout_blank(v.p + i, v.len - i);
		if (len > 0)
			continue;
		len = utf8_decode(v.p + i, v.len - i, &c);
		if (c >= ' ' && c != '-' && c != 0x2010 && c != 0xAD)
			sum += hash64(&c, sizeof(c));
	}
	return sum;
}

static void
check_layout(const struct norm_options *o, struct view in)
{
	struct view text = in;
	struct pass p;

	edits_clear(&n.log);
	buf_clear(&n.furniture);
	if (n.hyphens == NULL)
		n.hyphens = calloc(1, sizeof(*n.hyphens));
	pass_begin(&p, text, &n.a, &n.log);
	repair_pages(&n, &p);
	text = pass_end(&p);
	pass_begin(&p, text, &n.b, &n.log);
	repair_layout(&n, o, &p);
	text = pass_end(&p);
	CHECK(utf8_valid(text.p, text.len) == text.len);
	CHECK(letters(in) == letters(text) + letters(buf_view(&n.furniture)));
	check_undo(&n.log, text, in);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct buf clean, first;
	struct view in = {data, size}, out;
	unsigned c = first_byte(&in);
	struct norm_options o = {.unwrap = c % 3,
	    .punctuation = (c >> 2) % 3,
	    .keep_lines = (c & 16) != 0,
	    .one_line = (c & 32) != 0,
	    .no_mojibake = (c & 64) != 0,
	    .no_entities = (c & 128) != 0};

	check_layout(&o, as_utf8(in, &clean));
	out = norm_text(&n, &o, in);
	check_undo(&n.log, out, in);
	buf_clear(&first);
	buf_put_view(&first, out);
	out = norm_text(&n, &o, buf_view(&first));
	CHECK(same(out, buf_view(&first)));
	return 0;
}
