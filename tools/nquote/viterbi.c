/* SPDX-License-Identifier: ISC */
/*
 * The algorithm of A. Viterbi (1967) over the glyphs of a paragraph's quote-like
 * runs.  A state says which marks are open; an edge reads one to two glyphs as
 * one mark.  Costs come from the characters on both sides, from the glyph and
 * from the damage that the reading supposes; they are tenths of a nat, set by
 * hand from what typography allows, so that sums compare like odds.
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
	COST_SINGLE = 20, /* a single for a double */
	COST_STRAY = 18,
	COST_STRAY_DAMAGED = 10, /* where marks are damaged anyway */
	COST_NESTED_DAMAGED = 10, /* there, what looks nested may be stray */
	COST_INSIDE = 15, /* a closer and an opener in one run */
	COST_OPEN_END = 50,
	COST_LITERAL = 52,
	COST_ORPHAN = 46,
	KEEPS = 0xFE,  /* edge.n: nothing read */
	INSERTS = 0xFF /* edge.n: a lost mark */
};

struct edge {
	uint8_t from;
	uint8_t n;
	uint8_t role;
	uint8_t damage;
};

struct node {
	int cost[NSTATES];
	struct edge back[NSTATES];
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
	bool doubles;  /* the paragraph holds a double mark */
	bool repairs;  /* damage may be supposed */
	bool inserts;  /* lost marks too */
};

static const uint8_t next_state[NSTATES][ROLE_COUNT] = {
	[OUT] = { OUT, OUT, D, NSTATES, S, NSTATES },
	[D] = { D, D, DD, OUT, DS, NSTATES },
	[S] = { S, S, SD, NSTATES, NSTATES, OUT },
	[DS] = { DS, DS, NSTATES, NSTATES, NSTATES, D },
	[SD] = { SD, SD, NSTATES, S, NSTATES, NSTATES },
	[DD] = { DD, DD, NSTATES, D, NSTATES, NSTATES },
};

/* What it costs to open or close there, apart from the context. */
static const uint8_t role_cost[NSTATES][ROLE_COUNT] = {
	[OUT] = { 0, 0, 0, 0, 3, 0 },
	[D] = { 0, 0, 30, 0, 1, 0 },
	[S] = { 0, 0, 3, 0, 0, 0 },
};

static const uint8_t open_left[SIDE_COUNT] = {
	[SIDE_LETTER] = 30,
	[SIDE_DIGIT] = 30,
	[SIDE_STOP] = 25,
	[SIDE_COMMA] = 25,
	[SIDE_CLOSE] = 20,
	[SIDE_DASH] = 3,
	[SIDE_SYMBOL] = 8,
	[SIDE_EQUALS] = 25,
};

static const uint8_t open_right[SIDE_COUNT] = {
	[SIDE_EDGE] = 40,
	[SIDE_BLANK] = 50,
	[SIDE_STOP] = 25,
	[SIDE_COMMA] = 40,
	[SIDE_CLOSE] = 40,
	[SIDE_DASH] = 4,
	[SIDE_SYMBOL] = 2,
	[SIDE_EQUALS] = 20,
};

static const uint8_t close_left[SIDE_COUNT] = {
	[SIDE_EDGE] = 40,
	[SIDE_BLANK] = 50,
	[SIDE_OPEN] = 40,
	[SIDE_DASH] = 1,
	[SIDE_SYMBOL] = 2,
	[SIDE_EQUALS] = 20,
};

static const uint8_t close_right[SIDE_COUNT] = {
	[SIDE_LETTER] = 30,
	[SIDE_DIGIT] = 25,
	[SIDE_OPEN] = 8,
	[SIDE_DASH] = 2,
	[SIDE_SYMBOL] = 8,
	[SIDE_EQUALS] = 10,
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

static int
cost_opener(const struct token *t, unsigned k, unsigned m)
{
	int c = 0;

	if (k == 0)
		c += open_left[t->left];
	else if (open_left[t->left] > 0)
		c += COST_INSIDE;
	if (k + m == t->n) {
		if (glyph_guillemet(t->g[k]) && t->right == SIDE_BLANK)
			return c;
		if (t->right == SIDE_BLANK && t->blank_r > 0 &&
		    (t->flags & TOKEN_WORD_R) && open_left[t->left] < 10)
			c += 15;
		else
			c += open_right[t->right];
	}
	return c;
}

static int
cost_closer(const struct token *t, unsigned k, unsigned m)
{
	int c = 0;

	if (k == 0) {
		if (glyph_guillemet(t->g[k]) && t->left == SIDE_BLANK)
			c = 0;
		else if (t->left == SIDE_BLANK && t->blank_l > 0 &&
		    (t->flags & TOKEN_PUNCT_L) && close_right[t->right] < 10)
			c += 15;
		else
			c += close_left[t->left];
	}
	if (k + m == t->n)
		c += close_right[t->right];
	else if (close_right[t->right] > 0)
		c += COST_INSIDE;
	return c;
}

static int
cost_apostrophe(const struct token *t, unsigned k)
{
	bool last = k + 1u == t->n;

	if (k == 0 && t->left == SIDE_LETTER) {
		if (last && t->right == SIDE_LETTER)
			return 0;
		if (!(t->flags & TOKEN_S))
			return 25;
		/* What is possessed comes after a blank. */
		return !last ? 25 : t->right == SIDE_BLANK ? 5 : 15;
	}
	if (k == 0 && t->left == SIDE_DIGIT)
		return last && t->right == SIDE_LETTER ? 0 : 8;
	if (last && (t->flags & TOKEN_ELISION))
		return t->g[k] == GLYPH_LSQ ? 6 : 2;
	if (last && (t->right == SIDE_LETTER || t->right == SIDE_DIGIT))
		return t->g[k] == GLYPH_RSQ ? 15 :
		    t->g[k] == GLYPH_LSQ    ? 40 :
		    t->flags & TOKEN_UPPER  ? 45 :
					      30;
	if (t->left == SIDE_BLANK && t->right == SIDE_BLANK)
		return 20;
	return 60;
}

static int
cost_literal(const struct viterbi *v, const struct token *t, unsigned k)
{
	uint8_t g = t->g[k];

	if ((t->flags & TOKEN_TAG) || t->left == SIDE_EQUALS ||
	    (v->conv->wiki && g == GLYPH_SQ && t->n > 1))
		return 0;
	if (g == GLYPH_DQ && k == 0 && t->left == SIDE_DIGIT &&
	    t->right != SIDE_LETTER)
		return t->flags & TOKEN_FEET ? 0 : 12;
	if (g == GLYPH_DQ && t->left == SIDE_LETTER && t->right == SIDE_LETTER)
		return 10;
	if (g == GLYPH_GRAVE || g == GLYPH_ACUTE)
		return t->n > 1 || v->conv->graves ? 20 : 5;
	if (g == GLYPH_COMMAS)
		return 15;
	if (g == GLYPH_RGU && t->left == SIDE_EDGE && t->right == SIDE_BLANK)
		return 3; /* a bullet */
	return COST_LITERAL;
}

/* Does the reading change the text, whatever the style? */
static bool
is_repair(enum damage d)
{
	return d != DAMAGE_NONE && d != DAMAGE_CSV && d != DAMAGE_ORPHAN;
}

/* One edge from node at (glyph k of t read) over m glyphs. */
static void
relax(struct viterbi *v, size_t at, unsigned m, enum role role,
    enum damage damage, int cost)
{
	const struct node *a = &v->node[at];
	struct node *b = &v->node[at + m];

	if (is_repair(damage) && !v->repairs)
		return;
	for (unsigned s = 0; s < NSTATES; s++) {
		unsigned to = damage == DAMAGE_ORPHAN ? s :
							next_state[s][role];
		int c;

		if (a->cost[s] >= NEVER || to == NSTATES ||
		    (to == DD && damage == DAMAGE_SINGLE))
			continue;
		c = a->cost[s] + cost + role_cost[s][role];
		if (c >= b->cost[to])
			continue;
		b->cost[to] = c;
		b->back[to] = (struct edge){ (uint8_t)s, (uint8_t)m,
			(uint8_t)role, (uint8_t)damage };
	}
}

/* A single where a double should be.  After a letter it is more likely an
 * apostrophe, a curly one always. */
static void
read_single(struct viterbi *v, const struct token *t, size_t at, unsigned k,
    int open, int close)
{
	if (k == 0 && t->left == SIDE_LETTER) {
		if (t->g[k] == GLYPH_RSQ || t->g[k] == GLYPH_LSQ)
			return;
		close += (t->flags & TOKEN_S) && t->right == SIDE_BLANK &&
			!v->conv->damaged ?
		    25 :
		    4;
	}
	relax(v, at, 1, ROLE_OPEN2, DAMAGE_SINGLE, open);
	relax(v, at, 1, ROLE_CLOSE2, DAMAGE_SINGLE, close);
}

/* One double glyph, or one single as what it is. */
static void
read_one(struct viterbi *v, const struct token *t, size_t at, unsigned k)
{
	const struct convention *conv = v->conv;
	uint8_t g = t->g[k], o = conv->open[g], c = conv->close[g];
	bool dbl = glyph_double(g);
	int open = cost_opener(t, k, 1) + o;
	int close = cost_closer(t, k, 1) + c, nested;
	/* A curly single the wrong way round is more often an author's
	 * apostrophe than damage: it is understood but left alone. */
	enum damage flip_o = dbl && o >= 20 ? DAMAGE_DIRECTION :
	    g == GLYPH_GRAVE && conv->graves ? DAMAGE_LATEX :
					       DAMAGE_NONE;
	enum damage flip_c = dbl && c >= 20 ? DAMAGE_DIRECTION : DAMAGE_NONE;

	relax(v, at, 1, ROLE_LITERAL, DAMAGE_NONE, cost_literal(v, t, k));
	if (t->flags & TOKEN_TAG)
		return;
	if (g == GLYPH_COMMAS) {
		relax(v, at, 1, ROLE_OPEN2, DAMAGE_COMMAS,
		    open + (conv->low ? 5 : 10));
		return;
	}
	/* Where all marks are doubled, half of one is not read. */
	if (conv->csv && g == GLYPH_DQ)
		open += 25, close += 25;
	if (dbl) {
		relax(v, at, 1, ROLE_OPEN2, flip_o, open);
		relax(v, at, 1, ROLE_CLOSE2, flip_c, close);
		relax(v, at, 1, ROLE_OPEN2, DAMAGE_ORPHAN,
		    open + COST_ORPHAN);
		relax(v, at, 1, ROLE_CLOSE2, DAMAGE_ORPHAN,
		    close + COST_ORPHAN);
		return;
	}
	if (g == GLYPH_SQ || g == GLYPH_RSQ || g == GLYPH_LSQ)
		relax(v, at, 1, ROLE_APOSTROPHE, DAMAGE_NONE,
		    cost_apostrophe(t, k));
	if (t->flags & TOKEN_ELISION)
		open += 8;
	if (g == GLYPH_GRAVE && t->n > 1 && !conv->graves)
		open += 20;
	nested = conv->damaged && g == GLYPH_SQ && t->n > 1 ?
	    COST_NESTED_DAMAGED :
	    0;
	relax(v, at, 1, ROLE_OPEN1, flip_o, open + nested);
	relax(v, at, 1, ROLE_CLOSE1, flip_c,
	    close + nested + (k == 0 && (t->flags & TOKEN_S) ? 6 : 0));
	if (!v->doubles || glyph_guillemet(g))
		return;
	read_single(v, t, at, k, open + COST_SINGLE, close + COST_SINGLE);
}

/* Two glyphs as one double. */
static void
read_two(struct viterbi *v, const struct token *t, size_t at, unsigned k)
{
	uint8_t a = t->g[k], b = t->g[k + 1];
	bool da = glyph_double(a), db = glyph_double(b);
	enum damage damage = DAMAGE_NONE;
	int cost = 0;

	if (glyph_guillemet(a) || glyph_guillemet(b) || a == GLYPH_COMMAS ||
	    b == GLYPH_COMMAS)
		return;
	if (da && db) {
		damage = v->conv->csv && a == GLYPH_DQ && b == a ?
		    DAMAGE_CSV :
		    DAMAGE_DOUBLED;
		cost = damage == DAMAGE_CSV ? 0 : a == b ? 7 : 14;
	} else if (!da && !db) {
		bool grave = (a == GLYPH_GRAVE || b == GLYPH_GRAVE) &&
		    (a == GLYPH_SQ || b == GLYPH_SQ);

		if ((a != b && !grave) || (v->conv->wiki && a == GLYPH_SQ))
			return;
		damage = DAMAGE_LATEX;
		cost = a == GLYPH_GRAVE ? 2 : a == GLYPH_SQ ? 4 : 8;
	} else {
		uint8_t s = da ? b : a;

		if (s != GLYPH_SQ)
			return; /* a curly single was put there on purpose */
		damage = DAMAGE_STRAY;
		cost = v->conv->damaged ? COST_STRAY_DAMAGED : COST_STRAY;
	}
	relax(v, at, 2, ROLE_OPEN2, damage, cost + cost_opener(t, k, 2));
	relax(v, at, 2, ROLE_CLOSE2, damage, cost + cost_closer(t, k, 2));
}

static void
node_clear(struct node *b)
{
	for (unsigned s = 0; s < NSTATES; s++)
		b->cost[s] = NEVER;
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
		b->back[s] = (struct edge){ (uint8_t)s, KEEPS, 0, 0 };
	}
	if (!v->inserts)
		return;
	c = a->cost[D] + COST_INSERT + g->closer.cost;
	if (a->cost[D] < NEVER && g->closer.cost < PLACE_NEVER &&
	    c < b->cost[OUT]) {
		b->cost[OUT] = c;
		b->back[OUT] = (struct edge){ D, INSERTS, ROLE_CLOSE2,
			DAMAGE_CLOSER };
	}
	c = a->cost[OUT] + COST_INSERT + g->opener.cost;
	if (a->cost[OUT] < NEVER && g->opener.cost < PLACE_NEVER &&
	    c < b->cost[D]) {
		b->cost[D] = c;
		b->back[D] = (struct edge){ OUT, INSERTS, ROLE_OPEN2,
			DAMAGE_OPENER };
	}
}

/* Fill the nodes: one at the start, then for each token one before it and one
 * after each of its glyphs, and one after the last gap. */
static void
run(struct viterbi *v, const int start[NSTATES])
{
	size_t at = 0;

	memcpy(v->node[0].cost, start, sizeof(v->node[0].cost));
	for (size_t i = 0; i < v->n; i++) {
		const struct token *t = &v->t[i];

		cross_gap(v, at++, &v->gap[i]);
		for (unsigned k = 1; k <= t->n; k++)
			node_clear(&v->node[at + k]);
		for (unsigned k = 0; k < t->n; k++) {
			read_one(v, t, at + k, k);
			if (k + 1u < t->n)
				read_two(v, t, at + k, k);
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
			.at = e->role == ROLE_CLOSE2 ? g->closer.at :
						       g->opener.at,
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
			*u = (struct unit){ .at = v->t[i - 1].at,
				.token = first_token + (uint32_t)(i - 1),
				.n = e->n,
				.first = (uint8_t)k,
				.role = e->role,
				.damage = e->damage,
				.state = (uint8_t)state };
			for (unsigned j = 0; j < k; j++)
				u->at += glyph_len(v->t[i - 1].g[j]);
			for (unsigned j = k; j < k + e->n; j++)
				u->len += (uint32_t)glyph_len(
				    v->t[i - 1].g[j]);
			at -= e->n;
			state = e->from;
		}
	}
	*start = state;
	units_reverse(out, from);
	for (size_t i = from; i < out->n; i++)
		repaired |= is_repair(out->u[i].damage);
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

		if (u->damage == DAMAGE_SINGLE || u->damage == DAMAGE_ORPHAN)
			return true;
		if (u->role != ROLE_LITERAL || u->n == 0)
			continue;
		t = &v->t[u->token - first_token];
		if (glyph_double(t->g[u->first]))
			return true;
	}
	return false;
}

static bool
like_opener(const struct token *t)
{
	return open_left[t->left] < 10 && open_right[t->right] < 10;
}

/* Does a whole sentence seem to begin after the mark: a capital, and before it
 * the paragraph's beginning, a comma, a colon or another sentence's end? */
static bool
begins_sentence(const unsigned char *p, struct span para,
    const struct token *t)
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
		enum place_end end = !last ?
		    (like_opener(&v->t[i]) ? PLACE_OPENER : PLACE_MARK) :
		    para->ends_open ? PLACE_MARK :
				      PLACE_END;

		v->gap[i].closer = place_closer(cues, p, from, to, end,
		    sentence);
		v->gap[i].opener = place_opener(cues, p, from, to,
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
		v->node = xreallocarray(v->node, v->cap_nodes,
		    sizeof(*v->node));
	}
	if (n + 1 > v->cap_gaps) {
		v->cap_gaps = 2 * (n + 1);
		v->gap = xreallocarray(v->gap, v->cap_gaps, sizeof(*v->gap));
	}
}

static void
choose(struct viterbi *v, const struct place_cues *cues,
    const unsigned char *p, const struct viterbi_para *para,
    const int start[NSTATES], const int end[NSTATES], uint32_t first_token,
    struct units *out, struct viterbi_result *r)
{
	size_t from = out->n;
	int cost, sound;
	unsigned s, began;

	v->repairs = true;
	v->inserts = false;
	run(v, start);
	s = best_end(v, end, &cost);
	if (trace(v, s, first_token, out, &began) | incomplete(v, out, from, first_token, s)) {
		if (para->may_insert && incomplete(v, out, from, first_token, s)) {
			find_places(v, cues, p, para);
			v->inserts = true;
			run(v, start);
			s = best_end(v, end, &cost);
			out->n = from;
			trace(v, s, first_token, out, &began);
		}
		v->repairs = v->inserts = false;
		run(v, start);
		{
			unsigned kept = best_end(v, end, &sound);

			if (sound < cost + MARGIN) {
				s = kept;
				out->n = from;
				trace(v, s, first_token, out, &began);
			} else if (sound - cost < r->margin || r->margin == 0)
				r->margin = sound - cost;
		}
	}
	r->open = s == D || s == DS || s == DD;
	r->carried = began == D;
}

struct viterbi_result
viterbi_read(struct viterbi *v, const struct convention *conv,
    const struct place_cues *cues, const unsigned char *p,
    const struct token *t, size_t n, uint32_t first_token,
    const struct viterbi_para *para, struct units *out)
{
	struct viterbi_result r = { .open = para->carried,
		.carried = para->carried };
	bool carried = false;
	int start[NSTATES] = { 0, NEVER, NEVER, NEVER, NEVER, NEVER };
	int end[NSTATES] = { 0, COST_OPEN_END, 35, 60, 70, 60 };
	static const int free_end[NSTATES] = { 0, 5, 5, 10, 10, 10 };

	if (para->carried)
		start[D] = 5;
	if (para->goes_on)
		end[D] = 2;
	v->conv = conv;
	v->doubles = false;
	for (size_t i = 0; i < n && !v->doubles; i++)
		for (size_t k = 0; k < t[i].n; k++)
			v->doubles |= glyph_double(t[i].g[k]) ||
			    (k > 0 && t[i].g[k] == t[i].g[k - 1]);
	reserve(v, t, n < CHUNK ? n : CHUNK);
	for (size_t i = 0; i < n; i += CHUNK) {
		struct viterbi_para part = *para;

		v->t = t + i;
		v->n = n - i < CHUNK ? n - i : CHUNK;
		reserve(v, v->t, v->n);
		if (n > CHUNK)
			part.may_insert = false;
		choose(v, cues, p, &part, start, i + v->n < n ? free_end : end,
		    first_token + (uint32_t)i, out, &r);
		if (i == 0)
			carried = r.carried;
		for (unsigned s = 0; s < NSTATES; s++)
			start[s] = NEVER;
		start[out->n > 0 ? out->u[out->n - 1].state : OUT] = 0;
	}
	if (n > 0)
		r.carried = carried;
	return r;
}
