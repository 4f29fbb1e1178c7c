/* SPDX-License-Identifier: ISC */
/*
 * Runs are sorted by radix, 16 bits a pass from the lowest (digits that are
 * equal in all numbers cost nothing), and merged by a heap of their first
 * numbers (Knuth, The Art of Computer Programming 3, 5.4.1).
 */
#include "runs.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "temp.h"
#include "xalloc.h"

enum { DIGITS = 1 << 16, FIRST = 4096, MOST = 1 << 16, ROOM_MIN = 1 << 20 };

static void
sort(struct runs *r)
{
	uint64_t *at, any = 0, *from = r->item, *to = r->spare, *swap, sum, k;
	unsigned shift;
	size_t i;

	if (r->n < 2)
		return;
	at = xmallocarray(DIGITS, sizeof(*at));
	for (i = 0; i < r->n; i++)
		any |= from[i] ^ from[0];
	for (shift = 0; shift < 64; shift += 16) {
		if ((any >> shift & 0xFFFF) == 0)
			continue;
		memset(at, 0, DIGITS * sizeof(*at));
		for (i = 0; i < r->n; i++)
			at[from[i] >> shift & 0xFFFF]++;
		for (i = sum = 0; i < DIGITS; i++) {
			k = at[i];
			at[i] = sum;
			sum += k;
		}
		for (i = 0; i < r->n; i++)
			to[at[from[i] >> shift & 0xFFFF]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	r->item = from;
	r->spare = to;
	free(at);
}

/* The memory as a run to the file. */
static int
spill(struct runs *r, struct buf *why)
{
	struct run_part *p;

	if (r->n == 0)
		return 0;
	sort(r);
	if (r->n_part == r->cap_part) {
		r->cap_part = r->cap_part * 2 + 8;
		r->part = xreallocarray(r->part, r->cap_part, sizeof(*r->part));
	}
	p = &r->part[r->n_part++];
	*p = (struct run_part){.at = r->written, .end = r->written + r->n};
	if (temp_write(r->fd, r->item, r->n * sizeof(*r->item),
		r->written * sizeof(*r->item), why) == -1)
		return -1;
	r->written = p->end;
	r->n = 0;
	return 0;
}

/* Room for one number more: false when the memory is full. */
static bool
make_room(struct runs *r)
{
	size_t cap = r->cap == 0 ? FIRST : r->cap * 2, most = SIZE_MAX;

	if (r->fd != -1)
		most = (r->room > ROOM_MIN ? r->room : ROOM_MIN) /
		    (2 * sizeof(*r->item));
	if (r->cap >= most)
		return false;
	r->cap = cap < most ? cap : most;
	r->item = xreallocarray(r->item, r->cap, sizeof(*r->item));
	free(r->spare);
	r->spare = xmallocarray(r->cap, sizeof(*r->spare));
	return true;
}

int
runs_add(struct runs *r, uint64_t x, struct buf *why)
{
	if (r->n == r->cap && !make_room(r) && spill(r, why) == -1)
		return -1;
	r->item[r->n++] = x;
	return 0;
}

/* Have the part's next number in memory. */
static int
fill(struct runs *r, struct run_part *p, size_t room, struct buf *why)
{
	size_t n = (size_t)(p->end - p->at);

	p->n = n < room ? n : room;
	p->i = 0;
	if (p->n > 0 &&
	    temp_read(r->fd, p->item, p->n * sizeof(*p->item),
		p->at * sizeof(*p->item), why) == -1)
		return -1;
	p->at += p->n;
	return 0;
}

static uint64_t
head(const struct runs *r, size_t k)
{
	const struct run_part *p = &r->part[r->heap[k]];

	return p->item[p->i];
}

static void
sink(struct runs *r, size_t i)
{
	size_t kid, part;

	for (; (kid = 2 * i + 1) < r->n_heap; i = kid) {
		if (kid + 1 < r->n_heap && head(r, kid + 1) < head(r, kid))
			kid++;
		if (head(r, i) <= head(r, kid))
			break;
		part = r->heap[i];
		r->heap[i] = r->heap[kid];
		r->heap[kid] = part;
	}
}

/* The memory that held a run is now shared by the heads of all. */
static size_t
share(const struct runs *r)
{
	size_t n = r->cap * 2 / (r->n_part + 1);

	return n > MOST ? MOST : n > FIRST ? n : FIRST;
}

static int
open_parts(struct runs *r, struct buf *why)
{
	const size_t room = share(r);
	uint64_t at = 0;
	size_t i;

	free(r->item);
	free(r->spare);
	r->item = r->spare = NULL;
	for (i = 0; i < r->n_part; i++) {
		struct run_part *p = &r->part[i];

		p->at = at;
		at = p->end;
		if (p->item == NULL)
			p->item = xmallocarray(room, sizeof(*p->item));
		if (fill(r, p, room, why) == -1)
			return -1;
		r->heap[i] = i;
	}
	r->n_heap = r->n_part;
	for (i = r->n_heap; i-- > 0;)
		sink(r, i);
	return 0;
}

int
runs_rewind(struct runs *r, struct buf *why)
{
	if (r->written > 0 && spill(r, why) == -1)
		return -1;
	if (r->heap == NULL) {
		sort(r);
		r->heap = xmallocarray(r->n_part + 1, sizeof(*r->heap));
		free(r->spare);
		r->spare = NULL;
	}
	r->at = 0;
	return r->written > 0 ? open_parts(r, why) : 0;
}

int
runs_next(struct runs *r, uint64_t *x, struct buf *why)
{
	struct run_part *p;

	if (r->written == 0) {
		if (r->at == r->n)
			return 0;
		*x = r->item[r->at++];
		return 1;
	}
	if (r->n_heap == 0)
		return 0;
	p = &r->part[r->heap[0]];
	*x = p->item[p->i++];
	if (p->i == p->n && fill(r, p, share(r), why) == -1)
		return -1;
	if (p->n == 0)
		r->heap[0] = r->heap[--r->n_heap];
	sink(r, 0);
	return 1;
}

void
runs_free(struct runs *r)
{
	size_t i;

	for (i = 0; i < r->n_part; i++)
		free(r->part[i].item);
	free(r->part);
	free(r->heap);
	free(r->item);
	free(r->spare);
}
