/* SPDX-License-Identifier: ISC */
#include "out.h"

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "xalloc.h"

#define PROC_FD "/proc/self/fd"

enum { BLOCK = 256 * 1024 };

struct out {
	int fd;
	char *name;   /* for messages */
	char *target; /* what commit replaces; NULL: written directly */
	char *temp;   /* the hidden name beside it */
	bool named;   /* temp exists now */
	bool if_changed;
	bool failed;
	bool done;
	int error; /* errno of the failure */
	struct buf buf;
};

static int
fail(struct out *o, const char *what, struct buf *why)
{
	if (!o->failed) {
		o->failed = true;
		o->error = errno;
	}
	buf_clear(why);
	buf_printf(why, "%s: %s: %s", o->name, what, strerror(o->error));
	return -1;
}

/* The path that a chain of symbolic links ends at; it need not exist. */
static char *
resolve(const char *path)
{
	char link[PATH_MAX], dir[PATH_MAX], *at = xstrdup(path), *next;
	ssize_t n;
	int hops;

	for (hops = 0; hops < 40; hops++) {
		if ((n = readlink(at, link, sizeof(link) - 1)) <= 0)
			break;
		link[n] = '\0';
		if (link[0] == '/') {
			next = xstrdup(link);
		} else {
			strlcpy(dir, at, sizeof(dir));
			if (asprintf(&next, "%s/%s", dirname(dir), link) == -1)
				next = xstrdup(link);
		}
		free(at);
		at = next;
	}
	return at;
}

static char *
hidden_name(const char *target)
{
	char dir[PATH_MAX], base[PATH_MAX], *name;

	strlcpy(dir, target, sizeof(dir));
	strlcpy(base, target, sizeof(base));
	if (asprintf(&name, "%s/.%s.newsreel", dirname(dir), basename(base)) ==
	    -1)
		name = NULL;
	return name;
}

/* A file without a name, where there is such a thing and PROC_FD to give it
 * one. */
static int
open_beside(struct out *o)
{
#ifdef O_TMPFILE
	char dir[PATH_MAX];

	if (access(PROC_FD, X_OK) == 0) {
		strlcpy(dir, o->target, sizeof(dir));
		o->fd =
		    open(dirname(dir), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
		if (o->fd != -1)
			return 0;
		if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
			return -1;
	}
#endif
	if (unlink(o->temp) == -1 && errno != ENOENT)
		return -1;
	o->fd = open(o->temp, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
	o->named = o->fd != -1;
	return o->fd == -1 ? -1 : 0;
}

static int
open_file(struct out *o, const char *path)
{
	struct stat st;
	int known;

	known = stat(path, &st) == 0;
	if (known && !S_ISREG(st.st_mode)) {
		o->fd = open(path, O_WRONLY | O_CLOEXEC);
		return o->fd == -1 ? -1 : 0;
	}
	o->target = resolve(path);
	if ((o->temp = hidden_name(o->target)) == NULL)
		return -1;
	if (known && access(path, W_OK) == -1)
		return -1;
	if (open_beside(o) == -1)
		return -1;
	if (known) {
		/* The owner only where that is allowed. */
		if (fchown(o->fd, st.st_uid, st.st_gid) == -1)
			errno = 0;
		if (fchmod(o->fd, st.st_mode & 07777) == -1)
			return -1;
	}
	return 0;
}

struct out *
out_open(const char *path, bool if_changed, struct buf *why)
{
	struct out *o = xcalloc(1, sizeof(*o));

	o->name = xstrdup(path != NULL ? path : "stdout");
	o->if_changed = if_changed;
	o->fd = STDOUT_FILENO;
	if (path != NULL && open_file(o, path) == -1) {
		fail(o, "cannot write", why);
		out_free(o);
		return NULL;
	}
	return o;
}

static int
write_all(struct out *o, const unsigned char *p, size_t n, struct buf *why)
{
	struct pollfd pfd = { .fd = o->fd, .events = POLLOUT };
	ssize_t k;

	while (n > 0) {
		k = write(o->fd, p, n);
		if (k >= 0) {
			p += k;
			n -= (size_t)k;
		} else if (errno == EAGAIN || errno == EWOULDBLOCK) {
			if (poll(&pfd, 1, -1) == -1 && errno != EINTR)
				return fail(o, "write error", why);
		} else if (errno != EINTR) {
			return fail(o, "write error", why);
		}
	}
	return 0;
}

int
out_flush(struct out *o, struct buf *why)
{
	int rc;

	if (o->failed)
		return fail(o, "write error", why);
	rc = write_all(o, o->buf.data, o->buf.len, why);
	buf_clear(&o->buf);
	return rc;
}

int
out_write(struct out *o, const void *p, size_t n, struct buf *why)
{
	if (o->failed)
		return fail(o, "write error", why);
	if (o->buf.len + n >= BLOCK) {
		if (o->buf.len > 0 && out_flush(o, why) == -1)
			return -1;
		/* A big run goes out from where it lies. */
		if (n >= BLOCK / 2)
			return write_all(o, p, n, why);
	}
	buf_put(&o->buf, p, n);
	return 0;
}

/* Whether the target holds what was written. */
static bool
unchanged(struct out *o)
{
	unsigned char a[1 << 15], b[1 << 15];
	struct stat sa, sb;
	ssize_t n, m;
	off_t at = 0;
	int fd = open(o->target, O_RDONLY | O_CLOEXEC);
	bool same = false;

	if (fd == -1)
		return false;
	if (fstat(fd, &sa) == 0 && fstat(o->fd, &sb) == 0 &&
	    sa.st_size == sb.st_size) {
		for (;;) {
			n = pread(fd, a, sizeof(a), at);
			m = pread(o->fd, b, sizeof(b), at);
			if (n != m || n < 0 || memcmp(a, b, (size_t)n) != 0)
				break;
			if (n == 0) {
				same = true;
				break;
			}
			at += n;
		}
	}
	close(fd);
	return same;
}

/* Give the file without a name its hidden name. */
static int
give_name(struct out *o)
{
	char proc[64];

	if (o->named)
		return 0;
	snprintf(proc, sizeof(proc), PROC_FD "/%d", o->fd);
	if (unlink(o->temp) == -1 && errno != ENOENT)
		return -1;
	if (linkat(AT_FDCWD, proc, AT_FDCWD, o->temp, AT_SYMLINK_FOLLOW) == -1)
		return -1;
	o->named = true;
	return 0;
}

static void
sync_directory(const char *file)
{
	char dir[PATH_MAX];
	int fd;

	strlcpy(dir, file, sizeof(dir));
	fd = open(dirname(dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd != -1) {
		/* Not every file system can: the rename stands anyway. */
		if (fsync(fd) == -1)
			errno = 0;
		close(fd);
	}
}

static int
replace(struct out *o, struct buf *why)
{
	if (fsync(o->fd) == -1)
		return fail(o, "cannot write", why);
	if (o->if_changed && unchanged(o))
		return 0;
	if (give_name(o) == -1 || rename(o->temp, o->target) == -1)
		return fail(o, "cannot replace", why);
	o->named = false;
	sync_directory(o->target);
	return 0;
}

int
out_commit(struct out *o, struct buf *why)
{
	int fd;

	if (out_flush(o, why) == -1)
		return -1;
	if (o->target != NULL && replace(o, why) == -1)
		return -1;
	fd = o->fd;
	o->fd = -1;
	o->done = true;
	if (close(fd) == -1 && errno != EINTR)
		return fail(o, "write error", why);
	return 0;
}

void
out_free(struct out *o)
{
	if (o == NULL)
		return;
	if (o->fd > STDERR_FILENO)
		close(o->fd);
	if (o->named)
		unlink(o->temp);
	free(o->name);
	free(o->target);
	free(o->temp);
	buf_free(&o->buf);
	free(o);
}

const char *
out_target(const struct out *o)
{
	return o->target;
}

bool
out_broken_pipe(const struct out *o)
{
	return o->failed && o->error == EPIPE;
}
