/* SPDX-License-Identifier: ISC */
/*
 * Any bytes through each filter: gzip, zstd, xz, bzip2, lz4, lzip by the first
 * byte.  It comes to an end that stays, and (first byte 128 and up) gives the
 * same however its input is cut.
 */
#include "fuzz.h"
#include "gunzip.h"
#include "hash.h"
#include "memory.h"
#include "unpack.h"

#define LIMIT ((size_t)1 << 20)

static uint64_t
run(enum sniff_kind kind, struct view in, size_t step, enum stream_end *end)
{
	struct stream *below = memory_stream(in, step), *s;
	const unsigned char *p;
	static struct buf all;
	size_t n;

	buf_clear(&all);
	s = kind == SNIFF_GZIP ? gunzip_open(below)
			       : unpack_filter(below, kind);
	while (all.len < LIMIT && (n = stream_block(s, &p)) > 0)
		buf_put(&all, p, n);
	if (all.len < LIMIT)
		CHECK(stream_block(s, &p) == 0);
	CHECK(s->end == STREAM_OK || s->why[0] != '\0');
	*end = s->end;
	stream_close(s);
	return hash64(all.data, all.len);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct view in = {data, size};
	unsigned c = first_byte(&in);
	enum sniff_kind kind =
	    (enum sniff_kind)(SNIFF_GZIP + c % (SNIFF_LZIP - SNIFF_GZIP + 1));
	enum stream_end end, end2;
	uint64_t got = run(kind, in, in.len, &end);

	if (c >= 128) {
		CHECK(run(kind, in, 1 + c % 7, &end2) == got);
		CHECK(end == end2);
	}
	return 0;
}
