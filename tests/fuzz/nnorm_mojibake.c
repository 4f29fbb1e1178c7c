/* SPDX-License-Identifier: ISC */
/*
 * The repair of mojibake, layer by layer: valid UTF-8 stays that, no layer
 * makes the text longer, and the edits undone give the text back.  Odd first
 * byte: the input is first read as windows-1252, which makes mojibake of it.
 */
#include "fuzz.h"
#include "nnorm/repairs.h"
#include "nnorm_undo.h"

static struct view
misread(struct view in, struct buf *out)
{
	/* 0x80 to 0x9F. */
	static const uint16_t c1[] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E,
	    0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
	    0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	    0x017E, 0x0178};
	unsigned char utf8[4];
	uint32_t c;
	size_t i;

	buf_clear(out);
	for (i = 0; i < in.len; i++) {
		c = in.p[i];
		if (c >= 0x80 && c < 0xA0)
			c = c1[c - 0x80];
		buf_put(out, utf8, utf8_encode(c, utf8));
	}
	return buf_view(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct edits log = {.keep = true};
	static struct buf clean, twice, out[2];
	struct view in = {data, size}, text;
	unsigned c = first_byte(&in), i;
	struct pass p;

	in = as_utf8(in, &clean);
	if (c % 2)
		in = misread(in, &twice);
	edits_clear(&log);
	text = in;
	for (i = 0; i < 8; i++) {
		pass_begin(&p, text, &out[i % 2], &log);
		repair_mojibake(&p);
		text = pass_end(&p);
		if (!p.changed)
			break;
		CHECK(text.len <= p.in.len);
		CHECK(utf8_valid(text.p, text.len) == text.len);
	}
	check_undo(&log, text, in);
	return 0;
}
