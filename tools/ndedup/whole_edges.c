/* SPDX-License-Identifier: ISC */
/*
 * A join by blocks: the sketches of some nodes, and an index of the prints that
 * are looked up in them, are in memory; all nodes pass by, and each counts the
 * nodes before it in the lists of its prints; of those that share enough it is
 * seen which prints count, and with which it is to be aligned.  Then the next
 * block.  Where memory is not limited one block
 * holds all.  The lists come from the sorted runs of all prints, for a list
 * that is too long is its first nodes of all, not of the block; later nodes
 * still find those.  Reading is sequential, time grows with the number of
 * blocks.
 */
#include <stdlib.h>
#include <string.h>

#include "whole.h"
#include "xalloc.h"

enum {
	AHEAD = 1 << 18,    /* words of the pool read at a time */
	NODE_BYTES = 32,    /* of a block, besides what it shares */
	ROOM_MIN = 1 << 20, /* of a block, whatever the limit */
	BUCKET = 8	    /* items between two entries of begin */
};

/* Of an item: its print does not lead by itself. */
#define COMMON (UINT64_C(1) << 31)

/* The nodes at places lo to hi. */
struct block {
	uint32_t lo, hi;
	uint64_t *item; /* hash, COMMON, place, ascending; then UINT64_MAX */
	size_t n, cap;
	uint32_t *begin; /* items by the upper bits of the hash */
	unsigned bits;
	uint32_t *word; /* their prints, where those are not in memory */
	struct block_text {
		uint64_t at; /* in word, or in the pool */
		uint32_t n;
		uint32_t n_post;
	} * text;
	uint16_t *count; /* of each node, 0 between two texts */
	uint8_t *sure;	 /* so many of them do count */
	uint32_t *list;	 /* nodes with a count */
	size_t *from;	 /* of each print of a text its first item */
	size_t cap_from;
	struct pair_marks marks;
};

static void
block_free(struct block *b)
{
	free(b->item);
	free(b->begin);
	free(b->word);
	free(b->text);
	free(b->count);
	free(b->sure);
	free(b->list);
	free(b->from);
}

/* All prints that are looked up, with the place of their node. */
static int
add_posts(struct whole *w, struct buf *why)
{
	const struct whole_record *r;
	const uint32_t *p;
	uint32_t i, k;

	for (i = 0; i < w->n; i++) {
		r = &w->rec[i];
		if (r->n_post == 0)
			continue;
		p = pool_get(
		    &w->pool, &w->text, r->at, r->n + r->n_post, AHEAD, why);
		if (p == NULL)
			return -1;
		for (k = 0; k < r->n_post; k++)
			if (runs_add(&w->posts,
				(uint64_t)p[r->n + k] << 32 | w->place[i],
				why) == -1)
				return -1;
	}
	return 0;
}

/* Where the block that begins at lo ends: as many nodes as have room. */
static uint32_t
block_end(const struct whole *w, uint32_t lo, size_t room)
{
	const struct whole_record *r;
	uint64_t bytes = 0, items = 0;
	uint32_t i;

	for (i = lo; i < w->n_order; i++) {
		r = &w->rec[w->order[i]];
		bytes +=
		    (uint64_t)r->n * 4 + (uint64_t)r->n_post * 13 + NODE_BYTES;
		items += r->n_post;
		if (i > lo &&
		    ((w->room > 0 && bytes > room) || items >= UINT32_MAX))
			break;
	}
	return i;
}

static void
add_item(struct block *b, uint64_t x, uint64_t common)
{
	uint32_t place = (uint32_t)x;

	if (place < b->lo || place >= b->hi)
		return;
	if (b->n + 1 >= b->cap) {
		b->cap += b->cap / 2 + 4096;
		b->item = xreallocarray(b->item, b->cap, sizeof(*b->item));
	}
	b->item[b->n++] = x | common;
}

/* The lists of prints that more than one node has. */
static int
load_items(struct whole *w, struct block *b, struct buf *why)
{
	uint64_t x, last = 0, common;
	size_t begin = 0, i; /* of the items of the print at hand */
	uint32_t rank = 0;
	bool any = false;
	int rc;

	if (runs_rewind(&w->posts, why) == -1)
		return -1;
	while ((rc = runs_next(&w->posts, &x, why)) == 1) {
		rank = any && x >> 32 == last >> 32 ? rank + 1 : 0;
		if (rank == 0)
			begin = b->n;
		common = pair_alone(&w->rule, rank + 1) ? 0 : COMMON;
		if (common != 0 && pair_alone(&w->rule, rank))
			for (i = begin; i < b->n; i++)
				b->item[i] |= COMMON;
		if (!pair_leads(&w->rule, (uint32_t)(x >> 32), rank + 1)) {
			b->n = begin;
		} else {
			if (rank == 1)
				add_item(b, last, common);
			if (rank >= 1 && rank < w->rule.bucket)
				add_item(b, x, common);
		}
		any = true;
		last = x;
	}
	return rc;
}

static void
make_begin(struct block *b)
{
	size_t i, slots;
	uint64_t h = 0;

	for (b->bits = 4; b->bits < 28 && b->n >> b->bits > BUCKET;)
		b->bits++;
	slots = (size_t)1 << b->bits;
	b->begin = xmallocarray(slots, sizeof(*b->begin));
	for (i = 0; i < b->n; i++)
		for (; h <= b->item[i] >> (64 - b->bits); h++)
			b->begin[h] = (uint32_t)i;
	for (; h < slots; h++)
		b->begin[h] = (uint32_t)b->n;
	if (b->item == NULL)
		b->item = xmallocarray(1, sizeof(*b->item));
	b->item[b->n] = UINT64_MAX;
}

/* The nodes' prints. */
static int
load_texts(struct whole *w, struct block *b, struct buf *why)
{
	const struct whole_record *r;
	const uint32_t *p;
	struct block_text *t;
	uint64_t words = 0;
	uint32_t i, n;

	b->text = xcalloc((size_t)(b->hi - b->lo) + 1, sizeof(*b->text));
	for (i = b->lo; i < b->hi; i++) {
		r = &w->rec[w->order[i]];
		b->text[i - b->lo] =
		    (struct block_text){r->at, r->n, r->n_post};
		words += r->n + r->n_post;
	}
	if (w->pool.fd == -1)
		return 0;
	b->word = xmallocarray(words + 1, sizeof(*b->word));
	for (words = i = 0; i < w->n; i++) {
		r = &w->rec[i];
		if (r->n == 0 || w->place[i] < b->lo || w->place[i] >= b->hi)
			continue;
		n = r->n + r->n_post;
		p = pool_get(&w->pool, &w->text, r->at, n, AHEAD, why);
		if (p == NULL)
			return -1;
		t = &b->text[w->place[i] - b->lo];
		t->at = words;
		memcpy(b->word + words, p, n * sizeof(*p));
		words += n;
	}
	return 0;
}

static int
load(struct whole *w, struct block *b, struct buf *why)
{
	const size_t nodes = (size_t)(b->hi - b->lo) + 1;

	if (load_items(w, b, why) == -1 || load_texts(w, b, why) == -1)
		return -1;
	make_begin(b);
	b->count = xcalloc(nodes, sizeof(*b->count));
	b->sure = xcalloc(nodes, sizeof(*b->sure));
	b->list = xmallocarray(nodes, sizeof(*b->list));
	return 0;
}

/* The node of an item, in the block. */
static uint32_t
node_of(const struct block *b, uint64_t item)
{
	return (uint32_t)(item & (COMMON - 1)) - b->lo;
}

/* Count the prints that the node at place shares with nodes of the block before
 * it; how many of these there are, in list. */
static uint32_t
count(struct block *b, const uint32_t *post, uint32_t n_post, uint32_t place)
{
	uint32_t k, n = 0, other;
	const uint64_t *p;
	uint64_t low, end;

	if (n_post > b->cap_from) {
		b->cap_from = (size_t)n_post * 2;
		b->from = xreallocarray(b->from, b->cap_from, sizeof(*b->from));
	}
	for (k = 0; k < n_post; k++)
		__builtin_prefetch(&b->begin[post[k] >> (32 - b->bits)]);
	for (k = 0; k < n_post; k++) {
		b->from[k] = b->begin[post[k] >> (32 - b->bits)];
		__builtin_prefetch(b->item + b->from[k]);
	}
	for (k = 0; k < n_post; k++) {
		low = (uint64_t)post[k] << 32;
		for (p = b->item + b->from[k]; *p < low; p++)
			;
		b->from[k] = (size_t)(p - b->item);
		end = low | (*p & COMMON) | place;
		for (; *p < end; p++) {
			other = node_of(b, *p);
			b->list[n] = other;
			n += b->count[other]++ == 0;
		}
	}
	return n;
}

static const uint32_t *
words_of(const struct whole *w, const struct block *b, uint32_t i)
{
	return (b->word != NULL ? b->word : w->pool.word) + b->text[i].at;
}

/* Whether a node of the block has one of the marks near the print. */
static bool
meets(const struct whole *w, const struct block *b, uint32_t i, uint32_t print)
{
	const uint32_t *post = words_of(w, b, i) + b->text[i].n;
	struct pair_near near;
	uint32_t k;

	for (k = 0; k < b->text[i].n_post && post[k] != print; k++)
		;
	pair_near(post, b->text[i].n_post, k, &near);
	return pair_meets(&b->marks, &near);
}

/* Of the n nodes of the list, leave those that may be compared with a text of
 * n_print prints; how many these are. */
static uint32_t
choose(const struct whole *w, struct block *b, uint32_t n_print, uint32_t n)
{
	uint32_t k, i, m = 0;

	for (k = 0; k < n; k++) {
		i = b->list[k];
		if (b->count[i] >= w->rule.shared &&
		    pair_enough(&w->rule, b->count[i], n_print, b->text[i].n))
			b->list[m++] = i;
		else
			b->count[i] = 0;
	}
	return m;
}

/* Of the k-th print of a text: take it back from those that were chosen where
 * it does not lead to them. */
static void
sift_print(const struct whole *w, struct block *b, const uint32_t *post,
    uint32_t n_post, uint32_t k, uint32_t place)
{
	const uint64_t *p = b->item + b->from[k];
	const uint64_t common = *p & COMMON;
	const uint64_t end = (uint64_t)post[k] << 32 | common | place;
	struct pair_near near;
	bool marked = false;
	uint32_t i;

	for (; *p < end; p++) {
		i = node_of(b, *p);
		if (b->count[i] == 0 || b->sure[i] > w->rule.shared)
			continue;
		if (common != 0 && !marked) {
			pair_near(post, n_post, k, &near);
			pair_mark(&b->marks, &near);
			marked = true;
		}
		if (common == 0 || meets(w, b, i, post[k]))
			b->sure[i]++;
		else
			b->count[i]--;
	}
	if (marked)
		pair_unmark(&b->marks, &near);
}

static void
add_edge(struct whole *w, uint32_t a, uint32_t b, unsigned score)
{
	if (score < w->rule.edge)
		return;
	if (w->n_edge == w->cap_edge) {
		w->cap_edge += w->cap_edge / 2 + 1024;
		w->edge = xreallocarray(w->edge, w->cap_edge, sizeof(*w->edge));
	}
	w->edge[w->n_edge++] = (struct link_edge){a, b, score};
}

/* Align the node with the n of the list that share enough with it. */
static void
compare(struct whole *w, struct block *b, uint32_t place,
    const struct align_text *text, uint32_t n)
{
	const struct whole_record *r;
	struct align_text other;
	struct alignment al;
	bool begun = false;
	uint32_t k, c, i;

	for (k = 0; k < n; k++) {
		i = b->list[k];
		c = b->count[i];
		b->count[i] = b->sure[i] = 0;
		if (!pair_enough(&w->rule, c, text->n, b->text[i].n))
			continue;
		if (!begun)
			align_begin(&w->aligner, *text);
		begun = true;
		r = &w->rec[w->order[b->lo + i]];
		other = (struct align_text){
		    (const struct align_print *)words_of(w, b, i), r->n,
		    r->units, r->level, r->shift};
		align_with(&w->aligner, &other, &al);
		add_edge(w, b->lo + i, place, align_permille(&al));
	}
	if (begun)
		align_end(&w->aligner);
}

/* Compare all nodes with those of the block. */
static int
join(struct whole *w, struct block *b, struct buf *why)
{
	const struct whole_record *r;
	struct align_text text;
	const uint32_t *p;
	uint32_t i, n, k;

	for (i = 0; i < w->n; i++) {
		r = &w->rec[i];
		if (r->n_post == 0 || w->place[i] <= b->lo)
			continue;
		p = pool_get(
		    &w->pool, &w->text, r->at, r->n + r->n_post, AHEAD, why);
		if (p == NULL)
			return -1;
		text = (struct align_text){(const struct align_print *)p, r->n,
		    r->units, r->level, r->shift};
		n = count(b, p + r->n, r->n_post, w->place[i]);
		n = choose(w, b, r->n, n);
		for (k = 0; n > 0 && k < r->n_post; k++)
			sift_print(w, b, p + r->n, r->n_post, k, w->place[i]);
		compare(w, b, w->place[i], &text, n);
	}
	return 0;
}

static void
tell(const struct whole *w, uint32_t done)
{
	struct buf b = {0};

	if (w->phase == NULL)
		return;
	buf_printf(&b, "comparing, %u %% done",
	    (unsigned)((uint64_t)done * 100 / (w->n_order + 1)));
	w->phase(buf_cstr(&b));
	buf_free(&b);
}

/* What is left of the room beside what is kept of each record. */
static size_t
room_left(const struct whole *w)
{
	size_t fixed = (sizeof(*w->rec) + 7 * sizeof(*w->kept)) * w->n +
	    w->dates.bytes.cap + w->dates.cap * sizeof(*w->dates.end);

	return w->room > fixed + ROOM_MIN ? w->room - fixed : ROOM_MIN;
}

int
whole_edges(struct whole *w, struct buf *why)
{
	size_t room = room_left(w);
	struct block b = {0};
	uint32_t lo;
	int rc;

	if (w->phase != NULL)
		w->phase("sorting");
	w->posts.room = room;
	if (pool_end(&w->pool, why) == -1 || add_posts(w, why) == -1)
		return -1;
	if (w->posts.written == 0 && w->posts.n * 8 < room)
		room -= w->posts.n * 8;
	for (lo = 0; lo < w->n_order; lo = b.hi) {
		tell(w, lo);
		b = (struct block){.lo = lo, .hi = block_end(w, lo, room)};
		rc = load(w, &b, why) == -1 ? -1 : join(w, &b, why);
		block_free(&b);
		if (rc == -1)
			return -1;
	}
	return 0;
}
