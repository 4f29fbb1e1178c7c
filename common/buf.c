/* SPDX-License-Identifier: ISC */
#include "buf.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "xalloc.h"

void
buf_grow(struct buf *b, size_t more)
{
	size_t need, cap;

	if (__builtin_add_overflow(b->len, more, &need))
		errx(2, "out of memory");
	cap = b->cap < 64 ? 64 : b->cap;
	while (cap < need)
		if (__builtin_add_overflow(cap, cap / 2, &cap))
			errx(2, "out of memory");
	b->data = xreallocarray(b->data, cap, 1);
	b->cap = cap;
}

unsigned char *
buf_digits(unsigned char *w, uint64_t n)
{
	static const char pairs[] = "00010203040506070809"
				    "10111213141516171819"
				    "20212223242526272829"
				    "30313233343536373839"
				    "40414243444546474849"
				    "50515253545556575859"
				    "60616263646566676869"
				    "70717273747576777879"
				    "80818283848586878889"
				    "90919293949596979899";
	const char *low = pairs + n % 100 * 2;

	/* Two digits at a time: numbers are much of what is written. */
	if (n >= 10000) {
		w = buf_digits(w, n / 10000);
		n %= 10000;
		memcpy(w, pairs + n / 100 * 2, 2);
		w += 2;
	} else if (n >= 1000) {
		memcpy(w, pairs + n / 100 * 2, 2);
		w += 2;
	} else if (n >= 100) {
		*w++ = (unsigned char)('0' + n / 100);
	} else if (n < 10) {
		*w++ = (unsigned char)low[1];
		return w;
	}
	memcpy(w, low, 2);
	return w + 2;
}

void
buf_put_u64(struct buf *b, uint64_t n)
{
	unsigned char *w = buf_reserve(b, BUF_DIGITS);

	b->len += (size_t)(buf_digits(w, n) - w);
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n <= 0)
		return;
	buf_reserve(b, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf((char *)b->data + b->len, (size_t)n + 1, fmt, ap);
	va_end(ap);
	b->len += (size_t)n;
}

const char *
buf_cstr(struct buf *b)
{
	*buf_reserve(b, 1) = '\0';
	return (const char *)b->data;
}

void
buf_shift(struct buf *b, size_t n)
{
	if (n > 0) {
		memmove(b->data, b->data + n, b->len - n);
		b->len -= n;
	}
}

void
buf_forget(const unsigned char *p, size_t len)
{
	const uintptr_t page = 4096;
	uintptr_t from = ((uintptr_t)p + page - 1) & ~(page - 1);
	uintptr_t to = ((uintptr_t)p + len) & ~(page - 1);

	/* It is only advice: that it fails costs memory, nothing else. */
	if (to > from)
		madvise((void *)from, to - from, MADV_DONTNEED);
}

void
buf_take(struct buf *b, const unsigned char *p, size_t len)
{
	const size_t step = 1 << 20;

	for (; len > step; p += step, len -= step) {
		buf_put(b, p, step);
		buf_forget(p, step);
	}
	buf_put(b, p, len);
}

void
buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){ 0 };
}
