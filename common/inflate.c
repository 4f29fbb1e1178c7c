/* SPDX-License-Identifier: ISC */
/*
 * ISA-L (https://github.com/intel/isa-l) inflates about three times as fast as
 * zlib.  It verifies CRC and length in the trailer, but reports no truncation:
 * the caller knows that a member is unfinished as long as there was no
 * INFLATE_END.  What 2.30 does, and what is done about it:
 * - a header with a CRC of its own that comes in pieces is called wrong:
 *   headers are read here;
 * - where data is broken it writes some bytes too many, as many as the cut of
 *   its input makes it, but none when fed byte by byte: so what it was before
 *   a block of input is kept, and a broken block inflated again;
 * - it may inflate more than there is room for, and forgets that where it
 *   meets broken data: a broken block has room for all there can be.
 */
#include "inflate.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>
#include <zlib.h>

/* More than struct inflate_state has room for, and one byte makes of that. */
#define SCRATCH ((size_t)128 << 10)

/* A header, RFC 1952: what comes after its first ten bytes. */
enum {
	FHCRC = 2,
	FEXTRA = 4,
	FNAME = 8,
	FCOMMENT = 16,
	FRESERVED = 0xE0
};

enum head_part {
	HEAD_FIXED,
	HEAD_EXTRA_LEN,
	HEAD_EXTRA,
	HEAD_NAME,
	HEAD_COMMENT,
	HEAD_CRC,
	HEAD_DONE
};

struct head {
	enum head_part part;
	unsigned n;	/* bytes of the part so far */
	unsigned flags;
	unsigned value; /* of a number of two bytes */
	uLong crc;
};

struct inflate {
	struct inflate_state st;
	struct head head;
	/* At the beginning of this block of input: */
	struct inflate_state before; /* unless fresh: then it was reset */
	bool fresh;
	bool broken; /* the block is; good bytes of it may be left */
	const unsigned char *block;
	size_t left; /* of the block */
	size_t made; /* bytes since */
};

/* As it was at the beginning of the block. */
static void
state_before(struct inflate *z)
{
	if (z->fresh) {
		isal_inflate_reset(&z->st);
		z->st.crc_flag = ISAL_GZIP_NO_HDR_VER;
	} else {
		memcpy(&z->st, &z->before, sizeof(z->st));
	}
}

struct inflate *
inflate_new(void)
{
	struct inflate *z = xcalloc(1, sizeof(*z));

	isal_inflate_init(&z->st);
	inflate_reset(z);
	return z;
}

void
inflate_free(struct inflate *z)
{
	free(z);
}

void
inflate_reset(struct inflate *z)
{
	z->fresh = true;
	state_before(z);
	z->broken = false;
	z->block = NULL;
	z->left = 0;
	z->head = (struct head){0};
}

/* Go to the next part that the header has. */
static void
head_next(struct head *h)
{
	static const unsigned flag[] = {
	    [HEAD_EXTRA_LEN] = FEXTRA,
	    [HEAD_EXTRA] = FEXTRA,
	    [HEAD_NAME] = FNAME,
	    [HEAD_COMMENT] = FCOMMENT,
	    [HEAD_CRC] = FHCRC};

	do
		h->part++;
	while (h->part < HEAD_DONE && !(h->flags & flag[h->part]));
	h->n = 0;
}

/* Take one byte of the header; false when it is none. */
static bool
head_take(struct head *h, unsigned char c)
{
	static const unsigned char magic[] = {0x1F, 0x8B, 8};
	unsigned i = h->n++;

	if (h->part != HEAD_CRC)
		h->crc = crc32(h->crc, &c, 1);
	switch (h->part) {
	case HEAD_FIXED:
		if (i < 3 && c != magic[i])
			return false;
		if (i == 3)
			h->flags = c;
		if (i == 9)
			head_next(h);
		return (h->flags & FRESERVED) == 0;
	case HEAD_EXTRA_LEN:
	case HEAD_CRC:
		h->value = i == 0 ? c : h->value | (unsigned)c << 8;
		if (i == 0)
			return true;
		if (h->part == HEAD_CRC && h->value != (h->crc & 0xFFFF))
			return false;
		if (h->part == HEAD_EXTRA_LEN && h->value == 0)
			h->part = HEAD_EXTRA;
		head_next(h);
		return true;
	case HEAD_EXTRA:
		if (h->n == h->value)
			head_next(h);
		return true;
	default:
		if (c == '\0')
			head_next(h);
		return true;
	}
}

/* Another block of input: remember what is before it. */
static void
begin_block(struct inflate *z, const unsigned char *in)
{
	z->fresh = z->fresh && z->block == NULL;
	if (!z->fresh)
		memcpy(&z->before, &z->st, sizeof(z->st));
	z->block = in;
	z->made = 0;
}

/* The block, which ends at end, is broken: inflate what is good of it to *out
 * (room for *n_out), but for what was made of it before. */
static enum inflate_result
again(struct inflate *z, const unsigned char *end, unsigned char **out,
    size_t *n_out)
{
	unsigned char *scratch = xmallocarray(SCRATCH, 1);
	const unsigned char *in = z->block;
	size_t skip = z->made, from, n;
	bool more;
	int r;

	state_before(z);
	do {
		z->st.next_in = (uint8_t *)(uintptr_t)in;
		z->st.avail_in = in < end;
		z->st.next_out = scratch;
		z->st.avail_out = SCRATCH;
		r = isal_inflate(&z->st);
		n = SCRATCH - z->st.avail_out;
		from = n < skip ? n : skip;
		skip -= from;
		n -= from;
		more = n > *n_out;
		if (more)
			n = *n_out;
		memcpy(*out, scratch + from, n);
		*out += n;
		*n_out -= n;
		z->made += n;
	} while (r == ISAL_DECOMP_OK && in++ < end && !more);
	free(scratch);
	return more ? INFLATE_MORE : INFLATE_BROKEN;
}

/* It cannot go on, and not because of the trailer. */
static bool
is_broken(int r)
{
	return r < 0 && r != ISAL_INCORRECT_CHECKSUM;
}

enum inflate_result
inflate_run(struct inflate *z, const unsigned char **in, size_t *n_in,
    unsigned char **out, size_t *n_out)
{
	uint32_t give, room;
	int r = ISAL_DECOMP_OK;

	for (; z->head.part < HEAD_DONE; ++*in, --*n_in) {
		if (*n_in == 0)
			return INFLATE_MORE;
		if (!head_take(&z->head, **in))
			return INFLATE_HEADER;
	}
	give = *n_in > UINT32_MAX ? UINT32_MAX : (uint32_t)*n_in;
	room = *n_out > UINT32_MAX ? UINT32_MAX : (uint32_t)*n_out;
	if (z->left == 0 && !z->broken)
		begin_block(z, *in);
	if (!z->broken) {
		/* isal_inflate() does not write through next_in. */
		z->st.next_in = (uint8_t *)(uintptr_t)*in;
		z->st.avail_in = give;
		z->st.next_out = *out;
		z->st.avail_out = room;
		r = isal_inflate(&z->st);
		z->broken = is_broken(r);
	}
	if (z->broken)
		return again(z, *in + *n_in, out, n_out);
	*in += give - z->st.avail_in;
	*n_in -= give - z->st.avail_in;
	z->left = *n_in;
	*out += room - z->st.avail_out;
	*n_out -= room - z->st.avail_out;
	z->made += room - z->st.avail_out;
	if (r == ISAL_INCORRECT_CHECKSUM)
		return INFLATE_WRONG;
	return z->st.block_state == ISAL_BLOCK_FINISH ? INFLATE_END
						      : INFLATE_MORE;
}

#else
#include <zlib.h>

struct inflate {
	z_stream st;
	unsigned skip; /* bytes of the trailer to leave out */
};

static voidpf
inflate_alloc(voidpf ctx, uInt n, uInt size)
{
	(void)ctx;
	return xcalloc(n, size);
}

static void
inflate_dealloc(voidpf ctx, voidpf p)
{
	(void)ctx;
	free(p);
}

struct inflate *
inflate_new(void)
{
	struct inflate *z = xcalloc(1, sizeof(*z));

	z->st.zalloc = inflate_alloc;
	z->st.zfree = inflate_dealloc;
	/* 15: the largest window; 16: gzip.  Without memory to fail for this
	 * cannot fail. */
	(void)inflateInit2(&z->st, 15 + 16);
	return z;
}

void
inflate_free(struct inflate *z)
{
	inflateEnd(&z->st);
	free(z);
}

void
inflate_reset(struct inflate *z)
{
	inflateReset(&z->st);
	z->skip = 0;
}

/* zlib stops behind the CRC when that is wrong: the length is left. */
static enum inflate_result
skip_length(struct inflate *z, const unsigned char **in, size_t *n_in)
{
	size_t n = *n_in < z->skip ? *n_in : z->skip;

	*in += n;
	*n_in -= n;
	z->skip -= (unsigned)n;
	return z->skip > 0 ? INFLATE_MORE : INFLATE_WRONG;
}

enum inflate_result
inflate_run(struct inflate *z, const unsigned char **in, size_t *n_in,
    unsigned char **out, size_t *n_out)
{
	uInt give = *n_in > UINT_MAX ? UINT_MAX : (uInt)*n_in;
	uInt room = *n_out > UINT_MAX ? UINT_MAX : (uInt)*n_out;
	int r;

	if (z->skip > 0)
		return skip_length(z, in, n_in);
	z->st.next_in = (Bytef *)(uintptr_t)*in;
	z->st.avail_in = give;
	z->st.next_out = *out;
	z->st.avail_out = room;
	r = inflate(&z->st, Z_NO_FLUSH);
	*in += give - z->st.avail_in;
	*n_in -= give - z->st.avail_in;
	*out += room - z->st.avail_out;
	*n_out -= room - z->st.avail_out;
	if (r == Z_STREAM_END)
		return INFLATE_END;
	if (r == Z_DATA_ERROR && z->st.msg != NULL) {
		if (strstr(z->st.msg, "header") != NULL ||
		    strcmp(z->st.msg, "unknown compression method") == 0)
			return INFLATE_HEADER;
		if (strcmp(z->st.msg, "incorrect length check") == 0)
			return INFLATE_WRONG;
		if (strcmp(z->st.msg, "incorrect data check") == 0) {
			z->skip = 4;
			return skip_length(z, in, n_in);
		}
	}
	return r == Z_OK || r == Z_BUF_ERROR ? INFLATE_MORE : INFLATE_BROKEN;
}
#endif
