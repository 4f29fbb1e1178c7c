/* SPDX-License-Identifier: ISC */
#include "temp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
failed(struct buf *why, const char *what, int error)
{
	buf_clear(why);
	buf_printf(why, "temporary file: %s: %s", what, strerror(error));
	return -1;
}

int
temp_open(struct buf *why)
{
	const char *dir = getenv("TMPDIR");
	struct buf path = {0};
	int fd;

	buf_puts(&path, dir != NULL && *dir != '\0' ? dir : "/tmp");
	fd = open(buf_cstr(&path), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd == -1) {
		buf_puts(&path, "/ndedup.XXXXXX");
		buf_cstr(&path);
		fd = mkstemp((char *)path.data);
		if (fd != -1)
			unlink((char *)path.data);
	}
	if (fd == -1)
		failed(why, buf_cstr(&path), errno);
	buf_free(&path);
	return fd;
}

void
temp_close(int fd)
{
	if (fd != -1)
		close(fd);
}

int
temp_write(int fd, const void *p, size_t n, uint64_t at, struct buf *why)
{
	const unsigned char *from = p;
	ssize_t done;

	while (n > 0) {
		done = pwrite(fd, from, n, (off_t)at);
		if (done == -1 && errno != EINTR)
			return failed(why, "write", errno);
		if (done > 0) {
			from += done;
			at += (uint64_t)done;
			n -= (size_t)done;
		}
	}
	return 0;
}

int
temp_read(int fd, void *p, size_t n, uint64_t at, struct buf *why)
{
	unsigned char *to = p;
	ssize_t done;

	while (n > 0) {
		done = pread(fd, to, n, (off_t)at);
		if (done == 0 || (done == -1 && errno != EINTR))
			return failed(why, "read", done == 0 ? EIO : errno);
		if (done > 0) {
			to += done;
			at += (uint64_t)done;
			n -= (size_t)done;
		}
	}
	return 0;
}
