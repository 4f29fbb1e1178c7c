/* SPDX-License-Identifier: ISC */
/* Any bytes as a file: the reader comes to an end, what it hands out does not
 * depend on how it is asked, nor on whether the file has a name or is standard
 * input, and no archive goes over its limits. */
#include <sys/mman.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "hash.h"
#include "reader.h"

#define LIMIT 100000

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A number for everything that came out. */
static uint64_t
read_all(char *path, const char *name, size_t step)
{
	struct reader_conf conf = {.operands = &path,
	    .n_operands = 1,
	    .name = name,
	    .max_member = LIMIT,
	    .max_ratio = READER_MAX_RATIO};
	struct reader *r = reader_new(&conf);
	struct reader_event ev;
	struct source *src;
	struct buf all = {0};
	uint64_t sum = 0;
	size_t n;

	while (reader_next(r)) {
		src = reader_source(r);
		buf_clear(&all);
		buf_puts(&all, src->member);
		while ((n = reader_read(r, buf_reserve(&all, step), step)) > 0)
			all.len += n;
		if (all.len > LIMIT + strlen(src->member))
			abort();
		sum = sum * 31 + hash64(all.data, all.len) + reader_partial(r);
		source_unref(src);
		while (reader_event(r, &ev))
			sum = sum * 31 + hash64(ev.message, strlen(ev.message));
	}
	reader_free(r);
	buf_free(&all);
	return sum;
}

static char path[32];
static int fd;

static void
begin(void)
{
	static locale_t locale;

	/* The C library forgets a locale that nobody has, and would read it
	 * again each time. */
	locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	fd = memfd_create("fuzz", 0);
	if (locale == (locale_t)0 || fd == -1 || dup2(fd, 0) != 0)
		abort();
	snprintf(path, sizeof(path), "/dev/fd/%d", fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char stdin_name[] = "-";
	uint64_t sum;

	if (fd == 0)
		begin();
	if (ftruncate(fd, (off_t)size) != 0 ||
	    pwrite(fd, data, size, 0) != (ssize_t)size ||
	    lseek(0, 0, SEEK_SET) != 0)
		abort();
	sum = read_all(path, NULL, 1 << 16);
	if (sum != read_all(stdin_name, path + strlen("/dev/fd/"), 7))
		abort();
	return 0;
}
