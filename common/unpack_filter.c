/* SPDX-License-Identifier: ISC */
/*
 * One compressed stream through one filter of libarchive, which verifies the
 * checksums of all but gzip: its "raw" format makes one entry of any bytes,
 * its "empty" format takes none at all.
 */
#include "unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

struct filter {
	struct stream s;
	struct archive *a;
	struct stream *src;
	const char *name; /* of the compression */
	uint64_t given;	  /* bytes of src */
	bool begun;
	bool over;
};

static la_ssize_t
read_callback(struct archive *a, void *ctx, const void **p)
{
	struct filter *f = ctx;
	const unsigned char *q = NULL;
	size_t n = stream_block(f->src, &q);

	(void)a;
	*p = q;
	f->given += n;
	return (la_ssize_t)n;
}

/* libarchive cannot go on. */
static size_t
filter_fail(struct filter *f)
{
	f->over = true;
	if (archive_errno(f->a) == ENOMEM)
		stream_set_end(&f->s, STREAM_ERROR, "no memory to unpack it");
	else if (f->src->end > STREAM_JUNK)
		stream_set_end(&f->s, f->src->end, "%s", f->src->why);
	else
		stream_set_end(&f->s, STREAM_CUT, "%s %s data",
		    f->src->at_end ? "truncated" : "damaged", f->name);
	return 0;
}

static bool
filter_begin(struct filter *f)
{
	struct archive_entry *e;
	int r;

	f->begun = true;
	if (archive_read_open(f->a, f, NULL, read_callback, NULL) <
	    ARCHIVE_WARN) {
		filter_fail(f);
		return false;
	}
	r = archive_read_next_header(f->a, &e);
	if (r == ARCHIVE_OK || r == ARCHIVE_WARN)
		return true;
	if (r != ARCHIVE_EOF)
		filter_fail(f);
	f->over = true;
	return false;
}

/* After the last byte: what is below may have more to say. */
static size_t
filter_end(struct filter *f)
{
	const unsigned char *p;

	f->over = true;
	if ((uint64_t)archive_filter_bytes(f->a, -1) < f->given ||
	    stream_block(f->src, &p) > 0)
		stream_set_end(
		    &f->s, STREAM_JUNK, "bytes after the %s data", f->name);
	else if (f->src->end != STREAM_OK)
		stream_set_end(&f->s, f->src->end, "%s", f->src->why);
	return 0;
}

static size_t
filter_fetch(struct stream *s, const unsigned char **p)
{
	struct filter *f = (struct filter *)s;
	const void *q;
	la_int64_t at;
	size_t n;
	int r;

	if (f->over || (!f->begun && !filter_begin(f)))
		return 0;
	do
		r = archive_read_data_block(f->a, &q, &n, &at);
	while (r == ARCHIVE_OK && n == 0);
	*p = q;
	if (r == ARCHIVE_OK)
		return n;
	return r == ARCHIVE_EOF ? filter_end(f) : filter_fail(f);
}

static bool
filter_ready(struct stream *s)
{
	struct filter *f = (struct filter *)s;

	return f->over || stream_ready(f->src);
}

static void
filter_close(struct stream *s)
{
	struct filter *f = (struct filter *)s;

	archive_read_free(f->a);
	stream_close(f->src);
	free(f);
}

struct stream *
unpack_filter(struct stream *src, enum sniff_kind kind)
{
	struct filter *f = xcalloc(1, sizeof(*f));

	f->s.fetch = filter_fetch;
	f->s.ready = filter_ready;
	f->s.close = filter_close;
	f->src = src;
	if ((f->a = archive_read_new()) == NULL)
		xalloc_fail();
	switch (kind) {
	case SNIFF_ZSTD:
		f->name = "zstd";
		archive_read_support_filter_zstd(f->a);
		break;
	case SNIFF_XZ:
		f->name = "xz";
		archive_read_support_filter_xz(f->a);
		break;
	case SNIFF_BZIP2:
		f->name = "bzip2";
		archive_read_support_filter_bzip2(f->a);
		break;
	case SNIFF_LZ4:
		f->name = "lz4";
		archive_read_support_filter_lz4(f->a);
		break;
	default:
		f->name = "lzip";
		archive_read_support_filter_lzip(f->a);
		break;
	}
	archive_read_support_format_raw(f->a);
	archive_read_support_format_empty(f->a);
	return &f->s;
}
