/* SPDX-License-Identifier: ISC */
#include "log.h"

void
log_group(struct log *l, uint32_t group)
{
	if (l->on && group < l->n_group)
		buf_put(&l->groups, &group, sizeof(group));
}

void
log_rep(struct log *l, uint32_t rep)
{
	if (l->on && rep < l->n_rep)
		buf_put(&l->reps, &rep, sizeof(rep));
}

void
log_free(struct log *l)
{
	buf_free(&l->groups);
	buf_free(&l->reps);
}
