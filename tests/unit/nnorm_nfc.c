/* SPDX-License-Identifier: ISC */
/* Unicode's own NormalizationTest, from Debian's unicode-data. */
#include <archive.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "nnorm/fold.h"
#include "nnorm/repairs.h"
#include "nnorm/scan.h"
#include "tap.h"
#include "utf8.h"

#define TEST_FILE "/usr/share/unicode/NormalizationTest.txt.bz2"

static struct norm n;
static struct norm_options nfkc = {.folds = 0xFFFF};

static struct view
nfc(struct view in, struct buf *out)
{
	struct pass p;

	pass_begin(&p, in, out, &n.log);
	repair_nfc(&n, &p);
	return pass_end(&p);
}

static struct view
compat(struct view in, struct buf *out)
{
	struct pass p;
	uint32_t c;
	size_t i, len;

	pass_begin(&p, in, out, &n.log);
	for (i = 0; i < in.len; i += len) {
		len = utf8_decode(in.p + i, in.len - i, &c);
		fold_char(&nfkc, &p, i, len, c, 0);
	}
	return pass_end(&p);
}

static bool
same(struct view a, struct view b)
{
	return a.len == b.len && memcmp(a.p, b.p, a.len) == 0;
}

/* NFC of in, with text before and behind it, is want; and when the scan says
 * that there is nothing to do, there is nothing. */
static bool
becomes(struct view in, struct view want, bool k)
{
	static struct buf framed, folded, out, wanted;
	struct view got;
	size_t pad;

	for (pad = 0; pad <= 32; pad += 16) {
		buf_clear(&framed);
		buf_clear(&wanted);
		buf_put(&framed, "012345678901234567890123456789012345", pad);
		buf_put_view(&framed, in);
		buf_puts(&framed, "z");
		buf_put(&wanted, "012345678901234567890123456789012345", pad);
		buf_put_view(&wanted, want);
		buf_puts(&wanted, "z");
		got = buf_view(&framed);
		if (k)
			got = compat(got, &folded);
		if (!(scan_text(got) & SCAN_NFC) &&
		    !same(got, buf_view(&wanted)))
			return false;
		if (!same(nfc(got, &out), buf_view(&wanted)))
			return false;
	}
	return true;
}

/* Five columns of code points, as UTF-8. */
static bool
read_columns(const char *line, struct buf *col)
{
	unsigned char u[4];
	char *end;
	size_t i;

	for (i = 0; i < 5; i++) {
		buf_clear(&col[i]);
		while (*line != ';') {
			uint32_t c = (uint32_t)strtoul(line, &end, 16);

			if (end == line)
				return false;
			buf_put(&col[i], u, utf8_encode(c, u));
			line = *end == ' ' ? end + 1 : end;
		}
		line++;
	}
	return true;
}

static void
test_line(const char *line, size_t *tests, size_t *bad)
{
	static struct buf col[5];
	size_t i;

	if (line[0] == '#' || line[0] == '@' || line[0] == '\0' ||
	    !read_columns(line, col))
		return;
	for (i = 0; i < 5; i++) {
		(*tests)++;
		*bad += !becomes(
		    buf_view(&col[i]), buf_view(&col[i < 3 ? 1 : 3]), false);
		*bad += !becomes(buf_view(&col[i]), buf_view(&col[3]), true);
	}
}

static bool
read_file(struct buf *b)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	la_ssize_t got;

	archive_read_support_filter_bzip2(a);
	archive_read_support_format_raw(a);
	if (archive_read_open_filename(a, TEST_FILE, 1 << 16) != ARCHIVE_OK ||
	    archive_read_next_header(a, &e) != ARCHIVE_OK) {
		archive_read_free(a);
		return false;
	}
	while (
	    (got = archive_read_data(a, buf_reserve(b, 1 << 16), 1 << 16)) > 0)
		b->len += (size_t)got;
	archive_read_free(a);
	return got == 0;
}

/* Code points that the file does not list are their own NFC, and the quick
 * check never says "nothing to do" wrongly. */
static size_t
bad_singles(void)
{
	unsigned char u[5];
	utf8proc_uint8_t *want;
	static struct buf out;
	size_t bad = 0, len;
	uint32_t c;

	for (c = 0x80; c < 0x110000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		len = utf8_encode(c, u);
		u[len] = '\0';
		want = utf8proc_NFC(u);
		bad += !same(nfc((struct view){u, len}, &out),
		    (struct view){want, strlen((char *)want)});
		free(want);
	}
	return bad;
}

static void
test_marks(void)
{
	struct buf in = {0}, out = {0};
	size_t i;
	struct view got;

	buf_puts(&in, "a");
	for (i = 0; i < 100000; i++)
		buf_puts(&in, i % 2 ? "\u0323" : "\u0301");
	got = nfc(buf_view(&in), &out);
	ok(got.len == 1 + 2 + (in.len - 3) && memcmp(got.p, "\u1EA1", 3) == 0 &&
		memcmp(got.p + 3, "\u0323\u0323", 4) == 0,
	    "a hundred thousand marks on a letter are ordered in good time");
	buf_free(&in);
	buf_free(&out);
}

int
main(void)
{
	struct buf file = {0};
	size_t tests = 0, bad = 0;
	char *line, *next;

	test_marks();
	ok(bad_singles() == 0, "every code point is normalised as by utf8proc");
	if (!read_file(&file)) {
		ok(getenv("STRICT") == NULL, "# skip no " TEST_FILE);
		return done();
	}
	buf_putc(&file, '\0');
	for (line = (char *)file.data; line != NULL && *line != '\0';
	     line = next) {
		if ((next = strchr(line, '\n')) != NULL)
			*next++ = '\0';
		test_line(line, &tests, &bad);
	}
	ok(tests > 90000 && bad == 0,
	    "NormalizationTest: NFC and NFKC of %zu columns, %zu wrong", tests,
	    bad);
	buf_free(&file);
	norm_free(&n);
	return done();
}
