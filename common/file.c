/* SPDX-License-Identifier: ISC */
#include "file.h"

#include <errno.h>
#include <stdio.h>

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
