/* SPDX-License-Identifier: ISC */
/*
 * For LD_PRELOAD: one call fails, where tests/torture says.
 *
 *	FAULT=alloc:7:ENOMEM	the 7th allocation gives NULL
 *	FAULT=alloc:7+:ENOMEM	and each one after it
 *	FAULT=read:2:EIO	the 2nd read(2) fails with EIO
 *
 * The calls: alloc read write open fsync close rename link unlink lseek thread.
 * Standard input gets a byte for each call that was made to fail.
 * stderr is left alone; threads share the count.
 */
#include <sys/syscall.h>
#include <sys/types.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Opened for both ways by tests/torture. */
enum { TOLD = STDIN_FILENO };

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static const struct {
	const char *name;
	int error;
} errors[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EINTR", EINTR},
    {"EAGAIN", EAGAIN}, {"ENOMEM", ENOMEM}, {"EMFILE", EMFILE}};

static char call[16];
static long at;
static int onwards, error;
static atomic_long count;

__attribute__((constructor)) static void
settings(void)
{
	const char *s = getenv("FAULT");
	char what[16] = "", plus[2] = "", name[16] = "";
	size_t i;

	if (s == NULL)
		return;
	if (sscanf(s, "%15[a-z]:%ld:%15s", what, &at, name) != 3 &&
	    sscanf(s, "%15[a-z]:%ld%1[+]:%15s", what, &at, plus, name) != 4)
		return;
	for (i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		if (strcmp(errors[i].name, name) == 0)
			error = errors[i].error;
	onwards = plus[0] == '+';
	strcpy(call, what);
}

/* Whether this call is the one. */
static int
fails(const char *name)
{
	long n;

	if (call[0] == '\0' || strcmp(call, name) != 0)
		return 0;
	n = atomic_fetch_add(&count, 1) + 1;
	if (n != at && !(onwards && n > at))
		return 0;
	syscall(SYS_write, TOLD, "x", 1);
	errno = error;
	return 1;
}

#define NEXT(name)                     \
	static __typeof__(&name) next; \
	if (next == NULL)              \
	*(void **)&next = dlsym(RTLD_NEXT, #name)

void *
malloc(size_t n)
{
	return fails("alloc") ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails("alloc") ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails("alloc") ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	if (size > 0 && n > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, n * size);
}

int
posix_memalign(void **p, size_t align, size_t n)
{
	if (fails("alloc"))
		return ENOMEM;
	*p = __libc_memalign(align, n);
	return *p == NULL ? ENOMEM : 0;
}

void *
aligned_alloc(size_t align, size_t n)
{
	return fails("alloc") ? NULL : __libc_memalign(align, n);
}

ssize_t
read(int fd, void *p, size_t n)
{
	NEXT(read);
	return fails("read") ? -1 : next(fd, p, n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	NEXT(write);
	return fd != STDERR_FILENO && fails("write") ? -1 : next(fd, p, n);
}

int
open(const char *path, int flags, ...)
{
	va_list ap;
	mode_t mode = 0;
	NEXT(open);

	if (flags & (O_CREAT | O_TMPFILE)) {
		va_start(ap, flags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return fails("open") ? -1 : next(path, flags, mode);
}

int
fsync(int fd)
{
	NEXT(fsync);
	return fails("fsync") ? -1 : next(fd);
}

/* What fails to be closed is closed, as Linux does it. */
int
close(int fd)
{
	int got;
	NEXT(close);

	got = next(fd);
	return fails("close") ? -1 : got;
}

int
rename(const char *from, const char *to)
{
	NEXT(rename);
	return fails("rename") ? -1 : next(from, to);
}

int
linkat(int dir, const char *from, int dir2, const char *to, int flags)
{
	NEXT(linkat);
	return fails("link") ? -1 : next(dir, from, dir2, to, flags);
}

int
unlink(const char *path)
{
	NEXT(unlink);
	return fails("unlink") ? -1 : next(path);
}

off_t
lseek(int fd, off_t to, int whence)
{
	NEXT(lseek);
	return fails("lseek") ? -1 : next(fd, to, whence);
}

int
pthread_create(
    pthread_t *t, const pthread_attr_t *attr, void *(*start)(void *), void *arg)
{
	NEXT(pthread_create);
	return fails("thread") ? EAGAIN : next(t, attr, start, arg);
}
