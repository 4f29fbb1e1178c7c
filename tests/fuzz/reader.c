/* SPDX-License-Identifier: ISC */
/* Any bytes as a file: the reader comes to an end, what it hands out does not
 * depend on how it is asked, and no archive goes over its limits. */
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
read_all(char *path, size_t step)
{
	struct reader_conf conf = {.operands = &path,
	    .n_operands = 1,
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

/* The C library forgets a locale that nobody has, and would read it again each
 * time. */
static void
begin(void)
{
	if (newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0) == (locale_t)0)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[32];
	static int fd = -1;

	if (fd == -1) {
		begin();
		fd = memfd_create("fuzz", 0);
		snprintf(path, sizeof(path), "/dev/fd/%d", fd);
	}
	if (ftruncate(fd, (off_t)size) != 0 ||
	    pwrite(fd, data, size, 0) != (ssize_t)size)
		abort();
	if (read_all(path, 1 << 16) != read_all(path, 7))
		abort();
	return 0;
}
