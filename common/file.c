/* SPDX-License-Identifier: ISC */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int
file_read(const char *path, struct buf *b, struct buf *why)
{
	enum { STEP = 65536 };
	FILE *f = fopen(path, "r");
	size_t n = 1;
	int rc = 0;

	while (f != NULL && n > 0) {
		n = fread(buf_reserve(b, STEP), 1, STEP, f);
		b->len += n;
	}
	if (f == NULL || ferror(f)) {
		buf_printf(why, "%s: %s", path, strerror(errno));
		rc = -1;
	}
	if (f != NULL)
		fclose(f);
	return rc;
}

void
file_guard_streams(void)
{
	int fd;

	for (fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
			(void)!open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}
