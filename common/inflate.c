/* SPDX-License-Identifier: ISC */
/*
 * ISA-L (https://github.com/intel/isa-l) inflates about three times as fast as
 * zlib.  It verifies CRC and length in the trailer, but reports no truncation:
 * the caller knows that a member is unfinished as long as there was no
 * INFLATE_END.
 */
#include "inflate.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

#ifdef HAVE_ISAL
#include <isa-l/igzip_lib.h>

struct inflate {
	struct inflate_state st;
};

struct inflate *
inflate_new(void)
{
	struct inflate *z = xcalloc(1, sizeof(*z));

	isal_inflate_init(&z->st);
	z->st.crc_flag = ISAL_GZIP;
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
	isal_inflate_reset(&z->st);
	z->st.crc_flag = ISAL_GZIP;
}

enum inflate_result
inflate_run(struct inflate *z, const unsigned char **in, size_t *n_in,
    unsigned char **out, size_t *n_out)
{
	uint32_t give = *n_in > UINT32_MAX ? UINT32_MAX : (uint32_t)*n_in;
	uint32_t room = *n_out > UINT32_MAX ? UINT32_MAX : (uint32_t)*n_out;
	int r;

	/* isal_inflate() does not write through next_in. */
	z->st.next_in = (uint8_t *)(uintptr_t)*in;
	z->st.avail_in = give;
	z->st.next_out = *out;
	z->st.avail_out = room;
	r = isal_inflate(&z->st);
	*in += give - z->st.avail_in;
	*n_in -= give - z->st.avail_in;
	*out += room - z->st.avail_out;
	*n_out -= room - z->st.avail_out;
	if (r == ISAL_INCORRECT_CHECKSUM)
		return INFLATE_WRONG;
	if (r == ISAL_INVALID_WRAPPER || r == ISAL_UNSUPPORTED_METHOD)
		return INFLATE_HEADER;
	if (r < 0)
		return INFLATE_BROKEN;
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
