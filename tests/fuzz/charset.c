/* SPDX-License-Identifier: ISC */
/* Any bytes: what is decided decodes to valid UTF-8, and to the same however
 * the bytes are cut. */
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
decode(const struct charset *cs, const uint8_t *p, size_t size, size_t step,
    struct buf *text)
{
	struct charset_decoder d;
	struct charset_block b;
	size_t from = 0, to = 0, i;
	bool last;

	charset_decoder_init(&d, cs);
	do {
		to = size - to > step ? to + step : size;
		last = to == size;
		from += charset_decode(&d, p + from, to - from, last, &b);
		if (to - from > 16)
			abort();
		for (i = 1; i < b.n_marks; i++)
			if (b.marks[i].text <= b.marks[i - 1].text ||
			    b.marks[i].raw < b.marks[i - 1].raw)
				abort();
		buf_put_view(text, b.text);
	} while (!last);
	if (from != size || d.text_at != text->len || d.raw_at != size)
		abort();
	charset_decoder_free(&d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf whole = {0}, cut = {0};
	struct charset cs;

	if (size == 0)
		return 0;
	charset_decide(&cs, data, size, true, false);
	cs.cr = charset_cr(data, size);
	decode(&cs, data, size, size, &whole);
	if (utf8_valid(whole.data, whole.len) != whole.len)
		abort();
	decode(&cs, data, size, 1 + data[0] % 7, &cut);
	if (cut.len != whole.len ||
	    (cut.len > 0 && memcmp(cut.data, whole.data, cut.len) != 0))
		abort();
	buf_free(&whole);
	buf_free(&cut);
	return 0;
}
