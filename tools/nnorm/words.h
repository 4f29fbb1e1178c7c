/* SPDX-License-Identifier: ISC */
#ifndef NNORM_WORDS_H
#define NNORM_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buf.h"

struct words;

/* The hash by which words are known, of bytes as they are; and of their small
 * letters (ASCII and two-byte letters). */
uint32_t word_hash(const unsigned char *p, size_t len, uint32_t h);
#define WORD_HASH_INIT 2166136261u

/* Is it one of the built-in English words?  One word in 40,000 that is none is
 * taken for one. */
bool words_builtin(uint32_t hash);

#endif
