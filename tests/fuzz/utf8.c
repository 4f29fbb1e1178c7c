/* SPDX-License-Identifier: ISC */
/* The fast validator against decoding, code point by code point. */
#include <stdlib.h>

#include "utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t at = 0, n;
	uint32_t cp;

	while (at < size) {
		n = utf8_decode(data + at, size - at, &cp);
		if ((cp == UTF8_REPLACEMENT && n == 1) ||
		    (cp >= 0xD800 && cp < 0xE000))
			break;
		at += n;
	}
	if (utf8_valid(data, size) != at)
		abort();
	return 0;
}
