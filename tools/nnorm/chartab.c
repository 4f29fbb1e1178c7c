/* SPDX-License-Identifier: ISC */
#include "chartab.h"

#include "nnorm_tables.inc"
