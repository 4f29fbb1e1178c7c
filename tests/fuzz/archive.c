/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as an archive: tar and zip from a pipe, zip and 7z from a file, by
 * the first byte.  Names are UTF-8, what comes out stays under the limit, and
 * an end is the end.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "memory.h"
#include "unpack.h"

#define LIMIT ((size_t)1 << 20)
#define MEMBERS 4096

/* One file in memory, written anew for each input. */
static struct stream_fd *
file_stream(struct view in)
{
	static int fd = -1;

	if (fd == -1)
		fd = memfd_create("fuzz", 0);
	CHECK(ftruncate(fd, (off_t)in.len) == 0);
	CHECK(pwrite(fd, in.p, in.len, 0) == (ssize_t)in.len);
	CHECK(lseek(fd, 0, SEEK_SET) == 0);
	return stream_open_fd(fd, false);
}

static void
walk(struct unpack *u)
{
	static struct buf name;
	const unsigned char *p;
	enum unpack_result r;
	size_t n, out = 0, members = 0;

	while ((r = unpack_next(u, &name)) < UNPACK_END && out < LIMIT &&
	    members++ < MEMBERS) {
		CHECK(name.len > 0);
		CHECK(utf8_valid(name.data, name.len) == name.len);
		if (r == UNPACK_BAD)
			CHECK(unpack_why(u)[0] != '\0');
		if (r != UNPACK_MEMBER)
			continue;
		while (out < LIMIT &&
		    (n = stream_block(unpack_stream(u), &p)) > 0)
			out += n;
	}
	if (r == UNPACK_CUT)
		CHECK(unpack_why(u)[0] != '\0');
	if (r >= UNPACK_END)
		CHECK(unpack_next(u, &name) == UNPACK_CUT);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const enum sniff_kind kinds[] = {
	    SNIFF_TAR, SNIFF_ZIP, SNIFF_ZIP, SNIFF_7Z};
	struct view in = {data, size};
	unsigned c = first_byte(&in) % 4;
	atomic_uint_fast64_t read = 0;
	struct meter meter = {.max_ratio = 1100, .size = size, .read = &read};
	struct stream_fd *file = c >= 2 ? file_stream(in) : NULL;
	struct stream *src = file != NULL ? &file->s
					  : memory_stream(in, in.len);
	struct unpack *u = unpack_open(src, file, kinds[c], &meter);

	walk(u);
	unpack_close(u);
	return 0;
}
