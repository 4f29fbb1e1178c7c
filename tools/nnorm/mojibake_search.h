/* SPDX-License-Identifier: ISC */
#ifndef NNORM_MOJIBAKE_SEARCH_H
#define NNORM_MOJIBAKE_SEARCH_H

#include "buf.h"
#include "judge.h"

/* Hits of one script made of so many characters are no accident. */
#define MOJIBAKE_RUN 6

struct mojibake_search {
	struct view t;
	enum codepage page;
	size_t at;
	uint32_t prev;
	size_t misses; /* characters beyond ASCII that are no part of a hit */
	unsigned layer; /* hits to come that another layer needs */
	unsigned home;	/* the script of most characters that the page has not, */
	size_t n_home;	/* and by how many they are most */
};

/* The next hit from s->at on, which is stepped over; false at the end of the
 * text. */
bool mojibake_next(struct mojibake_search *s, struct mojibake_hit *h);

#endif
