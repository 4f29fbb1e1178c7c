/* SPDX-License-Identifier: ISC */
/*
 * The algorithm of A. Viterbi (1967) over the glyphs of a paragraph's
 * quote-like runs.  A state says which marks are open; an edge reads one to two
 * glyphs as one mark, at the cost that reading.c sets.
 *
 * Limit: three levels of marks are not told apart.
 */
#include "lattice.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

enum {
	COST_INSERT = 20,
	KEEPS = 0xFE,  /* edge.n: nothing read */
	INSERTS = 0xFF /* edge.n: a lost mark */
};

struct edge {
	uint8_t from;
	uint8_t n;
	uint8_t role;
	uint8_t damage;
};

/* The last of each is for readings that cannot be: they cost no branch. */
struct node {
	int cost[NSTATES + 1];
	struct edge back[NSTATES + 1];
};

static const uint8_t next_state[NSTATES][ROLE_COUNT] = {
    [OUT] = {OUT, OUT, D, NSTATES, S, NSTATES},
    [D] = {D, D, DD, OUT, DS, NSTATES},
    [S] = {S, S, SD, NSTATES, NSTATES, OUT},
    [DS] = {DS, DS, NSTATES, OUT, NSTATES, D},
    [SD] = {SD, SD, NSTATES, S, NSTATES, NSTATES},
    [DD] = {DD, DD, NSTATES, D, NSTATES, NSTATES},
};

/* What it costs to open or close there, apart from the context. */
static const uint8_t role_cost[NSTATES][ROLE_COUNT] = {
    [OUT] = {0, 0, 0, 0, 3, 0},
    [D] = {0, 0, 30, 0, 1, 0},
    [S] = {0, 0, 3, 0, 0, 0},
    [DS] = {0, 0, 0, 35, 0, 0}, /* the single never closed */
};

void
lattice_free(struct lattice *v)
{
	free(v->node);
	free(v->gap);
	*v = (struct lattice){0};
}

void
lattice_reserve(struct lattice *v, const struct token *t, size_t n)
{
	size_t nodes = n + 2;

	for (size_t i = 0; i < n; i++)
		nodes += t[i].n;
	if (nodes > v->cap_nodes) {
		v->cap_nodes = 2 * nodes;
		v->node =
		    xreallocarray(v->node, v->cap_nodes, sizeof(*v->node));
	}
	if (n + 1 > v->cap_gaps) {
		v->cap_gaps = 2 * (n + 1);
		v->gap = xreallocarray(v->gap, v->cap_gaps, sizeof(*v->gap));
	}
}

/* The state after each, for a reading; NSTATES when it cannot be there. */
static void
next_after(const struct reading *r, uint8_t to[NSTATES])
{
	for (unsigned s = 0; s < NSTATES; s++)
		to[s] = next_state[s][r->role];
	switch (r->damage) {
	case DAMAGE_ORPHAN:
		for (unsigned s = 0; s < NSTATES; s++)
			to[s] = (uint8_t)s;
		break;
	case DAMAGE_REPEAT:
		for (unsigned s = 0; s < NSTATES; s++)
			to[s] = s == D ? D : NSTATES;
		break;
	case DAMAGE_SINGLE:
		for (unsigned s = 0; s < NSTATES; s++)
			if (to[s] == DD)
				to[s] = NSTATES;
		break;
	default:
		break;
	}
}

/* The edges of one reading of the glyphs after node at. */
static void
relax(struct lattice *v, size_t at, const struct reading *r)
{
	const struct node *a = &v->node[at];
	struct node *b = &v->node[at + r->n];
	uint8_t to[NSTATES];

	if (damage_is_guess(r->damage) && !v->repairs)
		return;
	next_after(r, to);
	for (unsigned s = 0; s < NSTATES; s++) {
		int c = a->cost[s] + r->cost;

		if (r->damage != DAMAGE_REPEAT)
			c += role_cost[s][r->role];
		if (c >= b->cost[to[s]])
			continue;
		b->cost[to[s]] = c;
		b->back[to[s]] =
		    (struct edge){(uint8_t)s, r->n, r->role, r->damage};
	}
}

static void
node_clear(struct node *b)
{
	for (unsigned s = 0; s < NSTATES; s++)
		b->cost[s] = LATTICE_NEVER;
	b->cost[NSTATES] = -1;
}

/* Over the gap before a token: as it is, or past a mark that was lost. */
static void
cross_gap(struct lattice *v, size_t at, const struct gap *g)
{
	const struct node *a = &v->node[at];
	struct node *b = &v->node[at + 1];
	int c;

	for (unsigned s = 0; s < NSTATES; s++) {
		b->cost[s] = a->cost[s];
		b->back[s] = (struct edge){(uint8_t)s, KEEPS, 0, 0};
	}
	if (!v->inserts)
		return;
	c = a->cost[D] + COST_INSERT + g->closer.cost;
	if (a->cost[D] < LATTICE_NEVER && g->closer.cost < PLACE_NEVER &&
	    c < b->cost[OUT]) {
		b->cost[OUT] = c;
		b->back[OUT] =
		    (struct edge){D, INSERTS, ROLE_CLOSE2, DAMAGE_CLOSER};
	}
	c = a->cost[OUT] + COST_INSERT + g->opener.cost;
	if (a->cost[OUT] < LATTICE_NEVER && g->opener.cost < PLACE_NEVER &&
	    c < b->cost[D]) {
		b->cost[D] = c;
		b->back[D] =
		    (struct edge){OUT, INSERTS, ROLE_OPEN2, DAMAGE_OPENER};
	}
}

/* Fill the nodes: one at the start, then for each token one before it and one
 * after each of its glyphs, and one after the last gap. */
void
lattice_run(struct lattice *v, const int start[NSTATES])
{
	size_t at = 0;

	memcpy(v->node[0].cost, start, NSTATES * sizeof(*start));
	for (size_t i = 0; i < v->n; i++) {
		const struct token *t = &v->t[i];

		cross_gap(v, at++, &v->gap[i]);
		for (unsigned k = 1; k <= t->n; k++)
			node_clear(&v->node[at + k]);
		for (unsigned k = 0; k < t->n; k++) {
			struct reading r[READINGS_MAX];
			size_t n = reading_list(v->conv, t, k, v->doubles, r);

			for (size_t j = 0; j < n; j++)
				relax(v, at + k, &r[j]);
		}
		at += t->n;
	}
	cross_gap(v, at, &v->gap[v->n]);
	v->n_nodes = at + 2;
}

/* The best state of the last node, its cost with what it costs to end there in
 * *cost. */
unsigned
lattice_best(const struct lattice *v, const int end[NSTATES], int *cost)
{
	const struct node *last = &v->node[v->n_nodes - 1];
	unsigned best = OUT;

	*cost = LATTICE_NEVER;
	for (unsigned s = 0; s < NSTATES; s++)
		if (last->cost[s] < LATTICE_NEVER &&
		    last->cost[s] + end[s] < *cost) {
			*cost = last->cost[s] + end[s];
			best = s;
		}
	return best;
}

struct unit *
units_add(struct units *us)
{
	if (us->n == us->cap) {
		us->cap = us->cap > 0 ? 2 * us->cap : 256;
		us->u = xreallocarray(us->u, us->cap, sizeof(*us->u));
	}
	return &us->u[us->n++];
}

static void
units_reverse(struct units *us, size_t from)
{
	for (size_t i = from, j = us->n; i + 1 < j; i++) {
		struct unit u = us->u[i];

		us->u[i] = us->u[--j];
		us->u[j] = u;
	}
}

/* The gap before token i holds a lost mark. */
static void
trace_gap(const struct lattice *v, const struct edge *e, size_t i,
    unsigned state, struct units *out)
{
	const struct gap *g = &v->gap[i];

	if (e->n == INSERTS)
		*units_add(out) = (struct unit){
		    .at = e->role == ROLE_CLOSE2 ? g->closer.at : g->opener.at,
		    .role = e->role,
		    .damage = e->damage,
		    .state = (uint8_t)state,
		};
}

/* Walk back from state of the last node; what was read goes to out in order.
 * Returns whether anything was repaired. */
bool
lattice_trace(const struct lattice *v, unsigned state, uint32_t first_token,
    struct units *out, unsigned *start)
{
	size_t from = out->n, at = v->n_nodes - 1;
	bool repaired = false;

	for (size_t i = v->n;; i--) {
		const struct edge *e = &v->node[at].back[state];
		unsigned k;

		trace_gap(v, e, i, state, out);
		state = e->from;
		at--;
		if (i == 0)
			break;
		for (k = v->t[i - 1].n; k > 0;) {
			struct unit *u = units_add(out);

			e = &v->node[at].back[state];
			k -= e->n;
			*u = (struct unit){.at = v->t[i - 1].at,
			    .token = first_token + (uint32_t)(i - 1),
			    .n = e->n,
			    .first = (uint8_t)k,
			    .role = e->role,
			    .damage = e->damage,
			    .state = (uint8_t)state};
			for (unsigned j = 0; j < k; j++)
				u->at += glyph_len(v->t[i - 1].g[j]);
			for (unsigned j = k; j < k + e->n; j++)
				u->len += (uint32_t)glyph_len(v->t[i - 1].g[j]);
			at -= e->n;
			state = e->from;
		}
	}
	*start = state;
	units_reverse(out, from);
	for (size_t i = from; i < out->n; i++)
		repaired |= damage_is_guess(out->u[i].damage);
	return repaired;
}
