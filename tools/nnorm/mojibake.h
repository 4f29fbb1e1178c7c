/* SPDX-License-Identifier: ISC */
#ifndef NNORM_MOJIBAKE_H
#define NNORM_MOJIBAKE_H

#include <stdbool.h>
#include <stddef.h>

#include "buf.h"

/* Does the character at t.p + at begin a sequence that in some code page is
 * medium or strong, see judge.h?  O(1). */
bool mojibake_suspect(struct view t, size_t at);

#endif
