/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "reader.h"
#include "stream.h"
#include "xalloc.h"

static void
add_name(char ***names, size_t *n, const unsigned char *p, size_t len)
{
	if (len == 0)
		return;
	/* Room for 64 more, each time they are used up. */
	if (*n % 64 == 0)
		*names = xreallocarray(*names, *n + 64, sizeof(**names));
	(*names)[(*n)++] = xstrndup((const char *)p, len);
}

int
reader_names_from(
    const char *file, bool nul, char ***names, size_t *n, struct buf *why)
{
	const char end = nul ? '\0' : '\n';
	const unsigned char *p, *q;
	struct buf all = {0};
	struct stream *s;
	size_t len, at;
	bool own = strcmp(file, "-") != 0;
	int fd = own ? open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY) : 0;
	int rc;

	if (fd == -1) {
		buf_printf(
		    why, "cannot open %s: %s", file, strerrordesc_np(errno));
		return -1;
	}
	s = &stream_open_fd(fd, own)->s;
	while ((len = stream_block(s, &p)) > 0)
		buf_put(&all, p, len);
	for (at = 0; at < all.len; at += len + 1) {
		q = memchr(all.data + at, end, all.len - at);
		len = q != NULL ? (size_t)(q - all.data) - at : all.len - at;
		add_name(names, n, all.data + at, len);
	}
	if ((rc = s->end == STREAM_ERROR ? -1 : 0) == -1)
		buf_printf(why, "%s: %s", file, s->why);
	stream_close(s);
	buf_free(&all);
	return rc;
}
