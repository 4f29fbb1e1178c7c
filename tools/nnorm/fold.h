/* SPDX-License-Identifier: ISC */
#ifndef NNORM_FOLD_H
#define NNORM_FOLD_H

#include "norm.h"

/*
 * Folds that are asked for by name: compatibility characters by the tag that
 * UnicodeData.txt gives their decomposition ("wide", "super", ...; all of them
 * make NFKC of NFC), and punctuation.
 */

/* Set in *folds what a list like "wide,fraction" or "all" names; false with
 * *why set when a name is unknown. */
bool fold_parse(const char *list, uint32_t *folds, const char **why);

/* Make the edit that the options ask for c, the len bytes at at; prev is the
 * code point before, 0 at the start. */
void fold_char(const struct norm_options *, struct pass *, size_t at,
    size_t len, uint32_t c, uint32_t prev);

#endif
