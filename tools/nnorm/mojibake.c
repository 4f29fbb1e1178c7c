/* SPDX-License-Identifier: ISC */
#include "repairs.h"

void
repair_mojibake(struct pass *p)
{
	(void)p;
}
