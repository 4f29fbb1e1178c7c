/* SPDX-License-Identifier: ISC */
#include "xalloc.h"

#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void *
checked(void *p)
{
	if (p == NULL)
		err(2, NULL);
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

_Noreturn void
xalloc_fail(void)
{
	errno = ENOMEM;
	err(2, NULL);
}
