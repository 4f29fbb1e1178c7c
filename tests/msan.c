/* SPDX-License-Identifier: ISC */
/*
 * What MemorySanitizer must be told of libraries that were not built with it:
 * these write what it cannot see.  What malloc(3) gives it takes for written,
 * for they use it too (poison_in_malloc=0, poison_in_free=0); what our own
 * allocators give is what nobody has written yet.
 *
 * Each __wrap_NAME stands in front of NAME by the linker's --wrap.
 */
#include <sanitizer/msan_interface.h>
#include <archive.h>
#include <libxml/chvalid.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <zlib.h>

#define WRAP(type, name, ...)            \
	type __real_##name(__VA_ARGS__); \
	type __wrap_##name(__VA_ARGS__); \
	type __wrap_##name(__VA_ARGS__)

size_t __sanitizer_get_allocated_size(const volatile void *);

WRAP(void *, xmallocarray, size_t n, size_t size)
{
	void *p = __real_xmallocarray(n, size);

	__msan_poison(p, n * size);
	return p;
}

WRAP(void *, xreallocarray, void *p, size_t n, size_t size)
{
	size_t old = p == NULL ? 0 : __sanitizer_get_allocated_size(p);

	p = __real_xreallocarray(p, n, size);
	if (n * size > old)
		__msan_poison((char *)p + old, n * size - old);
	return p;
}

WRAP(size_t, strlcpy, char *to, const char *from, size_t size)
{
	size_t n = strlen(from);

	__real_strlcpy(to, from, size);
	__msan_unpoison(to, n < size ? n + 1 : size);
	return n;
}

WRAP(long long, strtonum, const char *s, long long min, long long max,
    const char **why)
{
	__msan_unpoison(why, sizeof(*why));
	return __real_strtonum(s, min, max, why);
}

WRAP(int, inflate, z_stream *z, int flush)
{
	unsigned char *out = z->next_out;
	int rc = __real_inflate(z, flush);

	__msan_unpoison(z, sizeof(*z));
	__msan_unpoison(out, (size_t)(z->next_out - out));
	return rc;
}

WRAP(la_ssize_t, archive_read_data_block, struct archive *a, const void **p,
    size_t *n, la_int64_t *at)
{
	__msan_unpoison(p, sizeof(*p));
	__msan_unpoison(n, sizeof(*n));
	__msan_unpoison(at, sizeof(*at));
	return __real_archive_read_data_block(a, p, n, at);
}

WRAP(int, archive_read_next_header, struct archive *a, struct archive_entry **e)
{
	__msan_unpoison(e, sizeof(*e));
	return __real_archive_read_next_header(a, e);
}

WRAP(utf8proc_ssize_t, utf8proc_decompose_char, utf8proc_int32_t c,
    utf8proc_int32_t *to, utf8proc_ssize_t size, utf8proc_option_t options,
    int *last)
{
	utf8proc_ssize_t n =
	    __real_utf8proc_decompose_char(c, to, size, options, last);

	if (n > 0)
		__msan_unpoison(to,
		    (size_t)(n < size ? n : size) * sizeof(*to));
	__msan_unpoison(last, sizeof(*last));
	return n;
}

WRAP(int, xmlCopyCharMultiByte, xmlChar *to, int c)
{
	int n = __real_xmlCopyCharMultiByte(to, c);

	__msan_unpoison(to, (size_t)n);
	return n;
}
