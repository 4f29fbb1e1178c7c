/* SPDX-License-Identifier: ISC */
/*
 * For LD_PRELOAD: reads and writes that are short, interrupted or fail.
 *
 *	SHIM_READ=n	a read gives at most n bytes
 *	SHIM_WRITE=n	a write takes at most n bytes
 *	SHIM_EINTR=1	every other read and write is interrupted first
 *	SHIM_READ_EIO=n	reading fails with EIO once n bytes have been read
 *	SHIM_ENOSPC=n	writing fails with ENOSPC once n bytes are written
 *	SHIM_FSYNC=1	fsync fails with EIO
 *	SHIM_NO_PROC=1	nothing lies under /proc
 *
 * stderr is left alone, and what is read before main().
 */
#include <sys/types.h>

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_long n_read, n_written, turn;

static long
setting(const char *name)
{
	const char *s = getenv(name);

	return s != NULL ? strtol(s, NULL, 10) : -1;
}

static int
interrupted(void)
{
	if (setting("SHIM_EINTR") != 1 || atomic_fetch_add(&turn, 1) % 2)
		return 0;
	errno = EINTR;
	return 1;
}

ssize_t
read(int fd, void *p, size_t n)
{
	static ssize_t (*next)(int, void *, size_t);
	long most = setting("SHIM_READ"), eio = setting("SHIM_READ_EIO");
	ssize_t got;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "read");
	if (interrupted())
		return -1;
	if (eio >= 0 && atomic_load(&n_read) >= eio) {
		errno = EIO;
		return -1;
	}
	if (eio >= 0 && n > (size_t)(eio - atomic_load(&n_read)))
		n = (size_t)(eio - atomic_load(&n_read));
	got = next(fd, p, most > 0 && n > (size_t)most ? (size_t)most : n);
	if (got > 0)
		atomic_fetch_add(&n_read, got);
	return got;
}

ssize_t
write(int fd, const void *p, size_t n)
{
	static ssize_t (*next)(int, const void *, size_t);
	long most = setting("SHIM_WRITE"), full = setting("SHIM_ENOSPC");
	ssize_t got;

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "write");
	if (fd == STDERR_FILENO)
		return next(fd, p, n);
	if (interrupted())
		return -1;
	if (full >= 0 && atomic_load(&n_written) + (long)n > full) {
		errno = ENOSPC;
		return -1;
	}
	got = next(fd, p, most > 0 && n > (size_t)most ? (size_t)most : n);
	if (got > 0)
		atomic_fetch_add(&n_written, got);
	return got;
}

int
fsync(int fd)
{
	static int (*next)(int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "fsync");
	if (setting("SHIM_FSYNC") == 1) {
		errno = EIO;
		return -1;
	}
	return next(fd);
}

static int
hidden(const char *path)
{
	if (setting("SHIM_NO_PROC") != 1 || strncmp(path, "/proc/", 6) != 0)
		return 0;
	errno = ENOENT;
	return 1;
}

int
access(const char *path, int mode)
{
	static int (*next)(const char *, int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "access");
	return hidden(path) ? -1 : next(path, mode);
}

int
linkat(int from, const char *old, int to, const char *new, int flags)
{
	static int (*next)(int, const char *, int, const char *, int);

	if (next == NULL)
		*(void **)&next = dlsym(RTLD_NEXT, "linkat");
	return hidden(old) ? -1 : next(from, old, to, new, flags);
}
