/* SPDX-License-Identifier: ISC */
#ifndef NR_CHARREF_H
#define NR_CHARREF_H

#include <stdint.h>

#include "buf.h"

/* No name of a character reference is longer: bytes. */
#define CHARREF_MAX 32

/*
 * The first code point that the character reference of that name, without
 * ampersand and semicolon, stands for in HTML ("eacute"), 0 when there is none;
 * *second is the other one of those few that stand for two, else 0.  O(log n).
 */
uint32_t charref_find(struct view name, uint32_t *second);

#endif
