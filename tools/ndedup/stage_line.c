/* SPDX-License-Identifier: ISC */
/*
 * Reading the lines of the steps: a line is taken only when it is whole.
 */
#include <string.h>

#include "hash.h"
#include "stage.h"

enum { NODE = STAGE_NODE, PRINT = 9 };

size_t
stage_split(struct view line, struct view *field, size_t max)
{
	const unsigned char *p = line.p, *end = p + line.len, *q;
	size_t n = 0;

	for (;; p = q + 1) {
		q = memchr(p, '\t', (size_t)(end - p));
		if (n < max)
			field[n] = (struct view){
			    p, (size_t)((q != NULL ? q : end) - p)};
		n++;
		if (q == NULL)
			return n;
	}
}

static bool
is_digits(struct view v, size_t from, const char *digits)
{
	size_t i;

	for (i = from; i < v.len; i++)
		if (v.p[i] == '\0' || strchr(digits, v.p[i]) == NULL)
			return false;
	return v.len > from;
}

static bool
is_marks(struct view v)
{
	return v.len == 0 ||
	    (v.len % STAGE_MARK == 0 &&
		v.len <= (size_t)2 * PAIR_NEAR * STAGE_MARK &&
		is_digits(v, 0, HASH_BASE32));
}

static bool
is_node(struct view v)
{
	return v.len == NODE && (v.p[0] == 'n' || v.p[0] == 'z') &&
	    is_digits(v, 1, HASH_BASE32);
}

/* A number of at most max. */
static bool
is_number(struct view v, uint32_t max)
{
	uint64_t n = 0;
	size_t i;

	if (v.len > 10 || !is_digits(v, 0, "0123456789"))
		return false;
	for (i = 0; i < v.len; i++)
		n = n * 10 + (v.p[i] - '0');
	return n <= max;
}

uint32_t
stage_number(struct view v)
{
	uint32_t n = 0;
	size_t i;

	for (i = 0; i < v.len; i++)
		n = n * 10 + (v.p[i] - '0');
	return n;
}

void
stage_marks(struct view v, struct pair_near *near)
{
	unsigned mark = 0;
	size_t i;

	near->n = 0;
	for (i = 0; i < v.len; i++) {
		mark = mark << 5 |
		    (unsigned)(v.p[i] <= '9' ? v.p[i] - '0'
					     : v.p[i] - 'a' + 10);
		if ((i + 1) % STAGE_MARK == 0) {
			near->mark[near->n++] = (uint16_t)mark;
			mark = 0;
		}
	}
}

/* UNITS LEVEL SHIFT PRINTS */
static bool
is_sketch(const struct view *f)
{
	return is_number(f[0], UINT32_MAX) &&
	    is_number(f[1], SKETCH_LEVEL_MAX) && is_number(f[2], 16) &&
	    f[3].len % 8 == 0 &&
	    (f[3].len == 0 || is_digits(f[3], 0, "0123456789abcdef"));
}

bool
stage_next_pair(struct view *list, struct view *node, struct view *prints)
{
	const unsigned char *tab, *end = list->p + list->len;

	if (list->len <= NODE || list->p[NODE] != '\t')
		return false;
	*node = (struct view){list->p, NODE};
	prints->p = list->p + NODE + 1;
	tab = memchr(prints->p, '\t', (size_t)(end - prints->p));
	prints->len = (size_t)((tab != NULL ? tab : end) - prints->p);
	list->p = tab != NULL ? tab + 1 : end;
	list->len = (size_t)(end - list->p);
	return is_node(*node) && is_number(*prints, UINT32_MAX);
}

struct view
stage_list(struct view line)
{
	return (struct view){line.p + NODE + 3, line.len - NODE - 3};
}

static bool
is_list(struct view list)
{
	struct view node, prints;

	do {
		if (!stage_next_pair(&list, &node, &prints))
			return false;
	} while (list.len > 0);
	return true;
}

char
stage_kind(struct view line, struct view *f)
{
	size_t n = stage_split(line, f, STAGE_FIELDS);

	if (n == 4 && f[0].len == PRINT && f[0].p[0] == 'h' &&
	    is_digits(f[0], 1, "0123456789abcdef") && is_node(f[1]) &&
	    is_number(f[2], UINT32_MAX) && is_marks(f[3]))
		return 'h';
	if (n < 3 || !is_node(f[0]) || f[1].len != 1)
		return 0;
	switch (f[1].p[0]) {
	case 's':
		return n == 6 && is_sketch(f + 2) ? 's' : 0;
	case 'm':
		return n == 4 && f[2].len > 0 ? 'm' : 0;
	case 'p':
		return is_list(stage_list(line)) ? 'p' : 0;
	case 'q':
		return n == 7 && is_node(f[2]) && is_sketch(f + 3) ? 'q' : 0;
	case 'e':
		return n == 4 && is_node(f[2]) && is_number(f[3], 1000) ? 'e'
									: 0;
	}
	return 0;
}

bool
stage_check(enum stage_step step, struct view line, struct fault *f)
{
	static const char *const takes[] = {[STAGE_MATCH] = "hsm",
	    [STAGE_JOIN] = "psm",
	    [STAGE_SCORE] = "qsm",
	    [STAGE_LINK] = "em"};
	struct view field[STAGE_FIELDS];
	char kind = stage_kind(line, field);

	f->at = 0;
	f->why =
	    kind == 0 ? "not a line of a stage" : "a line of another stage";
	return kind != 0 && strchr(takes[step], kind) != NULL;
}
