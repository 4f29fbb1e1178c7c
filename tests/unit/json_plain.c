/* SPDX-License-Identifier: ISC */
/* The plain C twins of the vector code, before the same oracle. */
#undef __SSE2__
#include "../../common/json.c"
#include "../../common/json_string.c"
#include "../../common/utf8.c"

#include "json_oracle.c"
