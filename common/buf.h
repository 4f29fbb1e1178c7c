/* SPDX-License-Identifier: ISC */
#ifndef NR_BUF_H
#define NR_BUF_H

#include <endian.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * A growable run of bytes.  All zero is a valid empty buffer ({0}); data may
 * be NULL while cap is 0.  NUL is data.  The owner calls buf_free().  A buffer
 * that is emptied with buf_clear() keeps its memory, so a loop that reuses one
 * stops allocating once it has seen its longest record.
 */
struct buf {
	unsigned char *data;
	size_t len;
	size_t cap;
};

/* A borrowed run of bytes: somebody else owns what p points at. */
struct view {
	const unsigned char *p;
	size_t len;
};

/* The slow half of buf_reserve(): grow so that more bytes fit.  Amortised
 * O(1) a byte. */
void buf_grow(struct buf *, size_t more);

/* Room for more bytes after len; returns where they go. */
static inline unsigned char *
buf_reserve(struct buf *b, size_t more)
{
	if (b->cap - b->len < more)
		buf_grow(b, more);
	return b->data + b->len;
}

static inline void
buf_clear(struct buf *b)
{
	b->len = 0;
}

static inline void
buf_putc(struct buf *b, unsigned char c)
{
	*buf_reserve(b, 1) = c;
	b->len++;
}

/* Append n bytes; p may not point into b. */
static inline void
buf_put(struct buf *b, const void *p, size_t n)
{
	if (n > 0) {
		memcpy(buf_reserve(b, n), p, n);
		b->len += n;
	}
}

/* Append a C string without its NUL. */
static inline void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

static inline void
buf_put_view(struct buf *b, struct view v)
{
	buf_put(b, v.p, v.len);
}

/* Its bytes, never at NULL, valid until the next change. */
static inline struct view
buf_view(const struct buf *b)
{
	return (struct view){ b->data != NULL ? b->data
					      : (const unsigned char *)"",
		b->len };
}

enum { BUF_DIGITS = 20 /* of the largest number */ };

/* The slow half of buf_digits(). */
unsigned char *buf_many_digits(unsigned char *w, uint64_t n);

/* Write n in decimal where w points, into room for BUF_DIGITS bytes; returns
 * where it ends.  Two digits and one are parted in all lanes at once, by
 * multiplying with 1/100 and 1/10 (Khuong, "How to print integers really fast",
 * 2017). */
static inline unsigned char *
buf_digits(unsigned char *w, uint64_t n)
{
	uint32_t top, twos, tens, digits;
	int skip;

	if (n >= 10000)
		return buf_many_digits(w, n);
	top = (uint32_t)n * 5243 >> 19;
	twos = top | ((uint32_t)n - 100 * top) << 16;
	tens = twos * 103 >> 10 & 0x000F000Fu;
	digits = tens | (twos - 10 * tens) << 8;
	skip = __builtin_ctz(digits | 1u << 24) / 8;
	digits = htole32((digits | 0x30303030u) >> skip * 8);
	memcpy(w, &digits, sizeof(digits));
	return w + 4 - skip;
}

/* Append n in decimal. */
void buf_put_u64(struct buf *, uint64_t n);

/* Append as by printf(3).  For messages, not for hot loops. */
void buf_printf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A NUL after the last byte that does not count; returns data as a string,
 * valid until the next change. */
const char *buf_cstr(struct buf *);

/* Remove the first n bytes.  O(len). */
void buf_shift(struct buf *, size_t n);

/* Give the memory back; the buffer is empty and usable again. */
void buf_free(struct buf *);

/* Nobody will read p[0..len), memory of a buffer, before it is written again:
 * whole pages of it go back to the system. */
void buf_forget(const unsigned char *p, size_t len);

/* Append p[0..len) as by buf_put(), and forget it on the way: a huge run is
 * never there twice. */
void buf_take(struct buf *, const unsigned char *p, size_t len);

#define BUF_HUGE (3u << 20)

/* The same where it is huge: memory that a few records want is not kept. */
static inline void
buf_trim(struct buf *b)
{
	if (b->cap > BUF_HUGE)
		buf_free(b);
}

#endif
