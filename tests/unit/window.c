/* SPDX-License-Identifier: ISC */
#include "window.h"

#include "tap.h"

/* Append text that was decoded from raw, with marks at each line's start. */
static void
append(struct window *w, const char *text, const char *raw, size_t raw_len,
    const struct mark *marks, size_t n_marks, uint64_t text_at,
    uint64_t raw_at)
{
	struct job j = { .in = { (const unsigned char *)text, strlen(text) },
		.raw = { (const unsigned char *)raw, raw_len },
		.text_at = text_at,
		.raw_at = raw_at,
		.marks = marks,
		.n_marks = n_marks };

	window_append(w, &j);
}

static int
holds(struct view v, const char *want, size_t len)
{
	return v.len == len && memcmp(v.p, want, len) == 0;
}

int
main(void)
{
	struct window w = { 0 };
	/* Latin-1: one byte a letter. */
	const struct mark latin[] = { { 10, 10 }, { 17, 16 } };
	/* UTF-16LE, the second line with a pair of surrogates. */
	const char utf16[] = "a\0b\0\n\0" "x\0" "\x3D\xD8\x00\xDE" "y\0\n\0";
	const struct mark wide[] = { { 0, 2 }, { 3, 8 } };
	struct view v;

	append(&w, "plain text\n", "plain text\n", 11, NULL, 0, 0, 0);
	ok(window_raw_offset(&w, 6) == 6 && holds(window_raw(&w, 6, 10),
						"text", 4),
	    "text that is raw has the same offsets");
	window_drop(&w, 6);
	ok(window_raw_offset(&w, 8) == 8 &&
		holds(window_text(&w, 6), "text\n", 5),
	    "also after its front was dropped");

	window_reset(&w);
	append(&w, "plain text", "plain text", 10, NULL, 0, 0, 0);
	append(&w, "caf\xC3\xA9s\nna\xC3\xAFve\n", "caf\xE9s\nna\xEFve\n", 12, latin,
	    2, 10, 10);
	ok(window_raw_offset(&w, 4) == 4, "raw text before decoded text");
	ok(window_raw_offset(&w, 15) == 14 && window_raw_offset(&w, 17) == 16,
	    "single bytes are counted in letters");
	ok(holds(window_raw(&w, 17, 23), "na\xEFve", 5),
	    "the bytes behind a word are found");
	window_drop(&w, 15);
	ok(window_raw_offset(&w, 15) == 14 && window_raw_offset(&w, 21) == 19,
	    "dropping in the middle of a line keeps the count");

	window_reset(&w);
	append(&w, "ab\nx\xF0\x9F\x98\x80y\n", utf16, sizeof(utf16) - 1, wide, 2,
	    0, 2);
	ok(window_raw_offset(&w, 1) == 4 && window_raw_offset(&w, 3) == 8,
	    "UTF-16 has two bytes a letter behind its BOM");
	ok(window_raw_offset(&w, 8) == 14, "four where there are surrogates");
	v = window_raw(&w, 4, 8);
	ok(holds(v, "\x3D\xD8\x00\xDE", 4), "whose bytes are found");
	window_free(&w);
	return done();
}
