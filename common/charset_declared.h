/* SPDX-License-Identifier: ISC */
#ifndef NR_CHARSET_DECLARED_H
#define NR_CHARSET_DECLARED_H

#include <stdbool.h>
#include <stddef.h>

#include "charset.h"

/*
 * The set that a page of HTML or an XML document names in its first
 * CHARSET_DECLARED bytes.  false when p[0..len) is neither, when nothing is
 * named, or nobody knows it; UTF-8, UTF-16 and UTF-32 do not count: who asks
 * knows already that the bytes are none.
 */
#define CHARSET_DECLARED ((size_t)4096)

bool charset_declared(struct charset *, const unsigned char *p, size_t len);

#endif
