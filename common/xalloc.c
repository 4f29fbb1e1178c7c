/* SPDX-License-Identifier: ISC */
/*
 * Two doors to the same end: our own allocators, and malloc(3) itself, in
 * front of the C library's, for what libraries allocate.  They would write
 * through NULL, throw, exit with a status of their own or take it for damaged
 * input (tests/torture has the count).  What is larger than LARGE they are
 * told all the same: that may be a size that hostile input claims.
 */
#include "xalloc.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGE = 64 << 20 };

/* Nothing here may allocate, or wait for who holds a lock: no exit(3). */
_Noreturn void
xalloc_fail(void)
{
	static const char what[] = ": Cannot allocate memory\n";
	const char *name = getprogname();

	if (write(STDERR_FILENO, name, strlen(name)) == -1 ||
	    write(STDERR_FILENO, what, sizeof(what) - 1) == -1)
		_exit(2);
	_exit(2);
}

/* Sanitizers have allocators of their own. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) ||     \
    __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

#ifndef SANITIZED
/* The first call comes before main() and its threads. */
#define NEXT(name)                                                             \
	static __typeof__(&name) next;                                         \
	if (next == NULL)                                                      \
	*(void **)&next = dlsym(RTLD_NEXT, #name)

void *
malloc(size_t n)
{
	void *p;
	NEXT(malloc);

	p = next(n);
	if (p == NULL && n <= LARGE)
		xalloc_fail();
	return p;
}

void *
calloc(size_t n, size_t size)
{
	void *p;
	NEXT(calloc);

	p = next(n, size);
	if (p == NULL && (size == 0 || n <= LARGE / size))
		xalloc_fail();
	return p;
}

void *
realloc(void *old, size_t n)
{
	void *p;
	NEXT(realloc);

	p = next(old, n);
	if (p == NULL && n > 0 && n <= LARGE)
		xalloc_fail();
	return p;
}
#endif

static void *
checked(void *p)
{
	if (p == NULL)
		xalloc_fail();
	return p;
}

void *
xmallocarray(size_t n, size_t size)
{
	return checked(reallocarray(NULL, n > 0 ? n : 1, size));
}

void *
xcalloc(size_t n, size_t size)
{
	return checked(calloc(n > 0 ? n : 1, size));
}

void *
xreallocarray(void *p, size_t n, size_t size)
{
	return checked(reallocarray(p, n > 0 ? n : 1, size));
}

char *
xstrdup(const char *s)
{
	return checked(strdup(s));
}

char *
xstrndup(const char *s, size_t len)
{
	return checked(strndup(s, len));
}
