/* SPDX-License-Identifier: ISC */
/*
 * The algorithm of A. Viterbi (1967) over the glyphs of a paragraph's
 * quote-like runs.  A state says which marks are open; an edge reads one to two
 * glyphs as one mark, at the cost that reading.c sets.
 *
 * First all readings but lost marks compete.  When the best leaves a mark
 * without its partner, lost marks join in at the places that place.c names.
 * Last, a reading that repairs must beat the best one that leaves every glyph
 * as it is by MARGIN, else nothing is repaired: to do no harm comes first.
 *
 * Limits: three levels of marks are not told apart; a paragraph of more than
 * CHUNK runs is decided a chunk at a time.
 */
#include "viterbi.h"

#include <stdlib.h>
#include <string.h>

#include "xalloc.h"

enum state {
	OUT,
	D,  /* in a double */
	S,  /* in a single */
	DS, /* in a single in a double */
	SD,
	DD, /* double in double, not as it should be, but common */
	NSTATES
};

enum {
	NEVER = 1 << 28,
	CHUNK = 4096,
	MARGIN = 5,
	COST_INSERT = 20,
	COST_OPEN_END = 50,
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

struct gap {
	struct place closer;
	struct place opener;
};

struct viterbi {
	struct node *node;
	size_t cap_nodes;
	struct gap *gap; /* before each token, and after the last */
	size_t cap_gaps;
	size_t n_nodes;
	/* Of the run at hand. */
	const struct convention *conv;
	const struct token *t;
	size_t n;
	bool doubles; /* the paragraph holds a double mark */
	bool repairs; /* damage may be supposed */
	bool inserts; /* lost marks too */
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

struct viterbi *
viterbi_new(void)
{
	return xcalloc(1, sizeof(struct viterbi));
}

void
viterbi_free(struct viterbi *v)
{
	if (v == NULL)
		return;
	free(v->node);
	free(v->gap);
	free(v);
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
relax(struct viterbi *v, size_t at, const struct reading *r)
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
		b->cost[s] = NEVER;
	b->cost[NSTATES] = -1;
}

/* Over the gap before a token: as it is, or past a mark that was lost. */
static void
cross_gap(struct viterbi *v, size_t at, const struct gap *g)
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
	if (a->cost[D] < NEVER && g->closer.cost < PLACE_NEVER &&
	    c < b->cost[OUT]) {
		b->cost[OUT] = c;
		b->back[OUT] =
		    (struct edge){D, INSERTS, ROLE_CLOSE2, DAMAGE_CLOSER};
	}
	c = a->cost[OUT] + COST_INSERT + g->opener.cost;
	if (a->cost[OUT] < NEVER && g->opener.cost < PLACE_NEVER &&
	    c < b->cost[D]) {
		b->cost[D] = c;
		b->back[D] =
		    (struct edge){OUT, INSERTS, ROLE_OPEN2, DAMAGE_OPENER};
	}
}

/* Fill the nodes: one at the start, then for each token one before it and one
 * after each of its glyphs, and one after the last gap. */
static void
run(struct viterbi *v, const int start[NSTATES])
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
static unsigned
best_end(const struct viterbi *v, const int end[NSTATES], int *cost)
{
	const struct node *last = &v->node[v->n_nodes - 1];
	unsigned best = OUT;

	*cost = NEVER;
	for (unsigned s = 0; s < NSTATES; s++)
		if (last->cost[s] < NEVER && last->cost[s] + end[s] < *cost) {
			*cost = last->cost[s] + end[s];
			best = s;
		}
	return best;
}

static struct unit *
unit_add(struct units *us)
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
trace_gap(const struct viterbi *v, const struct edge *e, size_t i,
    unsigned state, struct units *out)
{
	const struct gap *g = &v->gap[i];

	if (e->n == INSERTS)
		*unit_add(out) = (struct unit){
		    .at = e->role == ROLE_CLOSE2 ? g->closer.at : g->opener.at,
		    .role = e->role,
		    .damage = e->damage,
		    .state = (uint8_t)state,
		};
}

/* Walk back from state of the last node; what was read goes to out in order.
 * Returns whether anything was repaired. */
static bool
trace(const struct viterbi *v, unsigned state, uint32_t first_token,
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
			struct unit *u = unit_add(out);

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

/* Does the reading leave a mark without its partner, or a double unread? */
static bool
incomplete(const struct viterbi *v, const struct units *us, size_t from,
    uint32_t first_token, unsigned end)
{
	if (end != OUT && end != S)
		return true;
	for (size_t i = from; i < us->n; i++) {
		const struct unit *u = &us->u[i];
		const struct token *t;

		if (u->damage == DAMAGE_SINGLE || u->damage == DAMAGE_REPEAT ||
		    u->damage == DAMAGE_ORPHAN)
			return true;
		if (u->role != ROLE_LITERAL || u->n == 0)
			continue;
		t = &v->t[u->token - first_token];
		if (glyph_double(t->g[u->first]))
			return true;
	}
	return false;
}

/* Does a whole sentence seem to begin after the mark: a capital, and before it
 * the paragraph's beginning, a comma, a colon or another sentence's end? */
static bool
begins_sentence(const unsigned char *p, struct span para, const struct token *t)
{
	size_t at = t->at;

	if (!(t->flags & TOKEN_UPPER))
		return false;
	while (at > para.begin && (p[at - 1] == ' ' || p[at - 1] == '\n'))
		at--;
	return at == para.begin || strchr(",:.!?", p[at - 1]) != NULL ||
	    p[at - 1] == '"';
}

static void
find_places(struct viterbi *v, const struct place_cues *cues,
    const unsigned char *p, const struct viterbi_para *para)
{
	size_t from = para->span.begin;
	bool sentence = para->carried;

	for (size_t i = 0; i <= v->n; i++) {
		bool last = i == v->n;
		size_t to = last ? para->span.end : v->t[i].at;
		enum place_end end = !last
		    ? (reading_opens(&v->t[i]) ? PLACE_OPENER : PLACE_MARK)
		    : para->ends_open ? PLACE_MARK
				      : PLACE_END;

		v->gap[i].closer =
		    place_closer(cues, p, from, to, end, sentence);
		v->gap[i].opener = place_opener(cues, p, from, to,
		    last ? to : to + v->t[i].len + 1, para->span.end,
		    from == para->span.begin);
		if (last)
			break;
		from = to + v->t[i].len;
		if (glyph_double(v->t[i].g[0]) || v->t[i].n > 1)
			sentence = begins_sentence(p, para->span, &v->t[i]);
	}
}

static void
reserve(struct viterbi *v, const struct token *t, size_t n)
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

/* What a paragraph is read with. */
struct frame {
	const struct place_cues *cues;
	const unsigned char *p;
	const struct viterbi_para *para;
	uint32_t first_token;
	int start[NSTATES];
	int end[NSTATES];
};

/* Find the best reading of one kind and put it to out in place of what is
 * there from from on.  Returns its last state. */
static unsigned
read_as(struct viterbi *v, const struct frame *f, bool repairs, bool inserts,
    struct units *out, size_t from, int *cost, struct viterbi_result *r)
{
	unsigned s, began;

	v->repairs = repairs;
	v->inserts = inserts;
	run(v, f->start);
	s = best_end(v, f->end, cost);
	out->n = from;
	r->repaired = trace(v, s, f->first_token, out, &began);
	r->open = s == D || s == DS || s == DD;
	r->carried = began == D;
	return s;
}

/* Most paragraphs hold doubles alone, each where it should be: that costs
 * nothing, and nothing else costs as little. */
static bool
read_plain(const struct viterbi *v, const struct frame *f, struct units *out)
{
	size_t from = out->n;
	unsigned s = OUT;

	if (f->start[OUT] != 0)
		return false;
	for (size_t i = 0; i < v->n; i++) {
		const struct token *t = &v->t[i];
		enum role role = s == OUT ? ROLE_OPEN2 : ROLE_CLOSE2;

		if (!reading_plain(v->conv, t, role))
			break;
		s = s == OUT ? D : OUT;
		*unit_add(out) = (struct unit){.at = t->at,
		    .len = t->len,
		    .token = f->first_token + (uint32_t)i,
		    .n = 1,
		    .role = (uint8_t)role,
		    .state = (uint8_t)s};
	}
	if (out->n - from == v->n && s == OUT)
		return true;
	out->n = from;
	return false;
}

static void
choose(struct viterbi *v, const struct frame *f, struct units *out,
    struct viterbi_result *r)
{
	struct viterbi_result sound = *r;
	size_t from = out->n;
	int cost, sound_cost;
	unsigned s;

	if (read_plain(v, f, out)) {
		r->open = r->carried = r->repaired = false;
		return;
	}
	s = read_as(v, f, true, false, out, from, &cost, r);

	if (f->para->may_insert &&
	    incomplete(v, out, from, f->first_token, s)) {
		find_places(v, f->cues, f->p, f->para);
		read_as(v, f, true, true, out, from, &cost, r);
	}
	if (!r->repaired)
		return;
	v->repairs = v->inserts = false;
	run(v, f->start);
	best_end(v, f->end, &sound_cost);
	if (sound_cost >= cost + MARGIN &&
	    !place_is_noise(
		f->cues, f->p, f->para->around.begin, f->para->around.end))
		r->margin = sound_cost - cost;
	else {
		read_as(v, f, false, false, out, from, &cost, &sound);
		*r = sound;
	}
}

struct viterbi_result
viterbi_read(struct viterbi *v, const struct convention *conv,
    const struct place_cues *cues, const unsigned char *p,
    const struct token *t, size_t n, uint32_t first_token,
    const struct viterbi_para *para, struct units *out)
{
	struct viterbi_result r = {
	    .open = para->carried, .carried = para->carried};
	struct viterbi_para part = *para;
	bool carried = false;
	static const int end[NSTATES] = {0, COST_OPEN_END, 35, 60, 70, 60};
	static const int free_end[NSTATES] = {0, 5, 5, 10, 10, 10};
	struct frame f = {.cues = cues,
	    .p = p,
	    .para = &part,
	    .start = {0, NEVER, NEVER, NEVER, NEVER, NEVER}};

	if (para->carried)
		f.start[D] = 5;
	v->conv = conv;
	v->doubles = false;
	for (size_t i = 0; i < n && !v->doubles; i++)
		for (size_t k = 0; k < t[i].n; k++)
			v->doubles |= glyph_double(t[i].g[k]) ||
			    (k > 0 && t[i].g[k] == t[i].g[k - 1]);
	part.may_insert = para->may_insert && n <= CHUNK;
	for (size_t i = 0; i < n; i += CHUNK) {
		bool last = n - i <= CHUNK;

		v->t = t + i;
		v->n = last ? n - i : CHUNK;
		memcpy(f.end, last ? end : free_end, sizeof(f.end));
		if (last && para->goes_on)
			f.end[D] = 2;
		f.first_token = first_token + (uint32_t)i;
		if (n > CHUNK)
			part.around = (struct span){
			    v->t[0].at, v->t[v->n - 1].at + v->t[v->n - 1].len};
		reserve(v, v->t, v->n);
		choose(v, &f, out, &r);
		if (i == 0)
			carried = r.carried;
		for (unsigned s = 0; s < NSTATES; s++)
			f.start[s] = NEVER;
		f.start[out->n > 0 ? out->u[out->n - 1].state : OUT] = 0;
	}
	if (n > 0)
		r.carried = carried;
	return r;
}
