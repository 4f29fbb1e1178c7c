/* SPDX-License-Identifier: ISC */
/* gunzip, with and without its thread, from pipes that give their bytes in
 * pieces, against data that zlib made. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "gunzip.h"
#include "xalloc.h"

#include "tap.h"

/* len bytes, gzipped at the level, are appended. */
static void
put_gz(struct buf *b, const unsigned char *p, size_t len, int level)
{
	z_stream z = {0};

	deflateInit2(&z, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	z.next_in = (unsigned char *)(uintptr_t)p;
	z.avail_in = (uInt)len;
	z.next_out = buf_reserve(b, deflateBound(&z, len));
	z.avail_out = (uInt)deflateBound(&z, len);
	deflate(&z, Z_FINISH);
	b->len += z.total_out;
	deflateEnd(&z);
}

/* Words, the same each time, that shrink to about a third. */
static void
put_text(struct buf *b, size_t len)
{
	static const char *const words[] = {
	    "harbour", "mayor", "of", "the", "bridge", "closed", "said", "\n"};
	uint32_t r = 12345;

	while (b->len < len) {
		r = r * 1664525 + 1013904223;
		buf_puts(b, words[r >> 29]);
		buf_putc(b, (unsigned char)('a' + (r >> 8) % 26));
		buf_putc(b, ' ');
	}
}

/* Writes a buffer into a pipe in pieces, then waits to be told to close. */
struct writer {
	pthread_t thread;
	struct view bytes;
	size_t piece;
	int fd;
	int stay; /* a pipe: closed when fd may be; -1: at once */
};

static void *
write_pieces(void *ctx)
{
	struct writer *w = ctx;
	size_t at, n;
	ssize_t did;
	char c;

	for (at = 0; at < w->bytes.len; at += (size_t)did) {
		n = w->bytes.len - at;
		did =
		    write(w->fd, w->bytes.p + at, n < w->piece ? n : w->piece);
		if (did < 0)
			break;
	}
	while (w->stay != -1 && read(w->stay, &c, 1) > 0)
		;
	close(w->fd);
	return NULL;
}

static int blocked;

static void
will_block(void *ctx)
{
	(void)ctx;
	blocked++;
}

static struct stream *
open_pipe(struct writer *w, const struct buf *b, size_t piece, bool thread)
{
	struct stream_hook hook = {will_block, NULL};
	struct stream_fd *f;
	int fd[2];

	if (pipe(fd) != 0)
		abort();
	w->bytes = buf_view(b);
	w->piece = piece;
	w->fd = fd[1];
	pthread_create(&w->thread, NULL, write_pieces, w);
	f = stream_open_fd(fd[0], true);
	return thread ? gunzip_open_thread(f, hook) : gunzip_open(&f->s);
}

/* Inflate b: is it want, and how does it end? */
static void
check(const struct buf *b, const struct buf *want, enum stream_end end,
    const char *what)
{
	static const size_t pieces[] = {1 << 20, 4093, 1};
	struct buf got = {0};
	const unsigned char *p;
	size_t i, n;

	for (i = 0; i < 6; i++) {
		struct writer w = {.stay = -1};
		struct stream *s;

		if (i / 2 == 2 && b->len > 100000)
			continue;
		s = open_pipe(&w, b, pieces[i / 2], i & 1);
		buf_clear(&got);
		while ((n = stream_block(s, &p)) > 0)
			buf_put(&got, p, n);
		ok(got.len == want->len &&
			memcmp(got.data, want->data, got.len) == 0 &&
			s->end == end,
		    "%s, %zu bytes a write, %s", what, pieces[i / 2],
		    i & 1 ? "with a thread" : "without");
		if (s->end != end)
			printf("# %s\n", s->why);
		stream_close(s);
		pthread_join(w.thread, NULL);
	}
	buf_free(&got);
}

static void
test_whole(void)
{
	struct buf text = {0}, gz = {0}, twice = {0};
	int level;

	put_text(&text, 3 << 20);
	for (level = 0; level <= 9; level += 3) {
		buf_clear(&gz);
		put_gz(&gz, text.data, text.len, level);
		check(&gz, &text, STREAM_OK, "3 MiB");
	}
	put_gz(&gz, text.data, text.len, 9);
	buf_put_view(&twice, buf_view(&text));
	buf_put_view(&twice, buf_view(&text));
	check(&gz, &twice, STREAM_OK, "two members");
	buf_free(&text);
	buf_free(&gz);
	buf_free(&twice);
}

static void
test_damage(void)
{
	struct buf text = {0}, gz = {0}, b = {0}, twice = {0};
	size_t len, k;

	put_text(&text, 1000);
	put_gz(&gz, text.data, text.len, 6);
	len = gz.len;
	buf_put_view(&b, buf_view(&gz));
	buf_put(&b, "\0\0\0\0\0", 5);
	check(&b, &text, STREAM_OK, "padding at the end");
	buf_puts(&b, "junk");
	check(&b, &text, STREAM_JUNK, "junk behind padding");
	b.len = len;
	buf_puts(&b, "\x1F");
	check(&b, &text, STREAM_JUNK, "half a magic at the end");
	b.len = len;
	buf_puts(&b, "\x1F\x8C");
	check(&b, &text, STREAM_JUNK, "a wrong magic at the end");
	b.len = len;
	b.data[len - 5] ^= 1;
	check(&b, &text, STREAM_WRONG, "a wrong CRC");
	b.data[len - 5] ^= 1;
	b.data[len - 1] ^= 1;
	check(&b, &text, STREAM_WRONG, "a wrong length");
	for (k = 1; k <= 8; k++) {
		b.len = len - k;
		check(&b, &text, STREAM_CUT, "a trailer cut short");
	}
	buf_clear(&b);
	buf_put_view(&b, buf_view(&gz));
	b.data[len - 5] ^= 1;
	put_gz(&b, text.data, text.len, 6);
	buf_put_view(&twice, buf_view(&text));
	buf_put_view(&twice, buf_view(&text));
	check(&b, &twice, STREAM_WRONG,
	    "a wrong CRC in the first of two members");
	buf_free(&twice);
	buf_free(&text);
	buf_free(&gz);
	buf_free(&b);
}

/* The taker leaves while the thread waits for input that never comes, or for
 * room; and is told before it waits itself. */
static void
test_leave(void)
{
	struct buf text = {0}, gz = {0};
	const unsigned char *p;
	struct writer w = {0};
	struct stream *s;
	int stay[2];
	size_t n;

	put_text(&text, 8 << 20);
	put_gz(&gz, text.data, text.len, 6);
	w.stay = -1;
	s = open_pipe(&w, &gz, 1 << 16, true);
	n = stream_block(s, &p);
	stream_close(s);
	pthread_join(w.thread, NULL);
	ok(n > 0, "the taker may leave while blocks wait");

	if (pipe(stay) != 0)
		abort();
	gz.len = 5000;
	w.stay = stay[0];
	blocked = 0;
	s = open_pipe(&w, &gz, 1 << 16, true);
	for (n = 0; blocked == 0 && n < 100; n++) {
		if (!stream_ready(s)) {
			will_block(NULL);
			break;
		}
		(void)stream_block(s, &p);
		usleep(1000);
	}
	ok(blocked > 0 && !stream_ready(s),
	    "the taker hears that nothing is coming");
	stream_close(s);
	close(stay[1]);
	pthread_join(w.thread, NULL);
	close(stay[0]);
	ok(1, "the taker may leave while the thread waits");
	buf_free(&text);
	buf_free(&gz);
}

/* What zlib makes of b before it finds it broken; false when it does not. */
static bool
zlib_breaks(const struct buf *b, struct buf *out)
{
	z_stream z = {0};
	unsigned char piece[4096];
	int r;

	buf_clear(out);
	inflateInit2(&z, 15 + 16);
	z.next_in = b->data;
	z.avail_in = (uInt)b->len;
	do {
		z.next_out = piece;
		z.avail_out = sizeof(piece);
		r = inflate(&z, Z_NO_FLUSH);
		buf_put(out, piece, sizeof(piece) - z.avail_out);
	} while (r == Z_OK);
	r = r == Z_DATA_ERROR && strstr(z.msg, "incorrect") == NULL;
	inflateEnd(&z);
	return r;
}

/* A header with all there can be in it, its own CRC too, or a wrong one. */
static void
test_header(void)
{
	static const unsigned char all[] = {0x1F, 0x8B, 8, 2 + 4 + 8 + 16, 0, 0,
	    0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 'o', 0};
	struct buf text = {0}, gz = {0}, plain = {0}, none = {0};
	uLong crc = crc32(0, all, sizeof(all));

	put_text(&text, 2000);
	put_gz(&plain, text.data, text.len, 6);
	buf_put(&gz, all, sizeof(all));
	buf_putc(&gz, (unsigned char)crc);
	buf_putc(&gz, (unsigned char)(crc >> 8));
	buf_put(&gz, plain.data + 10, plain.len - 10);
	check(&gz, &text, STREAM_OK, "a header with everything");
	gz.data[sizeof(all)] ^= 1;
	check(&gz, &none, STREAM_CUT, "a header with a wrong CRC");
	buf_free(&text);
	buf_free(&gz);
	buf_free(&plain);
}

static void
test_broken(void)
{
	struct buf text = {0}, gz = {0}, want = {0};
	uint32_t r = 1, at;
	unsigned char was;
	int n = 0;

	put_text(&text, 300000);
	put_gz(&gz, text.data, text.len, 6);
	while (n < 6) {
		r = r * 1664525 + 1013904223;
		at = 100 + r % (uint32_t)(gz.len - 200);
		was = gz.data[at];
		gz.data[at] = (unsigned char)(r >> 24);
		if (zlib_breaks(&gz, &want)) {
			check(&gz, &want, STREAM_CUT,
			    "broken data up to the last good byte");
			n++;
		}
		gz.data[at] = was;
	}
	buf_free(&text);
	buf_free(&gz);
	buf_free(&want);
}

int
main(void)
{
	signal(SIGPIPE, SIG_IGN);
	test_broken();
	test_header();
	test_whole();
	test_damage();
	test_leave();
	return done();
}
