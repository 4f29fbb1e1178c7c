/* SPDX-License-Identifier: ISC */
#include "log.h"

void
log_post(struct log *l, uint32_t hash, uint32_t group)
{
	if (l->on)
		(void)runs_add(&l->posts, (uint64_t)hash << 32 | group, NULL);
}

void
log_put_hash(struct buf *b, struct hash128 h, uint32_t number)
{
	struct log_hash x = {h.hi, (uint32_t)h.lo, number};

	buf_put(b, &x, sizeof(x));
}

void
log_folded(struct log *l, struct hash128 h, uint32_t group)
{
	if (l->on)
		log_put_hash(&l->folded, h, group);
}

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
	runs_free(&l->posts);
	buf_free(&l->folded);
	buf_free(&l->groups);
	buf_free(&l->reps);
}
