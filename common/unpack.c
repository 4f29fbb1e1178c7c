/* SPDX-License-Identifier: ISC */
/*
 * What libarchive 3.6 is known to do, and what is done about it:
 * - names become NULL in the C locale: it is called in C.UTF-8, which is set
 *   for its thread and calls alone;
 * - a damaged tar header is RETRY, once for every 512 bytes up to the next
 *   good one: counted, and given up when nothing is consumed any more;
 * - zip tells a wrong CRC with the last block, as a warning;
 * - a sparse member comes as blocks with offsets: the holes are filled here;
 * - a tar that ends between two members looks whole: the mark at its end is
 *   watched for here;
 * - error texts may be NULL.
 */
#include "unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "xalloc.h"

struct unpack {
	struct stream s; /* of the member */
	struct archive *a;
	struct stream *src;
	struct stream_fd *file;
	struct meter *meter;
	enum sniff_kind kind;
	locale_t locale;
	uint64_t n_entries;
	uint64_t skipped;
	size_t zeros; /* that src ended with so far */
	bool any;     /* src gave bytes */
	bool dead;    /* no more calls */
	bool over;    /* the meter said no */
	char why[128];
	/* Of the member. */
	uint64_t at;
	const unsigned char *block; /* waits behind a hole */
	size_t block_len;
	uint64_t block_at;
	bool block_last;
};

static const unsigned char hole[64 << 10];

/* A locale whose character set is UTF-8; 0 when there is none. */
static locale_t
utf8_locale(void)
{
	return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static locale_t
locale_enter(const struct unpack *u)
{
	return u->locale != 0 ? uselocale(u->locale) : 0;
}

static void
locale_leave(locale_t old)
{
	if (old != 0)
		uselocale(old);
}

/* The bytes of src that are zero at its end, up to what a mark needs. */
static void
watch_zeros(struct unpack *u, const unsigned char *p, size_t n)
{
	size_t z = 0;

	while (z < n && z < 512 && p[n - 1 - z] == 0)
		z++;
	u->zeros = z == n ? u->zeros + z : z;
}

static la_ssize_t
read_callback(struct archive *a, void *ctx, const void **p)
{
	struct unpack *u = ctx;
	const unsigned char *q = NULL;
	size_t n = stream_block(u->src, &q);

	*p = q;
	u->any |= n > 0;
	if (u->kind != SNIFF_TAR)
		return (la_ssize_t)n;
	watch_zeros(u, q, n);
	if (meter_add(u->meter, n))
		return (la_ssize_t)n;
	u->over = true;
	archive_set_error(a, EIO, "too much");
	return -1;
}

static la_int64_t
seek_callback(struct archive *a, void *ctx, la_int64_t offset, int whence)
{
	struct unpack *u = ctx;
	int64_t at = stream_seek(u->file, offset, whence);

	if (at < 0) {
		stream_set_end(u->src, STREAM_ERROR, "cannot seek: %s",
		    strerrordesc_np(errno));
		archive_set_error(a, EIO, "cannot seek");
		return ARCHIVE_FATAL;
	}
	return at;
}

/* Why libarchive said no: what is below it knows better. */
static void
set_why(struct unpack *u)
{
	const char *s = archive_error_string(u->a);

	if (archive_errno(u->a) == ENOMEM)
		stream_set_end(u->src, STREAM_ERROR, "no memory to unpack it");
	if (u->over)
		s = "it unpacks to too many times its size (--max-ratio)";
	else if (u->src->end > STREAM_JUNK)
		s = u->src->why;
	else if (s == NULL)
		s = "damaged archive";
	strlcpy(u->why, s, sizeof(u->why));
}

/* How the member ends when libarchive cannot go on. */
static enum stream_end
end_of_failure(const struct unpack *u)
{
	return u->src->end == STREAM_ERROR && !u->over ? STREAM_ERROR
						       : STREAM_CUT;
}

/* Take what waits, a hole first. */
static size_t
member_take(struct unpack *u, const unsigned char **p)
{
	uint64_t gap = u->block_at > u->at ? u->block_at - u->at : 0;
	size_t n;

	if (gap > 0) {
		n = gap < sizeof(hole) ? (size_t)gap : sizeof(hole);
		*p = hole;
	} else {
		n = u->block_len;
		*p = u->block;
		u->block_len = 0;
	}
	u->at += n;
	return n;
}

/* Ask for the next block; false at the member's end. */
static bool
member_ask(struct unpack *u)
{
	const void *p = NULL;
	la_int64_t at = (la_int64_t)u->at;
	size_t n = 0;
	int r;

	if (u->block_last)
		return false;
	do
		r = archive_read_data_block(u->a, &p, &n, &at);
	while (r == ARCHIVE_OK && n == 0 && at <= (la_int64_t)u->at);
	u->block = p;
	u->block_len = r == ARCHIVE_OK || r == ARCHIVE_WARN ? n : 0;
	u->block_at = at > 0 ? (uint64_t)at : 0;
	if (r == ARCHIVE_OK)
		return true;
	u->block_last = true;
	if (r == ARCHIVE_EOF)
		return true; /* there may be a hole at the end */
	set_why(u);
	if (r == ARCHIVE_WARN) {
		stream_set_end(&u->s, STREAM_WRONG, "%s", u->why);
		u->block_last = false;
		return true;
	}
	u->block_at = u->at;
	u->dead |= r == ARCHIVE_FATAL;
	stream_set_end(&u->s, end_of_failure(u), "%s", u->why);
	return false;
}

static size_t
member_fetch(struct stream *s, const unsigned char **p)
{
	struct unpack *u = (struct unpack *)s;
	size_t n;

	*p = NULL;
	if (u->over)
		return 0;
	while ((n = member_take(u, p)) == 0)
		if (u->dead || !member_ask(u))
			return 0;
	/* A hole costs nothing in a tar: it is not what was read. */
	if ((u->kind != SNIFF_TAR || *p == hole) && !meter_add(u->meter, n)) {
		u->over = u->dead = true;
		set_why(u);
		stream_set_end(s, STREAM_CUT, "%s", u->why);
		return 0;
	}
	return n;
}

static bool
member_ready(struct stream *s)
{
	struct unpack *u = (struct unpack *)s;

	return u->dead || u->block_len > 0 || stream_ready(u->src);
}

static void
member_close(struct stream *s)
{
	(void)s; /* unpack_close() does it */
}

static void
set_format(struct unpack *u)
{
	switch (u->kind) {
	case SNIFF_TAR:
		archive_read_support_format_tar(u->a);
		archive_read_support_format_empty(u->a);
		archive_read_set_format_option(
		    u->a, "tar", "read_concatenated_archives", "1");
		break;
	case SNIFF_ZIP:
		archive_read_support_format_zip_streamable(u->a);
		if (u->file != NULL)
			archive_read_support_format_zip_seekable(u->a);
		break;
	default:
		archive_read_support_format_7zip(u->a);
		break;
	}
}

struct unpack *
unpack_open(struct stream *src, struct stream_fd *file, enum sniff_kind kind,
    struct meter *meter)
{
	struct unpack *u = xcalloc(1, sizeof(*u));
	locale_t old;

	u->s.fetch = member_fetch;
	u->s.ready = member_ready;
	u->s.close = member_close;
	u->src = src;
	u->file = file;
	u->kind = kind;
	u->meter = meter;
	u->locale = utf8_locale();
	if ((u->a = archive_read_new()) == NULL)
		xalloc_fail();
	set_format(u);
	archive_read_set_read_callback(u->a, read_callback);
	if (file != NULL)
		archive_read_set_seek_callback(u->a, seek_callback);
	archive_read_set_callback_data(u->a, u);
	old = locale_enter(u);
	if (archive_read_open1(u->a) < ARCHIVE_WARN) {
		set_why(u);
		u->dead = true;
	}
	locale_leave(old);
	return u;
}

void
unpack_close(struct unpack *u)
{
	if (u == NULL)
		return;
	archive_read_free(u->a);
	stream_close(u->src);
	buf_free(&u->s.head);
	if (u->locale != 0)
		freelocale(u->locale);
	free(u);
}

/* The next header that libarchive can read. */
static int
next_header(struct unpack *u, struct archive_entry **e)
{
	la_int64_t at = -1, now;
	int r, still = 0;

	while ((r = archive_read_next_header(u->a, e)) == ARCHIVE_RETRY) {
		u->skipped++;
		now = archive_filter_bytes(u->a, -1);
		still = now == at ? still + 1 : 0;
		at = now;
		if (still > 16)
			return ARCHIVE_FATAL;
	}
	return r;
}

static void
put_name(const struct unpack *u, struct archive_entry *e, struct buf *name)
{
	const char *s = archive_entry_pathname_utf8(e);

	if (s == NULL)
		s = archive_entry_pathname(e);
	buf_clear(name);
	if (s == NULL || *s == '\0')
		buf_printf(name, "#%llu", (unsigned long long)u->n_entries);
	else
		charset_put_utf8(name, s, strlen(s));
}

/* No more entries: is that all? */
static enum unpack_result
at_end(struct unpack *u)
{
	u->dead = true;
	if (u->kind != SNIFF_TAR || !u->any || u->zeros >= 512)
		return UNPACK_END;
	strlcpy(u->why,
	    u->src->end > STREAM_JUNK
		? u->src->why
		: "the archive has no end mark",
	    sizeof(u->why));
	return UNPACK_CUT;
}

static enum unpack_result
next_entry(struct unpack *u, struct buf *name)
{
	struct archive_entry *e;
	int r;

	for (;;) {
		if ((r = next_header(u, &e)) == ARCHIVE_EOF)
			return at_end(u);
		u->n_entries++;
		if (r == ARCHIVE_FATAL) {
			set_why(u);
			u->dead = true;
			return UNPACK_CUT;
		}
		put_name(u, e, name);
		if (r == ARCHIVE_FAILED) {
			set_why(u);
			return UNPACK_BAD;
		}
		if (archive_entry_filetype(e) != AE_IFREG ||
		    archive_entry_hardlink(e) != NULL)
			continue;
		return archive_entry_is_encrypted(e) ? UNPACK_ENCRYPTED
						     : UNPACK_MEMBER;
	}
}

enum unpack_result
unpack_next(struct unpack *u, struct buf *name)
{
	enum unpack_result r;
	locale_t old;

	u->s.cur.len = 0;
	u->s.at_end = false;
	u->s.end = STREAM_OK;
	u->at = 0;
	u->block_len = 0;
	u->block_at = 0;
	u->block_last = false;
	if (u->dead)
		return UNPACK_CUT;
	old = locale_enter(u);
	r = next_entry(u, name);
	locale_leave(old);
	return r;
}

struct stream *
unpack_stream(struct unpack *u)
{
	return &u->s;
}

const char *
unpack_why(const struct unpack *u)
{
	return u->why;
}

bool
unpack_dead(const struct unpack *u)
{
	return u->dead;
}

uint64_t
unpack_skipped(const struct unpack *u)
{
	return u->skipped;
}

void
unpack_drain(struct unpack *u)
{
	const unsigned char *p;
	size_t n;

	while (!u->over && (n = stream_block(u->src, &p)) > 0)
		if (!meter_add(u->meter, n))
			u->over = true;
}

const struct stream *
unpack_source(const struct unpack *u)
{
	return u->src;
}
