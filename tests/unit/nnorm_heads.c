/* SPDX-License-Identifier: ISC */
/* Heads and feet of pages whose letters were misread, and what looks like them
 * but is the text's own. */
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "nnorm/norm.h"
#include "tap.h"

static struct norm n;
static const struct norm_options safe;

static void
put(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

static unsigned state = 7;

static unsigned
draw(unsigned below)
{
	state = state * 1103515245u + 12345u;
	return (state >> 16) % below;
}

/* A line of made-up words; a paragraph's last one is short. */
static void
put_line(struct buf *b, bool last)
{
	static const char *const part[] = {"bar", "lem", "osk", "quin", "ta",
	    "dre", "vig", "um", "fen", "shi", "pol", "wax", "je", "ny", "cro",
	    "hul", "zet", "mi", "gra", "tho"};
	unsigned words = last ? 3 : 9, i;

	for (i = 0; i < words; i++) {
		put(b, i > 0 ? " " : "");
		put(b, part[draw(20)]);
		put(b, part[draw(20)]);
	}
	put(b, last ? ".\n" : "\n");
}

/* Misread about every tenth letter, other ones on every page. */
static void
put_noisy(struct buf *b, const char *s, unsigned page)
{
	unsigned i;

	for (i = 0; s[i] != '\0'; i++)
		buf_putc(b,
		    (unsigned char)((i * 7 + page * 5) % 11 == 0 && s[i] >= 'A'
			    ? 'x'
			    : s[i]));
}

static size_t
count_lines(struct view v)
{
	size_t i, lines = 0;

	for (i = 0; i < v.len; i++)
		lines += v.p[i] == '\n';
	return lines;
}

static void
test_pages(void)
{
	static struct buf text;
	struct view in, out;
	unsigned page, k, at = 0;
	char number[16];

	for (page = 1; page <= 9; page++) {
		put_noisy(&text, "THE HARWICK AND KELM GAZETTE\n", page);
		put_noisy(&text, "Established on the Quay in 1871\n", page);
		put(&text, "\n");
		for (k = 0; k < 30 + page % 3; k++, at++)
			put_line(&text, at % 7 == 6);
		(void)snprintf(number, sizeof(number), "\n%u\n\n", 40 + page);
		put(&text, number);
	}
	in = buf_view(&text);
	out = norm_text(&n, &safe, in);
	ok(count_lines(buf_view(&n.furniture)) == 27,
	    "heads that were misread on each page are found: %zu of 27",
	    count_lines(buf_view(&n.furniture)));
	ok(memmem(out.p, out.len, "GAZ", 3) == NULL &&
		memmem(out.p, out.len, "1871", 4) == NULL,
	    "and nothing of them is left");
	buf_free(&text);
}

/* Numbered parts as regular as pages, but sentences end before each. */
static void
test_parts(void)
{
	static struct buf text;
	unsigned part, k;
	char head[32];

	for (part = 1; part <= 9; part++) {
		(void)snprintf(
		    head, sizeof(head), "Question Number %u\n\n", part);
		put(&text, head);
		put(&text, "Then ");
		for (k = 0; k < 14; k++)
			put_line(&text, k == 13);
		put(&text, "\n");
	}
	norm_text(&n, &safe, buf_view(&text));
	ok(n.furniture.len == 0,
	    "parts with numbers are no pages when no sentence crosses them");
	buf_free(&text);
}

int
main(void)
{
	test_pages();
	test_parts();
	norm_free(&n);
	return done();
}
