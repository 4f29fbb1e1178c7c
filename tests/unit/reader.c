/* SPDX-License-Identifier: ISC */
/* The reader as a library: waiting, limits, events, names. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reader.h"
#include "xalloc.h"

#include "tap.h"

static char dir[] = "/tmp/reader.XXXXXX";

static char *
path_of(const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", dir, name) == -1)
		abort();
	return path;
}

static char *
make(const char *name, const char *text, size_t len)
{
	char *path = path_of(name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd == -1 || write(fd, text, len) != (ssize_t)len)
		abort();
	close(fd);
	return path;
}

static struct reader *
open_one(char **path, struct reader_conf conf)
{
	conf.operands = path;
	conf.n_operands = 1;
	return reader_new(&conf);
}

/* The member's bytes, read n at a time. */
static void
read_all(struct reader *r, struct buf *b, size_t n)
{
	size_t got;

	buf_clear(b);
	while ((got = reader_read(r, buf_reserve(b, n), n)) > 0)
		b->len += got;
}

static bool
holds(const struct buf *b, const char *s)
{
	return b->len == strlen(s) && memcmp(b->data, s, b->len) == 0;
}

static void
test_plain(void)
{
	char *path = make("a.txt", "Ice and snow.\n", 14);
	struct reader *r;
	struct source *src;
	struct buf b = {0};
	size_t n;
	bool same = true;

	for (n = 1; n < 20; n++) {
		r = open_one(&path, (struct reader_conf){0});
		same = same && reader_next(r) == 1;
		read_all(r, &b, n);
		same = same && holds(&b, "Ice and snow.\n") &&
		    !reader_partial(r) && reader_next(r) == 0;
		reader_free(r);
	}
	ok(same, "a file is read the same in pieces of any size");

	r = open_one(&path, (struct reader_conf){0});
	reader_next(r);
	src = reader_source(r);
	ok(strcmp(src->base, "a.txt") == 0 &&
		strcmp(src->member, "a.txt") == 0 && src->archive == NULL &&
		strcmp(src->encoding, "utf-8") == 0 &&
		strcmp(src->operand, path) == 0,
	    "its source has its names");
	ok(reader_bytes_total(r) == 14 && reader_bytes(r) == 14,
	    "its bytes are counted");
	ok(reader_next(r) == 0, "a member may be left unread");
	reader_free(r);
	ok(strcmp(src->base, "a.txt") == 0, "a source outlives its reader");
	source_unref(src);
	buf_free(&b);
	free(path);
}

static void
test_limit(void)
{
	char *path = make("b.txt", "0123456789", 10);
	struct reader_event ev;
	struct reader *r;
	struct buf b = {0};

	r = open_one(&path, (struct reader_conf){.max_member = 4});
	reader_next(r);
	read_all(r, &b, 3);
	ok(holds(&b, "0123") && reader_partial(r),
	    "max_member cuts at the byte");
	ok(reader_event(r, &ev) && ev.kind == READER_DAMAGED &&
		strcmp(ev.label, path) == 0 && !reader_event(r, &ev),
	    "and says so once");
	reader_free(r);
	r = open_one(&path, (struct reader_conf){.max_member = 10});
	reader_next(r);
	read_all(r, &b, 3);
	ok(b.len == 10 && !reader_partial(r),
	    "a member of just max_member bytes is whole");
	reader_free(r);
	buf_free(&b);
	free(path);
}

static void
test_events(void)
{
	char *good = make("c.txt", "c\n", 2), *bad = path_of("no\nsuch");
	char *names[] = {bad, good};
	struct reader_conf conf = {.operands = names, .n_operands = 2};
	struct reader *r = reader_new(&conf);
	struct reader_event ev;

	ok(reader_next(r) == 1, "a missing file does not hide the next one");
	ok(reader_event(r, &ev) && ev.kind == READER_UNREADABLE &&
		strstr(ev.label, "no?such") != NULL,
	    "it is told, with no line feed in its name");
	ok(reader_next(r) == 0 && !reader_event(r, &ev), "that is all");
	reader_free(r);
	free(good);
	free(bad);
}

struct waiting {
	int fd;
	int times;
	struct reader *r;
	bool ready;
};

/* Called before the reader waits: only now let it have more. */
static void
give_more(void *ctx)
{
	struct waiting *w = ctx;

	w->ready = w->ready || (w->r != NULL && reader_ready(w->r));
	if (w->times++ == 0) {
		if (write(w->fd, "more\n", 5) != 5)
			abort();
	} else {
		close(w->fd);
	}
}

static void
test_wait(void)
{
	struct waiting w = {0};
	struct reader_conf conf = {
	    .mode = READER_RECORDS, .will_block = give_more, .ctx = &w};
	struct buf b = {0};
	struct reader *r;
	char path[64], *name = path;
	int fd[2];

	if (pipe(fd) != 0 || write(fd[1], "some\n", 5) != 5)
		abort();
	snprintf(path, sizeof(path), "/dev/fd/%d", fd[0]);
	w.fd = fd[1];
	r = open_one(&name, conf);
	ok(reader_next(r) == 1 && w.times == 0,
	    "what has come is handed out without waiting for more");
	w.r = r;
	read_all(r, &b, 100);
	ok(holds(&b, "some\nmore\n") && w.times == 2,
	    "will_block is called once before each wait");
	ok(!w.ready, "the reader is not ready then");
	ok(reader_ready(r), "at the end it is");
	reader_free(r);
	close(fd[0]);
	buf_free(&b);
}

static void
test_auto(void)
{
	char *path = make("d", "  {\"text\":\"x\"}\n", 15);
	struct reader *r;

	r = open_one(&path, (struct reader_conf){0});
	ok(reader_next(r) == 1 && reader_records(r) &&
		reader_charset(r)->kind == CHARSET_RAW,
	    "an object with a key is records");
	reader_free(r);
	r = open_one(&path, (struct reader_conf){.mode = READER_TEXT});
	ok(reader_next(r) == 1 && !reader_records(r), "unless it is text");
	reader_free(r);
	free(path);
	path = make("d", "{Editor's note} caf\xE9\n", 21);
	r = open_one(&path, (struct reader_conf){0});
	ok(reader_next(r) == 1 && !reader_records(r) &&
		strcmp(reader_charset(r)->name, "windows-1252") == 0,
	    "a brace alone is text");
	reader_free(r);
	free(path);
}

static void
test_names(void)
{
	char *path = make("list", "a\n\nb b\nc", 8), **names = NULL;
	struct buf why = {0};
	size_t n = 0;

	ok(reader_names_from(path, false, &names, &n, &why) == 0 && n == 3 &&
		strcmp(names[1], "b b") == 0 && strcmp(names[2], "c") == 0,
	    "names are read, one a line, the last line end may be missing");
	while (n > 0)
		free(names[--n]);
	free(names);
	names = NULL;
	free(path);
	path = make("list", "a\nb\0c", 5);
	ok(reader_names_from(path, true, &names, &n, &why) == 0 && n == 2 &&
		strcmp(names[0], "a\nb") == 0,
	    "a name may hold a newline when names end in NUL");
	while (n > 0)
		free(names[--n]);
	free(names);
	ok(reader_names_from(dir, false, &names, &n, &why) == -1 && why.len > 0,
	    "a directory is no list");
	buf_free(&why);
	free(path);
}

int
main(void)
{
	struct buf clean = {0};
	int rc;

	if (mkdtemp(dir) == NULL)
		return 2;
	test_plain();
	test_limit();
	test_events();
	test_wait();
	test_auto();
	test_names();
	rc = done();
	buf_printf(&clean, "rm -r %s", dir);
	if (system(buf_cstr(&clean)) != 0)
		rc = 1;
	buf_free(&clean);
	return rc;
}
