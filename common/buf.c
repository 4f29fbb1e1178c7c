/* SPDX-License-Identifier: ISC */
#include "buf.h"

#include <endian.h>
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

/* The eight digits of n < 10^8, the first in the lowest byte, as buf_digits()
 * finds four. */
static uint64_t
eight_digits(uint64_t n)
{
	uint64_t fours = n / 10000 | (n % 10000) << 32;
	uint64_t top = fours * 10486 >> 20 & UINT64_C(0x7F0000007F);
	uint64_t twos = top | (fours - 100 * top) << 16;
	uint64_t tens = twos * 103 >> 10 & UINT64_C(0x000F000F000F000F);

	return tens | (twos - 10 * tens) << 8;
}

unsigned char *
buf_many_digits(unsigned char *w, uint64_t n)
{
	const uint64_t zeros = UINT64_C(0x3030303030303030);
	uint64_t digits;
	int skip;

	if (n < 100000000) {
		digits = eight_digits(n);
		skip = __builtin_ctzll(digits | UINT64_C(1) << 56) / 8;
		digits = htole64((digits | zeros) >> skip * 8);
		memcpy(w, &digits, sizeof(digits));
		return w + 8 - skip;
	}
	w = buf_many_digits(w, n / 100000000);
	digits = htole64(eight_digits(n % 100000000) | zeros);
	memcpy(w, &digits, sizeof(digits));
	return w + 8;
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
