/* SPDX-License-Identifier: ISC */
#ifndef NR_ENTITY_H
#define NR_ENTITY_H

#include <stdint.h>

#include "buf.h"

/* No name of a character reference is longer: bytes. */
#define ENTITY_MAX 32

/*
 * The first code point that the character reference of that name, without
 * ampersand and semicolon, stands for in HTML ("eacute"), 0 when there is none;
 * *second is the other one of those few that stand for two, else 0.  O(log n).
 */
uint32_t entity_find(struct view name, uint32_t *second);

#endif
